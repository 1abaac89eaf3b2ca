"""The schemas are sound, agree with each other and with the vocabulary, and read well as hover text."""

import json
from typing import Any

import jsonschema_rs
import pytest

from teleo.model import EDGE_FIELDS, Confidence, NoteType, Status
from teleo.resources import bundled
from teleo.schema import schema_of

KINDS = tuple(kind for kind in NoteType if kind is not NoteType.NOTE)
DRAFT_07 = {
    "$schema", "$id", "$ref", "title", "description", "type", "required", "properties", "definitions", "enum",
    "enumDescriptions", "items", "pattern", "minLength", "allOf", "additionalProperties",
}  # fmt: skip

each_kind = pytest.mark.parametrize("kind", KINDS)


def schema(kind: NoteType) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((bundled("schemas") / f"{kind}.json").read_text(encoding="utf-8"))
    return data


def keywords(data: Any) -> set[str]:
    if not isinstance(data, dict):
        return set()
    found = set(data)
    for key, value in data.items():
        if key in ("properties", "definitions"):
            found |= set().union(*(keywords(part) for part in value.values()))
        elif key == "allOf":
            found |= set().union(*(keywords(part) for part in value))
        else:
            found |= keywords(value)
    return found


def test_there_is_one_schema_for_each_type_and_none_for_plain_notes() -> None:
    assert {path.stem for path in bundled("schemas").glob("*.json")} == {kind.value for kind in KINDS}
    assert schema_of(NoteType.NOTE) is None


@each_kind
def test_a_schema_is_valid_in_both_drafts_and_uses_the_words_of_the_older(kind: NoteType) -> None:
    data = schema(kind)
    assert jsonschema_rs.meta.is_valid(data)
    assert jsonschema_rs.meta.is_valid({**data, "$schema": "http://json-schema.org/draft-07/schema#"})
    assert keywords(data) <= DRAFT_07


@each_kind
def test_a_schema_is_identified_by_its_type(kind: NoteType) -> None:
    assert schema(kind)["$id"] == f"urn:teleo:schema:{kind}"


@each_kind
def test_every_field_has_a_title_and_a_sentence_to_show(kind: NoteType) -> None:
    known = schema_of(kind)
    assert known is not None
    for field in known.fields.values():
        assert field.title
        assert len(field.description) > 20
        assert field.description.endswith(".") or field.description.endswith("`.")
        assert all(meaning.endswith(".") for meaning in field.values.values())


@each_kind
def test_every_schema_knows_every_edge_field(kind: NoteType) -> None:
    known = schema_of(kind)
    assert known is not None
    assert {name for name, field in known.fields.items() if field.holds_notes} >= set(EDGE_FIELDS)


def test_definitions_of_one_name_are_the_same_everywhere() -> None:
    seen: dict[str, Any] = {}
    for kind in KINDS:
        for name, definition in schema(kind)["definitions"].items():
            assert seen.setdefault(name, definition) == definition


def test_the_ratings_of_a_claim_are_those_that_teleo_ranks() -> None:
    claim = schema_of(NoteType.CLAIM)
    assert claim is not None
    assert set(claim.fields["confidence"].values) == {rating.word for rating in Confidence}
    assert set(claim.fields["status"].values) == {status.value for status in Status}
