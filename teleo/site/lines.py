"""Tells which note each change was made to, along all lines of a history that branches and joins."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teleo.vault.history import Change, Commit

Log = Sequence[tuple[Commit, tuple[Change, ...]]]
"""Commits with their changes, newest first, none before one that follows it; parents are commits of the log."""

_Names = dict[str, int]
"""The note of each path at one commit, told by its number."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The number of the note of each change, by commit as in the log, and of each path after the newest."""

    notes: tuple[tuple[int, ...], ...]
    today: Mapping[str, int]


def followed(log: Log) -> Followed:
    """Return which notes the changes of a log were made to.

    A line of history is followed from its first commit on: a path means on each what it meant there, whatever
    name the note has on another. A file that was removed and one that is added at its path are two notes. Where
    lines join, a file that the first did not have is the note that another knows by this path, and notes that
    the lines added at one path are one.
    """
    children = Counter(parent for commit, _ in log for parent in commit.parents)
    lines: dict[str, _Names] = {}
    notes = _Notes()
    found: list[tuple[int, ...]] = []
    names: _Names = {}
    for commit, changes in reversed(log):
        first, *others = (lines.get(parent, {}) for parent in commit.parents or ("",))
        children.subtract(commit.parents)
        # Copied only where history branches: most commits are the one that follows another.
        names = dict(first) if children[commit.parents[0] if commit.parents else ""] > 0 else first
        for parent in commit.parents:
            if children[parent] <= 0:
                lines.pop(parent, None)
        if others:
            _join(names, others, changes, notes)
            found.append(())
        else:
            found.append(_changed(names, changes, notes))
        lines[commit.hash] = names
    roots = tuple(tuple(notes.root(number) for number in numbers) for numbers in reversed(found))
    return Followed(roots, {path: notes.root(number) for path, number in names.items()})


class _Notes:
    """Numbers of notes, some of which turn out to be one.

    `disputed` are the paths that more than one number was given; at all others the lines agree.
    """

    def __init__(self) -> None:
        self.disputed: set[str] = set()
        self._roots: list[int] = []
        self._first_notes: dict[str, int] = {}
        self._first_paths: dict[int, str] = {}
        self._movers: set[int] = set()

    def new(self) -> int:
        """Return the number of one more note."""
        self._roots.append(len(self._roots))
        return self._roots[-1]

    def root(self, number: int) -> int:
        """Return the one number of a note that may have several."""
        while (above := self._roots[number]) != number:
            self._roots[number] = self._roots[above]
            number = above
        return number

    def give(self, names: _Names, path: str, number: int) -> None:
        """Let `path` be the name of a note."""
        names[path] = number
        if self._first_notes.setdefault(path, number) != number:
            self.disputed.add(path)
        if self._first_paths.setdefault(self.root(number), path) != path:
            self._movers.add(self.root(number))

    def unite(self, one: int, other: int) -> None:
        """Take two notes for one from now on."""
        low, high = sorted((self.root(one), self.root(other)))
        self._roots[high] = low
        if high in self._movers:
            self._movers.add(low)

    def stands(self, number: int, names: _Names, but: str) -> bool:
        """Whether a note has a name besides the path `but`."""
        root = self.root(number)
        return root in self._movers and any(
            self.root(found) == root for path, found in names.items() if path != but
        )


def _changed(names: _Names, changes: Sequence[Change], notes: _Notes) -> tuple[int, ...]:
    """Do to `names` what a commit did, and return the note of each change."""
    left = {
        path: names.pop(path)
        for change in changes
        if (path := {"R": change.old, "D": change.path}.get(change.kind, "")) in names
    }
    found: list[int] = []
    for change in changes:
        if change.kind in ("R", "D"):
            number = left.get(change.old or change.path)
        else:
            number = None if change.kind == "A" else names.get(change.path)
        found.append(notes.new() if number is None else number)
        if change.kind != "D":
            notes.give(names, change.path, found[-1])
    return tuple(found)


def _join(names: _Names, others: Sequence[_Names], changes: Sequence[Change], notes: _Notes) -> None:
    """Make of the names on the first line those where others joined it; `changes` are against the first."""
    _changed(names, changes, notes)
    for path in (change.path for change in changes if change.kind in ("A", "R")):
        known = next((other[path] for other in others if path in other), None)
        if known in (None, names[path]):
            continue
        if not notes.stands(known, names, path):
            notes.give(names, path, known)
    for path in sorted(path for path in notes.disputed if path in names):
        for other in others:
            own, number = names[path], other.get(path, names[path])
            if notes.root(own) != notes.root(number) and not (
                notes.stands(number, names, path) or notes.stands(own, other, path)
            ):
                notes.unite(own, number)
