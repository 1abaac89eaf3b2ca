"""Turns what was computed for a task into a result: its numbers, verdict, inputs and sensitivity."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from teleo.calculators import Calculator, InputError
from teleo.config import QuantitiesTable
from teleo.quantities.declaration import GIVEN
from teleo.quantities.distribution import Spread
from teleo.quantities.evaluation import Evaluated, spread_numbers, variable, version_of
from teleo.quantities.frame import Frame, check_as_of, frame_of, stated_set_of, tolerance_of, widens
from teleo.quantities.plan import Link
from teleo.quantities.problem import Problem
from teleo.quantities.result import Influence, InputValue, Key, Result, Span90, StatedSet, Verdict
from teleo.quantities.sensitivity import influences
from teleo.quantities.show import interval_text, mass_text, number_text, value_text
from teleo.quantities.task import Reference, Structure, Task, kind_of
from teleo.quantities.verdict import verdict_of


def result_of(
    task: Task,
    evaluated: Evaluated | None,
    inputs: tuple[InputValue, ...],
    table: QuantitiesTable,
) -> Result:
    """Return the result of a task; `evaluated` is `None` when it has no value."""
    check_as_of(task)
    frame = frame_of(task)
    tolerance = tolerance_of(task, table.tolerance)
    stated = stated_set_of(task, frame, tolerance)
    if evaluated is None or frame is None:
        return _result(task, frame, inputs, stated, tolerance, verdict=_verdict_without_model(task))
    if task.output is not None and kind_of(task.output):
        message = f"{task.output.name} is a {kind_of(task.output)} and no number; choose another `output`"
        task.block("QU901", task.declaration.span, message)
        return _result(task, frame, inputs, stated, tolerance, verdict=Verdict.FAILED)
    name = task.output.name if task.output else ""
    numbers = frame.of(evaluated.numbers(name))
    mass = None if stated is None else _mass(evaluated.samples(name), frame, stated)
    if task.calculator is None:
        verdict, mass = Verdict.GIVEN, None
    else:
        verdict = Verdict.UNSTATED if mass is None else verdict_of(mass, table)
    is_point = isinstance(evaluated.samples(name), float)
    percentiles = () if task.calculator is None else evaluated.percentiles(name)
    found = _result(
        task,
        frame,
        inputs,
        stated,
        tolerance,
        numbers=numbers,
        verdict=verdict,
        mass=mass,
        is_point=is_point,
        undefined=evaluated.undefined,
        percentiles=tuple(each * frame.scale + frame.offset for each in percentiles),
    )
    return replace(found, problems=(*found.problems, *_of_verdict(task, found)))


def _of_verdict(task: Task, result: Result) -> list[Problem]:
    """Return what the verdict itself has to say: a contradiction, a model without uncertainty."""
    found = []
    span = task.declaration.place("stated")
    if result.verdict is Verdict.CONTRADICTED and result.mass is not None:
        interval = interval_text(result)
        model = number_text(result) + (f" (90%: {interval})" if interval else " (no uncertainty given)")
        mass = "" if result.is_point else f", probability {mass_text(result.mass)}"
        found.append(Problem("QU903", span, f"states {_as_read(task, result)}, recomputed {model}{mass}"))
    if result.is_point and result.verdict in (Verdict.CONTRADICTED, Verdict.SUPPORTED):
        message = "no uncertainty given, so the verdict is all or nothing; write inputs such as `2 to 5`"
        found.append(Problem("QU907", task.declaration.place("calc"), message))
    return found


def _as_read(task: Task, result: Result) -> str:
    """Return what is stated; of a number without a unit, which is taken in that of the result, that too."""
    amounts = task.stated.amounts if task.stated else ()
    is_bare = not result.is_calendar and all(not each.unit and not each.is_percent for each in amounts)
    if not is_bare or not amounts or result.unit in ("", "x", "%") or result.unit.startswith("x/"):
        return result.stated
    numbers = (value_text(each.value, result.unit) for each in amounts)
    return f"{result.stated} (read as {' and '.join(numbers)})"


def input_values(
    task: Task, links: dict[str, Link], computed: dict[Key, dict[str, Span90]]
) -> tuple[InputValue, ...]:
    """Return the inputs of a task in the order of its file; `computed` holds what they refer to."""
    found = []
    for name, written in task.declaration.inputs.items():
        source = task.sources.get(name)
        if source is None or task.calculator is None:
            continue
        entry = task.calculator.input(name)
        if isinstance(source, Spread):
            numbers: Span90 | None = spread_numbers(source, entry)
            found.append(
                InputValue(name, written.text, entry.unit, numbers, source, variable=variable(task, name))
            )
        elif isinstance(source, Reference):
            link = links.get(name)
            numbers = _scaled(computed.get(link.source, {}).get(link.output), link.factor) if link else None
            key, output, factor = (link.source, link.output, link.factor) if link else (None, "", 1.0)
            found.append(
                InputValue(name, written.text, entry.unit, numbers, None, key, output, factor=factor)
            )
        else:
            plain = source.value if isinstance(source, Structure) else None
            found.append(InputValue(name, written.text, entry.unit, None, plain=plain))
    return tuple(found)


def _scaled(numbers: Span90 | None, factor: float) -> Span90 | None:
    if numbers is None:
        return None
    return Span90(numbers.value * factor, numbers.low * factor, numbers.high * factor)


def _mass(values: Any, frame: Frame, stated: StatedSet) -> float:
    if isinstance(values, float):
        return 1.0 if stated.holds(values * frame.scale + frame.offset) else 0.0
    kept = values[np.isfinite(values)] * frame.scale + frame.offset
    held = np.zeros(kept.shape, dtype=bool)
    for low, high in stated.ranges:
        held |= (kept >= low) & (kept <= high)
    return float(np.mean(held))


def _verdict_without_model(task: Task) -> Verdict:
    is_bound = task.declaration.text("calc") == GIVEN and not task.is_blocked and task.stated is not None
    return Verdict.GIVEN if is_bound else Verdict.FAILED


def _result(
    task: Task,
    frame: Frame | None,
    inputs: tuple[InputValue, ...],
    stated: StatedSet | None,
    tolerance: float,
    *,
    verdict: Verdict,
    numbers: Span90 | None = None,
    mass: float | None = None,
    is_point: bool = False,
    undefined: float = 0.0,
    percentiles: tuple[float, ...] = (),
) -> Result:
    declaration = task.declaration
    scale, offset = (frame.scale, frame.offset) if frame else (1.0, 0.0)
    sensitivity: tuple[Influence, ...] = ()
    cautions: tuple[str, ...] = ()
    if task.calculator is not None and task.output is not None and numbers is not None:
        given = {each.name: each.numbers for each in inputs if each.numbers is not None}
        plain = {name: each.value for name, each in task.sources.items() if isinstance(each, Structure)}
        sensitivity = influences(task.calculator, task.output.name, {**given, **plain}, scale, offset)
        cautions = (
            *_cautions(task.calculator, {**{name: each.value for name, each in given.items()}, **plain}),
            *task.calculator.cautions_across({name: (each.low, each.high) for name, each in given.items()}),
        )
    return Result(
        note=declaration.note,
        quantity=declaration.id,
        span=declaration.span,
        calculator=declaration.text("calc"),
        version=version_of(task.calculator) if task.calculator else "",
        output=task.output.name if task.output else "",
        value=numbers.value if numbers else None,
        unit=frame.unit if frame else "",
        low=numbers.low if numbers else None,
        high=numbers.high if numbers else None,
        stated=declaration.text("stated"),
        verdict=verdict,
        mass=mass,
        is_point=is_point,
        is_calendar=frame is not None and frame.is_calendar,
        undefined=undefined,
        is_undefined=task.is_undefined and frame is not None and not (task.output and kind_of(task.output)),
        tolerance=tolerance if frame is not None and widens(task, frame) else None,
        stated_set=stated,
        as_of=declaration.as_of,
        scope=declaration.text("scope"),
        var=declaration.text("var"),
        src=declaration.text("src"),
        scale=scale,
        offset=offset,
        inputs=inputs,
        sensitivity=sensitivity,
        problems=tuple(dict.fromkeys(task.problems)),
        cautions=cautions,
        given=task.given,
        variable=variable(task) if task.given is not None else "",
        percentiles=percentiles,
    )


def _cautions(calculator: Calculator, medians: Mapping[str, Any]) -> tuple[str, ...]:
    try:
        return calculator.cautions_for(medians)
    except InputError:
        return ()
