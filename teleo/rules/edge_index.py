"""The edges of a graph by relation and note, for rules that ask about a few of each note's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from teleo.graph.argument import IN_FIELDS
from teleo.graph.multigraph import Graph
from teleo.model import Edge, Relation

ByNote = Mapping[Relation, Mapping[str, tuple[Edge, ...]]]


class EdgeIndex:
    """The edges that argue or cite, which are few beside the mentions, from and to each note in order of ids."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        leaving = {relation: defaultdict[str, list[Edge]](list) for relation in IN_FIELDS}
        arriving = {relation: defaultdict[str, list[Edge]](list) for relation in IN_FIELDS}
        for edge in edges:
            leaving[edge.relation][edge.origin].append(edge)
            arriving[edge.relation][edge.target].append(edge)
        self._leaving = _sorted(leaving)
        self._arriving = _sorted(arriving)

    def leaving(self, note: str, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges of these relations that lead from a note, relation by relation."""
        return tuple(edge for relation in relations for edge in self._leaving[relation].get(note, ()))

    def arriving(self, note: str, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges of these relations that lead to a note, relation by relation."""
        return tuple(edge for relation in relations for edge in self._arriving[relation].get(note, ()))


class NearEdges(EdgeIndex):
    """The same edges, looked up when they are asked for: the cheaper way for a few notes of many."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def leaving(self, note: str, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges of these relations that lead from a note, relation by relation."""
        far = self._graph.adj[note] if note in self._graph else {}
        return _among(far, relations)

    def arriving(self, note: str, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges of these relations that lead to a note, relation by relation."""
        far = self._graph.pred[note] if note in self._graph else {}
        return _among(far, relations)


def _among(far: Mapping[str, Any], relations: tuple[Relation, ...]) -> tuple[Edge, ...]:
    ends = sorted(far)
    return tuple(
        far[end][relation.value]["edge"]
        for relation in relations
        for end in ends
        if relation.value in far[end]
    )


def _sorted(found: Mapping[Relation, Mapping[str, list[Edge]]]) -> ByNote:
    return {
        relation: {
            note: tuple(sorted(edges, key=lambda edge: (edge.origin, edge.target)))
            for note, edges in by_note.items()
        }
        for relation, by_note in found.items()
    }
