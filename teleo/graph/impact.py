"""What rests on a note: the cascade of a change, in layers, cut off where nothing is passed on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from teleo.graph.build import Graph
from teleo.graph.changes import Comparison
from teleo.graph.effective import effective_ratings
from teleo.graph.relations import note_of, origins_by_target
from teleo.graph.strength import strengths
from teleo.model import Confidence, Note, Relation, loose

Face = tuple[object, ...]
"""What a note shows to those that rest on it."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A note that the cascade reaches: `depth` dependencies away, through the premise `via`.

    `owner` is who answers for it, as far as is known. `is_stale` says that its premises moved and nobody has
    evaluated it again since.
    """

    note: str
    depth: int
    via: str
    owner: str = ""
    is_stale: bool = False


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


def impact(graph: Graph, starts: Iterable[str], owners: Mapping[str, str]) -> Impact:
    """Return all that rests on `starts`, directly or through others.

    Args:
        graph: the vault's graph.
        starts: ids of notes.
        owners: who works on a domain, as the settings say; a note's own `owner` goes before it.
    """
    begin = tuple(sorted(set(starts)))
    dependents = origins_by_target(graph, Relation.DEPENDS_ON)
    reached, _ = _cascade(begin, dependents, lambda _note_id: True)
    return Impact(
        begin,
        tuple(
            Reached(note_id, depth, via, owner_of(note_of(graph, note_id), owners))
            for note_id, depth, via in reached
        ),
    )


def impact_since(
    comparison: Comparison,
    base: Mapping[str, float],
    owners: Mapping[str, str],
    numbers_before: Mapping[str, object],
    numbers_after: Mapping[str, object],
) -> Impact:
    """Return what rests on the notes whose meaning changed between two states of a vault.

    A premise passes a change on only if what it shows to its dependents moved: rating, effective rating,
    strength, status, normalised title, recomputed numbers. Notes that named a premise which is gone are
    reached as well.

    Args:
        comparison: the two states.
        base: the strength of each rating by its word.
        owners: who works on a domain.
        numbers_before: what the numbers of each note came to, by its old id.
        numbers_after: the same, by the id of today.
    """
    before = faces(comparison.graph_before, base, numbers_before)
    after = faces(comparison.graph_after, base, numbers_after)

    def passes_on(note_id: str) -> bool:
        old = comparison.kept.get(note_id)
        return old is None or before[old] != after[note_id]

    dependents = origins_by_target(comparison.graph_after, Relation.DEPENDS_ON)
    starts = tuple(sorted({*comparison.modified, *comparison.added}))
    reached, cut = _cascade(starts, dependents, passes_on)
    orphaned = _orphaned(comparison, {*starts, *(note_id for note_id, _, _ in reached)})
    later, cut_later = _cascade(tuple(orphaned), dependents, passes_on)
    known = {*starts, *(note_id for note_id, _, _ in reached), *orphaned}
    steps = [
        *reached,
        *((note_id, 1, via) for note_id, via in orphaned.items()),
        *((note_id, depth + 1, via) for note_id, depth, via in later if note_id not in known),
    ]
    return Impact(
        starts,
        tuple(
            _reached(comparison, step, owners) for step in sorted(steps, key=lambda step: (step[1], step[0]))
        ),
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


def _cascade(
    starts: tuple[str, ...], dependents: Mapping[str, list[str]], passes_on: Callable[[str], bool]
) -> tuple[list[tuple[str, int, str]], list[str]]:
    """Return note, depth and premise of all that is reached, in order, and the notes that pass nothing on."""
    seen = set(starts)
    reached: list[tuple[str, int, str]] = []
    cut: list[str] = []
    layer, depth = list(starts), 0
    while layer:
        depth += 1
        found: list[str] = []
        for premise in layer:
            resting = dependents.get(premise, ())
            if resting and not passes_on(premise):
                cut.append(premise)
                continue
            for note_id in resting:
                if note_id not in seen:
                    seen.add(note_id)
                    reached.append((note_id, depth, premise))
                    found.append(note_id)
        layer = sorted(found)
    return sorted(reached, key=lambda step: (step[1], step[0])), sorted(cut)


def _orphaned(comparison: Comparison, known: set[str]) -> dict[str, str]:
    """Return the notes of today that rested on a note which is gone, each with its old premise."""
    now = {old: new for new, old in comparison.kept.items()}
    resting = origins_by_target(comparison.graph_before, Relation.DEPENDS_ON)
    found = {
        now[old]: premise for premise in comparison.removed for old in resting.get(premise, ()) if old in now
    }
    return {note_id: found[note_id] for note_id in sorted(found) if note_id not in known}


def _reached(comparison: Comparison, step: tuple[str, int, str], owners: Mapping[str, str]) -> Reached:
    note_id, depth, via = step
    note = comparison.after.by_id[note_id]
    old = comparison.before.by_id[comparison.kept[note_id]]
    is_stale = note.last_evaluated == old.last_evaluated and _is_rated(note)
    return Reached(note_id, depth, via, owner_of(note, owners), is_stale)


def _is_rated(note: Note) -> bool:
    rating: Confidence | None = note.confidence
    return rating is not None
