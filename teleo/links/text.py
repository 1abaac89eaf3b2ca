"""The words of a note that say what it is about: its title, its description and its body without links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from teleo.embeddings import Passage
from teleo.model import LinkKind, Note, Section, Span, loose
from teleo.vault.markdown import MARKDOWN_LINK

SECTION_NAMES = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+)?[*_]*(?:relevant notes|related notes|related|topics)[*_]*:?[*_]*[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Matches the line above a list of links."""

_ADDRESS = re.compile(r"https?://[^\s)>\]]+")
_RULE = re.compile(r"^[ \t]*[-*_]{3,}[ \t]*$", re.MULTILINE)
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
    """Return the text of a note without frontmatter, comments, link lists, markup and links to other notes.

    A first heading that repeats the title is left out; of a note that is named by a number, or in other words
    than its heading, the heading is part of the text.

    A link's words belong to the note that it names, and the graph knows them: left in, they would make a note
    similar to all that it links, and a note would have to be embedded again whenever a link is added.
    """
    body = SECTION_NAMES.sub("", _without_links(note))
    if "](" in body:
        body = MARKDOWN_LINK.sub(r"\1", body)
    body = _BULLET.sub("", body)
    if "://" in body:
        body = _ADDRESS.sub(" ", body)
    body = _MARKUP.sub(" ", _RULE.sub(" ", body))
    return NoteText(note.title, note.description, " ".join(body.split()))


def repeats_title(note: Note) -> bool:
    """Return whether the first heading of a note is its title, which its page shows above the text."""
    first = note.headings[0] if note.headings else None
    return first is not None and first.level == 1 and loose(first.text) == loose(note.title)


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
    document = note.document
    cuts = dict.fromkeys(cuts_of(note), "")
    cuts |= {(span.start, span.end): " " for span in note.comments}
    if repeats_title(note):
        cuts[note.headings[0].span.start, note.headings[0].span.end] = ""
    return with_cuts(document.text, document.body, cuts)


def with_cuts(text: str, part: Span, cuts: Mapping[tuple[int, int], str]) -> str:
    """Return a part of a text with other words in place of spans; of those that overlap the first counts.

    Its lines end in a line feed whatever they end in there, so that a text is the same in every checkout.
    """
    parts: list[str] = []
    position = part.start
    for (start, end), instead in sorted(cuts.items()):
        if start >= position:
            parts += (text[position:start], instead)
        position = max(position, end)
    parts.append(text[position : part.end])
    return "".join(parts).replace("\r\n", "\n")
