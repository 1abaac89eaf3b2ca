"""Who added each note: the agent that git or the settings name, for the exports that a web application reads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from teleo.config import Config
from teleo.model import PROPOSITIONS, Note
from teleo.vault.discover import note_filter
from teleo.vault.history import Commit, is_in_git, log_with_changes
from teleo.vault.lines import Log, followed
from teleo.vault.reader import Vault

NOBODY = "collective"

_PREFIX = re.compile(r"([A-Za-z][\w-]*)\s*:")
_NUMBER = re.compile(r"[#!](\d+)")
_NO_AGENTS = frozenset(
    {
        "build",
        "chore",
        "ci",
        "docs",
        "feat",
        "fix",
        "merge",
        "perf",
        "refactor",
        "revert",
        "style",
        "test",
        "wip",
    }
)
"""Words that commonly stand before the colon of a subject and are nobody."""


@dataclass(frozen=True, slots=True)
class Event:
    """A merge that added notes: the number of its request, `None` when the subject names none."""

    number: int | None
    agent: str
    added: int
    date: str


@dataclass(frozen=True, slots=True)
class Contributions:
    """The agent of each note by id, the events by date, and the day of the newest commit."""

    agents: Mapping[str, str]
    events: tuple[Event, ...]
    newest: str


def argued(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes that say something a reader could dispute: claims and their like, sorted by id.

    A note that states no type but a rating is one of them.
    """
    found = (
        note
        for note in notes
        if note.type in PROPOSITIONS or (not note.type_name and note.confidence is not None)
    )
    return tuple(sorted((note for note in found if not note.is_map), key=lambda note: note.id))


def domain_of(note: Note) -> str:
    """Return a note's domain, else the folder it is in."""
    return note.domain or note.path.rpartition("/")[0].rpartition("/")[2]


def contributions(vault: Vault) -> Contributions:
    """Return who added what.

    A note's agent is the word before the colon in the subject of the commit that added its file, through
    renames; else the agent of its domain in the settings; else `collective`.
    """
    log = tuple(log_with_changes(vault.root, joints=True)) if is_in_git(vault.root) else ()
    by_path = {path: agent_of(commit.subject) for path, commit in _added_by(vault, log).items()}
    agents = {note.id: by_path.get(note.path) or _of_domain(vault.config, note) for note in vault.notes}
    known = {*agents.values(), *vault.config.export.agents.values()} - {NOBODY}
    may_be_note = note_filter(vault.config)
    events = [
        Event(_number(commit.subject), _merger(commit, known), added, commit.date)
        for commit, changes in log
        if commit.is_merge and (added := sum(one.kind == "A" and may_be_note(one.path) for one in changes))
    ]
    ordered = sorted(events, key=lambda event: (event.date, event.number or 0))
    newest = next((commit.date for commit, changes in log if changes or commit.is_cut), "")
    return Contributions(agents, tuple(ordered), newest)


def added_by(vault: Vault) -> Mapping[str, Commit]:
    """Return the commit that added each note's file, by path, along every line of history; empty outside of git."""
    return _added_by(vault, tuple(log_with_changes(vault.root, joints=True))) if is_in_git(vault.root) else {}


def agent_of(subject: str) -> str:
    """Return the agent that a commit's subject names before a colon, in small letters, else nothing."""
    found = _PREFIX.match(subject)
    name = found.group(1).casefold() if found else ""
    return "" if name in _NO_AGENTS else name


def _added_by(vault: Vault, log: Log) -> dict[str, Commit]:
    """Return who added each of today's files, of lines that added the same the first."""
    lines = followed(log)
    today = {number: path for path, number in lines.today.items() if path in vault.by_path}
    return {
        today[note]: commit
        for (commit, changes), notes in zip(log, lines.notes, strict=True)
        if not commit.is_merge
        for change, note in zip(changes, notes, strict=True)
        if change.kind == "A" and note in today
    }


def _of_domain(config: Config, note: Note) -> str:
    return config.export.agents.get(domain_of(note), NOBODY)


def _number(subject: str) -> int | None:
    found = _NUMBER.search(subject)
    return int(found.group(1)[:9]) if found else None


def _merger(commit: Commit, known: set[str]) -> str:
    """Return the agent whose name stands before the colon of a merge's subject, else anywhere in it."""
    words = re.split(r"[^a-z0-9_-]+", commit.subject.casefold())
    return agent_of(commit.subject) or next((word for word in words if word in known), NOBODY)
