"""Scaling laws: optima against brute force, and what inference changes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import calculator
from teleo.calculators.scaling import FITS

FIT = st.sampled_from(sorted(FITS))


def loss(params: float, tokens: float, fit: str) -> float:
    return float(calculator("scaling.loss").run({"params": params, "tokens": tokens, "fit": fit})["loss"])


def optimal(flop: float, fit: str) -> dict[str, float]:
    return calculator("scaling.optimal_params").run({"flop": flop, "fit": fit})


def cheapest(params_ref: float, inference_tokens: float, fit: str) -> dict[str, float]:
    return calculator("scaling.inference_aware").run(
        {"params_ref": params_ref, "inference_tokens": inference_tokens, "fit": fit}
    )


@pytest.mark.parametrize(
    ("fit", "billions"), [("hoffmann-rounded", 32), ("hoffmann-tex", 40), ("sardana", 42), ("besiroglu", 72)]
)
def test_the_best_size_for_chinchillas_compute_depends_on_the_fit(fit: str, billions: float) -> None:
    assert optimal(5.76e23, fit)["params"] / 1e9 == pytest.approx(billions, abs=0.5)


@given(exponent=st.floats(20, 26), fit=FIT, aside=st.sampled_from([0.8, 0.95, 1.05, 1.25]))
def test_any_other_split_of_the_compute_has_a_higher_loss(exponent: float, fit: str, aside: float) -> None:
    flop = 10**exponent
    best = optimal(flop, fit)
    assert 6 * best["params"] * best["tokens"] == pytest.approx(flop)
    other = loss(best["params"] * aside, best["tokens"] / aside, fit)
    assert other > loss(best["params"], best["tokens"], fit)


@given(fit=FIT, params=st.floats(1e8, 1e13), tokens=st.floats(1e9, 1e15))
def test_more_parameters_and_more_tokens_lower_the_loss_towards_its_floor(
    fit: str, params: float, tokens: float
) -> None:
    assert FITS[fit].floor < loss(params * 2, tokens * 2, fit) < loss(params, tokens, fit)


@given(fit=FIT, params=st.floats(1e8, 1e12))
def test_without_inference_the_compute_optimal_model_is_the_cheapest(fit: str, params: float) -> None:
    found = cheapest(params, 0.0, fit)
    assert found["params"] == pytest.approx(params, rel=1e-6)
    assert 0.0 <= found["saving"] < 1e-12


@given(fit=FIT, params=st.floats(1e8, 1e12), tokens=st.floats(1e10, 1e15))
def test_the_cheapest_model_has_the_same_loss_is_smaller_and_trains_longer(
    fit: str, params: float, tokens: float
) -> None:
    law, found = FITS[fit], cheapest(params, tokens, fit)
    reference = cheapest(params, 0.0, fit)
    excess = law.a / found["params"] ** law.alpha + law.b / found["tokens"] ** law.beta
    wanted = law.a / params**law.alpha + law.b / reference["tokens"] ** law.beta
    assert excess == pytest.approx(wanted, rel=1e-9)
    assert found["params"] < params
    assert found["tokens"] > reference["tokens"]
    assert 0 < found["saving"] < 1


@pytest.mark.parametrize("fit", sorted(FITS))
def test_no_other_size_of_equal_loss_is_cheaper(fit: str) -> None:
    law, served = FITS[fit], 1e13
    found = cheapest(30e9, served, fit)
    excess = law.a / found["params"] ** law.alpha + law.b / found["tokens"] ** law.beta
    least = 6 * found["params"] * found["tokens"] + 2 * found["params"] * served
    for step in range(-40, 41):
        params = found["params"] * math.exp(step / 40)
        left = excess - law.a / params**law.alpha
        if left > 0:
            tokens = (law.b / left) ** (1 / law.beta)
            assert 6 * params * tokens + 2 * params * served >= least * (1 - 1e-12)


def test_the_most_inference_of_the_range_is_still_solved() -> None:
    found = cheapest(1e14, 1e18, "besiroglu")
    assert 0 < found["params"] < 1e14
    tiny = cheapest(1e7, 1e18, "hoffmann-rounded")
    assert 0 < tiny["saving"] < 1
