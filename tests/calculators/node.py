"""Finds Node: the system's, else the one that Playwright brings with it."""

import importlib.util
import shutil
from pathlib import Path


def program() -> str:
    """Return the path of a Node that can run the emitted functions."""
    found = shutil.which("node")
    if found is not None:
        return found
    playwright = importlib.util.find_spec("playwright")
    assert playwright is not None, "these tests need Node 20 or later, or Playwright"
    assert playwright.origin is not None
    return str(Path(playwright.origin).parent / "driver" / "node")
