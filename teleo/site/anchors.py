"""The places within a page that a link can lead to: headings, named blocks, and the panels of numbers."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from teleo.links.text import repeats_title
from teleo.model import Note, loose, whole_slug
from teleo.site.blocks import block_anchor, named_blocks

HEADING_PREFIX = "h-"
NUMBER_PREFIX = "q-"
NUMBER_MARK = "q:"
"""A fragment that begins so names a quantity: `#q:year_70`."""

TOP = "main"
"""The id of what a page holds."""

_COMMENT = re.compile("%%.*?%%")
_NOT_ANCHOR = re.compile(r"[^\w-]+")


def heading_anchor(text: str) -> str:
    """Return the id of a heading in a page, without regard to repeated headings and to comments, which it hides."""
    text = _COMMENT.sub("", text) if "%%" in text else text
    return HEADING_PREFIX + (whole_slug(text) or loose(text).replace(" ", "-"))


def number_anchor(quantity: str) -> str:
    """Return the id of a quantity's panel in a page."""
    return NUMBER_PREFIX + _NOT_ANCHOR.sub("-", quantity)


def anchor(fragment: str) -> str:
    """Return the id under which a link's fragment is looked for in a page; nothing for none."""
    if fragment.startswith(NUMBER_MARK):
        return number_anchor(fragment[len(NUMBER_MARK) :].partition(".")[0])
    if not fragment:
        return ""
    last = unquote(fragment.rpartition("#")[2])
    return block_anchor(last[1:]) if last.startswith("^") else heading_anchor(last)


def note_anchors(note: Note, numbers: Iterable[str] = ()) -> frozenset[str]:
    """Return the ids of the headings and of the named blocks of `note`, and `numbers`, those of its numbers."""
    headings = note.headings[1:] if repeats_title(note) else note.headings
    blocks = (block_anchor(one.name) for one in named_blocks(note.document))
    return frozenset((*(heading_anchor(one.text) for one in headings if one.text), *blocks, *numbers))
