"""Selectors in dbt's grammar: which notes a command is about.

`a b` is a union, `a,b` an intersection. A term is a note (`title`, path or slug; quoted when it holds a
space or a comma) or `method:value`, with `+` before it for its premises, behind it for its dependents, a
number beside the `+` for how far, and `@` before it for its dependents and all that those rest on.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cached_property

from teleo.graph.effective import effective_ratings
from teleo.graph.multigraph import Graph
from teleo.graph.relations import origins_by_target, targets_by_origin
from teleo.graph.selector import SelectorError, Term, parse, whole_term
from teleo.model import Confidence, Note, NoteType, Relation, Status
from teleo.vault.resolve import Resolver

_LONGEST_TITLE = 255
_ALIKE = 0.7
"""How much a text has in common with a title from which on it was meant for it."""
STATES = ("modified", "new")

_RATINGS = (*(rating.word for rating in Confidence), "none")
_VALUES: dict[str, tuple[str, ...]] = {
    "confidence": _RATINGS,
    "effective": _RATINGS,
    "type": tuple(kind.value for kind in NoteType),
    "status": tuple(status.value for status in Status),
    "state": STATES,
}
METHODS = ("domain", "confidence", "effective", "type", "status", "path", "state")


@dataclass(frozen=True)
class Selection:
    """Chooses notes of one graph.

    `changed` gives the ids of notes in a state (`modified`, `new`); it is asked only when a selector does.
    """

    graph: Graph
    resolver: Resolver
    changed: Callable[[str], Collection[str]] = field(default=lambda _state: ())

    def select(self, selectors: Iterable[str], exclude: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the ids that any of `selectors` names and none of `exclude`, sorted.

        No selector at all stands for every note.

        Raises:
            SelectorError: a selector cannot be read, or names no note or more than one.
        """
        wanted = list(selectors)
        chosen = self._union(wanted) if wanted else set(self.graph)
        return tuple(sorted(chosen - self._union(exclude)))

    def note(self, text: str) -> str:
        """Return the id of the one note that `text` names.

        Raises:
            SelectorError: no note has that name, or several do.
        """
        return self._named(Term(text, text, 0))

    def _union(self, selectors: Iterable[str]) -> set[str]:
        chosen: set[str] = set()
        for text in selectors:
            try:
                chosen |= self._parsed(text)
            except SelectorError:
                whole = whole_term(text)
                if whole is None or not self._is_like_a_title(whole.value):
                    raise
                chosen |= self._term(whole)
        return chosen

    def _is_like_a_title(self, text: str) -> bool:
        """Return whether a text that is no selector was meant for a title, as `it's so` for `it’s so`."""
        if " " not in text or len(text) > _LONGEST_TITLE:
            return False
        return self.resolver.resolve(text).id in self.graph or bool(
            get_close_matches(text, self._stems, 1, _ALIKE)
        )

    def _parsed(self, text: str) -> set[str]:
        groups = parse(text, is_name=self._is_name)
        return set().union(*(set.intersection(*map(self._term, group)) for group in groups))

    def _is_name(self, text: str) -> bool:
        resolution = self.resolver.resolve(text)
        return resolution.id is not None and resolution.step.is_exact

    def _term(self, term: Term) -> set[str]:
        found = set(self._method(term)) if term.method else {self._named(term)}
        if term.is_at:
            return _reach(_reach(found, self._dependents, None), self._premises, None)
        reached = set(found)
        if term.has_premises:
            reached |= _reach(found, self._premises, term.premise_depth)
        if term.has_dependents:
            reached |= _reach(found, self._dependents, term.dependent_depth)
        return reached

    def _method(self, term: Term) -> Iterator[str]:
        if term.method not in METHODS:
            hint = _hint(term.method, METHODS)
            raise SelectorError(term.text, term.start, f"there is no method {term.method!r}; {hint}")
        allowed = _VALUES.get(term.method)
        if allowed is not None and not any(fnmatchcase(word, term.value) for word in allowed):
            hint = _hint(term.value, allowed)
            raise SelectorError(
                term.text, term.value_start, f"there is no {term.method} {term.value!r}; {hint}"
            )
        if term.method == "state":
            return iter(id_ for id_ in self.changed(term.value) if id_ in self.graph)
        notes = (self.graph.nodes[id_]["note"] for id_ in self.graph)
        return (note.id for note in notes if self._matches(note, term))

    def _matches(self, note: Note, term: Term) -> bool:
        if term.method == "path":
            value = term.value.removesuffix("/")
            return note.path == value or note.path.startswith(f"{value}/") or fnmatchcase(note.path, value)
        return fnmatchcase(self._fact(note, term.method), term.value)

    def _fact(self, note: Note, method: str) -> str:
        match method:
            case "domain":
                return note.domain
            case "type":
                return note.type.value
            case "status":
                return note.status.value
            case "confidence":
                return _word(note.confidence)
            case _:
                return _word(self._effective[note.id])

    def _named(self, term: Term) -> str:
        resolution = self.resolver.resolve(term.value)
        known = [id_ for id_ in resolution.ids if id_ in self.graph]
        if len(known) == 1:
            return known[0]
        if known:
            choices = "".join(f"\n  {id_}" for id_ in known[:12])
            raise SelectorError(
                term.text, term.start, f"{term.value!r} names {len(known)} notes; write one path:{choices}"
            )
        near = get_close_matches(term.value, sorted(self._stems), 3, 0.5)
        hint = "".join(f"\n  {stem}" for stem in near)
        if any(term.value.startswith(f"{stem},") for stem in near):
            hint += "\nwrite a title before a comma in quotes"
        raise SelectorError(
            term.text,
            term.start,
            f"no note is called {term.value!r}" + (f"; the nearest are:{hint}" if hint else ""),
        )

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(self.graph.nodes[id_]["note"].stem for id_ in self.graph)

    @cached_property
    def _premises(self) -> Mapping[str, list[str]]:
        return targets_by_origin(self.graph, Relation.DEPENDS_ON)

    @cached_property
    def _dependents(self) -> Mapping[str, list[str]]:
        return origins_by_target(self.graph, Relation.DEPENDS_ON)

    @cached_property
    def _effective(self) -> Mapping[str, Confidence | None]:
        return {id_: found.rank for id_, found in effective_ratings(self.graph).items()}


def _word(rating: Confidence | None) -> str:
    return rating.word if rating is not None else "none"


def _hint(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"it is one of {', '.join(known)}"


def _reach(start: set[str], steps: Mapping[str, list[str]], depth: int | None) -> set[str]:
    """Return `start` and what can be reached from it in at most `depth` steps; `None` is no limit."""
    reached, layer = set(start), start
    while layer and depth != 0:
        layer = {far for near in layer for far in steps.get(near, ())} - reached
        reached |= layer
        depth = None if depth is None else depth - 1
    return reached
