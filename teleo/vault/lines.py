"""Tells which note each change was made to, along all lines of a history that branches and joins."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from teleo.vault.history import Change, Commit

Log = Sequence[tuple[Commit, tuple[Change, ...]]]
"""Commits with their changes, newest first, none before one that follows it; parents are commits of the log."""

_Names = dict[str, int]
"""The note of each path, told by its number."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a line of history is at one commit: the notes that are there, and where those were that it removed."""

    names: _Names
    gone: dict[int, str]


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
    states: dict[str, _State] = {}
    notes = _Notes()
    found: list[tuple[int, ...]] = []
    state = _State({}, {})
    for commit, changes in reversed(log):
        first, *others = (states.get(parent) or _State({}, {}) for parent in commit.parents or ("",))
        children.subtract(commit.parents)
        # Copied only where history branches: most commits are the one that follows another.
        has_more = children[commit.parents[0] if commit.parents else ""] > 0
        state = _State(dict(first.names), dict(first.gone)) if has_more else first
        for parent in commit.parents:
            if children[parent] <= 0:
                states.pop(parent, None)
        numbers = _changed(state, changes, notes)
        found.append(() if others else numbers)
        for other in others:
            _join(state, other, changes, notes)
        states[commit.hash] = state
    roots = tuple(tuple(notes.root(number) for number in numbers) for numbers in reversed(found))
    return Followed(roots, {path: notes.root(number) for path, number in state.names.items()})


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

    def stands(self, number: int, names: _Names, but: Collection[str]) -> bool:
        """Whether a note has a name besides the paths `but`."""
        root = self.root(number)
        return root in self._movers and any(
            self.root(found) == root for path, found in names.items() if path not in but
        )


def _changed(state: _State, changes: Sequence[Change], notes: _Notes) -> tuple[int, ...]:
    """Do to a line what a commit did, and return the note of each change."""
    names = state.names
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
        if change.kind == "D":
            state.gone[found[-1]] = change.path
        else:
            notes.give(names, change.path, found[-1])
    return tuple(found)


def _join(state: _State, other: _State, changes: Sequence[Change], notes: _Notes) -> None:
    """Make of a line what it is after another joined it; `changes` are against the line before."""
    names = state.names
    here, there = ({notes.root(number) for number in line.gone} for line in (state, other))
    taken: _Names = {}
    for path, kind in ((change.path, change.kind) for change in changes if change.path in names):
        own, number = names[path], other.names.get(path, names[path])
        if notes.root(own) == notes.root(number):
            continue
        # What was there before gives way only where the other line put its note in its place.
        if kind in ("A", "R") or notes.root(own) in there or notes.stands(own, other.names, {path}):
            taken[path] = number
    while clashes := [path for path, number in taken.items() if notes.stands(number, names, taken.keys())]:
        for path in clashes:
            del taken[path]
    for path, number in taken.items():
        notes.give(names, path, number)
    for path in sorted(path for path in notes.disputed if path in names):
        own, number = names[path], other.names.get(path, names[path])
        if notes.root(own) == notes.root(number) or notes.root(own) in there or notes.root(number) in here:
            continue
        if not (notes.stands(number, names, {path}) or notes.stands(own, other.names, {path})):
            notes.unite(own, number)
    state.gone.update((number, path) for number, path in other.gone.items() if names.get(path) != number)
