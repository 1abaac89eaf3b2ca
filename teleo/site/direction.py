"""Gives what is written from the right its direction, where a browser would look for it in vain."""

import re
import unicodedata
from dataclasses import dataclass

from teleo.site.cleaning import ATTRIBUTES

_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PIECE = re.compile(
    # A formula, a footnote's number and the word over a note or a warning, which may be ours, begin no text.
    r'<math\b.*?</math>|<sup class="footnote-definition-label">.*?</sup>'
    r'|<(?:p|summary) class="alert">[ -;=?-~]*</(?:p|summary)>'
    rf"|<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*){ATTRIBUTES}>|(?P<text>[^<]+)",
    re.DOTALL,
)
_ENTITY = re.compile(r"&#?\w+;")
_LETTER = re.compile(r"[^\W\d_]")
_HOLDERS = frozenset(("ul", "ol", "blockquote", "table", "div"))
_LINES = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"))
_APART = frozenset(("a", "bdi", "code", "em", "mark", "q", "span", "strong"))
"""Elements that the style sheet isolates: a line that is nothing else has no first letter of its own."""


@dataclass(slots=True)
class _Block:
    name: str
    end: int
    apart: int
    first: str = ""
    has_own: bool = False


def with_directions(page: str) -> str:
    """Return sanitised HTML in which lists, quotations, tables and footnotes run as their first letter does, and so
    does a line that consists of a link or the like alone; other lines the style sheet turns by themselves.
    """
    if page.isascii() or not _FROM_RIGHT.search(page):
        return page
    opened: list[_Block] = []
    found: dict[int, str] = {}
    apart = 0
    for piece in _PIECE.finditer(page):
        name = piece["name"]
        if piece["text"]:
            _read(piece["text"], opened, apart)
        elif name in _APART:
            apart += -1 if piece["closing"] else 1
        elif name in _HOLDERS or name in _LINES:
            if not piece["closing"]:
                opened.append(_Block(name, piece.start() + 1 + len(name), apart))
            elif opened and opened[-1].name == name:
                _close(opened.pop(), found)
    ends = sorted(found)
    parts = [page[start:end] for start, end in zip([0, *ends], [*ends, len(page)], strict=True)]
    return parts[0] + "".join(f' dir="{found[end]}"{part}' for end, part in zip(ends, parts[1:], strict=True))


def _read(text: str, opened: list[_Block], apart: int) -> None:
    letter = _LETTER.search(_ENTITY.sub(" ", text))
    if letter is None or not opened:
        return
    side = "ltr" if unicodedata.bidirectional(letter[0]) == "L" else "rtl"
    for block in opened:
        block.first = block.first or side
    if opened[-1].apart == apart:
        opened[-1].has_own = True


def _close(block: _Block, found: dict[int, str]) -> None:
    if block.first and (block.name in _HOLDERS or (block.first == "rtl" and not block.has_own)):
        found[block.end] = block.first
