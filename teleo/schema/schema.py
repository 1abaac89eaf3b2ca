"""Reads the JSON Schema of a note type: for validation, and for the texts that an editor shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import jsonschema_rs

from teleo.model import NoteType
from teleo.resources import bundled


@dataclass(frozen=True, slots=True)
class FieldSchema:
    """What a schema says of one field.

    `values` are the words of a closed set, each with its meaning, in the schema's order; empty when any text
    may stand there. `holds_notes` says that the entries name notes.
    """

    name: str
    title: str
    description: str
    is_required: bool
    values: Mapping[str, str]
    holds_notes: bool


@dataclass(frozen=True)
class Schema:
    """The schema of one note type; its validator is compiled at the first use."""

    kind: NoteType
    data: Mapping[str, Any]

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that every note of the type has, in the schema's order."""
        return tuple(self.data["required"])

    @cached_property
    def fields(self) -> Mapping[str, FieldSchema]:
        """The fields that the schema knows, in its order."""
        required = set(self.required)
        return {
            name: _field_schema(name, data, name in required)
            for name, data in self.data["properties"].items()
        }

    @cached_property
    def validator(self) -> jsonschema_rs.Draft202012Validator:
        """The compiled schema."""
        return jsonschema_rs.Draft202012Validator(dict(self.data))


@cache
def schema_of(kind: NoteType) -> Schema | None:
    """Return the schema of a note type; `None` for plain notes, which are held to none."""
    if kind is NoteType.NOTE:
        return None
    return Schema(kind, json.loads((bundled("schemas") / f"{kind}.json").read_bytes()))


def _field_schema(name: str, data: Mapping[str, Any], is_required: bool) -> FieldSchema:
    words = data.get("enum", ())
    meanings = data.get("enumDescriptions", ("",) * len(words))
    references = [part.get("$ref", "") for part in data.get("allOf", ())]
    return FieldSchema(
        name,
        data["title"],
        data["description"],
        is_required,
        dict(zip(words, meanings, strict=True)),
        holds_notes="#/definitions/notes" in references,
    )
