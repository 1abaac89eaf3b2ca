"""Decides whether a frontmatter block may be rewritten at all."""

from teleo.formatting.events import UnreadableBlockError, events_of
from teleo.formatting.outline import Outline, outline_of
from teleo.vault.fences import MAX_BLOCK_BYTES, split

_MARKERS = tuple(sign * 7 for sign in "<=>|")


def sound_outline(text: str) -> Outline | None:
    """Return the outline of the block of `text`; `None` when it has no closed block that may be rewritten."""
    parts = split(text)
    if parts.block is None or not parts.is_closed:
        return None
    return sound_block(text[parts.block.start : parts.block.end])


def sound_block(content: str) -> Outline | None:
    """Return the outline of a block, or `None` when it may not be rewritten."""
    if is_too_large(content) or content.count("\r") != content.count("\r\n") or marker_lines(content):
        return None
    try:
        outline = outline_of(content, events_of(content))
    except UnreadableBlockError:
        return None
    if outline.swallowed or outline.has_duplicate_key or any(tab_indents(outline)):
        return None
    return outline


def is_too_large(content: str) -> bool:
    """Return whether a block is over the limit."""
    return len(content) * 4 > MAX_BLOCK_BYTES and len(content.encode()) > MAX_BLOCK_BYTES


def marker_lines(content: str) -> list[int]:
    """Return where the lines begin that git leaves where two sides disagree."""
    if not any(marker in content for marker in _MARKERS):
        return []
    found, start = [], 0
    for line in content.split("\n"):
        if line[:7] in _MARKERS and line[7:].rstrip("\r")[:1] in ("", " "):
            found.append(start)
        start += len(line) + 1
    return found


def tab_indents(outline: Outline) -> list[int]:
    """Return the lines, from 0, that a tab indents; text inside a block scalar may begin with one."""
    if "\t" not in outline.content:
        return []
    return [
        number
        for number in range(len(outline.starts))
        if outline.continued.get(number) not in ("|", ">") and _begins_with_tab(outline.line(number))
    ]


def _begins_with_tab(line: str) -> bool:
    text = line.lstrip()
    return bool(text) and "\t" in line[: len(line) - len(text)]
