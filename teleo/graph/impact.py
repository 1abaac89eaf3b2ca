"""What rests on a note: the cascade of a change, in layers, cut off where nothing is passed on."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from teleo.graph.changes import Comparison
from teleo.graph.effective import effective_ratings
from teleo.graph.multigraph import Graph
from teleo.graph.relations import note_of, origins_by_target
from teleo.graph.strength import strengths
from teleo.model import Note, Relation, loose

Face = tuple[object, ...]
"""What a note shows to those that rest on it."""

Takers = Mapping[str, Mapping[str, frozenset[str]]]
"""For each note, those that take over its numbers, each with the names of these numbers."""


class Way(StrEnum):
    """How a note rests on another: as its premise, or by taking over a number of it."""

    PREMISE = "depends_on"
    NUMBER = "quantities"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a vault: what each came to, by note and name, and who takes them over."""

    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    takers: Takers = field(default_factory=dict)


NO_NUMBERS = Numbers()
NOBODY: Takers = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reached:
    """A note that the cascade reaches: `depth` steps away, through the note `via` that it rests on by `way`.

    `owner` is who answers for it, as far as is known. `is_stale` says that what it rests on moved and nobody has
    evaluated it again since.
    """

    note: str
    depth: int
    via: str
    owner: str = ""
    is_stale: bool = False
    way: Way = Way.PREMISE


@dataclass(frozen=True, slots=True)
class Impact:
    """The cascade of `starts`: what it reaches, by depth and id, and the notes at which it was `cut`.

    A cut note was changed or reached, and shows the same to its dependents as before. `removed` are notes of
    the earlier state that are gone, by their old ids.
    """

    starts: tuple[str, ...]
    reached: tuple[Reached, ...]
    cut: tuple[str, ...] = ()
    removed: tuple[str, ...] = field(default=())

    @property
    def stale(self) -> tuple[Reached, ...]:
        """The notes reached that nobody has evaluated again."""
        return tuple(one for one in self.reached if one.is_stale)


def impact(graph: Graph, starts: Iterable[str], owners: Mapping[str, str], takers: Takers = NOBODY) -> Impact:
    """Return all that rests on `starts`, directly or through others.

    Args:
        graph: the vault's graph.
        starts: ids of notes.
        owners: who works on a domain, as the settings say; a note's own `owner` goes before it.
        takers: who takes over whose numbers.
    """
    begin = tuple(sorted(set(starts)))
    dependents = origins_by_target(graph, Relation.DEPENDS_ON)

    def onward(note_id: str) -> list[_Step]:
        return _steps(dependents.get(note_id, ()), takers.get(note_id, {}))

    reached, _ = _cascade(begin, onward, onward)
    return Impact(
        begin,
        tuple(
            Reached(note_id, depth, via, owner_of(note_of(graph, note_id), owners), way=way)
            for note_id, depth, via, way in reached
        ),
    )


def impact_since(
    comparison: Comparison,
    base: Mapping[str, float],
    owners: Mapping[str, str],
    before: Numbers = NO_NUMBERS,
    after: Numbers = NO_NUMBERS,
) -> Impact:
    """Return what rests on the notes whose meaning changed between two states of a vault.

    A premise passes a change on only if what it shows to its dependents moved: rating, effective rating,
    strength, status, normalised title, recomputed numbers; a number only if it moved itself. Notes that named a
    premise which is gone, or a number of it, are reached as well, and those that a premise itself named or no
    longer names as resting on it.

    Args:
        comparison: the two states.
        base: the strength of each rating by its word.
        owners: who works on a domain.
        before: the numbers of the earlier state, by its ids.
        after: the same of today.
    """
    faces_before = faces(comparison.graph_before, base, before.values)
    faces_after = faces(comparison.graph_after, base, after.values)
    dependents = origins_by_target(comparison.graph_after, Relation.DEPENDS_ON)
    rewired = _rewired(comparison, dependents)

    def resting(note_id: str) -> list[_Step]:
        return _steps(dependents.get(note_id, ()), after.takers.get(note_id, {}))

    def onward(note_id: str) -> list[_Step]:
        old = comparison.kept.get(note_id)
        if old is None:
            return resting(note_id)
        is_moved = faces_before[old] != faces_after[note_id]
        premised = {*(dependents.get(note_id, ()) if is_moved else ()), *rewired.get(note_id, ())}
        was, now = before.values.get(old, {}), after.values.get(note_id, {})
        moved = {name for name in (*was, *now) if was.get(name) != now.get(name)}
        taking = {taker: names for taker, names in after.takers.get(note_id, {}).items() if names & moved}
        return _steps(sorted(premised), taking)

    starts = tuple(sorted({*comparison.modified, *comparison.added}))
    reached, cut = _cascade(starts, onward, resting)
    orphaned = _orphaned(comparison, before.takers, {*starts, *(step[0] for step in reached)})
    later, cut_later = _cascade(tuple(orphaned), onward, resting)
    known = {*starts, *(step[0] for step in reached), *orphaned}
    steps = [
        *reached,
        *((note_id, 1, via, way) for note_id, (via, way) in orphaned.items()),
        *((note_id, depth + 1, via, way) for note_id, depth, via, way in later if note_id not in known),
    ]
    return Impact(
        starts,
        tuple(_reached(comparison, step, owners) for step in sorted(steps, key=_place)),
        tuple(sorted({*cut, *cut_later})),
        comparison.removed,
    )


def faces(graph: Graph, base: Mapping[str, float], numbers: Mapping[str, object]) -> dict[str, Face]:
    """Return what each note shows to its dependents, by id; two notes that show the same are equal."""
    effective, strength = effective_ratings(graph), strengths(graph, base).values
    return {
        note_id: (
            note_of(graph, note_id).confidence,
            effective[note_id].rank,
            round(strength.get(note_id, -1.0), 6),
            note_of(graph, note_id).status,
            loose(note_of(graph, note_id).title),
            numbers.get(note_id),
        )
        for note_id in graph
    }


def owner_of(note: Note, owners: Mapping[str, str]) -> str:
    """Return who answers for a note: its `owner`, else who works on its domain, else nobody is known."""
    stated = note.document.fields.data.get("owner")
    return stated if isinstance(stated, str) and stated else owners.get(note.domain, "")


_Step = tuple[str, Way]
_Found = tuple[str, int, str, Way]


def _steps(dependents: Collection[str], takers: Collection[str]) -> list[_Step]:
    """Return the notes that rest on one, each once, as its premise where it is both."""
    premised = set(dependents)
    numbers = [(note_id, Way.NUMBER) for note_id in takers if note_id not in premised]
    return [*((note_id, Way.PREMISE) for note_id in dependents), *numbers]


def _cascade(
    starts: tuple[str, ...], onward: Callable[[str], list[_Step]], resting: Callable[[str], list[_Step]]
) -> tuple[list[_Found], list[str]]:
    """Return note, depth, source and way of all that is reached, in order, and the notes that pass nothing on.

    Args:
        starts: where the cascade begins.
        onward: the notes to which one passes its change.
        resting: all that rest on one.
    """
    seen = set(starts)
    reached: list[_Found] = []
    cut: list[str] = []
    layer, depth = list(starts), 0
    while layer:
        depth += 1
        found: list[str] = []
        for source in layer:
            steps = onward(source)
            if not steps and resting(source):
                cut.append(source)
            for note_id, way in steps:
                if note_id not in seen:
                    seen.add(note_id)
                    reached.append((note_id, depth, source, way))
                    found.append(note_id)
        layer = sorted(found)
    return sorted(reached, key=_place), sorted(cut)


def _place(step: _Found) -> tuple[int, str]:
    return step[1], step[0]


def _rewired(comparison: Comparison, dependents: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Return the notes that rest on each kept note now and did not before, or did and do not now; ids of today."""
    now = {old: new for new, old in comparison.kept.items()}
    then = origins_by_target(comparison.graph_before, Relation.DEPENDS_ON)
    found = {
        new: {*dependents.get(new, ())} ^ {now[one] for one in then.get(old, ()) if one in now}
        for new, old in comparison.kept.items()
    }
    return {note_id: notes for note_id, notes in found.items() if notes}


def _orphaned(comparison: Comparison, takers: Takers, known: set[str]) -> dict[str, _Step]:
    """Return the notes of today that rested on a note which is gone, each with the old id of that and the way."""
    now = {old: new for new, old in comparison.kept.items()}
    premised = origins_by_target(comparison.graph_before, Relation.DEPENDS_ON)
    found = {
        now[old]: (gone, way)
        for gone in comparison.removed
        for old, way in _steps(premised.get(gone, ()), takers.get(gone, {}))
        if old in now
    }
    return {note_id: found[note_id] for note_id in sorted(found) if note_id not in known}


def _reached(comparison: Comparison, step: _Found, owners: Mapping[str, str]) -> Reached:
    note_id, depth, via, way = step
    note = comparison.after.by_id[note_id]
    old = comparison.before.by_id[comparison.kept[note_id]]
    is_stale = note.last_evaluated == old.last_evaluated and note.confidence is not None
    return Reached(note_id, depth, via, owner_of(note, owners), is_stale, way)
