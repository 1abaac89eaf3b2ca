"""Shares of compute: values worked by hand, inverses, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import InputError, calculator

SHARES = st.floats(0.01, 0.99)
RATIOS = st.floats(0.1, 20).filter(lambda ratio: abs(ratio - 1) > 0.01)


def value(name: str, **inputs: float) -> float:
    return float(next(iter(calculator(name).run(inputs).values())))


def test_forty_percent_growing_twice_as_fast_is_eight_elevenths_after_two_years() -> None:
    # odds 2/3 become 8/3
    assert value("shift.share_at", share0=0.4, growth_ratio=2, years=2) == pytest.approx(8 / 11, rel=1e-12)


def test_a_third_to_two_thirds_in_three_years_is_the_cube_root_of_four() -> None:
    ratio = value("shift.growth_ratio", share0=1 / 3, share1=2 / 3, years=3)
    assert ratio == pytest.approx(4 ** (1 / 3), rel=1e-12)


@pytest.mark.parametrize(
    ("share0", "growth_ratio", "to_half", "to_seventy", "share_2028", "share_2030"),
    [
        (0.30, 2, 1.22, 2.44, 0.63, 0.87),
        (0.30, 5, 0.53, 1.05, 0.91, 0.996),
        (0.40, 2, 0.58, 1.81, 0.73, 0.91),
        (0.40, 5, 0.25, 0.78, 0.94, 0.998),
    ],
)
def test_the_table_of_crossovers_is_reproduced(
    share0: float,
    growth_ratio: float,
    to_half: float,
    to_seventy: float,
    share_2028: float,
    share_2030: float,
) -> None:
    start = {"share0": share0, "growth_ratio": growth_ratio}
    assert value("shift.years_to_share", share1=0.5, **start) == pytest.approx(to_half, abs=0.006)
    assert value("shift.years_to_share", share1=0.7, **start) == pytest.approx(to_seventy, abs=0.006)
    assert value("shift.share_at", years=2, **start) == pytest.approx(share_2028, abs=0.006)
    assert value("shift.share_at", years=4, **start) == pytest.approx(share_2030, abs=0.006)


@pytest.mark.parametrize(
    ("lifetime", "growth", "lag", "aggregate"),
    [
        (0.80, 4.5, 1.0, 0.47),
        (0.80, 4.5, 1.5, 0.30),
        (0.80, 2.4, 1.0, 0.63),
        (0.85, 4.5, 1.0, 0.56),
        (0.85, 4.5, 1.5, 0.37),
        (0.85, 2.4, 1.0, 0.70),
        (0.90, 4.5, 1.0, 0.67),
        (0.90, 4.5, 1.5, 0.49),
        (0.90, 2.4, 1.0, 0.79),
        (0.80, 1.0, 1.0, 0.80),
    ],
)
def test_the_table_of_lifetime_and_aggregate_shares_is_reproduced(
    lifetime: float, growth: float, lag: float, aggregate: float
) -> None:
    share = value("shift.lifetime_to_aggregate", lifetime_share=lifetime, training_growth=growth, lag=lag)
    assert share == pytest.approx(aggregate, abs=0.006)


@given(share0=SHARES, share1=SHARES, growth_ratio=RATIOS)
def test_the_share_at_the_years_to_a_share_is_that_share(
    share0: float, share1: float, growth_ratio: float
) -> None:
    years = value("shift.years_to_share", share0=share0, share1=share1, growth_ratio=growth_ratio)
    if abs(years) <= 50:
        reached = value("shift.share_at", share0=share0, growth_ratio=growth_ratio, years=years)
        assert reached == pytest.approx(share1, rel=1e-9)


@given(share0=SHARES, growth_ratio=st.floats(1.01, 100), years=st.floats(0.01, 50))
def test_the_faster_growing_class_only_gains(share0: float, growth_ratio: float, years: float) -> None:
    assert share0 < value("shift.share_at", share0=share0, growth_ratio=growth_ratio, years=years) <= 1


def test_a_share_that_shrinks_takes_negative_years_to_a_greater_one() -> None:
    assert value("shift.years_to_share", share0=0.5, share1=0.8, growth_ratio=0.5) == pytest.approx(-2)


def test_equal_growth_never_reaches_another_share() -> None:
    with pytest.raises(InputError, match="growth_ratio is 1; .*never changes"):
        value("shift.years_to_share", share0=0.3, share1=0.7, growth_ratio=1)


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.5, float("nan"), float("inf"), True, "0.5"])
def test_a_share_must_lie_strictly_between_none_and_all(share: object) -> None:
    with pytest.raises(InputError) as caught:
        calculator("shift.share_at").run({"share0": share, "growth_ratio": 2, "years": 1})
    assert caught.value.field == "share0"
    assert caught.value.allowed == "above 0 and below 1"


def test_the_time_to_a_share_elapses_after_the_date_of_the_inputs() -> None:
    assert calculator("shift.years_to_share").outputs[0].is_after_as_of
