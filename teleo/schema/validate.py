"""Finds where a document's frontmatter departs from the schema of its type."""

from collections.abc import Collection, Iterator
from typing import Any

import jsonschema_rs

from teleo.model import EDGE_FIELDS, Document, KeyPath, NoteType
from teleo.schema.breach import Breach, BreachKind
from teleo.schema.schema import Schema, schema_of

_SHAPES = {
    "array": "a list",
    "boolean": "true or false",
    "null": "nothing",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}
_PATTERNS = {"lang": "the tag of a language, such as en or pt-BR"}
"""What the patterns of fields ask for that are no days."""

_ORDER = ("string", "number", "array", "object", "boolean")


def breaches(document: Document, kind: NoteType, extra_fields: Collection[str] = ()) -> Iterator[Breach]:
    """Yield the departures of `document` from the schema of `kind`: missing fields, then values, then keys.

    Entries of edge fields that are no text are left to the rules on YAML, and so is the word of `type`.

    Args:
        document: the note as read.
        kind: the type that it is held to; a plain note departs from nothing.
        extra_fields: names of edge fields that the vault's settings add.
    """
    schema = schema_of(kind)
    if schema is None or document.block is None:
        return
    data = document.fields.data
    yield from _missing(document, schema)
    for error in schema.validator.iter_errors(dict(data)):
        breach = _breach(document, error)
        if breach is not None:
            yield breach
    for name in data:
        if name not in schema.fields and name not in extra_fields:
            span = document.fields.key(name)
            yield Breach(
                BreachKind.UNKNOWN, (name,), span, f"unknown field {_short(name)}", name, tuple(schema.fields)
            )


def _missing(document: Document, schema: Schema) -> Iterator[Breach]:
    data = document.fields.data
    for name in schema.required:
        value = data.get(name)
        if name not in data:
            yield Breach(BreachKind.MISSING, (name,), None, f"has no `{name}`")
        elif value is None or (isinstance(value, str) and not value.strip()):
            yield Breach(BreachKind.MISSING, (name,), document.fields.key(name), f"`{name}` is empty")


def _breach(document: Document, error: jsonschema_rs.ValidationError) -> Breach | None:
    path: KeyPath = tuple(error.instance_path)
    value = error.instance
    if not path or _is_left_to_others(path, value):
        return None
    span = document.fields.span(*path)
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    details = error.kind.as_dict()
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.Enum):
        words = tuple(word for word in details["options"] if isinstance(word, str))
        if isinstance(value, str):
            message = f"`{name}` is {_short(value)}, not one of {', '.join(words)}"
            return Breach(BreachKind.VOCABULARY, path, span, message, value, words)
        return Breach(BreachKind.SHAPE, path, span, f"`{name}` wants one word, found {_shape(value)}")
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.Pattern):
        wanted = _PATTERNS.get(name, "a day such as 2026-03-24")
        message = f"`{name}` wants {wanted}, found {_short(value)}"
        return Breach(BreachKind.SHAPE, path, span, message, str(value))
    if isinstance(error.kind, jsonschema_rs.ValidationErrorKind.Type):
        message = f"`{name}` wants {_wanted(details['types'])}, found {_shape(value)}"
        return Breach(BreachKind.SHAPE, path, span, message)
    return Breach(BreachKind.SHAPE, path, span, f"`{name}`: {error.message}")


def _is_left_to_others(path: KeyPath, value: Any) -> bool:
    """Empty values are missing or unset, and entries that are no text have a rule that can mend them; so has a list
    or a mapping where a quantity wants one value.
    """
    if path[0] == "quantities" and isinstance(value, list | dict):
        return True
    if len(path) == 1:
        return value is None or value == "" or (path == ("type",) and not isinstance(value, list | dict))
    return path[0] in EDGE_FIELDS or path[0] == "responses" or value is None


def _wanted(types: list[str]) -> str:
    return " or ".join(_SHAPES[word] for word in _ORDER if word in types)


def _shape(value: Any) -> str:
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, bool):
        return f"the word {str(value).lower()}"
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "a mapping"


def _short(text: Any) -> str:
    text = " ".join(str(text).split())
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
