"""The graph of teleo against that of networkx, under the same changes."""

from pathlib import Path

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from teleo.config import Config
from teleo.graph.build import build_graph
from teleo.graph.library import as_networkx
from teleo.graph.multigraph import Graph
from teleo.model import Relation
from teleo.vault.reader import read_vault

NODES = st.sampled_from("abcde")
KEYS = st.sampled_from(("supports", "related"))
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("node"), NODES, st.integers(0, 9)),
        st.tuples(st.just("edge"), NODES, NODES, KEYS, st.integers(0, 9)),
        st.tuples(st.just("no edge"), NODES, NODES, KEYS),
        st.tuples(st.just("no nodes"), st.lists(NODES, max_size=2)),
    ),
    max_size=30,
)


def change(graph: Graph | nx.MultiDiGraph, kind: str, *what: object) -> None:
    match kind, what:
        case "node", (node, mark):
            graph.add_node(node, **{f"fact_{mark}": mark})
        case "edge", (origin, target, key, mark):
            graph.add_edge(origin, target, key, **{f"fact_{mark}": mark, "last": mark})
        case "no edge", (origin, target, key):
            if graph.has_edge(origin, target, key):
                graph.remove_edge(origin, target, key)
        case "no nodes", (nodes,):
            graph.remove_nodes_from(nodes)


def told(graph: Graph | nx.MultiDiGraph) -> dict[str, object]:
    """Return all that the two say of themselves, in the order in which they say it."""
    return {
        "nodes": [(node, dict(facts)) for node, facts in graph.nodes.items()],
        "ids": (list(graph), len(graph), graph.number_of_nodes(), graph.number_of_edges()),
        "edges": [
            list(graph.edges()),
            list(graph.edges(keys=True)),
            list(graph.edges(data=True)),
            list(graph.edges(keys=True, data=True)),
        ],
        "around": [
            (
                list(graph.out_edges(node, keys=True)),
                list(graph.out_edges(node, data=True)),
                list(graph.in_edges(node, keys=True)),
                list(graph.in_edges(node, data=True)),
                (graph.out_degree(node), graph.in_degree(node), graph.degree(node)),
                (list(graph.successors(node)), list(graph.succ[node]), list(graph.pred[node])),
            )
            for node in graph
        ],
        "adjacency": [
            (node, list(far), [list(keyed) for keyed in far.values()]) for node, far in graph.adjacency()
        ],
        "has": [
            (graph.has_edge(one, two), graph.has_edge(one, two, "related"), one in graph)
            for one in "abcde"
            for two in "abcde"
        ],
    }


@given(CHANGES)
def test_it_says_what_networkx_says_after_the_same_changes(changes: list[tuple[object, ...]]) -> None:
    ours, theirs = Graph(), nx.MultiDiGraph()
    for kind, *what in changes:
        change(ours, str(kind), *what)
        change(theirs, str(kind), *what)
        assert told(ours) == told(theirs)


@given(CHANGES, st.sets(NODES))
def test_a_part_has_the_nodes_asked_for_and_the_edges_among_them(
    changes: list[tuple[object, ...]], wanted: set[str]
) -> None:
    graph, other = Graph(), nx.MultiDiGraph()
    for kind, *what in changes:
        change(graph, str(kind), *what)
        change(other, str(kind), *what)
    part = graph.subgraph(wanted)
    assert sorted(part.edges(keys=True)) == sorted(other.subgraph(wanted).edges(keys=True))
    assert list(part) == [node for node in graph if node in wanted]
    for place in list(part.edges(keys=True)):
        part.remove_edge(*place)
    assert told(graph) == told(other)


@given(CHANGES)
def test_the_graph_of_networkx_made_of_a_graph_is_the_one_that_the_same_changes_make(
    changes: list[tuple[object, ...]],
) -> None:
    ours, theirs = Graph(), nx.MultiDiGraph()
    for each in changes:
        change(ours, *each)
        change(theirs, *each)
    made = as_networkx(ours)
    assert made.pred == theirs.pred
    assert told(made) == told(theirs)


def test_networkx_finds_the_cycle_of_a_vault(tmp_path: Path) -> None:
    for name, premise in (("One", "Two"), ("Two", "Three"), ("Three", "One")):
        (tmp_path / f"{name}.md").write_text(f"---\ntype: claim\ndepends_on:\n- {premise}\n---\n# {name}\n")
    graph = as_networkx(build_graph(read_vault(tmp_path, Config())))
    assert set(map(frozenset, nx.simple_cycles(graph))) == {frozenset({"One", "Two", "Three"})}
    assert graph.edges["One", "Two", "depends_on"]["edge"].relation is Relation.DEPENDS_ON
