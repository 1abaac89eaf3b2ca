"""What the rules on YAML share: the scalars of a note as they are written, and the fix that quotes one."""

from collections.abc import Iterator

from teleo.formatting.plain import quoted
from teleo.model import EDGE_FIELDS, REWEAVE_FIELD, Document, Edit, Fix, KeyPath, Note, Span, Value
from teleo.rules.rule import Context


def scalars(document: Document) -> Iterator[tuple[KeyPath, Span, str]]:
    """Yield the path, the span and the source of each scalar of the frontmatter, in order."""
    pending: list[tuple[KeyPath, Value]] = [((name,), value) for name, value in document.fields.data.items()]
    pending.reverse()
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending += [((*path, name), part) for name, part in reversed(value.items())]
        elif isinstance(value, list):
            pending += [((*path, index), part) for index, part in reversed(list(enumerate(value)))]
        elif (span := document.fields.spans.get(path)) is not None:
            yield path, span, document.text[span.start : span.end]


def is_plain(source: str) -> bool:
    """Return whether the source of a scalar is written without quotes and without a sign before it."""
    return source[:1] not in ("", "'", '"', "|", ">", "&", "*", "!")


def is_arguing_field(context: Context, name: str | int) -> bool:
    """Return whether a field holds edges, by its own name or by one that the settings give it, or responses."""
    if not isinstance(name, str):
        return False
    return (
        name in (REWEAVE_FIELD, "responses")
        or context.vault.config.types.fields.get(name, name) in EDGE_FIELDS
    )


def end_of_line(text: str, start: int) -> int:
    """Return where the line that holds `start` ends, white space before its break left out."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return start + len(text[start:end].rstrip())


def quoting(note: Note, span: Span) -> Fix:
    """Return the fix that puts the text of `span` in quotes, so that YAML reads just that text."""
    source = quoted(note.document.text[span.start : span.end])
    return Fix("Put it in quotes", (Edit(note.path, span, source),), is_safe=False)
