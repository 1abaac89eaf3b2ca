"""The one function that writes a note: all of the new bytes or none, never over an unseen change."""

import errno
import fcntl
import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from teleo.errors import TeleoError

ANY_CONTENT = "*"
"""Stands for a digest where whatever is in the file may go."""

_LOCK_WAIT_S = 10.0
_LOCK_POLL_S = 0.005


class WriteRefusedError(TeleoError):
    """A file was left as it is, because writing it would lose something."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: not written: {reason}")
        self.path = path
        self.reason = reason


class FileChangedError(WriteRefusedError):
    """A file is not what it was when it was read."""

    def __init__(self, path: Path, reason: str = "the file changed since it was read; run again") -> None:
        super().__init__(path, reason)


def digest(raw: bytes) -> str:
    """Return the SHA-256 of `raw` in hexadecimal: the name of one state of a file."""
    return hashlib.sha256(raw).hexdigest()


def write_file(path: Path, data: bytes, expected_digest: str | None) -> bool:
    """Put `data` into the file at `path` at one moment, and return whether anything was written.

    The bytes go to a short-named file in the same folder, are flushed to the disk and renamed over `path`,
    so that a kill at any moment leaves the old file or the new one. Mode, ownership and extended attributes
    are kept. Writers of one folder take turns; nothing is written when the file holds `data` already.

    Args:
        path: a regular file, or a name that is free in a folder that exists.
        data: the whole new content.
        expected_digest: `digest` of the bytes that were read; `None` when the name must be free;
            `ANY_CONTENT` when whatever is there may go.

    Raises:
        FileChangedError: the file is not the one that was read.
        WriteRefusedError: the path is a symbolic link, no regular file or read-only, its owner cannot be
            kept, another program holds the folder, or the system refused.
    """
    try:
        with _turn_in(path.parent) as (folder, is_alone):
            before = _state(path)
            current = None if before is None else _checked(path, before)
            if current == data and expected_digest is not None:
                return False
            _require_expected(path, current, expected_digest)
            _replace(path, data, before, is_alone=is_alone)
            os.fsync(folder)
            return True
    except OSError as error:
        raise WriteRefusedError(path, error.strerror or str(error)) from error


@contextmanager
def _turn_in(folder: Path) -> Iterator[tuple[int, bool]]:
    """Hold the folder's lock; yield the open folder and whether the file system gave a lock."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield handle, _lock(handle, folder)
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> bool:
    deadline = time.monotonic() + _LOCK_WAIT_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise WriteRefusedError(folder, "another program writes in this folder; try again") from None
            time.sleep(_LOCK_POLL_S)
        except OSError as error:
            if error.errno in (errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EINVAL):
                return False
            raise


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _checked(path: Path, before: os.stat_result) -> bytes:
    """Return the bytes of the file that stands at `path`, once it is one that may be replaced."""
    if stat.S_ISLNK(before.st_mode):
        raise WriteRefusedError(path, "it is a symbolic link; name the file that it points to")
    if not stat.S_ISREG(before.st_mode):
        raise WriteRefusedError(path, "it is no regular file")
    if not before.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise WriteRefusedError(path, "it is read-only; give yourself the right to write it (chmod u+w)")
    return path.read_bytes()


def _require_expected(path: Path, current: bytes | None, expected: str | None) -> None:
    if expected == ANY_CONTENT:
        return
    if expected is None:
        if current is not None:
            raise FileChangedError(path, "a file of this name is there already; choose another name")
    elif current is None:
        raise FileChangedError(path, "the file is gone since it was read; run again")
    elif digest(current) != expected:
        raise FileChangedError(path)


def _replace(path: Path, data: bytes, before: os.stat_result | None, *, is_alone: bool) -> None:
    # Alone in the folder, one fixed name does: what a killed writer left there is overwritten, not piled up.
    temporary = path.with_name(".teleo-write" if is_alone else f".teleo-{os.urandom(4).hex()}")
    if is_alone:
        with suppress(FileNotFoundError):
            temporary.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    handle = os.open(temporary, flags, 0o666 if before is None else 0o600)
    try:
        try:
            _write_all(handle, data)
            if before is not None:
                _keep_attributes(handle, path, before)
            os.fsync(handle)
        finally:
            os.close(handle)
        if _moment(_state(path)) != _moment(before):
            raise FileChangedError(path)
        temporary.rename(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _keep_attributes(handle: int, path: Path, before: os.stat_result) -> None:
    now = os.fstat(handle)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.fchown(handle, before.st_uid, before.st_gid)
        except PermissionError as error:
            raise WriteRefusedError(path, "it belongs to another user, which cannot be kept") from error
    os.fchmod(handle, stat.S_IMODE(before.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(path):
                os.setxattr(handle, name, os.getxattr(path, name))


def _moment(state: os.stat_result | None) -> tuple[int, ...] | None:
    """Return what tells one state of a file from the next without reading it."""
    return state and (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
