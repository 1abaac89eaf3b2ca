"""Finds the note that a title names, by a ladder of steps of which each answer says the one it took."""

import posixpath
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from teleo.model import Note, folded, loose, nfc, slug

MIN_PREFIX = 10
"""The shortest text, in characters of its loose form, that may stand for a title it begins."""


class Step(StrEnum):
    """The rung of the ladder on which a title was found."""

    PATH = "path"
    STEM = "stem"
    TITLE = "title"
    CASE = "case"
    LOOSE = "loose"
    SLUG = "slug"
    PREFIX = "prefix"
    NONE = "none"

    @property
    def is_exact(self) -> bool:
        """Whether the text was written just as the note is named."""
        return self in (Step.PATH, Step.STEM, Step.TITLE)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a title resolved to: the ids that stood on the first rung with any, in order."""

    text: str
    step: Step
    ids: tuple[str, ...]

    @property
    def id(self) -> str | None:
        """The one note that the title names; `None` when there is none or more than one."""
        return self.ids[0] if len(self.ids) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether several notes answer to the title on the same rung."""
        return len(self.ids) > 1


class Resolver:
    """Resolves titles over a fixed set of notes. Indexes are built when a rung is first reached."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._notes = tuple(notes)
        self._cache: dict[tuple[str, str], Resolution] = {}

    def resolve(self, text: str, origin: str = "") -> Resolution:
        """Return what `text` names; `origin` is the id of the note it stands in, for relative paths."""
        folder = posixpath.dirname(origin) if text.startswith(".") else ""
        key = (text, folder)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._climb(text, folder)
        return found

    def resolve_path(self, path: str, origin: str) -> Resolution:
        """Return what the relative path of a Markdown link in `origin` names, else what its text names."""
        folder = posixpath.dirname(origin)
        joined = _inside(folder, path)
        if joined is None:
            return Resolution(path, Step.NONE, ())
        if ids := self._ids.get(nfc(joined).removesuffix(".md")):
            return Resolution(path, Step.PATH, ids)
        return self.resolve(path, origin)

    def _climb(self, text: str, folder: str) -> Resolution:
        wanted = nfc(text.strip())
        if not wanted:
            return Resolution(text, Step.NONE, ())
        path = _inside(folder, wanted)
        if path is None:
            return Resolution(text, Step.NONE, ())
        if ids := self._ids.get(path.removesuffix(".md")):
            return Resolution(text, Step.PATH, ids)
        for step, index, form in self._rungs():
            if (key := form(wanted)) and (ids := index().get(key)):
                return Resolution(text, step, ids)
        ids = self._beginning_with(loose(wanted))
        return Resolution(text, Step.PREFIX if ids else Step.NONE, ids)

    def _rungs(self) -> Iterable[tuple[Step, Callable[[], dict[str, tuple[str, ...]]], Callable[[str], str]]]:
        yield Step.STEM, lambda: self._stems, str
        yield Step.TITLE, lambda: self._titles, str
        yield Step.CASE, lambda: self._folded, folded
        yield Step.LOOSE, lambda: self._loose, loose
        yield Step.SLUG, lambda: self._slugs, slug

    @cached_property
    def _ids(self) -> dict[str, tuple[str, ...]]:
        return _index((nfc(note.id), note.id) for note in self._notes)

    @cached_property
    def _stems(self) -> dict[str, tuple[str, ...]]:
        return _index((nfc(note.stem), note.id) for note in self._notes)

    @cached_property
    def _titles(self) -> dict[str, tuple[str, ...]]:
        return _index((nfc(name), note.id) for note in self._notes for name in (note.title, *note.aliases))

    @cached_property
    def _folded(self) -> dict[str, tuple[str, ...]]:
        return _index((folded(name), note.id) for note in self._notes for name in _names(note))

    @cached_property
    def _loose(self) -> dict[str, tuple[str, ...]]:
        return _index((loose(name), note.id) for note in self._notes for name in _names(note))

    @cached_property
    def _slugs(self) -> dict[str, tuple[str, ...]]:
        pairs = ((note.stem, note.h1.text if note.h1 else "", note.id) for note in self._notes)
        return _index((slug(name), id_) for stem, h1, id_ in pairs for name in (stem, h1))

    @cached_property
    def _sorted(self) -> list[tuple[str, str]]:
        return sorted((key, id_) for key, ids in self._loose.items() for id_ in ids)

    def _beginning_with(self, prefix: str) -> tuple[str, ...]:
        if len(prefix) < MIN_PREFIX:
            return ()
        start = bisect_left(self._sorted, (prefix, ""))
        end = bisect_left(self._sorted, (prefix + "\U0010ffff", ""))
        ids = tuple(sorted({id_ for _, id_ in self._sorted[start : min(end, start + 16)]}))
        return ids if len(ids) == 1 else ()


def _names(note: Note) -> tuple[str, ...]:
    return (note.stem, note.title, *note.aliases)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for key, id_ in pairs:
        if key:
            ids = index.setdefault(key, [])
            if id_ not in ids[-8:]:
                ids.append(id_)
    return {key: tuple(sorted(set(ids))) for key, ids in index.items()}


def _inside(folder: str, path: str) -> str | None:
    """Return `path`, taken from `folder`, as a path below the vault; `None` when it leaves the vault."""
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) if path else ""
    return None if joined.startswith("..") or not joined else joined
