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

_WAIT_S = 10.0
_POLL_S = 0.002


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
    are kept. Writers of one file take turns; nothing is written when the file holds `data` already. Many
    files are best written from a few threads, since most of the time goes by waiting for the disk.

    Args:
        path: a regular file, or a name that is free in a folder that exists.
        data: the whole new content.
        expected_digest: `digest` of the bytes that were read; `None` when the name must be free;
            `ANY_CONTENT` when whatever is there may go.

    Raises:
        FileChangedError: the file is not the one that was read.
        WriteRefusedError: the path is a symbolic link, no regular file or read-only, its owner cannot be
            kept, another program is writing it, or the system refused.
    """
    try:
        current = _current(path)
        if current == data and expected_digest is not None:
            return False
        _require_expected(path, current, expected_digest)
        with _temporary(path) as (temporary, handle):
            _write_all(handle, data)
            before = _keep_attributes(handle, path)
            os.fsync(handle)
            _require_expected(path, _current(path), expected_digest)
            if _moment(_state(path)) != before:
                raise FileChangedError(path)
            temporary.rename(path)
        _flush_folder(path.parent)
        return True
    except OSError as error:
        raise WriteRefusedError(path, error.strerror or str(error)) from error


@contextmanager
def _temporary(path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the file that is to become `path`, open and empty, while no other writer of `path` has it."""
    temporary = path.with_name(f".teleo-{digest(os.fsencode(path.name))[:8]}")
    handle = _made_alone(temporary, path)
    try:
        yield temporary, handle
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    finally:
        os.close(handle)


def _made_alone(temporary: Path, path: Path) -> int:
    """Make the temporary file and lock it; wait for its writer, and clear what a killed one left behind."""
    deadline = time.monotonic() + _WAIT_S
    while time.monotonic() < deadline:
        handle, is_new = _opened(temporary)
        if handle is None:
            continue
        if _lock(handle, is_new=is_new) and _is_at(handle, temporary):
            if is_new:
                return handle
            temporary.unlink()
            os.close(handle)
            continue
        os.close(handle)
        time.sleep(_POLL_S)
    raise WriteRefusedError(path, f"another program is writing it; if none is, delete {temporary.name}")


def _opened(temporary: Path) -> tuple[int | None, bool]:
    """Return the open temporary file and whether it was made; a link in its place is taken away."""
    flags = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(temporary, flags | os.O_CREAT | os.O_EXCL, 0o666), True
    except FileExistsError:
        try:
            return os.open(temporary, flags), False
        except OSError as error:
            if error.errno == errno.ELOOP:
                temporary.unlink(missing_ok=True)
            elif error.errno != errno.ENOENT:
                raise
            return None, False


def _lock(handle: int, *, is_new: bool) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # A file system without locks: that this writer alone made the file has to do.
        return is_new and error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL)
    return True


def _is_at(handle: int, path: Path) -> bool:
    state, mine = _state(path), os.fstat(handle)
    return state is not None and (state.st_dev, state.st_ino) == (mine.st_dev, mine.st_ino)


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _current(path: Path) -> bytes | None:
    """Return the bytes of the file that stands at `path`, once it is one that may be replaced."""
    state = _state(path)
    if state is None:
        return None
    if stat.S_ISLNK(state.st_mode):
        raise WriteRefusedError(path, "it is a symbolic link; name the file that it points to")
    if not stat.S_ISREG(state.st_mode):
        raise WriteRefusedError(path, "it is no regular file")
    if not state.st_mode & 0o222 or not os.access(path, os.W_OK):
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


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _keep_attributes(handle: int, path: Path) -> tuple[int, ...] | None:
    """Give the new file the owner, the mode and the attributes of the old one; return the old one's state."""
    before = _state(path)
    if before is None:
        return None
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
    return _moment(before)


def _moment(state: os.stat_result | None) -> tuple[int, ...] | None:
    """Return what tells one state of a file from the next without reading it."""
    return state and (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
