"""The names that authors give to blocks of a text, as `^name` behind them, to which Obsidian and others link."""

import re
from collections.abc import Sequence

from msgspec import Struct

from teleo.model import Document, Span, span_at
from teleo.site.cleaning import ATTRIBUTES
from teleo.vault.markdown import FORMULA, code_spans

BLOCK_PREFIX = "b-"

_NEXT = r"\r?(?:\n[> \t]*(?:\r?$|[-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t])|\Z)"
_NAMED = re.compile(
    rf"(?<![> \t\n])[ \t]+\^(?P<behind>[A-Za-z0-9-]+)[ \t]*(?={_NEXT})"
    rf"|^(?P<indent>[> \t]*)\^(?P<alone>[A-Za-z0-9-]+)[ \t]*(?={_NEXT})",
    re.MULTILINE,
)
"""A name at the end of a paragraph or an entry, or on a line of its own behind what it names."""

_NAME = re.compile(r"(?=[A-Za-z0-9-]{2})[0-9-]*[A-Za-z]")
_BEHIND = re.compile(
    rf"(?<=\S)(?:[ \t]+|[ \t]*\r?\n[> \t]*)\^{_NAME.pattern}[A-Za-z0-9-]*[ \t]*\r?$", re.MULTILINE
)
_HEADING = re.compile(r"(?:[> \t]|(?:[-*+]|\d{1,9}[.)])[ \t])*#{1,6}[ \t]")
_HELD = re.compile(" ?\ue002(?P<number>[0-9]{1,9})\ue003")
_PARTS = re.compile(
    rf"(?P<alone><p>)?{_HELD.pattern}(?(alone)</p>)|<code{ATTRIBUTES}>.*?</code>"
    rf"|<(?P<closing>/?)(?P<element>[a-z][a-z0-9]*){ATTRIBUTES}>",
    re.DOTALL,
)
"""What is held in a page; or code, or a tag, in whose attributes nothing is."""

_ELEMENTS = "p li ul ol table blockquote pre div details h1 h2 h3 h4 h5 h6"
_BLOCKS = frozenset(_ELEMENTS.split())


class NamedBlock(Struct, frozen=True):
    """The name of a block, where it stands in the text, and what is to part it in Markdown from what it names."""

    name: str
    span: Span
    before: str

    def holder(self, number: int) -> str:
        """Return what stands for the name in Markdown, to be found by `with_named_blocks`."""
        return f"{self.before}\ue002{number}\ue003"


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
        NamedBlock(one["behind"] or one["alone"], Span(*one.span()), _before(text, one))
        for one in found
        # The indent of code stands before it.
        if span_at(code, one.end() - 1) is None and span_at(formulas, one.start()) is None
    )


def without_names(text: str) -> str:
    """Return a piece of Markdown without names of blocks at the ends of its lines and on lines of their own."""
    return _BEHIND.sub("", text) if "^" in text else text


def _is_name(text: str, found: re.Match[str]) -> bool:
    line = text.rfind("\n", 0, found.start()) + 1
    return bool(_NAME.match(found["behind"] or found["alone"])) and not _HEADING.match(text, line)


def _before(text: str, found: re.Match[str]) -> str:
    indent, start = found["indent"], found.start()
    if indent is None:
        return " "  # Behind a letter, marks of emphasis before it would not end.
    line = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if indent and "|" not in text[line:start]:
        return indent
    # Below a row of a table the name would be one, and a list of which an item has an empty line has gaps.
    return f"{indent.rstrip()}\n{indent}"


def with_named_blocks(page: str, blocks: Sequence[NamedBlock]) -> str:
    """Return sanitised HTML in which each block has the id of its name; the second of one name has none."""
    changes: list[tuple[int, int, str]] = []
    given: set[str] = set()
    within: list[tuple[str, int, int]] = []
    named: set[int] = set()
    last = (0, 0)
    for found in _PARTS.finditer(page):
        (start, end), element, number = found.span(), found["element"], found["number"]
        if element in _BLOCKS:
            if not found["closing"]:
                within.append((element, start, end))
            elif within:
                last = within.pop()[1], end
        elif number and int(number) < len(blocks):
            own = block_anchor(blocks[int(number)].name)
            start -= page.endswith("\n", 0, start)
            changes.append((start, end, ""))
            if own in given:
                continue
            given.add(own)
            place, mark = start, f'<span id="{own}"></span>'
            if found["alone"]:
                place = last[0] if last[1] == start else start
            elif within and within[-1][0] in ("p", "li") and within[-1][2] not in named:
                place, mark = within[-1][2] - 1, f' id="{own}"'
                named.add(within[-1][2])
            changes.append((place, place, mark))
    return _HELD.sub(lambda held: _written(held, blocks), _changed(page, changes))


def _changed(page: str, changes: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, instead in sorted(changes):
        parts += (page[position:start], instead)
        position = end
    return "".join((*parts, page[position:]))


def _written(held: re.Match[str], blocks: Sequence[NamedBlock]) -> str:
    """Return a name as its author wrote it: where it is held yet, it names nothing."""
    number = int(held["number"])
    return f" ^{blocks[number].name}" if number < len(blocks) else held[0]
