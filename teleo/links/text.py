"""The words of a note that say what it is about: its title, its description and its body without links."""

import re
from dataclasses import dataclass

from teleo.embeddings import Passage
from teleo.model import LinkKind, Note, Section

SECTION_NAMES = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+)?[*_]*(?:relevant notes|related notes|related|topics)[*_]*:?[*_]*[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Matches the line above a list of links."""

_TITLE_LINE = re.compile(r"^#[ \t].*$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s)>\]]+")
_RULE = re.compile(r"^[ \t]*[-*_]{3,}[ \t]*$", re.MULTILINE)
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:<[^<>\n]*>|[^()\s]*)\)")
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:[—–-]{1,3}[ \t]+)?", re.MULTILINE)
_MARKUP = re.compile(r"[#*`>|=~]")


@dataclass(frozen=True, slots=True)
class NoteText:
    """What a note says."""

    title: str
    description: str
    body: str

    @property
    def whole(self) -> str:
        """All of it, for a look at its words."""
        return f"{self.title} {self.description} {self.body}"

    @property
    def passage(self) -> Passage:
        """The text to embed: every chunk of the body under the title."""
        return Passage(self.title, f"{self.description}\n{self.body}".strip())


def text_of(note: Note) -> NoteText:
    """Return the text of a note without frontmatter, link lists, markup and links to other notes.

    A link's words belong to the note that it names, and the graph knows them: left in, they would make a note
    similar to all that it links, and a note would have to be embedded again whenever a link is added.
    """
    body = _TITLE_LINE.sub("", without_comments(_without_links(note)), count=1)
    body = SECTION_NAMES.sub("", body)
    if "](" in body:
        body = _MARKDOWN_LINK.sub(r"\1", body)
    body = _BULLET.sub("", body)
    if "://" in body:
        body = _ADDRESS.sub(" ", body)
    body = _MARKUP.sub(" ", _RULE.sub(" ", body))
    return NoteText(note.title, note.description, " ".join(body.split()))


def cuts_of(note: Note) -> list[tuple[int, int]]:
    """Return the spans of a note that are links to notes and no words of its own; they may overlap."""
    cuts = []
    for link in note.links:
        if link.section is not Section.BODY:
            cuts.append((link.context.start, link.context.end))
        elif link.kind is not LinkKind.MARKDOWN:
            cuts.append((link.span.start, link.span.end))
    return cuts


def _without_links(note: Note) -> str:
    text, position, end = note.document.text, note.document.body.start, note.document.body.end
    parts: list[str] = []
    for span in sorted(cuts_of(note)):
        if span[0] >= position:
            parts.append(text[position : span[0]])
        position = max(position, span[1])
    parts.append(text[position:end])
    return "".join(parts)


def without_comments(text: str) -> str:
    """Return a text with its HTML comments taken out; one that never closes stays."""
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[position:start])
        position = end + len("-->")
    parts.append(text[position:])
    return " ".join(parts)
