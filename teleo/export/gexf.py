"""The graph as GEXF 1.3, which Gephi reads. Written here, since networkx stamps the day into its own."""

from xml.etree import ElementTree as Xml

from teleo.export.view import View, plain_edge, plain_note, writable

_NAMESPACE = "http://gexf.net/1.3"


def write(view: View) -> str:
    """Return a GEXF document; the facts of notes and edges are attributes, the title is the label."""
    root = Xml.Element("gexf", xmlns=_NAMESPACE, version="1.3")
    graph = Xml.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    notes = [(writable(note.id), plain_note(note)) for note in view.notes]
    edges = [(edge, {key: str(value) for key, value in plain_edge(edge).items()}) for edge in view.edges]
    note_keys = _declare(graph, "node", notes[0][1] if notes else {})
    edge_keys = _declare(graph, "edge", edges[0][1] if edges else {})
    nodes = Xml.SubElement(graph, "nodes")
    for note_id, facts in notes:
        _values(Xml.SubElement(nodes, "node", id=note_id, label=facts["title"]), facts, note_keys)
    lines = Xml.SubElement(graph, "edges")
    for number, (edge, facts) in enumerate(edges):
        line = Xml.SubElement(
            lines,
            "edge",
            id=str(number),
            source=writable(edge.origin),
            target=writable(edge.target),
            kind=edge.relation.value,
            label=edge.relation.value,
        )
        _values(line, facts, edge_keys)
    Xml.indent(root, " ")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{Xml.tostring(root, encoding='unicode')}\n"


def _declare(graph: Xml.Element, kind: str, facts: dict[str, str]) -> dict[str, str]:
    """Declare the attributes of nodes or edges and return their ids by name."""
    table = Xml.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    ids = {name: str(number) for number, name in enumerate(facts)}
    for name, number in ids.items():
        Xml.SubElement(table, "attribute", id=number, title=name, type="string")
    return ids


def _values(element: Xml.Element, facts: dict[str, str], ids: dict[str, str]) -> None:
    values = Xml.SubElement(element, "attvalues")
    for name, value in facts.items():
        Xml.SubElement(values, "attvalue", {"for": ids[name], "value": value})
