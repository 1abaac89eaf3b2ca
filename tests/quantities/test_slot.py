"""A page writes a number into a sentence as the check does."""

import json
from pathlib import Path

import pytest

import teleo.quantities
from teleo.quantities.slot import filled, template_json
from teleo.quantities.written import read_phrase, template_of
from tests.quantities.node import printed

SLOTS = Path(teleo.quantities.__file__).with_name("slot.js")
VALUES = (
    0.0,
    0.004,
    -0.2,
    0.5,
    1.25,
    6.5,
    1234567.891,
    2027.78,
    -7.1,
    3e9,
    1.7e21,
    3e25,
    -4.2e22,
    1e-99,
    -3e-150,
    1e-320,
    5e307,
    -1e306,
    3.5821554,
    9.99e5,
    0.99996,
    1.00001,
    -9.96,
    0.1 + 0.2,
    28.999999999999996,
    0.7,
    -28.999999999999996,
)


@pytest.mark.parametrize(
    "text",
    [
        "about 2027",
        "2 to 5 times",
        "1,234",
        "7%",
        "about $9 million",
        "2.0e6",
        "−3.50",
        "more than 7",
        "up to 0.05",
        "at least 0.9",
        "at least 2.9e3",
        "late 2027",
        "**6**",
        "1.5 × 10^24",
        "more than 1.5 × 10^24",
        "up to 2e6",
        "at least 9.99e3",
    ],
)
def test_a_page_writes_a_number_as_the_check_does(text: str) -> None:
    phrase = read_phrase(text)
    assert phrase is not None
    template = template_of(phrase, "")
    cases = [{"value": value, "low": value / 2, "high": value * 3} for value in VALUES]
    calls = f"{json.dumps(cases)}.map((numbers) => teleoSlots.fill({json.dumps(template_json(template))}, numbers))"
    found = printed(f"{SLOTS.read_text(encoding='utf-8')}\nconsole.log(JSON.stringify({calls}))")
    assert found == [filled(template, case) for case in cases]


def test_the_words_around_a_number_stay() -> None:
    phrase = read_phrase("**about 300** of them")
    assert phrase is not None
    assert filled(template_of(phrase, ""), {"value": 1234.0}) == "**about 1200** of them"
