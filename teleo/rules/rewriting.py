"""Writes a note's name into the place of another text that meant it, in a link or in a frontmatter entry."""

import json
import re

from teleo.model import Edit, Fix, LinkKind, Note, Span
from teleo.rules.reference import Reference
from teleo.vault.reader import Vault

_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`\s])[^\x00-\x1f\x7f]*[^\s:]")
_BULLET = re.compile(r"[ ]*-[ ]+")
_WORDLIKE = re.compile(r"(?:true|false|yes|no|on|off|null|~|y|n|[-+.\d][\d_.:eE+-]*)", re.IGNORECASE)


def name_for(vault: Vault, note: Note) -> str:
    """Return a text that names `note` and no other: its file's name if that is words, its title, its path."""
    for name in (note.stem, note.title) if " " in note.stem else (note.title, note.stem):
        found = vault.resolver.resolve(name)
        if found.id == note.id and found.step.is_exact and not set("[]|#\n") & set(name):
            return name
    return note.id


def fix_naming(reference: Reference, name: str, *, is_safe: bool) -> Fix | None:
    """Return the fix that makes `reference` say `name`, keeping what a reader sees.

    `None` where the text cannot be replaced without knowing more, as in a Markdown link or a field that
    another tool writes.
    """
    edit = _link_edit(reference, name) if reference.link else _entry_edit(reference, name)
    return Fix(f"Write {name!r}", (edit,), is_safe) if edit else None


def fix_adding_entry(note: Note, field: str, text: str) -> Fix | None:
    """Return the fix that adds `text` to the list `field` of a note's frontmatter.

    `None` when the field is there and is no block list, or the note has no block.
    """
    document, entry = note.document, text if is_plain(text) else json.dumps(text, ensure_ascii=False)
    if document.block is None or document.faults:
        return None
    value = document.fields.data.get(field)
    if field not in document.fields.data:
        edit = Edit(note.path, Span(document.block.end, document.block.end), f"{field}:\n- {entry}\n")
        return Fix(f"Add {text!r} to {note.path}", (edit,), is_safe=False)
    last = document.fields.span(field, len(value) - 1) if isinstance(value, list) and value else None
    if last is None:
        return None
    line = document.lines.line_span(document.place(last).end_line)
    bullet = _BULLET.match(document.text, document.lines.line_span(document.place(last).line).start)
    if bullet is None or not document.text[line.start : line.end].endswith("\n"):
        return None
    edit = Edit(note.path, Span(line.end, line.end), f"{bullet[0]}{entry}\n")
    return Fix(f"Add {text!r} to {note.path}", (edit,), is_safe=False)


def _link_edit(reference: Reference, name: str) -> Edit | None:
    link = reference.link
    if link is None or link.kind is not LinkKind.WIKILINK:
        return None
    raw = reference.note.document.text[link.span.start : link.span.end]
    if not raw.startswith("[[") or not raw.endswith("]]") or "\\" in raw:
        return None
    target, bar, shown = raw[2:-2].partition("|")
    heading = target[target.index("#") :] if "#" in target else ""
    kept = shown if bar else target.strip()
    written = f"[[{name}{heading}]]" if kept == name + heading else f"[[{name}{heading}|{kept}]]"
    return Edit(reference.note.path, link.span, written)


def _entry_edit(reference: Reference, name: str) -> Edit | None:
    span, text = reference.span, reference.note.document.text
    raw = text[span.start : span.end]
    if raw.count(reference.text) != 1 or not raw:
        return None
    written = raw.replace(reference.text, name)
    quote = raw[0] if raw[0] in "\"'" else ""
    if quote:
        is_fit = not {quote, "\\"} & set(name)
    else:
        is_fit = is_plain(written)
    return Edit(reference.note.path, Span(span.start, span.end), written) if is_fit else None


def is_plain(text: str) -> bool:
    """Return whether `text` can stand in a list of YAML without quotes and be read as itself."""
    return (
        bool(_PLAIN.fullmatch(text))
        and ": " not in text
        and " #" not in text
        and not _WORDLIKE.fullmatch(text)
    )
