"""Effective ratings, on graphs worked by hand and against networkx."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from teleo.graph.cycles import dependency_cycles
from teleo.graph.effective import effective_ratings
from teleo.graph.grounds import grounds_of
from teleo.model import Confidence, Relation
from tests.graph.drawing import add_edge, drawn

WORDS = ("", "speculative", "experimental", "likely", "proven")
NAMES = ("a", "b", "c", "d", "e", "f", "g")


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph:
    """Return up to seven notes with any ratings and any dependencies, cycles and self-links included."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    ratings = {name: draw(st.sampled_from(WORDS)) for name in names}
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    edges = [f"{origin} depends_on {target}" for origin, target in draw(st.lists(ends, max_size=15))]
    return drawn(ratings, *edges)


def test_a_claim_without_premises_keeps_its_rating() -> None:
    effective = effective_ratings(drawn({"a": "likely"}))
    assert effective["a"].rank is Confidence.LIKELY
    assert effective["a"].witness == ("a",)


def test_the_weakest_premise_at_any_depth_sets_the_rating() -> None:
    graph = drawn({"a": "proven", "b": "likely", "c": "speculative"}, "a depends_on b", "b depends_on c")
    found = effective_ratings(graph)["a"]
    assert (found.rank, found.weakest, found.distance) == (Confidence.SPECULATIVE, "c", 2)
    assert found.witness == ("a", "b", "c")


def test_the_witness_is_a_shortest_path_and_ties_go_to_the_first_id() -> None:
    graph = drawn(
        {"a": "proven", "b": "proven", "m": "proven", "z": "experimental", "y": "experimental"},
        "a depends_on m", "m depends_on z", "a depends_on b", "b depends_on y", "b depends_on m",
    )  # fmt: skip
    assert effective_ratings(graph)["a"].witness == ("a", "b", "y")


def test_a_cycle_shares_its_lowest_rating() -> None:
    graph = drawn(
        {"a": "proven", "b": "likely", "c": "experimental"},
        "a depends_on b", "b depends_on c", "c depends_on a",
    )  # fmt: skip
    effective = effective_ratings(graph)
    assert {note: effective[note].rank for note in "abc"} == dict.fromkeys("abc", Confidence.EXPERIMENTAL)
    assert effective["a"].witness == ("a", "b", "c")
    assert effective["c"].witness == ("c",)


def test_a_note_that_depends_on_itself_keeps_its_rating() -> None:
    assert effective_ratings(drawn({"a": "likely"}, "a depends_on a"))["a"].witness == ("a",)


def test_a_note_without_a_rating_lets_its_premises_through() -> None:
    graph = drawn({"a": "likely", "b": "", "c": "experimental"}, "a depends_on b", "b depends_on c")
    effective = effective_ratings(graph)
    assert effective["a"].witness == ("a", "b", "c")
    assert effective["b"].rank is Confidence.EXPERIMENTAL


def test_without_any_rating_there_is_no_effective_rating() -> None:
    found = effective_ratings(drawn({"a": "", "b": ""}, "a depends_on b"))["a"]
    assert found.rank is None
    assert found.witness == ()


def test_only_dependencies_count() -> None:
    graph = drawn({"a": "likely", "b": "speculative"}, "b supports a", "b challenges a", "a mentions b")
    assert effective_ratings(graph)["a"].rank is Confidence.LIKELY


def test_a_chain_of_fifty_thousand_dependencies_has_a_rating() -> None:
    size = 50_000
    graph = drawn({f"{number:05}": "proven" for number in range(size)})
    for number in range(size - 1):
        add_edge(graph, f"{number:05}", Relation.DEPENDS_ON, f"{number + 1:05}")
    graph.nodes[f"{size - 1:05}"]["note"] = drawn({f"{size - 1:05}": "speculative"}).nodes[f"{size - 1:05}"][
        "note"
    ]
    found = effective_ratings(graph)["00000"]
    assert found.rank is Confidence.SPECULATIVE
    assert len(found.witness) == size


@given(graphs())
def test_effective_ratings_agree_with_the_descendants_that_networkx_finds(graph: nx.MultiDiGraph) -> None:
    premises = nx.DiGraph(graph.edges())
    premises.add_nodes_from(graph)
    for note_id, found in effective_ratings(graph).items():
        reachable = {note_id, *nx.descendants(premises, note_id)}
        rated = [graph.nodes[name]["note"].confidence for name in reachable]
        ranks = [rank for rank in rated if rank is not None]
        assert found.rank == min(ranks, default=None)
        if found.rank is not None:
            assert graph.nodes[found.weakest]["note"].confidence is found.rank
            assert (found.witness[0], found.witness[-1]) == (note_id, found.weakest)
            assert all(
                premises.has_edge(*step) for step in zip(found.witness, found.witness[1:], strict=False)
            )
            holders = [name for name in reachable if graph.nodes[name]["note"].confidence is found.rank]
            assert found.distance == min(nx.shortest_path_length(premises, note_id, name) for name in holders)
            assert len(found.witness) == found.distance + 1


@given(graphs(), st.sets(st.sampled_from(NAMES), min_size=1))
def test_what_a_few_notes_rest_on_gives_their_ratings_and_circles(
    graph: nx.MultiDiGraph, asked: set[str]
) -> None:
    grounds, whole = grounds_of(graph, asked), effective_ratings(graph)
    for note_id, found in effective_ratings(grounds).items():
        assert found == whole[note_id]
        assert found.witness == whole[note_id].witness
    around = [cycle for cycle in dependency_cycles(graph) if asked & set(cycle)]
    assert [cycle for cycle in dependency_cycles(grounds) if asked & set(cycle)] == around


@given(graphs(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_adding_a_premise_never_raises_a_claim(graph: nx.MultiDiGraph, origin: str, target: str) -> None:
    if origin not in graph or target not in graph:
        return
    before = effective_ratings(graph)
    add_edge(graph, origin, Relation.DEPENDS_ON, target)
    after = effective_ratings(graph)
    for note_id, found in before.items():
        if found.rank is not None:
            rank = after[note_id].rank
            assert rank is not None
            assert rank <= found.rank
