"""The answers of an audit, worked by hand, and against a script that shares no code with teleo."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from teleo.config import read_config
from teleo.graph.audit import Audit, audit
from teleo.graph.build import build_graph
from teleo.model import Confidence, Relation
from teleo.vault.reader import read_vault
from tests.graph.argued_vault import NOTES
from tests.graph.independent_audit import audit as independent_audit
from tests.repository import claim_text

TODAY = date(2026, 3, 1)


def audited(folder: Path, notes: Mapping[str, str] = NOTES) -> Audit:
    for path, text in notes.items():
        (folder / path).write_text(text, encoding="utf-8")
    vault = read_vault(folder, read_config(folder))
    return audit(build_graph(vault), vault.config.confidence, TODAY)


@pytest.fixture
def found(tmp_path: Path) -> Audit:
    return audited(tmp_path)


def test_every_count_agrees_with_an_independent_script(tmp_path: Path) -> None:
    found, by_hand = audited(tmp_path), independent_audit(tmp_path)
    assert found.claims == by_hand["claims"] == 11
    assert found.graph.number_of_nodes() == by_hand["notes"] == 12
    assert found.by_confidence == by_hand["by_confidence"] | {"none": 1}
    assert {name: count for name, count in found.edges.items() if count} == by_hand["edges"]
    assert sorted(one.note for one in found.above_direct) == by_hand["direct"]
    assert sorted(one.note for one in found.above_any) == by_hand["transitive"]
    assert len(found.cycles) == by_hand["cycles"]
    assert list(found.orphans) == by_hand["orphans"]
    assert list(found.without_incoming) == by_hand["without_incoming"]
    assert len(found.challenges) == by_hand["challenges"]
    assert len(found.unanswered) == by_hand["unanswered"]


def test_claims_above_a_premise_are_told_with_the_premise(found: Audit) -> None:
    assert [(one.note, one.premise) for one in found.above_direct] == [
        ("middle", "ground"),
        ("top", "middle"),
    ]
    assert [(one.note, one.premise, one.distance) for one in found.above_any] == [
        ("top", "ground", 2),
        ("beside", "ground", 2),
        ("middle", "ground", 1),
    ]


def test_a_knot_of_two_circles_is_named_once_by_the_shorter(found: Audit) -> None:
    assert found.cycles == (("ring one", "ring two"),)


def test_only_a_claim_without_any_edge_is_an_orphan(found: Audit) -> None:
    assert found.orphans == ("lonely",)
    assert found.without_incoming == ("beside", "doubt", "lonely")


def test_a_response_answers_the_challenge_that_it_names_and_the_rest_in_order(found: Audit) -> None:
    answers = {one.text: one.response for one in found.challenges if one.note == "asked"}
    assert answers == {
        "doubt": "to [[doubt]], it does not hold",
        "a challenge in words": "to the words, no",
        "another in words": "",
    }


def test_a_response_names_a_whole_title_the_longest_that_it_holds(tmp_path: Path) -> None:
    titles = ("AI", "Oaks fall", "Oaks fall in storms", "风暴", "！？")
    notes = {f"{title}.md": claim_text(title, "likely") for title in titles}
    responses = (
        "It is said again of what Oaks fall in storms holds",
        "Words to all others",
        "Oaks fall, but late",
        "关于风暴的回答",
    )
    notes["Asked.md"] = claim_text(
        "Asked", "likely", challenged_by=[f'"[[{title}]]"' for title in titles], responses=list(responses)
    )
    assert {one.text: one.response for one in audited(tmp_path, notes).challenges} == {
        "AI": "Words to all others",
        "Oaks fall": responses[2],
        "Oaks fall in storms": responses[0],
        "风暴": responses[3],
        "！？": "",
    }


def test_a_response_that_quotes_a_challenge_in_words_answers_that_one(tmp_path: Path) -> None:
    quoting = "“The diary misses some swarms”: the scales show the same days"
    notes = {
        "Weather.md": claim_text("Weather", "likely"),
        "Asked.md": claim_text(
            "Asked",
            "likely",
            challenged_by=['"[[Weather]]"', "The diary misses some swarms.", "The diary"],
            responses=[f"'{quoting}'"],
        ),
    }
    assert {one.text: one.response for one in audited(tmp_path, notes).challenges} == {
        "Weather": "",
        "The diary misses some swarms.": quoting,
        "The diary": "",
    }


def test_thousands_of_responses_find_their_challenges_in_linear_time(tmp_path: Path) -> None:
    asked = claim_text(
        "Asked",
        "likely",
        challenged_by=[f"no {number}" for number in range(9_000)],
        responses=[f"no {number} yes" for number in reversed(range(9_000))],
    )
    answers = {one.text: one.response for one in audited(tmp_path, {"Asked.md": asked}).challenges}
    assert answers == {f"no {number}": f"no {number} yes" for number in range(9_000)}


def test_unanswered_challenges_come_with_the_day_from_which_they_are_known(found: Audit) -> None:
    assert [(one.note, one.challenger, one.since) for one in found.unanswered] == [
        ("asked", "", date(2026, 1, 10)),
        ("top", "doubt", date(2026, 2, 1)),
    ]


def test_tensions_put_the_highest_ratings_first(found: Audit) -> None:
    assert [(pair.one, pair.two, pair.relations, pair.floor) for pair in found.tensions] == [
        ("doubt", "middle", (Relation.CONTRADICTS,), Confidence.LIKELY),
        ("doubt", "top", (Relation.CHALLENGES,), Confidence.LIKELY),
        ("asked", "doubt", (Relation.CHALLENGES,), Confidence.EXPERIMENTAL),
    ]


def test_what_a_claim_carries_is_the_strength_of_all_that_rest_on_it(found: Audit) -> None:
    heaviest = found.load_bearing[0]
    # ground holds middle, top, unrated and beside down to its own 0.25; unrated has no strength of its own.
    by_note = {load.note: load for load in found.load_bearing}
    assert (by_note["ground"].dependents, by_note["ground"].loss) == (4, 0.75)
    # Each note of the ring carries the two others, all at 0.75.
    assert (heaviest.note, heaviest.dependents, heaviest.loss, heaviest.drops) == ("ring one", 2, 1.5, 2)


def test_a_speculative_base_has_no_effective_rating_left_to_drop(found: Audit) -> None:
    assert {load.note: load.drops for load in found.load_bearing}["ground"] == 0


def test_notes_that_hold_the_argument_together_are_named(found: Audit) -> None:
    # All else is one ring with a chord, and `asked` hangs on it by `doubt` alone.
    assert found.articulation_points == ("doubt",)
    assert found.bridges == ()


def test_a_rating_is_stale_when_it_is_older_than_its_limit(found: Audit) -> None:
    assert [(one.note, one.age_days, one.limit_days) for one in found.stale] == [("ground", 424, 365)]


def test_coverage_counts_claims_by_domain(found: Audit) -> None:
    by_domain = {one.domain: one for one in found.coverage}
    domain = by_domain["d"]
    assert (domain.claims, domain.rated, domain.sourced, domain.resting) == (2, (0, 0, 1, 1), 1, 2)
    assert (domain.challenged, domain.answered, domain.mapped) == (1, 0, 2)
    assert by_domain[""].resting == 5


def test_an_empty_vault_has_an_audit(tmp_path: Path) -> None:
    found = audited(tmp_path, {})
    assert (found.claims, found.load_bearing, found.cycles, found.orphans) == (0, (), (), ())
    assert found.strengths.converged
