"""The canonical form of frontmatter: block lists at column 0, entries without needless quotes."""

from dataclasses import dataclass

from teleo.formatting.outline import Item, Outline
from teleo.formatting.plain import can_be_plain

_BREAKS_OF_1_1 = ("\x85", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a list stands: its column, its region of lines, the line of each dash."""

    column: int
    first: int
    after: int
    dashes: tuple[int, ...]


def canonical(outline: Outline) -> str:
    """Return the block with each top-level block list in canonical form; all else stays as it is.

    A list is left alone where its dashes do not begin their lines, and where it holds a character that only
    YAML 1.1 takes for a line break.
    """
    if not outline.is_mapping:
        return outline.content
    lines: list[str] | None = None
    for each, first, after in outline.regions():
        if not each.value.is_block_list:
            continue
        shape = _shape(outline, each.value, first, after)
        if shape is None:
            continue
        if lines is None:
            lines = [outline.line(number) for number in range(len(outline.starts))]
        _reform(outline, each.value, shape, lines)
    return outline.content if lines is None else "".join(lines)


def _shape(outline: Outline, value: Item, first: int, after: int) -> _Shape | None:
    """Return how the list stands between the lines `first` and `after`, or `None` to leave it alone."""
    column = outline.column_of(value.start)
    start_line = outline.line_of(value.start)
    field_column = outline.column_of(outline.fields[0].start)
    if field_column or outline.content[value.start - column : value.start].strip(" "):
        return None
    end = outline.starts[after] if after < len(outline.starts) else len(outline.content)
    if any(outline.content.find(mark, value.start, end) >= 0 for mark in _BREAKS_OF_1_1):
        return None
    dashes = tuple(
        number
        for number in range(start_line, after)
        if number not in outline.continued and _is_dash(outline.line(number), column)
    )
    if len(dashes) != len(value.items) or start_line == first:
        return None
    return _Shape(column, first + 1, after, dashes)


def _is_dash(line: str, column: int) -> bool:
    return (
        line.startswith("-", column)
        and not line[:column].strip(" ")
        and line[column + 1 : column + 2].isspace()
    )


def _reform(outline: Outline, value: Item, shape: _Shape, lines: list[str]) -> None:
    """Put the lines of one list into canonical form, in place."""
    items = dict(zip(shape.dashes, value.items, strict=True))
    shift = shape.column
    for number in range(shape.first, shape.after):
        line = lines[number]
        item = items.get(number)
        if item is not None:
            lines[number] = _entry_line(outline, item, number, shape.column)
            shift = shape.column + _gap_of_nested(outline, item, number, shape.column)
        elif number in outline.continued:
            lines[number] = _continued_line(line, shift, outline.continued[number])
        elif shift and line.strip():
            lines[number] = _shifted(line, shift, shape.column)


def _entry_line(outline: Outline, item: Item, number: int, column: int) -> str:
    """Return the line of a dash: the dash at column 0, one space, the entry without needless quotes."""
    line = outline.line(number)
    rest = line[column + 1 :].lstrip(" \t")
    start = outline.starts[number]
    if not rest.strip():
        return "-" + line[column + 1 :]
    if rest.startswith("#") or item.kind != "scalar" or item.style not in ("'", '"') or item.has_properties:
        return "- " + rest
    source = outline.content[item.start : item.end]
    if "\n" in source or item.start < start or not can_be_plain(item.text):
        return "- " + rest
    if "\\" in source and not item.text.isprintable():
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
    if indent < column:
        return line
    return line[min(shift, indent) :]


def _continued_line(line: str, shift: int, style: str) -> str:
    """Return a line inside a scalar, moved left; one that stands further left than its entry stays indented."""
    indent = len(line) - len(line.lstrip(" "))
    if style in ("|", ">"):
        return line[min(shift, indent) :]
    return line[indent - max(indent - shift, min(indent, 1)) :]
