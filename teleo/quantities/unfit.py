"""Says of inputs that a calculator refuses what their author wrote, and for how many of the samples."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from teleo.calculators import Calculator, InputError
from teleo.quantities.exact import Floats
from teleo.quantities.task import Reference, Task


def fitting(calculator: Calculator, inputs: Mapping[str, Any], arrays: Mapping[str, Floats]) -> Any:
    """Return which samples keep every range and every condition."""
    fits = np.ones(next(iter(arrays.values())).shape, dtype=bool)
    with np.errstate(all="ignore"):
        for name, values in arrays.items():
            entry = calculator.input(name)
            fits &= np.isfinite(values)
            fits &= values > entry.low if entry.low_open else values >= entry.low
            fits &= values < entry.high if entry.high_open else values <= entry.high
        for condition in calculator.conditions:
            operands = [inputs.get(name, calculator.input(name).omitted) for name in condition.of]
            if all(operand is not None for operand in operands):
                fits &= np.asarray(condition.holds(*operands), dtype=bool)
    return fits


def refusal(task: Task, calculator: Calculator, inputs: Mapping[str, Any], error: InputError) -> str:
    """Return why inputs are refused: the input as it is written and the share of the samples that do not fit, or the
    error's own words where nothing is sampled.
    """
    arrays = {name: value for name, value in inputs.items() if isinstance(value, np.ndarray)}
    involved = next(
        (
            each.of
            for each in calculator.conditions
            if (each.field, each.allowed) == (error.field, error.allowed)
        ),
        (error.field,),
    )
    if not any(name in arrays for name in involved):
        return str(error)
    share = 1.0 - float(np.mean(fitting(calculator, inputs, arrays)))
    others = [name for name in involved if name in arrays and name != error.field]
    beside = (
        " with " + " and ".join(f"{name} {_written(task, name, arrays)}" for name in others) if others else ""
    )
    written = _written(task, error.field, arrays) if error.field in task.sources else f"{error.value:g}"
    allowed = f"allowed: {error.allowed}"
    return f"{error.field} is {written}{beside}, out of range for {share:.0%} of the samples; {allowed}"


def _written(task: Task, name: str, arrays: Mapping[str, Floats]) -> str:
    """Return an input as its author wrote it, of a reference its 90% interval too."""
    text = task.declaration.inputs[name].text
    if isinstance(task.sources[name], Reference) and name in arrays:
        low, high = np.percentile(arrays[name][np.isfinite(arrays[name])], (5, 95))
        return f"{text} ({low:.3g} to {high:.3g})"
    return text
