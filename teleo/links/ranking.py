"""Ranks the notes related to each note: words, meaning, and what the links of near notes say, added up.

Every signal is standardised over the candidates of one query, so that its weight means the same in every vault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from teleo.errors import TeleoError
from teleo.links.basis import Basis
from teleo.links.prior import LinkSignal, prior_signals
from teleo.links.signal import Signal
from teleo.links.sparse import Floats, Numbers, is_among

BLOCK_CELLS = 1_500_000
"""A block of queries has at most so many query-candidate cells: about 6 MB for each signal."""

_NONE: Numbers = np.zeros(0, dtype=np.intp)

WEIGHTS: Mapping[Signal, float] = MappingProxyType(
    {
        Signal.WORDS: 0.60,
        Signal.MEANING: 0.40,
        Signal.POPULARITY: 0.20,
        Signal.NEAR_LINKS: 0.15,
        Signal.NEAR_TARGETS: 0.15,
        Signal.COMMON: 0.15,
        Signal.LINKS_BACK: 0.40,
    }
)
"""Chosen by hand within the range that five vaults share; a logistic regression over the same signals and four more
was ahead on the vaults it was fitted on and behind on the one left out. `docs/links.md` has the figures."""


class UnknownSignalError(TeleoError):
    """The settings weigh a signal that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"[links] weights names {name!r}; the signals are {', '.join(Signal)}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Scored:
    """One block of queries: their numbers, and for each query and note the rank score and the cosines of texts."""

    rows: Numbers
    score: Floats
    words: Floats
    meaning: Floats
    parts: Mapping[Signal, Floats]


def weights_with(settings: Mapping[str, float]) -> Mapping[Signal, float]:
    """Return `WEIGHTS` with those that a vault's settings state in their place.

    Raises:
        UnknownSignalError: a name is no signal's.
    """
    for name in settings:
        if name not in set(Signal):
            raise UnknownSignalError(name)
    return {**WEIGHTS, **{Signal(name): float(weight) for name, weight in settings.items()}}


def scored_blocks(
    basis: Basis,
    rows: Numbers,
    weights: Mapping[Signal, float] = WEIGHTS,
    *,
    is_hidden: bool = False,
    has_parts: bool = False,
) -> Iterator[Scored]:
    """Yield the scores of `rows` against all notes, block by block; a note's score with itself is -inf.

    `is_hidden` ranks as if the query had no links, from it or to it.
    """
    size = max(1, BLOCK_CELLS // max(1, len(basis.notes)))
    for start in range(0, len(rows), size):
        yield scored(basis, rows[start : start + size], weights, is_hidden=is_hidden, has_parts=has_parts)


def scored(
    basis: Basis,
    rows: Numbers,
    weights: Mapping[Signal, float] = WEIGHTS,
    *,
    is_hidden: bool = False,
    has_parts: bool = False,
) -> Scored:
    """Return the scores of `rows` against all notes: the sum of the standardised signals by their weights.

    `has_parts` keeps what each signal added, which takes as much memory again for each.
    """
    own = (np.arange(len(rows)), rows)
    words = basis.words.similarities(rows)
    meaning = basis.meaning(rows) if basis.has_vectors else words
    score = np.empty_like(words)
    standardise(words, own, weights[Signal.WORDS], out=score)
    parts = {Signal.WORDS: score.copy()} if has_parts else {}
    if basis.has_vectors:
        room = np.empty_like(meaning)
        standardise(meaning, own, weights[Signal.MEANING], np.flatnonzero(~basis.is_embedded), out=room)
        np.add(score, room, out=score)
        if has_parts:
            parts[Signal.MEANING] = room
    score[own] = -np.inf
    prior = [signal for signal in weights if not signal.is_of_text and weights[signal]]
    if prior:
        found = prior_signals(basis.topology, rows, score, is_hidden=is_hidden)
        weighed = ((signal, values, weights[signal]) for signal, values in found if signal in prior)
        parts |= _add_prior(score, rows, weighed, has_parts=has_parts)
    return Scored(rows, score, words, meaning, parts)


def _add_prior(
    score: Floats, rows: Numbers, weighed: Iterator[tuple[Signal, LinkSignal, float]], *, has_parts: bool
) -> dict[Signal, Floats]:
    """Add signals of links, standardised, to the scores; return what each added, if asked for."""
    flat, width = score.reshape(-1), score.shape[1]
    shift = np.zeros(len(rows))
    parts = {}
    for signal, values, weight in weighed:
        scale, offset = standard(values, rows, weight)
        entries = values.entries
        owners = entries.owners
        flat[owners * width + entries.columns] += scale[owners] * entries.values
        if values.shared.any():
            score += np.multiply.outer(scale, values.shared)
        shift += offset
        if has_parts:
            part = values.whole() * scale[:, np.newaxis] + offset[:, np.newaxis].astype(np.float32)
            part[np.arange(len(rows)), rows] = 0.0
            parts[signal] = part
    # Not as one product of matrices, which need not give equal notes equal scores.
    score += shift[:, np.newaxis].astype(np.float32)
    return parts


def standard(values: LinkSignal, rows: Numbers, weight: float) -> tuple[Floats, NDArray[np.float64]]:
    """Return for each query by what its values are multiplied, and what is then added, to standardise them.

    Over all notes but the query itself their mean is then 0 and their standard deviation `weight`; where all are
    equal, both numbers are 0.
    """
    entries, owners = values.entries, values.entries.owners
    shared = values.shared.astype(np.float64)
    is_other = entries.columns != rows[owners]
    owners, was = owners[is_other], shared[entries.columns[is_other]]
    more = entries.values[is_other].astype(np.float64)
    count = max(entries.width - 1, 1)
    total = shared.sum() - shared[rows] + np.bincount(owners, more, minlength=len(rows))
    squares = (shared**2).sum() - shared[rows] ** 2
    squares += np.bincount(owners, more * (2 * was + more), minlength=len(rows))
    mean = total / count
    scale = _scale(np.sqrt(np.maximum(squares / count - mean**2, 0.0)), weight)
    return scale.astype(np.float32), -scale * mean


def standardise(
    signal: Floats, own: tuple[Numbers, Numbers], weight: float, unknown: Numbers = _NONE, *, out: Floats
) -> None:
    """Write to `out` each row less its mean over its standard deviation, times `weight`.

    The query itself, at `own`, and the columns `unknown`, where `signal` is 0, are left out of both and become 0,
    and so does a row in which all is equal.
    """
    count = np.full(len(signal), signal.shape[1] - 1 - len(unknown))
    count[is_among(unknown, signal.shape[1])[own[1]]] += 1
    count = np.maximum(count, 1)
    mean = ((signal.sum(axis=1) - signal[own]) / count).astype(signal.dtype)
    np.subtract(signal, mean[:, np.newaxis], out=out)
    out[own] = 0.0
    out[:, unknown] = 0.0
    deviation = np.sqrt(np.einsum("ij,ij->i", out, out) / count)
    out *= _scale(deviation, weight)[:, np.newaxis].astype(np.float32)


def _scale(deviation: NDArray[np.float64], weight: float) -> NDArray[np.float64]:
    return np.where(deviation > 1e-6, weight / np.maximum(deviation, 1e-6), 0.0)
