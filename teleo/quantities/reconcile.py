"""Says what would reconcile two values of one variable that differ in scope, where a calculator can tell."""

from dataclasses import dataclass

from teleo.calculators import CALCULATORS, Calculator, InputError, ResultError
from teleo.quantities.result import Result
from teleo.quantities.show import number_text, value_text

_BISECTIONS = 80


@dataclass(frozen=True, slots=True)
class Way:
    """A calculator that leads from one value of a variable to another: `start` takes the first, `free` is
    sought.

    `words` begin the sentence; the variables it is for end in `ending`.
    """

    ending: str
    calculator: str
    start: str
    free: str
    words: str


WAYS = (
    Way(
        "inference_share", "shift.lifetime_to_aggregate", "lifetime_share", "training_growth",
        "if {high} is a share of each model's life and {low} of one year's compute",
    ),
    Way(
        "inference_share", "alloc.parity", "", "elasticity_inference",
        "if {high} is where spending on both pays the same at the margin",
    ),
)  # fmt: skip


def reconcilers(low: Result, high: Result) -> tuple[str, ...]:
    """Return a sentence for each calculator that can lead from the higher value to the lower."""
    found = []
    for way in WAYS:
        calculator = CALCULATORS.get(way.calculator)
        if calculator is None or not low.var.endswith(way.ending) or None in (low.value, high.value):
            continue
        assert low.value is not None
        assert high.value is not None
        target = low.value if way.start else high.value
        value = solve(calculator, {way.start: high.value} if way.start else {}, way.free, target)
        if value is not None:
            unit = calculator.input(way.free).unit
            words = way.words.format(low=number_text(low), high=number_text(high))
            found.append(f"{words}: {way.calculator} agrees with {way.free} = {value_text(value, unit)}")
    return tuple(found)


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
