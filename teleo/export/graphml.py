"""The graph as GraphML, which networkx, igraph, yEd and Gephi read."""

import networkx as nx

from teleo.export.network import plain_graph
from teleo.export.view import View


def write(view: View) -> str:
    """Return a GraphML document; every edge has an id of its own, since relations repeat."""
    graph = plain_graph(view)
    for number, (_, _, facts) in enumerate(graph.edges(data=True)):
        facts["number"] = f"e{number}"
    lines = nx.generate_graphml(graph, prettyprint=True, edge_id_from_attribute="number")
    return "<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n"
