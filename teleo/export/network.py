"""The graph as one of networkx, with plain values: what it writes itself is made of this."""

import networkx as nx

from teleo.export.view import View, plain_edge, plain_note, writable


def plain_graph(view: View) -> "nx.MultiDiGraph[str]":
    """Return the graph with plain values as attributes, nodes and edges in sorted order."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for note in view.notes:
        graph.add_node(writable(note.id), **plain_note(note))
    for edge in view.edges:
        graph.add_edge(
            writable(edge.origin), writable(edge.target), key=edge.relation.value, **plain_edge(edge)
        )
    return graph
