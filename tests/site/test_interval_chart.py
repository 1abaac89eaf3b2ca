"""The chart of a stated range and a model's interval: everything drawn lies where its number says."""

import json
import re
from functools import partial
from itertools import pairwise
from math import inf
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.quantities.result import SHARES
from teleo.quantities.show import value_text
from teleo.site.interval_chart import HILL, WIDTH, interval_chart
from tests.quantities.node import printed

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)
ENDS = st.floats(allow_nan=False, allow_subnormal=False)


SOURCES = Path(__file__).parents[2] / "site/src"


def numbers_of(svg: str) -> list[float]:
    """Return the numbers of a drawing in their order."""
    return [float(each) for each in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?|(?<=[VHM])-?\d+(?:\.\d+)?", svg)]


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


@given(
    percentiles=st.lists(NUMBERS, min_size=len(SHARES), max_size=len(SHARES)).map(sorted),
    stated=st.lists(st.tuples(ENDS, ENDS), max_size=2),
)
def test_a_distribution_of_any_shape_keeps_to_its_room(
    percentiles: list[float], stated: list[tuple[float, float]]
) -> None:
    model = (percentiles[3], percentiles[25], percentiles[-4])
    ranges = [(min(pair), max(pair)) for pair in stated]
    svg = str(interval_chart(model, ranges, lambda value: f"{value:.3g}", percentiles=percentiles))
    for outline in re.findall(r'class="hill" d="M([^"]*)z"', svg):
        start, *steps = re.split("[VH]", outline.replace(" ", "V", 1))
        places, heights = [float(start), *map(float, steps[2::2])], list(map(float, steps[1::2]))
        assert places == sorted(places)
        assert 0.0 <= places[0] < places[-1] <= WIDTH
        assert min(heights[:-1]) == pytest.approx(6.0, abs=0.05)
        assert all(height <= HILL + 8.0 for height in heights)


@pytest.mark.parametrize("is_by_powers", [False, True])
def test_the_hill_is_as_high_as_samples_are_many(is_by_powers: bool) -> None:
    # Of the triangle from 0 to 1 a share of x² lies below x; by powers of ten it is that of the exponents.
    places = [share**0.5 for share in SHARES]
    percentiles = [10.0 ** (2 * place) for place in places] if is_by_powers else places
    model = (percentiles[3], percentiles[25], percentiles[-4])
    svg = str(interval_chart(model, [], str, percentiles=percentiles))
    (outline,) = re.findall(r'class="hill" d="M([^"]*)z"', svg)
    start, *steps = re.split("[VH]", outline.replace(" ", "V", 1))
    edges, tops = [float(start), *map(float, steps[2::2])], list(map(float, steps[1::2]))[:-1]
    left, right = places[0], places[-1]
    at = [left + (right - left) * (edge - edges[0]) / (edges[-1] - edges[0]) for edge in edges]
    masses = [high**2 - low**2 for low, high in pairwise(at)]
    drawn = [(HILL + 8.0 - top) / (HILL + 2.0) for top in tops]
    assert drawn == pytest.approx([mass / max(masses) for mass in masses], abs=0.04)


def test_a_page_draws_what_the_build_draws() -> None:
    random = Random(7)
    cases = []
    for _ in range(300):
        ordered = sorted(random.gauss(0.0, 1.0) for _ in range(random.choice([1, 2, 60, 400])))
        if random.random() < 0.5:
            ordered = [10.0 ** (2.0 * each) for each in ordered]
        spread = ordered if random.random() < 0.8 else None
        low, value, high = (ordered[int(share * (len(ordered) - 1))] for share in (0.05, 0.5, 0.95))
        model = (
            {"low": low, "value": value, "high": high}
            if spread
            else dict.fromkeys(("low", "value", "high"), low)
        )
        ends = sorted(random.uniform(0.1, 900.0) for _ in range(2))
        stated = random.choice([[], [ends], [[None, ends[1]]], [[ends[0], None]]])
        cases.append([{**model, "ordered": spread}, stated, "W", random.random() < 0.5])
    sources = [SOURCES / name for name in ("show.js", "engine.js", "chart.js")]
    script = "\n".join(
        re.sub(r"(?m)^import .*$", "", one.read_text(encoding="utf-8")).replace("export function", "function")
        for one in sources
    )
    drawn = printed(
        f"{script}\nconsole.log(JSON.stringify({json.dumps(cases)}.map((one) => chart(...one) ?? null)));"
    )
    for (model, stated, unit, is_widened), found in zip(cases, drawn, strict=True):
        ranges = [(-inf if low is None else low, inf if high is None else high) for low, high in stated]
        percentiles = () if model["ordered"] is None else _percentiles(model["ordered"])
        said = partial(value_text, unit=unit)
        built = str(
            interval_chart(
                (model["low"], model["value"], model["high"]),
                ranges,
                said,
                percentiles=percentiles,
                is_widened=is_widened,
            )
        )
        if not built:
            assert found is None
            continue
        shapes = "".join(
            f"<{name} "
            + " ".join(f'{key}="{text}"' for key, text in attributes.items())
            + ">"
            + "".join(words)
            for name, attributes, *words in found["shapes"]
        )
        whole = f'class="chart" viewBox="0 0 360 {found["height"]}" aria-label="{found["label"]}" {shapes}'
        assert _words(whole) == _words(built)
        assert numbers_of(whole) == pytest.approx(numbers_of(built), abs=0.11)


def _percentiles(ordered: list[float]) -> list[float]:
    found = []
    for share in SHARES:
        place = share * (len(ordered) - 1)
        above = min(int(place) + 1, len(ordered) - 1)
        found.append(ordered[int(place)] + (ordered[above] - ordered[int(place)]) * (place - int(place)))
    return found


def _words(svg: str) -> list[str]:
    return re.findall(r"class=\"(\w+)\"|(text-anchor)|aria-label=\"([^\"]*)\"", svg)


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
