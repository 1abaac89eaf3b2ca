"""Reads the comments of a note that suppress diagnostics: `<!-- teleo: ignore[CF801] reason -->`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teleo.model import Document, Span, span_at

_COMMENT = re.compile(
    r"<!--[ \t]*teleo:[ \t]*ignore\b[ \t]*(?:\[([^\]\n]{0,200})\])?(.{0,500}?)-->", re.DOTALL
)
_FENCE = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\1[`~]*[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL
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


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppression comments of a document's body, in order; those shown in code are none."""
    if "teleo: ignore" not in document.text and "teleo:ignore" not in document.text:
        return ()
    return tuple(_read(document))


def _read(document: Document) -> Iterator[Suppression]:
    text, body = document.text, document.body
    fences = [Span(*match.span()) for match in _FENCE.finditer(text, body.start, body.end)]
    for match in _COMMENT.finditer(text, body.start, body.end):
        if span_at(fences, match.start()) is not None:
            continue
        codes = tuple(code.strip().upper() for code in (match[1] or "").split(",") if code.strip())
        span = Span(match.start(), match.end())
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
