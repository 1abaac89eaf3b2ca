"""The names that authors give to blocks of a text, as `^name` behind them, to which Obsidian and others link."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from teleo.model import Document, Span
from teleo.site.mathematics import FORMULA
from teleo.vault.markdown import code_spans

BLOCK_PREFIX = "b-"

_NEXT = r"\r?(?:\n[> \t]*(?:\r?$|[-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t])|\Z)"
_NAMED = re.compile(
    rf"(?<![> \t\n])[ \t]+\^(?P<behind>[A-Za-z0-9-]+)[ \t]*(?={_NEXT})"
    r"|^(?P<indent>[ \t]*)\^(?P<alone>[A-Za-z0-9-]+)[ \t]*(?=\r?(?:\n[ \t]*\r?$|\Z))",
    re.MULTILINE,
)
"""A name at the end of a paragraph or an entry, or on a line of its own behind what it names."""

_NAME = re.compile(r"(?=..)[0-9-]*[A-Za-z]")
_BEHIND = re.compile(rf"(?<=\S)[ \t]+\^{_NAME.pattern}[A-Za-z0-9-]*[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"[> \t]*#{1,6}[ \t]")
_HOLDER = re.compile("(?P<alone><p>)?\ue002(?P<number>\\d+)\ue003(?(alone)</p>)")
_ENDED = re.compile(r"</(ul|ol|table|blockquote|pre|p|div|h[1-6])>\s*\Z")


class NamedBlock(Struct, frozen=True):
    """The name of a block, where it stands in the text, and its indent where it has a line of its own."""

    name: str
    span: Span
    indent: str | None

    def holder(self, number: int) -> str:
        """Return what stands for the name in Markdown, to be found by `with_named_blocks`."""
        held = f"\ue002{number}\ue003"
        return held if self.indent is None else f"\n{self.indent}{held}"


def block_anchor(name: str) -> str:
    """Return the id of a named block in a page."""
    return BLOCK_PREFIX + name.lower()


def named_blocks(document: Document) -> tuple[NamedBlock, ...]:
    """Return the names of the blocks of a body, in order.

    Code and formulas hold none, and headings have names of their own. A name has two characters and a letter, since
    `^2` and `^n` behind a space are exponents.
    """
    text, start, end = document.text, document.body.start, document.body.end
    if text.find("^", start, end) < 0:
        return ()
    found = [one for one in _NAMED.finditer(text, start, end) if _is_name(text, one)]
    if not found:
        return ()
    code = code_spans(document)
    formulas = tuple(Span(*one.span()) for one in FORMULA.finditer(text, start, end))
    return tuple(
        NamedBlock(one["behind"] or one["alone"], Span(*one.span()), one["indent"])
        for one in found
        if not _is_within(code, one.start()) and not _is_within(formulas, one.start())
    )


def without_names(text: str) -> str:
    """Return a piece of Markdown without names of blocks at the ends of its lines."""
    return _BEHIND.sub("", text) if "^" in text else text


def _is_name(text: str, found: re.Match[str]) -> bool:
    line = text.rfind("\n", 0, found.start()) + 1
    return bool(_NAME.match(found["behind"] or found["alone"])) and not _HEADING.match(text, line)


def _is_within(spans: Sequence[Span], place: int) -> bool:
    last = bisect_right(spans, place, key=lambda span: span.start) - 1
    return last >= 0 and place < spans[last].end


def with_named_blocks(page: str, blocks: Sequence[NamedBlock]) -> str:
    """Return sanitised HTML in which each block has the id of its name; the second of one name has none."""
    parts, position = [], 0
    given: set[str] = set()
    for found in _HOLDER.finditer(page):
        number = int(found["number"])
        if number >= len(blocks):
            continue
        before = page[position : found.start()]
        position = found.end()
        own = block_anchor(blocks[number].name)
        if own not in given:
            before = _begun(before, own) if found["alone"] else _around(before, own)
        elif found["alone"]:
            before = before.rstrip("\n")
        given.add(own)
        parts.append(before)
    return "".join((*parts, page[position:]))


def _around(before: str, own: str) -> str:
    """Return HTML in which the paragraph or the entry that is open at its end has an id."""
    start = max(before.rfind("<p>"), before.rfind("<li>"))
    name = "p" if before.startswith("<p>", max(start, 0)) else "li"
    if start < 0 or f"</{name}>" in before[start:]:
        return f'{before}<span id="{own}"></span>'
    return f'{before[:start]}<{name} id="{own}"{before[start + len(name) + 1 :]}'


def _begun(before: str, own: str) -> str:
    """Return HTML in which a place stands before the block that ends last."""
    place = f'<span id="{own}"></span>'
    ended = _ENDED.search(before)
    starts: list[int] = []
    start = len(before)
    for one in re.finditer(rf"<(/?){ended[1]}\b", before) if ended else ():
        if not one[1]:
            starts.append(one.start())
        elif starts:
            start = starts.pop()
        else:
            start = len(before)
    return f"{before[:start]}{place}{before[start:]}"
