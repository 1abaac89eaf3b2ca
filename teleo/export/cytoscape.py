"""The graph as Cytoscape JSON, for Cytoscape, cytoscape.js and `networkx.cytoscape_graph`."""

import json

from teleo.export.view import View, plain_edge, plain_note, writable


def write(view: View) -> str:
    """Return an object of `data`, `directed`, `multigraph` and `elements`, edges keyed by relation."""
    nodes = [
        {"data": {"id": note_id, "value": note_id, "name": facts["title"], **facts}}
        for note_id, facts in ((writable(note.id), plain_note(note)) for note in view.notes)
    ]
    edges = [
        {
            "data": {
                "id": f"e{number}",
                "key": edge.relation.value,
                "source": writable(edge.origin),
                "target": writable(edge.target),
                "interaction": edge.relation.value,
                **plain_edge(edge),
            }
        }
        for number, edge in enumerate(view.edges)
    ]
    data = {"data": [], "directed": True, "multigraph": True, "elements": {"nodes": nodes, "edges": edges}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
