"""The numbers of a note as its page shows them: stated, recomputed, verdict, and both on one axis."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from teleo.quantities.problem import Problem
from teleo.quantities.result import Influence, InputValue, Key, Result, Verdict
from teleo.quantities.show import interval_text, mass_text, number_text, range_text, value_text
from teleo.site.address import calculator_address
from teleo.site.anchors import number_anchor
from teleo.site.interval_chart import interval_chart
from teleo.site.mathematics import formula_alone
from teleo.site.movable import feeding, has_control

if TYPE_CHECKING:
    from teleo.calculators import Calculator

_VERDICTS = {
    Verdict.SUPPORTED: "supported",
    Verdict.POSSIBLE: "possible",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.GIVEN: "given, without a model",
    Verdict.UNSTATED: "computed, not stated",
    Verdict.FAILED: "could not be computed",
}
STATED_IN = "Stated in"
VARIABLE = "Variable"
FOR_AUTHORS = frozenset({"QU907"})
"""Advice on how to write a number better, which the health page gives and no reader of a number needs."""

_JUDGED = (Verdict.SUPPORTED, Verdict.POSSIBLE, Verdict.CONTRADICTED)


class Pair(Struct, frozen=True):
    """A word and the text beside it."""

    word: str
    text: str | Markup


class Remark(Struct, frozen=True):
    """What is wrong with a number, or what its calculator was not made for.

    `other` is the one of another claim of which it speaks.
    """

    text: str | Markup
    other: Key | None = None


class InputRow(Struct, frozen=True):
    """An input in words; `influence` says how far it moves the result, `share` that in percent of the most.

    `source` is the number that the input is taken from, and `text` then what that gives.
    """

    name: str
    text: str | Markup
    influence: str
    share: int
    source: Key | None = None


class Number(Struct, frozen=True):
    """A quantity in words. What is not known is empty."""

    name: str
    anchor: str
    verdict: str
    verdict_words: str
    stated: str = ""
    recomputed: str = ""
    interval: str = ""
    calculator: str = ""
    calculator_page: str = ""
    purpose: str = ""
    """What the calculator gives."""
    formula: Markup = Markup("")
    has_influence: bool = False
    remarks: tuple[Remark, ...] = ()
    has_control: bool = False
    """Whether a reader has something to try: its panel has an input that can be moved."""
    facts: tuple[Pair, ...] = ()
    inputs: tuple[InputRow, ...] = ()
    chart: Markup = Markup("")
    has_band: bool = False
    """Whether the chart has a band: what is stated could be read, and in a unit of the result."""
    is_widened: bool = False
    """Whether the stated band of the chart is wider than what was stated, by the tolerance."""
    is_uncertain: bool = False
    """Whether the chart shows a distribution, and not one point."""


class Numbers(Mapping[str, tuple[Number, ...]]):
    """Each note's numbers in the order in which its file has them, put into words when they are asked for."""

    def __init__(self, quantities: Mapping[Key, Result]) -> None:
        self._known = quantities
        self._used = feeding(quantities.values())
        self._results: dict[str, list[Result]] = {}
        for (note, _), result in quantities.items():
            self._results.setdefault(note, []).append(result)

    def __getitem__(self, note: str) -> tuple[Number, ...]:
        return tuple(self._number(result) for result in self._results[note])

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)

    def _number(self, result: Result) -> Number:
        calculator = _calculators().get(result.calculator)
        return replace(
            _number(result, calculator),
            remarks=(
                *(self._remark(one) for one in result.problems if one.code not in FOR_AUTHORS),
                *map(Remark, result.cautions),
            ),
            has_control=has_control(result, calculator, self._known, self._used),
        )

    def _remark(self, problem: Problem) -> Remark:
        others = (
            result.key
            for place in problem.elsewhere
            for result in self._results.get(place.note, ())
            if result.span == place.span
        )
        return Remark(problem.message, next(others, None))


def numbers_by_note(quantities: Mapping[Key, Result]) -> Mapping[str, tuple[Number, ...]]:
    """Return each note's numbers in the order in which its file has them."""
    return Numbers(quantities)


@cache
def _calculators() -> "Mapping[str, Calculator]":
    """Return all calculators, imported when a number is first shown: they take long, and most builds show none."""
    found: Mapping[str, Calculator] = import_module("teleo.calculators").all_calculators()
    return found


def _number(result: Result, calculator: "Calculator | None") -> Number:
    has_model = result.value is not None and result.verdict is not Verdict.GIVEN
    return Number(
        name=result.quantity,
        anchor=number_anchor(result.quantity),
        verdict=result.verdict.value if result.verdict in _JUDGED else "unchecked",
        verdict_words=_verdict_words(result),
        stated=result.stated,
        recomputed=number_text(result) if has_model else "",
        interval=interval_text(result) if has_model else "",
        calculator="" if calculator is None else calculator.name,
        calculator_page="" if calculator is None else calculator_address(calculator.name),
        purpose="" if calculator is None else calculator.purpose,
        formula=Markup("") if calculator is None else formula_alone(calculator.latex()),
        has_influence=any(one.swing for one in result.sensitivity),
        facts=_facts(result, has_model),
        inputs=_input_rows(result),
        chart=_chart(result) if has_model else Markup(""),
        has_band=bool(result.stated_set and result.stated_set.ranges),
        is_widened=result.tolerance is not None,
        is_uncertain=not result.is_point,
    )


def _verdict_words(result: Result) -> str:
    words = _VERDICTS[result.verdict]
    if result.verdict is Verdict.UNSTATED and result.stated:
        return "computed, but not comparable with what is stated"
    if result.mass is None or result.is_point:
        return words
    return f"{words} (probability {mass_text(result.mass)})"


def _facts(result: Result, has_model: bool) -> tuple[Pair, ...]:
    stated = (
        Pair("As of", result.as_of),
        Pair("Scope", result.scope),
        Pair(VARIABLE, result.var),
        Pair(STATED_IN, result.src),
        Pair("Tolerance", f"{result.tolerance:.0%}" if result.tolerance is not None and has_model else ""),
        Pair("Uncertainty", "none given" if has_model and result.is_point else ""),
    )
    return tuple(pair for pair in stated if pair.text)


def _input_rows(result: Result) -> tuple[InputRow, ...]:
    influences = {one.input: one for one in result.sensitivity if one.swing}
    most = max((abs(one.swing) for one in influences.values()), default=1.0)
    return tuple(
        InputRow(
            one.name,
            _input(one),
            _influence(influences[one.name], result.unit) if one.name in influences else "",
            round(100 * abs(influences[one.name].swing) / most) if one.name in influences else 0,
            None if one.numbers is None else one.reference,
        )
        for one in result.inputs
    )


def _influence(one: Influence, unit: str) -> str:
    return f"{value_text(one.low, unit)} to {value_text(one.high, unit)}"


def _input(entry: InputValue) -> str:
    if entry.reference is None or entry.numbers is None:
        return entry.text
    low, middle, high = entry.numbers.low, entry.numbers.value, entry.numbers.high
    interval = "" if low == high else f" ({range_text(low, high, entry.unit)})"
    return f"{value_text(middle, entry.unit)}{interval}"


def _chart(result: Result) -> Markup:
    if result.value is None or result.low is None or result.high is None:
        return Markup("")
    ranges = () if result.stated_set is None else result.stated_set.ranges
    return interval_chart(
        (result.low, result.value, result.high),
        ranges,
        lambda value: value_text(value, result.unit),
        percentiles=result.percentiles,
        is_widened=result.tolerance is not None,
    )
