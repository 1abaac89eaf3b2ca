"""Mathematics for calculators: one name for floats, numpy arrays, pint quantities and traced nodes.

A function written with these and the arithmetic operators can be computed, sampled, unit-checked and
translated. Plain numbers go through `math`; numpy is never imported here, for whoever passes an array has
imported it.
"""

import math
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from teleo.calculators.expression import Body, Node, apply, as_node

Value: TypeAlias = Any
"""A float, a numpy array, a pint quantity or a traced node; to name the middle two would import them."""


def log(value: Value) -> Value:
    """Return the natural logarithm; the value must be positive."""
    return _unary("log", math.log, value)


def log1p(value: Value) -> Value:
    """Return ln(1 + value) without losing small values; the value must be above -1."""
    return _unary("log1p", math.log1p, value)


def exp(value: Value) -> Value:
    """Return e to the power of the value."""
    return _unary("exp", math.exp, value)


def expm1(value: Value) -> Value:
    """Return exp(value) - 1 without losing small values."""
    return _unary("expm1", math.expm1, value)


def sqrt(value: Value) -> Value:
    """Return the square root; the value may not be negative."""
    return _unary("sqrt", math.sqrt, value)


def floor(value: Value) -> Value:
    """Return the greatest whole number that is not above the value, as a float."""
    return _unary("floor", lambda number: float(math.floor(number)), value)


def ceil(value: Value) -> Value:
    """Return the least whole number that is not below the value, as a float."""
    return _unary("ceil", lambda number: float(math.ceil(number)), value)


def absolute(value: Value) -> Value:
    """Return the value without its sign."""
    return _unary("absolute", math.fabs, value)


def maximum(left: Value, right: Value) -> Value:
    """Return the larger of two values, element by element."""
    if _are_numbers(left, right):
        return max(left, right)
    if _has_node(left, right):
        return apply("maximum", left, right)
    return _numpy().maximum(left, right)


def minimum(left: Value, right: Value) -> Value:
    """Return the smaller of two values, element by element."""
    if _are_numbers(left, right):
        return min(left, right)
    if _has_node(left, right):
        return apply("minimum", left, right)
    return _numpy().minimum(left, right)


def equal(left: Value, right: Value) -> Value:
    """Return whether two values are the same number."""
    return apply("equal", left, right) if _has_node(left, right) else left == right


def differs(left: Value, right: Value) -> Value:
    """Return whether two values are different numbers."""
    return apply("differs", left, right) if _has_node(left, right) else left != right


def where(condition: Value, then: Value, otherwise: Value) -> Value:
    """Return `then` where the condition holds, else `otherwise`. Both are computed, so guard both."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if _has_node(condition, then, otherwise):
        return apply("where", condition, then, otherwise)
    return _numpy().where(condition, then, otherwise)


def logit(share: Value) -> Value:
    """Return ln(share / (1 - share)), the logarithm of the odds, for a share inside 0 to 1."""
    return apply("logit", share) if isinstance(share, Node) else log(share / (1.0 - share))


def logistic(value: Value) -> Value:
    """Return 1 / (1 + exp(-value)), the share whose logit is the value, without overflow at either end."""
    if isinstance(value, Node):
        return apply("logistic", value)
    small = exp(-absolute(value))
    return where(value >= 0, 1.0 / (1.0 + small), small / (1.0 + small))


def expm1_over(value: Value) -> Value:
    """Return (exp(value) - 1) / value, and 1 at 0: what steady growth at a rate adds to a length of time."""
    if isinstance(value, Node):
        return apply("expm1_over", value)
    safe = where(equal(value, 0.0), 1.0, value)
    return where(equal(value, 0.0), 1.0, expm1(safe) / safe)


def log1p_over(value: Value) -> Value:
    """Return ln(1 + value) / value, and 1 at 0; the value must be above -1."""
    if isinstance(value, Node):
        return apply("log1p_over", value)
    safe = where(equal(value, 0.0), 1.0, value)
    return where(equal(value, 0.0), 1.0, log1p(safe) / safe)


def choose(key: Value, table: Mapping[str, Value], symbol: str = "") -> Value:
    """Return the entry of a table that an input of kind choice names; arrays of names give arrays.

    Args:
        symbol: how formulas write the entry, without it they list the whole table.
    """
    if isinstance(key, Node):
        return apply("choose", key, *table.values(), detail=(symbol, tuple(table)))
    if isinstance(key, str):
        return table[key]
    return _numpy().select([key == name for name in table], list(table.values()))


def iterate(
    count: Value,
    step: Callable[..., Value],
    *state: Value,
    until: Callable[..., Value] | None = None,
    given: tuple[Value, ...] = (),
) -> Value:
    """Return the state after `count` turns of `step(turn, *state, *given)`, turns counted from 1.

    Args:
        count: whole number of turns; an array runs each element as often as it says.
        step: returns the next state, a tuple where there is more than one variable.
        until: `until(*state, *given)`, looked at before each turn; where it holds, the state stays as it is.
        given: what `step` and `until` read and do not change. With it they must take every array from the
            state or from here, and elements that have ended cost nothing more.

    `step` and `until` are called once more than they run, to see whether they bring in arrays or nodes.

    Returns:
        One value for one variable, else a tuple.
    """
    now = (*state, *given)
    touched = (count, *now, *_as_state(step(1, *now)), until(*now) if until else 0)
    if _has_node(*touched):
        result = _traced_loop(count, step, state, until, given)
    elif _are_numbers(*touched):
        result = _plain_loop(int(count), step, state, until, given)
    elif given:
        result = _shrinking_loop(count, step, state, until, given)
    else:
        result = _array_loop(count, step, state, until)
    return result[0] if len(state) == 1 else result


def product(items: Value, factor: Callable[[Value], Value]) -> Value:
    """Return the product of `factor(item)` over an input that is a list; 1 for an empty one."""
    if isinstance(items, Node):
        item = Node("symbol", (), "item")
        return Node("product", (items,), Body((item,), (as_node(factor(item)),)))
    result: Value = 1.0
    for item in items:
        result = result * factor(item)
    return result


def each(items: Value, value: Callable[[Value], Value]) -> Value:
    """Return `value(item)` for every item of an input that is a list, as a tuple in its order."""
    if isinstance(items, Node):
        item = Node("symbol", (), "item")
        return Node("each", (items,), Body((item,), (as_node(value(item)),)))
    return tuple(value(item) for item in items)


def _unary(name: str, plain: Callable[[float], float], value: Value) -> Value:
    if isinstance(value, (int, float)):
        return plain(value)
    if isinstance(value, Node):
        return apply(name, value)
    return getattr(_numpy(), name)(value)


def _numpy() -> Any:
    return sys.modules["numpy"]


def _are_numbers(*values: Value) -> bool:
    return all(isinstance(value, (int, float)) for value in values)


def _has_node(*values: Value) -> bool:
    return any(isinstance(value, Node) for value in values)


def _as_state(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _plain_loop(
    count: int,
    step: Callable[..., Value],
    state: tuple[Value, ...],
    until: Callable[..., Value] | None,
    given: tuple[Value, ...],
) -> tuple[Value, ...]:
    for turn in range(1, count + 1):
        if until is not None and until(*state, *given):
            break
        state = _as_state(step(turn, *state, *given))
    return state


def _array_loop(
    count: Value, step: Callable[..., Value], state: tuple[Value, ...], until: Callable[..., Value] | None
) -> tuple[Value, ...]:
    numpy = _numpy()
    for turn in range(1, int(numpy.max(count)) + 1):
        runs = turn <= count
        if until is not None:
            runs = runs & ~numpy.asarray(until(*state), dtype=bool)
        if not numpy.any(runs):
            break
        following = _as_state(step(turn, *state))
        state = tuple(numpy.where(runs, new, old) for new, old in zip(following, state, strict=True))
    return state


def _shrinking_loop(
    count: Value,
    step: Callable[..., Value],
    state: tuple[Value, ...],
    until: Callable[..., Value] | None,
    given: tuple[Value, ...],
) -> tuple[Value, ...]:
    """Run the loop on fewer elements as they end; those that have go along until a quarter of all has."""
    numpy = _numpy()
    count, *rest = numpy.broadcast_arrays(count, *state, *given)
    results = tuple(numpy.array(each, dtype=float) for each in rest[: len(state)])
    count, *rest = (each.ravel() for each in (count, *rest))
    places = numpy.arange(count.size)
    runs = numpy.ones(count.size, dtype=bool)
    turn = 0
    with numpy.errstate(all="ignore"):
        while places.size:
            turn += 1
            ends = count < turn
            if until is not None:
                ends |= until(*rest)
            ends &= runs
            if ends.any():
                for result, now in zip(results, rest, strict=False):
                    result.flat[places[ends]] = now[ends]
                runs ^= ends
                if 4 * numpy.count_nonzero(runs) < 3 * places.size:
                    count, places, *rest = (each[runs] for each in (count, places, *rest))
                    runs = numpy.ones(count.size, dtype=bool)
            rest[: len(state)] = _as_state(step(turn, *rest))
    return results


def _traced_loop(
    count: Value,
    step: Callable[..., Value],
    state: tuple[Value, ...],
    until: Callable[..., Value] | None,
    given: tuple[Value, ...],
) -> tuple[Node, ...]:
    turn = Node("symbol", (), "turn")
    symbols = tuple(Node("symbol", (), f"state{index}") for index in range(len(state)))
    results = tuple(as_node(value) for value in _as_state(step(turn, *symbols, *given)))
    end = None if until is None else as_node(until(*symbols, *given))
    loop = apply("loop", count, *state, detail=Body((turn, *symbols), results, end))
    return tuple(Node("element", (loop,), index) for index in range(len(state)))
