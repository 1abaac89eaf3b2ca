"""Cascades, and what changed between two revisions, in repositories made for the purpose."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from teleo.config import read_config
from teleo.graph.build import build_graph
from teleo.graph.changes import Comparison, compare
from teleo.graph.difference import Moved, NoteChange, difference, retired
from teleo.graph.impact import Impact, Numbers, Way, impact, impact_since
from teleo.graph.semantic import State
from teleo.model import Relation
from teleo.vault.reader import read_vault
from tests.graph.drawing import add_edge, drawn
from tests.repository import claim_text, repository

CHAIN = {
    "base.md": claim_text("base", "likely"),
    "held.md": claim_text("held", "speculative", depends_on=["base"]),
    "far.md": claim_text("far", "likely", depends_on=["held"]),
    "open.md": claim_text("open", "likely", depends_on=["base"], last_evaluated="2026-01-01"),
    "top.md": claim_text("top", "likely", depends_on=["open"], domain="d"),
    "else.md": claim_text("else", "likely"),
}


def compared(
    folder: Path, changes: Mapping[str, str | None], before: Mapping[str, str] = CHAIN
) -> Comparison:
    made = repository(folder)
    made.commit("before", before)
    made.commit("after", changes)
    vault = read_vault(folder, read_config(folder))
    return compare(vault, build_graph(vault), "HEAD~1")


def reach(comparison: Comparison) -> Impact:
    settings = comparison.after.config
    return impact_since(comparison, settings.confidence.base, {"d": "ada"})


def layers(found: Impact) -> list[tuple[str, int, str]]:
    return [(one.note, one.depth, one.via) for one in found.reached]


def test_what_rests_on_a_note_comes_in_layers_each_note_once() -> None:
    graph = drawn(
        dict.fromkeys("abcde", "likely"),
        "b depends_on a", "c depends_on a", "d depends_on b", "d depends_on a", "e depends_on d", "a depends_on e",
    )  # fmt: skip
    assert layers(impact(graph, ["a"], {})) == [("b", 1, "a"), ("c", 1, "a"), ("d", 1, "a"), ("e", 2, "d")]


def test_a_cascade_of_fifty_thousand_layers_is_walked() -> None:
    size = 50_000
    graph = drawn({f"{number:05}": "likely" for number in range(size)})
    for number in range(size - 1):
        add_edge(graph, f"{number + 1:05}", Relation.DEPENDS_ON, f"{number:05}")
    found = impact(graph, ["00000"], {})
    assert (len(found.reached), found.reached[-1].depth) == (size - 1, size - 1)


def test_a_lowered_rating_reaches_its_dependents_and_stops_where_nothing_moves(tmp_path: Path) -> None:
    found = reach(compared(tmp_path, {"base.md": claim_text("base", "experimental")}))
    assert found.starts == ("base",)
    assert layers(found) == [("held", 1, "base"), ("open", 1, "base"), ("top", 2, "open")]
    # held was speculative before and after, so far is not reached.
    assert found.cut == ("held",)


def test_a_premise_that_is_retired_reaches_those_that_rest_on_it(tmp_path: Path) -> None:
    found = reach(compared(tmp_path, {"base.md": claim_text("base", "likely", status="retired")}))
    assert found.starts == ("base",)
    assert layers(found) == [("held", 1, "base"), ("open", 1, "base")]


def test_a_premise_that_names_what_rests_on_it_reaches_that(tmp_path: Path) -> None:
    naming = claim_text("base", "likely", underlies=["else"])
    found = reach(compared(tmp_path, {"base.md": naming}))
    assert (found.starts, layers(found)) == (("base",), [("else", 1, "base")])
    undone = reach(compared(tmp_path / "undone", {"base.md": CHAIN["base.md"]}, {**CHAIN, "base.md": naming}))
    assert layers(undone) == [("else", 1, "base")]


def test_an_edge_that_the_other_note_states_too_is_still_stated(tmp_path: Path) -> None:
    before = {**CHAIN, "far.md": claim_text("far", "likely", challenged_by=["else"])}
    comparison = compared(tmp_path, {"else.md": claim_text("else", "likely", challenges=["far"])}, before)
    found = difference(comparison, {}, {})
    assert found.changed == (NoteChange("else", "else", edges_added=(("challenges", "far"),)),)
    assert comparison.modified == ("else",)


def test_a_reworded_body_is_a_change_that_reaches_nobody(tmp_path: Path) -> None:
    found = reach(compared(tmp_path, {"base.md": claim_text("base", "likely", body="Because of that.")}))
    assert (found.starts, found.reached, found.cut) == (("base",), (), ("base",))


def test_white_space_quotes_and_order_of_fields_are_no_change(tmp_path: Path) -> None:
    text = '---\nconfidence: "likely"\ntype: claim\n---\n\n# base\n\n\nBecause.   \n'
    found = reach(compared(tmp_path, {"base.md": text}))
    assert found.starts == ()


def test_a_note_that_was_evaluated_again_is_not_stale(tmp_path: Path) -> None:
    again = claim_text("open", "likely", depends_on=["base"], last_evaluated="2026-03-01")
    found = reach(compared(tmp_path, {"base.md": claim_text("base", "experimental"), "open.md": again}))
    assert [one.note for one in found.stale] == ["held", "top"]


def test_the_owner_is_the_note_s_own_else_the_agent_of_its_domain(tmp_path: Path) -> None:
    owned = claim_text("held", "speculative", depends_on=["base"], owner="rio")
    before = {**CHAIN, "held.md": owned}
    found = reach(compared(tmp_path, {"base.md": claim_text("base", "experimental")}, before))
    assert {one.note: one.owner for one in found.reached} == {"held": "rio", "open": "", "top": "ada"}


def test_a_premise_that_is_gone_reaches_those_that_rested_on_it(tmp_path: Path) -> None:
    found = reach(compared(tmp_path, {"base.md": None}))
    assert (found.starts, found.removed) == ((), ("base",))
    assert layers(found)[:2] == [("held", 1, "base"), ("open", 1, "base")]


def test_numbers_that_moved_are_passed_on(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {"base.md": claim_text("base", body="New.")})
    base = comparison.after.config.confidence.base
    found = impact_since(comparison, base, {}, Numbers({"base": {"q": "1"}}), Numbers({"base": {"q": "2"}}))
    assert layers(found) == [("held", 1, "base"), ("open", 1, "base")]


def test_a_number_that_moved_reaches_those_that_take_it_over_and_no_others(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {"base.md": claim_text("base", body="New.")})
    takers = {"base": {"else": frozenset("q"), "top": frozenset("r")}, "else": {"far": frozenset("s")}}
    before = Numbers({"base": {"q": "1", "r": "1"}, "else": {"s": "1"}}, takers)
    after = Numbers({"base": {"q": "2", "r": "1"}, "else": {"s": "1"}}, takers)
    found = impact_since(comparison, comparison.after.config.confidence.base, {}, before, after)
    assert [(one.note, one.way) for one in found.reached] == [
        ("else", Way.NUMBER),
        ("held", Way.PREMISE),
        ("open", Way.PREMISE),
    ]
    # else was reached, but the number that far takes from it stayed as it was.
    assert found.cut == ("else", "held", "open")


def test_a_number_that_is_gone_reaches_those_that_took_it_over(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {"else.md": None})
    before = Numbers({"else": {"s": "1"}}, {"else": {"top": frozenset("s")}})
    found = impact_since(comparison, comparison.after.config.confidence.base, {}, before)
    assert [(one.note, one.depth, one.via, one.way) for one in found.reached] == [
        ("top", 1, "else", Way.NUMBER)
    ]


def test_who_takes_a_number_over_rests_on_the_note(tmp_path: Path) -> None:
    graph = drawn(dict.fromkeys("abc", "likely"), "b depends_on a")
    takers = {"a": {"b": frozenset("q"), "c": frozenset("q")}}
    assert [(one.note, one.way.value) for one in impact(graph, ["a"], {}, takers).reached] == [
        ("b", "depends_on"),
        ("c", "quantities"),
    ]


def test_a_moved_file_is_the_same_note(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {"base.md": None, "sub/base.md": CHAIN["base.md"]})
    assert comparison.kept["sub/base"] == "base"
    assert (comparison.added, comparison.removed, comparison.modified) == ((), (), ())
    (change,) = difference(comparison, {}, {}).changed
    assert change == NoteChange("sub/base", "base")
    assert change.is_renamed


def test_a_file_moved_without_telling_git_is_the_same_note(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("before", CHAIN)
    (tmp_path / "base.md").rename(tmp_path / "other name.md")
    vault = read_vault(tmp_path, read_config(tmp_path))
    comparison = compare(vault, build_graph(vault), "HEAD")
    assert comparison.kept["other name"] == "base"


def test_who_follows_a_rename_says_what_they_said_before(tmp_path: Path) -> None:
    quantities = "\n  q: {calc: given, stated: = %s#n}"
    body = "It rests on [[%s]], on [[%s#Why|that]] and on [it](%s.md).\n\nTopics:\n- [[%s]]\n"
    old, new = "rain wets roads", "rain makes roads wet"

    def notes(name: str, rating: str) -> dict[str, str]:
        known = {f"{name}.md": claim_text(name, rating, body="The same words. " * 20)}
        places = (name, name, name.replace(" ", "%20"), name)
        known["taker.md"] = claim_text(
            "taker", "likely", depends_on=[name], quantities=quantities % name, body=body % places
        )
        return known

    comparison = compared(tmp_path, {f"{old}.md": None, **notes(new, "speculative")}, notes(old, "likely"))
    assert comparison.kept == {new: old, "taker": "taker"}
    assert comparison.modified == (new,)
    (change,) = difference(comparison, {}, {}).changed
    assert (change.note, change.title, change.is_body_changed) == (new, Moved(old, new), False)
    assert [(one.note, one.is_stale) for one in reach(comparison).reached] == [("taker", True)]


def test_who_does_not_follow_a_rename_says_what_they_said_before(tmp_path: Path) -> None:
    old, new, same = "rain wets roads", "rain makes roads wet", "The same words. " * 20
    taker = claim_text(
        "taker",
        "likely",
        depends_on=[old],
        supports=["a sentence in words"],
        quantities=f"\n  q: {{calc: given, stated: = {old}#n}}",
        body=f"It rests on [[{old}]].\n\nRelevant Notes:\n- [[{old}]] - it is wet\n",
    )
    files = {f"{new}.md": claim_text(new, "speculative", body=same), "taker.md": taker}
    before = {f"{old}.md": claim_text(old, "likely", body=same), "taker.md": taker}
    comparison = compared(tmp_path, {f"{old}.md": None, **files}, before)
    assert comparison.kept == {new: old, "taker": "taker"}
    assert comparison.modified == (new,)
    found = difference(comparison, {}, {})
    assert [change.note for change in found.changed] == [new]
    # What the taker says names no note any more, so that nothing holds it down.
    assert found.effective == ((new, Moved("likely", "speculative")),)


def test_a_body_that_changes_keeps_its_links_to_a_renamed_note(tmp_path: Path) -> None:
    old, new, same = "rain wets roads", "rain makes roads wet", "The same words. " * 20
    links = (
        f"It rests on [[{old}]] and [this]({old.replace(' ', '%20')}.md).\n\nRelevant Notes:\n- [[{old}]]\n"
    )
    before = {f"{old}.md": claim_text(old, body=same), "taker.md": claim_text("taker", body=links)}
    taker = claim_text("taker", body=f"One more sentence.\n\n{links}")
    files = {f"{old}.md": None, f"{new}.md": claim_text(new, body=same), "taker.md": taker}
    _, change = difference(compared(tmp_path, files, before), {}, {}).changed
    assert change == NoteChange("taker", "taker", is_body_changed=True)


def test_a_note_that_turns_from_a_renamed_one_to_another_lost_an_edge(tmp_path: Path) -> None:
    old, new, same = "rain wets roads", "rain makes roads wet", "The same words. " * 20
    before = {f"{old}.md": claim_text(old, body=same), "taker.md": claim_text("taker", depends_on=[old])}
    taker = claim_text("taker", depends_on=["snow wets roads"])
    files = {f"{old}.md": None, f"{new}.md": claim_text(new, body=same), "taker.md": taker}
    changes = difference(compared(tmp_path, files, before), {}, {}).changed
    assert [(one.note, one.edges_added, one.edges_removed) for one in changes[1:]] == [
        ("taker", (("depends_on", "snow wets roads"),), (("depends_on", old),))
    ]


def test_a_difference_names_ratings_edges_numbers_and_effective_ratings(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path,
        {
            "base.md": claim_text("base", "speculative", supports=["else"]),
            "open.md": claim_text("open", "likely", status="retired"),
            "else.md": None,
            "new.md": claim_text("new", "proven", body="Something else altogether. " * 9),
        },
    )
    found = difference(comparison, {"base": {"q": "1, supported"}}, {"base": {"q": "2, contradicted"}})
    assert (found.added, found.removed, retired(comparison)) == (("new",), ("else",), ("open",))
    changes = {change.note: change for change in found.changed}
    assert changes["base"].rating == Moved("likely", "speculative")
    assert changes["base"].edges_added == (("supports", "else"),)
    assert changes["base"].quantities == (("q", Moved("1, supported", "2, contradicted")),)
    assert changes["open"].edges_removed == (("depends_on", "base"),)
    assert changes["open"].status == Moved("active", "retired")
    # open rests on nothing any more; held was speculative already.
    assert found.effective == (("base", Moved("likely", "speculative")),)


def test_an_unchanged_vault_has_no_difference(tmp_path: Path) -> None:
    assert difference(compared(tmp_path, {"readme.txt": "x"}), {}, {}).is_empty


@pytest.mark.parametrize(
    ("text", "is_same"),
    [
        (claim_text("a title", "likely"), True),
        (claim_text("a title", "likely", description="other words"), True),
        (claim_text("a title", "proven"), False),
        (claim_text("a title", "likely", body="Other."), False),
        (claim_text("a title", "likely", depends_on=["b"]), False),
        (claim_text("a title", "likely", quantities="{q: {calc: x}}"), False),
        (claim_text("a title", "likely", title="A-Title"), True),
        (claim_text("a title", "likely", title="Another title"), False),
    ],
)
def test_the_semantic_hash_knows_what_matters(tmp_path: Path, text: str, is_same: bool) -> None:
    hashes = []
    for content in (claim_text("a title", "likely"), text):
        (tmp_path / "a title.md").write_text(content, encoding="utf-8")
        (tmp_path / "b.md").write_text(claim_text("b"), encoding="utf-8")
        vault = read_vault(tmp_path, read_config(tmp_path))
        hashes.append(State(vault, build_graph(vault)).semantic_hash("a title"))
    assert (hashes[0] == hashes[1]) is is_same
