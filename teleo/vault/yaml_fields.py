"""Reads a YAML block into plain text values with the span of each key and value."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from teleo.errors import TeleoError
from teleo.model import Fault, Fields, KeyPath, Span, Value
from teleo.vault.fences import MAX_DEPTH

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_OPEN_QUOTE = re.compile(r"""(?:^|: |- )[ ]*(["'])(?:(?!\1)[^\n])*$""", re.MULTILINE)
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
        message = "the block is not a mapping of fields; write each line as `name: value`"
        raise BlockError(Fault("FM102", reading.span(0, len(content)), message))
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
    end = after if after > start else opened.end
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
    mark = error.problem_mark or error.context_mark
    start = min(mark.index, len(reading.content)) if mark else 0
    if reading.content.startswith("\t", start):
        message = "a tab indents this line; indent with spaces"
        return Fault("FM102", reading.span(start, start + 1), message)
    line = reading.content.rfind("\n", 0, start) + 1
    if reading.content.startswith("\ufeff", line):
        message = "a byte order mark (U+FEFF) stands here; delete it"
        return Fault("FM105", reading.span(line, line + 1), message)
    if (quote := _open_quote(reading.content, error, start)) is not None:
        message = "a quote opens here and does not close on its line; close it"
        return Fault("FM102", reading.span(quote, quote + 1), message)
    problem = " ".join(str(part) for part in (error.context, error.problem) if part)
    return Fault("FM102", reading.span(start, start + 1), f"not YAML: {problem}; {_advice(error)}")


def _open_quote(content: str, error: yaml.MarkedYAMLError, place: int) -> int | None:
    """Return where the quote opens that runs into the line of the fault, or to the end, if one does."""
    if "quoted scalar" in str(error.context) and "end of stream" in str(error.problem):
        return error.context_mark.index if error.context_mark else None
    line = content.rfind("\n", 0, place) + 1
    opened = max(_OPEN_QUOTE.finditer(content, 0, line), key=re.Match.start, default=None)
    if opened is None or opened[1] in content[opened.end() : line]:
        return None
    return opened.start(1) if opened[1] in content[line:place] else None


def _advice(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem)
    if "escape" in problem:
        return "double the backslash, or use single quotes"
    if "mapping values" in problem:
        return "quote a value that holds a colon and a space"
    if "cannot start any token" in problem:
        return "quote a value that begins with a special character"
    if "end of stream" in problem or "quoted scalar" in str(error.context):
        return "close the quote or the bracket"
    return "mend the line or quote its value"


def _control_fault(reading: _Reading) -> Fault:
    found = re.search(_CONTROL, reading.content)
    start = found.start() if found else 0
    name = f"U+{ord(found.group()):04X}" if found else "a control character"
    return Fault("FM105", reading.span(start, start + 1), f"{name} cannot stand in YAML; delete it")
