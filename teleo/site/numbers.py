"""The numbers of a note as its page shows them: stated, recomputed, verdict, and both on one axis."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor, isfinite, log10
from typing import Any

from markupsafe import Markup

from teleo.site.interval_chart import interval_chart
from teleo.site.prose import number_anchor

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_WORDLESS = ("", "1", "dimensionless")
_TIGHT = ("%", "x")
_VERDICTS = {
    "supported": "supported",
    "possible": "possible",
    "contradicted": "contradicted",
    "given": "given, without a model",
    "unstated": "computed, not stated",
    "failed": "could not be computed",
}
_CLASSES = {"supported": "supported", "possible": "possible", "contradicted": "contradicted"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A word and the text beside it."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in words. What is not known is empty."""

    name: str
    anchor: str
    verdict: str
    verdict_words: str
    stated: str = ""
    recomputed: str = ""
    interval: str = ""
    calculator: str = ""
    problem: str = ""
    facts: tuple[Pair, ...] = ()
    inputs: tuple[Pair, ...] = ()
    chart: Markup = field(default=Markup(""))


def numbers_by_note(quantities: Mapping[tuple[str, str], Any]) -> Mapping[str, tuple[Number, ...]]:
    """Return each note's numbers in the order in which its file has them."""
    found: dict[str, list[Number]] = {}
    for (note, _), result in quantities.items():
        found.setdefault(note, []).append(_number(result))
    return {note: tuple(numbers) for note, numbers in found.items()}


def written(value: float, unit: str, *, is_calendar: bool = False) -> str:
    """Return a value as people write it: three digits that count, its unit beside it, a year as a date."""
    if is_calendar:
        return f"{value:.1f}"
    if not isfinite(value):
        return "∞" if value > 0 else "−∞"
    text = _digits(value)
    if unit in _WORDLESS:
        return text
    return f"{text}{unit}" if unit in _TIGHT else f"{text} {unit}"


def _digits(value: float) -> str:
    size = abs(value)
    if size == 0:
        return "0"
    power = floor(log10(size))
    if power >= 9 or power < -4:
        return f"{value / 10**power:.3g}×10{str(power).translate(_SUPERSCRIPTS)}"
    if power >= 3:
        return f"{round(value, 2 - power):,.0f}"
    return (
        f"{round(value, 2 - power):.{max(0, 2 - power)}f}".rstrip("0").rstrip(".")
        if power < 2
        else f"{value:.0f}"
    )


def _number(result: Any) -> Number:
    verdict = str(result.verdict)
    has_model = result.value is not None and verdict != "given"
    is_calendar = result.is_calendar
    interval = ""
    if has_model and not result.is_point:
        low = written(result.low, "", is_calendar=is_calendar)
        interval = f"{low} to {written(result.high, result.unit, is_calendar=is_calendar)}"
    return Number(
        name=result.quantity,
        anchor=number_anchor(result.quantity),
        verdict=_CLASSES.get(verdict, "unchecked"),
        verdict_words=_verdict_words(result, verdict),
        stated=result.stated,
        recomputed=written(result.value, result.unit, is_calendar=is_calendar) if has_model else "",
        interval=interval,
        calculator="" if verdict == "given" else result.calculator,
        problem=" ".join(problem.message for problem in result.problems),
        facts=_facts(result, has_model),
        inputs=tuple(Pair(one.name, _input(one)) for one in result.inputs),
        chart=_chart(result) if has_model else Markup(""),
    )


def _verdict_words(result: Any, verdict: str) -> str:
    words = _VERDICTS.get(verdict, verdict)
    if result.mass is None or result.is_point:
        return words
    return f"{words}: {result.mass:.0%} of the model lies in what is stated"


def _facts(result: Any, has_model: bool) -> tuple[Pair, ...]:
    stated = (
        Pair("As of", result.as_of),
        Pair("Scope", result.scope),
        Pair("Variable", result.var),
        Pair("Stated in", result.src),
        Pair("Tolerance", f"{result.tolerance:.0%}" if result.tolerance is not None and has_model else ""),
        Pair("Uncertainty", "none given" if has_model and result.is_point else ""),
    )
    return tuple(pair for pair in stated if pair.text)


def _input(entry: Any) -> str:
    numbers = entry.numbers
    if entry.reference is None or numbers is None:
        return str(entry.text)
    return f"{entry.text}: {written(numbers.value, entry.unit)}"


def _chart(result: Any) -> Markup:
    ranges = () if result.stated_set is None else result.stated_set.ranges
    return interval_chart(
        (result.low, result.value, result.high),
        ranges,
        lambda value: written(value, result.unit, is_calendar=result.is_calendar),
    )
