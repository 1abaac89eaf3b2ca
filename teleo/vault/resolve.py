"""Finds the note that a title names, by a ladder of steps of which each answer says the one it took."""

import posixpath
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from teleo.model import Note, folded, loose, nfc, slug, whole_slug

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


_Index = Mapping[str, tuple[str, ...]]


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
        """Return what the path of a Markdown link in `origin` names, else what its text names.

        It begins at the folder of `origin`, and at the vault's where it begins with a slash.
        """
        folder = "" if path.startswith("/") else posixpath.dirname(origin)
        joined = _inside(folder, path)
        if joined is None:
            return Resolution(path, Step.NONE, ())
        if ids := self._at_path(nfc(joined)):
            return Resolution(path, Step.PATH, ids)
        return self.resolve(path, origin)

    def _at_path(self, path: str) -> tuple[str, ...] | None:
        """Return the note at a path or with this id; the id of `a.md.md` is `a.md`, which is a path too."""
        return self._ids.get(path.removesuffix(".md")) or self._ids.get(path)

    def _climb(self, text: str, folder: str) -> Resolution:
        wanted = nfc(text.strip())
        if not wanted:
            return Resolution(text, Step.NONE, ())
        path = _inside(folder, wanted)
        if path is None:
            return Resolution(text, Step.NONE, ())
        if ids := self._at_path(path):
            return Resolution(text, Step.PATH, ids)
        for step, form in _FORMS.items():
            index: _Index = getattr(self, _RUNGS[step][0])
            if (key := form(wanted)) and (ids := index.get(key)):
                return Resolution(text, step, ids)
        ids = self._beginning_with(loose(wanted))
        return Resolution(text, Step.PREFIX if ids else Step.NONE, ids)

    def revised(
        self, notes: Iterable[Note], gone: Collection[Note], come: Collection[Note]
    ) -> tuple["Resolver", frozenset[str]]:
        """Return the resolver of `notes`, and the texts whose answers the change may touch.

        `notes` are those of this resolver without `gone` and with `come`. Indexes that are built are brought
        up to date, and answers that the change cannot touch are kept.
        """
        fresh = Resolver(notes)
        changed: dict[Step, frozenset[str]] = {}
        for step, (attribute, _) in _RUNGS.items():
            built: _Index | None = self.__dict__.get(attribute)
            if built is not None:
                fresh.__dict__[attribute], changed[step] = _revised(built, step, gone, come)
        if not any(changed.values()):
            fresh._cache = self._cache
            if "_sorted" in self.__dict__:
                fresh.__dict__["_sorted"] = self._sorted
            return fresh, frozenset()
        touched = frozenset(
            text for (text, folder), known in self._cache.items() if _is_touched(known, folder, changed)
        )
        fresh._cache = {key: known for key, known in self._cache.items() if key[0] not in touched}
        return fresh, touched

    @cached_property
    def _ids(self) -> _Index:
        return _index(Step.PATH, self._notes)

    @cached_property
    def _stems(self) -> _Index:
        return _index(Step.STEM, self._notes)

    @cached_property
    def _titles(self) -> _Index:
        return _index(Step.TITLE, self._notes)

    @cached_property
    def _folded(self) -> _Index:
        return _index(Step.CASE, self._notes)

    @cached_property
    def _loose(self) -> _Index:
        return _index(Step.LOOSE, self._notes)

    @cached_property
    def _slugs(self) -> _Index:
        return _index(Step.SLUG, self._notes)

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


def _known_slug(text: str) -> str:
    """Return the slug by which a title is known; a short one that is only a part of it is a guess."""
    known = slug(text)
    return known if len(known) >= MIN_PREFIX else whole_slug(text)


def _names(note: Note) -> tuple[str, ...]:
    return (note.stem, note.title, *note.aliases)


_RUNGS: Mapping[Step, tuple[str, Callable[[Note], Iterable[str]]]] = {
    Step.PATH: ("_ids", lambda note: (nfc(note.id),)),
    Step.STEM: ("_stems", lambda note: (nfc(note.stem),)),
    Step.TITLE: ("_titles", lambda note: map(nfc, (note.title, *note.aliases))),
    Step.CASE: ("_folded", lambda note: map(folded, _names(note))),
    Step.LOOSE: ("_loose", lambda note: map(loose, _names(note))),
    Step.SLUG: ("_slugs", lambda note: map(_known_slug, (note.stem, note.h1.text if note.h1 else ""))),
}
"""The index of each rung, and the keys under which a note stands in it."""


def _index(step: Step, notes: Iterable[Note]) -> _Index:
    keys_of = _RUNGS[step][1]
    index: dict[str, list[str]] = {}
    for note in notes:
        for key in keys_of(note):
            if key:
                ids = index.setdefault(key, [])
                if note.id not in ids[-8:]:
                    ids.append(note.id)
    return {key: tuple(sorted(set(ids))) for key, ids in index.items()}


def _revised(
    built: _Index, step: Step, gone: Iterable[Note], come: Iterable[Note]
) -> tuple[_Index, frozenset[str]]:
    """Return an index after a change of notes, and the keys whose notes are others now."""
    keys_of = _RUNGS[step][1]
    ids: dict[str, set[str]] = {}
    for note in gone:
        for key in keys_of(note):
            ids.setdefault(key, set(built.get(key, ()))).discard(note.id)
    for note in come:
        for key in keys_of(note):
            ids.setdefault(key, set(built.get(key, ()))).add(note.id)
    now = {key: tuple(sorted(found)) for key, found in ids.items() if key}
    changed = frozenset(key for key, found in now.items() if found != built.get(key, ()))
    if not changed:
        return built, changed
    index = {**built, **{key: now[key] for key in changed}}
    return {key: found for key, found in index.items() if found}, changed


def _is_touched(known: Resolution, folder: str, changed: Mapping[Step, frozenset[str]]) -> bool:
    """Whether a rung that was climbed for an answer, up to the one that gave it, holds other notes now."""
    wanted = nfc(known.text.strip())
    moved = changed.get(Step.PATH)
    path = _inside(folder, wanted) or ""
    if moved and not moved.isdisjoint((path, path.removesuffix(".md"))):
        return True
    for step, form in _FORMS.items():
        if known.step is Step.PATH:
            return False
        if changed.get(step) and form(wanted) in changed[step]:
            return True
        if known.step is step:
            return False
    keys = changed.get(Step.LOOSE)
    if not keys:
        return False
    prefix = loose(wanted)
    return len(prefix) >= MIN_PREFIX and any(key.startswith(prefix) for key in keys)


_FORMS: Mapping[Step, Callable[[str], str]] = {
    Step.STEM: str,
    Step.TITLE: str,
    Step.CASE: folded,
    Step.LOOSE: loose,
    Step.SLUG: whole_slug,
}


def _inside(folder: str, path: str) -> str | None:
    """Return `path`, taken from `folder`, as a path below the vault; `None` when it leaves the vault."""
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/"))) if path else ""
    return None if joined.startswith("..") or not joined else joined
