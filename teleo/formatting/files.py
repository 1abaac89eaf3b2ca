"""Formats files on the disk, or says why not."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from teleo.formatting.formatter import FormattedBytes, format_bytes
from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.writer import WriteRefusedError, digest, write_file

if TYPE_CHECKING:
    from teleo.model import Fault

_BATCH = 256
_WRITERS = 8


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What formatting one file came to: its bytes before and after, why it was left alone, what failed.

    `name` is the path as the caller gave it; `failure` is a sentence when the file could not be read or
    written, and then nothing has changed.
    """

    name: str
    before: bytes = b""
    after: bytes = b""
    refusals: tuple["Fault", ...] = ()
    failure: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the canonical bytes differ from those read."""
        return self.before != self.after


def outcome_of(name: str, raw: bytes, form: Callable[[bytes], FormattedBytes] = format_bytes) -> FileOutcome:
    """Return what `form` makes of the bytes of the file called `name`."""
    formatted = form(raw)
    return FileOutcome(name, raw, formatted.data, formatted.refusals)


def each_once(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files in order, each by the first of its names: `a.md`, `./a.md`, `/vault/a.md` are one.

    Read under one name and written under another, a file would seem to have changed meanwhile.
    """
    folders: dict[str, str] = {}
    found: dict[tuple[str, str], Path] = {}
    for path in paths:
        folder = str(path.parent)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        found.setdefault((folders[folder], path.name), path)
    return tuple(found.values())


def format_files(
    paths: Iterable[Path],
    form: Callable[[bytes], FormattedBytes] = format_bytes,
    *,
    write: bool = True,
) -> Iterator[FileOutcome]:
    """Yield what `form` makes of each file, in order; changed files are written first when `write` is set.

    Files are read and written some hundred at a time, so that a large vault is never held as a whole.
    """
    rest = iter(paths)
    while batch := list(islice(rest, _BATCH)):
        outcomes = [_read(path, form) for path in batch]
        yield from _written(outcomes) if write else outcomes


def write_outcome(outcome: FileOutcome) -> FileOutcome:
    """Write the bytes of a changed outcome to its file; return the outcome, with the failure if it failed."""
    if not outcome.is_changed:
        return outcome
    try:
        write_file(Path(outcome.name), outcome.after, digest(outcome.before))
    except WriteRefusedError as error:
        return FileOutcome(
            outcome.name, outcome.before, outcome.before, failure=f"not written: {error.reason}"
        )
    return outcome


def _read(path: Path, form: Callable[[bytes], FormattedBytes]) -> FileOutcome:
    try:
        raw = read_bytes(path.parent, path.name)
    except FileUnreadableError as error:
        return FileOutcome(str(path), failure=error.problem)
    return outcome_of(str(path), raw, form)


def _written(outcomes: list[FileOutcome]) -> Iterable[FileOutcome]:
    if sum(outcome.is_changed for outcome in outcomes) < 2:
        return [write_outcome(outcome) for outcome in outcomes]
    # Loaded for many files alone. A flush takes some 5 ms alone and a tenth of that among eight.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_WRITERS) as writers:
        return list(writers.map(write_outcome, outcomes))
