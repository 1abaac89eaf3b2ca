"""Places of all notes on the plane of the whole graph, the same for the same vault."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib import import_module
from math import atan2, cos, sin, sqrt
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teleo.graph.multigraph import Graph
from teleo.model import Relation

Floats = NDArray[Any]
Point = tuple[int, int]
"""A place in thousandths of the plane's half width, mostly from -1000 to 1000 either way."""

_SMOOTHINGS = 8
_ROUNDS = 60
_HEAT = 0.012
"""The longest step of the first round, as a part of a tenth of the plane's width: low, so that the start decides.

At 0.15 one more claim moved half of the others by 6 % of the plane's spread, and a twentieth by 23 %; at 0.012 by 1.3 %
and 3 %, with notes as near to those they are tied to and as far from those they are not."""

_EDGE = 0.98
"""The share of the notes that decides the scale: one that stands far out moves no others."""

_TURN = 2.399963
"""The golden angle: points at its multiples, farther and farther out, fill a disc evenly."""

_UNDATED = "\uffff"
"""Stands for the day of a note without one: after all others."""

_PART = 0.7
"""The share of its room that a part which is tied to no other has at least. A part that is most of a graph has more by
itself, and keeps its places."""

_SPREAD = 0.25
_RING = 1.06
_WEIGHTS = {
    Relation.DEPENDS_ON: 3.0,
    Relation.SUPPORTS: 3.0,
    Relation.CHALLENGES: 2.5,
    Relation.CONTRADICTS: 2.5,
    Relation.RELATED: 1.5,
    Relation.CITES: 1.0,
    Relation.PART_OF: 1.0,
    Relation.MENTIONS: 1.0,
}


def places(graph: Graph) -> Mapping[str, Point]:
    """Return each note's place; notes that are tied stand near each other.

    Every note starts near its domain's place, where exactly only its id decides; smoothing over the ties then
    brings neighbours together, domains and parts that they draw together are let out, and some rounds of Fruchterman
    and Reingold's forces, too cool to throw notes about, make room. So the same graph gives the same places, and one
    more note moves mostly its neighbours.
    Notes without ties stand on a ring around the others.
    """
    weights = _weights(graph)
    tied = _tied(weights)
    numbers = {id_: number for number, id_ in enumerate(tied)}
    ends = np.array([[numbers[one], numbers[other]] for one, other in weights], dtype=np.intp).reshape(-1, 2)
    strength = np.array(list(weights.values()))
    found: dict[str, Point] = {}
    if tied:
        domains = [str(graph.nodes[id_].get("domain", "")) for id_ in tied]
        smoothed = _smoothed(_starts(graph, tied, domains), ends, strength)
        # Imported where it is needed: it takes longer than all else, and most builds find the places kept.
        drawing = import_module("igraph").Graph(n=len(tied), edges=ends.tolist())
        start = _roomy(smoothed, list(drawing.connected_components()), domains)
        found = dict(zip(tied, _scaled(_relaxed(start, drawing, strength)), strict=True))
    return {id_: found.get(id_) or _on_ring(id_) for id_ in sorted(graph)}


def placed_by(graph: Graph) -> tuple[list[tuple[str, str, float]], list[tuple[str, str, int]]]:
    """Return all of a graph by which `places` places its notes: their ties, and their domains with their ranks."""
    weights = _weights(graph)
    ties = [(*pair, weight) for pair, weight in weights.items()]
    order = {domain: number for number, domain in enumerate(_by_age(graph, _tied(weights)))}
    domains = {id_: str(graph.nodes[id_].get("domain", "")) for id_ in sorted(graph)}
    return ties, [(id_, domain, order.get(domain, 0)) for id_, domain in domains.items()]


def _weights(graph: Graph) -> dict[tuple[str, str], float]:
    weights: dict[tuple[str, str], float] = {}
    for origin, target, relation in graph.edges(keys=True):
        if origin != target:
            pair = (origin, target) if origin < target else (target, origin)
            weights[pair] = max(weights.get(pair, 0.0), _WEIGHTS[Relation(relation)])
    return dict(sorted(weights.items()))


def _tied(weights: Mapping[tuple[str, str], float]) -> list[str]:
    return sorted({id_ for pair in weights for id_ in pair})


def _starts(graph: Graph, ids: list[str], domains: Sequence[str]) -> Floats:
    named = _by_age(graph, ids)
    centres = {
        domain: (
            sqrt((number + 0.5) / len(named)) * cos(_TURN * number),
            sqrt((number + 0.5) / len(named)) * sin(_TURN * number),
        )
        for number, domain in enumerate(named)
    }
    middles = np.array([centres.get(domain, (0.0, 0.0)) for domain in domains])
    return middles + (_SPREAD if named else 1.0) * np.array([_point(id_) for id_ in ids])


def _by_age(graph: Graph, ids: list[str]) -> list[str]:
    """Return the domains by the day of their first note: a new one comes last, and leaves the others their places."""
    first: dict[str, str] = {}
    for id_ in ids:
        domain = str(graph.nodes[id_].get("domain", ""))
        first[domain] = min(first.get(domain, _UNDATED), graph.nodes[id_]["note"].created or _UNDATED)
    return sorted(set(first) - {""}, key=lambda domain: (first[domain], domain))


def _point(id_: str) -> tuple[float, float]:
    """Return a point of the square from -1 to 1 that only `id_` decides."""
    digest = sha256(id_.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big") / 2**31 - 1, int.from_bytes(digest[4:8], "big") / 2**31 - 1


def _smoothed(coords: Floats, ends: Floats, strength: Floats) -> Floats:
    """Return the places after each note was drawn towards the mean of its neighbours, again and again."""
    one, other, count = ends[:, 0], ends[:, 1], len(coords)
    degree = np.bincount(one, strength, count) + np.bincount(other, strength, count)
    for _ in range(_SMOOTHINGS):
        pulled = [
            np.bincount(one, strength * column[other], count)
            + np.bincount(other, strength * column[one], count)
            for column in coords.T
        ]
        coords = 0.5 * coords + 0.5 * np.stack(pulled, axis=1) / degree[:, None]
    spread = np.maximum(coords.std(axis=0), 1e-9)
    evened: Floats = (coords - coords.mean(axis=0)) / (1.7 * spread)
    return evened


def _roomy(coords: Floats, parts: Sequence[Sequence[int]], domains: Sequence[str]) -> Floats:
    """Return the places after each part and each domain took its share of the plane, as large as that of its notes.

    Smoothing draws notes that are tied to each other alone almost into a point. The circle in which half of a domain's
    notes stand is made to have its share of the circle in which half of all notes stand. Where one part is more than
    half of a small graph that circle is its own, so parts are measured by how far all notes stand from their middle:
    in a disc that notes fill evenly, half of them stand nearer than the root of that distance's mean square.
    """
    if len(parts) > 1:
        spread = sqrt(float(np.mean(_distances(coords, coords.mean(axis=0)) ** 2)))
        coords = _let_out(coords, parts, _PART * spread)
    members: dict[str, list[int]] = {}
    for number, domain in enumerate(domains):
        members.setdefault(domain, []).append(number)
    members.pop("", None)
    whole = float(np.median(_distances(coords, np.median(coords, axis=0))))
    return _let_out(coords, members.values(), whole)


def _let_out(coords: Floats, groups: Iterable[Sequence[int]], whole: float) -> Floats:
    """Return the places after each group took its share of a circle of radius `whole`.

    A note moves out by less than twice what one on the circle of half the group does, so that one that stands between
    two groups remains there.
    """
    found = coords.copy()
    for own in groups:
        middle = np.median(coords[own], axis=0)
        away = _distances(coords[own], middle)
        radius, wanted = float(np.median(away)), whole * sqrt(len(own) / len(coords))
        if 0 < radius < wanted:
            stretch = 1 + 2 * (wanted - radius) / (away + radius)
            found[own] = middle + (coords[own] - middle) * stretch[:, None]
    return found


def _distances(coords: Floats, middle: Floats) -> Floats:
    found: Floats = np.hypot(*(coords - middle).T)
    return found


def _relaxed(coords: Floats, drawing: Any, strength: Floats) -> Floats:
    """Return the places after the forces, turned back to where they came from, since the library turns them."""
    igraph = import_module("igraph")
    count = len(coords)
    start = coords * sqrt(count) / 2
    igraph.set_random_number_generator(Random(count))  # noqa: S311 - a drawing, not a secret
    try:
        layout = drawing.layout_fruchterman_reingold(
            weights=np.sqrt(strength / 4).tolist(),
            niter=_ROUNDS,
            start_temp=_HEAT * sqrt(count) / 10,
            seed=start.tolist(),
            grid="grid" if count > 300 else "nogrid",
        )
    finally:
        igraph.set_random_number_generator(None)
    moved = np.array(layout.coords)
    moved -= moved.mean(axis=0)
    left, _, right = np.linalg.svd(moved.T @ (start - start.mean(axis=0)))
    turned: Floats = moved @ (left @ right)
    return turned


def _scaled(coords: Floats) -> list[Point]:
    middle = np.median(coords, axis=0)
    reach = 1.25 * float(np.quantile(np.abs(coords - middle), _EDGE)) or 1.0
    return [(round(x), round(y)) for x, y in (1000 * (coords - middle) / reach).tolist()]


def _on_ring(id_: str) -> Point:
    x, y = _point(id_)
    turn = atan2(y, x)
    return round(1000 * _RING * cos(turn)), round(1000 * _RING * sin(turn))
