"""Runs JavaScript under Node: the system's, else the one that Playwright brings."""

import importlib.util
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any


def printed(script: str) -> Any:
    """Return the JSON that a script prints."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "script.cjs"
        file.write_text(script, encoding="utf-8")
        return run_file(file)


def run_file(file: Path, *arguments: str) -> Any:
    """Return the JSON that a script in a file prints."""
    done = subprocess.run([_node(), str(file), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _node() -> str:
    found = shutil.which("node")
    if found:
        return found
    playwright = importlib.util.find_spec("playwright")
    assert playwright is not None, "these tests need node 20 or later, or Playwright"
    assert playwright.origin is not None
    return str(Path(playwright.origin).with_name("driver") / "node")
