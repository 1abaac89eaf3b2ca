"""Finds the fences of a file's frontmatter: where the block stands and where the body begins."""

import re
from dataclasses import dataclass

from teleo.model.span import Span

MAX_BLOCK_BYTES = 256 * 1024
MAX_DEPTH = 64
"""How large a block may be, and how deep its values may nest."""

_OPENING = re.compile(r"---[ \t]*\r?(?:\n|$)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\r?\n|\n(?=#{1,6} \S)")


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of a text. `block` lies between the fences; it is `None` where no fence opens the text."""

    block: Span | None
    body: Span
    is_closed: bool = True


def split(text: str) -> Split:
    """Return where the frontmatter of `text` and its body stand.

    A block opens with `---` on the first line and closes with `---` or `...` on a line of its own. A block
    that never closes runs to the first blank line or heading, so that what its author wrote is still read.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return Split(None, Span(0, len(text)))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        end = _unclosed_end(text, opening.end())
        return Split(Span(opening.end(), end), Span(end, len(text)), is_closed=False)
    body = closing.end() + 1 if text[closing.end() : closing.end() + 1] == "\n" else closing.end()
    return Split(Span(opening.end(), closing.start()), Span(body, len(text)))


def _unclosed_end(text: str, start: int) -> int:
    blank = _BLANK.search(text, max(start - 1, 0))
    return blank.start() + 1 if blank else len(text)
