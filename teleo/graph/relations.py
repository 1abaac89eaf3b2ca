"""Plain adjacency of one relation, for algorithms that need nothing else of the graph."""

from collections.abc import Iterator

from teleo.graph.multigraph import Graph
from teleo.model import Note, Relation


def note_of(graph: Graph, note_id: str) -> Note:
    """Return the note that a node stands for."""
    note: Note = graph.nodes[note_id]["note"]
    return note


def notes_of(graph: Graph) -> dict[str, Note]:
    """Return every note of the graph by id, in the order of the ids."""
    return {note_id: graph.nodes[note_id]["note"] for note_id in sorted(graph)}


def pairs(graph: Graph, *relations: Relation, with_loops: bool = False) -> Iterator[tuple[str, str]]:
    """Yield origin and target of every edge of the given relations; links of a note to itself if asked."""
    for origin, targets in graph.adjacency():
        for target, keyed in targets.items():
            if with_loops or origin != target:
                for relation in relations:
                    if relation in keyed:
                        yield origin, target


def targets_by_origin(graph: Graph, *relations: Relation) -> dict[str, list[str]]:
    """Return each note's targets under the given relations, sorted; notes without any are left out."""
    return _grouped(pairs(graph, *relations))


def origins_by_target(graph: Graph, *relations: Relation) -> dict[str, list[str]]:
    """Return each note's origins under the given relations, sorted; notes without any are left out."""
    return _grouped((target, origin) for origin, target in pairs(graph, *relations))


def _grouped(ends: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, set[str]] = {}
    for near, far in ends:
        grouped.setdefault(near, set()).add(far)
    return {near: sorted(grouped[near]) for near in sorted(grouped)}
