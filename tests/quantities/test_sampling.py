"""Samples follow from names, have the stated percentiles, and are the same in JavaScript bit by bit."""

import json
import statistics
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import teleo.quantities
from teleo.quantities import exact
from teleo.quantities.distribution import Shape, Spread, point
from teleo.quantities.sampling import Bounds, keys, quantile, samples
from tests.quantities.node import printed

COUNT = 10_000
SAMPLER = Path(teleo.quantities.__file__).with_name("sampler.js")

CASES: list[tuple[str, Spread, Bounds]] = [
    ("growth", Spread(Shape.LOGNORMAL, 2, 5), Bounds()),
    ("claims/a title, é#q.share", Spread(Shape.LOGITNORMAL, 0.3, 0.4), Bounds()),
    ("change", Spread(Shape.NORMAL, -1, 5), Bounds()),
    ("skewed", Spread(Shape.LOGNORMAL, 2, 5, 3.9), Bounds()),
    ("flat", Spread(Shape.UNIFORM, 1, 4), Bounds()),
    ("chips", Spread(Shape.CHOICE, 1, 4, None, (1, 2, 4)), Bounds()),
    ("cut", Spread(Shape.LOGNORMAL, 0.5, 0.9), Bounds(high=1.0, high_open=True)),
    ("whole", Spread(Shape.LOGNORMAL, 2, 32), Bounds(low=1.0, is_whole=True)),
    ("wide", Spread(Shape.LOGNORMAL, 1e-90, 1e90), Bounds()),
    ("odds", Spread(Shape.LOGITNORMAL, 1e-9, 0.999999), Bounds()),
]


def test_percentiles_are_those_that_were_written() -> None:
    low, middle, high = np.percentile(samples(Spread(Shape.LOGNORMAL, 2, 5), "growth", COUNT), [5, 50, 95])
    assert (low, middle, high) == pytest.approx((2, 10**0.5, 5), rel=1e-3)


def test_a_written_median_is_kept_and_parts_the_samples_in_halves() -> None:
    values = samples(Spread(Shape.LOGNORMAL, 2, 5, 3.9), "skewed", COUNT)
    assert np.percentile(values, [5, 50, 95]) == pytest.approx([2, 3.9, 5], rel=1e-3)


def test_the_same_name_gives_the_same_samples_and_another_name_uncorrelated_ones() -> None:
    spread = Spread(Shape.NORMAL, -1, 1)
    first, again, other = (samples(spread, name, COUNT) for name in ("a", "a", "b"))
    assert (first == again).all()
    assert abs(np.corrcoef(first, other)[0, 1]) < 0.05


def test_every_slice_of_probability_has_one_sample() -> None:
    values = samples(Spread(Shape.UNIFORM, 0, 1), "flat", COUNT)
    assert sorted(np.floor(values * COUNT)) == list(range(COUNT))


def test_tails_beyond_the_bounds_are_cut_and_no_sample_lies_on_them() -> None:
    spread = Spread(Shape.LOGNORMAL, 0.5, 0.9)
    values = samples(spread, "cut", COUNT, Bounds(high=1.0, high_open=True))
    assert values.max() < 1.0
    # ln 1 is 2.235 deviations above the middle: 1.27 % are cut, and the median is at 49.36 % of the whole.
    assert quantile(spread, 0.5, Bounds(high=1.0)) == pytest.approx(0.6689, abs=5e-5)


def test_samples_of_a_whole_number_are_whole() -> None:
    values = samples(Spread(Shape.LOGNORMAL, 2, 32), "whole", COUNT, Bounds(low=1.0, is_whole=True))
    assert (values == np.floor(values)).all()
    assert values.min() == 1.0


def test_a_point_has_one_value() -> None:
    assert set(samples(point(3.0), "p", 10)) == {3.0}


@given(st.floats(1e-12, 1 - 1e-12))
def test_the_normal_quantile_is_that_of_the_standard_library(probability: float) -> None:
    ours = float(exact.normal_quantile(np.asarray([probability]))[0])
    assert ours == pytest.approx(statistics.NormalDist().inv_cdf(probability), rel=1e-13, abs=1e-15)


@given(st.floats(-690, 690))
def test_log_undoes_exp(x: float) -> None:
    value = exact.exp(np.asarray([x]))
    assert float(value[0]) == pytest.approx(np.exp(x), rel=1e-15)
    assert float(exact.log(value)[0]) == pytest.approx(x, rel=4e-16, abs=4e-16)


@given(st.floats(0.001, 0.999))
def test_a_quantile_splits_the_samples_at_its_probability(probability: float) -> None:
    spread = Spread(Shape.LOGNORMAL, 2, 5)
    values = samples(spread, "growth", COUNT)
    assert np.mean(values <= quantile(spread, probability)) == pytest.approx(probability, abs=2e-4)


def test_javascript_draws_the_same_bits() -> None:
    calls = [
        f"teleoSampler.samples({json.dumps(_spec(spread))}, {json.dumps(name)}, {COUNT}, {_bounds(bounds)})"
        for name, spread, bounds in CASES
    ]
    script = (
        SAMPLER.read_text(encoding="utf-8")
        + f"console.log(JSON.stringify([{', '.join(calls)}].map((v) => Buffer.from(v.buffer).toString('hex'))))"
    )
    for (name, spread, bounds), found in zip(CASES, printed(script), strict=True):
        assert samples(spread, name, COUNT, bounds).tobytes().hex() == found, name


def test_javascript_hashes_names_alike() -> None:
    names = ["", "a", "é", "claims/x#y.z", "𝒳"]
    script = (
        SAMPLER.read_text(encoding="utf-8")
        + f"console.log(JSON.stringify({json.dumps(names)}.map(teleoSampler.keys)))"
    )
    assert [tuple(pair) for pair in printed(script)] == [keys(name) for name in names]


def _spec(spread: Spread) -> dict[str, object]:
    return {
        "shape": spread.shape,
        "low": spread.low,
        "high": spread.high,
        "median": spread.median,
        "choices": spread.choices,
    }


def _bounds(bounds: Bounds) -> str:
    names = {
        "low": "low",
        "high": "high",
        "low_open": "lowOpen",
        "high_open": "highOpen",
        "is_whole": "isWhole",
    }
    values = {js: getattr(bounds, name) for name, js in names.items()}
    return json.dumps(
        {js: value for js, value in values.items() if value not in (float("inf"), float("-inf"))}
    )
