"""The one way by which the site's files are written: only changed bytes, all at once, nothing outside."""

import errno
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from msgspec import Struct

from teleo.config import SITE_MANIFEST
from teleo.errors import TeleoError
from teleo.site.staging import STAGING, Staging, finish, sole_builder, stays_inside

MANIFEST = SITE_MANIFEST
"""Nothing is ever removed but what stands in it."""

_NEW = ".teleo-new"
_OURS = frozenset({MANIFEST, MANIFEST + _NEW, STAGING})
_BINARY: int = getattr(os, "O_BINARY", 0)


class OutputError(TeleoError):
    """The output folder cannot take a site."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(f"{folder}: {problem}")
        self.folder = folder
        self.problem = problem


class File(Struct, frozen=True):
    """A file of the site: its path from the root, its size, and the time of its last change."""

    path: str
    size: int
    time_ns: int


@dataclass(slots=True)
class Output:
    """A folder that takes a site; `written`, `unchanged` and `removed` count its files.

    Used as a context: files take their places when it ends, and what it does not write is removed. After a
    failure the folder holds what it held before.
    """

    folder: Path
    before: frozenset[str]
    is_clean: bool = False
    sizes: dict[str, int] = field(default_factory=dict)
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    _staging: Staging = field(init=False)
    _open: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self._staging = Staging(os.fspath(self.folder))

    def write(self, path: str, data: bytes) -> None:
        """Put `data` at `path`, a path from the folder with `/` between its parts, if it is not there yet.

        Raises:
            OutputError: a file that no build wrote is at `path`.
            OSError: the folder cannot be written to; the end of the context says so in an `OutputError`.
        """
        self.sizes[path] = len(data)
        if path in self.before and not self.is_clean and _holds(f"{self.folder}/{path}", data):
            self.unchanged += 1
            return
        is_taken = self._staging.put(path, data)
        if is_taken and path not in self.before and not _holds(f"{self.folder}/{path}", data):
            problem = f"holds {path}, which teleo did not write; move it out of the folder and build again"
            raise OutputError(self.folder, problem)
        self.written += 1

    def keep(self, files: Iterable[File]) -> bool:
        """Leave files as they are, if the last build wrote them and nobody touched them since."""
        found = tuple(files)
        if self.is_clean or not all(one.path in self.before and self.state(one.path) == one for one in found):
            return False
        self.sizes.update((one.path, one.size) for one in found)
        self.unchanged += len(found)
        return True

    def state(self, path: str) -> File | None:
        """Return what tells a file of this build from one that was written since."""
        try:
            found = os.stat(self._staging.file(path))  # noqa: PTH116 - for thousands of files
        except OSError:
            return None
        return File(path, found.st_size, found.st_mtime_ns)

    def __enter__(self) -> Self:
        """Record that the folder is teleo's before the first file is written.

        Raises:
            OutputError: the folder cannot be written to, or its list is damaged.
        """
        with _told(self.folder), ExitStack() as opened:
            opened.enter_context(sole_builder(self.folder))
            finish(self.folder)
            self.before = listed(self.folder) or frozenset()
            self._record(self.before)
            self._open = opened.pop_all()
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        """Put the new files in place and remove what this build did not write, unless it failed.

        Raises:
            OutputError: the folder cannot be written to.
        """
        with _told(self.folder), self._open:
            if error is None:
                self._take_place()
            self._staging.discard()
            if isinstance(error, OSError):
                raise error

    def _take_place(self) -> None:
        gone = self.before - self.sizes.keys()
        self._record(self.before | self.sizes.keys())
        self._staging.take_place(self.before, gone)
        self.removed = len(gone)
        self._record(self.sizes.keys())

    def _record(self, files: Iterable[str]) -> None:
        # A file a line, by the encoder that is written in C, which knows no indent.
        listing = json.dumps({"files": sorted(files)}, separators=(",\n", ": ")).encode()
        manifest = f"{self.folder}/{MANIFEST}"
        if not _holds(manifest, listing):
            Path(manifest + _NEW).write_bytes(listing)
            os.replace(manifest + _NEW, manifest)  # noqa: PTH105


def stated_folder(vault: Path, stated: str) -> Path:
    """Return the output folder that the settings of a vault name.

    A vault may come from a stranger, so its settings name no place outside it; a reader's own words may.

    Raises:
        OutputError: the folder lies outside the vault, or is the vault.
    """
    folder, root = (vault / stated).resolve(), vault.resolve()
    if folder == root or not folder.is_relative_to(root):
        problem = (
            "is not below the vault, as `output` under `[site]` has to be; name it with --output instead"
        )
        raise OutputError(folder, problem)
    return folder


def open_output(folder: Path, vault: Path, *, clean: bool = False) -> Output:
    """Return the output folder, made if it is not there; with `clean` every file is written anew.

    Raises:
        OutputError: the folder holds the vault, or holds files that no build of teleo wrote.
    """
    folder = folder.resolve()
    if vault.resolve().is_relative_to(folder):
        raise OutputError(folder, "holds the vault itself; choose another folder with --output")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = listed(folder)
        if before is None and any(entry.name not in _OURS for entry in folder.iterdir()):
            raise OutputError(folder, "holds files that teleo did not write; choose an empty folder")
    except OSError as error:
        raise OutputError(folder, f"cannot be used: {error.strerror or error}") from error
    return Output(folder, before or frozenset(), clean)


def listed(folder: Path) -> frozenset[str] | None:
    """Return the paths of the files that teleo wrote into `folder`; `None` where it never did.

    Raises:
        OutputError: the list is damaged.
    """
    try:
        listed = list(json.loads((folder / MANIFEST).read_bytes())["files"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise OutputError(folder, f"its {MANIFEST} is damaged; remove the folder and build again") from None
    except OSError as error:
        raise OutputError(folder, f"its {MANIFEST} cannot be read: {error.strerror}") from error
    return frozenset(path for path in listed if isinstance(path, str) and stays_inside(path))


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say of a folder that cannot be written to why not; that a disk is full is said for all commands alike.

    Raises:
        OutputError: what the system said.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
            raise
        place = error.filename2 or error.filename
        about = f" ({os.fsdecode(place)})" if isinstance(place, str | bytes) else ""
        problem = f"cannot take the site: {error.strerror or error}{about}; mend that or name another folder"
        raise OutputError(folder, problem) from error


def _holds(target: str, data: bytes) -> bool:
    try:
        file = os.open(target, os.O_RDONLY | _BINARY)
    except OSError:
        return False
    try:
        return os.fstat(file).st_size == len(data) and os.read(file, len(data)) == data
    finally:
        os.close(file)
