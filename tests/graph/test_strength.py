"""Strengths on graphs worked by hand, against an independent solver on acyclic ones, and their laws."""

import networkx as nx
import pytest
from argumentation.gradual.gradual import WeightedBipolarGraph, quadratic_energy_strengths
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from teleo.config import Config
from teleo.graph.multigraph import Graph
from teleo.graph.strength import strengths
from teleo.model import Confidence, Relation
from tests.graph.drawing import add_edge, claim, drawn

BASE = Config().confidence.base
NAMES = tuple("abcdefgh")
WORDS = tuple(rating.word for rating in Confidence)


def strength(graph: Graph, note_id: str = "a") -> float:
    found = strengths(graph, BASE)
    assert found.converged
    return found.values[note_id]


def test_a_claim_alone_has_the_strength_of_its_rating() -> None:
    graph = drawn({"a": "proven", "b": "likely", "c": "experimental", "d": "speculative"})
    assert strengths(graph, BASE).values == {"a": 0.95, "b": 0.75, "c": 0.5, "d": 0.25}


def test_a_supporter_closes_part_of_the_gap_to_one() -> None:
    # E = 0.5, h = 0.25 / 1.25 = 0.2, v = 0.75 + 0.25 * 0.2
    assert strength(drawn({"a": "likely", "b": "experimental"}, "b supports a")) == pytest.approx(0.8)


def test_two_supporters_add_their_energy() -> None:
    # E = 1, h = 0.5, v = 0.5 + 0.5 * 0.5
    graph = drawn(
        {"a": "experimental", "b": "experimental", "c": "experimental"}, "b supports a", "c supports a"
    )
    assert strength(graph) == pytest.approx(0.75)


def test_a_challenger_takes_part_of_the_strength() -> None:
    # E = -0.75, h = 0.5625 / 1.5625 = 0.36, v = 0.95 * 0.64
    assert strength(drawn({"a": "proven", "b": "likely"}, "b challenges a")) == pytest.approx(0.608)


def test_a_supporter_and_a_challenger_of_one_strength_cancel_out() -> None:
    graph = drawn({"a": "likely", "b": "proven", "c": "proven"}, "b supports a", "c challenges a")
    assert strength(graph) == pytest.approx(0.75)


def test_a_challenge_in_prose_weighs_as_much_as_an_experimental_claim() -> None:
    # E = -0.5, h = 0.2, v = 0.75 * 0.8
    assert strength(drawn({"a": "likely"}, prose={"a": ["it rained"]})) == pytest.approx(0.6)


def test_a_challenge_by_a_note_without_a_rating_weighs_like_one_in_prose() -> None:
    assert strength(drawn({"a": "likely", "b": ""}, "b challenges a")) == pytest.approx(0.6)


def test_support_by_a_note_without_a_rating_adds_nothing() -> None:
    found = strengths(drawn({"a": "likely", "b": ""}, "b supports a"), BASE)
    assert found.values == {"a": 0.75}


def test_ratings_that_are_whole_numbers_leave_strengths_between_them() -> None:
    # E = 1, h = 0.5, v = 0 + 1 * 0.5
    graph = drawn({"a": "speculative", "b": "proven"}, "b supports a")
    found = strengths(graph, {"proven": 1, "likely": 1, "experimental": 0, "speculative": 0})
    assert found.values == {"a": 0.5, "b": 1.0}


def test_a_premise_caps_a_claim_however_well_supported() -> None:
    graph = drawn({"a": "proven", "b": "speculative", "c": "proven"}, "a depends_on b", "c supports a")
    assert strength(graph) == 0.25


def test_a_premise_that_is_strong_enough_changes_nothing() -> None:
    assert strength(drawn({"a": "experimental", "b": "proven"}, "a depends_on b")) == 0.5


def test_a_note_without_a_rating_lets_a_cap_through() -> None:
    graph = drawn({"a": "proven", "b": "", "c": "speculative"}, "a depends_on b", "b depends_on c")
    assert strength(graph) == 0.25


def test_a_challenger_that_is_challenged_itself_weighs_less() -> None:
    # b: E = -0.5, 0.5 * 0.8 = 0.4; a: E = -0.4, h = 0.16 / 1.16, v = 0.5 * (1 - h) = 0.5 / 1.16
    graph = drawn(dict.fromkeys("abc", "experimental"), "b challenges a", "c challenges b")
    assert strength(graph) == pytest.approx(0.5 / 1.16)


def test_notes_that_depend_on_each_other_share_the_least() -> None:
    graph = drawn(
        {"a": "proven", "b": "experimental", "c": "likely"},
        "a depends_on b", "b depends_on c", "c depends_on a",
    )  # fmt: skip
    assert strengths(graph, BASE).values == {"a": 0.5, "b": 0.5, "c": 0.5}


def test_two_claims_that_challenge_each_other_meet_at_the_root_of_a_cubic() -> None:
    # x = 0.5 / (1 + x²), so x³ + x - 0.5 = 0
    graph = drawn({"a": "experimental", "b": "experimental"}, "a challenges b", "b challenges a")
    found = strengths(graph, BASE).values
    assert found["a"] == pytest.approx(0.4238537990697, abs=1e-8)
    assert found["b"] == pytest.approx(found["a"], abs=1e-8)


def test_a_claim_that_challenges_itself_is_weakened_by_its_own_strength() -> None:
    # x = 0.75 / (1 + x²), so x³ + x - 0.75 = 0
    x = strength(drawn({"a": "likely"}, "a challenges a"))
    assert x**3 + x - 0.75 == pytest.approx(0, abs=1e-7)


def test_a_claim_that_supports_itself_gains_a_little() -> None:
    # x = 0.5 + 0.5 x² / (1 + x²), so 2x³ - 2x² + 2x - 1 = 0
    assert strength(drawn({"a": "experimental"}, "a supports a")) == pytest.approx(0.6477988713, abs=1e-7)


def test_a_claim_that_depends_on_itself_keeps_its_strength() -> None:
    assert strength(drawn({"a": "likely"}, "a depends_on a")) == 0.75


def test_a_claim_may_support_its_own_premise() -> None:
    # a = min(0.75, b) and b = 0.5 + 0.5 h(a): the cubic of self-support again, below 0.75
    graph = drawn({"a": "likely", "b": "experimental"}, "a depends_on b", "a supports b")
    found = strengths(graph, BASE).values
    assert found["a"] == found["b"] == pytest.approx(0.6477988713, abs=1e-7)


def test_an_odd_cycle_of_challenges_comes_to_rest() -> None:
    graph = drawn(dict.fromkeys("abc", "proven"), "a challenges b", "b challenges c", "c challenges a")
    x = strength(graph)
    assert x**3 + x - 0.95 == pytest.approx(0, abs=1e-7)


def test_contradiction_and_kinship_move_no_strength() -> None:
    graph = drawn(
        {"a": "likely", "b": "proven"}, "b contradicts a", "b related a", "b mentions a", "b cites a"
    )
    assert strength(graph) == 0.75


def test_a_chain_of_fifty_thousand_dependencies_has_a_strength() -> None:
    size = 50_000
    graph = drawn({f"{number:05}": "proven" for number in range(size)})
    for number in range(size - 1):
        add_edge(graph, f"{number:05}", Relation.DEPENDS_ON, f"{number + 1:05}")
    last = f"{size - 1:05}"
    graph.nodes[last]["note"] = claim(last, Confidence.SPECULATIVE)
    assert strength(graph, "00000") == 0.25


@st.composite
def arguments(draw: st.DrawFn, relations: tuple[str, ...], *, is_acyclic: bool) -> Graph:
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    ratings = {name: draw(st.sampled_from(WORDS)) for name in names}
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from(relations))
    edges = draw(st.lists(ends, max_size=18, unique=True))
    if is_acyclic:
        # Supporters and challengers come from later letters, premises from later ones too.
        edges = [
            (min(one, two), max(one, two), relation)
            if relation == "depends_on"
            else (max(one, two), min(one, two), relation)
            for one, two, relation in edges
            if one != two
        ]
    return drawn(ratings, *(f"{origin} {relation} {target}" for origin, target, relation in edges))


@given(arguments(("supports", "challenges"), is_acyclic=True))
@settings(deadline=None)
def test_on_acyclic_arguments_strengths_agree_with_an_independent_solver(graph: Graph) -> None:
    def ends(relation: str) -> frozenset[tuple[str, str]]:
        return frozenset((one, two) for one, two, key in graph.edges(keys=True) if key == relation)

    assume(not ends("challenges") & ends("supports"))
    oracle = quadratic_energy_strengths(
        WeightedBipolarGraph(
            arguments=frozenset(graph),
            initial_weights={note_id: BASE[graph.nodes[note_id]["confidence"]] for note_id in graph},
            attacks=ends("challenges"),
            supports=ends("supports"),
        )
    )
    assert strengths(graph, BASE).values == pytest.approx(dict(oracle.strengths), abs=1e-6)


@given(arguments(("supports", "challenges", "depends_on"), is_acyclic=False))
@settings(deadline=None)
def test_no_claim_is_stronger_than_its_weakest_premise(graph: Graph) -> None:
    values = strengths(graph, BASE).values
    for origin, target, relation in graph.edges(keys=True):
        if relation == "depends_on":
            assert values[origin] <= values[target]


@given(arguments(("supports", "challenges", "depends_on"), is_acyclic=False))
@settings(deadline=None)
def test_at_rest_every_strength_is_what_its_neighbours_call_for(graph: Graph) -> None:
    found = strengths(graph, BASE)
    assume(found.converged)
    for note_id, value in found.values.items():
        called = _called_for(graph, note_id, found.values)
        premises = [
            found.values[two] for _, two, key in graph.out_edges(note_id, keys=True) if key == "depends_on"
        ]
        in_cycle = _is_in_premise_cycle(graph, note_id)
        assert value <= called + 1e-6
        if not in_cycle:
            assert value == pytest.approx(min([called, *premises]), abs=1e-6)


@given(arguments(("supports", "depends_on"), is_acyclic=False), st.sampled_from(NAMES))
@settings(deadline=None)
def test_raising_a_supporter_or_a_premise_lowers_nobody_where_nobody_is_challenged(
    graph: Graph, name: str
) -> None:
    assume(name in graph)
    before = strengths(graph, BASE).values
    graph.nodes[name]["note"] = claim(name, Confidence.PROVEN)
    after = strengths(graph, BASE).values
    assert all(after[note_id] >= before[note_id] - 1e-7 for note_id in before)


@given(
    arguments(("supports", "challenges", "depends_on"), is_acyclic=True),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
)
@settings(deadline=None)
def test_adding_a_premise_never_raises_a_claim(graph: Graph, one: str, two: str) -> None:
    origin, target = min(one, two), max(one, two)
    assume(origin in graph and target in graph)
    before = strengths(graph, BASE).values[origin]
    add_edge(graph, origin, Relation.DEPENDS_ON, target)
    assert strengths(graph, BASE).values[origin] <= before


def _called_for(graph: Graph, note_id: str, values: dict[str, float]) -> float:
    energy = 0.0
    for one, _, relation in graph.in_edges(note_id, keys=True):
        energy += {"supports": values[one], "challenges": -values[one]}.get(relation, 0.0)
    base = BASE[graph.nodes[note_id]["confidence"]]
    share = energy**2 / (1 + energy**2)
    return base + (1 - base) * share if energy > 0 else base - base * share


def _is_in_premise_cycle(graph: Graph, note_id: str) -> bool:
    premises = nx.DiGraph((one, two) for one, two, key in graph.edges(keys=True) if key == "depends_on")
    return note_id in premises and any(nx.has_path(premises, two, note_id) for two in premises[note_id])
