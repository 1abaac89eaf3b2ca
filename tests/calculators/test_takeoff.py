"""A takeoff against stepwise integration, and where it fizzles."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import InputError, calculator


def gain(**inputs: float) -> float:
    return float(calculator("takeoff.r_path").run({"limit_oom": 11.0, **inputs})["gain"])


def integrated(r: float, g0: float, years: float, limit_oom: float, compute_growth: float) -> float:
    """Orders of magnitude by 4,000 Runge-Kutta steps of d ln S / dt."""

    def rate(time: float, x: float) -> float:
        return g0 * math.pow(compute_growth, time) * math.exp(x * (1 - 1 / r))

    x, step, limit = 0.0, years / 4000, limit_oom * math.log(10)
    for index in range(4000):
        time = index * step
        k1 = rate(time, x)
        k2 = rate(time + step / 2, x + step / 2 * k1)
        k3 = rate(time + step / 2, x + step / 2 * k2)
        k4 = rate(time + step, x + step * k3)
        x += step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        if x >= limit:
            return limit_oom
    return x / math.log(10)


@pytest.mark.parametrize("r", [0.4, 0.9, 1.0, 1.2, 2.0])
@pytest.mark.parametrize("compute_growth", [0.5, 1.0, 3.0])
def test_the_path_is_what_integration_gives(r: float, compute_growth: float) -> None:
    inputs = {"r": r, "g0": 1.2, "years": 1.4, "limit_oom": 11.0, "compute_growth": compute_growth}
    assert gain(**inputs) == pytest.approx(integrated(**inputs), rel=1e-6)


def test_constant_returns_are_exponential_growth() -> None:
    assert gain(r=1.0, g0=math.log(10), years=3) == pytest.approx(3.0)


def test_the_path_is_continuous_where_returns_are_constant() -> None:
    at, beside = gain(r=1.0, g0=1.2, years=4), gain(r=1 + 1e-9, g0=1.2, years=4)
    assert beside == pytest.approx(at, rel=1e-7)


def test_a_path_that_blows_up_stops_at_its_ceiling() -> None:
    # with r = 2 the end comes at t = 2 / g0
    assert gain(r=2.0, g0=1.0, years=2.0) == pytest.approx(11.0)
    assert gain(r=2.0, g0=1.0, years=50.0) == pytest.approx(11.0)
    assert gain(r=2.0, g0=1.0, years=2.0, limit_oom=300.0) == pytest.approx(300.0)


@given(
    r=st.floats(0.2, 5),
    g0=st.floats(0.01, 5),
    years=st.floats(0.01, 20),
    later=st.floats(0.01, 5),
    limit=st.floats(1, 20),
)
def test_a_path_never_falls_and_never_passes_its_ceiling(
    r: float, g0: float, years: float, later: float, limit: float
) -> None:
    first = gain(r=r, g0=g0, years=years, limit_oom=limit)
    second = gain(r=r, g0=g0, years=years + later, limit_oom=limit)
    assert 0 <= first <= second * (1 + 1e-12) <= limit * (1 + 1e-9)


@pytest.mark.parametrize("r", [0.4, 0.999, 1.0])
def test_returns_of_one_or_less_fizzle(r: float) -> None:
    with pytest.raises(InputError, match="fizzles") as caught:
        calculator("takeoff.blowup").run({"r": r})
    assert caught.value.field == "r"


@given(r=st.floats(1.05, 10))
def test_many_doublings_take_as_long_as_the_blowup(r: float) -> None:
    many = calculator("takeoff.doublings_time").run({"r": r, "n": 1000})["time"]
    assert many == pytest.approx(calculator("takeoff.blowup").run({"r": r})["time"], rel=1e-6)


@given(n=st.integers(1, 1000))
def test_at_constant_returns_each_doubling_takes_as_long(n: int) -> None:
    assert calculator("takeoff.doublings_time").run({"r": 1.0, "n": n})["time"] == n


@given(r=st.floats(0.3, 5))
def test_two_doublings_take_one_and_the_inverse_of_the_speedup(r: float) -> None:
    speedup = calculator("takeoff.speedup_per_doubling").run({"r": r})["speedup"]
    assert calculator("takeoff.doublings_time").run({"r": r, "n": 2})["time"] == pytest.approx(
        1 + 1 / speedup
    )


def test_returns_are_doublings_of_output_for_each_of_input() -> None:
    assert calculator("takeoff.r_from_data").run({"output_growth": 8, "input_growth": 4}) == {
        "r": pytest.approx(1.5)
    }


def test_research_that_does_not_grow_shows_no_returns() -> None:
    with pytest.raises(InputError, match="any but 1"):
        calculator("takeoff.r_from_data").run({"output_growth": 2, "input_growth": 1})
