"""The graph as networkx writes it: `networkx.node_link_graph` reads it back, parallel edges included."""

import json

import networkx as nx

from teleo.export.network import plain_graph
from teleo.export.view import View


def write(view: View) -> str:
    """Return the JSON of `networkx.node_link_data`, with the edges under `edges`."""
    data = nx.node_link_data(plain_graph(view), edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
