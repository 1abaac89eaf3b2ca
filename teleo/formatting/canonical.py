"""The canonical form of frontmatter: block lists at column 0, entries without needless quotes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from teleo.formatting.outline import Field, Item, Outline
from teleo.formatting.plain import can_be_plain

BREAKS_OF_1_1 = ("\x85", "\u2028", "\u2029")
"""What only YAML 1.1 takes for a line break."""

_LIKE_A_CUT = re.compile(r"[ \t]+#[^\s#]")
"""A comment that beside a plain entry would be taken for a part of it, as in `- a #b`."""


class ListForm(NamedTuple):
    """A list that may be rewritten: its field, the lines from `first` to before `after`, its dashes' lines.

    `column` is that of the dashes.
    """

    field: Field
    column: int
    first: int
    after: int
    dashes: tuple[int, ...]


def canonical(outline: Outline) -> str:
    """Return the block with each top-level block list in canonical form; all else stays as it is.

    A list is left alone where its dashes do not begin their lines, and where it holds a character that only
    YAML 1.1 takes for a line break.
    """
    parts, end = [], 0
    for form in list_forms(outline):
        start = outline.starts[form.first]
        parts += [outline.content[end:start], canonical_list(outline, form)]
        end = outline.line_start(form.after)
    return "".join(parts) + outline.content[end:]


def list_forms(outline: Outline) -> Iterator[ListForm]:
    """Yield the lists that have a canonical form, in order."""
    if not outline.is_mapping:
        return
    for each, first, after in outline.regions():
        if each.value.is_block_list:
            form = _form(outline, each, first, after)
            if form is not None:
                yield form


def canonical_list(outline: Outline, form: ListForm) -> str:
    """Return the lines of a list in canonical form."""
    items = dict(zip(form.dashes, form.field.value.items, strict=True))
    shift, lines = form.column, []
    for number in range(form.first, form.after):
        line, item = outline.line(number), items.get(number)
        if item is not None:
            lines.append(_entry_line(outline, item, number, form.column))
            shift = form.column + _gap_of_nested(outline, item, number, form.column)
        elif number in outline.continued:
            lines.append(_continued_line(line, shift, outline.continued[number]))
        else:
            lines.append(_shifted(line, shift, form.column) if shift and line.strip() else line)
    return "".join(lines)


def is_loose(outline: Outline, form: ListForm) -> bool:
    """Return whether a dash stands elsewhere than at column 0 or is not followed by one space."""
    if form.column:
        return True
    lines = (outline.line(number) for number in form.dashes)
    return any(line[1:2] == "\t" or line[1:3] in ("  ", " \t") for line in lines if line[1:].strip())


def has_needless_quotes(outline: Outline, item: Item) -> bool:
    """Return whether an entry stands in quotes on one line and both YAML rules and people read it the same without."""
    if item.kind != "scalar" or item.style not in ("'", '"') or item.has_properties:
        return False
    source = outline.content[item.start : item.end]
    if "\n" in source or not can_be_plain(item.text) or _LIKE_A_CUT.match(outline.content, item.end):
        return False
    return "\\" not in source or item.text.isprintable()


def _form(outline: Outline, field: Field, first: int, after: int) -> ListForm | None:
    """Return how the list of `field` stands in its lines, or `None` to leave it alone."""
    start = field.value.start
    column, start_line = outline.column_of(start), outline.line_of(start)
    if start_line == first or outline.content[start - column : start].strip(" "):
        return None
    end = outline.line_start(after)
    if any(outline.content.find(mark, start, end) >= 0 for mark in BREAKS_OF_1_1):
        return None
    dashes = tuple(
        number
        for number in range(start_line, after)
        if number not in outline.continued and _is_dash(outline.line(number), column)
    )
    if len(dashes) != len(field.value.items):
        return None
    return ListForm(field, column, first + 1, after, dashes)


def _is_dash(line: str, column: int) -> bool:
    return (
        line.startswith("-", column)
        and not line[:column].strip(" ")
        and line[column + 1 : column + 2].isspace()
    )


def _entry_line(outline: Outline, item: Item, number: int, column: int) -> str:
    """Return the line of a dash: the dash at column 0, one space, the entry without needless quotes."""
    line = outline.line(number)
    rest = line[column + 1 :].lstrip(" \t")
    if not rest.strip():
        return "-" + line[column + 1 :]
    start = outline.starts[number]
    if item.start < start or rest.startswith("#") or not has_needless_quotes(outline, item):
        return "- " + rest
    return "- " + item.text + line[item.end - start :]


def _gap_of_nested(outline: Outline, item: Item, number: int, column: int) -> int:
    """Return by how much more than the dash the content of a nested mapping or list moves."""
    is_nested = item.kind in ("map", "list") and not item.is_flow and not item.has_properties
    if not is_nested or outline.line_of(item.start) != number:
        return 0
    return item.start - outline.starts[number] - column - 2


def _shifted(line: str, shift: int, column: int) -> str:
    """Return a line that continues no scalar, moved left with its entry; comments left of the list stay."""
    indent = len(line) - len(line.lstrip(" "))
    return line if indent < column else line[min(shift, indent) :]


def _continued_line(line: str, shift: int, style: str) -> str:
    """Return a line inside a scalar, moved left; one that stands further left than its entry stays indented."""
    indent = len(line) - len(line.lstrip(" "))
    if style in ("|", ">"):
        return line[min(shift, indent) :]
    return line[indent - max(indent - shift, min(indent, 1)) :]
