"""What the rules on lists share: the lists of a note that have a canonical form."""

import re
from collections.abc import Iterator
from itertools import takewhile

from teleo.formatting.canonical import ListForm, canonical_list, list_forms
from teleo.formatting.outline import Outline
from teleo.formatting.sound import sound_outline
from teleo.model import EDGE_FIELDS, REWEAVE_FIELD, Edit, Fix, Note, Span
from teleo.rules.rule import Context
from teleo.vault.fences import split

LIST_FIELDS = frozenset({*EDGE_FIELDS, REWEAVE_FIELD, "responses", "secondary_domains", "aliases", "tags"})
"""The fields of known types that hold lists."""

# Most blocks are canonical: this finds those that may not be at a fraction of the cost of an outline.
_LOOSE = re.compile(r"^(?:[ \t]+-[ \t\r\n]|-(?:[ \t]{2}|\t|[ \t]*['\"]))", re.MULTILINE)


def arguing_fields(context: Context) -> frozenset[str]:
    """Return the fields, by their own names and by those of the settings, whose entries are premises, challenges or
    responses, and where `none` says that there is none.
    """
    return frozenset({*EDGE_FIELDS, *context.vault.config.types.fields, "responses"})


def lists(note: Note) -> Iterator[tuple[Outline, ListForm, int]]:
    """Yield the lists of a note whose form may not be canonical, with the block's offset in the text.

    A note whose block is refused has none.
    """
    block = note.document.block
    if block is None or not _LOOSE.search(note.document.text, block.start, block.end):
        return
    outline = sound_outline(note.document.text)
    if outline is not None:
        for form in list_forms(outline):
            yield outline, form, block.start


def fix_form(note: Note, outline: Outline, form: ListForm, offset: int) -> Fix:
    """Return the fix that puts one list into the form that `teleo fmt` gives it."""
    start, end = outline.starts[form.first], outline.line_start(form.after)
    span = Span(offset + start, offset + end)
    return Fix("Format the list", (Edit(note.path, span, canonical_list(outline, form)),))


def changed_lines(note: Note, new: str) -> Edit:
    """Return the edit of whole lines that makes a note's text `new`, which differs in the frontmatter only."""
    document, block = note.document, split(new).block
    assert document.block is not None
    assert block is not None
    old_lines = document.text[document.block.start : document.block.end].splitlines(keepends=True)
    new_lines = new[block.start : block.end].splitlines(keepends=True)
    pairs = zip(old_lines, new_lines, strict=False)
    first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    rest = zip(reversed(old_lines[first:]), reversed(new_lines[first:]), strict=False)
    last = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    start = document.block.start + sum(map(len, old_lines[:first]))
    end = document.block.end - sum(map(len, old_lines[len(old_lines) - last :]))
    return Edit(note.path, Span(start, end), "".join(new_lines[first : len(new_lines) - last]))
