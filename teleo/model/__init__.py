"""The nouns of teleo, frozen: notes, edges, relations, ratings, diagnostics, spans."""

from teleo.model.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from teleo.model.document import NO_FIELDS, Document, Fault, Fields, KeyPath, Value
from teleo.model.naming import folded, loose, nfc, slug
from teleo.model.note import Edge, Entry, Heading, Link, LinkKind, Note, ProseEntry, Section
from teleo.model.relation import EDGE_FIELDS, INVERSES, REWEAVE_FIELD, Relation, relation_named
from teleo.model.span import Lines, Place, Span
from teleo.model.vocabulary import TYPE_ALIASES, Confidence, NoteType, Status, confidence_named

__all__ = [
    "EDGE_FIELDS",
    "INVERSES",
    "NO_FIELDS",
    "REWEAVE_FIELD",
    "TYPE_ALIASES",
    "Confidence",
    "Diagnostic",
    "Document",
    "Edge",
    "Edit",
    "Entry",
    "Fault",
    "Fields",
    "Fix",
    "Heading",
    "KeyPath",
    "Lines",
    "Link",
    "LinkKind",
    "Note",
    "NoteType",
    "Place",
    "ProseEntry",
    "Related",
    "Relation",
    "Section",
    "Severity",
    "Span",
    "Status",
    "Value",
    "confidence_named",
    "folded",
    "loose",
    "nfc",
    "relation_named",
    "slug",
]
