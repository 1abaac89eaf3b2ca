"""Reads what notes say of quantities, in their frontmatter and in fenced blocks named `quantities`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from teleo.allowed import advice
from teleo.model import Document, Fields, KeyPath, Note, Span, Value
from teleo.quantities.declaration import KEYS, Declaration, Written
from teleo.quantities.presence import FIELD
from teleo.quantities.problem import Problem
from teleo.vault.fences import MAX_BLOCK_BYTES
from teleo.vault.yaml_fields import BlockError, read_fields

ID = re.compile(r"[^\W\d_][\w-]*")

_MEANT = {
    **dict.fromkeys(("value", "result", "estimate", "amount"), "stated"),
    **dict.fromkeys(("inputs", "input", "params", "parameters", "args"), "in"),
    **dict.fromkeys(("model", "formula"), "calc"),
    **dict.fromkeys(("source", "reference"), "src"),
    **dict.fromkeys(("date", "year"), "as_of"),
    "variable": "var",
}
"""Keys that people write for those that there are, where letters alone would name another."""

_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Declared:
    """The quantities of one note in the order of the file, and what is wrong around them."""

    declarations: tuple[Declaration, ...]
    problems: tuple[Problem, ...]


def read_declarations(note: Note) -> Declared:
    """Return the quantities that a note declares. Nothing in it raises."""
    document = note.document
    found: dict[str, Declaration] = {}
    problems: list[Problem] = []
    for fields, path in _maps(document, problems):
        entries = fields.data[FIELD] if path else fields.data
        span = fields.span(*path) or Span(0, 0)
        if not isinstance(entries, Mapping):
            message = "must map each id to its quantity, as in `share: {calc: shift.share_at, in: {…}}`"
            problems.append(Problem("QU901", span, message))
            continue
        for name, value in entries.items():
            declaration = _declaration(note.id, fields, (*path, name), value)
            if declaration.id in found:
                message = f"the quantity {name!r} stands twice in this note; rename one"
                problems.append(Problem("QU901", declaration.span, message))
            else:
                found[declaration.id] = declaration
    return Declared(tuple(found.values()), tuple(problems))


def _maps(document: Document, problems: list[Problem]) -> Iterator[tuple[Fields, KeyPath]]:
    """Yield each mapping of quantities and the path to it."""
    if document.fields.data.get(FIELD) is not None:
        yield document.fields, (FIELD,)
    for span in _blocks(document):
        if len(document.text[span.start : span.end].encode("utf-8", "replace")) > MAX_BLOCK_BYTES:
            message = f"the block is larger than {MAX_BLOCK_BYTES // 1024} KiB; split it"
            problems.append(Problem("QU901", Span(span.start, span.start), message))
            continue
        try:
            fields, faults = read_fields(document.text[span.start : span.end], span.start)
        except BlockError as error:
            problems.append(Problem("QU901", error.fault.span, error.fault.message))
            continue
        problems += [Problem("QU901", fault.span, fault.message) for fault in faults]
        is_wrapped = list(fields.data) == [FIELD]
        yield fields, ((FIELD,) if is_wrapped else ())


def _blocks(document: Document) -> Iterator[Span]:
    """Yield the content of each fenced block named `quantities` in a body; one never closed runs to its end."""
    if FIELD not in document.body_text:
        return
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(document.text, document.body.start, document.body.end):
        if opened is None:
            opened = match
        elif match["fence"].startswith(opened["fence"]) and not match["info"].strip():
            if opened["info"].split()[:1] == [FIELD]:
                yield Span(opened.end() + 1, match.start())
            opened = None
    if opened is not None and opened["info"].split()[:1] == [FIELD]:
        yield Span(min(opened.end() + 1, document.body.end), document.body.end)


def _declaration(note: str, fields: Fields, path: KeyPath, value: Value) -> Declaration:
    name = str(path[-1])
    span = fields.key(*path) or fields.span(*path) or Span(0, 0)
    if not ID.fullmatch(name):
        message = f"the id {name!r} needs a letter first, then letters, digits, `_` or `-`; rename it"
        return Declaration(note, name, span, problems=(Problem("QU901", span, message),))
    if not isinstance(value, Mapping):
        message = f"{name} must be a map with `calc`, and `in` or `stated`"
        return Declaration(note, name, span, problems=(Problem("QU901", span, message),))
    problems = [_unknown(fields, (*path, key)) for key in value if key not in KEYS]
    terms: dict[str, Written] = {}
    inputs: dict[str, Written] = {}
    for key, term in value.items():
        place = fields.span(*path, key) or span
        if key == "in":
            inputs = _inputs(fields, (*path, key), term, problems)
        elif key in KEYS and isinstance(term, (list, dict)):
            hint = "an interval is written `2 to 5`" if key == "stated" else "quote it if it holds brackets"
            problems.append(Problem("QU901", place, f"{key} must be one value; {hint}"))
        elif key in KEYS and term is not None:
            terms[key] = Written(term, place)
    return Declaration(note, name, span, terms, inputs, tuple(problems))


def _inputs(fields: Fields, path: KeyPath, value: Value, problems: list[Problem]) -> dict[str, Written]:
    span = fields.span(*path) or Span(0, 0)
    if isinstance(value, Mapping):
        return {name: Written(each, fields.span(*path, name) or span) for name, each in value.items()}
    if value is not None:
        problems.append(
            Problem("QU901", span, "`in` must map each input to its value, as in `in: {years: 10}`")
        )
    return {}


def _unknown(fields: Fields, path: KeyPath) -> Problem:
    name = str(path[-1])
    hint = f"did you mean {_MEANT[name]!r}?" if name in _MEANT else advice(name, KEYS)
    span = fields.key(*path) or Span(0, 0)
    return Problem("QU901", span, f"a quantity has no key {name!r}; {hint}")
