"""Completion: titles, headings, fields and their values, calculators and their inputs."""

import re

from lsprotocol import types

from teleo.lsp.completion_fields import fields
from teleo.lsp.completion_quantities import bound, quantities
from teleo.lsp.completion_titles import headings, wikilinks
from teleo.lsp.view import View
from teleo.lsp.yaml_place import YamlPlace, yaml_place
from teleo.model import Span
from teleo.quantities.presence import FIELD
from teleo.vault.fences import split

TRIGGERS = ("[", "#", ":", "=", " ")

_WIKILINK = re.compile(r"\[\[([^\[\]\n]*)$")
_OPENED = re.compile(r"""(?:^|[-:,\[][ \t]*)(["'])$""")
_CLOSED = re.compile(r"""["'](?=[ \t]*(?:[],}]|\r?\n|$))""")
_MARKDOWN_LINK = re.compile(r"\]\(([^()\n]*)$")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)$", re.MULTILINE)


def completion(view: View, params: types.CompletionParams) -> types.CompletionList | None:
    """Return what may stand at a position."""
    offset = view.positions.offset(params.position)
    line_start = view.text.rfind("\n", 0, offset) + 1
    before = view.text[line_start:offset]
    wikilink = _WIKILINK.search(before)
    if wikilink is not None:
        start = line_start + wikilink.start(1)
        return _in_wikilink(
            view, wikilink[1], start, offset, _quote_around(view, before[: wikilink.start()], offset)
        )
    link = _MARKDOWN_LINK.search(before)
    if link is not None and "#" in link[1]:
        return _in_link(view, link[1], line_start + link.start(1), offset)
    return _in_yaml(view, offset)


def _in_wikilink(view: View, typed: str, start: int, end: int, quote: str) -> types.CompletionList | None:
    if "|" in typed:
        return None
    target, mark, fragment = typed.partition("#")
    if mark:
        return headings(view, target.strip(), end - len(fragment), end)
    return wikilinks(view, typed, start, end, quote=quote)


def _quote_around(view: View, ahead: str, offset: int) -> str:
    """Return the quote that opens the value of the frontmatter in which a link stands right at its beginning."""
    opened = _OPENED.search(ahead)
    block = split(view.text).block if opened else None
    return opened[1] if opened and block is not None and block.start <= offset <= block.end else ""


def _in_link(view: View, typed: str, start: int, end: int) -> types.CompletionList:
    target = typed.partition("#")[0]
    return bound(view, target, start + len(target), end)


def _in_yaml(view: View, offset: int) -> types.CompletionList | None:
    block = split(view.text).block
    if block is not None and block.start <= offset <= block.end:
        place = yaml_place(view.text, block.start, offset)
        if place.path[:1] == (FIELD,):
            return quantities(view, _below(place, 1), _end(view, offset))
        return fields(view, place, _end(view, offset))
    fence = _fence_around(view, offset)
    if fence is None:
        return None
    place = yaml_place(view.text, fence, offset)
    return quantities(view, _below(place, int(place.path[:1] == (FIELD,))), _end(view, offset))


def _below(place: YamlPlace, levels: int) -> YamlPlace:
    return YamlPlace(
        place.path[levels:], place.typed, place.start, place.is_key, place.is_item, place.in_flow
    )


def _end(view: View, offset: int) -> int:
    """Return where what is being typed ends: at the cursor, a quote that an editor closed by itself included."""
    closed = _CLOSED.match(view.text, offset)
    return closed.end() if closed else offset


def _fence_around(view: View, offset: int) -> int | None:
    """Return where the content of the block of quantities around a place begins."""
    opened: re.Match[str] | None = None
    body = view.note.document.body
    for match in _FENCE.finditer(view.text, min(body.start, offset), offset):
        if opened is None:
            opened = match
        elif match["fence"].startswith(opened["fence"]) and not match["info"].strip():
            opened = None
    if opened is None or opened["info"].split()[:1] != [FIELD]:
        return None
    return Span(opened.end() + 1, offset).start
