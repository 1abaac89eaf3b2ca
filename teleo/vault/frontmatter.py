"""Splits a file into frontmatter and body, and reads the frontmatter with the span of each part."""

import hashlib
import re
from itertools import pairwise

from teleo.model import NO_FIELDS, Document, Fault, Fields, Span
from teleo.vault.fences import MAX_BLOCK_BYTES, Split, split
from teleo.vault.yaml_fields import BlockError, read_fields

_TOP_LEVEL = re.compile(r"^(?![ \t\r\n#-]).+$", re.MULTILINE)
_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)
_HEADING_AFTER_BLANK = re.compile(r"\n[ \t]*\r?\n(?=#{1,6} \S)")
_PROSE_LINE = re.compile(r"^(?![-#\s])(?!\S+(?: \S+){0,2} ?:(?:\s|$)).*\S.*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_LINES_OF_RETURNS = re.compile(r"---[ \t]*\r(?!\n)")

__all__ = ["Split", "read_document", "split"]


def read_document(path: str, raw: bytes) -> Document:
    """Return the document that the bytes of a file hold; what is wrong with them is in its `faults`."""
    text, faults = _decoded(raw)
    has_bom = text.startswith("\ufeff")
    if has_bom:
        text = text[1:]
    parts = split(text)
    fields = NO_FIELDS
    if parts.block is not None:
        parts, fields, found = _read_block(text, parts, parts.block)
        known = {(fault.code, fault.span) for fault in faults}
        faults += [fault for fault in found if (fault.code, fault.span) not in known]
    elif _LINES_OF_RETURNS.match(text):
        message = "the lines end in carriage returns alone; save the file with line feeds"
        faults.append(Fault("FM105", Span(0, 3), message))
    digest = hashlib.sha256(raw).hexdigest()
    return Document(path, text, digest, parts.body, parts.block, fields, tuple(faults), has_bom)


def _decoded(raw: bytes) -> tuple[str, list[Fault]]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decoded_badly(raw, error)
    control = _CONTROL.search(text)
    if control is None:
        return text, []
    name = "a NUL byte" if control.group() == "\0" else f"the control character U+{ord(control.group()):04X}"
    shift = 1 if text.startswith("\ufeff") else 0
    span = Span(control.start() - shift, control.end() - shift)
    return text, [Fault("FM105", span, f"{name} stands here; delete it")]


def _decoded_badly(raw: bytes, error: UnicodeDecodeError) -> tuple[str, list[Fault]]:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", "replace")
        return text, [Fault("FM105", Span(0, 0), "the file is UTF-16; save it as UTF-8")]
    text = raw.decode("utf-8", "replace")
    start = len(raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
    message = f"the byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
    return text, [Fault("FM105", Span(start, start + 1), message)]


def _read_block(text: str, parts: Split, block: Span) -> tuple[Split, Fields, list[Fault]]:
    faults: list[Fault] = []
    if not parts.is_closed:
        faults.append(_unclosed_fault())
    content = text[block.start : block.end]
    if len(content.encode("utf-8", "replace")) > MAX_BLOCK_BYTES:
        message = f"the block is larger than {MAX_BLOCK_BYTES // 1024} KiB; move its content to the body"
        return parts, NO_FIELDS, [*faults, Fault("FM108", Span(0, 3), message)]
    if lone := _LONE_RETURN.search(content):
        span = Span(block.start + lone.start(), block.start + lone.end())
        faults.append(Fault("FM105", span, "a carriage return stands here by itself; delete it"))
    try:
        fields, found = read_fields(content, block.start)
        return parts, fields, faults + found
    except BlockError as error:
        if not faults and (shorter := _swallowed_body(text, block)) is not None:
            return _read_block(text, shorter, shorter.block or block)
        fields, found = _salvaged(content, block.start, error)
        return parts, fields, faults + found


def _unclosed_fault() -> Fault:
    return Fault(
        "FM101", Span(0, 3), "the block opened here never closes; end it with a line of three dashes"
    )


def _swallowed_body(text: str, block: Span) -> Split | None:
    """Return the parts of a text whose block ran on into the body up to a later rule, else `None`."""
    heading = _HEADING_AFTER_BLANK.search(text, max(block.start - 1, 0), block.end)
    if heading is None or not _PROSE_LINE.search(text, heading.end(), block.end):
        return None
    end = heading.start() + 1
    return Split(Span(block.start, end), Span(end, len(text)), is_closed=False)


def _salvaged(content: str, offset: int, error: BlockError) -> tuple[Fields, list[Fault]]:
    """Read each top-level field on its own, so that one bad field does not hide the rest of the note."""
    faults = [_marker_fault(content, offset) or error.fault]
    data: dict[str, object] = {}
    spans, keys = {}, {}
    starts = [match.start() for match in _TOP_LEVEL.finditer(content)]
    for start, end in pairwise([*starts, len(content)]):
        try:
            fields, found = read_fields(content[start:end], offset + start)
        except BlockError:
            continue
        for key, value in fields.data.items():
            if key not in data:
                data[key] = value
                spans.update({path: span for path, span in fields.spans.items() if path[0] == key})
                keys.update({path: span for path, span in fields.keys.items() if path[0] == key})
        faults += found
    return Fields(data, spans, keys), faults  # type: ignore[arg-type]


def _marker_fault(content: str, offset: int) -> Fault | None:
    marker = _MARKER.search(content)
    if marker is None:
        return None
    span = Span(offset + marker.start(), offset + marker.end())
    return Fault("FM104", span, "a conflict marker stands here; keep one side and delete the markers")
