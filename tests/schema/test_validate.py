"""What a document may say under each schema, and what is found when it says something else."""

import pytest

from teleo.model import Document, Fields, KeyPath, NoteType, Span, Value
from teleo.schema import Breach, BreachKind, breaches

CLAIM: dict[str, Value] = {
    "type": "claim",
    "domain": "ai-compute",
    "description": "Queries multiply while models are trained once.",
    "confidence": "likely",
    "source": "Deloitte 2026",
    "created": "2026-03-24",
}
GOOD: dict[NoteType, dict[str, Value]] = {
    NoteType.CLAIM: CLAIM,
    NoteType.SOURCE: {"type": "source", "description": "A report.", "author": ["Ada", "Bo"], "status": "processed"},
    NoteType.QUESTION: {"type": "question", "description": "It decides what to build.", "status": "open"},
    NoteType.ENTITY: {"type": "entity", "entity_type": "company", "handles": ["@x"]},
    NoteType.BELIEF: {"type": "belief", "description": "Held since 2020.", "confidence": "strong"},
    NoteType.POSITION: {"type": "position", "description": "Bet on it.", "confidence": "cautious"},
    NoteType.CONVICTION: {"type": "conviction", "description": "On taste.", "staked_by": "Ada", "stake": "high"},
    NoteType.MAP: {"type": "map"},
}  # fmt: skip


def found(data: dict[str, Value], kind: NoteType = NoteType.CLAIM) -> list[Breach]:
    spans: dict[KeyPath, Span] = {(key,): Span(100 + number, 200) for number, key in enumerate(data)}
    keys: dict[KeyPath, Span] = {(key,): Span(number, number + 1) for number, key in enumerate(data)}
    document = Document("x.md", "", "", Span(0, 0), Span(0, 0), Fields(data, spans, keys))
    return list(breaches(document, kind))


@pytest.mark.parametrize("kind", GOOD)
def test_a_sound_note_of_each_type_has_no_breach(kind: NoteType) -> None:
    assert found(GOOD[kind], kind) == []


@pytest.mark.parametrize("kind", GOOD)
def test_a_note_of_each_type_without_its_required_fields_is_found_out(kind: NoteType) -> None:
    assert {breach.kind for breach in found({"status": None}, kind)} == {BreachKind.MISSING}


def test_a_missing_field_has_no_place_and_an_empty_one_that_of_its_key() -> None:
    without = {key: value for key, value in CLAIM.items() if key != "source"}
    assert [(b.kind, b.path, b.span) for b in found(without)] == [(BreachKind.MISSING, ("source",), None)]
    assert [(b.kind, b.span) for b in found({**CLAIM, "source": " "})] == [(BreachKind.MISSING, Span(4, 5))]
    assert [(b.kind, b.span) for b in found({**CLAIM, "source": None})] == [(BreachKind.MISSING, Span(4, 5))]


def test_a_word_outside_the_vocabulary_is_named_with_those_inside() -> None:
    (breach,) = found({**CLAIM, "confidence": "plausible"})
    assert breach.kind is BreachKind.VOCABULARY
    assert breach.found == "plausible"
    assert breach.allowed == ("proven", "likely", "experimental", "speculative")
    assert breach.span == Span(103, 200)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("description", ["one", "two"], "`description` wants text, found a list"),
        ("lang", "French!", "`lang` wants the tag of a language, such as en or pt-BR, found 'French!'"),
        ("created", "last week", "`created` wants a day such as 2026-03-24, found 'last week'"),
        ("draft", "soon", "`draft` wants true or false, found 'soon'"),
        ("confidence", ["likely"], "`confidence` wants one word, found a list"),
        ("supports", {"a": "b"}, "`supports` wants text or a list, found a mapping"),
        ("quantities", {"share": "35%"}, "`quantities.share` wants a mapping, found '35%'"),
        ("tags", ["a", ["b"]], "`tags.2` wants text, found a list"),
        ("domain", True, "`domain` wants text, found the word true"),
        ("type", ["claim"], "`type` wants one word, found a list"),
    ],
)
def test_a_value_of_the_wrong_shape_is_named_with_the_right_one(
    field: str, value: Value, message: str
) -> None:
    assert [(b.kind, b.message) for b in found({**CLAIM, field: value})] == [(BreachKind.SHAPE, message)]


@pytest.mark.parametrize("value", [["a", ["x"]], [{"a": "b"}], "one title", None, [None]])
def test_entries_that_a_rule_on_yaml_can_mend_are_left_to_it(value: Value) -> None:
    assert found({**CLAIM, "supports": value}) == []
    assert found({**CLAIM, "responses": value}) == []


@pytest.mark.parametrize("date", ["2026-03-00", "2026-03", "2026", "2026-03-24T10:00:00Z"])
def test_dates_that_are_only_partial_or_impossible_are_left_to_the_rule_on_dates(date: str) -> None:
    assert found({**CLAIM, "created": date}) == []


def test_an_unknown_field_is_pointed_at_by_its_key() -> None:
    (breach,) = found({**CLAIM, "confidance": "likely"})
    assert (breach.kind, breach.found, breach.span) == (BreachKind.UNKNOWN, "confidance", Span(6, 7))


def test_a_plain_note_is_held_to_nothing() -> None:
    assert found({"type": "insight", "whatever": ["x"]}, NoteType.NOTE) == []
