"""Formulas in LaTeX: brackets where they are needed, nothing lost, convertible to MathML."""

import re

import latex2mathml.converter
import pytest

from teleo.calculators import CALCULATORS, Calculator, Input, Output, calculator
from teleo.calculators.latex import symbol
from teleo.calculators.ops import Value, exp, iterate, log, sqrt, where

A, B = Input("a", "x", "one", low=0.0), Input("b", "x", "two", low=0.0)


def formula(function: object) -> str:
    assert callable(function)
    made = Calculator("test.made", "A test", (A, B), (Output("y", "x", "it"),), function, (), ())
    return made.latex().replace(r"\text{a}", "a").replace(r"\text{b}", "b").replace(r"\text{y}", "y")


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda a, b: a * (a + b), r"y = a \cdot \left(a + b\right)"),
        (lambda a, b: a - (b - a), r"y = a - \left(b - a\right)"),
        (lambda a, b: a - b * a, r"y = a - b \cdot a"),
        (lambda a, b: (a + b) / a, r"y = \frac{a + b}{a}"),
        (lambda a, b: (a * b) ** b, r"y = {\left(a \cdot b\right)}^{b}"),
        (lambda a, b: -(a + b), r"y = -\left(a + b\right)"),
        (lambda a, b: exp(-a) * sqrt(b), r"y = e^{-a} \cdot \sqrt{b}"),
        (lambda a, b: log(a) * 2.5e12 - b, r"y = \ln\left(a\right) \cdot 2.5 \cdot 10^{12} - b"),
        (lambda a, b: log(2.0) * a * b, r"y = \ln 2 \cdot a \cdot b"),
        (
            lambda a, b: where(a < b, a, 1.0),
            r"y = \begin{cases} a & \text{if } a < b \\ 1 & \text{otherwise} \end{cases}",
        ),
    ],
)
def test_a_formula_is_written_as_one_would_by_hand(function: object, expected: str) -> None:
    assert formula(function) == expected


def test_a_loop_is_written_as_a_recurrence() -> None:
    def doubled(a: Value, b: Value) -> Value:
        return iterate(b, lambda turn, x: x * 2.0 + turn, a)

    lines = formula(doubled).splitlines()
    assert lines == [
        r"\begin{aligned}",
        r"a_{0} &= a \\",
        r"a_{i} &= a_{i-1} \cdot 2 + i \\",
        r"y &= a_{b}",
        r"\end{aligned}",
    ]


def test_a_long_step_that_is_used_twice_gets_a_line_of_its_own() -> None:
    def twice(a: Value, b: Value) -> Value:
        shared = log(a + b) / (1.0 + exp(a * b)) - sqrt(a / b)
        return shared * shared

    text = formula(twice)
    assert text.count(r"\sqrt") == 1
    assert r"y &= x_{1} \cdot x_{1}" in text


def test_numbers_in_names_become_indices() -> None:
    assert symbol("share0") == r"\text{share}_{0}"
    assert symbol("growth_ratio") == r"\text{growth ratio}"


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_formula_names_all_its_inputs_and_converts_to_mathml(name: str) -> None:
    subject = calculator(name)
    text = subject.latex()
    for entry in (*(each.name for each in subject.inputs), *(each.name for each in subject.outputs)):
        if entry == "mechanisms":
            assert r"\prod_{m}" in text
        elif entry == "fit":
            assert r"_{\text{fit}}" in text
        else:
            assert symbol(entry) in text
    markup = latex2mathml.converter.convert(text)
    assert "merror" not in markup
    assert not re.search(r"<m[it]\w*>\\", markup)
