"""The part of a graph that a few notes rest on, for questions about those notes alone."""

from collections.abc import Iterable

from teleo.graph.multigraph import Graph
from teleo.model import Relation


def grounds_of(graph: Graph, ids: Iterable[str]) -> Graph:
    """Return the notes of these ids and all that they rest on, however far, with the dependencies among them.

    The effective ratings of these notes and the circles that they stand in are the same here as in the whole
    graph. Ids that the graph does not hold are left out.
    """
    grounds = Graph()
    waiting = [note_id for note_id in ids if note_id in graph]
    for note_id in waiting:
        grounds.add_node(note_id, note=graph.nodes[note_id]["note"])
    while waiting:
        origin = waiting.pop()
        for target, keyed in graph.adj[origin].items():
            if Relation.DEPENDS_ON in keyed:
                if target not in grounds:
                    grounds.add_node(target, note=graph.nodes[target]["note"])
                    waiting.append(target)
                grounds.add_edge(origin, target, Relation.DEPENDS_ON.value)
    return grounds
