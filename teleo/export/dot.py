"""The graph in the language of Graphviz."""

from collections.abc import Mapping

from teleo.export.view import View, plain_note, writable
from teleo.model import Relation

_STYLES: Mapping[Relation, str] = {
    Relation.DEPENDS_ON: "solid",
    Relation.SUPPORTS: "bold",
    Relation.CHALLENGES: "dashed",
    Relation.CONTRADICTS: "dashed",
    Relation.RELATED: "dotted",
    Relation.CITES: "solid",
    Relation.PART_OF: "dotted",
    Relation.MENTIONS: "dotted",
}


def write(view: View) -> str:
    """Return a digraph; every name and text is a quoted string, so that none is read as markup."""
    lines = ["digraph vault {", "  node [shape=box];"]
    for note in view.notes:
        facts = plain_note(note)
        attributes = ", ".join(
            f"{name}={_quoted(facts[fact])}"
            for name, fact in (
                ("label", "title"),
                ("class", "type"),
                ("confidence", "confidence"),
                ("domain", "domain"),
            )
        )
        lines.append(f"  {_quoted(writable(note.id))} [{attributes}];")
    for edge in view.edges:
        ends = f"{_quoted(writable(edge.origin))} -> {_quoted(writable(edge.target))}"
        arrow = ", dir=none" if edge.relation.is_symmetric else ""
        relation = _quoted(edge.relation.value)
        lines.append(
            f"  {ends} [label={relation}, relation={relation}, style={_STYLES[edge.relation]}{arrow}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n")
    return f'"{escaped}"'
