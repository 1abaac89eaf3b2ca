"""The one way by which the site's files are written: only changed bytes, each file whole, nothing outside."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from teleo.errors import TeleoError

MANIFEST = ".teleo-site.json"
"""The file in the output folder that lists what teleo wrote there, so that nothing else is ever removed."""

_TEMPORARY = ".teleo-new"
_BINARY: int = getattr(os, "O_BINARY", 0)


class OutputError(TeleoError):
    """The output folder cannot take a site."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}")
        self.folder = folder
        self.problem = problem


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: its path from the root, its size, and the time of its last change."""

    path: str
    size: int
    time_ns: int


@dataclass(slots=True)
class Output:
    """A folder that takes a site; `written`, `unchanged` and `removed` count its files.

    Used as a context: what an interrupted build leaves behind is still known to the next one.
    """

    folder: Path
    before: frozenset[str]
    sizes: dict[str, int] = field(default_factory=dict)
    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def write(self, path: str, data: bytes) -> None:
        """Put `data` at `path`, a path from the folder with `/` between its parts, if it is not there yet.

        A reader of the folder sees the old file or the new one, never a part of either.
        """
        self.sizes[path] = len(data)
        target = f"{self.folder}/{path}"
        if path in self.before and _holds(target, data):
            self.unchanged += 1
            return
        _replace(target, data)
        self.written += 1

    def keep(self, files: Iterable[File]) -> bool:
        """Leave files as they are, if the last build wrote them and nobody touched them since."""
        found = tuple(files)
        if not all(one.path in self.before and self.state(one.path) == one for one in found):
            return False
        self.sizes.update((one.path, one.size) for one in found)
        self.unchanged += len(found)
        return True

    def state(self, path: str) -> File | None:
        """Return what tells a file of the folder from one that was written since."""
        try:
            found = os.stat(f"{self.folder}/{path}")  # noqa: PTH116 - for thousands of files
        except OSError:
            return None
        return File(path, found.st_size, found.st_mtime_ns)

    def __enter__(self) -> Self:
        """Record that the folder is teleo's before the first file is written."""
        self._record(self.before)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Remove what the last build wrote and this one did not; after a failure, only record what is there."""
        if kind is not None:
            self._record(self.before | self.sizes.keys())
            return
        for path in sorted(self.before - self.sizes.keys()):
            _remove(self.folder, path)
            self.removed += 1
        self._record(self.sizes.keys())

    def _record(self, files: Iterable[str]) -> None:
        listing = json.dumps({"files": sorted(files)}, indent=0).encode()
        if not _holds(f"{self.folder}/{MANIFEST}", listing):
            _replace(f"{self.folder}/{MANIFEST}", listing)


def open_output(folder: Path, vault: Path, *, clean: bool = False) -> Output:
    """Return the output folder, made if it is not there; with `clean`, without what was built before.

    Raises:
        OutputError: the folder holds the vault, or holds files that no build of teleo wrote.
    """
    folder = folder.resolve()
    if vault.resolve().is_relative_to(folder):
        raise OutputError(folder, "holds the vault itself; choose another folder with --output")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _listed(folder)
        if before is None and any(folder.iterdir()):
            raise OutputError(folder, "holds files that teleo did not write; choose an empty folder")
    except OSError as error:
        raise OutputError(folder, f"cannot be used: {error.strerror or error}") from error
    if clean:
        for path in sorted(before or ()):
            _remove(folder, path)
        before = frozenset()
    return Output(folder, before or frozenset())


def _listed(folder: Path) -> frozenset[str] | None:
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise OutputError(folder, f"its {MANIFEST} is damaged; remove the folder and build again") from None
    return frozenset(path for path in listed if isinstance(path, str) and _stays_inside(path))


def _stays_inside(path: str) -> bool:
    parts = path.split("/")
    return bool(path) and "\\" not in path and not any(part in ("", ".", "..") for part in parts)


def _holds(target: str, data: bytes) -> bool:
    try:
        file = os.open(target, os.O_RDONLY | _BINARY)
    except OSError:
        return False
    try:
        return os.fstat(file).st_size == len(data) and os.read(file, len(data)) == data
    finally:
        os.close(file)


def _replace(target: str, data: bytes) -> None:
    """Put `data` at `target`; what was there stays whole until the new file is."""
    try:
        _create(target, data)
    except FileExistsError:
        temporary = Path(target + _TEMPORARY)
        temporary.write_bytes(data)
        temporary.replace(target)


def _create(target: str, data: bytes) -> None:
    """Write a file that is not there yet; system calls and no more, since a site has thousands of files."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    try:
        file = os.open(target, flags, 0o666)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(target, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def _remove(folder: Path, path: str) -> None:
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except OSError:
            return
