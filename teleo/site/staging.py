"""New files of a site wait out of its readers' sight until all are whole; then they take their places by renames,
each file by one, and a folder that the site does not have yet by one with all that is in it.

They are written some dozens at a time: between the making of two pages each would cost the system half as much again.

A build that is killed before that leaves the site as it was. One that is killed while the files take their places
leaves a journal, by which the next build first brings that to its end.
"""

import json
import os
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

if sys.platform != "win32":
    from fcntl import LOCK_EX, flock

STAGING = ".teleo-staged"
"""The folder in that of the site in which its new files wait."""

_JOURNAL = "journal.json"
_HELD_BYTES = 1 << 20
_NO_NAMES = frozenset(("", ".", ".."))
_BINARY: int = getattr(os, "O_BINARY", 0)


@dataclass(slots=True)
class Staging:
    """The new files and folders of the site in `folder`, each under a number until it takes its place."""

    folder: str
    _numbers: dict[str, int] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=lambda: {"": ""})
    """Where each folder waits that is new; those that the site has stay, and wait nowhere."""
    _held: list[tuple[str, bytes | None]] = field(default_factory=list)
    """Files, and folders as those without bytes, that are still to be written, in order."""
    _held_bytes: int = 0

    def put(self, path: str, data: bytes) -> bool:
        """Keep `data` for the file at `path`, relative to the site; return whether something is there already."""
        folder, _, name = path.rpartition("/")
        waiting = self._new(folder)
        self._held.append((f"{waiting}/{name}" if waiting else self._numbered(path), data))
        self._held_bytes += len(data)
        if self._held_bytes > _HELD_BYTES:
            self._write_held()
        return not waiting and os.path.lexists(f"{self.folder}/{path}")

    def file(self, path: str) -> str:
        """Return where the newest bytes of the file at `path` are: still here, or in their place."""
        folder, _, name = path.rpartition("/")
        waiting = self._folders.get(folder)
        if not waiting and path not in self._numbers:
            return f"{self.folder}/{path}"
        self._write_held()
        return f"{waiting}/{name}" if waiting else self._numbered(path)

    def take_place(self, before: Collection[str], gone: Collection[str]) -> None:
        """Put every file in its place and remove those of the paths `gone`.

        What nothing leads to yet comes first, whole folders before single files, then what lies deep, and the
        front page at last, so that a page met in between leads to nothing that is missing.
        """
        if not self._numbers and not gone:
            return
        self._write_held()
        order = sorted(
            self._numbers,
            key=lambda path: (path in before, path not in self._folders, -path.count("/"), path),
        )
        moves = [(self._numbers[path], path) for path in order]
        journal = f"{self._place}/{_JOURNAL}"
        Path(self._place).mkdir(exist_ok=True)
        _write(f"{journal}.new", json.dumps({"moves": moves, "gone": sorted(gone)}).encode())
        os.replace(f"{journal}.new", journal)  # noqa: PTH105 - as below
        _carry_out(self.folder, moves, sorted(gone))
        self._forget()

    def discard(self) -> None:
        """Forget what still waits."""
        self._forget()
        _remove_staged(self.folder)

    def _forget(self) -> None:
        self._numbers.clear()
        self._folders = {"": ""}
        self._held.clear()
        self._held_bytes = 0

    def _write_held(self) -> None:
        for target, data in self._held:
            if data is None:
                _make_folder(target)
            else:
                _write(target, data)
        self._held.clear()
        self._held_bytes = 0

    def _new(self, folder: str) -> str:
        """Return where a folder waits that the site does not have, made if need be; nothing for one that it has."""
        waiting = self._folders.get(folder)
        if waiting is None:
            parent, _, name = folder.rpartition("/")
            above = self._new(parent)
            if above:
                waiting = f"{above}/{name}"
            elif os.path.lexists(f"{self.folder}/{folder}"):
                waiting = ""
            else:
                waiting = self._numbered(folder)
            if waiting:
                self._held.append((waiting, None))
            self._folders[folder] = waiting
        return waiting

    def _numbered(self, path: str) -> str:
        """Return where what moves by one rename waits."""
        if not self._numbers:
            self._held.append((self._place, None))
        return f"{self._place}/{self._numbers.setdefault(path, len(self._numbers))}"

    @property
    def _place(self) -> str:
        return f"{self.folder}/{STAGING}"


@contextmanager
def sole_builder(folder: Path) -> Iterator[None]:
    """Wait until no other build writes into `folder`, and hold others off meanwhile; a killed one holds none."""
    if sys.platform == "win32":  # where two builds of one folder are not kept apart
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some network drives know no locks.
            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)


def finish(folder: Path) -> None:
    """Bring to its end what a killed build had begun in `folder`: all its files take their places, or none."""
    place = folder / STAGING
    if place.is_symlink():
        place.unlink()
    if not place.exists():
        return
    try:
        journal = json.loads((place / _JOURNAL).read_bytes())
        moves = [(int(number), str(path)) for number, path in journal["moves"]]
        gone = [str(path) for path in journal["gone"]]
    except (OSError, ValueError, KeyError, TypeError):
        moves, gone = [], []
    if all(stays_inside(path) for _, path in moves) and all(map(stays_inside, gone)):
        _carry_out(os.fspath(folder), moves, gone)
    _remove_staged(os.fspath(folder))


def stays_inside(path: str) -> bool:
    """Return whether `path`, with `/` between its parts, names something below the folder it is relative to."""
    return "\\" not in path and _NO_NAMES.isdisjoint(path.split("/"))


def remove(folder: str, path: str) -> None:
    """Remove a file of the site, if it is there, and the folders that it leaves empty; follow no link."""
    target = Path(folder) / path
    parents = target.parents[: path.count("/")]
    if any(parent.is_symlink() for parent in parents):
        return
    target.unlink(missing_ok=True)
    for parent in parents:
        try:
            parent.rmdir()
        except OSError:
            return


def _carry_out(folder: str, moves: Iterable[tuple[int, str]], gone: Iterable[str]) -> None:
    """Do what a journal says; what is done already is passed over. System calls alone: there are thousands."""
    made: set[str] = set()
    for number, path in moves:
        _move(folder, f"{STAGING}/{number}", path, made)
    for path in gone:
        remove(folder, path)


def _move(folder: str, staged: str, path: str, made: set[str]) -> None:
    """Move a file or a folder of the site from where it was `staged` to its place, unless that was done."""
    _make_folders(folder, path.rpartition("/")[0], made)
    source = f"{folder}/{staged}"
    try:
        os.replace(source, f"{folder}/{path}")  # noqa: PTH105
    except FileNotFoundError:
        return
    except OSError:
        # Where somebody has made the folder since, its files take their places one by one.
        if os.path.islink(source) or not os.path.isdir(source):  # noqa: PTH112, PTH114
            raise
        for name in sorted(os.listdir(source)):  # noqa: PTH208
            _move(folder, f"{staged}/{name}", f"{path}/{name}", made)


def _make_folders(folder: str, path: str, made: set[str]) -> None:
    """Make a folder of the site, unless it is `made`; a symbolic link in its place is removed, since it may
    lead anywhere.
    """
    if not path or path in made:
        return
    _make_folders(folder, path.rpartition("/")[0], made)
    made.add(path)
    current = f"{folder}/{path}"
    if os.path.islink(current):  # noqa: PTH114
        os.unlink(current)  # noqa: PTH108
    _make_folder(current)


def _make_folder(path: str) -> None:
    with suppress(FileExistsError):
        os.mkdir(path)  # noqa: PTH102


def _write(target: str, data: bytes) -> None:
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def _remove_staged(folder: str) -> None:
    """Remove the waiting files, the journal before all: without it they are nobody's."""
    place = Path(folder) / STAGING
    (place / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(place, ignore_errors=True)
