"""Points inside a calculator's declared range, for comparing its views with one another."""

import math
import random
from typing import Any

from teleo.calculators import Calculator, Input, Kind

LOOPED = {"load": 2000.0, "servers": 2000.0, "mean_load": 500.0, "peak_to_mean": 4.0}
"""Inputs that set the length of a loop, kept short so that thousands of points take seconds."""


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
