"""Turns a value as it was read into a distribution in a calculator's own unit."""

from teleo.quantities.amounts import SCALES, Amount
from teleo.quantities.distribution import Shape, Spread, point
from teleo.quantities.errors import BYTES_OR_BILLIONS, UnitMismatchError, ValueTextError
from teleo.quantities.units import counts_bytes, factor_accepting, factor_between, is_temperature
from teleo.quantities.values import Form, Reading, check_median, check_order


def spread_of(reading: Reading, unit: str) -> Spread:
    """Return the distribution that a value stands for, in `unit`.

    Raises:
        ValueTextError: the value is a bound or only about right, so that it is no distribution, its interval
            is backwards in `unit`, or it has an end at 0% or 100%.
        UnitMismatchError: it has a unit that does not convert to `unit`.
    """
    if reading.form in (Form.AT_LEAST, Form.AT_MOST):
        raise ValueTextError(
            reading.text, "is a bound; an input needs a number or an interval, such as `2 to 5`"
        )
    values = tuple(in_unit(amount, unit) for amount in reading.amounts)
    if reading.form is Form.POINT:
        return point(values[0])
    if reading.form is Form.CHOICE:
        return Spread(Shape.CHOICE, min(values), max(values), None, values)
    low, high = values[-2:]
    check_order(reading.text, low, high, (reading.amounts[-2], reading.amounts[-1]))
    if reading.form is Form.UNIFORM:
        return Spread(Shape.UNIFORM, low, high)
    if reading.form is Form.MEDIAN:
        check_median(reading.text, values, reading.amounts)
    shape = _shape(reading, low, high)
    return Spread(shape, low, high, values[0] if reading.form is Form.MEDIAN else None)


def in_unit(amount: Amount, unit: str) -> float:
    """Return a number in `unit`; what its own unit leaves out, or all of it, is taken to be as in `unit`.

    Raises:
        UnitMismatchError: its unit does not convert; a percentage never does to a factor per time, since `50%/year`
            is meant as a rise and not as half, nor does `2B` to bytes, of which it may be two or two billions.
    """
    is_bare = not amount.unit and amount.is_marked
    if is_bare and amount.value and amount.text.endswith("B") and counts_bytes(unit):
        raise UnitMismatchError(BYTES_OR_BILLIONS, unit)
    if is_bare and amount.text.endswith("K") and is_temperature(unit):
        return amount.value / SCALES["K"] * factor_between("K", unit)
    if amount.is_percent and unit.startswith("x/"):
        raise UnitMismatchError("%" + amount.unit, unit)
    if amount.is_percent:
        return amount.value * factor_accepting("fraction" + amount.unit, unit)
    return amount.value if not amount.unit else amount.value * factor_accepting(amount.unit, unit)


def _shape(reading: Reading, low: float, high: float) -> Shape:
    if reading.amounts[-1].is_percent and low >= 0.0 and high <= 1.0:
        if low == 0.0 or high == 1.0:
            end = "0%" if low == 0.0 else "100%"
            raise ValueTextError(
                reading.text, f"cannot reach {end}; write an end just inside, or add `uniform`"
            )
        return Shape.LOGITNORMAL
    return Shape.LOGNORMAL if low > 0.0 else Shape.NORMAL
