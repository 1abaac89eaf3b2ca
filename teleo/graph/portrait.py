"""All that the graph says of one note."""

from collections.abc import Mapping
from dataclasses import dataclass

from teleo.graph.challenges import Challenge, challenges_to
from teleo.graph.effective import Effective, effective_ratings
from teleo.graph.multigraph import Graph
from teleo.graph.relations import note_of
from teleo.graph.strength import strengths
from teleo.model import Edge, Note, ProseEntry, Relation


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A note at the other end of an edge; `relation` is named as seen from the note portrayed."""

    relation: str
    note: Note
    edge: Edge


@dataclass(frozen=True, slots=True)
class Portrait:
    """One note with its ratings, its neighbours by relation, its entries in words and its challenges.

    `strength` is `None` for a note without a rating. Neighbours stand in the order of the relations, those
    that the note names before those that name it, then by title. What both ends of a symmetric relation
    state is one neighbour, with a reason if either gives one.
    """

    note: Note
    effective: Effective
    strength: float | None
    neighbours: tuple[Neighbour, ...]
    prose: tuple[ProseEntry, ...]
    challenges: tuple[Challenge, ...]


def portrait(graph: Graph, note_id: str, base: Mapping[str, float]) -> Portrait:
    """Return what the graph says of a note; `base` is the strength of each rating by its word."""
    order = {relation: place for place, relation in enumerate(Relation)}
    outgoing = [
        Neighbour(facts["relation"], note_of(graph, target), facts["edge"])
        for _, target, facts in graph.out_edges(note_id, data=True)
    ]
    known = {(one.relation, one.note.id): place for place, one in enumerate(outgoing)}
    incoming: list[Neighbour] = []
    for origin, _, facts in graph.in_edges(note_id, data=True):
        one = Neighbour(facts["edge"].relation.inverse, note_of(graph, origin), facts["edge"])
        twin = known.get((one.relation, origin))
        if twin is None:
            incoming.append(one)
        elif one.edge.reason and not outgoing[twin].edge.reason:
            outgoing[twin] = one

    def place(one: Neighbour) -> tuple[int, bool, str]:
        return (order[one.edge.relation], one.edge.origin != note_id, one.note.title)

    return Portrait(
        note_of(graph, note_id),
        effective_ratings(graph)[note_id],
        strengths(graph, base).values.get(note_id),
        tuple(sorted((*outgoing, *incoming), key=place)),
        tuple(graph.nodes[note_id].get("prose", ())),
        challenges_to(graph, note_id),
    )
