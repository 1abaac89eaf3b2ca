"""What git remembers of the notes: when each was made and changed, by what names it went, how it was rated."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from teleo.model import confidence_named
from teleo.vault.git import GitError, git_text
from teleo.vault.history import Change, Commit, is_in_git, log_with_changes
from teleo.vault.reader import Vault

MOST_DEEDS = 12

_WORDS = {"A": "added", "M": "changed", "R": "renamed", "D": "removed", "T": "changed"}
_FILE = re.compile(r'\+\+\+ "?b/(.*?)"?\t?')
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

    @property
    def changed(self) -> str:
        """The day of the last commit, unless that is the first that is known, as it is in a shallow copy."""
        return self.deeds[0].date if self.count > 1 else ""

    @property
    def judged(self) -> str:
        """The day on which a commit last gave another rating; empty where none did."""
        return self.ratings[-1].date if len(self.ratings) > 1 else ""


@dataclass(frozen=True, slots=True)
class Told:
    """A change of a file, and the path of today of the note that it was then; `None` when that note is gone."""

    change: Change
    today: str | None


@dataclass(frozen=True)
class History:
    """The past of the notes that are there today, by their path, and every change, newest first."""

    pasts: Mapping[str, Past] = field(default_factory=dict)
    changes: tuple[tuple[Commit, tuple[Told, ...]], ...] = ()


@dataclass(slots=True)
class _Life:
    """What is known of a note while its history is walked, newest first."""

    deeds: list[Deed] = field(default_factory=list)
    ratings: list[Rated] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


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
    vault: Vault,
    log: Iterable[tuple[Commit, tuple[Change, ...]]],
    ratings: Mapping[tuple[str, str], str],
) -> History:
    """Return the history that a log tells; `ratings` are by commit and path."""
    lives: dict[str, _Life] = defaultdict(_Life)
    kept = []
    today = {path: path for path in vault.by_path}  # of each path that a file had when the commit was made
    for commit, changes in log:
        if commit.is_merge:
            continue
        told = tuple(Told(change, today.get(change.path)) for change in changes)
        kept.append((commit, told))
        for one in told:
            if one.today is not None:
                _live(lives[one.today], commit, one.change, ratings.get((commit.hash, one.change.path), ""))
            if one.change.kind in ("R", "A"):
                today.pop(one.change.path, None)
        for one in told:
            if one.today is not None and one.change.kind == "R" and one.change.old not in today:
                today[one.change.old] = one.today
                if one.change.old not in (one.today, *lives[one.today].names):
                    lives[one.today].names.append(one.change.old)
    return History({path: _past(life) for path, life in lives.items()}, tuple(kept))


def _live(life: _Life, commit: Commit, change: Change, rating: str) -> None:
    word = _WORDS.get(change.kind, "changed")
    life.deeds.append(Deed(commit.date, word, commit.subject, commit.author, commit.hash[:10]))
    if rating:
        life.ratings.append(Rated(commit.date, rating))


def _past(life: _Life) -> Past:
    deeds = life.deeds
    shown = [*deeds[: MOST_DEEDS - 1], deeds[-1]] if len(deeds) > MOST_DEEDS else deeds
    ratings = [next(same) for _, same in groupby(reversed(life.ratings), attrgetter("word"))]
    return Past(tuple(shown), len(deeds), tuple(ratings), tuple(life.names))


def _ratings(vault: Vault) -> Mapping[tuple[str, str], str]:
    """Return the rating that each commit wrote into each file, by the commit's hash and the file's path."""
    log = git_text(
        "log", "--no-merges", "--relative", "--unified=0", "--no-renames", "-p", "--no-color",
        "--src-prefix=a/", "--dst-prefix=b/", "-G", "^confidence:", "--format=%x1e%H", "--", ".",
        folder=vault.root,
    )  # fmt: skip
    found: dict[tuple[str, str], str] = {}
    commit, path, is_head = "", "", False
    for line in log.split("\n"):
        if line.startswith("\x1e"):
            commit = line[1:]
        elif line.startswith("diff "):
            is_head = True
        elif line.startswith("@@ "):
            is_head = False
        elif is_head and (file := _FILE.fullmatch(line)):
            path = file[1].replace('\\"', '"').replace("\\\\", "\\")
        elif not is_head and (match := _RATING.match(line)) and confidence_named(match[1]) is not None:
            found.setdefault((commit, path), match[1])
    return found
