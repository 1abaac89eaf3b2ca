"""Completion of frontmatter: the fields of the note's type and what may stand in them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from lsprotocol import types

from teleo.lsp.completion_titles import as_yaml, entries
from teleo.lsp.view import View
from teleo.lsp.yaml_place import YamlPlace
from teleo.model import EDGE_FIELDS, NoteType, Span
from teleo.schema import FieldSchema, schema_of

_DATES = frozenset({"created", "last_evaluated", "last_updated", "accessed", "processed_date"})
_DOMAINS = frozenset({"domain", "secondary_domains"})

Choice = tuple[str, str]


def fields(view: View, place: YamlPlace, end: int) -> types.CompletionList | None:
    """Offer what may stand at a place of the frontmatter outside `quantities`."""
    if not place.path:
        return (
            listed(view, place, end, _names(view), types.CompletionItemKind.Field) if place.is_key else None
        )
    name = place.path[0]
    if len(place.path) > 1 or (place.is_key and not place.is_item):
        return None
    if view.session.vault.config.types.fields.get(name, name) in EDGE_FIELDS:
        return entries(view, place.typed, place.start, end, in_flow=place.in_flow)
    choices = _values(view, name)
    return listed(view, place, end, choices, types.CompletionItemKind.EnumMember) if choices else None


def listed(
    view: View,
    place: YamlPlace,
    end: int,
    choices: Iterable[Choice],
    kind: types.CompletionItemKind,
) -> types.CompletionList:
    """Return choices, each a text with its meaning, to take the place of what is typed."""
    range_ = view.positions.range(Span(place.start, end))
    items = [
        types.CompletionItem(
            label=text.rstrip(": \n-"),
            kind=kind,
            detail=meaning or None,
            sort_text=f"{number:04}",
            filter_text=text,
            text_edit=types.TextEdit(range_, text),
        )
        for number, (text, meaning) in enumerate(choices)
    ]
    return types.CompletionList(is_incomplete=False, items=items)


def _names(view: View) -> list[Choice]:
    """Return the fields that are not there yet, those that must be first."""
    schema = schema_of(view.note.type) or schema_of(NoteType.CLAIM)
    assert schema is not None
    there = view.note.document.fields.data
    missing = [field for field in schema.fields.values() if field.name not in there]
    missing.sort(key=lambda field: not field.is_required)
    return [(_with_colon(field), field.description) for field in missing]


def _with_colon(field: FieldSchema) -> str:
    return f"{field.name}:\n- " if field.holds_notes else f"{field.name}: "


def _values(view: View, name: str) -> list[Choice]:
    if name == "type":
        described = [(kind.value, schema_of(kind)) for kind in NoteType]
        return [
            (word, schema.data.get("description", "")) for word, schema in described if schema is not None
        ]
    if name in _DOMAINS:
        return _domains(view)
    if name in _DATES:
        return [(date.today().isoformat(), "today")]
    schema = schema_of(view.note.type) or schema_of(NoteType.CLAIM)
    field = schema.fields.get(name) if schema is not None else None
    return list(field.values.items()) if field is not None else []


def _domains(view: View) -> list[Choice]:
    """Return the domains of the settings, then those that notes name, the most frequent first."""
    stated = view.session.vault.config.vault.domains
    used = Counter(note.domain for note in view.session.vault.notes if note.domain and note is not view.note)
    found: dict[str, str] = {name: table.get("title", "") for name, table in stated.items()}
    for name, count in sorted(used.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(as_yaml(name, in_flow=False), f"{count} notes")
    return list(found.items())
