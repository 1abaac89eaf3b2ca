"""Holds a stated value against the model: the set it allows, its probability, the verdict."""

from math import inf

from teleo.config import QuantitiesTable
from teleo.quantities.amounts import Amount
from teleo.quantities.result import StatedSet, Verdict
from teleo.quantities.spread import in_unit
from teleo.quantities.values import Form, Reading

_BEFORE = 1e-9
"""Years by which a date ends before the next begins."""

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
    """Return the decimal years that stated dates allow: each year, month or day whole, and one year more around
    `about`.
    """
    room = 1.0 if reading.is_hedged else 0.0
    spans = [_span(amount) for amount in reading.amounts]
    first, last = spans[-2:][0][0], spans[-1][1]
    if reading.form is Form.AT_LEAST:
        return StatedSet(((first - room, inf),))
    if reading.form is Form.AT_MOST:
        return StatedSet(((-inf, last + room),))
    if reading.form in (Form.POINT, Form.CHOICE):
        return StatedSet(tuple(sorted((start - room, end + room) for start, end in spans)))
    return StatedSet(((first - room, last + room),))


def verdict_of(mass: float, table: QuantitiesTable) -> Verdict:
    """Return the verdict for the probability that the model gives to the stated set."""
    if mass >= table.supported:
        return Verdict.SUPPORTED
    return Verdict.POSSIBLE if mass >= table.possible else Verdict.CONTRADICTED


def _span(date: Amount) -> tuple[float, float]:
    """Return the beginning and the end of a date: of a whole year just short of the next, a quarter, a month, a day."""
    if "q" in date.text.lower():
        return date.value - 0.25 + _BEFORE, date.value
    if date.value.is_integer() and "-" not in date.text:
        return date.value, date.value + 1.0 - _BEFORE
    if date.text.count("-") == 1:
        return date.value - 1.0 / 12.0 + _BEFORE, date.value
    is_day = date.text.count("-") > 1
    return date.value, date.value + (1.0 / 365.25 if is_day else 0.0)


def _below(value: float) -> float:
    return value - abs(value) * _ROUNDING


def _above(value: float) -> float:
    return value + abs(value) * _ROUNDING
