"""Runs something again whenever a file of a vault changes."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from teleo.config import CONFIG_NAME

PAUSE_S = 1.0


def watch(
    root: Path, run: Callable[[], None], *, wait: Callable[[], None] = lambda: time.sleep(PAUSE_S)
) -> None:
    """Call `run`, then again after each change of a note or of the settings, until interrupted.

    `wait` is called between two looks at the files.
    """
    seen = snapshot(root)
    run()
    try:
        while True:
            wait()
            now = snapshot(root)
            if now != seen:
                seen = now
                run()
    except KeyboardInterrupt:
        return


def snapshot(root: Path) -> Mapping[str, tuple[int, int]]:
    """Return size and time of change of each note below `root` and of its settings; hidden folders aside."""
    found: dict[str, tuple[int, int]] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        for name in names:
            if name.endswith(".md") or name == CONFIG_NAME:
                path = f"{folder}{os.sep}{name}"
                try:
                    state = os.lstat(path)
                except OSError:
                    continue
                found[path] = (state.st_mtime_ns, state.st_size)
    return found
