"""Makes the vault that a change of some files leaves, without reading the others again."""

import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from teleo.config import Config
from teleo.model import Fault, LinkKind, Note, Span
from teleo.vault.discover import file_problem, size_problem
from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.reader import Vault, read_note


@dataclass(frozen=True, slots=True)
class Revised:
    """A vault after a change: `gone` and `come` are the notes that left it and entered it, an altered note
    being in both; `relinked` are the ids of notes whose own links and entries must be resolved again.
    `has_renamed` says that some title leads elsewhere now.
    """

    vault: Vault
    gone: tuple[Note, ...]
    come: tuple[Note, ...]
    relinked: frozenset[str]
    has_renamed: bool

    @property
    def touched(self) -> frozenset[str]:
        """The ids of all notes that left, entered, or must be resolved again."""
        return self.relinked | {note.id for note in (*self.gone, *self.come)}


def revise(vault: Vault, changes: Mapping[str, bytes | Fault | None]) -> Revised:
    """Return the vault after the files at the paths of `changes` got these bytes.

    `None` stands for a file that is gone, a fault for one that cannot be a note. Files over the size limit
    become faults, as when a vault is read. The resolver is kept as far as the change leaves it true.
    """
    made = {path: _made(vault, path, state) for path, state in changes.items()}
    gone = tuple(note for path in made if (note := vault.by_path.get(path)) is not None)
    come = tuple(made_ for made_ in made.values() if isinstance(made_, Note))
    notes = tuple(_with(vault, made, come))
    found = [(path, fault) for path, fault in made.items() if isinstance(fault, Fault)]
    faults = [(path, fault) for path, fault in vault.faults if path not in made] + found
    fresh = replace(vault, notes=notes, faults=tuple(sorted(faults, key=str)))
    resolver, texts = vault.resolver.revised(notes, gone, come)
    fresh.__dict__["resolver"] = resolver
    has_moved = {note.id for note in gone} != {note.id for note in come}
    relinked = _relinked(fresh, texts, {note.id for note in come}, has_moved=has_moved)
    return Revised(fresh, gone, come, relinked, bool(texts) or has_moved)


def file_state(root: Path, path: str, config: Config) -> bytes | Fault | None:
    """Return what a file of the vault at `root` is now, as `revise` takes it."""
    full = root / path
    try:
        status = full.lstat()
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return None
    problem = file_problem(path, status, config.check.max_file_kib)
    if problem:
        return Fault("FM107", Span(0, 0), problem)
    try:
        return read_bytes(root, path)
    except FileUnreadableError as error:
        return Fault("FM107", Span(0, 0), error.problem)


def _made(vault: Vault, path: str, state: bytes | Fault | None) -> Note | Fault | None:
    if not isinstance(state, bytes):
        return state
    problem = size_problem(len(state), vault.config.check.max_file_kib)
    return Fault("FM107", Span(0, 0), problem) if problem else read_note(path, state, vault.config)


def _with(vault: Vault, made: Mapping[str, object], come: Iterable[Note]) -> list[Note]:
    notes = [note for note in vault.notes if note.path not in made]
    return sorted((*notes, *come), key=lambda note: note.id)


def _relinked(after: Vault, texts: frozenset[str], come: set[str], *, has_moved: bool) -> frozenset[str]:
    """Return the ids of the notes that name one of `texts`, or that may lead to a file that came or went."""
    if not texts and not has_moved:
        return frozenset(come)
    return frozenset(
        note.id
        for note in after.notes
        if note.id in come
        or any(entry.target in texts for entry in note.entries)
        or any(
            link.target in texts or (has_moved and link.kind is not LinkKind.WIKILINK) for link in note.links
        )
    )
