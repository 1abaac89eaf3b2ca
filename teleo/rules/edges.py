"""Finds where an edge of the graph is written."""

from teleo.model import Note, Related, Relation, Span
from teleo.rules.rule import Context, place_of


def edge_span(context: Context, note: Note, other: str, relation: Relation) -> Span | None:
    """Return where `note` states its edge of `relation` with the note `other`, whichever way it points.

    The rating stands in for an edge that the other note states; `None` when there is none either.
    """
    return context.stated_spans(note).get((other, relation)) or note.document.fields.span("confidence")


def edge_place(context: Context, origin: str, target: str, relation: Relation) -> Related:
    """Return the place in the note `origin` that states its edge to `target`, as an explanation."""
    note, other = context.vault.by_id[origin], context.vault.by_id[target]
    span = edge_span(context, note, target, relation)
    return place_of(note, span, f"{relation.value.replace('_', ' ')} {other.title!r}")
