"""Page and script write numbers alike, and units as a person says them."""

import json
from pathlib import Path
from random import Random

import pytest

from teleo.calculators import all_calculators
from teleo.quantities.show import mass_text, range_text, value_text
from tests.quantities.node import printed

SHOW = Path(__file__).parents[2] / "site/src/show.js"
AUTHORS = "GB GPU-hours GPUs USD/GPU-hour bits/param params queries/day tokens/s %".split()
CALCULATORS = all_calculators().values()
UNITS = {
    *AUTHORS,
    *(entry.unit for one in CALCULATORS for entry in one.inputs),
    *(entry.unit for one in CALCULATORS for entry in one.outputs),
}
LEADING = (1.0, 1.0000001, 1.00034, 0.9996, 0.9549, 1.004, 1.0054, 1.0962, 2.5, 9.994, 9.996, 5.33)


def _values() -> list[float]:
    """Return numbers of all sizes, save those halfway between two texts, of which either is right."""
    random = Random(20)
    wide = [random.uniform(1.0, 10.0) * 10.0 ** random.randint(-8, 28) for _ in range(200)]
    round_ = [lead * 10.0**size for lead in LEADING for size in range(-6, 27)]
    return [0.0, *(sign * value for value in (*wide, *round_) for sign in (1.0, -1.0))]


def _in_a_page(call: str) -> list[str]:
    script = SHOW.read_text(encoding="utf-8").replace("export function", "function")
    return printed(f"{script}\nconsole.log(JSON.stringify({call}));")  # type: ignore[no-any-return]


def test_a_script_writes_every_number_as_the_page_does() -> None:
    years = [1990.0 + step / 7.0 for step in range(500)]
    for unit, values in (("calendar year", years), *((unit, _values()) for unit in sorted(UNITS))):
        found = _in_a_page(f"{json.dumps(values)}.map((value) => valueText(value, {json.dumps(unit)}))")
        assert dict(zip(values, found, strict=True)) == {value: value_text(value, unit) for value in values}


def test_a_script_writes_every_probability_as_the_page_does() -> None:
    masses = [0.0, 0.0004, 0.00123, 0.0456, 0.0996, 0.1, 0.123, 0.5, 0.987, 0.99, 0.9901, 1.0]
    found = _in_a_page(f"{json.dumps(masses)}.map(massText)")
    assert found == [mass_text(mass) for mass in masses]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1.0, "GPU", "1 GPU"),
        (1.0, "GPUs", "1 GPU"),
        (2.0, "GPU", "2 GPUs"),
        (1.0, "year", "1 year"),
        (1.004, "year", "1 year"),
        (0.5, "year", "0.5 years"),
        (1e9, "param", "1 billion parameters"),
        (999_999_999.0, "param", "1 billion parameters"),
        (999.4e6, "param", "999 million parameters"),
        (999.6e9, "USD", "$1 trillion"),
        (9.996e14, "tokens", "1e15 tokens"),
        (999_960.0, "byte", "1 MB"),
        (999.9, "byte", "1 kB"),
        (-999.9, "byte", "-1 kB"),
        (999.4, "byte", "999 bytes"),
        (2e11, "params", "200 billion parameters"),
        (256.0, "token/s", "256 tokens/s"),
        (1.0, "query/day", "1 query/day"),
        (2.5e9, "query/day", "2.5 billion queries/day"),
        (3e7, "GPU*hour", "30 million GPU-hours"),
        (512.0, "byte", "512 bytes"),
        (4.0, "s/token", "4 s/token"),
        (3.0, "", "3"),
        (6.02557e29, "FLOP", "6.03e29 FLOP"),
        (999.4e24, "FLOP", "999 YFLOP"),
        (999.6e24, "FLOP", "1e27 FLOP"),
        (-2e30, "byte", "-2e30 bytes"),
        (1.02e9, "", "1.02 billion"),
        (1.2e9, "fraction", "1.2e11%"),
        (1.2e7, "fraction", "1.2e9%"),
        (0.00001, "year", "1e-5 years"),
    ],
)
def test_a_unit_is_said_of_one_and_of_many(value: float, unit: str, text: str) -> None:
    assert value_text(value, unit) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(1.0, 8.0, "1 to 8 GPUs"), (2.0, 8.0, "2 to 8 GPUs"), (1.0, 1.0, "1 to 1 GPU")],
)
def test_a_range_says_its_unit_once(low: float, high: float, text: str) -> None:
    assert range_text(low, high, "GPU") == text


@pytest.mark.parametrize("unit", ["GPU", "USD/Mtoken", "fraction", "byte", "s", "x", "token/s", "USD", ""])
def test_a_script_writes_every_range_as_the_page_does(unit: str) -> None:
    pairs = [(low, high) for low in (-2.0, 0.01, 1.0, 2e9) for high in (0.3, 1.0, 8.0, 3.5e9)]
    found = _in_a_page(f"{json.dumps(pairs)}.map(([low, high]) => rangeText(low, high, {json.dumps(unit)}))")
    assert found == [range_text(low, high, unit) for low, high in pairs]


@pytest.mark.parametrize(
    ("author", "filled", "text"),
    [
        ("about 1 token", "about 10 token", "about 10 tokens"),
        ("10 tokens a word", "1 tokens a word", "1 token a word"),
        ("8 bit", "2 bit", "2 bit"),
        ("8 bit", "1 bit", "1 bit"),
        ("1 year", "1 year", "1 year"),
        ("1-year plan", "3-year plan", "3-year plan"),
        ("1 yearling", "3 yearling", "3 yearling"),
        ("1 year-long plan", "3 year-long plan", "3 year-long plan"),
        ("1", "3", "3"),
        ("11 years", "21 years", "21 years"),
    ],
)
def test_what_is_counted_follows_a_number_that_moved(author: str, filled: str, text: str) -> None:
    number = next(part for part in author.replace("-", " ").split() if part.isdigit())
    before, _, after = author.partition(number)
    template = [part for part in (before, {"end": "value"}, after) if part != ""]
    call = f"inflected({json.dumps(template)}, {json.dumps(filled)}, {json.dumps(author)})"
    assert _in_a_page(call) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1.00000005, 1.0000001, "1.00000005 to 1.0000001x/year"),
        (0.9996, 1.0003, "0.9996 to 1.0003x/year"),
        (1.004, 1.3, "1.004 to 1.3x/year"),
        (1.0054, 1.008, "1.0054 to 1.008x/year"),
        (0.99654, 1.0125, "0.9965 to 1.012x/year"),
        (0.9, 1.1, "0.9 to 1.1x/year"),
        (0.8765, 1.1234, "0.876 to 1.12x/year"),
        (1.0000000000000002, 2.0, "1 to 2x/year"),
        (1.0, 1.0, "1 to 1x/year"),
    ],
)
def test_a_factor_near_one_says_how_much_it_grows(low: float, high: float, text: str) -> None:
    assert range_text(low, high, "x/year") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.9994, "99.9%"),
        (0.9995, "99.95%"),
        (0.99954, "99.954%"),
        (0.99999, "99.999%"),
        (0.99999997, "99.999997%"),
        (1.0 - 1e-12, "100%"),
        (1.0, "100%"),
        (1.0003, "100.03%"),
        (1.004, "100.4%"),
        (1.006, "101%"),
        (-0.9997, "-99.97%"),
    ],
)
def test_a_share_is_whole_only_where_nothing_is_left_out(value: float, text: str) -> None:
    assert value_text(value, "fraction") == text
    assert value_text(100.0 * value, "%") == text
