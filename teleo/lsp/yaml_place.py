"""Tells where in YAML a cursor stands, from the text before it alone: what is being typed seldom parses."""

import re
from dataclasses import dataclass, field

_KEY = re.compile(r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s#\-\[\]{},:"'][^:\n]*?)[ \t]*:(?=[ \t]|$)""")
_DASHES = re.compile(r"(?:-[ \t]+|-$)+")


@dataclass(frozen=True, slots=True)
class YamlPlace:
    """`path` are the keys around the cursor, `typed` what stands there so far, `start` where that begins.

    `is_key` says that a key is being typed, `is_item` that it is an entry of a list; `in_flow` that brackets
    are open, where commas end a value.
    """

    path: tuple[str, ...]
    typed: str
    start: int
    is_key: bool
    is_item: bool = False
    in_flow: bool = False


@dataclass
class _Scan:
    text: str
    blocks: list[tuple[int, str]] = field(default_factory=list)
    flows: list[tuple[str, str]] = field(default_factory=list)
    mark: int = 0
    quote: str = ""
    is_item: bool = False
    is_key: bool = True


def yaml_place(text: str, start: int, offset: int) -> YamlPlace:
    """Return where `offset` stands in the YAML that begins at `start`. Linear in what lies between."""
    scan = _Scan(text[:offset])
    position = start
    while position <= offset:
        end = text.find("\n", position, offset)
        end = offset if end < 0 else end
        stop = end - text.endswith("\r", position, end)
        if scan.flows:
            _flow(scan, position, stop)
        else:
            _line(scan, position, stop)
        position = end + 1
    if scan.flows:
        return _in_flow(scan, offset)
    typed_start = scan.mark + len(text[scan.mark : offset]) - len(text[scan.mark : offset].lstrip(" \t"))
    path = tuple(key for _, key in scan.blocks)
    return YamlPlace(path, text[typed_start:offset], typed_start, scan.is_key, scan.is_item)


def _line(scan: _Scan, start: int, end: int) -> None:
    line = scan.text[start:end]
    stripped = line.lstrip(" ")
    indent = len(line) - len(stripped)
    if not stripped and end < len(scan.text):
        return
    dashes = _DASHES.match(stripped)
    scan.is_item = dashes is not None
    # An entry may stand at the column of its key, so a dash closes only what is further right.
    limit = indent + 1 if dashes else indent
    while scan.blocks and scan.blocks[-1][0] >= limit:
        scan.blocks.pop()
    body_start = start + indent + (dashes.end() if dashes else 0)
    key = _KEY.match(scan.text, body_start, end)
    if key is None:
        scan.mark, scan.is_key = body_start, not dashes
        value = scan.text[body_start:end].lstrip()
        if value[:1] in ("{", "["):
            _flow(scan, body_start, end)
        return
    scan.blocks.append((body_start - start, key["key"].strip("\"'")))
    scan.mark, scan.is_key = key.end(), False
    if scan.text[key.end() : end].lstrip()[:1] in ("{", "["):
        _flow(scan, key.end(), end)


def _flow(scan: _Scan, start: int, end: int) -> None:
    """Follow brackets; each open one is kept with the key that it is at."""
    for index in range(start, end):
        character = scan.text[index]
        if scan.quote:
            scan.quote = "" if character == scan.quote else scan.quote
        elif character in "\"'" and not scan.text[scan.mark : index].strip():
            scan.quote = character
        elif character in "{[":
            scan.flows.append((character, ""))
            scan.mark = index + 1
        elif character in "}]":
            if scan.flows:
                scan.flows.pop()
            scan.mark = index + 1
        elif character == "," and scan.flows:
            scan.flows[-1] = (scan.flows[-1][0], "")
            scan.mark = index + 1
        elif character == ":" and scan.flows and _ends_key(scan, index):
            scan.flows[-1] = ("{", scan.text[scan.mark : index].strip().strip("\"'"))
            scan.mark = index + 1


def _ends_key(scan: _Scan, index: int) -> bool:
    return scan.flows[-1] == ("{", "") and scan.text[index + 1 : index + 2] in ("", " ", "\r", "\n")


def _in_flow(scan: _Scan, offset: int) -> YamlPlace:
    typed = scan.text[scan.mark : offset]
    start = scan.mark + len(typed) - len(typed.lstrip())
    path = (*(key for _, key in scan.blocks), *(key for _, key in scan.flows if key))
    kind, key = scan.flows[-1]
    is_key = kind == "{" and not key
    return YamlPlace(path, scan.text[start:offset], start, is_key, is_item=kind == "[", in_flow=True)
