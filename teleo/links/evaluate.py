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


class Sought(StrEnum):
    """Which links a ranking should find: those that the note makes itself, or those to it as well."""

    OWN = "own"
    EITHER = "either"


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
    """What was measured on a vault by one set of hidden links.

    `notes` is how many notes had such links, `links` how many pairs of notes they join; `gain` is by how much
    fusion with graph is ahead of words in nDCG, note by note, with the interval of the paired bootstrap.
    """

    notes: int
    links: int
    methods: tuple[Measured, ...]
    gain: Estimate


def evaluate(basis: Basis, weights: Mapping[Signal, float] = WEIGHTS) -> Mapping[Sought, Evaluation]:
    """Return how well each method finds what is sought for each note when all links of that note are hidden.

    A note's links are hidden in both directions, whichever are sought; the links of all other notes stay.
    Words of links are no part of a note's text, so that hiding a link hides its words too. Ties in a ranking go
    to the lower id. nDCG and recall count the first `DEPTH` notes; recall divides by all that is sought, so it
    stays below 1 where that is more than `DEPTH`.
    """
    topology = basis.topology
    queries = np.flatnonzero(np.diff(topology.both.starts))
    methods = _methods(basis)
    figures = {(sought, method): np.zeros((len(queries), 3)) for sought in Sought for method in methods}
    for method in methods:
        done = 0
        for block in scored_blocks(basis, queries, _weights_of(method, weights), is_hidden=True):
            place = slice(done, done + len(block.rows))
            figures[Sought.OWN, method][place] = _figures(block.score, topology.links(block.rows))
            figures[Sought.EITHER, method][place] = _figures(block.score, topology.is_linked(block.rows))
            done += len(block.rows)
    has_own = np.diff(topology.out.starts)[queries] > 0
    own = {method: figures[Sought.OWN, method][has_own] for method in methods}
    either = {method: figures[Sought.EITHER, method] for method in methods}
    return {
        Sought.OWN: _evaluation(own, len(topology.out.columns)),
        Sought.EITHER: _evaluation(either, len(topology.both.columns) // 2),
    }


def _evaluation(figures: Mapping[Method, NDArray[np.float64]], links: int) -> Evaluation:
    measured = tuple(_measured(method, rows) for method, rows in figures.items())
    gain = _estimate(figures[Method.FUSION_WITH_GRAPH][:, 0] - figures[Method.WORDS][:, 0])
    return Evaluation(len(figures[Method.WORDS]), links, measured, gain)


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
    """Return nDCG, recall and reciprocal rank of each row, of shape (rows, 3); 0 where nothing is sought."""
    depth = min(DEPTH, score.shape[1])
    best = top(score, depth)
    hits = np.take_along_axis(linked, best, axis=1)
    discount = 1 / np.log2(np.arange(2, depth + 2))
    count = np.maximum(linked.sum(axis=1), 1)
    ideal = np.cumsum(discount)[np.minimum(count, depth) - 1]
    column = np.where(linked, score, -np.inf).argmax(axis=1)[:, np.newaxis]
    highest = np.take_along_axis(score, column, axis=1)
    is_before = (score > highest) | ((score == highest) & (np.arange(score.shape[1]) < column))
    first = 1 + is_before.sum(axis=1)
    is_sought = linked.any(axis=1)
    return np.stack((hits @ discount / ideal, hits.sum(axis=1) / count, is_sought / first), axis=1)


def _measured(method: Method, figures: NDArray[np.float64]) -> Measured:
    return Measured(method, *(_estimate(figures[:, column]) for column in range(3)))


def _estimate(values: NDArray[np.float64]) -> Estimate:
    if not len(values):
        return Estimate(0.0, 0.0, 0.0)
    random = np.random.default_rng(_SEED)
    means = [values[random.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, (_LOW, _HIGH))
    return Estimate(float(values.mean()), float(low), float(high))
