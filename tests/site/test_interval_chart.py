"""The chart of a stated range and a model's interval: everything drawn lies where its number says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.site.interval_chart import WIDTH, interval_chart

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
ENDS = st.floats(allow_nan=False, allow_subnormal=False)


def _drawn(svg: str) -> dict[str, float]:
    places = re.findall(r'class="(\w+)" (?:c?x1?)="([^"]+)"(?:[^>]*? (?:x2|width)="([^"]+)")?', svg)
    found = {}
    for name, start, end in places:
        found[name] = float(start)
        if end:
            found[f"{name} to"] = float(end)
    return found


@given(model=st.tuples(NUMBERS, NUMBERS, NUMBERS), stated=st.lists(st.tuples(ENDS, ENDS), max_size=2))
def test_nothing_is_drawn_beyond_the_chart(
    model: tuple[float, float, float], stated: list[tuple[float, float]]
) -> None:
    low, middle, high = sorted(model)
    ranges = [(min(pair), max(pair)) for pair in stated]
    svg = str(interval_chart((low, middle, high), ranges, lambda value: f"{value:.3g}"))
    drawn = _drawn(svg)
    assert all(0.0 <= place <= WIDTH for place in drawn.values()), svg
    if drawn:
        assert drawn["model"] <= drawn["median"] <= drawn["model to"]


@pytest.mark.parametrize(
    ("model", "stated", "median", "band"),
    [
        ((0.0, 5.0, 10.0), (2.5, 7.5), 180.0, (93.0, 174.0)),
        ((1.0, 10.0, 100.0), (10.0, 1000.0), 122.0, (122.0, 232.0)),
        ((1e-297, 1e-101, 1e-25), (1e9, 1e15), 224.6, (347.3, 6.7)),
    ],
)
def test_the_axis_is_straight_or_by_powers_of_ten(
    model: tuple[float, float, float], stated: tuple[float, float], median: float, band: tuple[float, float]
) -> None:
    drawn = _drawn(str(interval_chart(model, [stated], str)))
    assert (drawn["median"], drawn["stated"], drawn["stated to"]) == pytest.approx((median, *band), abs=0.1)
