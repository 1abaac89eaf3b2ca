"""What git remembers of the notes: when each was made and changed, by what names it went, how it was rated."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from teleo.model import confidence_named
from teleo.site.lines import Log, followed
from teleo.vault.git import GitError, git_text
from teleo.vault.history import Change, Commit, is_in_git, log_with_changes
from teleo.vault.reader import Vault

MOST_DEEDS = 12

_WORDS = {"A": "added", "M": "changed", "R": "renamed", "D": "removed", "T": "changed"}
_FILE = re.compile(r'\+\+\+ "?b/(.*?)"?\t?')
_RATING = re.compile(r"([-+])confidence:[ \t]*[\"']?([a-z]+)")


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
        log = tuple(log_with_changes(vault.root, joints=True))
        ratings = _ratings(vault)
    except GitError:
        return History()
    told = tuple(_told(vault, log, hidden))
    lives: dict[str, _Life] = defaultdict(_Life)
    for commit, changes in told:
        for one in changes:
            if one.today is not None:
                _live(lives[one.today], commit, one, ratings.get((commit.hash, one.change.path), ""))
    return History({path: _past(life) for path, life in lives.items()}, told)


def _told(vault: Vault, log: Log, hidden: frozenset[str]) -> Iterator[tuple[Commit, tuple[Told, ...]]]:
    """Yield all commits but merges, whose changes others made, with the note of today that each change was to."""
    lines = followed(log)
    paths = {number: path for path, number in lines.today.items() if path in vault.by_path}
    for (commit, changes), notes in zip(log, lines.notes, strict=True):
        if not commit.is_merge:
            yield (
                commit,
                tuple(
                    Told(change, paths.get(note))
                    for change, note in zip(changes, notes, strict=True)
                    if change.path not in hidden
                ),
            )


def _live(life: _Life, commit: Commit, told: Told, rating: str) -> None:
    change = told.change
    word = _WORDS.get(change.kind, "changed")
    life.deeds.append(Deed(commit.date, word, commit.subject, commit.author, commit.hash[:10]))
    if rating:
        life.ratings.append(Rated(commit.date, rating))
    if change.kind == "R" and change.old not in (told.today, *life.names):
        life.names.append(change.old)


def _past(life: _Life) -> Past:
    deeds = life.deeds
    shown = [*deeds[: MOST_DEEDS - 1], deeds[-1]] if len(deeds) > MOST_DEEDS else deeds
    ratings = [next(same) for _, same in groupby(reversed(life.ratings), attrgetter("word"))]
    return Past(tuple(shown), len(deeds), tuple(ratings), tuple(life.names))


def _ratings(vault: Vault) -> Mapping[tuple[str, str], str]:
    """Return the other rating that each commit gave each file, by the commit's hash and the file's path."""
    log = git_text(
        "log", "--full-history", "--no-merges", "--relative", "--unified=0", "--find-renames", "-p", "--no-color",
        "--src-prefix=a/", "--dst-prefix=b/", "-G", "^confidence:", "--format=%x1e%H", "--", ".",
        folder=vault.root,
    )  # fmt: skip
    found: dict[tuple[str, str], str] = {}
    commit, path, before, is_head = "", "", "", False
    for line in log.split("\n"):
        if line.startswith("\x1e"):
            commit = line[1:]
        elif line.startswith("diff "):
            before, is_head = "", True
        elif line.startswith("@@ "):
            is_head = False
        elif is_head and (file := _FILE.fullmatch(line)):
            path = file[1].replace('\\"', '"').replace("\\\\", "\\")
        elif not is_head and (match := _RATING.match(line)) and confidence_named(match[2]) is not None:
            if match[1] == "-":
                before = before or match[2]
            elif match[2] != before:
                found.setdefault((commit, path), match[2])
    return found
