"""Reads the files of a vault into notes."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from teleo.config import Config
from teleo.model import (
    EDGE_FIELDS,
    REWEAVE_FIELD,
    TYPE_ALIASES,
    Document,
    Entry,
    Fault,
    Heading,
    KeyPath,
    Note,
    NoteType,
    Relation,
    Span,
    Status,
    Value,
    confidence_named,
    relation_named,
    slug,
    whole_slug,
)
from teleo.vault.discover import find_files
from teleo.vault.frontmatter import read_document
from teleo.vault.markdown import read_body, without_links
from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.resolve import Resolver

_BRACKETED = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_WHOLE_LINK = re.compile(
    r"\[\[((?:(?!\[\[)[^\n])+?)\]\](?:[ \t]*(?:[—–:]|-{1,3}(?=[ \t]))[ \t]*(.*))?$", re.DOTALL
)
_NOTHING = frozenset({"none", "n/a", "null", "tbd"})
_STATUSES = {status.value: status for status in Status}
_YES = frozenset({"true", "yes", "y", "on", "1"})
"""What else says that a note is a draft: a slip in form is reported, and publishes nothing."""


Reading = Callable[[str, bytes], Note]


@dataclass(frozen=True)
class Vault:
    """The notes of one vault, sorted by id, and the faults of files that could not become notes."""

    root: Path
    config: Config
    notes: tuple[Note, ...]
    faults: tuple[tuple[str, Fault], ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Note]:
        """The notes by their id."""
        return {note.id: note for note in self.notes}

    @cached_property
    def by_path(self) -> Mapping[str, Note]:
        """The notes by their path below the vault."""
        return {note.path: note for note in self.notes}

    @cached_property
    def resolver(self) -> Resolver:
        """Finds the note that a title names."""
        return Resolver(self.notes)


def read_vault(root: Path, config: Config, read: Reading | None = None) -> Vault:
    """Return all notes below `root`; a file that cannot be read becomes a fault of code FM107.

    Args:
        root: the folder of the vault.
        config: its settings.
        read: returns the note that the bytes of the file at a path hold, as `read_note` does, which it is
            when not given.
    """
    found = find_files(root, config)
    notes: list[Note] = []
    faults = list(found.faults)
    for path in found.paths:
        try:
            raw = read_bytes(root, path)
            notes.append(read(path, raw) if read else read_note(path, raw, config))
        except FileUnreadableError as error:
            faults.append((path, Fault("FM107", Span(0, 0), error.problem)))
    return Vault(root, config, tuple(sorted(notes, key=lambda note: note.id)), tuple(sorted(faults, key=str)))


def read_note(path: str, raw: bytes, config: Config) -> Note:
    """Return the note that the bytes of the file at `path` hold. Nothing in them raises."""
    return note_of(read_document(path, raw), config)


def note_of(document: Document, config: Config) -> Note:
    """Return the note that a document holds."""
    data, body = document.fields.data, read_body(document)
    id_ = document.path.removesuffix(".md")
    stem = posixpath.basename(id_)
    stated = {name: _text(document, value, name) for name, value in data.items()}
    type_name = stated.get("type", "")
    h1 = next((heading for heading in body.headings if heading.level == 1), None)
    return Note(
        id=id_,
        path=document.path,
        stem=stem,
        title=_title(stated.get("title", ""), stem, h1, id_),
        type=_type(stem, type_name, config),
        document=document,
        type_name=type_name,
        headings=body.headings,
        links=body.links,
        comments=body.comments,
        entries=tuple(_entries(document, config)),
        confidence=confidence_named(stated.get("confidence", "")),
        status=_STATUSES.get(stated.get("status", ""), Status.ACTIVE),
        domain=stated.get("domain", ""),
        description=stated.get("description", ""),
        question=stated.get("question", ""),
        source=stated.get("source", ""),
        created=stated.get("created", ""),
        last_evaluated=stated.get("last_evaluated", ""),
        aliases=_texts(document, "aliases"),
        responses=tuple(text for text in _texts(document, "responses") if not says_nothing(text)),
        secondary_domains=_texts(document, "secondary_domains"),
        is_draft=data.get("draft") is True or stated.get("draft", "").casefold() in _YES,
    )


def _type(stem: str, name: str, config: Config) -> NoteType:
    name = config.types.aliases.get(name, name)
    if stem == "_map":
        return NoteType.MAP
    return TYPE_ALIASES.get(name, NoteType.NOTE)


def _title(stated: str, stem: str, h1: Heading | None, id_: str) -> str:
    """Return the stated title; else the file's name, unless it is a slug or `_map` and the H1 says more."""
    if stated:
        return stated
    if (
        h1 is not None
        and h1.text
        and (stem.startswith("_") or (" " not in stem and "" != slug(h1.text) == whole_slug(stem)))
    ):
        return h1.text
    if stem == "_map":
        return posixpath.basename(posixpath.dirname(id_)) or stem
    return stem


def _text(document: Document, value: Value, *path: str | int) -> str:
    """Return the value at `path` as a reader would see it: a list's entries joined, nothing for null.

    Where YAML made a mapping of a sentence with a colon, the file's own text is what the author meant.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        entries = (_text(document, entry, *path, index) for index, entry in enumerate(value))
        return "; ".join(filter(None, entries))
    span = document.fields.spans.get(path) if value else None
    return " ".join(document.text[span.start : span.end].split()) if span else ""


def _texts(document: Document, name: str) -> tuple[str, ...]:
    value = document.fields.data.get(name)
    if not isinstance(value, list):
        return tuple(filter(None, [_text(document, value, name)]))
    entries = (_text(document, entry, name, index) for index, entry in enumerate(value))
    return tuple(filter(None, entries))


def _entries(document: Document, config: Config) -> Iterator[Entry]:
    for name, value in document.fields.data.items():
        stated = EDGE_FIELDS.get(config.types.fields.get(name, name))
        if stated is not None and (relation := relation_named(stated)):
            for text, span in _entry_texts(document, name, value):
                yield _entry(name, *relation, text, span)
        elif name == REWEAVE_FIELD:
            for text, span in _entry_texts(document, name, value):
                yield _rewoven(text, span)
        elif name == "source":
            yield from _cited(document, _text(document, value, name))


def _entry_texts(document: Document, name: str, value: Value) -> Iterator[tuple[str, Span]]:
    """Yield the entries of an edge field, each as text; a scalar, or a link without quotes, is a list of one.

    A list or a mapping inside an entry is what YAML makes of `[[title]]` and `title: rest`; the file's own
    text is what the author meant.
    """
    whole = document.fields.spans.get((name,))
    if isinstance(value, list) and whole and _BRACKETED.fullmatch(document.text, whole.start, whole.end):
        yield " ".join(document.text[whole.start : whole.end].split()), whole
        return
    entries = value if isinstance(value, list) else [value]
    for index, entry in enumerate(entries):
        path: KeyPath = (name, index) if isinstance(value, list) else (name,)
        span = document.fields.spans.get(path)
        if span is None or entry is None:
            continue
        text = entry if isinstance(entry, str) else document.text[span.start : span.end]
        if text.strip():
            yield " ".join(text.split()), span


def says_nothing(text: str) -> bool:
    """Return whether an entry only says that there is none, as `challenged_by: none` does."""
    return text.strip().rstrip(".").casefold() in _NOTHING


def _entry(name: str, relation: Relation, is_inverse: bool, text: str, span: Span) -> Entry:
    link = _WHOLE_LINK.fullmatch(text)
    if link is None:
        return Entry(name, relation, is_inverse, text, False, span)
    target = link.group(1).partition("|")[0].partition("#")[0].strip()
    return Entry(name, relation, is_inverse, target, True, span, reason=without_links(link.group(2) or ""))


def _rewoven(text: str, span: Span) -> Entry:
    parts = [part.strip() for part in text.rsplit("|", 2)]
    target = parts[0].removeprefix("[[").removesuffix("]]")
    relation, is_inverse = (relation_named(parts[1]) if len(parts) > 1 else None) or (Relation.RELATED, False)
    date = parts[2] if len(parts) > 2 else ""
    return Entry(REWEAVE_FIELD, relation, is_inverse, target, True, span, date)


def _cited(document: Document, text: str) -> Iterator[Entry]:
    span = document.fields.span("source") or Span(0, 0)
    links = _BRACKETED.findall(text)
    for target in links:
        yield Entry("source", Relation.CITES, False, target.partition("|")[0].strip(), True, span)
    if text and not links:
        yield Entry("source", Relation.CITES, False, text, False, span)
