"""How a result is shown and what it is held against: unit, calendar, tolerance, the stated set."""

from dataclasses import dataclass

from teleo.quantities.amounts import unit_named
from teleo.quantities.calendar import decimal_year, is_calendar_year
from teleo.quantities.errors import UnitMismatchError, ValueTextError
from teleo.quantities.problem import Problem
from teleo.quantities.result import Span90, StatedSet
from teleo.quantities.task import Task
from teleo.quantities.units import PERCENT, factor_between, factor_to_result
from teleo.quantities.values import Form, read_value
from teleo.quantities.verdict import stated_dates, stated_set

CALENDAR = "calendar year"


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


def frame_of(task: Task) -> Frame | None:
    """Return how the result is shown, or `None` when the wanted unit does not fit, or the date that years are to be
    counted from cannot be read; that is then a problem.
    """
    declaration, wanted = task.declaration, unit_named(task.declaration.text("unit"))
    unit = task.unit
    if task.output is None:
        return Frame("%", 100.0) if wanted in PERCENT else Frame(unit)
    if wanted and wanted != CALENDAR:
        try:
            if wanted in PERCENT:
                return Frame("%", factor_between(unit, "fraction") * 100.0)
            return Frame(wanted, _factor(task, wanted))
        except UnitMismatchError:
            message = f"unit {wanted!r} does not fit {task.output.name}, which is in {unit or 'no unit'!r}"
            task.block("QU902", declaration.place("unit"), message)
            return None
    if task.output.is_after_as_of and (wanted == CALENDAR or _states_dates(task) or not task.stated):
        start = decimal_year(declaration.text("as_of"))
        if start is not None:
            return Frame(CALENDAR, factor_between(unit, "year"), start, is_calendar=True)
        if declaration.text("as_of"):
            return None
    last = task.stated.amounts[-1] if task.stated else None
    if last and last.unit not in ("", "x") and not last.is_percent:
        try:
            return Frame(last.unit, _factor(task, last.unit))
        except UnitMismatchError:
            return Frame(unit)
    return Frame(unit)


def _factor(task: Task, wanted: str) -> float:
    return factor_to_result(task.unit, task.output.of_each if task.output else "", wanted)


def tolerance_of(task: Task, default: float) -> float:
    """Return the tolerance of a single stated value; what is wrong with it becomes a problem of the task."""
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


def widens(task: Task, frame: Frame) -> bool:
    """Return whether the tolerance has a say: it widens a single stated value that is no date."""
    if task.stated is None or task.stated.form not in (Form.POINT, Form.CHOICE):
        return False
    return not frame.is_calendar and not (task.output is None and _states_dates(task))


def stated_set_of(task: Task, frame: Frame | None, tolerance: float) -> StatedSet | None:
    """Return the numbers that the stated value allows, in the unit that is shown; `None` without one."""
    if task.stated is None or frame is None:
        return None
    span = task.declaration.place("stated")
    if _is_date_out_of_place(task, frame):
        return None
    if task.output is None and frame.unit in ("", CALENDAR) and _states_dates(task):
        return stated_dates(task.stated)
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
    except ValueTextError as error:
        task.problems.append(Problem("QU901", span, f"stated: {error}"))
    return None


def check_as_of(task: Task) -> None:
    """Add a problem to the task when its `as_of` is no date."""
    as_of = task.declaration.text("as_of")
    if as_of and decimal_year(as_of) is None:
        message = f"as_of is {as_of!r}; write a date as 2026, 2026-06 or 2026-06-30"
        task.problems.append(Problem("QU901", task.declaration.place("as_of"), message))


def _is_date_out_of_place(task: Task, frame: Frame) -> bool:
    """Add a problem to the task when it states a calendar year beside a length of time, and return whether."""
    declaration = task.declaration
    if task.output is None or not task.output.is_after_as_of or frame.is_calendar or not _states_dates(task):
        return False
    message = "states a year of the calendar, but no `as_of` says from which date to count; add it"
    if decimal_year(declaration.text("as_of")) is not None:
        message = f"states a year of the calendar, but `unit` asks for {frame.unit!r}; leave `unit` out"
    task.problems.append(Problem("QU902", declaration.place("stated"), message))
    return True


def _states_dates(task: Task) -> bool:
    return task.stated is not None and all(
        amount.date is not None
        or (is_calendar_year(amount.value) and not amount.unit and not amount.is_marked)
        for amount in task.stated.amounts
    )
