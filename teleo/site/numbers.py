"""The numbers of a note as its page shows them: stated, recomputed, verdict, and both on one axis."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from teleo.quantities.result import InputValue, Key, Result, Verdict
from teleo.quantities.show import interval_text, mass_text, number_text, value_text
from teleo.site.interval_chart import interval_chart
from teleo.site.prose import number_anchor

_VERDICTS = {
    Verdict.SUPPORTED: "supported",
    Verdict.POSSIBLE: "possible",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.GIVEN: "given, without a model",
    Verdict.UNSTATED: "computed, not stated",
    Verdict.FAILED: "could not be computed",
}
_JUDGED = (Verdict.SUPPORTED, Verdict.POSSIBLE, Verdict.CONTRADICTED)


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


def numbers_by_note(quantities: Mapping[Key, Result]) -> Mapping[str, tuple[Number, ...]]:
    """Return each note's numbers in the order in which its file has them."""
    found: dict[str, list[Number]] = {}
    for (note, _), result in quantities.items():
        found.setdefault(note, []).append(_number(result))
    return {note: tuple(numbers) for note, numbers in found.items()}


def _number(result: Result) -> Number:
    has_model = result.value is not None and result.verdict is not Verdict.GIVEN
    return Number(
        name=result.quantity,
        anchor=number_anchor(result.quantity),
        verdict=result.verdict.value if result.verdict in _JUDGED else "unchecked",
        verdict_words=_verdict_words(result),
        stated=result.stated,
        recomputed=number_text(result) if has_model else "",
        interval=interval_text(result) if has_model else "",
        calculator="" if result.verdict is Verdict.GIVEN else result.calculator,
        problem=" ".join(problem.message for problem in result.problems),
        facts=_facts(result, has_model),
        inputs=tuple(Pair(one.name, _input(one)) for one in result.inputs),
        chart=_chart(result) if has_model else Markup(""),
    )


def _verdict_words(result: Result) -> str:
    words = _VERDICTS[result.verdict]
    if result.mass is None or result.is_point:
        return words
    return f"{words} (probability {mass_text(result.mass)})"


def _facts(result: Result, has_model: bool) -> tuple[Pair, ...]:
    stated = (
        Pair("As of", result.as_of),
        Pair("Scope", result.scope),
        Pair("Variable", result.var),
        Pair("Stated in", result.src),
        Pair("Tolerance", f"{result.tolerance:.0%}" if result.tolerance is not None and has_model else ""),
        Pair("Uncertainty", "none given" if has_model and result.is_point else ""),
    )
    return tuple(pair for pair in stated if pair.text)


def _input(entry: InputValue) -> str:
    if entry.reference is None or entry.numbers is None:
        return entry.text
    return f"{entry.text}: {value_text(entry.numbers.value, entry.unit)}"


def _chart(result: Result) -> Markup:
    if result.value is None or result.low is None or result.high is None:
        return Markup("")
    ranges = () if result.stated_set is None else result.stated_set.ranges
    return interval_chart(
        (result.low, result.value, result.high), ranges, lambda value: value_text(value, result.unit)
    )
