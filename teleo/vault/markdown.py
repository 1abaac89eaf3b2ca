"""The one place that knows the Markdown library: links and headings of a body, and its HTML."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from pyromark import Markdown, Options

from teleo.model import Document, Heading, Link, LinkKind, Section, Span, span_at

MAX_REASON = 10_000
"""How many characters after a link are looked through for the reason that an author gives for it."""

_MARKDOWN = Markdown(
    options=Options.ENABLE_WIKILINKS
    | Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)
_SECTION = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+)?(?:\*\*|__)?(relevant notes|related notes|related|topics)"
    r"(?:[ \t]*+(?::[ \t]*+(?:\*\*|__)?+|(?:\*\*|__):?+)|(?<=[sS]))[ \t]*+\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_ENDS_SECTION = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]|-{3,}[ \t]*\r?$|\*{3,}[ \t]*\r?$)", re.MULTILINE)
_ENDS_SECTION_PROSE = re.compile(r"\n[ \t]*\r?\n(?![ \t]|[-*+][ \t]|\d+[.)][ \t]|\r?\n|$)")
_BLOCKS = frozenset({"Paragraph", "Item", "TableCell", "Heading", "FootnoteDefinition", "BlockQuote"})
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_REASON_DASH = re.compile(r"^[\s:]*(?:[—–:]|-{1,3}(?=\s))?\s*")
_WIKILINK_TEXT = re.compile(r"!?\[\[(?:[^\]|\n]*\|)?([^\]\n]*)\]\]")
LINK_ADDRESS = r"\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
"""The address of a link with the brackets around it; those in it have to match, as in `Salt_(chemistry)`."""
MARKDOWN_LINK = re.compile(rf"!?\[([^\[\]\n]*)\]{LINK_ADDRESS}")
"""A link or an image of Markdown, and its words."""

_FURTHER_BYTE = re.compile(rb"[\x80-\xbf]")
"""Matches each byte of a character save its first. Of runs of them the engine would not skip to the next."""

FORMULA = re.compile(r"(?<![\\$])\$\$(?!\$)((?:[^$\n]|\n(?![ \t]*\r?\n)){1,2000}?)\$\$(?!\$)")
"""A formula between double dollars, without a blank line."""

_MAY_HIDE = re.compile(
    r"(?<!\\)<!--|(?<![A-Za-z0-9/%=&?#._~\\-])%%(?!%)"
    rf"|(?<!`)(`+)(?!`)(?:(?!\n[ \t\r]*\n).){{1,2000}}?(?<!`)\1(?!`)|{FORMULA.pattern}",
    re.DOTALL,
)
"""Begins a comment, or is code within a paragraph or a formula, in which none begins."""

_CONTINUED = re.compile(r"\n(?=[ \t]{0,3}(?:[-*+]|\d+[.)])[ \t]|[ \t]*\r?\n)")


@dataclass(frozen=True, slots=True)
class Body:
    """What a body holds besides its text."""

    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    comments: tuple[Span, ...]


@dataclass(slots=True)
class _OpenLink:
    kind: LinkKind
    url: str
    start: int
    end: int
    context: Span
    item: Span | None
    is_wikilink: bool
    shown: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Scan:
    text: str
    offset: int
    position: Callable[[int], int]
    links: list[tuple[Link, Span | None]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    blocks: list[tuple[str, Span]] = field(default_factory=list)
    items: list[Span] = field(default_factory=list)
    open_links: list[_OpenLink] = field(default_factory=list)
    heading: list[str] | None = None

    def span(self, raw: Mapping[str, int]) -> Span:
        return Span(self.offset + self.position(raw["start"]), self.offset + self.position(raw["end"]))


def read_body(document: Document) -> Body:
    """Return the links, headings and comments of a document's body in order; code holds none of them.

    Links to other hosts are left out: what is returned names a note, a file or a heading. Comments are `<!-- … -->`
    and Obsidian's `%% … %%`; what never closes is none, nor what a backslash stands before, nor what begins in a
    formula. A `%%` behind a letter or a digit is a percent sign.
    """
    body = document.body_text
    scan = _Scan(document.text, document.body.start, _positions(body))
    events: list[tuple[Any, Any]] = list(_MARKDOWN.events_with_range(body))
    for event, raw in events:
        if isinstance(event, str):
            _add_text(scan, " ")
            continue
        for kind, value in event.items():
            if kind == "Start":
                _start(scan, value, raw)
            elif kind == "End":
                _end(scan, value)
            elif kind in ("Text", "Code"):
                _add_text(scan, value)
    hidden = _comments(document, events) if "%%" in body or "<!--" in body else ()
    return Body(tuple(_placed(scan.links, document, hidden)), tuple(scan.headings), hidden)


def code_spans(document: Document) -> tuple[Span, ...]:
    """Return where the blocks of code of a document's body stand, in order, counted in the whole text."""
    return _code(document, _MARKDOWN.events_with_range(document.body_text))


def _code(document: Document, events: Iterable[tuple[Any, Any]]) -> tuple[Span, ...]:
    position, start = _positions(document.body_text), document.body.start
    return tuple(
        Span(start + position(raw["start"]), start + position(raw["end"]))
        for event, raw in events
        if isinstance(event, dict) and "CodeBlock" in (event.get("Start") or ())
    )


def _comments(document: Document, events: Iterable[tuple[Any, Any]]) -> tuple[Span, ...]:
    text, position, end = document.text, document.body.start, document.body.end
    unclosed: set[str] = set()
    found: list[Span] = []
    code = _code(document, events)
    while match := _MAY_HIDE.search(text, position, end):
        within = span_at(code, match.start())
        closing = {"<!--": "-->", "%%": "%%"}.get(match[0])
        if within is not None:
            position = within.end
        elif closing is None or closing in unclosed:
            position = match.end()
        # `<!-->` is a comment of nothing.
        elif (stop := _outside(code, text, closing, match.start() + 2, end)) < 0:
            unclosed.add(closing)
            position = match.end()
        else:
            position = stop + len(closing)
            found.append(Span(match.start(), position))
    return tuple(found)


def _outside(code: tuple[Span, ...], text: str, closing: str, position: int, end: int) -> int:
    """Return where `closing` stands next outside of `code`, of which a comment may hold blocks; -1 if nowhere."""
    while (found := text.find(closing, position, end)) >= 0:
        within = span_at(code, found)
        if within is None:
            return found
        position = within.end
    return -1


def without_comments(text: str, comments: Sequence[Span], start: int, end: int) -> str:
    """Return a part of a note's text without the comments that the note has, in order, which may reach beyond it."""
    parts = []
    for index in range(bisect_right(comments, start, key=lambda span: span.end), len(comments)):
        span = comments[index]
        if span.start >= end:
            break
        parts.append(text[start : max(start, span.start)])
        start = span.end
    parts.append(text[start:end])
    return "".join(parts)


def render(document: Document, replacements: Mapping[Span, str]) -> str:
    """Return the body as HTML, not yet sanitised, each span of `replacements` taken by other Markdown first.

    The replacements must not overlap; the spans count from the start of the file. Lines end in a line feed.
    """
    text, parts, position = document.text, [], document.body.start
    for span in sorted(replacements):
        if span.start >= position:
            parts += [text[position : span.start], replacements[span]]
            position = span.end
    parts.append(text[position : document.body.end])
    return _MARKDOWN.html("".join(parts).replace("\r\n", "\n"))


def _positions(body: str) -> Callable[[int], int]:
    """Return a function from byte offsets of the UTF-8 text to character offsets."""
    if body.isascii():
        return lambda offset: offset
    further = [match.start() for match in _FURTHER_BYTE.finditer(body.encode())]
    return lambda offset: offset - bisect_left(further, offset)


def _start(scan: _Scan, value: Any, raw: Mapping[str, int]) -> None:
    name, detail = (value, {}) if isinstance(value, str) else next(iter(value.items()))
    if name in ("Link", "Image"):
        _start_link(scan, name, detail, raw)
    elif name in _BLOCKS:
        scan.blocks.append((name, scan.span(raw)))
        if name == "Item":
            scan.items.append(scan.blocks[-1][1])
        if name == "Heading":
            scan.heading = []


def _start_link(scan: _Scan, name: str, detail: Mapping[str, Any], raw: Mapping[str, int]) -> None:
    is_wikilink = isinstance(detail["link_type"], dict)
    if name == "Image":
        kind = LinkKind.EMBED
    else:
        kind = LinkKind.WIKILINK if is_wikilink else LinkKind.MARKDOWN
    # In a table the bar of a wikilink is written `\\|`, and the library leaves the backslash on the target.
    url = detail["dest_url"].removesuffix("\\") if is_wikilink else unquote(detail["dest_url"])
    span = scan.span(raw)
    context = scan.blocks[-1][1] if scan.blocks else span
    item = scan.items[-1] if scan.items else None
    scan.open_links.append(_OpenLink(kind, url, span.start, span.end, context, item, is_wikilink))


def _end(scan: _Scan, value: Any) -> None:
    name = value if isinstance(value, str) else next(iter(value))
    if name in ("Link", "Image"):
        _end_link(scan)
    elif name in _BLOCKS and scan.blocks:
        block, span = scan.blocks.pop()
        if block == "Item":
            scan.items.pop()
        if block == "Heading" and scan.heading is not None:
            level = int(str(value["Heading"])[1:]) if isinstance(value, dict) else 1
            scan.headings.append(Heading(level, "".join(scan.heading).strip(), _trimmed(scan.text, span)))
            scan.heading = None


def _end_link(scan: _Scan) -> None:
    opened = scan.open_links.pop()
    shown = "".join(opened.shown)
    if scan.open_links:
        scan.open_links[-1].shown.append(shown)
    # A title may hold a colon, as in `[[AI: a survey]]`; only the address of a Markdown link has a scheme.
    if not opened.is_wikilink and _SCHEME.match(opened.url):
        return
    target, _, fragment = opened.url.partition("#")
    span = Span(opened.start, opened.end)
    link = Link(opened.kind, target.strip(), fragment, shown, span, Section.BODY, "", opened.context)
    scan.links.append((link, opened.item))


def _add_text(scan: _Scan, text: str) -> None:
    if scan.heading is not None:
        scan.heading.append(text)
    if scan.open_links:
        scan.open_links[-1].shown.append(text)


def _trimmed(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip()))


def _reason(text: str, link: Link, item: Span | None, comments: Sequence[Span]) -> str:
    if item is None:
        return ""
    after = without_comments(text, comments, link.span.end, min(item.end, link.span.end + MAX_REASON))
    cut = _CONTINUED.search(after)
    after = after[: cut.start()] if cut else after
    section = _SECTION.search(after)
    after = after[: section.start()] if section else after
    return " ".join(_REASON_DASH.sub("", without_links(after), count=1).split())


def without_links(text: str) -> str:
    """Return Markdown with the words that its links show in their places."""
    if "[" not in text:
        return text
    return _WIKILINK_TEXT.sub(r"\1", MARKDOWN_LINK.sub(r"\1", text))


def _placed(
    links: list[tuple[Link, Span | None]], document: Document, comments: Sequence[Span]
) -> list[Link]:
    """Return the links in order of their place, each with the section it stands in.

    Only the first link of an entry states the section's relation; those in its reason are mentions.
    """
    zones = _zones(document)
    starts = [zone.start for _, zone in zones]
    placed, entries = [], set()
    for link, item in sorted(links, key=lambda pair: (pair[0].span.start, -pair[0].span.end)):
        kind, zone = zones[bisect_right(starts, link.span.start) - 1] if zones else (Section.BODY, Span(0, 0))
        section = kind if zone.start <= link.span.start < zone.end else Section.BODY
        if section is not Section.BODY and link.context in entries:
            section = Section.BODY
        entries.add(link.context)
        if section is not Section.BODY:
            reason = _reason(document.text, link, item, comments)
            link = Link(
                link.kind, link.target, link.fragment, link.shown, link.span, section, reason, link.context
            )
        placed.append(link)
    return placed


def _zones(document: Document) -> list[tuple[Section, Span]]:
    text, end = document.text, document.body.end
    starts = list(_SECTION.finditer(text, document.body.start, end))
    zones = []
    for index, start in enumerate(starts):
        stops = [starts[index + 1].start() if index + 1 < len(starts) else end]
        for pattern in (_ENDS_SECTION, _ENDS_SECTION_PROSE):
            stop = pattern.search(text, start.end(), stops[0])
            # A blank line between the marker and its list does not end the section.
            if stop and text[start.end() : stop.start()].strip():
                stops.append(stop.start())
        section = Section.TOPICS if start.group(1).lower() == "topics" else Section.RELEVANT
        zones.append((section, Span(start.end(), min(stops))))
    return zones
