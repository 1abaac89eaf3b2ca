"""Says why a file's frontmatter may not be rewritten: each reason with its place and the way out."""

import re

from teleo.formatting.events import UnreadableBlockError, events_of
from teleo.formatting.outline import Outline, outline_of
from teleo.formatting.repair import mended_block
from teleo.formatting.sound import is_too_large, marker_lines, sound_block, tab_indents
from teleo.model import Fault, Span
from teleo.vault.frontmatter import read_document

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_SWALLOWED = (
    "YAML reads this line as part of the entry above, so two entries become one; "
    "put its dash below the other dashes"
)
_MENDS = "; `teleo fmt --repair` mends it"


def refusals_of(raw: bytes) -> tuple[Fault, ...]:
    """Return why the frontmatter in the bytes of a file is left as it is, in order of place.

    Aliases and blocks that are no mapping are faults for a check, and no reason to refuse.
    """
    document = read_document("", raw)
    if document.block is None or not _is_text(raw):
        return tuple(fault for fault in document.faults if fault.code == "FM105")[:1]
    content = document.text[document.block.start : document.block.end]
    if is_too_large(content):
        return tuple(fault for fault in document.faults if fault.code in ("FM101", "FM108"))
    try:
        events, error = events_of(content), None
    except UnreadableBlockError as caught:
        events, error = [], caught
    found = _by_lines(document.block.start, content, outline_of(content, events))
    found += [fault for fault in document.faults if fault.code in ("FM101", "FM103")]
    if error is not None and all(fault.code == "FM101" for fault in found):
        found += [fault for fault in document.faults if fault.code in ("FM102", "FM105", "FM108")]
    if error is not None and all(fault.code == "FM101" for fault in found):
        start = document.block.start + error.offset
        found.append(Fault("FM102", Span(start, start + 1), error.problem))
    is_closed = all(fault.code != "FM101" for fault in found)
    if is_closed and sound_block(mended_block(content)) is not None:
        found = [Fault(fault.code, fault.span, fault.message + _MENDS) for fault in found]
    return tuple(sorted(found, key=lambda fault: (fault.span, fault.code)))


def refusal_to_change(offset: int) -> tuple[Fault, ...]:
    """Return the refusal of a block whose canonical form would say something else."""
    message = "the canonical form of this block would load to other values; write its lists one entry a line"
    return (Fault("FM102", Span(offset, offset + 1), message),)


def _is_text(raw: bytes) -> bool:
    try:
        return "\0" not in raw.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _by_lines(offset: int, content: str, outline: Outline) -> list[Fault]:
    """Return what the lines of a block show."""
    found = []
    for start in marker_lines(content):
        message = "a conflict marker stands here; keep one side and delete the markers"
        found.append(Fault("FM104", _rest_of_line(content, start, offset), message))
    for control in _CONTROL.finditer(content):
        message = f"the control character U+{ord(control.group()):04X} stands here; delete it"
        found.append(Fault("FM105", Span(offset + control.start(), offset + control.end()), message))
    for number in tab_indents(outline):
        start = offset + outline.starts[number]
        found.append(Fault("FM102", Span(start, start + 1), "a tab indents this line; indent with spaces"))
    for dash in outline.swallowed:
        found.append(Fault("YT201", _rest_of_line(content, dash, offset), _SWALLOWED))
    return found


def _rest_of_line(content: str, start: int, offset: int) -> Span:
    end = content.find("\n", start)
    end = len(content) if end < 0 else end
    return Span(offset + start, offset + start + len(content[start:end].rstrip()))
