"""Reads a YAML block into plain text values with the span of each key and value."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from teleo.errors import TeleoError
from teleo.model import Fault, Fields, KeyPath, Span, Value
from teleo.vault.fences import MAX_DEPTH
from teleo.vault.yaml_syntax import odd_space, problem_of

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_CONTROL = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""What YAML cannot hold. Compiled when it is met: that takes as long as to read fifty notes."""


class BlockError(TeleoError):
    """A block cannot be read as YAML; `fault` says where and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class _Open:
    """A mapping or a list whose end has not been met."""

    value: list[Value] | dict[str, Value]
    path: KeyPath
    start: int
    end: int
    key: str | None = None
    repeated: bool = False


@dataclass(slots=True)
class _Reading:
    content: str
    offset: int
    spans: dict[KeyPath, Span] = field(default_factory=dict)
    keys: dict[KeyPath, Span] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Value = None

    def span(self, start: int, end: int) -> Span:
        return Span(self.offset + start, self.offset + end)


def read_fields(content: str, offset: int) -> tuple[Fields, list[Fault]]:
    """Return the mapping that `content` states and the faults that do not keep it from being read.

    Scalars stay text, save plain `true`, `false` and null. Of a key given twice the first value is kept, an
    alias reads as null, and both are reported. Spans count from the start of the file: `offset` is the
    position of `content` in it.

    Raises:
        BlockError: the content is no YAML, is no mapping, or nests deeper than `MAX_DEPTH`.
    """
    reading = _Reading(content, offset)
    try:
        for event in yaml.parse(content, Loader=_LOADER):
            _take(reading, event)
    except yaml.MarkedYAMLError as error:
        raise BlockError(_syntax_fault(reading, error)) from error
    except yaml.reader.ReaderError as error:
        raise BlockError(_control_fault(reading)) from error
    if reading.root is None:
        return Fields({}, {}, {}), reading.faults
    if not isinstance(reading.root, dict):
        raise BlockError(_no_mapping_fault(reading))
    return Fields(reading.root, reading.spans, reading.keys), reading.faults


def _take(reading: _Reading, event: yaml.Event) -> None:
    if isinstance(event, yaml.ScalarEvent):
        _scalar(reading, event)
    elif isinstance(event, yaml.MappingStartEvent):
        _open(reading, event, {})
    elif isinstance(event, yaml.SequenceStartEvent):
        _open(reading, event, [])
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        _close(reading, event)
    elif isinstance(event, yaml.AliasEvent):
        _alias(reading, event)
    elif isinstance(event, yaml.DocumentStartEvent) and event.explicit:
        message = "a second YAML document starts here; keep one block"
        raise BlockError(Fault("FM102", reading.span(*_ends(event)), message))


def _ends(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _scalar(reading: _Reading, event: yaml.ScalarEvent) -> None:
    start, end = _ends(event)
    if event.style in ("|", ">"):
        # For the parser a block text ends where the next line begins, which is none of its characters.
        end = start + len(reading.content[start:end].rstrip())
    parent = reading.stack[-1] if reading.stack else None
    if parent is not None and isinstance(parent.value, dict) and parent.key is None:
        _key(reading, parent, event.value, start, end)
        return
    is_plain = event.implicit[0] and not event.style
    value: Value = _WORDS[event.value] if is_plain and event.value in _WORDS else event.value
    _put(reading, value, start, end)


def _key(reading: _Reading, parent: _Open, name: str, start: int, end: int) -> None:
    assert isinstance(parent.value, dict)
    parent.key = name
    parent.repeated = name in parent.value
    span = reading.span(start, end)
    if parent.repeated:
        first = reading.keys.get((*parent.path, name))
        line = reading.content.count("\n", 0, first.start - reading.offset) + 2 if first else 0
        message = f"the key {name!r} stands twice in one mapping (first on line {line}); keep one"
        reading.faults.append(Fault("FM103", span, message))
    else:
        reading.keys[*parent.path, name] = span


def _put(reading: _Reading, value: Value, start: int, end: int) -> KeyPath:
    if not reading.stack:
        reading.root = value
        return ()
    parent = reading.stack[-1]
    parent.end = end
    if isinstance(parent.value, list):
        path: KeyPath = (*parent.path, len(parent.value))
        parent.value.append(value)
    else:
        key = parent.key or ""
        path = (*parent.path, key)
        if not parent.repeated:
            parent.value[key] = value
        else:
            path = (*parent.path, key, "repeated")
        parent.key = None
    reading.spans[path] = reading.span(start, end)
    return path


def _open(reading: _Reading, event: yaml.CollectionStartEvent, value: list[Value] | dict[str, Value]) -> None:
    start, end = _ends(event)
    if len(reading.stack) >= MAX_DEPTH:
        message = f"the block nests deeper than {MAX_DEPTH} levels; make it flatter"
        raise BlockError(Fault("FM108", reading.span(start, end), message))
    parent = reading.stack[-1] if reading.stack else None
    if parent is not None and isinstance(parent.value, dict) and parent.key is None:
        message = "a list or a mapping stands where a field's name is due; quote the name"
        raise BlockError(Fault("FM102", reading.span(start, end), message))
    path = _put(reading, value, start, end)
    reading.stack.append(_Open(value, path, start, end))


def _close(reading: _Reading, event: yaml.CollectionEndEvent) -> None:
    opened = reading.stack.pop()
    # A block collection ends, for the parser, where the next token starts: take the end of its last value.
    start, after = _ends(event)
    end = after if after > start else opened.start + len(reading.content[opened.start : opened.end].rstrip())
    if opened.path:
        reading.spans[opened.path] = reading.span(opened.start, end)
    if reading.stack:
        reading.stack[-1].end = end


def _alias(reading: _Reading, event: yaml.AliasEvent) -> None:
    start, end = _ends(event)
    message = f"the alias *{event.anchor} is not read; write its value here"
    reading.faults.append(Fault("FM108", reading.span(start, end), message))
    parent = reading.stack[-1] if reading.stack else None
    if parent is not None and isinstance(parent.value, dict) and parent.key is None:
        _key(reading, parent, f"*{event.anchor}", start, end)
    else:
        _put(reading, None, start, end)


def _syntax_fault(reading: _Reading, error: yaml.MarkedYAMLError) -> Fault:
    found = problem_of(reading.content, error)
    return Fault(found.code, reading.span(found.start, found.end), found.message)


def _no_mapping_fault(reading: _Reading) -> Fault:
    length = len(reading.content)
    if found := odd_space(reading.content, 0, length):
        return Fault(found.code, reading.span(found.start, found.end), found.message)
    message = "the block is not a mapping of fields; write each line as `name: value`"
    return Fault("FM102", reading.span(0, length), message)


def _control_fault(reading: _Reading) -> Fault:
    found = re.search(_CONTROL, reading.content)
    start = found.start() if found else 0
    name = f"U+{ord(found.group()):04X}" if found else "a control character"
    return Fault("FM105", reading.span(start, start + 1), f"{name} cannot stand in YAML; delete it")
