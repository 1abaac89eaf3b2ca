"""Ranks the notes related to each note: words, meaning, and what the links of near notes say, added up.

Every signal is standardised over the candidates of one query, so that its weight means the same in every vault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from teleo.links.basis import Basis
from teleo.links.words import Floats, Numbers, Sparse, add_products

NEAR_TEXTS = 30
BLOCK_CELLS = 6_000_000
"""A block of queries has at most so many query-candidate cells: about 25 MB for each signal."""


class Signal(StrEnum):
    """What speaks for two notes belonging together."""

    WORDS = "words"
    MEANING = "meaning"
    POPULARITY = "popularity"
    NEAR_LINKS = "near_links"


PRIOR = (Signal.POPULARITY, Signal.NEAR_LINKS)
"""The signals that the links of the vault give; `--novel` leaves them out."""

WEIGHTS: Mapping[Signal, float] = {
    Signal.WORDS: 0.6,
    Signal.MEANING: 0.4,
    Signal.POPULARITY: 0.15,
    Signal.NEAR_LINKS: 0.3,
}


@dataclass(frozen=True, slots=True)
class Scored:
    """One block of queries: their numbers, and for each query and note the rank score and what is shown."""

    rows: Numbers
    score: Floats
    similarity: Floats
    parts: Mapping[Signal, Floats]


def scored_blocks(basis: Basis, rows: Numbers, weights: Mapping[Signal, float] = WEIGHTS) -> Iterator[Scored]:
    """Yield the scores of `rows` against all notes, block by block; a note's score with itself is -inf."""
    size = max(1, BLOCK_CELLS // max(1, len(basis.notes)))
    for start in range(0, len(rows), size):
        yield scored(basis, rows[start : start + size], weights)


def scored(basis: Basis, rows: Numbers, weights: Mapping[Signal, float] = WEIGHTS) -> Scored:
    """Return the scores of `rows` against all notes: the sum of the standardised signals by their weights."""
    own = (np.arange(len(rows)), rows)
    words, meaning = basis.words.similarities(rows), basis.meaning(rows)
    parts = {Signal.WORDS: weights[Signal.WORDS] * standardised(words, own)}
    if basis.has_vectors:
        parts[Signal.MEANING] = weights[Signal.MEANING] * standardised(meaning, own)
    text = sum(parts.values(), np.zeros_like(words))
    text[own] = -np.inf
    if any(weights.get(signal, 0.0) for signal in PRIOR):
        near = near_texts(text)
        parts[Signal.POPULARITY] = weights[Signal.POPULARITY] * standardised(_popularity(basis, rows), own)
        parts[Signal.NEAR_LINKS] = weights[Signal.NEAR_LINKS] * standardised(
            _near_links(basis, rows, near), own
        )
    score = sum(parts.values(), np.zeros_like(words))
    score[own] = -np.inf
    return Scored(rows, score, basis.similarity(rows, words, meaning), parts)


def standardised(signal: Floats, own: tuple[Numbers, Numbers]) -> Floats:
    """Return each row less its mean over its standard deviation, the query itself left out; 0 where all is equal."""
    count = max(1, signal.shape[1] - 1)
    itself = signal[own]
    mean = (signal.sum(axis=1) - itself) / count
    centred: Floats = signal - mean[:, np.newaxis]
    centred[own] = 0.0
    deviation = np.sqrt(np.einsum("ij,ij->i", centred, centred) / count)
    scale = np.where(deviation > 1e-6, deviation, np.inf)
    centred /= scale[:, np.newaxis].astype(np.float32)
    return centred


def near_texts(text: Floats) -> Sparse:
    """Return for each query its `NEAR_TEXTS` nearest notes by text with their score, negative scores as 0."""
    best = top(text, min(NEAR_TEXTS, max(0, text.shape[1] - 1)))
    scores = np.maximum(np.take_along_axis(text, best, axis=1), 0.0)
    starts = np.arange(len(text) + 1) * best.shape[1]
    return Sparse(starts, best.reshape(-1), scores.reshape(-1), text.shape[1])


def top(scores: Floats, k: int) -> Numbers:
    """Return the columns of the `k` highest scores of each row, best first; ties go to the lower column.

    Args:
        scores: of shape (rows, columns), without NaN.
        k: from 0 to the number of columns.
    """
    found = np.zeros((len(scores), k), dtype=np.intp)
    if k <= 0:
        return found
    floors = _floors(scores, k)
    for number, (row, floor) in enumerate(zip(scores, floors, strict=True)):
        columns = np.flatnonzero(row >= floor)
        found[number] = columns[np.argsort(-row[columns], kind="stable")[:k]]
    return found


def _floors(scores: Floats, k: int) -> Floats:
    """Return for each row a value that at least `k` of its scores reach, and few more.

    The k-th highest of the maxima of groups of columns is such a value, and cheaper than a partition of the row.
    """
    rows, columns = scores.shape
    size = columns // (4 * k)
    if size < 2:
        return np.full(rows, -np.inf, dtype=np.float32)
    count = columns // size
    maxima = scores[:, : count * size].reshape(rows, count, size).max(axis=2)
    floors: Floats = np.partition(maxima, count - k, axis=1)[:, count - k]
    return floors


def _popularity(basis: Basis, rows: Numbers) -> Floats:
    """Return the logarithm of each note's links from others, the query's own link to it not counted."""
    counts = np.repeat(basis.topology.in_degree[np.newaxis, :], len(rows), axis=0)
    places, owners = basis.topology.out.entries(rows)
    counts[owners, basis.topology.out.columns[places]] -= 1.0
    popularity: Floats = np.log1p(counts)
    return popularity


def _near_links(basis: Basis, rows: Numbers, near: Sparse) -> Floats:
    """Return how many of the near texts each note is linked with, each weighted by how near it is."""
    found = np.zeros((len(rows), len(basis.notes)), dtype=np.float32)
    add_products(found, near, np.arange(len(rows)), basis.topology.both)
    return np.sqrt(found)
