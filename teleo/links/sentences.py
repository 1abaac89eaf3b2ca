"""The sentences of a note as a reader sees them: no link targets, list markers or emphasis."""

import re
from collections.abc import Iterator

from teleo.links.text import SECTION_NAMES, cuts_of, with_cuts
from teleo.model import LinkKind, Note, Section

_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})")
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^(?=[^|]*\|)[ \t|:-]+$|^[ \t]*=+[ \t]*$")
_MARKER = re.compile(
    r"^[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+|\|)"
)
_QUOTE = re.compile(r"^[ \t]*>[ \t]*")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\((?:<[^<>\n]*>|[^()\n]*)\)|\[[^\[\]\n]*\])")
_WIKILINK = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]*)\]\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:?")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[ \t/][^<>]*)?>")
_EMPHASIS = re.compile(
    r"`+|(?<![\w*])\*{1,3}(?=\S)|(?<=[^\s*])\*{1,3}(?!\w)|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~|=="
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def sentences_of(note: Note) -> Iterator[str]:
    """Yield the description of a note and the sentences of its body, in order.

    Headings, entries of lists and rows of tables end where their line does. The first heading is left out, since
    it is the title, and so are comments and the lists of links at a note's end.
    """
    for block in (note.description, *_blocks(_body(note))):
        plain = _plain(block)
        yield from (sentence for sentence in _SENTENCE_END.split(plain) if sentence)


def _body(note: Note) -> str:
    """Return the body with what its links show in place of the links, and without lists of links."""
    shown = {
        (link.span.start, link.span.end): link.shown
        for link in note.links
        if link.section is Section.BODY and link.kind is not LinkKind.EMBED
    }
    lists = {cut: "" for cut in cuts_of(note) if cut not in shown}
    if note.h1 is not None:
        lists[note.h1.span.start, note.h1.span.end] = ""
    hidden = {(span.start, span.end): " " for span in note.comments}
    return SECTION_NAMES.sub(
        "", with_cuts(note.document.text, note.document.body, {**shown, **lists, **hidden})
    )


def _blocks(body: str) -> Iterator[str]:
    """Yield paragraphs, entries, headings and rows, each on one line and without its marker."""
    lines: list[str] = []
    for line in body.split("\n"):
        marker = _MARKER.match(line)
        is_break = not line.strip() or _FENCE.match(line) or _RULE.match(line)
        if lines and (is_break or marker):
            yield " ".join(lines)
            lines = []
        if is_break:
            continue
        lines.append(_unmarked(line, marker))
        if marker and "#" in marker.group():
            yield lines.pop()
    if lines:
        yield " ".join(lines)


def _unmarked(line: str, marker: re.Match[str] | None) -> str:
    if marker is None:
        return _QUOTE.sub("", line)
    rest = line[marker.end() :]
    if not marker.group().endswith("|"):
        return rest
    return " · ".join(cell.strip() for cell in rest.strip(" \t\r|").split("|"))


def _plain(block: str) -> str:
    text = _IMAGE_OR_LINK.sub(r"\1", _WIKILINK.sub(r"\1", block))
    text = _TAG.sub("", _BREAK.sub(" ", _FOOTNOTE.sub("", text)))
    return " ".join(_EMPHASIS.sub("", text).split())
