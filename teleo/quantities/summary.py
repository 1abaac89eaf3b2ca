"""Turns what was computed for a task into a result: units, calendar, stated set, verdict, sensitivity."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from teleo.config import QuantitiesTable
from teleo.quantities.calendar import decimal_year, is_calendar_year
from teleo.quantities.declaration import GIVEN
from teleo.quantities.errors import UnitMismatchError, ValueTextError
from teleo.quantities.evaluation import Evaluated, spread_numbers, variable, version_of
from teleo.quantities.plan import Key, Link
from teleo.quantities.problem import Problem
from teleo.quantities.result import Influence, InputValue, Result, Span90, StatedSet, Verdict
from teleo.quantities.sensitivity import influences
from teleo.quantities.show import interval_text, mass_text, number_text
from teleo.quantities.spread import Spread
from teleo.quantities.task import Reference, Structure, Task
from teleo.quantities.units import factor_between
from teleo.quantities.values import Form, read_value
from teleo.quantities.verdict import stated_dates, stated_set, verdict_of

CALENDAR = "calendar year"
PERCENT = ("%", "percent")


@dataclass(frozen=True, slots=True)
class Frame:
    """How a computed number is shown: multiplied by `scale`, then moved by `offset`."""

    unit: str
    scale: float = 1.0
    offset: float = 0.0
    is_calendar: bool = False

    def of(self, numbers: Span90) -> Span90:
        """Return numbers in the unit that is shown."""
        value, low, high = (
            each * self.scale + self.offset for each in (numbers.value, numbers.low, numbers.high)
        )
        return Span90(value, low, high)


def result_of(
    task: Task,
    evaluated: Evaluated | None,
    inputs: tuple[InputValue, ...],
    table: QuantitiesTable,
) -> Result:
    """Return the result of a task; `evaluated` is `None` when it has no value."""
    _check_as_of(task)
    frame = _frame(task)
    tolerance = _tolerance(task, table.tolerance)
    stated = _stated_set(task, frame, tolerance)
    if evaluated is None or frame is None:
        return _result(task, frame, inputs, stated, tolerance, verdict=_verdict_without_model(task))
    if task.output is not None and task.output.per:
        task.block("QU901", task.declaration.span, f"{task.output.name} is a list; choose another `output`")
        return _result(task, frame, inputs, stated, tolerance, verdict=Verdict.FAILED)
    name = task.output.name if task.output else ""
    numbers = frame.of(evaluated.numbers(name))
    mass = None if stated is None else _mass(evaluated.samples(name), frame, stated)
    if task.calculator is None:
        verdict, mass = Verdict.GIVEN, None
    else:
        verdict = Verdict.UNSTATED if mass is None else verdict_of(mass, table)
    is_point = isinstance(evaluated.samples(name), float)
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
        found.append(Problem("QU903", span, f"states {result.stated}, recomputed {model}{mass}"))
    if result.is_point and result.verdict in (Verdict.CONTRADICTED, Verdict.SUPPORTED):
        message = "no uncertainty given, so the verdict is all or nothing; write inputs such as `2 to 5`"
        found.append(Problem("QU907", task.declaration.place("calc"), message))
    return found


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


def _frame(task: Task) -> Frame | None:
    """Return how the result is shown, or `None` when the wanted unit does not fit; that is then a problem."""
    declaration, wanted = task.declaration, task.declaration.text("unit")
    unit = task.unit
    if wanted in PERCENT:
        return Frame("%", 100.0)
    if task.output is None:
        return Frame(unit)
    if wanted and wanted != CALENDAR:
        try:
            return Frame(wanted, factor_between(unit, wanted))
        except UnitMismatchError:
            message = f"unit {wanted!r} does not fit {task.output.name}, which is in {unit or 'no unit'!r}"
            task.block("QU902", declaration.place("unit"), message)
            return None
    if task.output.is_after_as_of and (wanted == CALENDAR or _states_dates(task) or not task.stated):
        start = decimal_year(declaration.text("as_of"))
        if start is not None:
            return Frame(CALENDAR, factor_between(unit, "year"), start, is_calendar=True)
    stated_unit = task.stated.amounts[-1].unit if task.stated else ""
    if stated_unit and stated_unit != "x":
        try:
            return Frame(stated_unit, factor_between(unit, stated_unit))
        except UnitMismatchError:
            return Frame(unit)
    return Frame(unit)


def _states_dates(task: Task) -> bool:
    return task.stated is not None and all(
        is_calendar_year(amount.value) and not amount.unit and not amount.is_marked
        for amount in task.stated.amounts
    )


def _tolerance(task: Task, default: float) -> float:
    written = task.declaration.text("tolerance")
    if not written:
        return default
    span = task.declaration.place("tolerance")
    try:
        reading = read_value(written)
    except ValueTextError as error:
        task.problems.append(Problem("QU901", span, f"tolerance: {error}"))
        return default
    amount = reading.amounts[0]
    if reading.form is not Form.POINT or amount.unit or not 0.0 <= amount.value <= 1.0:
        task.problems.append(Problem("QU901", span, f"tolerance is {written!r}; write a share such as 10%"))
        return default
    if task.stated is not None and task.stated.form not in (Form.POINT, Form.CHOICE):
        message = (
            "a tolerance widens a single stated value; an interval or a bound says itself how wide it is"
        )
        task.problems.append(Problem("QU901", span, message))
    return amount.value


def _stated_set(task: Task, frame: Frame | None, tolerance: float) -> StatedSet | None:
    if task.stated is None or frame is None:
        return None
    span = task.declaration.place("stated")
    _check_date(task, frame)
    if frame.is_calendar:
        if _states_dates(task):
            return stated_dates(task.stated)
        task.problems.append(Problem("QU902", span, f"stated {task.stated.text!r} is no calendar year"))
        return None
    try:
        scale = 100.0 if frame.unit in PERCENT else 1.0
        found = stated_set(task.stated, "fraction" if scale == 100.0 else frame.unit, tolerance)
        return StatedSet(tuple((low * scale, high * scale) for low, high in found.ranges))
    except UnitMismatchError as error:
        task.problems.append(Problem("QU902", span, f"stated {error}"))
        return None


def _check_as_of(task: Task) -> None:
    as_of = task.declaration.text("as_of")
    if as_of and decimal_year(as_of) is None:
        message = f"as_of is {as_of!r}; write a date as 2026, 2026-06 or 2026-06-30"
        task.problems.append(Problem("QU901", task.declaration.place("as_of"), message))


def _check_date(task: Task, frame: Frame) -> None:
    declaration, as_of = task.declaration, task.declaration.text("as_of")
    is_timed = task.output is not None and task.output.is_after_as_of
    if is_timed and not frame.is_calendar and not as_of and _states_dates(task):
        message = "states a year of the calendar, but no `as_of` says from which date to count; add it"
        task.problems.append(Problem("QU902", declaration.place("stated"), message))


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
) -> Result:
    declaration = task.declaration
    scale, offset = (frame.scale, frame.offset) if frame else (1.0, 0.0)
    sensitivity: tuple[Influence, ...] = ()
    if task.calculator is not None and task.output is not None and numbers is not None:
        given = {each.name: each.numbers for each in inputs if each.numbers is not None}
        plain = {name: each.value for name, each in task.sources.items() if isinstance(each, Structure)}
        sensitivity = influences(task.calculator, task.output.name, {**given, **plain}, scale, offset)
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
        tolerance=tolerance,
        stated_set=stated,
        as_of=declaration.text("as_of"),
        scope=declaration.text("scope"),
        var=declaration.text("var"),
        src=declaration.text("src"),
        scale=scale,
        offset=offset,
        inputs=inputs,
        sensitivity=sensitivity,
        problems=tuple(task.problems),
        given=task.given,
        variable=variable(task) if task.given is not None else "",
    )
