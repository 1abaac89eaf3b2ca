"""Keeps the graph of a vault up to date while its notes change."""

from collections.abc import Collection, Iterable

from teleo.graph.build import add_edge, add_node, stated_edges
from teleo.graph.multigraph import Graph
from teleo.model import Edge
from teleo.vault.reader import Vault

_Place = tuple[str, str, str]


class LiveGraph:
    """The graph of a vault and, for each note, the edges that it states.

    `graph` is altered in place: after each revision it equals `build_graph` of the vault with the further
    edges added, save for the order of its nodes and edges.
    """

    def __init__(self, vault: Vault) -> None:
        self.graph = Graph()
        self._stated: dict[str, tuple[Edge, ...]] = {}
        self._further: dict[_Place, Edge] = {}
        for note in vault.notes:
            add_node(self.graph, note)
        for note in vault.notes:
            self._state(vault, note.id)
            for edge in self._stated[note.id]:
                add_edge(self.graph, edge)

    def revise(self, vault: Vault, touched: Collection[str]) -> None:
        """Bring the notes of the ids `touched` up to date; those that `vault` does not hold are removed."""
        places: dict[_Place, None] = {}
        for id_ in sorted(touched):
            before = self._stated.pop(id_, ())
            if id_ in vault.by_id:
                add_node(self.graph, vault.by_id[id_])
                self._state(vault, id_)
            after = self._stated.get(id_, ())
            if before != after:
                places.update(dict.fromkeys(map(_place, (*before, *after))))
        self.graph.remove_nodes_from([id_ for id_ in touched if id_ not in vault.by_id])
        self._restate(places)

    def add_further(self, edges: Iterable[Edge]) -> None:
        """Put `edges`, which no note states by itself, in the place of those that were given last."""
        further = {_place(edge): edge for edge in edges}
        changed = {
            place: None
            for place in (*self._further, *further)
            if self._further.get(place) != further.get(place)
        }
        self._further = further
        self._restate(changed)

    def _state(self, vault: Vault, id_: str) -> None:
        self._stated[id_], prose = stated_edges(vault, vault.by_id[id_])
        self.graph.nodes[id_]["prose"] = prose

    def _restate(self, places: Iterable[_Place]) -> None:
        """Make the edges at these places anew from all that is stated there; only their two ends state any."""
        for place in places:
            origin, target, key = place
            if self.graph.has_edge(origin, target, key):
                self.graph.remove_edge(origin, target, key)
            for end in sorted({origin, target}):
                for edge in self._stated.get(end, ()):
                    if _place(edge) == place:
                        add_edge(self.graph, edge)
            if place in self._further:
                add_edge(self.graph, self._further[place])


def _place(edge: Edge) -> _Place:
    return edge.origin, edge.target, edge.relation.value
