"""Training, serving, prices, energy and demand: figures worked by hand, inverses and monotonicity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import InputError, calculator


def value(name: str, **inputs: float | str) -> float:
    """Return the first output."""
    return float(next(iter(calculator(name).run(inputs).values())))


def test_a_hundred_megawatts_feed_65_thousand_chips_that_cost_282_million_in_90_days() -> None:
    gpus = value("train.gpus", power=1e8, watt=1275, pue=1.2)
    assert gpus == pytest.approx(65359, abs=1)
    hours = gpus * 24 * 90
    assert value("train.cost", gpu_hours=hours, usd_per_gpu_hour=2) == pytest.approx(282e6, rel=0.002)


def test_sixteen_thousand_chips_draw_25_megawatts() -> None:
    assert value("train.power", gpus=16384, watt=1275, pue=1.2) == pytest.approx(25e6, rel=0.01)


def test_llama_405b_took_78_days_at_a_third_of_peak() -> None:
    assert value("train.days", gpu_hours=30.84e6, gpus=16384) == pytest.approx(78.4, abs=0.1)
    assert value("train.mfu", flop=3.8e25, gpu_hours=30.84e6, peak_flops=989e12) == pytest.approx(
        0.346, abs=0.001
    )


def test_more_flop_than_the_chips_can_do_are_refused() -> None:
    with pytest.raises(
        InputError, match="flop is .* allowed: at most what the chips do at full peak"
    ) as caught:
        value("train.mfu", flop=1e26, gpu_hours=1e6, peak_flops=989e12)
    assert caught.value.field == "flop"


@given(mfu=st.floats(0.01, 1), hours=st.floats(1, 1e9))
def test_mfu_inverts_flop_from_hours(mfu: float, hours: float) -> None:
    flop = value("train.flop_from_hours", gpu_hours=hours, peak_flops=989e12, mfu=mfu)
    # a hair below, since an mfu of 1 may round to above it
    assert value("train.mfu", flop=flop * (1 - 1e-15), gpu_hours=hours, peak_flops=989e12) == pytest.approx(
        mfu
    )


@given(share=st.floats(0.01, 0.99), u_train=st.floats(0.05, 1), u_inference=st.floats(0.01, 1))
def test_tokens_for_share_inverts_inference_share(share: float, u_train: float, u_inference: float) -> None:
    use = {"util_train": u_train, "util_inference": u_inference, "train_tokens": 15e12}
    tokens = value("lifecycle.tokens_for_share", share=share, **use)
    assert value("lifecycle.inference_share", inference_tokens=tokens, **use) == pytest.approx(share)


def test_parity_comes_at_three_served_tokens_or_fewer_when_serving_is_less_efficient() -> None:
    trained = {"train_tokens": 1.0, "share": 0.5, "util_train": 0.4}
    assert value("lifecycle.tokens_for_share", util_inference=0.4, **trained) == pytest.approx(3)
    assert value("lifecycle.tokens_for_share", util_inference=0.1, **trained) == pytest.approx(0.75)


def test_eighty_to_ninety_percent_need_12_to_27_served_tokens_for_each_trained() -> None:
    equal = {"train_tokens": 1.0, "util_train": 0.4, "util_inference": 0.4}
    assert value("lifecycle.tokens_for_share", share=0.8, **equal) == pytest.approx(12)
    assert value("lifecycle.tokens_for_share", share=0.9, **equal) == pytest.approx(27)


def test_billions_of_calls_are_too_few_for_inference_to_cost_most() -> None:
    run = {"training_usd": 1e8, "usd_per_call": 0.002}
    assert value("lifecycle.breakeven_calls", **run) == pytest.approx(5e10)
    assert value("lifecycle.breakeven_calls", share=0.8, **run) == pytest.approx(2e11)
    assert value("lifecycle.breakeven_calls", share=0.9, **run) == pytest.approx(4.5e11)


def test_a_hundredth_of_the_parameters_costs_a_hundredth_and_one_chip_for_eighteen() -> None:
    sizes = {"params_a": 7e9, "params_b": 700e9}
    assert value("cost.size_ratio", regime="compute", **sizes) == pytest.approx(100)
    assert value("cost.size_ratio", regime="memory", **sizes) == pytest.approx(100)
    assert value("cost.size_ratio", regime="chips", **sizes) == 18
    assert value("cost.size_ratio", regime="training", **sizes) == pytest.approx(10000)


def test_a_million_tokens_cost_what_the_chips_cost_while_they_are_made() -> None:
    # 8 chips at $2 make 7.2M tokens an hour at 2,000 token/s, 40% of that in use: 16 / 2.88
    cost = value("cost.per_mtok", usd_per_gpu_hour=2, gpus=8, token_per_s=2000, utilisation=0.4)
    assert cost == pytest.approx(16 / 2.88)


def test_a_price_that_falls_tenfold_a_year_rises_tenfold_into_the_past() -> None:
    assert value("price.at", price0=60, annual_factor=10, years=3) == pytest.approx(0.06)
    assert value("price.at", price0=60, annual_factor=10, years=-1) == pytest.approx(600)


@given(price=st.floats(0.001, 0.999), elasticity=st.floats(0, 10))
def test_spending_rises_with_cheapness_only_above_an_elasticity_of_one(
    price: float, elasticity: float
) -> None:
    spend = value("jevons.spend", price_factor=price, elasticity=elasticity)
    assert (spend > 1) == (elasticity > 1) or elasticity == pytest.approx(1, abs=1e-9)


@given(training=st.floats(0.01, 100), inference=st.floats(0.01, 100))
def test_the_optimal_shares_of_training_and_inference_are_one(training: float, inference: float) -> None:
    one = value("alloc.parity", elasticity_training=training, elasticity_inference=inference)
    other = value("alloc.parity", elasticity_training=inference, elasticity_inference=training)
    assert one + other == pytest.approx(1)


def test_a_checkpoint_takes_seconds_or_minutes_by_the_tier_it_comes_from() -> None:
    for bandwidth, seconds in ((50e9, 2.8), (7e9, 20), (1.25e9, 112)):
        assert value("coldstart.seconds", bytes=140e9, bandwidth=bandwidth, init=0) == pytest.approx(seconds)
    assert value("coldstart.seconds", bytes=140e9, bandwidth=50e9) == pytest.approx(7.8)


def test_an_agent_asks_for_the_tokens_of_123_people() -> None:
    assert value(
        "demand.humans_per_agent", agent_tok_s=50, duty=0.2, queries=14, tokens=500
    ) == pytest.approx(123.4, abs=0.1)


def test_two_and_a_half_billion_queries_a_day_draw_31_megawatts() -> None:
    assert value("demand.power", queries=2.5e9, wh_per_query=0.3) == pytest.approx(31.25e6)


def test_a_quarter_watt_hour_and_three_hundredths_of_a_gram_mean_125_grams_a_kilowatt_hour() -> None:
    assert value("carbon.of", Wh=0.24, g_per_kWh=125) == pytest.approx(0.03)


def test_the_factor_that_a_decade_needs_at_the_observed_growth_takes_12_years() -> None:
    assert value("growth.years", factor=1e8, annual_factor=4.6) == pytest.approx(12.07, abs=0.01)


@given(annual=st.floats(1.01, 30), years=st.floats(0.1, 20))
def test_doubling_time_and_annual_factor_tell_one_growth(annual: float, years: float) -> None:
    factor = annual**years
    assert value("growth.annual", factor=factor, years=years) == pytest.approx(annual)
    months = value("growth.doubling", factor=factor, years=years)
    assert annual ** (months / 12) == pytest.approx(2)


@pytest.mark.parametrize(("batch", "regime"), [(1, 0), (64, 0), (1024, 1)])
def test_decoding_is_limited_by_memory_at_small_batches_and_by_compute_at_large(
    batch: int, regime: int
) -> None:
    found = calculator("roofline.decode").run(
        {
            "bytes_weights": 140e9,
            "flop_per_token": 140e9,
            "kv_bytes_per_seq": 0,
            "batch": batch,
            "chips": 8,
            "bandwidth": 3.35e12,
            "peak_flops": 989e12,
        }
    )
    assert found["regime"] == regime
    assert found["user_speed"] * batch == pytest.approx(found["total_speed"])
    assert found["user_speed"] * found["step_time"] == pytest.approx(1)


def test_efficiency_lengthens_a_step_that_memory_limits() -> None:
    step = {"bytes_weights": 1e9, "flop_per_token": 1.0, "kv_bytes_per_seq": 0.0, "batch": 1, "chips": 1}
    chip = {"bandwidth": 1e12, "peak_flops": 1e15}
    assert value("roofline.decode", **step, **chip) == pytest.approx(1e-3)
    assert value("roofline.decode", eff_bw=0.5, **step, **chip) == pytest.approx(2e-3)
    assert value("roofline.decode", eff_flops=0.5, **step, **chip) == pytest.approx(1e-3)


def test_at_batch_64_most_experts_are_read() -> None:
    read = value("moe.weights_read", total=671e9, always_read=17e9, experts=256, top_k=8, batch=64)
    assert (read - 17e9) / (671e9 - 17e9) == pytest.approx(0.87, abs=0.005)


@pytest.mark.parametrize(
    ("changes", "field"), [({"always_read": 700e9}, "always_read"), ({"top_k": 300}, "top_k")]
)
def test_a_mixture_that_cannot_be_is_refused(changes: dict[str, float], field: str) -> None:
    good = {"total": 671e9, "always_read": 17e9, "experts": 256, "top_k": 8, "batch": 1}
    with pytest.raises(InputError) as caught:
        calculator("moe.weights_read").run({**good, **changes})
    assert caught.value.field == field
