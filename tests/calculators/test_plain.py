"""Formulas in plain characters: read back as arithmetic, they give what the calculator gives."""

import math
import re

import pytest

from teleo.calculators import CALCULATORS, Calculator, Input, Output
from teleo.calculators.ops import Value, exp, iterate, log, sqrt, where
from teleo.errors import TeleoError
from tests.calculators.points import points

A, B = Input("a", "x", "one", low=0.0), Input("b", "x", "two", low=0.0)
SIGNS = {"−": "-", "×": "*", "^": "**", "ln 2": "LN2", "ln 10": "LN10", "⌊": "floor(", "⌋": ")"}
SIGNS |= {"⌈": "ceil(", "⌉": ")", ", else": " else", "≤": "<="}
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
NAMES = {"ln": math.log, "e": math.e, "LN2": math.log(2), "LN10": math.log(10), "sqrt": math.sqrt}
NAMES |= {"floor": math.floor, "ceil": math.ceil, "max": max, "min": min}


def formula(function: object) -> str:
    assert callable(function)
    return Calculator("test.made", "A test", (A, B), (Output("y", "x", "it"),), function, (), ()).plain()


def computed(text: str, inputs: dict[str, float]) -> dict[str, float]:
    """Return what the equations of a formula give, read as arithmetic line by line."""
    values = {**NAMES, **inputs}
    for line in text.splitlines():
        name, _, right = line.partition(" = ")
        for sign, written in SIGNS.items():
            right = right.replace(sign, written)
        right = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: "**" + match[0].translate(RAISED), right)
        right = re.sub(r"√(\w+)", r"sqrt(\1)", right).replace("√(", "sqrt(")
        values[name] = eval(right, {"__builtins__": {}}, values)
    return values


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda a, b: a * (a + b), "y = a × (a + b)"),
        (lambda a, b: a - (b - a), "y = a − (b − a)"),
        (lambda a, b: a / (b * a), "y = a / (b × a)"),
        (lambda a, b: (a * b) ** b, "y = (a × b)^b"),
        (lambda a, b: (a + 1.0) ** 2.0, "y = (a + 1)²"),
        (lambda a, b: -(a + b), "y = −(a + b)"),
        (lambda a, b: exp(-a) * sqrt(b), "y = e^(−a) × √b"),
        (lambda a, b: log(a) * 2.5e12 - b, "y = ln(a) × 2.5 × 10¹² − b"),
        (lambda a, b: where(a < b, a, 1.0) * b, "y = (a if a < b, else 1) × b"),
    ],
)
def test_a_formula_is_written_as_one_would_type_it(function: object, expected: str) -> None:
    assert formula(function) == expected


def test_a_loop_is_written_as_a_recurrence() -> None:
    def doubled(a: Value, b: Value) -> Value:
        return iterate(b, lambda turn, x: x * 2.0 + turn, a)

    assert formula(doubled).splitlines() == ["a[0] = a", "a[i] = a[i-1] × 2 + i", "y = a[b]"]


@pytest.mark.parametrize("subject", CALCULATORS.values(), ids=str)
def test_a_formula_read_as_arithmetic_gives_what_the_calculator_gives(subject: Calculator) -> None:
    text = subject.plain()
    assert "\\" not in text
    if "[" in text:  # tables and recurrences are no arithmetic of one line
        return
    for inputs in points(subject, 6):
        try:
            expected = subject.run(inputs)
        except TeleoError:  # the point is out of reach: an input below another that bounds it
            continue
        found = computed(text, inputs)
        for output in subject.outputs:
            if not output.choices:
                assert found[output.name] == pytest.approx(expected[output.name], rel=1e-5, abs=1e-9), text
