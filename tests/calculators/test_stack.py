"""Savings together: a table worked through the roofline, overlaps, and the forms in which they are written."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.calculators import InputError, OverlapError, calculator
from teleo.calculators.mechanisms import mechanisms_of, overlaps

CHIPS, BANDWIDTH, PEAK = 32, 3.35e12, 989e12
PARAMS, ALWAYS, ACTIVE = 671e9, 17e9, 37e9
KV_PER_TOKEN = 250e3
KV3 = {"name": "kv3", "kv": 16 / 3}
W4 = {"name": "w4", "weights": 16 / 4.25, "order": 2}


def baseline(batch: int, context: int) -> dict[str, float]:
    """Milliseconds of a dense 671B model on 32 chips."""
    return {
        "weights": 2 * PARAMS / (CHIPS * BANDWIDTH) * 1e3,
        "kv": batch * context * KV_PER_TOKEN / (CHIPS * BANDWIDTH) * 1e3,
        "flop": batch * 2 * PARAMS / (CHIPS * PEAK) * 1e3,
    }


def moe(batch: int) -> dict[str, float | str]:
    read = calculator("moe.weights_read").run(
        {"total": PARAMS, "always_read": ALWAYS, "experts": 256, "top_k": 8, "batch": batch}
    )
    return {"name": "moe", "weights": PARAMS / read["params"], "flop": PARAMS / ACTIVE, "order": 1}


@pytest.mark.parametrize(
    ("batch", "context", "kv", "experts", "w4", "together", "joint"),
    [
        (1, 1024, 1.00, 17.9, 3.76, 67, 67),
        (32, 8192, 1.04, 1.51, 3.34, 5.2, 5.8),
        (64, 8192, 1.08, 1.13, 3.02, 3.7, 4.4),
        (128, 32768, 1.55, 1.01, 1.70, 2.7, 4.4),
        (512, 4096, 1.00, 1.25, 1.00, 1.25, 5.1),
        (1024, 1024, 1.00, 2.90, 1.00, 2.9, 11.5),
    ],
)
def test_the_table_of_single_and_joint_gains_is_reproduced(
    batch: int, context: int, kv: float, experts: float, w4: float, together: float, joint: float
) -> None:
    found = calculator("stack.combined").run(
        {"baseline": baseline(batch, context), "mechanisms": [moe(batch), W4, KV3]}
    )
    alone = dict(zip(("kv3", "moe", "w4"), found["alone"], strict=True))
    assert alone["kv3"] == pytest.approx(kv, abs=0.006)
    assert alone["moe"] == pytest.approx(experts, rel=0.02)
    assert alone["w4"] == pytest.approx(w4, rel=0.01)
    assert found["product"] == pytest.approx(together, rel=0.02)
    assert found["speedup"] == pytest.approx(joint, rel=0.02)


def test_eight_times_faster_attention_gains_what_its_part_of_the_step_allows() -> None:
    # batch 128 at 32k: the cache takes 9.8 of 22.3 ms, as the table has it
    times = baseline(128, 32768)
    part = times["kv"] / (times["kv"] + times["weights"])
    gain = calculator("stack.amdahl").run({"fraction": part, "speedup": 8})["speedup"]
    assert gain == pytest.approx(1.62, abs=0.01)


@given(fraction=st.floats(0.01, 0.99), speedup=st.floats(1.01, 100))
def test_one_mechanism_on_a_step_bound_by_memory_obeys_amdahl(fraction: float, speedup: float) -> None:
    found = calculator("stack.combined").run(
        {
            "baseline": {"weights": 1 - fraction, "kv": fraction},
            "mechanisms": [{"name": "kv", "kv": speedup}],
        }
    )
    expected = calculator("stack.amdahl").run({"fraction": fraction, "speedup": speedup})
    assert found["speedup"] == pytest.approx(expected["speedup"])
    assert found["alone"] == pytest.approx((expected["speedup"],))
    assert found["without"] == pytest.approx((expected["speedup"],))


@given(fraction=st.floats(0, 1), speedup=st.floats(0.01, 1e6))
def test_amdahl_never_gains_more_than_the_part_allows(fraction: float, speedup: float) -> None:
    gain = calculator("stack.amdahl").run({"fraction": fraction, "speedup": speedup})["speedup"]
    assert min(1.0, speedup) * (1 - 1e-12) <= gain <= max(1.0, speedup) * (1 + 1e-12)


def test_two_mechanisms_on_one_resource_are_refused_by_name() -> None:
    sharing = [{"name": "moe", "weights": 2, "flop": 10}, {"name": "fp4", "weights": 4}]
    with pytest.raises(OverlapError, match="moe and fp4 both change weights") as caught:
        calculator("stack.combined").run({"baseline": {"weights": 1}, "mechanisms": sharing})
    assert caught.value.resource == "weights"
    assert caught.value.mechanisms == ("moe", "fp4")


def test_an_order_that_two_mechanisms_share_orders_nothing() -> None:
    sharing = [{"name": "a", "kv": 2, "order": 1}, {"name": "b", "kv": 4, "order": 1}]
    with pytest.raises(OverlapError):
        calculator("stack.combined").run({"baseline": {"kv": 1}, "mechanisms": sharing})


def test_mechanisms_in_an_order_act_on_what_the_ones_before_left() -> None:
    ordered = [{"name": "b", "kv": 4, "order": 2}, {"name": "a", "kv": 2, "order": 1}]
    found = calculator("stack.combined").run({"baseline": {"kv": 1}, "mechanisms": ordered})
    assert found["speedup"] == pytest.approx(8)
    assert found["alone"] == pytest.approx((2, 4))
    assert overlaps(mechanisms_of("mechanisms", ordered)) == {"kv": ("a", "b")}


def test_text_and_mappings_say_the_same() -> None:
    text = {"baseline": "weights 12.5, kv=0.6, flop: 1.4", "mechanisms": "kv3: kv 5.33; w4: weights 3.76"}
    mappings = {
        "baseline": {"weights": 12.5, "kv": 0.6, "flop": 1.4},
        "mechanisms": [{"name": "kv3", "kv": 5.33}, {"name": "w4", "weights": 3.76}],
    }
    assert calculator("stack.combined").run(text) == calculator("stack.combined").run(mappings)


def test_arrays_inside_the_records_are_sampled() -> None:
    times = np.array([0.1, 1.0, 10.0])
    found = calculator("stack.combined").run(
        {
            "baseline": {"weights": 1.0, "kv": times},
            "mechanisms": [{"name": "kv", "kv": np.array([2.0, 4.0, 8.0])}],
        }
    )
    assert found["speedup"].tolist() == pytest.approx([1.1 / 1.05, 2 / 1.25, 11 / 2.25])
    assert found["alone"][0].shape == (3,)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"baseline": {}}, "baseline"),
        ({"baseline": {"weights": 0}}, "baseline"),
        ({"baseline": {"weights": -1}}, "baseline.weights"),
        ({"baseline": {"disk": 1}}, "baseline"),
        ({"baseline": "weights"}, "baseline"),
        ({"baseline": {"weights": float("nan")}}, "baseline.weights"),
        ({"mechanisms": []}, "mechanisms"),
        ({"mechanisms": "kv 3"}, "mechanisms"),
        ({"mechanisms": [{"name": "a"}]}, "mechanisms[0]"),
        ({"mechanisms": [{"kv": 2}]}, "mechanisms[0]"),
        ({"mechanisms": [{"name": "a", "kv": 0}]}, "mechanisms[0].kv"),
        ({"mechanisms": [{"name": "a", "kv": 2, "speed": 3}]}, "mechanisms[0]"),
    ],
)
def test_malformed_records_are_refused_where_they_err(changed: dict[str, object], field: str) -> None:
    good: dict[str, object] = {"baseline": {"weights": 1.0}, "mechanisms": [{"name": "a", "weights": 2.0}]}
    with pytest.raises(InputError) as caught:
        calculator("stack.combined").run({**good, **changed})
    assert caught.value.field == field


def test_a_resource_that_a_text_names_twice_is_refused() -> None:
    with pytest.raises(InputError, match="baseline is 'weights 2'; allowed: each word once"):
        calculator("stack.combined").run({"baseline": "weights 1, weights 2", "mechanisms": "a: kv 2"})
