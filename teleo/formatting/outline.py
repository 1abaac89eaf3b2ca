"""Reads the outline of a frontmatter block: its fields, the entries of its lists, what YAML misreads."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import yaml

_NULLS = ("", "~", "null", "Null", "NULL")


class Item:
    """A value: of a field, or of an entry of its list. Offsets count characters of the block.

    `end` is past the last character of a scalar or of a flow collection, and of the last value inside a
    block collection. `kind` is `scalar`, `list`, `map` or `alias`; `style` a scalar's quote or block sign,
    empty when it is plain; `has_properties` says that an anchor or a tag stands before the value.
    """

    __slots__ = ("end", "has_properties", "is_flow", "items", "kind", "start", "style", "text")

    def __init__(self, event: Any, kind: str) -> None:
        self.start: int = event.start_mark.index
        self.end: int = event.end_mark.index
        self.kind = kind
        self.style: str = getattr(event, "style", None) or ""
        self.text: str = getattr(event, "value", "")
        self.is_flow = bool(getattr(event, "flow_style", False))
        self.has_properties = event.anchor is not None or getattr(event, "tag", None) is not None
        self.items: list[Item] = []

    @property
    def is_block_list(self) -> bool:
        """Whether the value is a list with one entry a line."""
        return self.kind == "list" and not self.is_flow and not self.has_properties

    @property
    def is_null(self) -> bool:
        """Whether nothing stands here, or a plain word that says so."""
        return self.kind == "scalar" and not self.style and self.text in _NULLS


class Field:
    """A top-level field: its name, where the name stands, its value."""

    __slots__ = ("end", "name", "start", "value")

    def __init__(self, key: Item) -> None:
        self.name = key.text
        self.start = key.start
        self.end = key.end
        self.value = key


class Outline:
    """A block's fields in order, and the lines that continue a scalar: number of line to the scalar's style.

    `is_mapping` says that the block is a plain mapping at column 0; only then its `fields` mean anything.
    `swallowed` are the offsets of the dashes that a plain scalar ran over; `has_duplicate_key` looks at
    every depth.
    """

    __slots__ = ("content", "continued", "fields", "has_duplicate_key", "is_mapping", "starts", "swallowed")

    def __init__(self, content: str) -> None:
        self.content = content
        self.starts = _line_starts(content)
        self.fields: list[Field] = []
        self.continued: dict[int, str] = {}
        self.swallowed: list[int] = []
        self.has_duplicate_key = False
        self.is_mapping = False

    def line_of(self, offset: int) -> int:
        r"""Return the number, from 0, of the line that `offset` stands on; lines end at `\n` only."""
        return bisect_right(self.starts, offset) - 1

    def line_start(self, number: int) -> int:
        """Return where a line begins; the line after the last begins at the end of the block."""
        return self.starts[number] if number < len(self.starts) else len(self.content)

    def line(self, number: int) -> str:
        """Return a line with its break."""
        return self.content[self.starts[number] : self.line_start(number + 1)]

    def column_of(self, offset: int) -> int:
        """Return how many characters stand before `offset` on its line."""
        return offset - self.starts[self.line_of(offset)]

    def field_named(self, name: str) -> Field | None:
        """Return the field of that name."""
        return next((each for each in self.fields if each.name == name), None)

    def regions(self) -> list[tuple[Field, int, int]]:
        """Return each field with its first line and the line after its last, comments below it included."""
        firsts = [self.line_of(each.start) for each in self.fields]
        pairs = pairwise([*firsts, len(self.starts)])
        return [(each, first, after) for each, (first, after) in zip(self.fields, pairs, strict=True)]


class _Frame:
    """A collection whose end has not been met; `keys` are those of a mapping."""

    __slots__ = ("awaits_value", "item", "keys")

    def __init__(self, item: Item, keys: set[str] | None) -> None:
        self.item = item
        self.keys = keys
        self.awaits_value = False


def outline_of(content: str, events: Iterable[Any]) -> Outline:
    """Return the outline of a block that `events_of` could read."""
    outline = Outline(content)
    stack: list[_Frame] = []
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _note_scalar(outline, event)
            _place(outline, stack, Item(event, "scalar"))
        elif kind is yaml.AliasEvent:
            _place(outline, stack, Item(event, "alias"))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _open(outline, stack, event, is_map=kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            _close(stack, event)
    return outline


def _line_starts(content: str) -> list[int]:
    starts = [0]
    position = content.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = content.find("\n", position + 1)
    if starts[-1] == len(content) and content:
        starts.pop()
    return starts


def _note_scalar(outline: Outline, event: Any) -> None:
    """Note the lines that the scalar continues on, and the dashes that it ran over."""
    start, end = event.start_mark.index, event.end_mark.index
    content = outline.content
    if content.find("\n", start, end) < 0:
        return
    first, last = outline.line_of(start), outline.line_of(end - 1)
    for number in range(first + 1, last + 1):
        outline.continued[number] = event.style or ""
        if not event.style:
            line = outline.line(number).strip(" \r\n")
            if line.startswith("- ") or line == "-":
                outline.swallowed.append(content.index("-", outline.starts[number]))


def _place(outline: Outline, stack: list[_Frame], item: Item) -> None:
    """Put an item where it belongs: the root, a field's name or value, an entry of a field's list."""
    if not stack:
        is_block = item.kind == "map" and not item.is_flow and not item.has_properties
        outline.is_mapping = is_block and outline.column_of(item.start) == 0
        return
    frame = stack[-1]
    frame.item.end = max(frame.item.end, item.end)
    if frame.keys is None:
        if len(stack) == 2:
            frame.item.items.append(item)
    elif frame.awaits_value:
        frame.awaits_value = False
        if len(stack) == 1:
            outline.fields[-1].value = item
    else:
        frame.awaits_value = True
        _note_key(outline, frame.keys, item, is_field=len(stack) == 1)


def _note_key(outline: Outline, keys: set[str], item: Item, *, is_field: bool) -> None:
    if item.kind == "scalar":
        outline.has_duplicate_key |= item.text in keys
        keys.add(item.text)
    if is_field:
        outline.fields.append(Field(item))


def _open(outline: Outline, stack: list[_Frame], event: Any, *, is_map: bool) -> None:
    item = Item(event, "map" if is_map else "list")
    _place(outline, stack, item)
    stack.append(_Frame(item, set() if is_map else None))


def _close(stack: list[_Frame], event: Any) -> None:
    item = stack.pop().item
    if item.is_flow:
        item.end = event.end_mark.index
    if stack:
        stack[-1].item.end = max(stack[-1].item.end, item.end)
