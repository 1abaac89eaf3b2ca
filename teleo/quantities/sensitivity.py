"""Says which inputs move a result: by its swing over each input's 90%, and by elasticities."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from teleo.calculators import Calculator, InputError, Kind, ResultError
from teleo.quantities.result import Influence, Span90

_STEP = 1e-4


def influences(
    calculator: Calculator, output: str, inputs: Mapping[str, Span90 | Any], scale: float, offset: float
) -> tuple[Influence, ...]:
    """Return the influence of each numeric input, the widest swing first, then the largest elasticity, then
    by name.

    Args:
        calculator: computes the result.
        output: the name of the output to look at.
        inputs: every number with its percentiles; other inputs as the calculator takes them.
        scale: what a result is multiplied by to be in the unit that is shown.
        offset: what is then added to `low` and `high`.
    """
    medians = {name: each.value if isinstance(each, Span90) else each for name, each in inputs.items()}
    numeric = [name for name, each in inputs.items() if isinstance(each, Span90)]
    changes: list[tuple[str, float]] = []
    for name in numeric:
        numbers = inputs[name]
        changes += [(name, numbers.low), (name, numbers.high)]
        step = 0.0 if calculator.input(name).kind is Kind.INTEGER else _STEP
        changes += [(name, numbers.value * (1.0 - step)), (name, numbers.value * (1.0 + step))]
    values = _at(calculator, output, medians, numeric, changes)
    found = []
    for index, name in enumerate(numeric):
        low, high, before, after = (value * scale for value in values[4 * index : 4 * index + 4])
        is_whole = calculator.input(name).kind is Kind.INTEGER
        elasticity = None if is_whole or medians[name] == 0.0 else _elasticity(before, after)
        if math.isfinite(low) and math.isfinite(high):
            found.append(Influence(name, low + offset, high + offset, abs(high - low), elasticity))
    return tuple(sorted(found, key=lambda each: (-each.swing, -abs(each.elasticity or 0.0), each.input)))


def _elasticity(before: float, after: float) -> float | None:
    if not (math.isfinite(before) and math.isfinite(after)) or before * after <= 0.0:
        return None
    return (math.log(abs(after)) - math.log(abs(before))) / (math.log1p(_STEP) - math.log1p(-_STEP))


def _at(
    calculator: Calculator,
    output: str,
    medians: Mapping[str, Any],
    numeric: list[str],
    changes: list[tuple[str, float]],
) -> list[float]:
    """Return the result for each change of one input; not a number where the model has none."""
    if not changes:
        return []
    columns = {name: np.full(len(changes), medians[name]) for name in numeric}
    for row, (name, value) in enumerate(changes):
        columns[name][row] = value
    try:
        found = calculator.run({**medians, **columns})[output]
        return [float(value) for value in found]
    except (InputError, ResultError):
        return [_one(calculator, output, {**medians, name: value}) for name, value in changes]


def _one(calculator: Calculator, output: str, values: Mapping[str, Any]) -> float:
    try:
        return float(calculator.run(values)[output])
    except (InputError, ResultError):
        return math.nan
