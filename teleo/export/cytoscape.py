"""The graph as Cytoscape JSON, for Cytoscape, cytoscape.js and `networkx.cytoscape_graph`."""

import json
from itertools import count

from teleo.export.view import View, plain_edge, plain_note, writable


def write(view: View) -> str:
    """Return an object of `data`, `directed`, `multigraph` and `elements`, edges keyed by relation."""
    nodes = [
        {"data": {"id": note_id, "value": note_id, "name": facts["title"], **facts}}
        for note_id, facts in ((writable(note.id), plain_note(note)) for note in view.notes)
    ]
    # Nodes and edges share their ids there; of two elements with one, cytoscape.js leaves out the second.
    taken = {one["data"]["id"] for one in nodes}
    free = (name for number in count() if (name := f"e{number}") not in taken)
    edges = [
        {
            "data": {
                "id": name,
                "key": edge.relation.value,
                "source": writable(edge.origin),
                "target": writable(edge.target),
                "interaction": edge.relation.value,
                **plain_edge(edge),
            }
        }
        for name, edge in zip(free, view.edges, strict=False)
    ]
    data = {"data": [], "directed": True, "multigraph": True, "elements": {"nodes": nodes, "edges": edges}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
