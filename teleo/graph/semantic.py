"""What a note means, as a hash: moving, reflowing or reformatting it changes nothing."""

import hashlib
import json

from teleo.graph.build import Graph
from teleo.graph.relations import note_of
from teleo.model import Edge, Note, loose


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
        "edges": sorted(stated_edges(graph, note)),
        "quantities": note.document.fields.data.get("quantities"),
        "body": " ".join(note.document.body_text.split()),
    }


def stated_edges(graph: Graph, note: Note) -> set[tuple[str, str]]:
    """Return the edges that a note states, as field and normalised title or text of the other end."""
    found: set[tuple[str, str]] = set()
    for origin, target, facts in (
        *graph.out_edges(note.id, data=True),
        *graph.in_edges(note.id, data=True),
    ):
        edge: Edge = facts["edge"]
        if edge.note == note.id:
            is_inverse = origin != note.id
            name = edge.relation.inverse if is_inverse else edge.relation.value
            found.add((name, loose(note_of(graph, origin if is_inverse else target).title)))
    for entry in graph.nodes[note.id].get("prose", ()):
        name = entry.relation.inverse if entry.is_inverse else entry.relation.value
        found.add((name, " ".join(entry.text.split())))
    return found
