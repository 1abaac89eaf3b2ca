"""Ranks the notes related to each note: words, meaning, and what the links of near notes say, added up.

Every signal is standardised over the candidates of one query, so that its weight means the same in every vault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from teleo.errors import TeleoError
from teleo.links.basis import Basis
from teleo.links.prior import prior_signals
from teleo.links.signal import Signal
from teleo.links.sparse import Floats, Numbers

BLOCK_CELLS = 3_000_000
"""A block of queries has at most so many query-candidate cells: about 12 MB for each signal."""

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
    parts: dict[Signal, Floats] = {}
    score, room = np.zeros_like(words), np.empty_like(words)

    def add(signal: Signal, values: Floats, unknown: Numbers = _NONE) -> None:
        standardise(values, own, weights[signal], unknown, out=room)
        np.add(score, room, out=score)
        if has_parts:
            parts[signal] = room.copy()

    add(Signal.WORDS, words)
    if basis.has_vectors:
        add(Signal.MEANING, meaning, np.flatnonzero(~basis.is_embedded))
    prior = [signal for signal in weights if not signal.is_of_text and weights[signal]]
    if prior:
        text = score.copy()
        text[own] = -np.inf
        for signal, values in prior_signals(basis.topology, rows, text, is_hidden=is_hidden):
            if signal in prior:
                add(signal, values)
    score[own] = -np.inf
    return Scored(rows, score, words, meaning, parts)


def standardise(
    signal: Floats, own: tuple[Numbers, Numbers], weight: float, unknown: Numbers = _NONE, *, out: Floats
) -> None:
    """Write to `out` each row less its mean over its standard deviation, times `weight`.

    The query itself, at `own`, and the columns `unknown`, where `signal` is 0, are left out of both and become 0,
    and so does a row in which all is equal.
    """
    count = np.full(len(signal), signal.shape[1] - 1 - len(unknown))
    count[np.isin(own[1], unknown)] += 1
    count = np.maximum(count, 1)
    mean = ((signal.sum(axis=1) - signal[own]) / count).astype(signal.dtype)
    np.subtract(signal, mean[:, np.newaxis], out=out)
    out[own] = 0.0
    out[:, unknown] = 0.0
    deviation = np.sqrt(np.einsum("ij,ij->i", out, out) / count)
    scale = np.where(deviation > 1e-6, weight / np.maximum(deviation, 1e-6), 0.0)
    out *= scale[:, np.newaxis].astype(np.float32)
