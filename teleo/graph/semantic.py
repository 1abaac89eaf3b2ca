"""What a note means, as a hash: moving, reflowing or reformatting it changes nothing."""

import hashlib
import json

from teleo.graph.build import Graph
from teleo.graph.relations import note_of
from teleo.model import Edge, Note, loose

DERIVED_FIELD = "quantities"
"""The field of edges that follow from numbers, which no author states."""


BODY_FIELDS = ("body", "Relevant Notes", "Topics")
"""The fields of edges that stand in a body, whose text counts as a whole."""


def semantic_hash(graph: Graph, note_id: str) -> str:
    """Return a SHA-256 of a note's rating, normalised title, edges, quantities and body.

    Edges count with the titles that they name, so that moving a note to another folder changes none.
    White space in the body does not count.
    """
    return hashlib.sha256(json.dumps(meaning(graph, note_id), sort_keys=True).encode()).hexdigest()


def meaning(graph: Graph, note_id: str) -> dict[str, object]:
    """Return the parts of a note that its semantic hash is made of, each under its name."""
    note = note_of(graph, note_id)
    return {
        "rating": note.confidence.word if note.confidence is not None else "",
        "title": loose(note.title),
        "edges": sorted(stated_edges(graph, note, with_body=False)),
        "quantities": note.document.fields.data.get("quantities"),
        "body": " ".join(note.document.body_text.split()),
    }


def stated_edges(graph: Graph, note: Note, *, with_body: bool = True) -> dict[tuple[str, str], str]:
    """Return the edges that a note states: the title or words of the other end by relation and loose form.

    An entry in words counts like a title, so that a premise which goes away changes nothing here: the note
    says what it said before. `with_body` takes the links of the body along.
    """
    skipped = {DERIVED_FIELD} if with_body else {DERIVED_FIELD, *BODY_FIELDS}
    found: dict[tuple[str, str], str] = {}
    for origin, target, facts in (*graph.out_edges(note.id, data=True), *graph.in_edges(note.id, data=True)):
        edge: Edge = facts["edge"]
        if edge.note == note.id and edge.field not in skipped:
            is_inverse = origin != note.id
            name = edge.relation.inverse if is_inverse else edge.relation.value
            title = note_of(graph, origin if is_inverse else target).title
            found[name, loose(title)] = title
    for entry in graph.nodes[note.id].get("prose", ()):
        name = entry.relation.inverse if entry.is_inverse else entry.relation.value
        found[name, loose(entry.text)] = entry.text
    return found
