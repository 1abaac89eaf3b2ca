"""The rules on the graph and on ratings, on vaults worked by hand."""

from pathlib import Path

import pytest

from teleo.pipeline import survey
from tests.rules.vaults import claim, fixed, found, messages, write


def rated(rating: str, *premises: str) -> str:
    listed = ("depends_on:", *(f"- {premise}" for premise in premises)) if premises else ()
    return claim(f"confidence: {rating}", "source: x", *listed)


def test_a_circle_is_named_once_by_a_shortest_cycle(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": rated("likely", "b"),
            "b": rated("likely", "c", "a"),
            "c": rated("likely", "a"),
            "d": rated("likely", "a"),
        },
    )
    assert messages(tmp_path, "GR601") == ["depends on itself: → 'b' → back here"]


def test_a_long_circle_is_shortened(tmp_path: Path) -> None:
    write(tmp_path, {f"n{i}": rated("likely", f"n{(i + 1) % 9}") for i in range(9)})
    assert messages(tmp_path, "GR601") == [
        "depends on itself: → 'n1' → 'n2' → 'n3' → 'n4' → 'n5' → … 3 more → back here"
    ]


def test_for_and_against_in_one_note_and_not_in_two(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": claim("depends_on:", "- b", "contradicts:", "- b"),
            "b": claim("contradicts:", "- a"),
            "c": claim("supports:", "- b"),
        },
    )
    assert messages(tmp_path, "GR602") == ["depends on and contradicts one claim: 'b'"]


def test_a_superseded_claim_may_be_mentioned_and_not_rested_on(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "old": claim("status: superseded"),
            "a": claim(body="[[old]]"),
            "b": claim("supports:", "- old"),
            "older": claim("status: retired", "depends_on:", "- old"),
        },
    )
    assert [(item.path, item.message) for item in found(tmp_path, "GR603")] == [
        ("b.md", "supports a superseded claim: 'old'")
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (claim("confidence: likely"), "confidence: likely\ncontradicts:\n- a\n---\n"),
        (claim("contradicts:", "- c", "domain: x"), "contradicts:\n- c\n- a\ndomain: x\n"),
        (claim("contradicts:", "  - c"), "contradicts:\n- c\n- a\n---\n"),
    ],
)
def test_a_contradiction_is_mirrored_in_the_other_note_when_asked(
    tmp_path: Path, before: str, after: str
) -> None:
    write(tmp_path, {"a": claim("contradicts:", "- b"), "b": before, "c": claim()})
    assert after in fixed(tmp_path, "GR604", unsafe=True)["b.md"]
    assert fixed(tmp_path, "GR604") == {}


def test_numbers_that_contradict_each_other_state_no_edge_to_be_mirrored(tmp_path: Path) -> None:
    number = "quantities: {{a: {{calc: given, var: v, as_of: 2026, stated: {}}}}}"
    write(tmp_path, {"a": claim(number.format(1)), "b": claim(number.format(9))})
    codes = [item.code for item in survey(tmp_path).diagnostics]
    assert codes.count("QU906") == 2
    assert "GR604" not in codes


def test_a_mirrored_contradiction_is_no_fault(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("contradicts:", "- b"), "b": claim("contradicts:", "- a")})
    assert messages(tmp_path, "GR604") == []


NUMBERS = ("first", "second", "third", "fourth")
SENTENCES = [f"The {word} part of the argument has some seven words in it." for word in NUMBERS]


def test_texts_that_share_half_their_wording_are_near_duplicates(tmp_path: Path) -> None:
    other = [f"Quite another tale, the {word}, is told in about a dozen words here." for word in NUMBERS]
    write(
        tmp_path,
        {
            "one claim stands": claim(body=" ".join(SENTENCES)),
            "two claims stand": claim(body=" ".join(SENTENCES[:3] + other[3:])),
            "three claims stand": claim(body=" ".join(other)),
        },
    )
    pairs = {(item.path, item.message.partition(":")[0]) for item in found(tmp_path, "GR605")}
    assert pairs == {
        ("one claim stands.md", "says the same as 'two claims stand'"),
        ("two claims stand.md", "says the same as 'one claim stands'"),
    }


def test_one_title_in_two_spellings_is_a_near_duplicate(tmp_path: Path) -> None:
    write(tmp_path, {"a/Chips follow load": claim(), "b/chips-follow-load": claim()})
    assert messages(tmp_path, "GR605") == [
        "has the title of 'b/chips-follow-load.md'; join them, or rename one",
        "has the title of 'a/Chips follow load.md'; join them, or rename one",
    ]


def test_what_two_notes_say_in_comments_alone_is_no_wording(tmp_path: Path) -> None:
    template = "<!-- " + "\n".join(SENTENCES) + "\n-->"
    write(tmp_path, {"one claim stands": claim(body=template), "two claims stand": claim(body=template)})
    assert messages(tmp_path, "GR605") == []


def test_titles_that_differ_in_a_sign_are_two(tmp_path: Path) -> None:
    write(tmp_path, {"a/Prices change by +5%": claim(), "b/Prices change by 5%": claim()})
    assert messages(tmp_path, "GR605") == []


def test_a_claim_above_a_premise_names_it_where_it_is_written(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a": rated("proven", "b", "c", "d"), "b": rated("likely"), "c": rated("proven"), "d": claim()},
    )
    (item,) = found(tmp_path, "CF801")
    assert item.message == "is rated proven, above its premise 'b', which is likely"
    assert (item.place.line, item.place.column) == (6, 3)
    assert [(related.path, related.place.line) for related in item.related] == [("b.md", 3)]


def test_an_edge_that_the_premise_states_counts_as_well(tmp_path: Path) -> None:
    write(tmp_path, {"a": rated("proven"), "b": claim("confidence: likely", "underlies:", "- a")})
    (item,) = found(tmp_path, "CF801")
    assert (item.path, item.place.line) == ("a.md", 3)


def test_a_weak_premise_further_down_is_named_with_its_path(tmp_path: Path) -> None:
    write(tmp_path, {"a": rated("likely", "b"), "b": rated("likely", "c"), "c": rated("speculative")})
    assert messages(tmp_path, "CF801") == ["is rated likely, above its premise 'c', which is speculative"]
    (item,) = found(tmp_path, "CF802")
    assert item.message == "is rated likely, above 'c', which is speculative, through 'b'"
    assert item.severity == "info"


def test_no_transitive_premise_is_named_that_a_direct_one_is_as_weak_as(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": rated("likely", "b", "d"),
            "b": rated("likely", "c"),
            "c": rated("speculative"),
            "d": rated("speculative"),
        },
    )
    assert [item.path for item in found(tmp_path, "CF802")] == []


@pytest.mark.parametrize(
    "evidence",
    [
        claim("confidence: likely", "source: a report"),
        claim("confidence: likely", "depends_on:", "- measured in 2024 by three groups"),
        claim("confidence: likely", "supported_by:", "- measured in 2024 by three groups"),
        claim("confidence: likely", body="As [measured](https://example.org/paper)."),
        claim("confidence: likely", body="As measured.[^1]\n\n[^1]: In 2024."),
        claim("confidence: likely", "quantities:", "  share:", "    calc: given", "    src: s1"),
        claim("confidence: experimental"),
    ],
)
def test_evidence_has_many_forms(tmp_path: Path, evidence: str) -> None:
    write(tmp_path, {"a": evidence})
    assert messages(tmp_path, "CF803") == []


def test_a_challenge_by_another_note_wants_a_response_too(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("confidence: likely"), "b": claim("challenges:", "- a")})
    (item,) = found(tmp_path, "CF804")
    assert (item.path, item.message, item.place.line) == (
        "a.md",
        "no response to the challenge 'b'; answer it under `responses`",
        3,
    )


def test_one_response_answers_one_challenge(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a": claim("challenged_by:", "- it may be slow", "- it may be dear", "responses:", "- it is fast")},
    )
    assert messages(tmp_path, "CF804") == [
        "no response to the challenge 'it may be dear'; answer it under `responses`"
    ]


def test_a_response_with_a_colon_answers_too(tmp_path: Path) -> None:
    write(tmp_path, {"a": claim("challenged_by:", "- it may be slow", "responses:", "- to slowness: no")})
    assert messages(tmp_path, "CF804") == []


def test_a_section_on_challenges_counts_as_having_met_them(tmp_path: Path) -> None:
    bare = claim("confidence: likely", body="# a\n")
    write(tmp_path, {"a": bare + "\n## Challenges\n", "b": bare, "c": claim("confidence: experimental")})
    assert [item.path for item in found(tmp_path, "CF805")] == ["b.md"]


def test_a_rating_is_stale_by_its_kind_and_from_its_last_evaluation(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": claim("confidence: speculative", "created: 2025-01-01"),
            "b": claim("confidence: likely", "created: 2025-01-01"),
            "c": claim("confidence: speculative", "created: 2020-01-01", "last_evaluated: 2026-05-01"),
        },
    )
    assert messages(tmp_path, "CF806") == ["was last evaluated 516 days ago, on 2025-01-01; 365 are allowed"]


def test_a_premise_that_changed_since_is_named_with_both_days(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": claim("last_evaluated: 2026-01-15", "depends_on:", "- b", "- c", "- d"),
            "b": claim("created: 2026-01-01", "revised: 2026-02-01"),
            "c": claim("created: 2026-01-15"),
            "d": claim("created: 2027-01-01"),
        },
    )
    assert messages(tmp_path, "CF807") == [
        "was evaluated on 2026-01-15; its premise 'b' changed on 2026-02-01"
    ]
