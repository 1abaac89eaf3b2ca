"""The plane of the whole graph: the same for the same vault, and one more claim moves little but its neighbours."""

from random import Random
from statistics import median

import networkx as nx
import pytest

from teleo.model import Relation
from teleo.site.layout import places
from tests.graph.drawing import add_edge, add_note, claim, drawn


def clustered(count: int, seed: int) -> nx.MultiDiGraph:
    """Return claims in clusters of twenty, tied mostly within their cluster."""
    random = Random(seed)
    ids = [f"c{number // 20:02}n{number:04}" for number in range(count)]
    edges = set()
    for number, id_ in enumerate(ids):
        first = number // 20 * 20
        for _ in range(3):
            is_near = random.random() < 0.9
            other = ids[random.randrange(first, min(count, first + 20))] if is_near else random.choice(ids)
            if other != id_:
                edges.add(f"{id_} related {other}")
    return drawn(dict.fromkeys(ids, "likely"), *sorted(edges))


def steps(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> dict[str, float]:
    """Return how far each note of both moved, in thousandths of the half plane."""
    return {
        id_: ((x - after[id_][0]) ** 2 + (y - after[id_][1]) ** 2) ** 0.5 for id_, (x, y) in before.items()
    }


def test_the_same_graph_gives_the_same_places_whatever_the_order_of_its_edges() -> None:
    graph = clustered(200, 1)
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert places(graph) == places(turned)


@pytest.mark.parametrize("count", [240, 600])
@pytest.mark.parametrize("seed", range(4))
def test_one_more_claim_moves_little_but_its_neighbours(count: int, seed: int) -> None:
    graph = clustered(count, seed)
    before = dict(places(graph))
    random = Random(seed)
    neighbours = {id_ for id_ in before if id_.startswith("c03")}
    more = drawn({"new": "likely"})
    graph.add_nodes_from(more.nodes(data=True))
    for other in random.sample(sorted(neighbours), 3):
        edge = drawn({"new": "likely", other: "likely"}, f"new related {other}")
        graph.add_edges_from(edge.edges(keys=True, data=True))
    moved = steps(before, dict(places(graph)))
    far = [step for id_, step in moved.items() if id_ not in neighbours]
    spread = median(abs(x) + abs(y) for x, y in before.values())
    assert median(far) < 0.04 * spread
    assert sorted(far)[int(0.95 * len(far))] < 0.08 * spread


def test_domains_tied_to_themselves_alone_take_their_shares_of_the_plane() -> None:
    graph = drawn({})
    random = Random(11)
    sizes = [60, 10, 40, 20, 30, 12, 50, 15, 25, 38]
    members = [[f"d{domain}n{number:02}" for number in range(size)] for domain, size in enumerate(sizes)]
    for domain, ids in enumerate(members):
        for id_ in ids:
            _dated(graph, id_, f"domain {domain}", f"2026-03-{10 + domain}")
        for id_ in ids:
            for other in random.sample([one for one in ids if one != id_], 3):
                add_edge(graph, id_, Relation.RELATED, other)
    found = places(graph)
    whole = _half_of(list(found.values()))
    rooms = [_half_of([found[id_] for id_ in ids]) / whole for ids in members]
    shares = [(size / sum(sizes)) ** 0.5 for size in sizes]
    assert all(0.7 * share < room < 1.4 * share for room, share in zip(rooms, shares, strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_a_small_part_far_out_does_not_press_the_others_together(seed: int) -> None:
    graph = clustered(20, seed)
    for id_ in ("one", "two", "three"):
        _dated(graph, id_, "apart", "2026-01-01")
    for one, other in (("one", "two"), ("two", "three")):
        add_edge(graph, one, Relation.SUPPORTS, other)
    found = places(graph)
    reach = max(abs(number) for place in found.values() for number in place)
    assert _half_of([place for id_, place in found.items() if id_.startswith("c")]) > 0.2 * reach


def _half_of(points: list[tuple[int, int]]) -> float:
    """Return the radius of the circle around the middle of points in which half of them stand."""
    x, y = (median(axis) for axis in zip(*points, strict=True))
    return median(((one - x) ** 2 + (other - y) ** 2) ** 0.5 for one, other in points)


def test_one_claim_tied_to_two_domains_leaves_their_notes_where_they_are() -> None:
    graph = clustered(240, 2)
    for id_ in list(graph):
        _dated(graph, id_, f"group {id_[:3]}", "2026-03-24")
    before = dict(places(graph))
    _dated(graph, "new", "group c03", "2026-04-02")
    for other in ("c03n0060", "c07n0140", "c07n0141"):
        add_edge(graph, "new", Relation.RELATED, other)
    moved = steps(before, dict(places(graph)))
    spread = median(abs(x) + abs(y) for x, y in before.values())
    assert median(moved.values()) < 0.02 * spread
    assert median(step for id_, step in moved.items() if id_[:3] in ("c03", "c07")) < 0.06 * spread


@pytest.mark.parametrize("name", ["aardvarks", "minerals", "zoology"])
def test_the_first_claim_of_a_domain_moves_the_others_little(name: str) -> None:
    graph = clustered(200, 5)
    for id_ in list(graph):
        _dated(graph, id_, f"group {id_[:3]}", "2026-03-24")
    before = dict(places(graph))
    _dated(graph, "new", name, "2026-04-02")
    add_edge(graph, "new", Relation.RELATED, "c03n0060")
    moved = steps(before, dict(places(graph)))
    spread = median(abs(x) + abs(y) for x, y in before.values())
    assert median(moved.values()) < 0.04 * spread


def _dated(graph: nx.MultiDiGraph, id_: str, domain: str, created: str) -> None:
    add_note(graph, claim(id_, None, domain=domain, created=created))


def test_tied_notes_stand_nearer_to_each_other_than_others() -> None:
    graph = clustered(400, 7)
    found = places(graph)
    random = Random(3)
    ids = sorted(found)

    def apart(one: str, other: str) -> float:
        return ((found[one][0] - found[other][0]) ** 2 + (found[one][1] - found[other][1]) ** 2) ** 0.5

    tied = median(apart(one, other) for one, other in graph.edges())
    any_two = median(apart(*random.sample(ids, 2)) for _ in range(2000))
    assert tied < 0.4 * any_two


def test_notes_without_ties_stand_on_a_ring_around_the_others() -> None:
    graph = drawn(dict.fromkeys("abcde", "likely"), "a related b", "b related c")
    found = places(graph)
    assert all(1050 < (found[id_][0] ** 2 + found[id_][1] ** 2) ** 0.5 < 1070 for id_ in "de")
