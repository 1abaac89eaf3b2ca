"""Folding: the frontmatter, its fields, the sections of the body, blocks of code."""

import re
from collections.abc import Iterator

from lsprotocol import types

from teleo.lsp.view import View

_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*$", re.MULTILINE)


def folding(view: View, _: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """Return the ranges of lines that can be folded, in order."""
    found = {*_frontmatter(view), *_sections(view), *_code(view)}
    ranges = [(first, last) for first, last in found if last > first]
    return [types.FoldingRange(first - 1, last - 1) for first, last in sorted(ranges)]


def _frontmatter(view: View) -> Iterator[tuple[int, int]]:
    document = view.note.document
    if document.block is None:
        return
    yield 1, _last_line(view, document.body.start)
    for path, key in document.fields.keys.items():
        value = document.fields.spans.get(path)
        if value is not None:
            first = document.lines.position(key.start)[0]
            yield first, _last_line(view, value.end)


def _sections(view: View) -> Iterator[tuple[int, int]]:
    headings = view.note.headings
    for index, heading in enumerate(headings):
        later = (other.span.start for other in headings[index + 1 :] if other.level <= heading.level)
        end = next(later, len(view.text))
        yield view.note.document.lines.position(heading.span.start)[0], _last_line(view, end)


def _code(view: View) -> Iterator[tuple[int, int]]:
    lines, body = view.note.document.lines, view.note.document.body
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(view.text, body.start, body.end):
        if opened is None:
            opened = match
        elif match["fence"].startswith(opened["fence"]):
            yield lines.position(opened.start())[0], lines.position(match.start())[0]
            opened = None


def _last_line(view: View, end: int) -> int:
    """Return the line of the last character before `end` that is no blank."""
    return view.note.document.lines.position(len(view.text[:end].rstrip()))[0]
