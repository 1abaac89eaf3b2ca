"""Holds a stated value against the model: the set it allows, its probability, the verdict."""

from math import copysign, inf, nextafter

from teleo.config import QuantitiesTable
from teleo.quantities.amounts import Amount
from teleo.quantities.result import StatedSet, Verdict
from teleo.quantities.spread import in_unit
from teleo.quantities.values import Form, Reading, check_order

_BEFORE = 1e-9
"""Years by which a date ends before the next begins."""

_ROOM_OF_PART = 0.25
"""Years that a hedge gives to a date within a year; to a whole year it gives one."""

_ROUNDING = 1e-9
"""Relative width by which a range is opened, so that 0.1 + 0.2 still agrees with 0.3."""


def stated_set(reading: Reading, unit: str, tolerance: float) -> StatedSet:
    """Return the numbers in `unit` that a stated value allows; a single value is widened by `tolerance` of
    itself, and a strict bound is not among them.

    Raises:
        UnitMismatchError: the stated unit does not convert to `unit`.
        ValueTextError: an interval is backwards in `unit`, as `5 GB to 500 MB`.
    """
    values = [in_unit(amount, unit) for amount in reading.amounts]
    if reading.form is Form.AT_LEAST:
        return StatedSet(((_beyond(values[0], inf) if reading.is_strict else _below(values[0]), inf),))
    if reading.form is Form.AT_MOST:
        return StatedSet(((-inf, _beyond(values[0], -inf) if reading.is_strict else _above(values[0])),))
    if reading.form in (Form.POINT, Form.CHOICE):
        widths = [abs(value) * tolerance for value in values]
        ranges = sorted((value - width, value + width) for value, width in zip(values, widths, strict=True))
        return StatedSet(tuple((_below(low), _above(high)) for low, high in ranges))
    check_order(reading.text, values[-2], values[-1], (reading.amounts[-2], reading.amounts[-1]))
    return StatedSet(((_below(values[-2]), _above(values[-1])),))


def stated_dates(reading: Reading) -> StatedSet:
    """Return the decimal years that stated dates allow: each decade, year, month or day whole, and around `about` one
    year more, of what is shorter than a year a quarter.
    """
    spans = [_span(amount, is_hedged=reading.is_hedged) for amount in reading.amounts]
    first, last = spans[-2:][0][0], spans[-1][1]
    if reading.form is Form.AT_LEAST:
        return StatedSet(((last + _BEFORE if reading.is_strict else first, inf),))
    if reading.form is Form.AT_MOST:
        return StatedSet(((-inf, first - _BEFORE if reading.is_strict else last),))
    if reading.form in (Form.POINT, Form.CHOICE):
        return StatedSet(tuple(sorted(spans)))
    return StatedSet(((first, last),))


def verdict_of(mass: float, table: QuantitiesTable) -> Verdict:
    """Return the verdict for the probability that the model gives to the stated set."""
    if mass >= table.supported:
        return Verdict.SUPPORTED
    return Verdict.POSSIBLE if mass >= table.possible else Verdict.CONTRADICTED


def _span(amount: Amount, *, is_hedged: bool) -> tuple[float, float]:
    """Return the beginning and the end of a date: of a whole year just short of the next."""
    if amount.date is not None:
        start, end = amount.date.start, amount.date.end
    else:
        start = end = amount.value
        end += 1.0 - _BEFORE if start.is_integer() else 0.0
    room = 0.0 if not is_hedged else _ROOM_OF_PART if 0.0 < end - start < 0.9 else 1.0
    return start - room, end + room


def _beyond(value: float, side: float) -> float:
    """Return the next number towards `side` that rounding does not take for the value."""
    return nextafter(value + copysign(abs(value) * _ROUNDING, side), side)


def _below(value: float) -> float:
    return value - abs(value) * _ROUNDING


def _above(value: float) -> float:
    return value + abs(value) * _ROUNDING
