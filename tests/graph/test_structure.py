"""Cycles, loads, hubs and bridges against networkx and on graphs worked by hand."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleo.graph.components import strong_components
from teleo.graph.cycles import dependency_cycles
from teleo.graph.load import loads
from teleo.graph.multigraph import Graph
from teleo.graph.structure import bridges, hubs
from teleo.model import NoteType, Relation
from tests.graph.drawing import add_edge, add_note, claim, drawn

NAMES = tuple("abcdefghij")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    ends = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
    edges = draw(st.lists(ends, max_size=25))
    return drawn(dict.fromkeys(NAMES, "likely"), *(f"{one} depends_on {two}" for one, two in edges))


def premises(graph: Graph) -> "nx.DiGraph[str]":
    found: nx.DiGraph[str] = nx.DiGraph(graph.edges())
    found.add_nodes_from(graph)
    return found


@given(st.lists(st.lists(st.integers(0, 11), max_size=4), min_size=12, max_size=12))
def test_components_are_those_of_networkx_and_come_after_what_they_lead_to(steps: list[list[int]]) -> None:
    graph: nx.DiGraph[int] = nx.DiGraph(
        (node, step) for node, targets in enumerate(steps) for step in targets
    )
    graph.add_nodes_from(range(len(steps)))
    found = strong_components(steps)
    assert {frozenset(one) for one in found} == {
        frozenset(one) for one in nx.strongly_connected_components(graph)
    }
    place = {node: index for index, component in enumerate(found) for node in component}
    assert all(place[node] >= place[step] for node, targets in enumerate(steps) for step in targets)


def test_components_of_a_path_of_a_hundred_thousand_need_no_recursion() -> None:
    size = 100_000
    assert len(strong_components([[node + 1] if node + 1 < size else [] for node in range(size)])) == size


@given(graphs())
@settings(deadline=None)
def test_each_knot_of_dependencies_is_named_once_by_a_shortest_cycle(graph: Graph) -> None:
    rests = premises(graph)
    knots = [
        one for one in nx.strongly_connected_components(rests) if len(one) > 1 or rests.has_edge(*[*one] * 2)
    ]
    cycles = dependency_cycles(graph)
    assert len(cycles) == len(knots)
    for knot in knots:
        (cycle,) = [one for one in cycles if set(one) <= knot]
        assert all(rests.has_edge(one, two) for one, two in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        lengths = [nx.shortest_path_length(rests, two, one) + 1 for one, two in rests.subgraph(knot).edges()]
        assert len(cycle) == min(lengths)
        assert cycle[0] == min(cycle)


def test_a_ring_of_fifty_thousand_is_one_cycle() -> None:
    size = 50_000
    graph = drawn({f"{number:05}": "likely" for number in range(size)})
    for number in range(size):
        add_edge(graph, f"{number:05}", Relation.DEPENDS_ON, f"{(number + 1) % size:05}")
    (cycle,) = dependency_cycles(graph)
    assert (len(cycle), cycle[:2]) == (size, ("00000", "00001"))


@given(graphs(), st.lists(st.floats(0, 1), min_size=len(NAMES), max_size=len(NAMES)))
@settings(deadline=None)
def test_a_load_is_the_sum_over_the_ancestors_that_networkx_finds(graph: Graph, values: list[float]) -> None:
    strength = dict(zip(NAMES, values, strict=True))
    rests = premises(graph)
    found = {load.note: load for load in loads(graph, strength)}
    for name in NAMES:
        dependents = nx.ancestors(rests, name) - {name}
        if dependents:
            assert found[name].dependents == found[name].drops == len(dependents)
            assert found[name].loss == pytest.approx(sum(strength[one] for one in dependents), abs=1e-8)
        else:
            assert name not in found


def test_a_place_says_where_a_note_stands_under_other_strengths() -> None:
    graph = drawn(dict.fromkeys("abcd", "likely"), "b depends_on a", "d depends_on c")
    first, second = loads(graph, {"b": 0.9, "d": 0.1}, {"b": 0.2, "d": 0.3})
    assert (first.note, first.places, second.note, second.places) == ("a", (2,), "c", (1,))


def test_loads_agree_across_blocks_of_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = drawn({f"{number:03}": "likely" for number in range(60)})
    for number in range(59):
        add_edge(graph, f"{number:03}", Relation.DEPENDS_ON, f"{number + 1:03}")
    strength = dict.fromkeys(graph, 0.5)
    whole = loads(graph, strength)
    monkeypatch.setattr("teleo.graph.load.BLOCK", 8)
    assert loads(graph, strength) == whole
    assert (whole[0].note, whole[0].dependents, whole[0].loss) == ("059", 59, 29.5)


def test_two_triangles_meet_on_one_bridge() -> None:
    graph = drawn(
        dict.fromkeys("abcxyz", "likely"),
        "a supports b", "b supports c", "c supports a", "x supports y", "y supports z", "z supports x",
        "c contradicts x", "a mentions z",
    )  # fmt: skip
    assert bridges(graph) == (("c", "x"),)


def test_the_link_to_a_note_that_has_no_other_is_no_bridge() -> None:
    assert bridges(drawn(dict.fromkeys("abc", "likely"), "a supports b", "b supports c")) == ()


def test_topic_maps_make_no_hubs() -> None:
    graph = drawn(dict.fromkeys("abc", "likely"), "a mentions b", "c mentions b", "c supports b")
    add_note(graph, claim("map", None, type=NoteType.MAP))
    for name in "abc":
        add_edge(graph, "map", Relation.MENTIONS, name)
        add_edge(graph, name, Relation.PART_OF, "map")
    assert [(hub.note, hub.named_by, hub.names) for hub in hubs(graph)] == [("b", 2, 0)]
