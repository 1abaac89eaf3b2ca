"""The graph as one of networkx, for the algorithms that teleo has no use for itself."""

import networkx as nx

from teleo.graph.multigraph import Graph


def as_networkx(graph: Graph) -> "nx.MultiDiGraph[str]":
    """Return the same nodes and edges, in the same order and with the same facts, as a graph of networkx.

    Facts are copied, their values are shared: `note` on nodes and `edge` on edges are the frozen nouns.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.add_nodes_from(graph.nodes.items())
    for origin, target, relation, facts in graph.edges(keys=True, data=True):
        made.add_edge(origin, target, relation, **facts)
    return made
