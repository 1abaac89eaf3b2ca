"""Numbers in the text are held against their quantities at the digits written, and rewritten in their form."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from teleo.quantities.errors import UnitMismatchError
from teleo.quantities.spread import in_unit
from teleo.quantities.values import read_value
from teleo.quantities.written import Phrase, agrees, read_phrase, rewritten
from tests.quantities.building import codes, messages, recomputed, write_claim


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("2028", (2027.78,), "calendar year"),
        ("66%", (0.661,), "fraction"),
        ("66 percent", (0.661,), "fraction"),
        ("2 to 5 times", (2.01, 4.98), "x/year"),
        ("2-5x", (2.4, 5.1), "x"),
        ("30–40%", (0.3, 0.4), "fraction"),
        ("2\uff5e5倍", (2.01, 4.98), "x/year"),
        ("比率は30\u301c40%", (0.3, 0.4), "fraction"),
        ("2~5 times", (2.01, 4.98), "x"),
        ("5.33×", (5.3333,), "x"),
        ("a factor of 5", (5.3333,), "x"),
        ("about $100 million", (1.4e8,), "USD"),
        ("100-million-fold", (1.004e8,), "x"),
        ("more than 70%", (0.75,), "fraction"),
        ("70%+", (0.75,), "fraction"),
        ("up to 5", (4.2,), "x"),
        ("no more than 50%", (0.41,), "fraction"),
        ("not less than 40%", (0.41,), "fraction"),
        ("no fewer than 3", (4.2,), "x"),
        ("5x or more", (8.0,), "x"),
        ("2028 or earlier", (2027.1,), "calendar year"),
        ("31 GB", (31.2e9,), "byte"),
        ("6 months", (0.5,), "year"),
        ("$0.002", (0.0021,), "USD/query"),
        ("1.2e24 FLOP", (1.23e24,), "FLOP"),
        ("about 300", (340.0,), "x"),
        ("late 2027", (2027.78,), "calendar year"),
        ("mid-2027", (2027.5,), "calendar year"),
    ],
)
def test_a_text_agrees_at_the_digits_that_it_writes(text: str, values: tuple[float, ...], unit: str) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    assert agrees(phrase, values, unit)
    assert rewritten(phrase, values, unit) == text


@pytest.mark.parametrize(
    "text",
    [
        "10²³",
        "3.1 × 10²³",
        "50²",
        "16x16",
        "8×7B",
        "1_000",
        "2–5e23",
        "Q3 2027",
        "2027-Q3",
        "2027Q3",
        "H2 2027",
    ],
)
def test_what_is_more_than_its_digits_is_not_rewritten(text: str) -> None:
    assert read_phrase(text) is None


@pytest.mark.parametrize("unit", ["tons", "kton", "megatons"])
def test_tons_of_two_kinds_are_refused(unit: str) -> None:
    phrase = read_phrase(f"552 {unit}")
    assert phrase is not None
    with pytest.raises(UnitMismatchError, match=f"'{unit}'"):
        rewritten(phrase, (5.52123e8,), "g")


@pytest.mark.parametrize(
    ("text", "values", "unit", "expected"),
    [
        ("about 2027", (2027.78,), "calendar year", "about 2028"),
        ("66%", (0.671,), "fraction", "67%"),
        ("2 to 5 times", (2.0, 6.1), "x/year", "2 to 6 times"),
        ("2-5x", (2.4, 6.1), "x", "2-6x"),
        ("30–40%", (0.31, 0.4), "fraction", "31–40%"),
        ("30% to 40%", (0.31, 0.45), "fraction", "31% to 45%"),
        ("60%-70%", (0.31, 0.45), "fraction", "31%-45%"),
        ("60%\u201370%", (0.31, 0.45), "fraction", "31%\u201345%"),
        ("-5% to -3%", (-0.07, -0.02), "fraction", "-7% to -2%"),
        ("3-8x", (-2.0, 4.0), "x", "-2-4x"),
        ("2 to 5 times", (1.2, 1.49), "x", "1.2 to 1.5 times"),
        ("24 gigabytes", (31e9,), "byte", "31 gigabytes"),
        ("100 megawatts", (31e6,), "W", "31 megawatts"),
        ("3 terabytes per second", (8e12,), "byte/s", "8 terabytes per second"),
        ("100 microseconds", (1.2e-4,), "s", "120 microseconds"),
        ("24e9 B", (31e9,), "byte", "3e10 B"),
        ("800 KB", (655_360.0,), "byte/token", "655 KB"),
        ("500 t of CO2", (5.52123e8,), "g", "552 t of CO2"),
        ("500 tCO2", (5.52123e8,), "g", "552 tCO2"),
        ("$60 per 1M tokens", (7.5e-5,), "USD/token", "$75 per 1M tokens"),
        ("60 dollars per million tokens", (7.5e-5,), "USD/token", "75 dollars per million tokens"),
        ("6 cents per 1,000 tokens", (76.0,), "USD/Mtoken", "8 cents per 1,000 tokens"),
        ("$50m", (1e8,), "USD", "$100m"),
        ("50pp", (0.66,), "fraction", "66pp"),
        ("50 percentage points", (0.66,), "fraction", "66 percentage points"),
        ("the end of 2026", (2027.78,), "calendar year", "the end of 2027"),
        ("2 to 5 times", (3.0, 3.0), "x", "3 to 3 times"),
        ("late 2027.5", (2029.26,), "calendar year", "late 2029.3"),
        ("$0.002 per call", (0.0034,), "USD/query", "$0.003 per call"),
        ("1,234", (45678.0,), "x", "45,678"),
        ("1234", (45678.0,), "x", "45678"),
        ("$100 million", (3.2e8,), "USD", "$320 million"),
        ("100-million-fold", (1.6e8,), "x", "160-million-fold"),
        ("$50M-$300M", (6e7, 3e8), "USD", "$60M-$300M"),
        ("31 GB", (40.2e9,), "byte", "40 GB"),
        ("10GB-20GB", (23.3e9, 39.2e9), "byte", "23GB-39GB"),
        ("900 kUSD", (3.46e6,), "USD", "3460 kUSD"),
        (r"90\%", (0.842,), "fraction", r"84\%"),
        ("90&nbsp;%", (0.842,), "fraction", "84&nbsp;%"),
        ("1.2e24 FLOP", (3.46e25,), "FLOP", "3.5e25 FLOP"),
        ("1.2 × 10^24 FLOP", (3.46e25,), "FLOP", "3.5 × 10^25 FLOP"),
        ("more than 70%", (0.657,), "fraction", "more than 65%"),
        ("up to 5", (5.4,), "x", "up to 6"),
        ("no more than 20%", (0.41,), "fraction", "no more than 41%"),
        ("more than 90.5 × 10^4", (3.582,), "x", "more than 3.5 × 10^0"),
        ("up to 2e3", (4100.0,), "x", "up to 5e3"),
        ("up to 2e3", (9100.0,), "x", "up to 1e4"),
        ("more than 2e3", (999.6,), "x", "more than 9e2"),
        ("the end of 5 GW", (7e9,), "W", "the end of 7 GW"),
        ("no less than 50%", (0.41,), "fraction", "no less than 41%"),
        ("5x or less", (8.2,), "x", "9x or less"),
        ("5", (0.031,), "x", "0.03"),
        ("−3", (-4.0,), "x", "−4"),
        ("2027-2028", (2027.4, 2028.7), "calendar year", "2027-2029"),
        ("4.5 months", (0.5,), "year", "6.0 months"),
        ("**6**", (5.3,), "x", "**5**"),
        ("10,000 GPUs", (65000.0,), "GPU", "65,000 GPUs"),
        ("between 2 and 5", (2.0, 6.0), "x", "between 2 and 6"),
        ("2 GB to 4 GB", (2e9, 5e9), "byte", "2 GB to 5 GB"),
        ("5-year to 10-year", (4.2, 9.0), "year", "4-year to 9-year"),
        ("early 2026", (2027.78,), "calendar year", "early 2027"),
    ],
)
def test_a_rewritten_number_keeps_the_form_of_its_author(
    text: str, values: tuple[float, ...], unit: str, expected: str
) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    assert not agrees(phrase, values, unit)
    assert rewritten(phrase, values, unit) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "six", "1 2 3", "2 or perhaps 3", "x" * 1000),
        *(
            "2028,000",
            "12.345,6",
            "0,9",
            "€900",
            "900 €",
            "-$5",
            "2035-06",
            "in June 2035",
            "May 3, 2035",
            "'35",
        ),
    ],
)
def test_a_text_without_one_number_or_range_is_no_phrase(text: str) -> None:
    assert read_phrase(text) is None


@pytest.mark.parametrize("text", ["3 years", "the 2030s", "18 months"])
def test_a_length_of_time_is_no_year_of_the_calendar(text: str) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    with pytest.raises(UnitMismatchError, match="calendar year"):
        rewritten(phrase, (2027.78,), "calendar year")


def test_a_number_that_is_bold_in_part_is_no_phrase() -> None:
    assert read_phrase("**2** \u00d7 10^5 W") is None


@pytest.mark.parametrize("text", ["2B", "2 B", "about 2B"])
def test_two_bytes_are_not_taken_for_two_billions_of_them(text: str) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    for unit in ("byte", "byte/token", "GB", "B", "bit/param"):
        with pytest.raises(UnitMismatchError, match="B, for bytes or billions"):
            rewritten(phrase, (3.0,), unit)
        with pytest.raises(UnitMismatchError, match="B, for bytes or billions"):
            in_unit(read_value(text).amounts[0], unit)
    for unit in ("param", "FLOP/byte", "no such unit"):
        assert rewritten(phrase, (3e9,), unit) == text.replace("2", "3")
    assert in_unit(read_value("2e9 B").amounts[0], "byte") == 2e9
    assert in_unit(read_value("0 B").amounts[0], "byte") == 0.0
    assert in_unit(read_value("2 billion").amounts[0], "byte") == 2e9


def test_a_bare_k_is_kelvins_where_a_temperature_is_wanted_and_a_thousand_elsewhere() -> None:
    assert in_unit(read_value("35 K").amounts[0], "K") == 35.0
    assert [in_unit(end, "mK") for end in read_value("20K to 35K").amounts] == [20000.0, 35000.0]
    assert in_unit(read_value("35 K").amounts[0], "") == 35000.0
    with pytest.raises(UnitMismatchError, match="'K'"):
        in_unit(read_value("3 K").amounts[0], "degC")


def test_a_text_in_another_dimension_is_refused() -> None:
    phrase = read_phrase("24 GB")
    assert phrase is not None
    with pytest.raises(UnitMismatchError):
        agrees(phrase, (0.4,), "fraction")


UNITS = {
    "12": "x",
    "1.5": "x",
    "3,456": "x",
    "7%": "fraction",
    "about 40": "x",
    "$9M": "USD",
    "2e6": "x",
    "15x": "x",
}


@given(st.floats(1e-3, 1e9), st.sampled_from(sorted(UNITS)))
def test_what_was_rewritten_agrees(value: float, text: str) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    again = read_phrase(rewritten(phrase, (value,), UNITS[text]))
    assert again is not None
    assert agrees(again, (value,), UNITS[text])


WORDS = ("", "about ", "~", "more than ", "up to ", "late ", "from ", "$", "(")
JOINTS = (" to ", "-", "%-", "\u2013", " - ", " and ")
ENDS = ("", "x", "%", " percent", " GB", " million", "-fold", " years", ",", ".", ")", "M tokens")
NUMBERS = st.one_of(
    st.integers(0, 9999).map(str),
    st.integers(1000, 99999999).map("{:,}".format),
    st.floats(0.01, 999.0).map("{:.2f}".format),
)


@given(
    st.builds("{}{}{}".format, st.sampled_from(WORDS), NUMBERS, st.sampled_from(ENDS))
    | st.builds(
        "{}{}{}{}{}".format,
        *(st.sampled_from(WORDS), NUMBERS, st.sampled_from(JOINTS), NUMBERS, st.sampled_from(ENDS)),
    ),
    st.sampled_from(["", "x", "fraction", "GB", "USD", "year"]),
    st.floats(-99.0, 9999.0).filter(lambda value: value == 0.0 or abs(value) > 1e-6),
    st.floats(0.01, 99.0),
)
def test_a_rewritten_text_agrees_stays_and_keeps_all_but_its_numbers(
    text: str, unit: str, value: float, width: float
) -> None:
    phrase = read_phrase(text)
    assume(phrase is not None and (value >= 0.0 or "$" not in text))
    assert phrase is not None
    values = (value,) if len(phrase.numerals) == 1 else (value, value + width)
    try:
        written = rewritten(phrase, values, unit)
    except UnitMismatchError:
        return
    again = read_phrase(written)
    assert again is not None, written
    assert agrees(again, values, unit), written
    assert rewritten(again, values, unit) == written
    assert _frame(again) == _frame(phrase)


def _frame(phrase: Phrase) -> list[str]:
    """Return what stands around the numbers of a text."""
    edges = [0, *(edge for each in phrase.numerals for edge in (each.start, each.end)), len(phrase.text)]
    return [phrase.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


YEARS = """
year_70:
  calc: shift.years_to_share
  in: {share0: 30% to 40%, share1: 70%, growth_ratio: 2 to 5}
  as_of: 2026-06
"""


def test_an_input_and_a_result_are_found_in_a_sentence(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        YEARS,
        "If it grows [2 to 5 times](#q:year_70.growth_ratio) faster, it passes 70% in [2028](#q:year_70).",
    )
    quantities = recomputed(tmp_path)
    assert [number.shown for number in quantities.numbers] == ["2 to 5 times", "2028"]
    assert codes(quantities, "a") == []


def test_a_number_of_another_claim_is_found_by_path_title_and_wikilink(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", YEARS)
    write_claim(
        tmp_path,
        "b",
        "",
        "[2027](a.md#q:year_70) [2027](a#q:year_70) [[a#q:year_70|about 2027]] `[9](a#q:year_70)`",
    )
    quantities = recomputed(tmp_path)
    assert codes(quantities, "b") == ["QU904"] * 3
    assert [problem.replacement for problem in quantities.problems["b"]] == ["2028", "2028", "about 2028"]


@pytest.mark.parametrize(
    ("link", "code", "message"),
    [
        ("[2028](#q:none)", "QU905", "this note does not declare"),
        ("[2028](gone.md#q:year_70)", "QU905", "no one note"),
        ("[2](#q:year_70.speed)", "QU905", "whose inputs are share0, share1, growth_ratio"),
        ("[soon](#q:year_70)", "QU904", "holds no one number"),
        ("[35 GB](#q:year_70.share0)", "QU902", "35 GB"),
    ],
)
def test_a_link_that_binds_nothing_is_reported(tmp_path: Path, link: str, code: str, message: str) -> None:
    write_claim(tmp_path, "a", YEARS, link)
    quantities = recomputed(tmp_path)
    assert codes(quantities, "a") == [code]
    assert message in messages(quantities, "a")


def test_a_quantity_in_a_block_that_yaml_cannot_read_is_not_called_undeclared(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: given, stated: 3 #}\nr: 5", "[3](#q:q) and [3](#q:none)")
    write_claim(tmp_path, "b", """'q': {calc: given, stated: 3}\n{r: {calc: [}""", "[3](#q:q) and [3](#q:r)")
    assert messages(recomputed(tmp_path), "a") == "is bound to 'none', which this note does not declare"
    assert messages(recomputed(tmp_path), "b") == ""


@pytest.mark.parametrize("above", ["", "  p: {calc: given, stated: 5}\n"])
def test_a_quantity_between_the_markers_of_a_conflict_is_not_called_undeclared(
    tmp_path: Path, above: str
) -> None:
    sides = (
        "<<<<<<< ours\n  q: {calc: given, stated: 3}\n=======\n  q: {calc: given, stated: 4}\n>>>>>>> theirs"
    )
    block = f"quantities:\n{above}{sides}\n  r: {{calc: given, stated: 3}}"
    text = f"---\n{block}\n---\n[3](#q:q), [3](#q:r) and [3](#q:none)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert messages(recomputed(tmp_path), "a") == "is bound to 'none', which this note does not declare"


def test_a_number_near_the_end_of_what_a_float_holds_ends_no_check(tmp_path: Path) -> None:
    spend = "n: {calc: jevons.spend, in: {price_factor: 1e-29, elasticity: 11.5}}"
    write_claim(tmp_path, "a", spend, "It is [5.000001](#q:n) or [over 0.05](#q:n).")
    quantities = recomputed(tmp_path, 10)
    first, second = quantities.numbers
    assert float(first.expected) == pytest.approx(quantities["a", "n"].value)
    assert second.agrees


def test_a_text_that_says_a_stated_bound_agrees_with_it(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        least: {calc: given, stated: $100M+}
        most: {calc: given, stated: up to 1.1x}
        """,
        "From [100 million dollars or more](#q:least), [over $120 million](#q:least), to [at most 1.1x](#q:most).",
    )
    quantities = recomputed(tmp_path)
    assert [(number.shown, number.expected) for number in quantities.numbers if not number.agrees] == [
        ("over $120 million", "over $100 million")
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit", "new"),
    [
        ("by 2030", 2027.8, "calendar year", "by 2030"),
        ("by 2030", 2030.9, "calendar year", "by 2030"),
        ("by 2030", 2031.2, "calendar year", "by 2032"),
        ("before 2030", 2029.2, "calendar year", "before 2030"),
        ("before 2030", 2030.2, "calendar year", "before 2031"),
        ("after 2028", 2029.2, "calendar year", "after 2028"),
        ("after 2028", 2027.2, "calendar year", "after 2027"),
        ("at least 29%", 0.29, "fraction", "at least 29%"),
        ("at least 30%", 0.29, "fraction", "at least 29%"),
        ("up to 55%", 0.55, "fraction", "up to 55%"),
        ("up to 50%", 0.55, "fraction", "up to 55%"),
        ("up to 0.2", 0.1 + 0.2, "", "up to 0.3"),
        ("at least 0.9", 0.7, "", "at least 0.7"),
        ("at least 3.1e1", 0.29 * 100, "", "at least 2.9e1"),
        ("by 2100 GPUs", 2000.0, "GPU", "by 2000 GPUs"),
        ("by 20%", 0.3, "fraction", "by 30%"),
        ("35\uff05", 0.41, "fraction", "41\uff05"),
        ("60\u00a2", 0.7, "USD", "70\u00a2"),
        ("5 \u03bcs", 7e-6, "s", "7 \u03bcs"),
        ("20 hp", 22371.0, "W", "30 hp"),
        ("$2/H100-hour", 3.0, "USD/hour", "$3/H100-hour"),
        ("5 clusters", 6.0, "token/s", "6 clusters"),
        ("an 80-GB card", 96e9, "byte", "an 96-GB card"),
        ("80\u2011GB", 96e9, "byte", "96\u2011GB"),
        ("80\u200b GB", 96e9, "byte", "96\u200b GB"),
        ("80\u3387", 96e9, "byte", "96\u3387"),
        ("80 (GB)", 96e9, "byte", "96 (GB)"),
        ("80, W of here", 96e9, "byte", "96000000000, W of here"),
        ("25-megawatt", 3.1e7, "W", "31-megawatt"),
        ("3.35-TB/s", 5e12, "byte/s", "5.00-TB/s"),
        ("an 18-month doubling", 1.1, "year", "an 13-month doubling"),
        ("2-GB-per-second", 3e9, "byte/s", "3-GB-per-second"),
        ("35-percent", 0.41, "fraction", "41-percent"),
        ("25 MW-scale", 3.1e7, "W", "31 MW-scale"),
        ("$48 a day", 3.0, "USD/hour", "$72 a day"),
        ("$48 per GPU day", 3.0, "USD/hour", "$72 per GPU day"),
        ("$48 per GPU per day", 3.0, "USD/hour", "$72 per GPU per day"),
        ("$48-a-day", 3.0, "USD/hour", "$72-a-day"),
        ("$48 daily", 3.0, "USD/hour", "$72 daily"),
        ("5 GB weekly report", 7e9, "byte", "7 GB weekly report"),
        ("2.6 million tokens a day", 44.0, "token/s", "3.8 million tokens a day"),
        ("$0.06 per thousand output tokens", 44.0, "USD/Mtoken", "$0.04 per thousand output tokens"),
        ("2.788M GPU hours", 3.1e6, "GPU*hour", "3.100M GPU hours"),
        ("116K H800 GPU days", 3.1e6, "GPU*hour", "129K H800 GPU days"),
        ("318 A100-years", 3.1e6, "GPU*hour", "354 A100-years"),
        ("1287 megawatt hours", 5.5e9, "Wh", "5500 megawatt hours"),
        ("3,640 PF-days", 3.8e23, "FLOP", "4,398 PF-days"),
        ("1.2 kwh", 2500.0, "Wh", "2.5 kwh"),
        ("1.2 KWh", 2500.0, "Wh", "2.5 KWh"),
        ("552 metric tons", 6e8, "g", "600 metric tons"),
        ("300 MB per page", 4.2e8, "byte", "420 MB per page"),
        ("300 mWh per prompt", 0.42, "Wh", "420 mWh per prompt"),
        ("29k prompts/s", 4e9, "query/day", "46k prompts/s"),
        ("295 ops/byte", 206.0, "FLOP/byte", "206 ops/byte"),
        ("5 W per square metre", 7.0, "W/m^2", "7 W per square metre"),
        ("128 kibibytes", 98304.0, "byte/token", "96 kibibytes"),
        ("70\r\n%", 0.84, "fraction", "84\r\n%"),
        ("about 70\n> %", 0.86, "fraction", "about 90\n> %"),
        ("about\n> >  70 %", 0.86, "fraction", "about\n> >  90 %"),
        ("2 \r\n  million", 3.1e6, "", "3 \r\n  million"),
        ("it is\r\nin\r\nall\r\n5\r\nGB", 7.0, "GB", "it is\r\nin\r\nall\r\n7\r\nGB"),
        ("**31** GB", 33e9, "byte", "**33** GB"),
        ("~`3` GW", 7e9, "W", "~`7` GW"),
        ("**35**%", 0.41, "fraction", "**41**%"),
        ("<b>5</b> GW", 4e9, "W", "<b>4</b> GW"),
        ("up to <b>5</b> GW", 6.1e9, "W", "up to <b>7</b> GW"),
        ("31&nbsp;GB", 33e9, "byte", "33&nbsp;GB"),
        ("31&ensp;GB", 33e9, "byte", "33&ensp;GB"),
        ("==31== GB", 33e9, "byte", "==33== GB"),
        ("31\\\nGB", 33e9, "byte", "33\\\nGB"),
        ("41 $", 43.0, "USD/hour", "43 $"),
        ("41 dollars", 43.0, "USD/MWh", "43 dollars"),
        ("4 cents", 0.06, "USD/hour", "6 cents"),
        ("moins de 20 MW", 25.5, "MW", "moins de 26 MW"),
        ("plus de 20 MW", 25.5, "MW", "plus de 20 MW"),
        ("pas plus de 20 MW", 25.5, "MW", "pas plus de 26 MW"),
        ("über 80 %", 0.755, "fraction", "über 75 %"),
        ("höchstens 70 %", 0.755, "fraction", "höchstens 76 %"),
        ("mehr als 70 %", 0.755, "fraction", "mehr als 70 %"),
        ("70%以上", 0.655, "fraction", "65%以上"),
        ("rund 70 %", 0.66, "fraction", "rund 70 %"),
        ("1.5 \u00b0C", 1.8, "\u00b0C", "1.8 \u00b0C"),
        ("1.5\u00b0C", 1.8, "degC", "1.8\u00b0C"),
        ("30% lower", 0.35, "fraction", "35% lower"),
        ("72% of that", 0.65, "x", "65% of that"),
        ("約2028年", 2026.2, "calendar year", "約2026年"),
        ("比率は約80%以上", 0.755, "fraction", "比率は約70%以上"),
        ("规模超过80 MW", 75.5, "MW", "规模超过75 MW"),
        ("增长不超过5倍", 6.2, "x", "增长不超过7倍"),
        ("规模少于10倍", 9.2, "x", "规模少于10倍"),
        ("不少于10倍", 9.2, "x", "不少于9倍"),
        ("第3世代は5倍", 6.2, "x", "第3世代は6倍"),
        ("it gave you plus us 5 for you plus us", 6.2, "x", "it gave you plus us 6 for you plus us"),
        ("0.25 kt", 292600.0, "kg", "0.29 kt"),
        ("5 km\u00b2", 7e6, "m^2", "7 km\u00b2"),
        ("15 K", 20.0, "K", "20 K"),
        ("15K", 20.0, "kelvin", "20K"),
        ("15 K", 20.0, "", "0.02 K"),
        ("5 km\u00b2/year", 7.0, "km^2/year", "7 km\u00b2/year"),
        ("30 W/m\u00b2", 42.0, "W/m**2", "42 W/m\u00b2"),
        ("1.7 W/m\u00b2/K", 1.5, "W/m\u00b2/K", "1.5 W/m\u00b2/K"),
        ("0.03 kW per m\u00b2", 42.0, "W/m^2", "0.04 kW per m\u00b2"),
        ("5 kg/m\u00b3", 7.0, "kg/m^3", "7 kg/m\u00b3"),
        ("5 m\u00b2/kW", 7.0, "m^2/kW", "7 m\u00b2/kW"),
        ("5 m\u00b3/h", 7.0, "m^3/hour", "7 m\u00b3/h"),
        ("$50 per m\u00b2", 60.0, "USD/m^2", "$60 per m\u00b2"),
        ("$50/m\u00b2", 60.0, "USD/m^2", "$60/m\u00b2"),
        ("35 Percent", 0.41, "fraction", "41 Percent"),
        ("35\u066a", 0.41, "fraction", "41\u066a"),
        ("66 Months", 5.0, "year", "60 Months"),
        ("5.5 ans", 6.0, "month", "0.5 ans"),
        ("5年", 84.0, "month", "7年"),
        ("2026年", 2027.4, "calendar year", "2027年"),
        ("5 Märkte", 7.0, "", "7 Märkte"),
        ("12 hôpitaux", 15.0, "", "15 hôpitaux"),
        ("3 décès", 4.0, "x", "4 décès"),
    ],
)
def test_a_number_is_rewritten_in_the_words_and_the_unit_around_it(
    text: str, value: float, unit: str, new: str
) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    assert rewritten(phrase, (value,), unit) == new


@pytest.mark.parametrize(
    ("text", "ends", "unit", "new"),
    [
        ("500 MB to 2 GB", (5e8, 2e9), "byte", "500 MB to 2 GB"),
        ("500 MB to 2 GB", (6e8, 3e9), "byte", "600 MB to 3 GB"),
        ("500kW\u20132MW", (6e5, 3e6), "W", "600kW\u20133MW"),
        ("18 months to 3 years", (1.0, 4.0), "year", "12 months to 4 years"),
        ("2 GB to 5", (3e9, 6e9), "byte", "3 GB to 6"),
        ("3x to 4", (2.0, 7.0), "x", "2x to 7"),
        ("$500,000 to $2 million", (5e5, 2e6), "USD", "$500,000 to $2 million"),
        ("$500,000 to $2 million", (6e5, 3e6), "USD", "$600,000 to $3 million"),
        ("2 to 5 million", (3e6, 6e6), "param", "3 to 6 million"),
        ("3.0 to 9 million", (5.3e6, 5.4e6), "param", "5.3 to 5 million"),
        ("5.3 to 5 million", (5.3e6, 5.4e6), "param", "5.3 to 5 million"),
        ("$2 million to $5 billion", (3e6, 3e9), "USD", "$3 million to $3 billion"),
        ("2 MB to 5 GB", (3e6, 3e9), "byte", "3 MB to 3 GB"),
    ],
)
def test_each_end_of_a_range_has_its_own_unit_and_scale(
    text: str, ends: tuple[float, float], unit: str, new: str
) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    assert agrees(phrase, ends, unit) == (text == new)
    assert rewritten(phrase, ends, unit) == new


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("[3 to 4 times](#q:p)", "[5 times](#q:p)"),
        ("about [3\u20134](#q:p)x", "about [5](#q:p)x"),
        ("[**3x** to **4x**](#q:p)", "[**5x**](#q:p)"),
        ("[5 to 5](#q:p) times", "[5 to 5](#q:p) times"),
        ("[between 3 and 4 times](#q:p)", "[between 5 and 5 times](#q:p)"),
        ("between [3 and 4](#q:p) times", "between [5 and 5](#q:p) times"),
        ("from [3 to 4](#q:p) times", "from [5 to 5](#q:p) times"),
        ("[$100M\u2013$300M](#q:c)", "[$200M](#q:c)"),
        ("[$100-300](#q:c) million", "[$200](#q:c) million"),
        ("[2028 to 2030](#q:y)", "[2027](#q:y)"),
    ],
)
def test_a_range_becomes_the_one_number_of_a_model_without_uncertainty(
    tmp_path: Path, sentence: str, written: str
) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        p: {calc: jevons.spend, in: {price_factor: 0.2, elasticity: 2}}
        c: {calc: train.cost, in: {gpu_hours: 100M, usd_per_gpu_hour: $2/h}}
        y: {calc: shift.years_to_share, in: {share0: 50%, share1: 75%, growth_ratio: 4}, as_of: 2026-06}
        """,
        sentence,
    )
    (number,) = recomputed(tmp_path).numbers
    assert sentence.replace(number.shown, number.expected, 1) == written


@pytest.mark.parametrize(
    "text",
    [
        "50 bps",
        "5 basis points",
        "350\u2030",
        "\u20135%",
        "about \u20135",
        "40 ppm",
        "minus 5%",
        "MINUS 5%",
        "a margin of negative 5%",
        "10-to-20 MW",
        "2...5 GB",
        "~~30~~ GB",
        "بين 30% و50%",
        "30%에서50%",
        "30% bis 50%",
    ],
)
def test_what_half_of_would_be_rewritten_is_no_number(text: str) -> None:
    assert read_phrase(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "35 Prozent",
        "35 pour cent",
        "35\u00a0por ciento",
        "35パーセント",
        "3割",
        "2 Milliarden",
        "2 Mrd. Euro",
        "2 milliards",
        "2 millions",
        "2 Billion",
        "3 hundred",
        "314 sextillion FLOP",
        "3 million million",
        "6 thousandths",
        "4 and a half months",
        "20 lakh",
        "$2MM",
        "2万人",
        "5M円",
        "66 Monate",
        "66 mois",
        "6か月",
        "90 Tage",
        "6 EUR",
        "5½ years",
        "第3世代",
        "2030年代",
        "5 m<sup>2</sup>",
        "10<sup>24</sup>",
        "30 ГБ",
        "25 МВт",
        "30ギガバイト",
        "25兆瓦",
    ],
)
def test_a_word_that_would_be_left_behind_a_new_number_makes_it_none(text: str) -> None:
    assert read_phrase(text) is None


@pytest.mark.parametrize(
    "text", ["5 tags", "5 mesh nodes", "8 milligrams", "20 jobs", "5個", "3 yens-like", "4 eurostar trains"]
)
def test_a_word_that_only_begins_as_a_foreign_one_is_part_of_the_sentence(text: str) -> None:
    phrase = read_phrase(text)
    assert phrase is not None and len(phrase.numerals) == 1


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.7 \u00b0F", 1.5, "\u00b0C"),
        ("1.5 \u00b0C", 1.5, "K"),
        ("28% lower", 0.72, "x"),
        ("28 percent fewer", 0.72, ""),
        ("6x a month", 6.3, "x/year"),
        ("6 times per month", 6.3, "x/year"),
        ("falls by 28%", 0.72, "x"),
        ("a reduction of about 28%", 0.72, "x"),
        ("up 40 percent", 1.4, "x"),
        ("a 28% cut", 0.72, "x"),
        ("5 Tons", 8000.0, "kg"),
        ("5 Kilotons", 8000.0, "t"),
        ("5 km\u00b2", 7.0, "GB"),
        ("5 K", 7.0, "\u00b0C"),
        ("5 W/m\u00b2", 7.0, "W/m"),
        ("5 kWh/m\u00b2a", 7.0, "kWh/m^2"),
        ("80 gb", 96e9, "byte"),
        ("80 gigs", 96e9, "byte"),
        ("80G", 96e9, "byte"),
        ("3.35 tb/s", 5e12, "byte/s"),
        ("25 mw", 3.1e7, "W"),
        ("25 MWe", 3.1e7, "W"),
        ("989 Tflops", 1.2e15, "FLOP/s"),
        ("552 MT", 6e8, "g"),
        ("70b", 8.4e10, "param"),
        ("1.5m", 2e6, ""),
        ("12 person-months", 0.4, "year"),
        ("80, GB", 96e9, "byte"),
        ("80~GB", 96e9, "byte"),
        ("80 Go", 96e9, "byte"),
    ],
)
def test_what_is_no_unit_of_the_quantity_or_only_looks_like_one_is_refused(
    text: str, value: float, unit: str
) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    with pytest.raises(UnitMismatchError):
        rewritten(phrase, (value,), unit)


def test_a_percentage_where_a_factor_or_an_amount_is_wanted_is_told_as_what_it_is() -> None:
    for text, value, unit in (("8.6% a year", 1.086, "x/year"), ("35%", 3.0, "GB")):
        phrase = read_phrase(text)
        assert phrase is not None
        with pytest.raises(UnitMismatchError, match=f"is given in '%'; write it in '{unit}'"):
            rewritten(phrase, (value,), unit)


OUTSIDE = """
m: {calc: mem.weights, in: {params: 70B, bits: 4 to 5, overhead: 0}}
f: {calc: quant.reduction, in: {bits_from: 8, bits_to: 4, scale_bits: 8, block: 16}}
c: {calc: train.cost, in: {gpu_hours: 2.788M, usd_per_gpu_hour: $2/h}}
p: {calc: price.at, in: {price0: 60, annual_factor: 2, years: 1}}
n: {calc: mem.chips, in: {params: 170B, bits: 16, overhead: 0, memory: 80 GB}}
h: {calc: given, stated: $2/hour}
k: {calc: given, stated: $0.002/call}
s: {calc: jevons.spend, in: {price_factor: 0.2, elasticity: 0}}
t: {calc: given, stated: 7e12 token/day}
g: {calc: growth.annual, in: {factor: 100M, years: 10}}
o: {calc: given, stated: 552 t}
x: {calc: given, stated: 5x}
y: {calc: shift.years_to_share, in: {share0: 35%, share1: 70%, growth_ratio: 3.2}, as_of: 2026-06}
"""


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("[39](#q:m) GB", "[39](#q:m) GB"),
        ("[30](#q:m) GB", "[39](#q:m) GB"),
        ("a [30](#q:m)-GB card", "a [39](#q:m)-GB card"),
        ("**[30](#q:m)** GB", "**[39](#q:m)** GB"),
        ("[[a#q:m|about 30]]&nbsp;GB", "[[a#q:m|about 40]]&nbsp;GB"),
        ("[20 to 30](#q:m)\nGB", "[35 to 44](#q:m)\nGB"),
        ("[0.03](#q:m) TB (fine)", "[0.04](#q:m) TB (fine)"),
        ("[44](#q:f)%", "[44](#q:f)%"),
        ("[30](#q:f) percent", "[44](#q:f) percent"),
        ("[60](#q:f)% or more", "[43](#q:f)% or more"),
        ("$[5.6](#q:c) million", "$[5.6](#q:c) million"),
        ("US$[4.6](#q:c)M", "US$[5.6](#q:c)M"),
        ("[4.6](#q:c) million dollars", "[5.6](#q:c) million dollars"),
        ("$[0.06](#q:p) per 1k tokens", "$[0.03](#q:p) per 1k tokens"),
        ("[0.44](#q:f) of 80 GB", "[0.44](#q:f) of 80 GB"),
        ("[30](#q:m) gb", "[30](#q:m) gb"),
        ("[7](#q:n) B200 GPUs", "[5](#q:n) B200 GPUs"),
        ("[7](#q:n) P100s", "[5](#q:n) P100s"),
        ("[7](#q:n) GPUs of type B200", "[5](#q:n) GPUs of type B200"),
        ("[7 T4 GPUs](#q:n)", "[5 T4 GPUs](#q:n)"),
        ("[7 B200s](#q:n)", "[5 B200s](#q:n)"),
        ("more than [70%](#q:f)", "more than [43%](#q:f)"),
        ("more than\n**[40%](#q:f)**", "more than\n**[40%](#q:f)**"),
        ("no less than [70](#q:f)%", "no less than [43](#q:f)%"),
        ("up to $[9](#q:c) million", "up to $[9](#q:c) million"),
        ("about [40](#q:m) GB", "about [40](#q:m) GB"),
        ("more than that, [70%](#q:f)", "more than that, [44%](#q:f)"),
        ("> [70%](#q:f)", "> [44%](#q:f)"),
        ("by [2030](#q:y)", "by [2030](#q:y)"),
        ("by [2026](#q:y)", "by [2028](#q:y)"),
        ("late [2027](#q:y)", "late [2027](#q:y)"),
        ("[30](#q:m) Go", "[30](#q:m) Go"),
        ("[66](#q:p) Prozent", "[66](#q:p) Prozent"),
        ("[3](#q:n) and a half chips", "[3](#q:n) and a half chips"),
        ("[$4.6](#q:c) million", "[$5.6](#q:c) million"),
        ("[$4.6](#q:c)M", "[$5.6](#q:c)M"),
        ("[$1 to $9](#q:c) million", "[$6](#q:c) million"),
        ("[$4,600](#q:c) thousand", "[$5,576](#q:c) thousand"),
        ("[$0.06](#q:p) per 1,000 tokens", "[$0.03](#q:p) per 1,000 tokens"),
        ("[$0.00006](#q:p) a token", "[$0.00003](#q:p) a token"),
        ("[$48](#q:h) a day", "[$48](#q:h) a day"),
        ("[$0.06 thousand](#q:h) a day", "[$0.05 thousand](#q:h) a day"),
        ("[$1](#q:k) per 1,000 calls", "[$2](#q:k) per 1,000 calls"),
        ("it falls by [72%](#q:s)", "it falls by [72%](#q:s)"),
        ("[72%](#q:s) lower", "[72%](#q:s) lower"),
        ("[72](#q:s)% less", "[72](#q:s)% less"),
        ("[72%](#q:s) of the old", "[20%](#q:s) of the old"),
        ("[35](#q:m) to 44 GB", "[39](#q:m) to 44 GB"),
        ("[35](#q:m) to [39](#q:m) GB", "[39](#q:m) to [39](#q:m) GB"),
        ("[35](#q:m) to [39](<a.md#q:m>) GB", "[39](#q:m) to [39](<a.md#q:m>) GB"),
        (f"[35](#q:m) to [39]({'./' * 40}a.md#q:m) GB", f"[39](#q:m) to [39]({'./' * 40}a.md#q:m) GB"),
        ("$[1](#q:c)-9 million", "$[6](#q:c)-9 million"),
        ("[40](#q:f) to 50%", "[44](#q:f) to 50%"),
        ("[60](#q:m.params)B-80B", "[70](#q:m.params)B-80B"),
        ("[35](#q:m) GB\u201344 GB", "[39](#q:m) GB\u201344 GB"),
        ("[30](#q:m)+ GB", "[30](#q:m)+ GB"),
        ("[40+ GB](#q:m)", "[39+ GB](#q:m)"),
        ("[80 million](#q:t) tokens per second", "[81 million](#q:t) tokens per second"),
        ("[60 billion](#q:m.params) parameters", "[70 billion](#q:m.params) parameters"),
        ("\u20ac[4.6](#q:c) million", "\u20ac[4.6](#q:c) million"),
        ("[30](#q:m) MW", "[30](#q:m) MW"),
        ("$[30](#q:m) million", "$[30](#q:m) million"),
        ("[7](#q:n) days", "[5](#q:n) days"),
        ("[7\u00d7H100](#q:n)", "[5\u00d7H100](#q:n)"),
        ("<b>[30](#q:m)</b> GB", "<b>[39](#q:m)</b> GB"),
        ("more than <em>[70%](#q:f)</em>", "more than <em>[43%](#q:f)</em>"),
        ("[$5 million](#q:c) a day", "[$6 million](#q:c) a day"),
        ("[6](#q:g)x a month", "[6](#q:g)x a month"),
        ("[7](#q:g)x a year", "[6](#q:g)x a year"),
        ("[530](#q:g)% a year", "[530](#q:g)% a year"),
        ("[500](#q:o) tons", "[500](#q:o) tons"),
        ("[500](#q:o) metric tons", "[552](#q:o) metric tons"),
        ("[3](#q:x) times a day", "[5](#q:x) times a day"),
        ("[35](#q:m) (GB)", "[39](#q:m) (GB)"),
        ("[35](#q:m) **GB**", "[39](#q:m) **GB**"),
        ("[35](#q:m) <b>GB</b>", "[39](#q:m) <b>GB</b>"),
    ],
)
def test_what_stands_beside_a_link_belongs_to_its_number(tmp_path: Path, sentence: str, written: str) -> None:
    write_claim(tmp_path, "a", OUTSIDE, sentence)
    quantities = recomputed(tmp_path)
    found = sentence
    for number in quantities.numbers:
        found = found.replace(number.shown, number.expected, 1)
    assert found == written


def test_the_words_beside_a_link_stay_out_of_its_template(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", OUTSIDE, "$[4.6](#q:c)\nmillion and **[30](#q:m)** GB")
    first, second = recomputed(tmp_path).numbers
    assert [len(each.template) for each in (first, second)] == [1, 1]


@pytest.mark.parametrize(
    "sentence",
    [
        "[35](#q:m) or so GB",
        "[35](#q:m), in GB",
        "| GB |\n|---|\n| [35](#q:m) |",
        "[6](#q:c), in millions of dollars",
        "[30](#q:f), in percent",
        "[30](#q:t) qps",
        "[30 QPS](#q:t)",
    ],
)
def test_a_number_in_a_unit_that_is_not_read_is_not_rewritten(tmp_path: Path, sentence: str) -> None:
    write_claim(tmp_path, "a", OUTSIDE, sentence)
    quantities = recomputed(tmp_path)
    assert quantities.numbers == ()
    assert codes(quantities, "a") == ["QU902"]


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("[3](#q:h) now", "[2](#q:h) now"),
        ("[40](#q:h)", "[2](#q:h)"),
        ("[0.3](#q:f) of it", "[0.4](#q:f) of it"),
        ("[500](#q:n) of them", "[5](#q:n) of them"),
    ],
)
def test_a_number_without_a_unit_is_in_that_of_its_quantity(
    tmp_path: Path, sentence: str, written: str
) -> None:
    write_claim(tmp_path, "a", OUTSIDE, sentence)
    (number,) = recomputed(tmp_path).numbers
    assert sentence.replace(number.shown, number.expected, 1) == written


@pytest.mark.parametrize(
    "sentence",
    [
        "the [1](#q:n)st",
        "the [2](#q:n)nd",
        "the [3](#q:n)<sup>rd</sup>",
        "the [21st](#q:n)",
        "[35 degrees](#q:n)",
        "[35](#q:n) degrees",
        "[35](#q:n)°",
    ],
)
def test_a_place_in_an_order_and_an_angle_are_no_numbers_of_what_is_counted(
    tmp_path: Path, sentence: str
) -> None:
    write_claim(tmp_path, "a", OUTSIDE, sentence)
    quantities = recomputed(tmp_path)
    assert quantities.numbers == ()
    assert "QU904" in codes(quantities, "a")


@pytest.mark.parametrize("value", ["35 degrees", "35°", "1 rad"])
def test_an_angle_is_no_share(tmp_path: Path, value: str) -> None:
    write_claim(tmp_path, "a", f"q: {{calc: jevons.spend, in: {{price_factor: {value}, elasticity: 1.3}}}}")
    assert codes(recomputed(tmp_path), "a") == ["QU902"]
