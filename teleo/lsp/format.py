"""Formatting: the canonical frontmatter of `teleo fmt`, as the fewest lines that make it."""

from difflib import SequenceMatcher

from lsprotocol import types

from teleo.formatting.formatter import format_text
from teleo.lsp.view import View
from teleo.model import Span


def formatting(view: View, _: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """Return the edits that make the frontmatter canonical; `None` when it has no canonical form."""
    return format_edits(view)


def format_edits(view: View) -> list[types.TextEdit] | None:
    """Return the edits that format a note, none when it is canonical, `None` when that is refused."""
    formatted = format_text(view.text)
    if formatted.refusals:
        return None
    return text_edits(view, view.text, formatted.text)


def text_edits(view: View, before: str, after: str) -> list[types.TextEdit]:
    """Return the edits, whole lines each, that make `after` of the note's text `before`."""
    if before == after:
        return []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    return [
        types.TextEdit(
            view.positions.range(Span(starts[start + first], starts[start + last])),
            "".join(new[start + new_first : start + new_last]),
        )
        for tag, first, last, new_first, new_last in matcher.get_opcodes()
        if tag != "equal"
    ]
