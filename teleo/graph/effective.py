"""The effective rating of a note: the lowest rating among itself and all that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from teleo.graph.multigraph import Graph
from teleo.graph.relations import notes_of, origins_by_target
from teleo.model import Confidence, Note, Relation


@dataclass(frozen=True, slots=True)
class Effective:
    """How sure a note can be, given its premises.

    `rank` is `None` when neither the note nor any premise has a rating. `weakest` is the nearest note that
    holds the rating down, `distance` the number of dependencies on the way to it: 0 when it is the note.
    """

    note: str
    rank: Confidence | None
    weakest: str
    distance: int
    _towards: Mapping[str, str] = field(repr=False, compare=False)

    @property
    def witness(self) -> tuple[str, ...]:
        """One shortest path of dependencies from the note to `weakest`, both included.

        Built when asked, since the paths of a long chain are together quadratic in its length.
        Empty when there is no rating. Ties go to the premise whose id comes first.
        """
        return self.witness_within(self.distance + 1)

    def witness_within(self, limit: int) -> tuple[str, ...]:
        """The witness in at most `limit` notes, from 2: of a longer one its beginning and `weakest`."""
        if self.rank is None:
            return ()
        path = [self.note]
        while path[-1] != self.weakest:
            path.append(self._towards[path[-1]] if len(path) < limit - 1 else self.weakest)
        return tuple(path)


def effective_ratings(graph: Graph) -> Mapping[str, Effective]:
    """Return the effective rating of every note by id.

    A note without a rating of its own lets the ratings of its premises through. Cycles of dependencies are
    harmless: their notes share the lowest rating among them. Linear in notes and dependencies.
    """
    return effective_among(notes_of(graph), origins_by_target(graph, Relation.DEPENDS_ON))


def effective_among(
    notes: Mapping[str, Note], dependents: Mapping[str, list[str]]
) -> Mapping[str, Effective]:
    """Return the effective rating of each of `notes`, by id in the order of ids, whose `dependents` are sorted."""
    found: dict[str, Effective] = {}
    towards: dict[str, str] = {}
    for rank in Confidence:
        layer = [
            note_id for note_id, note in notes.items() if note.confidence is rank and note_id not in found
        ]
        for note_id in layer:
            found[note_id] = Effective(note_id, rank, note_id, 0, towards)
        _spread(layer, dependents, found, towards)
    return {note_id: found.get(note_id) or Effective(note_id, None, note_id, 0, towards) for note_id in notes}


def _spread(
    layer: list[str],
    dependents: Mapping[str, list[str]],
    found: dict[str, Effective],
    towards: dict[str, str],
) -> None:
    """Hand the rating of `layer` to all that rest on it and have none lower, nearest first."""
    while layer:
        reached: list[str] = []
        for premise in layer:
            below = found[premise]
            for note_id in dependents.get(premise, ()):
                if note_id not in found:
                    towards[note_id] = premise
                    found[note_id] = Effective(
                        note_id, below.rank, below.weakest, below.distance + 1, towards
                    )
                    reached.append(note_id)
        layer = sorted(reached)
