"""Reads the comments of a note that suppress diagnostics: `<!-- teleo: ignore[CF801] reason -->`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teleo.model import Document, Note, Span, span_at

_COMMENT = re.compile(
    r"<!--[ \t]*teleo:[ \t]*ignore\b[ \t]*(?:\[([^\]\n]{0,200})\])?(.{0,500}?)-->", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: the codes that it suppresses in its note, none where it names none in brackets, and why.

    `line` is what to delete to be rid of it: its whole line when nothing else stands there.
    """

    codes: tuple[str, ...]
    reason: str
    span: Span
    line: Span


def suppressions(note: Note) -> tuple[Suppression, ...]:
    """Return the suppression comments of a note's body, in order; those shown in code are none."""
    return tuple(_read(note)) if "teleo:" in note.document.text else ()


def _read(note: Note) -> Iterator[Suppression]:
    document = note.document
    for match in _COMMENT.finditer(document.text, document.body.start, document.body.end):
        if span_at(note.comments, match.start()) is not None:
            codes = tuple(code.strip().upper() for code in (match[1] or "").split(",") if code.strip())
            span = Span(*match.span())
            yield Suppression(codes, match[2].strip(), span, _deletable(document, span))


def _deletable(document: Document, span: Span) -> Span:
    # A line may hold thousands of comments: it is looked at only as far as blanks go, never copied.
    line, text = document.lines.line_span(document.place(span).line), document.text
    before, after = span.start, span.end
    while before > line.start and text[before - 1].isspace():
        before -= 1
    while after < line.end and text[after].isspace():
        after += 1
    is_alone = before == line.start and after >= line.end
    return Span(line.start, max(line.end, span.end)) if is_alone else span
