"""Hover: what is known of the link, the field, the number, the calculator or the diagnostic under the pointer."""

import re

from lsprotocol import types

from teleo.calculators import all_calculators
from teleo.lsp.cursor import (
    bound_key,
    bound_link_at,
    field_at,
    part_at,
    reference_at,
    referred_key,
    title_at,
)
from teleo.lsp.diagnostics import overlapping
from teleo.lsp.facts import calculator_facts, note_facts, quantity_facts
from teleo.lsp.view import View
from teleo.model import Span
from teleo.rules import BY_CODE
from teleo.rules.page import sections, summary
from teleo.schema import schema_of

_SUPPRESSED = re.compile(r"\b[A-Z]{2}\d{3}\b")


def hover(view: View, params: types.HoverParams) -> types.Hover | None:
    """Return what is known of what stands at a position."""
    offset = view.positions.offset(params.position)
    found = _at(view, offset)
    rules = _rules(view, offset)
    if found is None and not rules:
        return None
    text, span = found if found is not None else ("", None)
    value = "\n\n---\n\n".join(filter(None, (text, rules)))
    range_ = None if span is None else view.positions.range(span)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, value), range_)


def _at(view: View, offset: int) -> tuple[str, Span] | None:
    """Return the text to show and the span that it speaks of."""
    found = _number(view, offset) or _note(view, offset) or _code(view, offset)
    return found or _field(view, offset)


def _number(view: View, offset: int) -> tuple[str, Span] | None:
    link = bound_link_at(view, offset)
    if link is not None:
        key = bound_key(view.session, view.note, link)
        result = view.session.quantities.get(key) if key is not None else None
        return None if result is None else (quantity_facts(result), link.span)
    part = part_at(view, offset)
    if part is None:
        return None
    calculator = all_calculators().get(part.declaration.text("calc"))
    if part.name == "calc" and calculator is not None:
        return calculator_facts(calculator), part.span
    result = view.session.quantities.get(referred_key(view, part) or (view.note.id, part.declaration.id))
    return None if result is None else (quantity_facts(result), part.span)


def _note(view: View, offset: int) -> tuple[str, Span] | None:
    reference = reference_at(view, offset)
    if reference is None:
        span = title_at(view, offset)
        return None if span is None else (note_facts(view, view.note), span)
    ids = reference.resolution.ids
    if reference.resolution.id is not None:
        return note_facts(view, view.session.vault.by_id[ids[0]]), reference.span
    if ids:
        return "Names several notes:\n\n" + "\n".join(f"- {id_}" for id_ in ids), reference.span
    return None


def _code(view: View, offset: int) -> tuple[str, Span] | None:
    """Show the rule that a suppression comment names."""
    document = view.note.document
    line = document.lines.line_span(document.lines.position(offset)[0])
    if "teleo:" not in view.text[line.start : line.end]:
        return None
    for match in _SUPPRESSED.finditer(view.text, line.start, line.end):
        if match.start() <= offset <= match.end() and match[0] in BY_CODE:
            return _rule(match[0]), Span(*match.span())
    return None


def _field(view: View, offset: int) -> tuple[str, Span] | None:
    found = field_at(view, offset)
    schema = schema_of(view.note.type)
    if found is None or schema is None:
        return None
    path, is_key = found
    field = schema.fields.get(str(path[0]))
    span = view.note.document.fields.key(*path) if is_key else view.note.document.fields.span(*path)
    if field is None or span is None:
        return None
    must = " (required)" if field.is_required else ""
    lines = [f"**{field.name}**{must}: {field.description}"]
    lines += [f"- `{word}`: {meaning}" for word, meaning in field.values.items()]
    return "\n\n".join((lines[0], "\n".join(lines[1:]))).strip(), span


def _rules(view: View, offset: int) -> str:
    """Return the rules of the diagnostics at a place, each with the way out."""
    line, column = view.note.document.lines.position(offset)
    here = [
        one
        for one in overlapping(view.vault.check((view.note.id,)), line, line)
        if (one.place.line, one.place.column) <= (line, column) <= (one.place.end_line, one.place.end_column)
    ]
    return "\n\n".join(_rule(code) for code in dict.fromkeys(one.code for one in here))


def _rule(code: str) -> str:
    rule = BY_CODE[code]
    way_out = sections(rule).get("Fix", "").strip()
    return f"**{code}** {rule.name}: {summary(rule)}\n\n{way_out}"
