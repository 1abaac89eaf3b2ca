"""Edits single fields of a text's frontmatter: the result is canonical, and all else keeps its bytes.

Each function takes the text of a file, without byte order mark, and returns the new text. Comments stay.
All of them raise `FormattingRefusedError` where the frontmatter has no canonical form, and
`FieldShapeError` where the field, or the block, holds something that the edit cannot extend.
"""

import re

from teleo.errors import TeleoError
from teleo.formatting.comments import comments_in
from teleo.formatting.formatter import FormattingRefusedError, format_text
from teleo.formatting.outline import Field, Item, Outline
from teleo.formatting.plain import can_be_plain, entry_source, quoted
from teleo.formatting.sound import sound_outline
from teleo.vault.fences import split

_PLAIN_KEY = re.compile(r"[A-Za-z_][\w-]*")
_PLAIN_IN_FLOW = re.compile(r"[^\[\]{},\"']+")


class FieldShapeError(TeleoError):
    """A field holds something that an edit cannot extend."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"the field {field!r} {problem}; edit it by hand")
        self.field = field
        self.problem = problem


class _Opened:
    """A text in canonical form with the outline of its block, and the edits to make to the block."""

    def __init__(self, text: str) -> None:
        if split(text).block is None:
            end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
            text = f"---{end}---{end}{text}"
        self.text = _canonical(text)
        outline, block = sound_outline(self.text), split(self.text).block
        assert outline is not None
        assert block is not None
        self.outline: Outline = outline
        self.offset = block.start
        self.line_end = "\r\n" if self.text[: block.start].endswith("\r\n") else "\n"

    def field(self, name: str) -> Field | None:
        """Return the field of that name."""
        lines = self.outline.content.split("\n")
        if not self.outline.is_mapping and any(line.strip() and not line.startswith("#") for line in lines):
            raise FieldShapeError(name, "cannot be written, since the block is no mapping of fields")
        return self.outline.field_named(name) if self.outline.is_mapping else None

    def replaced(self, start: int, end: int, new: str) -> str:
        """Return the canonical text with `new` in place of the block's characters from `start` to `end`."""
        return _canonical(self.text[: self.offset + start] + new + self.text[self.offset + end :])

    def without(self, value: Item, extents: list[tuple[int, int]]) -> str:
        """Return the canonical text without some runs of a list's characters, which are in order; comments stay."""
        content, position = self.outline.content, 0
        parts: list[str] = []
        for start, end in extents:
            parts += (content[position:start], kept_comments(self.outline, value, start, end))
            position = max(position, end)
        return self.replaced(0, len(content), "".join([*parts, content[position:]]))

    def lines(self, *lines: str) -> str:
        """Return lines with the breaks of the file."""
        return "".join(line + self.line_end for line in lines)


def append_entry(text: str, field: str, entry: str) -> str:
    """Return `text` with `entry` as the last of the list `field`, unless it is there already.

    A missing or empty field becomes a list, a scalar the first entry of one; a block is made where there is
    none.
    """
    opened = _Opened(text)
    found = opened.field(field)
    line = f"- {entry_source(entry)}"
    if found is None:
        end = len(opened.outline.content)
        return opened.replaced(end, end, opened.lines(f"{_key(field)}:", line))
    value = found.value
    if any(item.kind == "scalar" and item.text == entry for item in value.items or [value]):
        return opened.text
    if value.is_block_list:
        position = opened.outline.line_start(_last_line(opened.outline, value) + 1)
        return opened.replaced(position, position, opened.lines(line))
    if value.items and value.is_flow and value.kind == "list":
        position = value.items[-1].end
        return opened.replaced(position, position, f", {_flow_source(entry)}")
    return _with_entries(opened, found, [line])


def scalar_to_list(text: str, field: str) -> str:
    """Return `text` with the scalar in `field` as the one entry of a list; an empty field stays empty."""
    opened = _Opened(text)
    found = opened.field(field)
    if found is None or found.value.kind == "list" or found.value.is_null:
        return opened.text
    return _with_entries(opened, found, [])


def remove_entry(text: str, field: str, entry: str) -> str:
    """Return `text` without the entries of `field` that say `entry`; a field left without any goes too.

    A comment beside an entry stays in its place.
    """
    opened = _Opened(text)
    found = opened.field(field)
    if found is None:
        return opened.text
    value = found.value
    if value.kind == "scalar" and value.text == entry:
        return remove_field(opened.text, field)
    matching = [
        index for index, item in enumerate(value.items) if item.kind == "scalar" and item.text == entry
    ]
    if not matching:
        return opened.text
    if len(matching) == len(value.items):
        return remove_field(opened.text, field)
    return opened.without(value, _extents(opened.outline, value, matching))


def remove_field(text: str, field: str) -> str:
    """Return `text` without `field`; comments beside it, among its entries and below it stay, at column 0.

    Further in, they would be part of the text of a block scalar above.
    """
    opened = _Opened(text)
    found = opened.field(field)
    if found is None:
        return opened.text
    outline = opened.outline
    first, after = next((first, after) for each, first, after in outline.regions() if each is found)
    last = max(_last_line(outline, found.value), first)
    beside = comments_in(outline.line(number).rstrip("\r\n") for number in range(first, last + 1))
    below = (outline.line(number) for number in range(last + 1, after))
    kept = [opened.lines(*beside), *(line.lstrip(" ") if _is_comment(line) else line for line in below)]
    return opened.replaced(outline.line_start(first), outline.line_start(after), "".join(kept))


def set_scalar(text: str, field: str, value: str) -> str:
    """Return `text` with `value` in `field`; a comment beside the old value stays.

    The value is written plain where a block can hold it so, even if YAML then reads a number, a date or
    `true`: that is what a field such as `created` is for.
    """
    opened = _Opened(text)
    found = opened.field(field)
    source = value if _is_fit_for_value(value) else quoted(value)
    if found is None:
        end = len(opened.outline.content)
        return opened.replaced(end, end, opened.lines(f"{_key(field)}: {source}"))
    item = found.value
    if item.kind != "scalar":
        raise FieldShapeError(field, f"holds a {item.kind}")
    _require_one_line(opened, found)
    space = "" if opened.outline.content[item.start - 1] in " \t" else " "
    return opened.replaced(item.start, item.end, space + source)


def _canonical(text: str) -> str:
    formatted = format_text(text)
    if formatted.refusals:
        raise FormattingRefusedError(text, formatted.refusals)
    return formatted.text


def _with_entries(opened: _Opened, found: Field, lines: list[str]) -> str:
    """Return the text with the field's scalar, or its empty flow list, and `lines` as a block list."""
    item, content = found.value, opened.outline.content
    is_empty_list = item.kind == "list" and not item.items
    if item.kind != "scalar" and not is_empty_list:
        raise FieldShapeError(found.name, f"holds a {item.kind} where a list is due")
    _require_one_line(opened, found)
    line_end = opened.outline.line_start(opened.outline.line_of(found.start) + 1)
    head = content[: item.start].rstrip(" ") + content[item.end : line_end].rstrip("\r\n")
    entries = [] if is_empty_list or item.is_null else [f"- {content[item.start : item.end]}"]
    start = opened.outline.line_start(opened.outline.line_of(found.start))
    return opened.replaced(start, line_end, opened.lines(head[start:], *entries, *lines))


def _require_one_line(opened: _Opened, found: Field) -> None:
    item = found.value
    is_on_line = opened.outline.line_of(item.start) == opened.outline.line_of(found.start)
    if item.has_properties or not is_on_line or "\n" in opened.outline.content[item.start : item.end]:
        raise FieldShapeError(found.name, "holds more than a value on its own line")


def entry_extent(outline: Outline, value: Item, index: int) -> tuple[int, int]:
    """Return the characters to cut for one entry: its lines, or in a flow list its text and a comma."""
    item = value.items[index]
    if value.is_flow:
        if index + 1 < len(value.items):
            return item.start, value.items[index + 1].start
        return value.items[index - 1].end if index else item.start, item.end
    first = outline.line_of(item.start)
    while not outline.line(first).lstrip(" ").startswith("-"):
        first -= 1
    return outline.line_start(first), outline.line_start(_last_line(outline, item) + 1)


def kept_comments(outline: Outline, value: Item, start: int, end: int) -> str:
    """Return what stands in place of characters of a list that are cut: the comments among them."""
    comments = comments_in(outline.content[start:end].split("\n"))
    if not comments:
        return ""
    line_end = "\r\n" if "\r\n" in outline.content else "\n"
    before, indent = (" ", "  ") if value.is_flow else (" " * outline.column_of(value.start), "")
    return "".join(f"{before}{comment}{line_end}{indent}" for comment in comments)


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")


def _extents(outline: Outline, value: Item, indices: list[int]) -> list[tuple[int, int]]:
    """Return the characters to cut for several entries, in order; at least one entry stays."""
    if not value.is_flow:
        return [entry_extent(outline, value, index) for index in indices]
    gone = set(indices)
    last = max(index for index in range(len(value.items)) if index not in gone)
    extents = [entry_extent(outline, value, index) for index in indices if index < last]
    return [*extents, (value.items[last].end, value.items[-1].end)]


def _last_line(outline: Outline, item: Item) -> int:
    return outline.line_of(max(item.end - 1, item.start))


def _key(field: str) -> str:
    return field if _PLAIN_KEY.fullmatch(field) else quoted(field)


def _flow_source(entry: str) -> str:
    return entry if can_be_plain(entry) and _PLAIN_IN_FLOW.fullmatch(entry) else quoted(entry)


def _is_fit_for_value(value: str) -> bool:
    # A letter before the value makes a word of what YAML would read as a number or as true.
    return bool(value) and (can_be_plain(value) or (value[0].isalnum() and can_be_plain(f"x{value}")))
