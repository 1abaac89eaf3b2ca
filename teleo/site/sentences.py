"""The sentence around a link, as a reader of the linked page wants to see it."""

import re

from msgspec import Struct

from teleo.model import Link, Note, span_at
from teleo.site.blocks import without_names
from teleo.vault.markdown import MARKDOWN_LINK, without_comments

LONGEST_SIDE = 180
"""Characters kept on each side of the mention."""

WIDTH = re.compile(r"(?:^|\|)[ \t]*\d+(?:x\d+)?[ \t]*\Z")
"""How wide, and how high, a picture is to be shown, behind its words or in their place."""

_WINDOW = 320
_REACH = 4_000
"""Characters on each side that are looked through where comments may stand between a link and its sentence."""

_LINK = re.compile(
    r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]*)\]\]"
    rf"|{MARKDOWN_LINK.pattern}"
)
_CUT_LINK = re.compile(r"^[^\[\n]*\]\]|!?\[\[[^\]\n]*$")
_MARKS = re.compile(
    r"(?m)^[ \t]{0,3}(?:>[ \t]*)?\[![A-Za-z][\w-]*(?:\|[^\]\n]*)?\][+-]?[ \t]*"
    r"|^[ \t]{0,3}(?:[-*+]|\d+[.)]|#{1,6}|>)[ \t]+|\*\*|__|(?<!\w)[*_](?=\S|\Z)|(?:(?<=\S)|\A)[*_](?!\w)|`"
    r"|<[/!]?(?!https?:|mailto:)[A-Za-z-][^>\n]*>|\\(?=\W)"
    r"|(?<![\w=!;])==(?=[^\s=]|\Z)|(?:(?<=[^\s=])|\A)==(?![\w=])"
)
_ENDS = re.compile(r"[.!?][\"'’”)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-Z0-9À-Þ])|\n{2,}")
_NO_WORDS = re.compile(r"[ \t]*(?:#|\||\^|```|~~~|\$\$|<|[-*_= \t]*$)")
"""Begins a line of a heading, a table, a fence, a tag or a rule."""

_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`)(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")
_MARK = re.compile(r"[*_`<\\#>+\d=-]|\[!")
"""What any of the marks holds: most sentences have none, and are not searched for each of them."""


class Mention(Struct, frozen=True):
    """A sentence in three parts; `shown` is the text of the link."""

    before: str
    shown: str
    after: str


def shown_links(note: Note) -> tuple[Link, ...]:
    """Return the links of a note's text that stand in no comment."""
    if not note.comments:
        return note.links
    return tuple(link for link in note.links if span_at(note.comments, link.span.start) is None)


def mention(note: Note, link: Link) -> Mention:
    """Return the sentence of `note` in which `link` stands, as plain text, cut at a word when it is long."""
    before, after = mention_source(note, link)
    ends = [found.end() for found in _ENDS.finditer(before)]
    if ends:
        before = before[ends[-1] :]
    stop = _ENDS.search(after)
    if stop:
        after = after[: stop.start() + 1]
    return Mention(_left_cut(_plain(before)), link.shown.replace("#^", ": "), _right_cut(_plain(after)))


def mention_source(note: Note, link: Link) -> tuple[str, str]:
    """Return the Markdown before and after `link` of which a mention is made."""
    text, comments = note.document.text, note.comments
    reach = _REACH if comments else _WINDOW
    start = max(link.context.start, link.span.start - reach)
    end = min(link.context.end, link.span.end + reach)
    before = without_comments(text, comments, start, link.span.start)
    return before[-_WINDOW:], without_comments(text, comments, link.span.end, end)[:_WINDOW]


def opening(note: Note) -> str:
    """Return the first words of a note's text, plain and without its headings; nothing where it has none."""
    document = note.document
    start = document.body.start
    if note.headings and note.headings[0].level == 1:
        start = note.headings[0].span.end
    shown = without_comments(document.text, note.comments, start, document.body.end)
    lines = without_names(shown[: 4 * LONGEST_SIDE]).splitlines()
    return _right_cut(_plain(" ".join(line for line in lines if not _NO_WORDS.match(line))).strip())


def unmarked(text: str) -> str:
    """Return an author's words without the marks of emphasis and code."""
    return _EMPHASIS.sub(r"\2", text) if "*" in text or "_" in text or "`" in text else text


def field_words(text: str) -> str:
    """Return an author's words in a field without marks; links are what they show."""
    return unmarked(_LINK.sub(_words_of_link, text) if "[" in text else text)


def _plain(markdown: str) -> str:
    markdown = without_names(markdown)
    if "[" in markdown or "]" in markdown:
        markdown = _LINK.sub(_words_of_link, markdown)
        if "](" in markdown:  # A link whose words were a picture.
            markdown = _LINK.sub(_words_of_link, markdown)
        markdown = _CUT_LINK.sub("", markdown)
    if _MARK.search(markdown):
        markdown = _MARKS.sub("", markdown)
    # As `re.sub(r"\s+", " ", …)` would give it, in a quarter of the time.
    plain = " ".join(markdown.split())
    before, after = markdown[:1].isspace(), plain and markdown[-1:].isspace()
    return f"{' ' * before}{plain}{' ' * bool(after)}"


def _words_of_link(match: re.Match[str]) -> str:
    words: str = match[1] or match[2] or ""
    return WIDTH.sub("", words) if match[0].startswith("!") else words


def _left_cut(text: str) -> str:
    if len(text) <= LONGEST_SIDE:
        return text.lstrip()
    kept = text[-LONGEST_SIDE:]
    return "… " + kept.partition(" ")[2]


def _right_cut(text: str) -> str:
    if len(text) <= LONGEST_SIDE:
        return text.rstrip()
    return text[:LONGEST_SIDE].rpartition(" ")[0] + " …"
