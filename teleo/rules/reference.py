"""What a note says by title or path, in its links and its edge fields, with what it resolved to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from teleo.graph.build import is_idle, resolve_link
from teleo.model import Entry, Link, LinkKind, Note, Span
from teleo.vault.reader import Vault
from teleo.vault.resolve import Resolution

LINK_IN_WORDS = re.compile(r"\[\[([^\[\]|#\\\n]+)(?=(?:[|#][^\[\]\n]*)?\]\])")
"""A link up to the end of what it names."""

_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,9}")

_OF_WORDS = ("description", "responses")
"""Fields that hold no edges, and may hold links among their words."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link in a body or an entry of an edge field; one of `link` and `entry` is set."""

    note: Note
    text: str
    span: Span
    resolution: Resolution
    link: Link | None = None
    entry: Entry | None = None

    @property
    def is_meant_as_title(self) -> bool:
        """Whether the author wrote it as a link, so that it should name a note."""
        return self.entry is None or self.entry.is_linked

    @property
    def names_a_file(self) -> bool:
        """Whether it may name a file that is no note, such as a picture."""
        return self.link is not None and may_name_a_file(self.link)

    @property
    def is_wikilink(self) -> bool:
        """Whether it is a link of the body that stands in double brackets, which name a title before a file."""
        return self.link is not None and self.link.kind is LinkKind.WIKILINK

    @property
    def where(self) -> str:
        """The field it stands in, or `the text`."""
        return f"`{self.entry.field}`" if self.entry else "the text"


def may_name_a_file(link: Link) -> bool:
    """Whether a link may name a file that is no note; a title may where it ends as the name of a file does."""
    if not link.target or link.target.endswith(".md"):
        return False
    end = link.target[link.target.rfind(".") :]
    return link.kind is not LinkKind.WIKILINK or _EXTENSION.fullmatch(end) is not None


def read_references(vault: Vault, note: Note) -> Iterator[Reference]:
    """Yield the entries of `note`, then its links, each as often as it stands there.

    A `source:` in plain words is a citation by its nature and no reference; a link without a target names
    its own note and is left out.
    """
    for entry in note.entries:
        if entry.field != "source" or entry.is_linked:
            resolution = vault.resolver.resolve(entry.target, note.id)
            if not is_idle(entry, resolution):
                yield Reference(note, entry.target, entry.span, resolution, entry=entry)
    for link in note.links:
        if link.target:
            yield Reference(note, link.target, link.span, resolve_link(vault, note, link), link=link)


def texts_with_links(note: Note) -> Iterator[Span]:
    """Yield where the texts of a note's fields stand that hold links among their words, quotes included."""
    fields, text = note.document.fields, note.document.text
    for name in _OF_WORDS:
        value = fields.data.get(name)
        paths = [(name, index) for index in range(len(value))] if isinstance(value, list) else [(name,)]
        for path in paths:
            span = fields.spans.get(path)
            if span is not None and LINK_IN_WORDS.search(text, span.start, span.end):
                yield span


def links_in_words(notes: Iterable[Note]) -> Iterator[tuple[Note, str, Span]]:
    """Yield what the links in fields of words name, and where."""
    for note in notes:
        for place in texts_with_links(note):
            raw = note.document.text[place.start : place.end]
            for found in LINK_IN_WORDS.finditer(raw):
                span = Span(place.start + found.start(), place.start + found.end())
                yield note, named_in(raw, found[1]), span


def named_in(raw: str, written: str) -> str:
    """Return what a link among the words of a field names, as `written` in its source `raw`."""
    return (written.replace("''", "'") if raw.startswith("'") else written).strip()
