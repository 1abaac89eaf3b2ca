"""Holds a stated value against the model: the set it allows, its probability, the verdict."""

from math import inf

from teleo.config import QuantitiesTable
from teleo.quantities.result import StatedSet, Verdict
from teleo.quantities.spread import in_unit
from teleo.quantities.values import Form, Reading

_ROUNDING = 1e-9
"""Relative width by which a range is opened, so that 0.1 + 0.2 still agrees with 0.3."""


def stated_set(reading: Reading, unit: str, tolerance: float) -> StatedSet:
    """Return the numbers in `unit` that a stated value allows; a single value is widened by `tolerance` of
    itself.

    Raises:
        UnitMismatchError: the stated unit does not convert to `unit`.
    """
    values = [in_unit(amount, unit) for amount in reading.amounts]
    if reading.form is Form.AT_LEAST:
        return StatedSet(((_below(values[0]), inf),))
    if reading.form is Form.AT_MOST:
        return StatedSet(((-inf, _above(values[0])),))
    if reading.form in (Form.POINT, Form.CHOICE):
        widths = [abs(value) * tolerance for value in values]
        ranges = sorted((value - width, value + width) for value, width in zip(values, widths, strict=True))
        return StatedSet(tuple((_below(low), _above(high)) for low, high in ranges))
    return StatedSet(((_below(values[-2]), _above(values[-1])),))


def stated_dates(reading: Reading) -> StatedSet:
    """Return the decimal years that stated calendar years allow: each year to its end, one more around
    `about`.
    """
    values = [amount.value for amount in reading.amounts]
    room = 1.0 if reading.is_hedged else 0.0
    if reading.form is Form.AT_LEAST:
        return StatedSet(((values[0] - room, inf),))
    if reading.form is Form.AT_MOST:
        return StatedSet(((-inf, _year_end(values[0]) + room),))
    if reading.form in (Form.POINT, Form.CHOICE):
        return StatedSet(tuple(sorted((value - room, _year_end(value) + room) for value in values)))
    return StatedSet(((values[-2] - room, _year_end(values[-1]) + room),))


def verdict_of(mass: float, table: QuantitiesTable) -> Verdict:
    """Return the verdict for the probability that the model gives to the stated set."""
    if mass >= table.supported:
        return Verdict.SUPPORTED
    return Verdict.POSSIBLE if mass >= table.possible else Verdict.CONTRADICTED


def _year_end(year: float) -> float:
    """Return the end of a whole year, just short of the next; a decimal year is a date and stays."""
    return year + 1.0 - 1e-9 if year.is_integer() else year


def _below(value: float) -> float:
    return value - abs(value) * _ROUNDING


def _above(value: float) -> float:
    return value + abs(value) * _ROUNDING
