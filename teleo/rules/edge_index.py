"""The edges of a graph by relation and note, for rules that ask about a few of each note's."""

from collections import defaultdict
from collections.abc import Mapping

from teleo.graph.build import Graph
from teleo.model import Edge, Relation

ByNote = Mapping[Relation, Mapping[str, tuple[Edge, ...]]]

_ARGUED = (Relation.DEPENDS_ON, Relation.SUPPORTS, Relation.CHALLENGES, Relation.CONTRADICTS, Relation.CITES)


class EdgeIndex:
    """The edges that argue, which are few beside the mentions, from and to each note in order of ids."""

    def __init__(self, graph: Graph) -> None:
        names = {relation.value: relation for relation in _ARGUED}
        leaving = {relation: defaultdict[str, list[Edge]](list) for relation in _ARGUED}
        arriving = {relation: defaultdict[str, list[Edge]](list) for relation in _ARGUED}
        for origin in sorted(graph):
            for target, keyed in graph.adj[origin].items():
                for name, facts in keyed.items():
                    relation = names.get(name)
                    if relation is not None:
                        leaving[relation][origin].append(facts["edge"])
                        arriving[relation][target].append(facts["edge"])
        self._leaving = _sorted(leaving)
        self._arriving = _sorted(arriving)

    def leaving(self, note: str, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges of these relations that lead from a note, relation by relation."""
        return tuple(edge for relation in relations for edge in self._leaving[relation].get(note, ()))

    def arriving(self, note: str, *relations: Relation) -> tuple[Edge, ...]:
        """Return the edges of these relations that lead to a note, relation by relation."""
        return tuple(edge for relation in relations for edge in self._arriving[relation].get(note, ()))


def _sorted(found: Mapping[Relation, Mapping[str, list[Edge]]]) -> ByNote:
    return {
        relation: {
            note: tuple(sorted(edges, key=lambda edge: (edge.origin, edge.target)))
            for note, edges in by_note.items()
        }
        for relation, by_note in found.items()
    }
