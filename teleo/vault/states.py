"""The states of files on the disk, by which a file that changed is told without reading it."""

import os
from pathlib import Path


def state_of(path: str | Path) -> str:
    """Return what tells the state of a file or folder from another; nothing where there is none."""
    try:
        return told(os.stat(path))  # noqa: PTH116 - as for thousands of others
    except OSError:
        return ""


def told(state: os.stat_result) -> str:
    """Return a state in words."""
    return f"{state.st_mode} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}"
