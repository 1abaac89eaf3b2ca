"""The shape of the graph: notes that nothing holds, notes that hold much together, and what each domain has."""

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from teleo.graph.challenges import Challenge
from teleo.graph.multigraph import Graph
from teleo.graph.relations import notes_of, pairs
from teleo.model import ARGUING, Note, NoteType, Relation

MOST_HUBS = 10


@dataclass(frozen=True, slots=True)
class Hub:
    """A note and the numbers of other notes that name it and that it names, by any relation."""

    note: str
    named_by: int
    names: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well the claims of one domain are argued; each number counts claims.

    `rated` is one number for each rating from speculative to proven; `sourced` state a source, `resting` a
    premise, in a note or in words; `challenged` have a challenge, `answered` no challenge left open;
    `mapped` stand on a topic map.
    """

    domain: str
    claims: int
    rated: tuple[int, int, int, int]
    sourced: int
    resting: int
    challenged: int
    answered: int
    mapped: int


def claims_of(graph: Graph) -> dict[str, Note]:
    """Return the notes of type claim by id, sorted."""
    return {note_id: note for note_id, note in notes_of(graph).items() if note.type is NoteType.CLAIM}


def orphans(graph: Graph) -> tuple[str, ...]:
    """Return the claims that name no other note and that no other note names, sorted."""
    linked = {end for pair in pairs(graph, *Relation) for end in pair}
    return tuple(note_id for note_id in claims_of(graph) if note_id not in linked)


def without_incoming(graph: Graph) -> tuple[str, ...]:
    """Return the claims that no other note names by any relation, sorted."""
    named = {target for _, target in pairs(graph, *Relation)}
    return tuple(note_id for note_id in claims_of(graph) if note_id not in named)


def hubs(graph: Graph) -> tuple[Hub, ...]:
    """Return the `MOST_HUBS` notes that most others name, most first; topic maps are left out, and so are the
    links that they make, since listing notes is what they are for.
    """
    is_map = {note_id: note.is_map for note_id, note in notes_of(graph).items()}
    named_by, names = dict.fromkeys(is_map, 0), dict.fromkeys(is_map, 0)
    for origin, target in set(pairs(graph, *Relation)):
        if not is_map[origin] and not is_map[target]:
            named_by[target] += 1
            names[origin] += 1
    found = [Hub(note_id, count, names[note_id]) for note_id, count in named_by.items() if count]
    return tuple(sorted(found, key=lambda hub: (-hub.named_by, -hub.names, hub.note))[:MOST_HUBS])


def articulation_points(graph: Graph) -> tuple[str, ...]:
    """Return the notes whose removal would part the argument into more pieces than before, sorted.

    Only relations that argue count, in either direction.
    """
    return tuple(sorted(nx.articulation_points(_argument(graph))))


def bridges(graph: Graph) -> tuple[tuple[str, str], ...]:
    """Return the pairs of notes whose one link holds two parts of the argument together, sorted.

    A pair that is joined by several relations is one link. A part is at least two notes: the link to a note
    that has no other is no bridge to anywhere.
    """
    argument = _argument(graph)
    found = ((min(pair), max(pair)) for pair in nx.bridges(argument) if min(map(argument.degree, pair)) > 1)
    return tuple(sorted(found))


def coverage(graph: Graph, challenges: Iterable[Challenge]) -> tuple[Coverage, ...]:
    """Return how well the claims of each domain are argued, sorted by domain; "" is none stated."""
    resting = {origin for origin, _ in pairs(graph, Relation.DEPENDS_ON)}
    mapped = {
        origin for origin, target in pairs(graph, Relation.PART_OF) if graph.nodes[target]["note"].is_map
    }
    mapped |= {
        target for origin, target in pairs(graph, Relation.MENTIONS) if graph.nodes[origin]["note"].is_map
    }
    challenged: dict[str, bool] = {}
    for challenge in challenges:
        challenged[challenge.note] = challenged.get(challenge.note, True) and challenge.is_answered
    by_domain: dict[str, list[Note]] = {}
    for note in claims_of(graph).values():
        by_domain.setdefault(note.domain, []).append(note)
    return tuple(
        Coverage(
            domain,
            len(notes),
            _ratings(notes),
            sum(bool(note.source) for note in notes),
            sum(note.id in resting or _rests_on_words(graph, note) for note in notes),
            sum(note.id in challenged for note in notes),
            sum(challenged.get(note.id, False) for note in notes),
            sum(note.id in mapped for note in notes),
        )
        for domain, notes in sorted(by_domain.items())
    )


def _ratings(notes: list[Note]) -> tuple[int, int, int, int]:
    counts = [0, 0, 0, 0]
    for note in notes:
        if note.confidence is not None:
            counts[note.confidence] += 1
    return counts[0], counts[1], counts[2], counts[3]


def _rests_on_words(graph: Graph, note: Note) -> bool:
    entries = graph.nodes[note.id].get("prose", ())
    return any(entry.relation is Relation.DEPENDS_ON and not entry.is_inverse for entry in entries)


def _argument(graph: Graph) -> "nx.Graph[str]":
    argument: nx.Graph[str] = nx.Graph()
    argument.add_edges_from(sorted(pairs(graph, *ARGUING)))
    return argument
