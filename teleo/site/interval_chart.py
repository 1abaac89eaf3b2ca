"""A stated range and a model's interval on one axis, as SVG drawn at build time."""

from collections.abc import Callable, Iterable
from math import isfinite, log

from markupsafe import Markup

WIDTH = 360
_PAD = 6.0
_WIDEST_LINEAR = 30.0
"""Where the largest number is more than this many times the smallest, the axis is logarithmic."""


def interval_chart(
    model: tuple[float, float, float],
    stated: Iterable[tuple[float, float]],
    name: Callable[[float], str],
    *,
    is_widened: bool = True,
) -> Markup:
    """Return the chart, or nothing when it would have no width.

    Args:
        model: the 5th percentile, the median and the 95th percentile.
        stated: the stated ranges; an open end reaches to the edge.
        name: gives a number as the axis should say it.
        is_widened: the stated ranges are wider than what was stated, by a tolerance.
    """
    ranges = tuple(stated)
    ends = [value for pair in (model, *ranges) for value in pair if isfinite(value)]
    low, high = min(ends), max(ends)
    if not ends or low == high:
        return Markup("")
    place = _axis(low, high)
    parts = [f'<line class="axis" x1="{_PAD}" y1="14" x2="{WIDTH - _PAD}" y2="14"/>']
    for start, end in ranges:
        left = place(max(start, low)) if isfinite(start) else 0.0
        right = place(min(end, high)) if isfinite(end) else float(WIDTH)
        parts.append(
            f'<rect class="stated" x="{left:.1f}" y="4" width="{max(right - left, 2.0):.1f}" height="20" rx="2"/>'
        )
    first, middle, last = (place(value) for value in model)
    parts.append(f'<line class="model" x1="{first:.1f}" y1="14" x2="{last:.1f}" y2="14"/>')
    parts.append(f'<circle class="median" cx="{middle:.1f}" cy="14" r="4"/>')
    chart = Markup("".join(parts))  # noqa: S704 - numbers only
    return Markup(
        '<svg class="chart" viewBox="0 0 {0} 40" role="img" aria-label="{1}">{2}'
        '<text x="{3}" y="37">{4}</text><text x="{5}" y="37" text-anchor="end">{6}</text></svg>'
    ).format(WIDTH, _said(model, ranges, name, is_widened), chart, _PAD, name(low), WIDTH - _PAD, name(high))


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


def _axis(low: float, high: float) -> Callable[[float], float]:
    inner = WIDTH - 2 * _PAD
    if low > 0 and high / low > _WIDEST_LINEAR:
        # The quotient of the ends may be beyond what a float holds, and so may twice the greatest of them.
        width = log(high) - log(low)
        return lambda value: _PAD + inner * (log(value) - log(low)) / width
    return lambda value: _PAD + inner * ((value / 2 - low / 2) / (high / 2 - low / 2))
