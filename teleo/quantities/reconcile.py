"""Says what would reconcile two values of one variable that differ in scope, where a calculator can tell."""

from dataclasses import dataclass

from teleo.calculators import CALCULATORS, Calculator, InputError, ResultError
from teleo.quantities.result import Result
from teleo.quantities.show import said, value_text
from teleo.quantities.units import PERCENT

_BISECTIONS = 80


@dataclass(frozen=True, slots=True)
class Way:
    """How a calculator leads from the higher value of a variable to the lower; it is for variables with `ending`.

    `start` is the input that takes the higher value, `free` the one that is sought. Without `start` the calculator
    is to give each value by itself, and without `free` there is nothing to seek, since its outputs are both values.
    """

    ending: str
    calculator: str
    start: str
    free: str
    words: str


WAYS = (
    Way(
        ending="inference_share",
        calculator="shift.lifetime_to_aggregate",
        start="lifetime_share",
        free="training_growth",
        words="{high} may be a share of each model's life and {low} one of a year's compute",
    ),
    Way(
        ending="inference_share",
        calculator="alloc.parity",
        start="",
        free="elasticity_inference",
        words="spending may be split where a dollar of either pays the same",
    ),
    Way(
        ending="gain",
        calculator="stack.combined",
        start="",
        free="",
        words="{high} may multiply what each mechanism saves and {low} be what a step gains from all of them",
    ),
)
"""The ways that are tried, in order."""


def reconcilers(low: Result, high: Result) -> tuple[str, ...]:
    """Return a sentence for each calculator that can lead to both values of one variable."""
    found = []
    values = _plain(low), _plain(high)
    for way in WAYS:
        calculator = CALCULATORS.get(way.calculator)
        if calculator is None or not low.var.endswith(way.ending) or values[0] is None or values[1] is None:
            continue
        ends = _ends(way, calculator, values[0], values[1])
        if ends is not None:
            words = way.words.format(low=said(low), high=said(high))
            found.append(f"{words}: {way.calculator} gives both{ends}")
    return tuple(found)


def _plain(result: Result) -> float | None:
    """Return a value as calculators take it, a percentage as a fraction."""
    return result.value / 100.0 if result.value is not None and result.unit in PERCENT else result.value


def _ends(way: Way, calculator: Calculator, low: float, high: float) -> str | None:
    """Return what the free input must be, in words, or `None` when no value of it will do."""
    if not way.free:
        return ""
    unit = calculator.input(way.free).unit
    if way.start:
        needed = [solve(calculator, {way.start: high}, way.free, low)]
    else:
        needed = [solve(calculator, {}, way.free, target) for target in (high, low)]
    texts = [value_text(value, unit) for value in needed if value is not None]
    return f" with {way.free} = {' and '.join(texts)}" if len(texts) == len(needed) else None


def solve(calculator: Calculator, inputs: dict[str, float], free: str, target: float) -> float | None:
    """Return the value of the input `free` at which a calculator's first output is `target`, by bisection.

    Inputs that are neither given nor free take their defaults. `None` when the output does not reach the
    target between a thousandth and a thousand times the default of `free`, within its range.
    """
    entry = calculator.input(free)
    if not isinstance(entry.default, (int, float)):
        return None
    low, high = max(entry.low, entry.default / 1e3), min(entry.high, entry.default * 1e3)
    try:
        below = _miss(calculator, {**inputs, free: low}, target)
        above = _miss(calculator, {**inputs, free: high}, target)
        if below * above > 0.0:
            return None
        for _ in range(_BISECTIONS):
            middle = (low * high) ** 0.5
            miss = _miss(calculator, {**inputs, free: middle}, target)
            low, high = (middle, high) if miss * below > 0.0 else (low, middle)
    except (InputError, ResultError):
        return None
    return float((low * high) ** 0.5)


def _miss(calculator: Calculator, inputs: dict[str, float], target: float) -> float:
    value: float = calculator.run(inputs, defaults=True)[calculator.outputs[0].name]
    return value - target
