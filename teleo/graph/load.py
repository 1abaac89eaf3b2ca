"""What a claim carries: how much would be lost among those that rest on it, were it to fall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleo.graph.components import strong_components
from teleo.graph.effective import effective_ratings
from teleo.graph.multigraph import Graph
from teleo.graph.relations import pairs
from teleo.model import Confidence, Relation

BLOCK = 8192
"""Notes whose dependents are collected at a time: 1 KiB a note, 100 MB for 100,000 notes."""


OTHER_BASES: Mapping[str, Mapping[str, float]] = {
    "even": {"proven": 0.8, "likely": 0.6, "experimental": 0.4, "speculative": 0.2},
    "steep": {"proven": 0.99, "likely": 0.9, "experimental": 0.4, "speculative": 0.05},
}
"""Two other ways to read the ratings as strengths. A place that they change rests on the reading."""


@dataclass(frozen=True, slots=True)
class Load:
    """What rests on one note: `dependents` directly or through others, the sum of their strengths, which is
    what they lose when the note falls to 0, and how many effective ratings drop when it turns speculative.

    `places` are its places from 1 in the same ranking under other strengths.
    """

    note: str
    dependents: int
    loss: float
    drops: int
    places: tuple[int, ...] = ()


def loads(graph: Graph, strength: Mapping[str, float], *others: Mapping[str, float]) -> tuple[Load, ...]:
    """Return what each note with dependents carries, heaviest first; ties go to the first id.

    A dependency caps its dependents, so a note of strength 0 takes all of theirs: the loss over dependents
    is the sum of their strengths, and no iteration is needed.

    Args:
        graph: the vault's graph.
        strength: the strength of each rated note, as `strengths` gives it.
        others: the strengths under other base maps, for `Load.places`.
    """
    ids = sorted(graph)
    number = {note_id: index for index, note_id in enumerate(ids)}
    dependents: list[list[int]] = [[] for _ in ids]
    for origin, target in pairs(graph, Relation.DEPENDS_ON):
        dependents[number[target]].append(number[origin])
    effective = effective_ratings(graph)
    weights = np.zeros((len(ids), 3 + len(others)))
    for index, note_id in enumerate(ids):
        rank = effective[note_id].rank
        is_above = rank is not None and rank > Confidence.SPECULATIVE
        losses = (known.get(note_id, 0.0) for known in (strength, *others))
        weights[index] = (1.0, float(is_above), *losses)
    totals = np.round(_totals(dependents, weights), 9)
    carrying = [index for index in range(len(ids)) if totals[index, 0] > 0]
    ranked, *reranked = (_ranked(carrying, losses) for losses in totals.T[2:])
    places = [{index: place for place, index in enumerate(order, 1)} for order in reranked]
    return tuple(
        Load(
            ids[index],
            round(totals[index, 0]),
            float(totals[index, 2]),
            round(totals[index, 1]),
            tuple(place[index] for place in places),
        )
        for index in ranked
    )


def _ranked(nodes: list[int], losses: NDArray[np.float64]) -> list[int]:
    return sorted(nodes, key=lambda node: (-losses[node], node))


def _totals(dependents: Sequence[Sequence[int]], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for every node the sum of the weights of all nodes that it leads to, itself left out."""
    components = strong_components(dependents)
    group = np.zeros(len(dependents), dtype=np.intp)
    for index, component in enumerate(components):
        group[component] = index
    below = [
        sorted({int(group[step]) for node in component for step in dependents[node]} - {index})
        for index, component in enumerate(components)
    ]
    inner = np.zeros((len(components), weights.shape[1]))
    np.add.at(inner, group, weights)
    # A component comes after all it leads to, so one pass over rows of bits collects what is reached.
    kept = _below_tangles(below)
    place = {index: number for number, index in enumerate(kept)}
    entangled = [[place[other] for other in below[index]] for index in kept]
    reached = np.zeros((len(kept), weights.shape[1]))
    for start in range(0, len(kept), BLOCK):
        reached += _reached_sums(entangled, inner[kept], start, min(start + BLOCK, len(kept)))
    totals = inner.copy()
    totals[kept] = reached
    for index, others in enumerate(below):
        if index not in place and others:
            totals[index] += totals[others].sum(axis=0)
    return totals[group] - weights


def _below_tangles(below: Sequence[Sequence[int]]) -> list[int]:
    """Return, sorted, the components whose totals are no plain sums, with all that these lead to.

    A total is the sum over the next components when there is one of them, or when no two ways lead to
    anything below: in chains and in trees, however long.
    """
    ways = np.bincount([other for others in below for other in others], minlength=len(below))
    is_tree = [True] * len(below)
    for index, others in enumerate(below):
        is_tree[index] = all(ways[other] == 1 and is_tree[other] for other in others)
    is_kept = [len(others) > 1 and not is_tree[index] for index, others in enumerate(below)]
    for index in reversed(range(len(below))):
        if is_kept[index]:
            for other in below[index]:
                is_kept[other] = True
    return [index for index in range(len(below)) if is_kept[index]]


def _reached_sums(
    below: Sequence[Sequence[int]], inner: NDArray[np.float64], start: int, stop: int
) -> NDArray[np.float64]:
    """Return for every component the weights of those among `start` to `stop` that it reaches or is."""
    rows = np.zeros((len(below), (stop - start + 7) // 8), dtype=np.uint8)
    for index in range(start, len(below)):
        row = rows[index]
        if index < stop:
            row[(index - start) // 8] |= 128 >> ((index - start) % 8)
        for other in below[index]:
            if other >= start:
                row |= rows[other]
    sums = np.zeros_like(inner)
    for first in range(0, len(below), 1024):
        bits = np.unpackbits(rows[first : first + 1024], axis=1, count=stop - start)
        sums[first : first + 1024] = bits.astype(np.float64) @ inner[start:stop]
    return sums
