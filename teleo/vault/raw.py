"""Reads the bytes of one file: all reading of notes passes here."""

import errno
import os
from pathlib import Path

from teleo.errors import TeleoError


class FileUnreadableError(TeleoError):
    """A file of the vault cannot be read."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


def read_bytes(root: Path, path: str) -> bytes:
    """Return the bytes of the regular file at `path` below `root`.

    Raises:
        FileUnreadableError: the file is gone, is a link or a folder, or may not be read.
    """
    full = root / path
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with os.fdopen(os.open(full, flags), "rb") as file:
            return file.read()
    except OSError as error:
        is_link = error.errno == errno.ELOOP
        problem = "is a symbolic link; name the file that it points to" if is_link else error.strerror
        raise FileUnreadableError(full, f"cannot be read: {problem or error}") from error
