"""A stated range, a model's interval and its distribution on one axis, as SVG drawn at build time."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import exp, isfinite, log

from markupsafe import Markup
from msgspec import Struct

from teleo.quantities.result import SHARES

WIDTH = 360
HILL = 30.0
"""How much higher a chart is with a distribution than without one."""

_PAD = 6.0
_WIDEST_LINEAR = 30.0
"""Where the largest number is more than this many times the smallest, the axis is logarithmic."""

_BINS = 36
_NARROWEST_BIN = 3.0


def interval_chart(
    model: tuple[float, float, float],
    stated: Iterable[tuple[float, float]],
    name: Callable[[float], str],
    *,
    percentiles: Sequence[float] = (),
    is_widened: bool = True,
) -> Markup:
    """Return the chart, or nothing when it would have no width.

    Args:
        model: the 5th percentile, the median and the 95th percentile.
        stated: the stated ranges; an open end reaches to the edge.
        name: gives a number as the axis should say it.
        percentiles: the model at `SHARES`; with none, no distribution is drawn.
        is_widened: the stated ranges are wider than what was stated, by a tolerance.
    """
    ranges = tuple(stated)
    spread = tuple(percentiles) if all(map(isfinite, percentiles)) else ()
    ends = [value for pair in (model, spread[:1], spread[-1:], *ranges) for value in pair if isfinite(value)]
    low, high = min(ends), max(ends)
    if not ends or low == high:
        return Markup("")
    axis = _Axis(low, high)
    hill = _hill(spread, axis) if spread else ""
    top = HILL if hill else 0.0
    line = top + 14
    parts = [f'<line class="axis" x1="{_PAD}" y1="{line:.0f}" x2="{WIDTH - _PAD}" y2="{line:.0f}"/>']
    for start, end in ranges:
        left = axis.place(max(start, low)) if isfinite(start) else 0.0
        right = axis.place(min(end, high)) if isfinite(end) else float(WIDTH)
        parts.append(
            f'<rect class="stated" x="{left:.1f}" y="4" width="{max(right - left, 2.0):.1f}" '
            f'height="{top + 20:.0f}" rx="2"/>'
        )
    parts.append(hill)
    first, middle, last = map(axis.place, model)
    parts.append(f'<line class="model" x1="{first:.1f}" y1="{line:.0f}" x2="{last:.1f}" y2="{line:.0f}"/>')
    parts.append(f'<circle class="median" cx="{middle:.1f}" cy="{line:.0f}" r="4"/>')
    chart = Markup("".join(parts))  # noqa: S704 - numbers only
    return Markup(
        '<svg class="chart" viewBox="0 0 {0} {7:.0f}" role="img" aria-label="{1}">{2}'
        '<text x="{3}" y="{8:.0f}">{4}</text><text x="{5}" y="{8:.0f}" text-anchor="end">{6}</text></svg>'
    ).format(
        WIDTH,
        _said(model, ranges, name, is_widened),
        chart,
        _PAD,
        name(low),
        WIDTH - _PAD,
        name(high),
        top + 40,
        top + 37,
    )


class _Axis(Struct, frozen=True):
    """Where numbers lie between the ends of a chart: evenly, or by powers where they are many times each other."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Return how far from the left a number is drawn."""
        return _PAD + (WIDTH - 2 * _PAD) * self._part(value)

    def value(self, place: float) -> float:
        """Return the number that is drawn so far from the left."""
        part = (place - _PAD) / (WIDTH - 2 * _PAD)
        if self._is_by_powers:
            return exp(log(self.low) + (log(self.high) - log(self.low)) * part)
        return self.low * (1.0 - part) + self.high * part

    def _part(self, value: float) -> float:
        if self._is_by_powers:
            # The quotient of the ends may be beyond what a float holds, and so may twice the greatest of them.
            return (log(value) - log(self.low)) / (log(self.high) - log(self.low))
        return (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)

    @property
    def _is_by_powers(self) -> bool:
        return self.low > 0 and self.high / self.low > _WIDEST_LINEAR


def _hill(percentiles: Sequence[float], axis: _Axis) -> str:
    """Return the outline of how the samples are spread over the axis, in steps; nothing where it has no width."""
    left, right = axis.place(percentiles[0]), axis.place(percentiles[-1])
    count = min(_BINS, int((right - left) / _NARROWEST_BIN))
    if count < 1:
        return ""
    edges = [left + (right - left) * bin_ / count for bin_ in range(count + 1)]
    below = [SHARES[0], *(_share_below(axis.value(edge), percentiles) for edge in edges[1:-1]), SHARES[-1]]
    masses = [after - before for before, after in pairwise(below)]
    base, most = HILL + 8.0, max(masses)
    steps = "".join(
        f"V{base - (HILL + 2.0) * mass / most:.1f}H{edge:.1f}"
        for mass, edge in zip(masses, edges[1:], strict=True)
    )
    return f'<path class="hill" d="M{left:.1f} {base:.0f}{steps}V{base:.0f}z"/>'


def _share_below(value: float, percentiles: Sequence[float]) -> float:
    """Return the share of samples up to a value, evenly spread between two percentiles."""
    after = bisect_right(percentiles, value)
    if after == 0:
        return SHARES[0]
    if after == len(percentiles):
        return SHARES[-1]
    low, high = percentiles[after - 1], percentiles[after]
    width = high / 2 - low / 2
    part = (value / 2 - low / 2) / width if width else 0.0
    return SHARES[after - 1] + (SHARES[after] - SHARES[after - 1]) * part


def _range(start: float, end: float, name: Callable[[float], str]) -> str:
    if not isfinite(start):
        return f"up to {name(end)}"
    return f"{name(start)} to {name(end)}" if isfinite(end) else f"{name(start)} and more"


def _said(
    model: tuple[float, float, float],
    ranges: tuple[tuple[float, float], ...],
    name: Callable[[float], str],
    is_widened: bool,
) -> str:
    says = f"Model: {name(model[1])}, from {name(model[0])} to {name(model[2])}"
    stated = " or ".join(_range(start, end, name) for start, end in ranges)
    with_what = " with tolerance" if is_widened else ""
    return f"{says}. Stated{with_what}: {stated}" if stated else says
