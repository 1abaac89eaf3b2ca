"""Where a note's title stands, for the rules that find fault with it."""

from teleo.model import Note, Span


def title_span(note: Note) -> Span | None:
    """Return the span of the title as a reader meets it: the field, else the heading, else nothing."""
    stated = note.document.fields.span("title")
    if stated is not None:
        return stated
    return note.h1.span if note.h1 else None


def heading_of(note: Note) -> str:
    """Return the heading of level one that says the note's title, on one line."""
    return f"# {' '.join(note.title.splitlines())}"
