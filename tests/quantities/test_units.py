"""Units convert by the table as they do by pint, and a wrong dimension is refused."""

import pytest

from teleo.quantities import units
from teleo.quantities.errors import UnitMismatchError
from teleo.quantities.units import TABLE, factor_accepting, factor_between

FOR_PEOPLE_ONLY = {"$", "quarter", "cent", "ct", "y", "wk", "wks", "mo", "mos", "decade"} | {
    name for name in TABLE if name.endswith("FLOPS") or (len(name) == 2 and name[1] == "b")
}
"""Spellings that pint reads otherwise or not at all: a quarter of a year, cents, TFLOPS for FLOP/s, Gb for gigabit."""


def test_the_table_agrees_with_pint() -> None:
    registry, _ = units._registry()
    for name, (factor, powers) in TABLE.items():
        if name not in FOR_PEOPLE_ONLY:
            quantity = registry.parse_expression(name)
            dimension = {base: power for base, power in quantity.dimensionality.items() if power}
            assert dimension == powers, name
            assert quantity.to_base_units().magnitude == pytest.approx(factor, rel=1e-12), name


@pytest.mark.parametrize(
    ("found", "wanted", "factor"),
    [
        ("GB", "byte", 1e9),
        ("GiB", "byte", 2**30),
        ("Gb/s", "byte/s", 1.25e8),
        ("TB/s", "byte/s", 1e12),
        ("TFLOPS", "FLOP/s", 1e12),
        ("teraFLOPS", "PFLOP/s", 1e-3),
        ("exaFLOPS", "FLOP/s", 1e18),
        ("USD/GPU-hour", "USD/hour", 1.0),
        ("GPU hours", "GPU-hour", 1.0),
        ("months", "year", 1 / 12),
        ("Wh", "J", 3600.0),
        ("g/kWh", "kg/Wh", 1e-6),
        ("USD/Mtoken", "USD/token", 1e-6),
        ("", "fraction", 1.0),
        ("x", "fraction", 1.0),
        ("x/yr", "x/year", 1.0),
        ("x", "x/year", 1.0),
        ("MHz", "1/s", 1e6),
        ("\u03bcs", "s", 1e-6),
        ("USD/H100-hour", "USD/hour", 1.0),
        ("H100 hours", "GPU*hour", 1.0),
        ("GPUh", "GPU*hour", 1.0),
        ("TPUv4-hours", "GPU*hour", 1.0),
        ("USD/(GPU*hour)", "USD/hour", 1.0),
        ("PFLOP/s-days", "FLOP", 8.64e19),
        ("PFLOP/s*day", "FLOP", 8.64e19),
        ("petaflop/s-day", "FLOP", 8.64e19),
        ("PF-days", "FLOP", 8.64e19),
        ("pfs-days", "FLOP", 8.64e19),
        ("Erl", "x", 1.0),
        ("erlangs", "x", 1.0),
        ("OOMs/yr", "OOM/year", 1.0),
        ("token/s*GPU", "token/s", 1.0),
        ("\u00a2/kWh", "USD/kWh", 0.01),
        ("mo", "year", 1 / 12),
        ("y", "month", 12.0),
        ("furlong", "m", 201.168),
        ("kt", "kg", 1e6),
        ("Gt/yr", "Mt/year", 1e3),
        ("kt/furlong", "t/furlong", 1e3),
    ],
)
def test_a_unit_converts(found: str, wanted: str, factor: float) -> None:
    assert factor_between(found, wanted) == pytest.approx(factor, rel=1e-5)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("GB", "token"),
        ("nonsense", "x"),
        ("USD", "byte"),
        ("W", "Wh"),
        ("(m/s", "m"),
        ("m**99999999", "m"),
        ("m**9**9**9**9", "m"),
        ("m**(9**9**9)", "m"),
        ("B)", "byte"),
        ("B/", "byte"),
        ("m**0.5", "m"),
        ("degC", "K"),
        ("", "byte"),
        ("OOM/year", "x/year"),
        ("OOMs", "x"),
        ("x", "OOM"),
    ],
)
def test_a_wrong_or_unknown_dimension_is_refused(found: str, wanted: str) -> None:
    with pytest.raises(UnitMismatchError):
        factor_between(found, wanted)


def test_a_factor_per_month_is_not_twelve_times_one_per_year() -> None:
    with pytest.raises(UnitMismatchError):
        factor_between("x/month", "x/year")


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("USD/mtok", "USD/Mtoken"),
        ("mB", "byte"),
        ("mbit/s", "byte/s"),
        ("ton", "g"),
        ("tons", "t"),
        ("kton", "t"),
        ("megatons", "t"),
    ],
)
def test_a_unit_that_is_hardly_meant_is_refused(found: str, wanted: str) -> None:
    with pytest.raises(UnitMismatchError):
        factor_accepting(found, wanted)


@pytest.mark.parametrize("unit", ["B/", "B*", "B/(", "B**", "/"])
def test_a_unit_that_breaks_off_is_no_unit(unit: str) -> None:
    with pytest.raises(UnitMismatchError):
        factor_between(unit, "byte")


@pytest.mark.parametrize(
    ("found", "wanted", "factor"),
    [
        ("bits", "bit/param", 1.0),
        ("bytes", "bit/param", 8.0),
        ("kWh", "Wh/query", 1000.0),
        ("USD", "USD/Mtoken", 1.0),
        ("tokens", "token/query", 1.0),
        ("users", "user/agent", 1.0),
        ("1/hour", "query/day", 24.0),
        ("/s", "token/s", 1.0),
        ("GB", "byte/token", 1e9),
        ("J", "Wh/(query*user)", 1 / 3600),
        ("GB", "byte", 1e9),
    ],
)
def test_a_count_may_be_left_out(found: str, wanted: str, factor: float) -> None:
    assert factor_accepting(found, wanted) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ("s", "param"),
        ("queries", "token"),
        ("queries", "token/query"),
        ("", "token"),
        ("x", "param"),
        ("fraction", "user/agent"),
        ("GB", "token"),
        ("USD", "USD/hour"),
        ("Wh/query", "Wh"),
        ("FLOP", "FLOP/s"),
        ("byte", "bit/byte"),
        ("nonsense", "bit/param"),
        ("bits", "bit/nonsense"),
        ("W", "Wh/query"),
    ],
)
def test_nothing_else_may_be_left_out(found: str, wanted: str) -> None:
    with pytest.raises(UnitMismatchError) as caught:
        factor_accepting(found, wanted)
    assert (caught.value.found, caught.value.wanted) == (found, wanted)
