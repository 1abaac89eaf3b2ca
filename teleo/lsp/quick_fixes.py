"""Fixes that the editor offers beside those of the rules."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from teleo.formatting.edit import FieldShapeError, set_scalar
from teleo.formatting.formatter import FormattingRefusedError
from teleo.lsp.cursor import field_at, title_at
from teleo.lsp.view import View
from teleo.model import Diagnostic, Edit, Fix, Note, NoteType, Span
from teleo.rules.reference import Reference, read_references
from teleo.rules.rewriting import fix_adding_entry, fix_naming, name_for
from teleo.rules.scalars import is_plain, quoting
from teleo.schema import schema_of

_OFFERED = 3
_LEAST_SIMILARITY = 0.1
_MISNAMED = frozenset({"LK501", "LK503", "LK504"})
_STAND_INS = {
    "description": "one sentence that adds to the title",
    "source": "who says so, and on what evidence",
    "confidence": "speculative",
}


def meant(view: View, found: Diagnostic) -> Iterator[Fix]:
    """Yield fixes that put the titles nearest to a name that leads nowhere, or the notes that it could be."""
    reference = _misnamed(view, found)
    if reference is None:
        return
    vault = view.session.vault
    if reference.resolution.is_ambiguous:
        notes = [vault.by_id[id_] for id_ in reference.resolution.ids[:_OFFERED]]
        names = [note.id for note in notes]
    else:
        ids = [
            vault.resolver.resolve(title).id
            for title in view.session.titles().nearest(reference.text, _OFFERED)
        ]
        names = [name_for(vault, vault.by_id[id_]) for id_ in dict.fromkeys(ids) if id_ is not None]
    for name in names:
        fix = fix_naming(reference, name, is_safe=False)
        if fix is not None:
            yield fix


def missing_fields(view: View, here: Iterable[Diagnostic]) -> Iterator[Fix]:
    """Yield fixes that add the fields that the note's type asks for, where one of them is found to miss."""
    if not any(one.code == "SC401" for one in here):
        return
    schema = schema_of(view.note.type)
    data = view.note.document.fields.data
    if schema is None:
        wanted = ["type"] if "type" not in data else []
    else:
        wanted = [name for name in schema.required if data.get(name) in (None, "")]
    for name in wanted:
        yield from _setting(view, f"Add `{name}`", [name])
    if len(wanted) > 1:
        yield from _setting(view, "Add all missing fields", wanted)


def ignored(view: View, code: str) -> Fix:
    """Return the fix that silences a rule in the note, with room for the reason."""
    end = len(view.text.rstrip())
    line_end = "\r\n" if "\r\n" in view.text else "\n"
    comment = f"{line_end}{line_end}<!-- teleo: ignore[{code}] say here why -->"
    edit = Edit(view.note.path, Span(end, end), comment + (line_end if end == len(view.text) else ""))
    return Fix(f"Ignore {code} in this note", (edit,), is_safe=False)


def quoted_here(view: View, offset: int) -> Iterator[Fix]:
    """Yield the fix that puts the plain value of the frontmatter at a place in quotes."""
    found = field_at(view, offset)
    span = view.note.document.fields.spans.get(found[0]) if found is not None and not found[1] else None
    if span is None or found is None or not is_plain(view.text[span.start : span.end]):
        return
    if "\n" not in view.text[span.start : span.end] and view.text[span.start] not in "[{":
        yield Fix("Quote this", quoting(view.note, span).edits, is_safe=False)


def proposed_links(view: View, offset: int) -> Iterator[Fix]:
    """Yield fixes that record the most similar notes that are not linked, on the title and in `related`."""
    field = field_at(view, offset)
    if title_at(view, offset) is None and (field is None or field[0][:1] != ("related",)):
        return
    vault, graph = view.session.vault, view.session.graph
    linked = {*graph.succ[view.note.id], *graph.pred[view.note.id], view.note.id}
    similar = view.vault.similarity.to(view.note, vault.notes) if view.vault.similarity.is_ready else {}
    ranked = sorted(
        (-value, id_) for id_, value in similar.items() if id_ in vault.by_id and id_ not in linked
    )
    for value, id_ in ranked[:_OFFERED]:
        fix = fix_adding_entry(view.note, "related", name_for(vault, vault.by_id[id_]))
        if -value >= _LEAST_SIMILARITY and fix is not None:
            yield Fix(
                f"Relate to {vault.by_id[id_].title!r} (similarity {-value:.2f})", fix.edits, is_safe=False
            )


def _misnamed(view: View, found: Diagnostic) -> Reference | None:
    if found.code not in _MISNAMED:
        return None
    references = read_references(view.session.vault, view.note)
    return next((one for one in references if view.note.document.place(one.span) == found.place), None)


def _setting(view: View, title: str, names: list[str]) -> Iterator[Fix]:
    text = view.text
    try:
        for name in names:
            text = set_scalar(text, name, _stand_in(view, name))
    except (FormattingRefusedError, FieldShapeError):
        return
    yield Fix(title, (difference(view.note, text),), is_safe=False)


def _stand_in(view: View, name: str) -> str:
    if name == "type":
        return NoteType.CLAIM.value
    if name == "domain":
        used = Counter(note.domain for note in view.session.vault.notes if note.domain)
        return min(used, key=lambda domain: (-used[domain], domain), default="general")
    return _STAND_INS.get(name) or date.today().isoformat()


def difference(note: Note, after: str) -> Edit:
    """Return the one edit that makes `after` of a note's text."""
    before = note.document.text
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return Edit(note.path, Span(start, len(before) - end), after[start : len(after) - end])


def _alike(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    return next((index for index in range(shorter) if one[index] != other[index]), shorter)
