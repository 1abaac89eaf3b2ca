"""The body of a note as HTML that is safe to show: links resolved, formulas and code set, the rest sanitised."""

import html
import re
from collections.abc import Callable, Container
from urllib.parse import unquote

from markupsafe import Markup, escape
from msgspec import Struct

from teleo.links.text import repeats_title
from teleo.model import Document, Link, LinkKind, Note, Section, Span
from teleo.site.anchors import NUMBER_MARK, anchor, heading_anchor
from teleo.site.asides import with_asides
from teleo.site.away import away, opening_tag, with_addresses
from teleo.site.blocks import named_blocks, with_named_blocks
from teleo.site.cleaning import ATTRIBUTES, cleaned, is_nested_too_deep
from teleo.site.dashes import with_whole_dashes
from teleo.site.direction import with_directions
from teleo.site.highlighting import coloured
from teleo.site.marks import HELD, escaped_signs, with_marks, with_signs
from teleo.site.mathematics import formula_alone, formula_in_text
from teleo.site.own_page import OwnPage, number_input
from teleo.site.sentences import WIDTH
from teleo.vault.markdown import FORMULA, render

_OURS = re.compile(r'<a href="teleo-(\d{1,9})">teleo-\1</a>')
_LINKS = re.compile(
    rf'<a((?: (?!href=)[a-z-]+="[^"]*")*) href="([^"]*)"({ATTRIBUTES})>|<a{ATTRIBUTES}>|</a>|<img{ATTRIBUTES}>'
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(rf"</?[a-z][a-z0-9]*{ATTRIBUTES}>")
_DRAWN = re.compile(r'<span class="drawn" title="([^"]*)">([^<]*)</span>')
_CHECKBOX = re.compile(rf"<input({ATTRIBUTES})>")
_FORMULA_BLOCK = re.compile(r'<pre><code class="language-(?:math|latex|tex)">(.*?)</code></pre>', re.DOTALL)
_HOLDER = re.compile(rf"<code{ATTRIBUTES}>.*?</code>|{_TAG.pattern}|\ue000(\d{{1,9}})\ue001", re.DOTALL)
_HOLDER_ALONE = re.compile("\ue000(\\d{1,9})\ue001")
_HOLDER_OF_PARAGRAPH = re.compile('<p( id="[^"]*")?>\ue000(\\d{1,9})\ue001</p>')
_MARKER = re.compile(r"[#* \t_]*(?:relevant notes|related notes|related|topics)[:* \t_\r]*", re.IGNORECASE)
_RULE = re.compile(r"\n[ \t\r]*\n(?:-{3,}|\*{3,})\s*\Z")
_BEGUN = re.compile(r"\n[ >\t]*\Z")
_ENDED = re.compile(r"[ \t\r]*\n")
_UNDERLINE = re.compile(r"[ >\t]*(?:-+|=+)[ \t\r]*$", re.MULTILINE)
_QUOTED = re.compile(r"(?:[ \t]*>)+")
_ROW = re.compile(r"[ >\t]*\|")
_ENTRY = re.compile(r"[ \t]*[-*+][ \t]")
_DRAWN_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|pdf|mp4|webm|mp3|wav)\Z", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_TOO_DEEP = (
    '<p class="aside">The markup of this note is nested too deep to be shown. This is its text as it was '
    'written.</p>\n<pre tabindex="0">{}</pre>'
)


class Way(Struct, frozen=True):
    """Where a link of a body leads: the page and the title of a note, or neither when none is named so.

    `anchors` are the places within the page that a link can lead to; what is none of them is not looked for.
    """

    page: str | None
    title: str
    anchors: Container[str] = ()


Finder = Callable[[Link], Way]
"""Finds where a link leads; the pages it returns are relative to the page that is being written."""


def body_html(
    note: Note,
    find: Finder,
    is_shown: Callable[[Link], bool] = lambda _: False,
    anchors: Container[str] | None = None,
) -> Markup:
    """Return the body of `note`, without a first heading that repeats its title.

    The lists of related notes and topics are left out when `is_shown` says of all their links that the page
    shows them elsewhere.

    Links to notes lead to their pages, and to the heading or the number that they name where the page has it; links
    to nothing are shown as such, links that would leave the site other than by http, https or mailto as text.
    `anchors` are those of the numbers that the page shows, where it is known which it does.
    """
    replacements, formulas = _replacements(note, is_shown)
    blocks = named_blocks(note.document)
    replacements.update((one.span, one.holder(number)) for number, one in enumerate(blocks))
    raw = render(note.document, replacements)
    if is_nested_too_deep(raw):
        return Markup(_TOO_DEEP).format(note.document.body_text)  # noqa: S704 - the text is escaped
    page = cleaned(raw)
    page = _with_links(page, note, find, anchors)
    if "<h" in page:
        page = _with_headings(page)
    page = with_asides(page)
    if blocks:
        page = with_named_blocks(page, blocks)
    if "==" in page:
        page = with_marks(page)
    if "://" in page:
        page = with_addresses(page)
    if "--" in page:
        page = with_whole_dashes(page)
    if HELD in page and HELD not in note.document.text:
        page = with_signs(page)
    if "<input" in page:
        page = _CHECKBOX.sub(_checkbox, page)
    if "language-" in page:
        page = coloured(_FORMULA_BLOCK.sub(_formula_block, page))
    if formulas:
        page = _with_formulas(page, formulas)
    page = with_directions(page)
    if 'class="drawn" title' in page:
        page = _DRAWN.sub(_absent, page)
    page = page.replace("<pre", '<pre tabindex="0"').replace("<th></th>", "<td></td>")
    return Markup(page.replace("<table", '<table tabindex="0"'))  # noqa: S704 - sanitised above


def _replacements(note: Note, is_shown: Callable[[Link], bool]) -> tuple[dict[Span, str], list[str]]:
    document = note.document
    replacements = {
        link.span: f"[[teleo-{number}]]"
        for number, link in enumerate(note.links)
        # A picture in Markdown may stand in the words of a link, where no link can take its place.
        if document.text.startswith(("[[", "![["), link.span.start)
    }
    if repeats_title(note):
        replacements[note.headings[0].span] = ""
    replacements.update((span, "") for span in _listed_below(note, is_shown))
    replacements.update(_hidden(document, span) for span in note.comments)
    replacements.update((span, HELD) for span in escaped_signs(document))
    formulas: list[str] = []
    if "$$" in document.text:
        for found in FORMULA.finditer(document.text, document.body.start, document.body.end):
            replacements[Span(found.start(), found.end())] = f"\ue000{len(formulas)}\ue001"
            formulas.append(_unquoted(found))
    return replacements, formulas


def _unquoted(found: re.Match[str]) -> str:
    """Return a formula without the marks of the quotation in which it stands, at the beginning of its lines."""
    latex = found[1]
    if "\n" not in latex:
        return latex
    quoted = _QUOTED.match(found.string, found.string.rfind("\n", 0, found.start()) + 1, found.start())
    depth = quoted[0].count(">") if quoted else 0
    return re.sub(rf"\n(?:[ \t]*>){{1,{depth}}}", "\n", latex) if depth else latex


def _hidden(document: Document, comment: Span) -> tuple[Span, str]:
    """Return what takes the place of a comment, and in which span: what stands around it is as if it were not there.

    In HTML it keeps the lists apart between which it stands, as Markdown says. Any other that has lines of its own
    takes a break with it, since an empty line would end a paragraph or a table; not where another kind follows.
    """
    text = document.text
    if text.startswith("<", comment.start):
        return comment, "<!-- -->"
    begun = _BEGUN.search(text[max(document.body.start, comment.start - 80) : comment.start])
    ended = _ENDED.match(text, comment.end, document.body.end)
    if begun is None or ended is None or _UNDERLINE.match(text, ended.end()):
        return comment, ""
    start = comment.start - len(begun[0])
    line = text.rfind("\n", document.body.start, start) + 1
    if _ROW.match(text, line, start) and not _ROW.match(text, ended.end()):
        return comment, ""
    return Span(start, ended.end() - 1), ""


def _listed_below(note: Note, is_shown: Callable[[Link], bool]) -> list[Span]:
    """Return the lists of related notes and topics, which the page shows in its own form.

    A list stays where it is when an entry of it holds no link, or one that the page shows nowhere else.
    """
    text, found = note.document.text, []
    for section in (Section.RELEVANT, Section.TOPICS):
        links = [link for link in note.links if link.section is section]
        if not links or not all(map(is_shown, links)):
            continue
        start = text.rfind("\n", 0, text.rfind("\n", 0, links[0].span.start) + 1)
        while start > note.document.body.start and not text[start : links[0].span.start].strip(" \t\n-*+"):
            start = text.rfind("\n", 0, start)
        start = max(start, note.document.body.start)
        end = text.find("\n", links[-1].span.end)
        end = note.document.body.end if end < 0 else end
        marker, *entries = [line for line in text[start:end].split("\n") if line.strip()] or [""]
        if _MARKER.fullmatch(marker) and len(entries) == len(links) and all(map(_ENTRY.match, entries)):
            found.append(Span(_before_rule(text, note.document.body.start, start), end))
    return found


def _before_rule(text: str, first: int, start: int) -> int:
    """Return where a rule of dashes begins that stands right before `start`, else `start`."""
    rule = _RULE.search(text[max(first, start - 40) : start])
    return start - len(rule[0]) if rule else start


def _with_links(page: str, note: Note, find: Finder, anchors: Container[str] | None) -> str:
    is_open = False
    own = OwnPage(note, page, anchors)

    def ours(match: re.Match[str]) -> str:
        number = int(match[1])
        return _way(note.links[number], find) if number < len(note.links) else ""

    def other(match: re.Match[str]) -> str:
        nonlocal is_open
        tag = match[0]
        if tag.startswith("<img"):
            return _picture(tag, find, is_linked=is_open)
        if tag == "</a>":
            closing, is_open = ("</a>" if is_open else "</span>"), False
            return closing
        if match[2] is None:
            is_open = False
            return f"<span{own.place(tag)}>"
        opening = _opening(html.unescape(match[2]), own, find)
        is_open = opening.startswith("<a")
        place = own.place(tag)
        return f"<span{place}></span>{opening}" if place else opening

    parts = []
    position = 0
    for found in _OURS.finditer(page):
        parts += [_LINKS.sub(other, page[position : found.start()]), ours(found)]
        position = found.end()
    parts.append(_LINKS.sub(other, page[position:]))
    return "".join(parts)


def _way(link: Link, find: Finder, *, is_linked: bool = False) -> str:
    """Return a link to where another leads; only its words within a link, which holds no other."""
    way = find(link)
    shown = escape(_shown(link) or way.title)
    if way.page is None and link.kind is LinkKind.EMBED and _DRAWN_FILE.search(link.target):
        return f'<span class="drawn" title="{escape(link.target)}">{shown}</span>'
    if way.page is None:
        return f'<span class="unresolved" title="{escape(way.title)}">{shown}</span>'
    if is_linked:
        return f"<span>{shown}</span>"
    return f'<a href="{escape(_place(way.page, link.fragment, way))}"{_title(way, link.shown)}>{shown}</a>'


def _place(page: str, fragment: str, way: Way) -> str:
    """Return the address of a page, of the place in it that a fragment names where the page has such a place."""
    name = anchor(fragment)
    return f"{page}#{name}" if name and name in way.anchors else page


def _shown(link: Link) -> str:
    """Return what a link shows; `title#heading` without words of its own reads `title: heading`.

    The width that Obsidian takes from behind a bar is none of a picture's words.
    """
    if link.fragment and link.shown == f"{link.target}#{link.fragment}":
        return ": ".join(filter(None, (link.target, link.fragment.lstrip("^"))))
    shown = WIDTH.sub("", link.shown) if link.kind is LinkKind.EMBED else link.shown
    return shown.strip() or link.target or link.fragment


def _title(way: Way, shown: str) -> str:
    return "" if way.title == shown else f' title="{escape(way.title)}"'


def _opening(address: str, own: OwnPage, find: Finder) -> str:
    """Return the opening tag of a Markdown or HTML link; a link that may not stand opens a plain span."""
    if _SCHEME.match(address):
        return opening_tag(address)
    if address.startswith("#"):
        return own.opening(address[1:])
    link = _link_to(address, LinkKind.MARKDOWN)
    way = find(link)
    if way.page is None or not link.target:
        return f'<span class="unresolved" title="{escape(way.title)}">'
    place = _place(way.page, link.fragment, way)
    is_number = link.fragment.startswith(NUMBER_MARK) and "#" in place
    number = f' class="number"{number_input(link.fragment)}' if is_number else ""
    return f'<a{number} href="{escape(place)}" title="{escape(way.title)}">'


def _link_to(address: str, kind: LinkKind, shown: str = "") -> Link:
    """Return a link as the reader of a note would, of which the page knows no more than the address and the words."""
    target, _, fragment = unquote(address).partition("#")
    nowhere = Span(0, 0)
    return Link(kind, target.strip(), fragment, shown, nowhere, Section.BODY, "", nowhere)


def _picture(tag: str, find: Finder, *, is_linked: bool) -> str:
    """Return a picture as its words: a page asks nothing of another host, and files stay in the vault."""
    attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
    address = attributes.get("src", "")
    words = WIDTH.sub("", attributes.get("alt", "")) or attributes.get("title", "")
    if address and not _SCHEME.match(address):
        return _way(_link_to(address, LinkKind.EMBED, words), find, is_linked=is_linked)
    if is_linked or not address:
        return f'<span class="drawn">{escape(words or "picture")}</span>'
    return str(away(address, words or "picture"))


def _absent(match: re.Match[str]) -> str:
    """Return a picture's words with the file that it is, and word that the site has no such file."""
    file, words = match.groups()
    name = "" if words == file else f"{file}, "
    return f'<span class="drawn">{words} <small lang="en">({name}not on this site)</small></span>'


def _with_headings(page: str) -> str:
    used: dict[str, int] = {}
    given: set[str] = set()
    last = 1

    def heading(match: re.Match[str]) -> str:
        nonlocal last
        text = html.unescape(_TAG.sub("", match[2]))
        if not text.strip():
            return f"<p>{match[2]}</p>"
        last = min(max(int(match[1]), 2), last + 1)
        name = heading_anchor(text)
        own = name
        while own in given:
            used[name] = used.get(name, 1) + 1
            own = f"{name}-{used[name]}"
        given.add(own)
        return f'<h{last} id="{escape(own)}">{match[2]}</h{last}>'

    return _HEADING.sub(heading, page)


def _checkbox(match: re.Match[str]) -> str:
    is_done = ' checked="' in match[1]
    word, sign = ("done", "&#9745;") if is_done else ("open", "&#9744;")
    return f'<span class="box" role="img" aria-label="{word}">{sign}</span>'


def _formula_block(match: re.Match[str]) -> str:
    return str(formula_alone(html.unescape(match[1])))


def _with_formulas(page: str, formulas: list[str]) -> str:
    def raw(match: re.Match[str]) -> str:
        number = int(match[1])
        return str(escape(f"$${formulas[number]}$$")) if number < len(formulas) else ""

    def set_formula(match: re.Match[str]) -> str:
        if match[1] is None:
            return _HOLDER_ALONE.sub(raw, match[0])
        number = int(match[1])
        return str(formula_in_text(formulas[number])) if number < len(formulas) else ""

    def set_alone(match: re.Match[str]) -> str:
        number = int(match[2])
        return str(formula_alone(formulas[number], match[1] or "")) if number < len(formulas) else ""

    return _HOLDER.sub(set_formula, _HOLDER_OF_PARAGRAPH.sub(set_alone, page))
