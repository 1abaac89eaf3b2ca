"""Measures a ranking on a vault: each note's links are hidden in turn, and the ranking should find them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from teleo.links.basis import Basis
from teleo.links.ranking import WEIGHTS, scored_blocks
from teleo.links.signal import Signal, top
from teleo.links.sparse import Floats

DEPTH = 10
RESAMPLES = 1000
_SEED = 20
_LOW, _HIGH = 2.5, 97.5


class Method(StrEnum):
    """What a ranking goes by."""

    WORDS = "words"
    VECTORS = "vectors"
    FUSION = "fusion"
    FUSION_WITH_GRAPH = "fusion with graph"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over notes, with the 95 % interval of its bootstrap."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one method found the hidden links."""

    method: Method
    ndcg: Estimate
    recall: Estimate
    mrr: Estimate


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured on a vault.

    `notes` is how many notes had links to hide; `gain` is by how much fusion with graph is ahead of words in
    nDCG, note by note, with the interval of the paired bootstrap.
    """

    notes: int
    links: int
    methods: tuple[Measured, ...]
    gain: Estimate


def evaluate(basis: Basis, weights: Mapping[Signal, float] = WEIGHTS) -> Evaluation:
    """Return how well each method finds a note's links, in either direction, when all of them are hidden.

    The links of all other notes stay. Words of links are no part of a note's text, so that hiding a link hides
    its words too. Ties in a ranking go to the lower id. nDCG and recall count the first `DEPTH` notes.
    """
    queries = np.flatnonzero(np.diff(basis.topology.both.starts))
    methods = _methods(basis)
    figures = {method: np.zeros((len(queries), 3)) for method in methods}
    for method in methods:
        done = 0
        for block in scored_blocks(basis, queries, _weights_of(method, weights), is_hidden=True):
            linked = basis.topology.is_linked(block.rows)
            figures[method][done : done + len(linked)] = _figures(block.score, linked)
            done += len(linked)
    measured = tuple(_measured(method, figures[method]) for method in methods)
    paired = figures[Method.FUSION_WITH_GRAPH][:, 0] - figures[Method.WORDS][:, 0]
    links = len(basis.topology.both.columns) // 2
    return Evaluation(len(queries), links, measured, _estimate(paired))


def _methods(basis: Basis) -> tuple[Method, ...]:
    return tuple(method for method in Method if method is not Method.VECTORS or basis.has_vectors)


def _weights_of(method: Method, weights: Mapping[Signal, float]) -> Mapping[Signal, float]:
    kept = {
        Method.WORDS: {Signal.WORDS: 1.0},
        Method.VECTORS: {Signal.MEANING: 1.0},
        Method.FUSION: {signal: weights[signal] for signal in Signal if signal.is_of_text},
        Method.FUSION_WITH_GRAPH: weights,
    }[method]
    return {**dict.fromkeys(Signal, 0.0), **kept}


def _figures(score: Floats, linked: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return nDCG, recall and reciprocal rank of each row, of shape (rows, 3)."""
    depth = min(DEPTH, score.shape[1])
    best = top(score, depth)
    hits = np.take_along_axis(linked, best, axis=1)
    discount = 1 / np.log2(np.arange(2, depth + 2))
    count = linked.sum(axis=1)
    ideal = np.cumsum(discount)[np.minimum(count, depth) - 1]
    column = np.where(linked, score, -np.inf).argmax(axis=1)[:, np.newaxis]
    highest = np.take_along_axis(score, column, axis=1)
    is_before = (score > highest) | ((score == highest) & (np.arange(score.shape[1]) < column))
    first = 1 + is_before.sum(axis=1)
    return np.stack((hits @ discount / ideal, hits.sum(axis=1) / count, 1 / first), axis=1)


def _measured(method: Method, figures: NDArray[np.float64]) -> Measured:
    return Measured(method, *(_estimate(figures[:, column]) for column in range(3)))


def _estimate(values: NDArray[np.float64]) -> Estimate:
    if not len(values):
        return Estimate(0.0, 0.0, 0.0)
    random = np.random.default_rng(_SEED)
    means = [values[random.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, (_LOW, _HIGH))
    return Estimate(float(values.mean()), float(low), float(high))
