"""Claims rated above what they rest on, directly or through others."""

from collections.abc import Mapping
from dataclasses import dataclass

from teleo.graph.effective import Effective
from teleo.graph.multigraph import Graph
from teleo.graph.relations import notes_of, targets_by_origin
from teleo.model import Confidence, Relation


@dataclass(frozen=True, slots=True)
class AbovePremise:
    """A note whose `rating` is higher than the `premise_rating` of a premise `distance` dependencies away."""

    note: str
    rating: Confidence
    premise: str
    premise_rating: Confidence
    distance: int


def above_direct_premise(graph: Graph) -> tuple[AbovePremise, ...]:
    """Return the notes rated above a premise that they name, each with the lowest rated, ties to the first id.

    Sorted by how far they are above, the furthest first, then by id.
    """
    notes = notes_of(graph)
    found: list[AbovePremise] = []
    for note_id, premises in targets_by_origin(graph, Relation.DEPENDS_ON).items():
        rating = notes[note_id].confidence
        rated = [(rank, premise) for premise in premises if (rank := notes[premise].confidence) is not None]
        if rating is not None and rated and min(rated)[0] < rating:
            found.append(AbovePremise(note_id, rating, min(rated)[1], min(rated)[0], 1))
    return tuple(sorted(found, key=_furthest))


def above_any_premise(graph: Graph, effective: Mapping[str, Effective]) -> tuple[AbovePremise, ...]:
    """Return the notes rated above their effective rating, each with the nearest premise that holds it down.

    Those above a premise that they name are among them. Sorted as `above_direct_premise` sorts.
    """
    found: list[AbovePremise] = []
    for note_id, note in notes_of(graph).items():
        held = effective[note_id]
        if note.confidence is not None and held.rank is not None and held.rank < note.confidence:
            found.append(AbovePremise(note_id, note.confidence, held.weakest, held.rank, held.distance))
    return tuple(sorted(found, key=_furthest))


def _furthest(one: AbovePremise) -> tuple[int, str]:
    return (one.premise_rating - one.rating, one.note)
