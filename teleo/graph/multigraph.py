"""A directed graph with parallel edges, told apart by their keys: what teleo asks of networkx's, without its import.

networkx takes a seventh of a second to import and 20 MiB. Methods and attributes bear the names and mean what they
do in `networkx.MultiDiGraph`, so that whoever needs more of it can pass the same nodes and edges on to one.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, overload

Facts = dict[str, Any]
"""The attributes of a node or of an edge by their names."""

Keyed = dict[str, Facts]
"""The parallel edges from one node to another by their keys."""


class Graph:
    """Nodes by id and edges by origin, target and key, each with its facts, in the order in which they were added.

    `nodes` has the facts of each node. `succ`, also `adj`, has for each origin the edges by target; `pred` has
    the same facts for each target by origin. Alter these by the methods alone.
    """

    __slots__ = ("nodes", "pred", "succ")

    def __init__(self) -> None:
        self.nodes: dict[str, Facts] = {}
        self.succ: dict[str, dict[str, Keyed]] = {}
        self.pred: dict[str, dict[str, Keyed]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        return node in self.nodes

    def __len__(self) -> int:
        return len(self.nodes)

    @property
    def adj(self) -> dict[str, dict[str, Keyed]]:
        """For each node the edges that leave it, by target and key."""
        return self.succ

    def adjacency(self) -> Iterator[tuple[str, dict[str, Keyed]]]:
        """Yield each node with the edges that leave it, by target and key."""
        return iter(self.succ.items())

    def add_node(self, node: str, **facts: Any) -> None:
        """Add a node, or give one that is there these facts as well."""
        if node not in self.nodes:
            self.nodes[node], self.succ[node], self.pred[node] = facts, {}, {}
        else:
            self.nodes[node].update(facts)

    def add_edge(self, origin: str, target: str, key: str, **facts: Any) -> None:
        """Add an edge and the ends that are missing, or give one that is there these facts as well."""
        for node in (origin, target):
            if node not in self.nodes:
                self.add_node(node)
        far = self.succ[origin]
        if target not in far:
            far[target] = self.pred[target][origin] = {key: facts}
        elif key not in far[target]:
            far[target][key] = facts
        else:
            far[target][key].update(facts)

    def remove_edge(self, origin: str, target: str, key: str) -> None:
        """Remove an edge that is there.

        Raises:
            KeyError: it is not there.
        """
        keyed = self.succ[origin][target]
        del keyed[key]
        if not keyed:
            del self.succ[origin][target], self.pred[target][origin]

    def remove_nodes_from(self, nodes: Iterable[str]) -> None:
        """Remove nodes and all their edges; those that are not there are passed over."""
        for node in nodes:
            if node not in self.nodes:
                continue
            for target in self.succ.pop(node):
                if target != node:
                    del self.pred[target][node]
            for origin in self.pred.pop(node):
                if origin != node:
                    del self.succ[origin][node]
            del self.nodes[node]

    def has_edge(self, origin: str, target: str, key: str | None = None) -> bool:
        """Return whether there is an edge between two nodes, with this key where one is given."""
        keyed = self.succ.get(origin, {}).get(target)
        return keyed is not None and (key is None or key in keyed)

    def successors(self, node: str) -> Iterator[str]:
        """Yield the targets of a node, each once."""
        return iter(self.succ[node])

    @overload
    def edges(self) -> Iterator[tuple[str, str]]: ...
    @overload
    def edges(self, *, keys: Literal[True]) -> Iterator[tuple[str, str, str]]: ...
    @overload
    def edges(self, *, data: Literal[True]) -> Iterator[tuple[str, str, Facts]]: ...
    @overload
    def edges(self, *, keys: Literal[True], data: Literal[True]) -> Iterator[tuple[str, str, str, Facts]]: ...
    def edges(self, *, keys: bool = False, data: bool = False) -> Iterator[tuple[Any, ...]]:
        """Yield origin and target of every edge, then its key and its facts where asked for."""
        for origin, far in self.succ.items():
            for target, keyed in far.items():
                yield from _told(origin, target, keyed, keys=keys, data=data)

    @overload
    def out_edges(self, node: str, *, keys: Literal[True]) -> Iterator[tuple[str, str, str]]: ...
    @overload
    def out_edges(self, node: str, *, data: Literal[True]) -> Iterator[tuple[str, str, Facts]]: ...
    def out_edges(self, node: str, *, keys: bool = False, data: bool = False) -> Iterator[tuple[Any, ...]]:
        """Yield the edges that leave a node as `edges` does."""
        for target, keyed in self.succ[node].items():
            yield from _told(node, target, keyed, keys=keys, data=data)

    @overload
    def in_edges(self, node: str, *, keys: Literal[True]) -> Iterator[tuple[str, str, str]]: ...
    @overload
    def in_edges(self, node: str, *, data: Literal[True]) -> Iterator[tuple[str, str, Facts]]: ...
    def in_edges(self, node: str, *, keys: bool = False, data: bool = False) -> Iterator[tuple[Any, ...]]:
        """Yield the edges that lead to a node as `edges` does."""
        for origin, keyed in self.pred[node].items():
            yield from _told(origin, node, keyed, keys=keys, data=data)

    def out_degree(self, node: str) -> int:
        """Return how many edges leave a node."""
        return sum(map(len, self.succ[node].values()))

    def in_degree(self, node: str) -> int:
        """Return how many edges lead to a node."""
        return sum(map(len, self.pred[node].values()))

    def degree(self, node: str) -> int:
        """Return how many ends of edges a node is."""
        return self.out_degree(node) + self.in_degree(node)

    def number_of_nodes(self) -> int:
        """Return how many nodes there are."""
        return len(self.nodes)

    def number_of_edges(self) -> int:
        """Return how many edges there are."""
        return sum(map(self.out_degree, self.nodes))

    def subgraph(self, nodes: Iterable[str]) -> "Graph":
        """Return some of the nodes, in the order of this graph, with the edges among them; facts are shared."""
        wanted = frozenset(nodes)
        part = Graph()
        for node, facts in self.nodes.items():
            if node in wanted:
                part.nodes[node], part.succ[node], part.pred[node] = facts, {}, {}
        for origin, far in part.succ.items():
            for target, keyed in self.succ[origin].items():
                if target in wanted:
                    far[target] = part.pred[target][origin] = dict(keyed)
        return part


def _told(origin: str, target: str, keyed: Keyed, *, keys: bool, data: bool) -> list[tuple[Any, ...]]:
    if keys and data:
        return [(origin, target, key, facts) for key, facts in keyed.items()]
    if keys:
        return [(origin, target, key) for key in keyed]
    if data:
        return [(origin, target, facts) for facts in keyed.values()]
    return [(origin, target)] * len(keyed)
