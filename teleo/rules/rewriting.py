"""Writes a note's name into the place of another text that meant it, in a link or in a frontmatter entry."""

import re
from collections.abc import Iterable
from itertools import takewhile

from teleo.formatting.edit import FieldShapeError, append_entry
from teleo.formatting.formatter import FormattingRefusedError
from teleo.formatting.plain import can_be_plain, quoted
from teleo.model import Document, Edit, Fix, LinkKind, Note, Span
from teleo.rules.reference import Reference
from teleo.vault.reader import Vault

_NO_TARGET = frozenset("[]|#\n")
"""Characters that end the target of a link or begin another."""

_PROPERTIES = r"(?:[&!]\S*\s+)*"
_BRACKET = re.compile(rf"{_PROPERTIES}\[")
_BRACE = re.compile(rf"(?:\s|#[^\n]*\n)*{_PROPERTIES}\{{")


def name_for(vault: Vault, note: Note) -> str:
    """Return a text that names `note` and no other: its file's name if that is words, its title, its path."""
    for name in (note.stem, note.title) if " " in note.stem else (note.title, note.stem):
        found = vault.resolver.resolve(name)
        if found.id == note.id and found.step.is_exact and not _NO_TARGET & set(name):
            return name
    return note.id


def fix_naming(reference: Reference, name: str, *, is_safe: bool) -> Fix | None:
    """Return the fix that makes `reference` say `name`, keeping what a reader sees.

    `None` where the text cannot be replaced without knowing more, as in a Markdown link or a field that
    another tool writes, and where blanks around the name would not count.
    """
    if name != name.strip():
        return None
    edit = _link_edit(reference, name) if reference.link else _entry_edit(reference, name)
    return Fix(f"Write {name!r}", (edit,), is_safe) if edit else None


def fix_adding_entry(note: Note, field: str, text: str) -> Fix | None:
    """Return the fix that adds `text` to the list `field` of a note's frontmatter, which becomes canonical.

    `None` when the frontmatter cannot be written.
    """
    before = note.document.text
    try:
        after = append_entry(before, field, text)
    except (FormattingRefusedError, FieldShapeError):
        return None
    start = _alike(before, after)
    end = _alike(reversed(before[start:]), reversed(after[start:]))
    edit = Edit(note.path, Span(start, len(before) - end), after[start : len(after) - end])
    return Fix(f"Add {text!r} to {note.path}", (edit,), is_safe=False)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _link_edit(reference: Reference, name: str) -> Edit | None:
    link = reference.link
    if link is None or link.kind is not LinkKind.WIKILINK:
        return None
    raw = reference.note.document.text[link.span.start : link.span.end]
    if not raw.startswith("[[") or not raw.endswith("]]") or set("\\`") & set(raw) or _NO_TARGET & set(name):
        return None
    target, bar, shown = raw[2:-2].partition("|")
    heading = target[target.index("#") :] if "#" in target else ""
    kept = shown if bar else target.strip()
    written = f"[[{name}{heading}]]" if kept == name + heading else f"[[{name}{heading}|{kept}]]"
    return Edit(reference.note.path, link.span, written)


def _entry_edit(reference: Reference, name: str) -> Edit | None:
    span, document, entry = reference.span, reference.note.document, reference.entry
    raw = document.text[span.start : span.end]
    if not raw or raw.count(reference.text) != 1 or ("[[" in raw and _NO_TARGET & set(name)):
        return None
    written = raw.replace(reference.text, name)
    quote = raw[0] if raw[0] in "\"'" else ""
    if quote:
        is_fit = not {quote, "\\"} & set(name)
    else:
        in_flow = entry is not None and is_in_flow(document, entry.field)
        is_fit = can_be_plain(raw) and plain_or_quoted(written, is_in_flow=in_flow) == written
    return Edit(reference.note.path, Span(span.start, span.end), written) if is_fit else None


def is_in_flow(document: Document, field: str) -> bool:
    """Return whether a field stands in braces, or its entries in brackets, where a comma parts a text in two."""
    whole = document.fields.span(field)
    if whole is None or document.block is None:
        return False
    is_braced = _BRACE.match(document.text, document.block.start, whole.start) is not None
    return is_braced or _BRACKET.match(document.text, whole.start) is not None


def plain_or_quoted(text: str, *, is_in_flow: bool) -> str:
    """Return the source of an entry that says `text`: plain where it can be, else in double quotes."""
    is_plain = can_be_plain(text) and not (is_in_flow and set(",[]{}") & set(text))
    return text if is_plain else quoted(text)
