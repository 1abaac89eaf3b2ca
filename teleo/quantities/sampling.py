"""Draws the samples of uncertain numbers: Latin hypercubes keyed by a variable's name.

Each variable has one value in the middle of each of `count` slices of equal probability, in an order that
follows from a hash of its name. The same name gives the same samples in every claim, so that what two
quantities share stays correlated. `sampler.js` is the twin of this module and gives the same bits.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from teleo.quantities import exact
from teleo.quantities.distribution import Shape, Spread
from teleo.quantities.exact import Z95, Floats

MOST = 1 << 20
"""The most samples that one variable can have: the order of the slices is sorted with an index of 20 bits."""

_BISECTIONS = 60
_SCALED = (Shape.LOGNORMAL, Shape.LOGITNORMAL, Shape.NORMAL)
_WRITTEN = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The range in which samples may lie; `is_whole` rounds them to whole numbers."""

    low: float = float("-inf")
    high: float = float("inf")
    low_open: bool = False
    high_open: bool = False
    is_whole: bool = False

    def holds(self, value: float) -> bool:
        """Return whether a value lies in the range."""
        above = value > self.low if self.low_open else value >= self.low
        return above and (value < self.high if self.high_open else value <= self.high)


UNBOUNDED = Bounds()


def samples(spread: Spread, name: str, count: int, bounds: Bounds = UNBOUNDED) -> Floats:
    """Return `count` samples of the variable `name`.

    Args:
        spread: what is known of it; its ends lie within `bounds`.
        name: the same name gives the same order of the slices.
        count: from 1 to `MOST`.
        bounds: the tails of the distribution beyond them are cut off, and the rest takes their weight.
    """
    values = _in_order(spread, count, bounds)[_permutation(name, count)]
    return np.floor(values + 0.5) if bounds.is_whole else values


def quantile(spread: Spread, probability: float, bounds: Bounds = UNBOUNDED) -> float:
    """Return the value below which a distribution, cut to `bounds`, has the given weight."""
    start, end = _kept(spread, bounds)
    if (start, end) == (0.0, 1.0) and probability in _WRITTEN and spread.shape in _SCALED:
        # These percentiles are what the author wrote: no need to compute them to the last bit but one.
        return _written(spread, probability, bounds)
    value = float(_at(spread, np.asarray([start + (end - start) * probability]))[0])
    return float(np.floor(value + 0.5)) if bounds.is_whole else value


def keys(name: str) -> tuple[int, int]:
    """Return the two 32-bit keys of a name: FNV-1a from two starts over its UTF-8 bytes, then mixed."""
    first, second = 0x811C9DC5, 0x9747B28C
    for byte in name.encode("utf-8", "surrogatepass"):
        first = (first ^ byte) * 0x01000193 & 0xFFFFFFFF
        second = (second ^ byte) * 0x01000193 & 0xFFFFFFFF
    pair = _mixed(np.asarray([first, second], dtype=np.uint32))
    return int(pair[0]), int(pair[1])


def _written(spread: Spread, probability: float, bounds: Bounds) -> float:
    value = {0.05: spread.low, 0.5: spread.median, 0.95: spread.high}[probability]
    if value is None:
        low, high = (_to_scale(spread.shape, end) for end in (spread.low, spread.high))
        value = float(_from_scale(spread.shape, np.asarray([(low + high) / 2.0]))[0])
    return float(np.floor(value + 0.5)) if bounds.is_whole else value


@lru_cache(maxsize=256)
def _in_order(spread: Spread, count: int, bounds: Bounds) -> Floats:
    start, end = _kept(spread, bounds)
    middles = (np.arange(count, dtype=np.float64) + 0.5) / count
    if (start, end) != (0.0, 1.0):
        middles = start + (end - start) * middles
    return _at(spread, middles)


@lru_cache(maxsize=512)
def _permutation(name: str, count: int) -> NDArray[np.int64]:
    first, second = keys(name)
    index = np.arange(count, dtype=np.uint64)
    mixed = _mixed(index.astype(np.uint32) * np.uint32(0x9E3779B1) + np.uint32(first))
    mixed = _mixed(mixed ^ np.uint32(second))
    order = np.sort((mixed.astype(np.uint64) << np.uint64(20)) | index)
    return (order & np.uint64(MOST - 1)).astype(np.int64)


def _mixed(h: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return 32-bit words whose every bit depends on all bits of the argument: the end of MurmurHash3."""
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return h ^ (h >> np.uint32(16))


def _at(spread: Spread, p: Floats) -> Floats:
    """Return the values at probabilities strictly between 0 and 1."""
    if spread.is_point:
        return np.full_like(p, spread.low)
    if spread.shape is Shape.UNIFORM:
        return spread.low + (spread.high - spread.low) * p
    if spread.shape is Shape.CHOICE:
        return np.asarray(spread.choices, dtype=np.float64)[
            np.floor(p * len(spread.choices)).astype(np.int64)
        ]
    return _from_scale(spread.shape, _on_scale(spread, p))


def _on_scale(spread: Spread, p: Floats) -> Floats:
    """Return values on the scale on which the distribution is normal, below and above its median."""
    low, high = (_to_scale(spread.shape, value) for value in (spread.low, spread.high))
    centre = (low + high) / 2.0 if spread.median is None else _to_scale(spread.shape, spread.median)
    z = _standard(p)
    return centre + z * np.where(z < 0.0, (centre - low) / Z95, (high - centre) / Z95)


def _standard(p: Floats) -> Floats:
    key = p.tobytes() if p.size > 64 else None
    if key is None:
        return exact.normal_quantile(p)
    return _known_standard(key)


@lru_cache(maxsize=4)
def _known_standard(key: bytes) -> Floats:
    return exact.normal_quantile(np.frombuffer(key))


def _to_scale(shape: Shape, value: float) -> float:
    if shape is Shape.NORMAL:
        return value
    odds = value / (1.0 - value) if shape is Shape.LOGITNORMAL else value
    return float(exact.log(np.asarray([odds]))[0])


def _from_scale(shape: Shape, value: Floats) -> Floats:
    if shape is Shape.NORMAL:
        return value
    grown = exact.exp(np.clip(value, -690.0, 690.0))
    return grown / (1.0 + grown) if shape is Shape.LOGITNORMAL else grown


@lru_cache(maxsize=512)
def _kept(spread: Spread, bounds: Bounds) -> tuple[float, float]:
    """Return the probabilities between which a distribution lies within the bounds.

    The ends are found by bisection of the quantile function, which the twin can repeat bit by bit.
    """
    if spread.shape in (Shape.POINT, Shape.UNIFORM, Shape.CHOICE):
        return 0.0, 1.0
    tiny = 2.0**-60
    edges = _at(spread, np.asarray([tiny, 1.0 - 2.0**-53]))
    inside = 0.5
    start = 0.0 if bounds.holds(float(edges[0])) else _edge(spread, bounds, 0.0, inside)
    end = 1.0 if bounds.holds(float(edges[1])) else _edge(spread, bounds, 1.0, inside)
    return start, end


def _edge(spread: Spread, bounds: Bounds, outside: float, inside: float) -> float:
    for _ in range(_BISECTIONS):
        middle = (outside + inside) / 2.0
        if bounds.holds(float(_at(spread, np.asarray([middle]))[0])):
            inside = middle
        else:
            outside = middle
    return inside
