"""Units: every declared one is readable, and formulas keep them when pint carries them through."""

import math
from typing import Any

import pint
import pytest

from teleo.calculators import CALCULATORS, calculator
from teleo.calculators.units import DEFINITIONS, SYMBOLS

COUNTS = ("FLOP", "token", "param", "query", "user", "agent")
CARRIED = [
    "alloc.parity",
    "coldstart.seconds",
    "comm.expert_step",
    "cost.margin",
    "edge.latency",
    "energy.training",
    "kv.bytes",
    "kv.bytes_per_token",
    "kv.mla_bytes_per_token",
    "lifecycle.breakeven_calls",
    "lifecycle.inference_share",
    "lifecycle.tokens_for_share",
    "lifecycle.usd_per_call_amortised",
    "moe.active_fraction",
    "quant.compression",
    "quant.reduction",
    "roofline.achieved_bandwidth",
    "roofline.decode",
    "roofline.generation",
    "roofline.prefill",
    "roofline.ridge",
    "scaling.tokens_per_param",
    "shift.share_of_spend",
    "stack.amdahl",
    "train.cost",
    "train.flop",
    "train.gpus",
    "train.power",
    "ttc.equivalent_samples",
]
"""Calculators without a constant that converts units: what they multiply and divide, their units do too.

The rest raise to powers, take logarithms of factors by the year, or turn hours into seconds on purpose.
"""


def registry(*, are_counts_pure: bool) -> Any:
    """Return a registry with our units, counts of things without a dimension where asked for."""
    units: Any = pint.UnitRegistry(on_redefinition="ignore")
    for line in DEFINITIONS:
        name = line.partition(" =")[0]
        if are_counts_pure and name in COUNTS:
            line = line.replace(line.split("= ")[1].split()[0], "[]")
        if are_counts_pure and name == "bit":
            line = "bit = []"
        units.define(line)
    # pint keeps what it worked out for its own `bit` and `byte` before ours replaced them
    units._build_cache()
    return units


@pytest.fixture(scope="module")
def units() -> Any:
    return registry(are_counts_pure=False)


@pytest.fixture(scope="module")
def pure() -> Any:
    return registry(are_counts_pure=True)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_declared_unit_can_be_read(name: str, units: Any) -> None:
    subject = calculator(name)
    for unit in (*(entry.unit for entry in subject.inputs), *(output.unit for output in subject.outputs)):
        units.parse_units(unit)


@pytest.mark.parametrize(
    ("written", "declared", "value"),
    [
        ("80 GB", "byte", 80e9),
        ("80 GiB", "byte", 80 * 2**30),
        ("2 USD/GPU/hour", "USD/hour", 2.0),
        ("3.35 TB/s", "byte/s", 3.35e12),
        ("989 TFLOP/s", "FLOP/s", 989e12),
        ("400 Gbit/s", "byte/s", 50e9),
        ("100 MW", "W", 1e8),
        ("15 Ttoken", "token", 15e12),
        ("18 month", "year", 1.5),
        ("60 USD/Mtoken", "USD/token", 6e-5),
        ("1287 MWh", "Wh", 1.287e9),
        ("4.25 bit/param", "bit/param", 4.25),
    ],
)
def test_what_people_write_converts_to_what_is_declared(
    written: str, declared: str, value: float, units: Any
) -> None:
    assert units.Quantity(written).to(declared).magnitude == pytest.approx(value)


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("80 GB", "token"),
        ("80 GB", "fraction"),
        ("3 token", "param"),
        ("2 USD", "USD/hour"),
        ("1 FLOP", "FLOP/s"),
    ],
)
def test_a_wrong_dimension_does_not_convert(written: str, declared: str, units: Any) -> None:
    with pytest.raises(pint.DimensionalityError):
        units.Quantity(written).to(declared)


def test_signs_stand_for_units_that_exist(units: Any) -> None:
    for name in SYMBOLS.values():
        units.parse_units(name)


@pytest.mark.parametrize("name", CARRIED)
def test_units_carried_through_a_formula_give_the_declared_unit_and_value(name: str, pure: Any) -> None:
    subject = calculator(name)
    plain = subject.run({}, defaults=True)
    given = [pure.Quantity(_default(entry), entry.unit).to_base_units() for entry in subject.inputs]
    results = subject.function(*given)
    for output, result in zip(
        subject.outputs, results if isinstance(results, tuple) else (results,), strict=True
    ):
        if output.choices:
            continue
        converted = pure.Quantity(result).to(output.unit).magnitude
        assert math.isclose(converted, plain[output.name], rel_tol=1e-9), output.name


def _default(entry: Any) -> float:
    return float(entry.default if entry.omitted is None else entry.omitted)
