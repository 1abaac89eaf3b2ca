"""Devices at the edge: identities, limits and monotonicity, since no end-to-end figure is published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import InputError, calculator

SECONDS_PER_YEAR = 365.25 * 86400
BASE = {
    "device_usd": 100.0,
    "life_years": 4.0,
    "duty": 0.01,
    "watt": 20.0,
    "usd_per_kwh": 0.2,
    "token_per_s": 30.0,
}
POSITIVE = st.floats(0.01, 100)


def cost(**changes: float) -> float:
    return float(calculator("edge.cost_per_mtok").run({**BASE, **changes})["cost"])


def test_free_power_leaves_the_device_spread_over_its_tokens() -> None:
    tokens = 4 * SECONDS_PER_YEAR * 0.01 * 30
    assert cost(usd_per_kwh=0.0) == pytest.approx(100 / tokens * 1e6)


def test_a_device_that_costs_next_to_nothing_leaves_the_power() -> None:
    # 20 W for a second is 20 / 3.6e6 kWh at 0.2 USD, for 30 tokens
    assert cost(device_usd=1e-20) == pytest.approx(20 / 3.6e6 * 0.2 / 30 * 1e6)


@given(factor=st.floats(1.01, 50))
def test_more_work_makes_each_token_cheaper(factor: float) -> None:
    assert cost(duty=0.01 * factor) < cost()
    assert cost(token_per_s=30 * factor) == pytest.approx(cost() / factor)
    assert cost(life_years=4 * factor) < cost()


@given(factor=st.floats(1.01, 50))
def test_what_is_dearer_makes_each_token_dearer(factor: float) -> None:
    for name in ("device_usd", "watt", "usd_per_kwh"):
        assert cost(**{name: BASE[name] * factor}) > cost()


@given(device=POSITIVE, watt=POSITIVE, price=POSITIVE)
def test_money_scales_with_money(device: float, watt: float, price: float) -> None:
    single = cost(device_usd=device, watt=watt, usd_per_kwh=price)
    assert cost(device_usd=3 * device, watt=watt, usd_per_kwh=3 * price) == pytest.approx(3 * single)


def test_the_cost_of_a_device_used_to_its_breakeven_is_the_price_of_tokens() -> None:
    found = calculator("edge.breakeven_tokens").run(
        {"device_usd": 100, "usd_per_mtok": 2, "watt": 20, "usd_per_kwh": 0.2, "token_per_s": 30}
    )
    seconds = found["tokens"] / 30
    assert cost(duty=1.0, life_years=seconds / SECONDS_PER_YEAR) == pytest.approx(2.0)


def test_a_device_whose_power_costs_more_than_tokens_never_pays_for_itself() -> None:
    with pytest.raises(InputError, match="never pays for itself") as caught:
        calculator("edge.breakeven_tokens").run(
            {"device_usd": 100, "usd_per_mtok": 0.01, "watt": 300, "usd_per_kwh": 0.4, "token_per_s": 5}
        )
    assert caught.value.field == "usd_per_mtok"


def test_a_device_saves_the_way_and_the_waiting() -> None:
    found = calculator("edge.latency").run({"rtt": 0.1, "queue": 0.2, "ttft_dc": 0.3, "ttft_edge": 0.3})
    assert found == {"saved": pytest.approx(0.3), "datacentre": pytest.approx(0.6)}


@given(rtt=st.floats(0, 10), queue=st.floats(0, 10), ttft=st.floats(0, 10))
def test_without_network_and_queue_equal_speed_saves_nothing(rtt: float, queue: float, ttft: float) -> None:
    nothing = {"rtt": 0.0, "queue": 0.0, "ttft_dc": ttft, "ttft_edge": ttft}
    assert calculator("edge.latency").run(nothing)["saved"] == 0
    there = calculator("edge.latency").run({**nothing, "rtt": rtt, "queue": queue})
    assert there["saved"] == pytest.approx(rtt + queue)
