"""What git remembers of the notes: when each was made and changed, by what names it went, how it was rated."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from teleo.model import confidence_named
from teleo.vault.git import GitError, git_text
from teleo.vault.history import Change, Commit, is_in_git, log_with_changes
from teleo.vault.reader import Vault

MOST_DEEDS = 12

_WORDS = {"A": "added", "M": "changed", "R": "renamed", "D": "removed", "T": "changed"}
_RATING = re.compile(r"\+confidence:[ \t]*[\"']?([a-z]+)")


@dataclass(frozen=True, slots=True)
class Deed:
    """What one commit did to one note, in words."""

    date: str
    word: str
    subject: str
    author: str
    commit: str


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that a note was given, and when."""

    date: str
    word: str


@dataclass(frozen=True, slots=True)
class Past:
    """A note's history, newest first; `names` are the paths it had before."""

    deeds: tuple[Deed, ...] = ()
    count: int = 0
    ratings: tuple[Rated, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def created(self) -> str:
        """The day of the first commit that is known."""
        return self.deeds[-1].date if self.deeds else ""


@dataclass(frozen=True)
class History:
    """The past of the notes that are there today, by their path, and every change, newest first."""

    pasts: Mapping[str, Past] = field(default_factory=dict)
    changes: tuple[tuple[Commit, tuple[Change, ...]], ...] = ()
    today: Mapping[str, str] = field(default_factory=dict)
    """The path of today for each path that a note ever had."""


def read_history(vault: Vault, hidden: frozenset[str] = frozenset()) -> History:
    """Return the history of a vault; nothing where there is no git or no repository.

    What was done to the files at `hidden`, paths below the vault, is left out.
    """
    try:
        if not is_in_git(vault.root):
            return History()
        log = tuple(_shown(log_with_changes(vault.root), hidden))
        ratings = _ratings(vault)
    except GitError:
        return History()
    return _history(vault, log, ratings)


def _shown(
    log: Iterable[tuple[Commit, tuple[Change, ...]]], hidden: frozenset[str]
) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    for commit, changes in log:
        yield commit, tuple(one for one in changes if one.path not in hidden) if hidden else changes


def _history(
    vault: Vault, log: Iterable[tuple[Commit, tuple[Change, ...]]], ratings: Mapping[str, list[Rated]]
) -> History:
    today = {path: path for path in vault.by_path}
    deeds: dict[str, list[Deed]] = {}
    names: dict[str, list[str]] = {}
    gone: set[str] = set()
    kept = []
    for commit, changes in log:
        if commit.is_merge:
            continue
        kept.append((commit, changes))
        for change in changes:
            path = today.get(change.path)
            if path is None or change.path in gone:
                continue
            word = _WORDS.get(change.kind, "changed")
            deeds.setdefault(path, []).append(
                Deed(commit.date, word, commit.subject, commit.author, commit.hash[:10])
            )
            if change.kind == "R" and change.old not in today:
                today[change.old] = path
                names.setdefault(path, []).append(change.old)
            if change.kind in ("R", "A"):
                gone.add(change.path)
    pasts = {
        path: Past(
            tuple([*found[: MOST_DEEDS - 1], found[-1]] if len(found) > MOST_DEEDS else found),
            len(found),
            tuple(_of_all_names(ratings, (path, *names.get(path, ())))),
            tuple(names.get(path, ())),
        )
        for path, found in deeds.items()
    }
    return History(pasts, tuple(kept), today)


def _of_all_names(ratings: Mapping[str, list[Rated]], paths: Iterable[str]) -> list[Rated]:
    """Return the ratings under all names, oldest first, each only where it differs from the one before."""
    found = sorted((one for path in paths for one in ratings.get(path, ())), key=lambda one: one.date)
    return [one for place, one in enumerate(found) if place == 0 or found[place - 1].word != one.word]


def _ratings(vault: Vault) -> Mapping[str, list[Rated]]:
    """Return the ratings that commits wrote into each file, oldest first."""
    log = git_text(
        "log", "--reverse", "--no-merges", "--relative", "--unified=0", "--no-renames", "-p",
        "-G", "^confidence:", "--format=%x1e%as", "--", ".", folder=vault.root,
    )  # fmt: skip
    found: dict[str, list[Rated]] = {}
    date, path = "", ""
    for line in log.split("\n"):
        if line.startswith("\x1e"):
            date = line[1:]
        elif line.startswith("+++ "):
            path = line[4:].strip().strip('"').removeprefix("b/")
        elif (match := _RATING.match(line)) and confidence_named(match[1]) is not None:
            found.setdefault(path, []).append(Rated(date, match[1]))
    return found
