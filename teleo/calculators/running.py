"""Checks the inputs of a calculator against its declaration, and its results for being finite."""

import math
import sys
from collections.abc import Callable, Mapping
from typing import Any

from teleo.calculators.errors import InputError, MissingInputError, ResultError, UnknownInputError
from teleo.calculators.mechanisms import mechanisms_of, resources_of
from teleo.calculators.ops import Value
from teleo.calculators.parts import Condition, Input, Kind, Output

Shape = tuple[int, ...]


def checked(
    inputs: tuple[Input, ...], conditions: tuple[Condition, ...], given: Mapping[str, Any], *, defaults: bool
) -> tuple[dict[str, Any], Shape | None]:
    """Return the value of every input, in declared order, and the shape of the arrays among them.

    Raises:
        InputError: the first input, in declared order, that is unknown, missing or out of its range, or the
            first condition that is broken.
        OverlapError: two mechanisms change one resource and nothing orders them.
    """
    names = tuple(entry.name for entry in inputs)
    for name, value in given.items():
        if name not in names:
            raise UnknownInputError(name, value, names)
    values = {entry.name: _value(entry, given, defaults=defaults) for entry in inputs}
    shape = _common_shape(values)
    for condition in conditions:
        _keep(condition, values, shape)
    return values, shape


def results(
    name: str,
    outputs: tuple[Output, ...],
    function: Callable[..., Value],
    values: Mapping[str, Any],
    shape: Shape | None,
) -> dict[str, Any]:
    """Return the outputs of a function by name, arrays of `shape` where one is given.

    Raises:
        ResultError: an output is not finite.
    """
    try:
        result = function(*values.values()) if shape is None else _quietly(function, values)
    except (ArithmeticError, ValueError) as error:
        raise ResultError(name, outputs[0].name) from error
    found = result if isinstance(result, tuple) and len(outputs) > 1 else (result,)
    return {
        output.name: _finite(name, output, value, shape) for output, value in zip(outputs, found, strict=True)
    }


def cautions(conditions: tuple[Condition, ...], values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a sentence for each condition that fails at any element, in their order."""
    sentences = []
    for condition in conditions:
        holds = condition.holds(*(values[name] for name in condition.of))
        if not (holds.all() if hasattr(holds, "all") else holds):
            sentences.append(f"{condition.field} should be {condition.allowed}")
    return tuple(sentences)


def _value(entry: Input, given: Mapping[str, Any], *, defaults: bool) -> Any:
    value = given.get(entry.name)
    if value is None:
        value = entry.omitted
    if value is None and defaults:
        value = entry.default
    if value is None:
        raise MissingInputError(entry.name, entry.allowed)
    if entry.kind is Kind.CHOICE:
        return _choice(entry, value)
    if entry.kind is Kind.RESOURCES:
        return resources_of(entry.name, value)
    if entry.kind is Kind.MECHANISMS:
        return mechanisms_of(entry.name, value)
    return _array(entry, value) if _is_array(value) else _number(entry, value)


def _choice(entry: Input, value: Any) -> Any:
    for each in value.ravel().tolist() if _is_array(value) else (value,):
        if each not in entry.choices:
            raise InputError(entry.name, each, entry.allowed)
    return value


def _number(entry: Input, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError(entry.name, value, entry.allowed)
    try:
        number = float(value)
    except OverflowError:
        raise InputError(entry.name, value, entry.allowed) from None
    if not _is_in_range(entry, number):
        raise InputError(entry.name, number, entry.allowed)
    return number


def _is_in_range(entry: Input, number: float) -> bool:
    above = number > entry.low if entry.low_open else number >= entry.low
    below = number < entry.high if entry.high_open else number <= entry.high
    whole = entry.kind is not Kind.INTEGER or number.is_integer()
    return above and below and math.isfinite(number) and whole


def _array(entry: Input, values: Any) -> Any:
    numpy = sys.modules["numpy"]
    if values.dtype.kind not in "iuf":
        raise InputError(entry.name, values.ravel()[0] if values.size else values, entry.allowed)
    numbers = values.astype(float)
    above = numbers > entry.low if entry.low_open else numbers >= entry.low
    below = numbers < entry.high if entry.high_open else numbers <= entry.high
    fits = above & below & numpy.isfinite(numbers)
    if entry.kind is Kind.INTEGER:
        fits &= numbers == numpy.floor(numbers)
    if not fits.all():
        raise InputError(entry.name, float(numbers[~fits][0]), entry.allowed)
    return numbers


def _keep(condition: Condition, values: Mapping[str, Any], shape: Shape | None) -> None:
    """Raise for the first element at which a condition is broken."""
    operands = tuple(values[name] for name in condition.of)
    if shape is None:
        if not _holds(condition, operands):
            raise InputError(condition.field, values[condition.field], condition.allowed)
        return
    numpy = sys.modules["numpy"]
    with numpy.errstate(all="ignore"):
        holds = condition.holds(*operands)
    broken = ~numpy.broadcast_to(holds, shape)
    if broken.any():
        culprit = numpy.broadcast_to(values[condition.field], shape)[broken][0]
        raise InputError(condition.field, float(culprit), condition.allowed)


def _holds(condition: Condition, operands: tuple[Any, ...]) -> bool:
    """Return whether plain numbers keep a condition; not so small that a divisor vanishes, as over arrays."""
    try:
        return bool(condition.holds(*operands))
    except ArithmeticError:
        return False


def _quietly(function: Callable[..., Value], values: Mapping[str, Any]) -> Value:
    """Compute over arrays without numpy's warnings: `_finite` looks at every result."""
    with sys.modules["numpy"].errstate(all="ignore"):
        return function(*values.values())


def _finite(name: str, output: Output, value: Any, shape: Shape | None) -> Any:
    if output.per:
        return tuple(_finite(name, Output(output.name, output.unit, ""), each, shape) for each in value)
    if shape is None:
        if not math.isfinite(value):
            raise ResultError(name, output.name)
        return float(value)
    numpy = sys.modules["numpy"]
    array = numpy.broadcast_to(numpy.asarray(value, dtype=float), shape)
    if not numpy.isfinite(array).all():
        raise ResultError(name, output.name)
    return array.copy()


def _is_array(value: Any) -> bool:
    return hasattr(value, "__array__") and getattr(value, "ndim", 0) > 0


def _common_shape(values: Mapping[str, Any]) -> Shape | None:
    """Return the shape of the arrays among values and within records, or nothing when all are plain.

    Raises:
        InputError: two arrays have different shapes.
    """
    shape: Shape | None = None
    for name, value in values.items():
        for leaf in _leaves(value):
            if not _is_array(leaf):
                continue
            if shape is not None and leaf.shape != shape:
                raise InputError(name, f"an array of shape {leaf.shape}", f"one of shape {shape}")
            shape = leaf.shape
    return shape


def _leaves(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Mapping):
        return tuple(leaf for each in value.values() for leaf in _leaves(each))
    if isinstance(value, tuple):
        return tuple(leaf for each in value for leaf in _leaves(each))
    return (value,)
