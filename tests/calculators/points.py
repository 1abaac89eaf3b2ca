"""Points inside a calculator's declared range, for comparing its views with one another."""

import math
import random
from typing import Any

from teleo.calculators import Calculator, Input, Kind

LOOPED = {"load": 2000.0, "servers": 2000.0, "mean_load": 500.0, "peak_to_mean": 4.0}
"""Inputs that set the length of a loop, kept short so that thousands of points take seconds."""


LEAST = 1e-30
"""The least positive amount that is tried: quotients of smaller ones leave the range of floats."""


def points(calculator: Calculator, count: int) -> list[dict[str, Any]]:
    """Return `count` points: half around the defaults, half over the whole range, the same every time."""
    source = random.Random(calculator.name)
    return [
        {entry.name: _value(entry, source, is_near=index % 2 == 0) for entry in calculator.inputs}
        for index in range(count)
    ]


def _value(entry: Input, source: random.Random, *, is_near: bool) -> Any:
    if entry.kind is Kind.CHOICE:
        return source.choice(entry.choices)
    if entry.kind is Kind.RESOURCES:
        return {name: source.uniform(0.01, 30) for name in ("weights", "kv", "flop", "fabric")}
    if entry.kind is Kind.MECHANISMS:
        return [
            {"name": f"m{place}", "order": place, name: source.uniform(0.5, 20)}
            for place, name in enumerate(source.choices(("weights", "kv", "flop", "fabric"), k=3), start=1)
        ]
    low, high = entry.low, min(entry.high, LOOPED.get(entry.name, math.inf))
    default = float(entry.default or 1.0)
    if is_near:
        low, high = max(low, default / 20), min(high, default * 20)
    value = _between(low, high, default, source)
    return float(round(value)) if entry.kind is Kind.INTEGER else value


def _between(low: float, high: float, default: float, source: random.Random) -> float:
    if low < 0 or high / max(low, 1e-300) < 1000:
        return low + (high - low) * source.uniform(1e-6, 1 - 1e-6)
    floor = max(low, min(default, high) * 1e-6)
    return math.exp(source.uniform(math.log(floor), math.log(high)))


def ends(calculator: Calculator) -> list[dict[str, Any]]:
    """Return points with each input at either end of its range and beside it, the others plausible; and corners.

    An open end is left out by a hair. The inputs are also all at their low and all at their high ends.
    """
    plausible = {entry.name: _plausible(entry) for entry in calculator.inputs}
    numbers = [entry for entry in calculator.inputs if entry.is_number]
    single = [plausible | {entry.name: value} for entry in numbers for value in _ends(entry)]
    corners = [plausible | {entry.name: _ends(entry)[place] for entry in numbers} for place in range(4)]
    choices = [
        plausible | {entry.name: each}
        for entry in calculator.inputs
        if entry.kind is Kind.CHOICE
        for each in entry.choices
    ]
    return [plausible, *single, *corners, *choices]


def _plausible(entry: Input) -> Any:
    if entry.kind is Kind.RESOURCES:
        return {"weights": 12.5, "kv": 1.2, "flop": 2.7}
    if entry.kind is Kind.MECHANISMS:
        return [{"name": "a", "weights": 1e-6}, {"name": "b", "kv": 1e9}]
    return entry.default


def _ends(entry: Input) -> tuple[float, float, float, float]:
    """Return the least and the greatest value of an input, and one a step, or a hair of zero, inside either."""
    step = 1.0 if entry.kind is Kind.INTEGER else 0.0
    low = max(math.nextafter(entry.low, math.inf), LEAST) if entry.low_open else float(entry.low)
    high = math.nextafter(entry.high, -math.inf) if entry.high_open else float(entry.high)
    if entry.name in LOOPED:
        high = min(high, 10 * LOOPED[entry.name])
    return low, high, low + step or 1e-12, high - step or -1e-12
