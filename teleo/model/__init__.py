"""The nouns of teleo, frozen: notes, edges, relations, ratings, diagnostics, spans."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# The nouns are made when first named: making all of them takes 14 ms, and a git hook has 90 in all.
_HOMES = {
    "diagnostic": ("Diagnostic", "Edit", "Fix", "Related", "Severity"),
    "document": ("NO_FIELDS", "Document", "Fault", "Fields", "KeyPath", "Value"),
    "naming": (
        "LONGEST_PERMALINK",
        "folded",
        "loose",
        "nfc",
        "permalink_folder",
        "signs",
        "slug",
        "whole_slug",
    ),
    "note": ("Edge", "Entry", "Heading", "Link", "LinkKind", "Note", "ProseEntry", "Section"),
    "relation": ("ARGUING", "EDGE_FIELDS", "INVERSES", "REWEAVE_FIELD", "Relation", "relation_named"),
    "span": ("Lines", "Place", "Span", "span_at"),
    "vocabulary": ("PROPOSITIONS", "TYPE_ALIASES", "Confidence", "NoteType", "Status", "confidence_named"),
}

if TYPE_CHECKING:
    from teleo.model.diagnostic import Diagnostic, Edit, Fix, Related, Severity
    from teleo.model.document import NO_FIELDS, Document, Fault, Fields, KeyPath, Value
    from teleo.model.naming import (
        LONGEST_PERMALINK,
        folded,
        loose,
        nfc,
        permalink_folder,
        signs,
        slug,
        whole_slug,
    )
    from teleo.model.note import Edge, Entry, Heading, Link, LinkKind, Note, ProseEntry, Section
    from teleo.model.relation import ARGUING, EDGE_FIELDS, INVERSES, REWEAVE_FIELD, Relation, relation_named
    from teleo.model.span import Lines, Place, Span, span_at
    from teleo.model.vocabulary import (
        PROPOSITIONS,
        TYPE_ALIASES,
        Confidence,
        NoteType,
        Status,
        confidence_named,
    )
else:
    _HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

    def __getattr__(name: str) -> Any:
        """Return the noun `name` from the module that makes it."""
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = noun = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        return noun


__all__ = [
    "ARGUING",
    "EDGE_FIELDS",
    "INVERSES",
    "LONGEST_PERMALINK",
    "NO_FIELDS",
    "PROPOSITIONS",
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
    "permalink_folder",
    "relation_named",
    "signs",
    "slug",
    "span_at",
    "whole_slug",
]
