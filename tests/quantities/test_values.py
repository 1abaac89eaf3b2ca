"""Values are read in all their forms, and what could be read in two ways is refused."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.quantities.amounts import read_amount
from teleo.quantities.errors import UnitMismatchError, ValueTextError
from teleo.quantities.spread import spread_of
from teleo.quantities.values import Form, read_value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("35%", 0.35, ""),
        ("1.2e24 FLOP", 1.2e24, "FLOP"),
        ("1.2 × 10^24 FLOP", 1.2e24, "FLOP"),
        ("$2/GPU-hour", 2.0, "USD/GPU-hour"),
        ("$0.002 per call", 0.002, "USD/call"),
        ("$100M", 1e8, "USD"),
        ("80 GB", 80.0, "GB"),
        ("100M", 1e8, ""),
        ("100 million", 1e8, ""),
        ("3k tokens", 3e3, "tokens"),
        ("70B", 70e9, ""),
        ("1T", 1e12, ""),
        ("1,234.5", 1234.5, ""),
        ("1e13", 1e13, ""),
        ("6x", 6.0, "x"),
        ("6 times", 6.0, "x"),
        ("10-fold", 10.0, "x"),
        ("100-million-fold", 1e8, "x"),
        ("2-billion", 2e9, ""),
        ("8-bit", 8.0, "bit"),
        ("4x a year", 4.0, "x/year"),
        ("4.6x/yr", 4.6, "x/yr"),
        ("−5%", -0.05, ""),
        ("10^12", 1e12, ""),
        ("-10^12", -1e12, ""),
        ("10¹² FLOP", 1e12, "FLOP"),
        ("10⁻³ s", 1e-3, "s"),
        ("1.2 × 10²⁴ FLOP", 1.2e24, "FLOP"),
        ("1.2·10^24", 1.2e24, ""),
        ("1_000 tok/s", 1e3, "tok/s"),
        ("70_000_000_000", 70e9, ""),
        ("1\u202f234\u202f567.5", 1234567.5, ""),
        ("USD 100M", 1e8, "USD"),
        ("$100m", 1e8, "USD"),
        ("$3 mn", 3e6, "USD"),
        ("100m", 100.0, "m"),
        ("16.34e9 B", 16.34e9, "B"),
        ("3.35e12 B/s", 3.35e12, "B/s"),
        ("16 B", 16e9, ""),
        ("$100b", 1e11, "USD"),
        ("$1.5 tn", 1.5e12, "USD"),
        ("10'000", 1e4, ""),
        ("10**24 FLOP", 1e24, "FLOP"),
        ("1.2 * 10**24 FLOP", 1.2e24, "FLOP"),
        ("1.2 \\times 10^{24} FLOP", 1.2e24, "FLOP"),
        ("\uff11\uff0e\uff15e\uff13", 1500.0, ""),
        ("\uff13\uff15\uff05", 0.35, ""),
        ("5 percent points", 0.05, ""),
        ("5 %-points", 0.05, ""),
        ("5 \u03bcs", 5.0, "\u00b5s"),
        ("4.5x annually", 4.5, "x/year"),
        ("$2 hourly", 2.0, "USD/hour"),
        ("14 daily", 14.0, "/day"),
        ("$10 per million output tokens", 10.0, "USD/Mtoken"),
        ("552 metric tons", 552.0, "tonnes"),
        ("$2/(GPU*hour)", 2.0, "USD/(GPU*hour)"),
        ("50 token/(s*GPU)", 50.0, "token/(s*GPU)"),
        ("5 min", 5.0, "min"),
        ("$60 per 1M tokens", 60.0, "USD/Mtoken"),
        ("$60/1M tokens", 60.0, "USD/Mtoken"),
        ("60 USD per 1M tokens", 60.0, "USD/Mtoken"),
        ("$60 per million tokens", 60.0, "USD/Mtoken"),
        ("$0.2 per 1,000 calls", 0.2, "USD/kcall"),
        ("$0.2 per 1k queries", 0.2, "USD/kquery"),
        ("2028-Q2", 2028.5, ""),
        ("2027Q4", 2028.0, ""),
        ("$2/M tok", 2.0, "USD/Mtok"),
        ("429 gCO2e/kWh", 429.0, "g/kWh"),
        ("429 g CO2-eq/kWh", 429.0, "g/kWh"),
        ("52 Gt CO\u2082 eq.", 52.0, "Gt"),
        ("0.4 t-CO2/MWh", 0.4, "t/MWh"),
        ("35 Percent", 0.35, ""),
        ("\u0663\u0665\u066a", 0.35, ""),
        ("552 t CO₂", 552.0, "t"),
        ("35 pct", 0.35, ""),
        ("2048 B200s", 2048.0, "B200s"),
        ("2.788M B200-hours", 2.788e6, "B200-hours"),
        ("5 percentage points", 0.05, ""),
    ],
)
def test_a_single_number_is_read_with_its_scale_and_unit(text: str, value: float, unit: str) -> None:
    amount = read_amount(text)
    assert amount.value == pytest.approx(value, rel=1e-15)
    assert amount.unit == unit


@pytest.mark.parametrize(
    ("text", "form", "values"),
    [
        ("2 to 5", Form.INTERVAL, (2, 5)),
        ("30% to 40%", Form.INTERVAL, (0.3, 0.4)),
        ("30-70%", Form.INTERVAL, (0.3, 0.7)),
        ("30–70%", Form.INTERVAL, (0.3, 0.7)),
        ("$50-300M", Form.INTERVAL, (5e7, 3e8)),
        ("40B to 70B", Form.INTERVAL, (4e10, 7e10)),
        ("2028 to 2030", Form.INTERVAL, (2028, 2030)),
        ("10^23 to 10^24", Form.INTERVAL, (1e23, 1e24)),
        ("10²³–10²⁴ FLOP", Form.INTERVAL, (1e23, 1e24)),
        ("1–3 × 10^23", Form.INTERVAL, (1e23, 3e23)),
        ("1 × 10^23 – 3 × 10^24 FLOP", Form.INTERVAL, (1e23, 3e24)),
        ("1×10²³–3×10²⁴", Form.INTERVAL, (1e23, 3e24)),
        ("2e23–3×10^24", Form.INTERVAL, (2e23, 3e24)),
        ("1e-3-5e-3", Form.INTERVAL, (1e-3, 5e-3)),
        ("5 ms–10 ms", Form.INTERVAL, (5, 10)),
        ("$2/GPU-h–$4/GPU-h", Form.INTERVAL, (2, 4)),
        ("1.5×–2×", Form.INTERVAL, (1.5, 2)),
        ("300W-700W", Form.INTERVAL, (300, 700)),
        ("$1-3 per 1M tokens", Form.INTERVAL, (1, 3)),
        ("$100m-$300m", Form.INTERVAL, (1e8, 3e8)),
        ("$2bn-$3bn", Form.INTERVAL, (2e9, 3e9)),
        ("one of 1,2,4", Form.CHOICE, (1, 2, 4)),
        ("one of 1,000, 2,000 or 4,000", Form.CHOICE, (1000, 2000, 4000)),
        ("-5 to 5", Form.INTERVAL, (-5, 5)),
        ("1e-5 to 1e-3", Form.INTERVAL, (1e-5, 1e-3)),
        ("0 to 5%", Form.INTERVAL, (0, 0.05)),
        ("2028-06", Form.POINT, (2028.5,)),
        ("2028-06 to 2029-03", Form.INTERVAL, (2028.5, 2029.25)),
        ("2028 or later", Form.AT_LEAST, (2028,)),
        ("70% or more", Form.AT_LEAST, (0.7,)),
        ("24 GB or less", Form.AT_MOST, (24,)),
        ("3.2 (2 to 5)", Form.MEDIAN, (3.2, 2, 5)),
        ("35% (30% to 40%)", Form.MEDIAN, (0.35, 0.3, 0.4)),
        ("35% (30-40%)", Form.MEDIAN, (0.35, 0.3, 0.4)),
        ("1 to 4 uniform", Form.UNIFORM, (1, 4)),
        ("1 to 4 (uniform)", Form.UNIFORM, (1, 4)),
        ("uniform 30% to 40%", Form.UNIFORM, (0.3, 0.4)),
        ("one of 1, 2, 4", Form.CHOICE, (1, 2, 4)),
        ("70%+", Form.AT_LEAST, (0.7,)),
        ("100+ MW", Form.AT_LEAST, (100,)),
        ("$100M+", Form.AT_LEAST, (1e8,)),
        (">= 70%", Form.AT_LEAST, (0.7,)),
        ("3 (2 to 5) GB", Form.MEDIAN, (3.0, 2.0, 5.0)),
        ("3 (2-5)%", Form.MEDIAN, (0.03, 0.02, 0.05)),
        ("30 (20 to 50) billion", Form.MEDIAN, (30e9, 20e9, 50e9)),
        ("4 or greater", Form.AT_LEAST, (4.0,)),
        ("4 and above", Form.AT_LEAST, (4.0,)),
        ("4 at most", Form.AT_MOST, (4.0,)),
        ("\u2a7d 24", Form.AT_MOST, (24.0,)),
        ("from 2 to 5", Form.INTERVAL, (2.0, 5.0)),
        ("between 2 and 5", Form.INTERVAL, (2.0, 5.0)),
        ("2 TO 5", Form.INTERVAL, (2.0, 5.0)),
        ("2 through 5", Form.INTERVAL, (2.0, 5.0)),
        ("2~5", Form.INTERVAL, (2.0, 5.0)),
        ("30\u301c40%", Form.INTERVAL, (0.3, 0.4)),
        ("2..5", Form.INTERVAL, (2.0, 5.0)),
        ("~2 to ~5", Form.INTERVAL, (2.0, 5.0)),
        ("\u22125\u2013\u22122", Form.INTERVAL, (-5.0, -2.0)),
        ("-5 - -2", Form.INTERVAL, (-5.0, -2.0)),
        ("-5%\u2013-2%", Form.INTERVAL, (-0.05, -0.02)),
        ("2028-30", Form.INTERVAL, (2028.0, 2030.0)),
        ("2009\u201312", Form.INTERVAL, (2009.0, 2012.0)),
        ("<= 24 GB", Form.AT_MOST, (24,)),
        ("up to 50%", Form.AT_MOST, (0.5,)),
    ],
)
def test_every_form_is_read(text: str, form: Form, values: tuple[float, ...]) -> None:
    reading = read_value(text)
    assert reading.form is form
    assert tuple(amount.value for amount in reading.amounts) == pytest.approx(values)


def test_a_tilde_is_a_hedge() -> None:
    assert read_value("~2x").is_hedged
    assert not read_value("2x").is_hedged


def test_a_unit_behind_the_second_number_belongs_to_both() -> None:
    assert [amount.unit for amount in read_value("2 to 4 GB").amounts] == ["GB", "GB"]
    assert [amount.unit for amount in read_value("$2 to $4/GPU-hour").amounts] == ["USD/GPU-hour"] * 2
    assert [amount.unit for amount in read_value("4x to 5x a year").amounts] == ["x/year"] * 2


def test_a_range_with_one_percent_sign_is_refused_with_both_readings() -> None:
    with pytest.raises(ValueTextError, match="`2% to 5%` or as `200% to 5%`"):
        read_value("2 to 5%")


def test_a_range_with_one_scale_is_refused_with_both_readings() -> None:
    with pytest.raises(ValueTextError, match="`40B to 70B` or as `40 to 70,000,000,000`"):
        read_value("40 to 70B")
    with pytest.raises(ValueTextError, match="`5 million to 7 million` or as `5,000,000 to 7`"):
        read_value("5 million to 7")


@pytest.mark.parametrize(
    ("text", "ends", "unit"),
    [
        ("$500,000 to $2 million", (5e5, 2e6), "USD"),
        ("$500,000-2 million", (5e5, 2e6), "USD"),
        ("900,000\u20131.5M tokens", (9e5, 1.5e6), "tokens"),
        ("2.5e5 to 2 million", (2.5e5, 2e6), ""),
    ],
)
def test_a_scale_that_would_turn_its_interval_round_is_of_one_end(
    text: str, ends: tuple[float, float], unit: str
) -> None:
    assert [(each.value, each.unit) for each in read_value(text).amounts] == [(end, unit) for end in ends]


@pytest.mark.parametrize("text", ["7-5B", "700-5B", "2 to 5 million", "40 to 30 million"])
def test_a_scale_that_both_ends_may_have_is_not_taken_for_that_of_one(text: str) -> None:
    with pytest.raises(ValueTextError):
        read_value(text)


def test_a_median_with_a_percent_sign_and_an_interval_without_is_refused() -> None:
    with pytest.raises(ValueTextError, match="35% \\(30% to 40%\\)"):
        read_value("35% (30 to 40)")


@pytest.mark.parametrize("text", ["5 to 2", "40% to 30%", "2030 to 2028", "3 to 1 uniform"])
def test_an_interval_backwards_is_refused_and_turned_round(text: str) -> None:
    with pytest.raises(ValueTextError, match="backwards; write"):
        read_value(text)


def test_an_interval_turned_round_keeps_the_unit_behind_its_end() -> None:
    with pytest.raises(ValueTextError, match="write `2 to 5 W`"):
        read_value("5 to 2 W")


@pytest.mark.parametrize(
    "text", ["7 (2 to 5)", "2 (2 to 5)", "5 (2 to 5)", "70% (20% to 50%)", "5 GB (100 MB to 2 GB)"]
)
def test_a_median_outside_its_interval_or_at_its_end_is_refused(text: str) -> None:
    unit = "byte" if "GB" in text else "x"
    with pytest.raises(ValueTextError, match="is not between"):
        spread_of(read_value(text), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nan",
        "inf",
        "-inf",
        "six",
        "[[x]]",
        "1,00",
        "1e999",
        "1e-999",
        "9" * 150,
        "9" * 5000,
        "{",
        "1 2 3",
    ],
)
def test_what_is_no_number_or_none_to_compute_with_is_refused(text: str) -> None:
    with pytest.raises(ValueTextError):
        read_value(text)


@pytest.mark.parametrize(
    "text",
    [
        "35%%",
        "35% percent",
        "0x1F",
        "1_00",
        "12:30:45",
        "2/3",
        "10^",
        "1^12",
        "110^2",
        "5 GB 6",
        "5-",
        "5 a=b",
        "33⅓%",
        "2½",
    ],
)
def test_a_second_number_or_a_sign_behind_the_first_is_no_unit(text: str) -> None:
    with pytest.raises(ValueTextError, match="is no number"):
        read_value(text)


@pytest.mark.parametrize("text", ["5 ± 1", "5x ± 1x", "$100M ± 20%", "4 +/- 1", "4 +- 1"])
def test_plus_and_minus_are_refused_with_what_to_write_instead(text: str) -> None:
    with pytest.raises(ValueTextError, match="write a 90% interval"):
        read_value(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    with contextlib.suppress(ValueTextError):
        assert read_value(text).amounts


@given(
    st.floats(1e-20, 1e20, allow_nan=False).map(lambda value: float(f"{value:.6g}")),
    st.floats(1.01, 1e6),
)
def test_an_interval_of_any_two_ascending_numbers_is_read_back(low: float, factor: float) -> None:
    high = float(f"{low * factor:.6g}")
    if high > low:
        reading = read_value(f"{low!r} to {high!r}")
        assert [amount.value for amount in reading.amounts] == [low, high]


def test_a_percentage_is_no_factor_per_time() -> None:
    with pytest.raises(UnitMismatchError, match="'%/year'"):
        spread_of(read_value("50%/year"), "x/year")
    assert spread_of(read_value("120%/year"), "1/year").low == pytest.approx(1.2)


@pytest.mark.parametrize(
    ("text", "is_strict"),
    [
        ("> 4x", True),
        ("more than 4x", True),
        ("over 4x", True),
        ("< 4x", True),
        ("under 4x", True),
        (">= 4x", False),
        ("4x+", False),
        ("at most 4x", False),
        ("not more than 4x", False),
        ("up to 4x", False),
        ("before 2028", True),
        ("by 2028", False),
        ("after June 2028", True),
        ("since 2028", False),
    ],
)
def test_a_bound_is_itself_inside_unless_its_words_leave_it_out(text: str, is_strict: bool) -> None:
    assert read_value(text).is_strict is is_strict


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1,5", "write it with a point: `1.5`"),
        ("$1.234,56", "`$1234.56`"),
        ("10 000 tokens", "write `10,000 tokens`"),
        ("late 2028", "`2028-H1`, `2028-Q1` or `June 2028`"),
        ("$2 to 5 million", "`$2 to 5,000,000`; write the one"),
    ],
)
def test_a_value_that_is_nearly_read_is_refused_with_how_to_write_it(text: str, advice: str) -> None:
    with pytest.raises(ValueTextError) as error:
        read_value(text)
    assert advice in str(error.value)


@pytest.mark.parametrize("text", ["5 or so", "4 and so on", "1.2 e24", "5-ish", "4 at the least"])
def test_words_of_a_sentence_are_no_unit(text: str) -> None:
    with pytest.raises(ValueTextError):
        read_value(text)


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("2/3", "write the share as `66.7%`"),
        ("12 per 100,000", "write the share as `0.012%`"),
        ("1 in 8", "write the share as `12.5%`"),
        ("\u20ac80/t", "write `80 EUR/t`"),
        ("\u00a31.2M", "write `1.2M GBP`"),
        ("1.234.567 kWh", "write `1,234,567 kWh`"),
        ("1.3 (95% CI 1.1\u20131.5)", "an interval here holds 90%"),
        ("1.3 (95% CI 1.1 to 1.5) min", "'1.3 (95% CI 1.1 to 1.5) min' names how likely its ends are"),
        ("95% CI [1.1, 1.5]", "an interval here holds 90%"),
        ("[2,9]", "write an interval as `2 to 9`"),
        ("3 GB [2 GB; 9 GB]", "write an interval as `3 GB (2 GB to 9 GB)`"),
    ],
)
def test_what_is_often_written_and_not_read_comes_with_a_way_out(text: str, way_out: str) -> None:
    with pytest.raises(ValueTextError, match=re.escape(way_out)):
        read_value(text)
    for written in re.findall("write.* `([^`]+)`", way_out):
        read_value(written)


@pytest.mark.parametrize("text", ["06/2025", "2025/26", "12:30", "9/0", "0/5"])
def test_what_is_no_share_is_not_told_as_one(text: str) -> None:
    with pytest.raises(ValueTextError, match="no number that teleo reads"):
        read_value(text)
