"""Emits what a page needs to recompute quantities: one script for all pages, one payload for each set of them.

The script is a classic one, so that it runs from a folder: it sets the global `teleoNumbers`, with
`evaluate(payload, overrides)` and `fill(template, numbers)`. Its samples are those of the check, bit by bit, so the
page shows the very intervals that the check computed.
"""

from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from math import isfinite
from typing import Any

from teleo.calculators import PRELUDE, Input, Kind, calculator
from teleo.calculators.mechanisms import mechanisms_of, resources_of
from teleo.config import QuantitiesTable
from teleo.quantities.evaluation import bounds_of
from teleo.quantities.plan import name_of
from teleo.quantities.result import BoundNumber, InputValue, Key, Quantities, Result
from teleo.quantities.sampling import Bounds
from teleo.quantities.slot import Slot
from teleo.quantities.spread import Spread


def script(names: Iterable[str]) -> str:
    """Return the script with the calculators of these names, each once, in order of name.

    Raises:
        UnknownCalculatorError: there is none of a name.
    """
    functions = (f"{name!r}: {calculator(name).javascript()}" for name in sorted(set(names)))
    parts = (
        '"use strict";',
        "{",
        _source("sampler.js"),
        PRELUDE.rstrip(),
        _source("engine.js"),
        "const calculators = {\n" + ",\n".join(functions) + "\n};",
        "globalThis.teleoNumbers = { calculators, sampler: teleoSampler, "
        "...teleoEngine(calculators, teleoSampler) };",
        "}",
    )
    return "\n".join(parts) + "\n"


def payload(quantities: Quantities, table: QuantitiesTable, keys: Collection[Key]) -> dict[str, Any]:
    """Return the quantities of `keys`, with all that they rest on and all that rests on them, ready for JSON.

    `quantities` in it are by `note#id`, each after those that it refers to. One that could not be computed is
    left out.
    """
    return {
        "samples": table.samples,
        "supported": table.supported,
        "possible": table.possible,
        "quantities": {
            name_of(key): _quantity(quantities[key]) for key in in_order(quantities, reach(quantities, keys))
        },
    }


def number_payload(number: BoundNumber) -> dict[str, Any]:
    """Return a number of a text, ready for JSON: what it is bound to, and its template for `fill`."""
    return {
        "target": name_of(number.target),
        "input": number.input,
        "template": [_slot(part) if isinstance(part, Slot) else part for part in number.template],
    }


def reach(quantities: Quantities, keys: Collection[Key]) -> frozenset[Key]:
    """Return what the quantities of `keys` move, and all that they and those rest on."""
    sources = {key: _sources(result) for key, result in quantities.items()}
    dependents: dict[Key, list[Key]] = {}
    for key, those in sources.items():
        for source in those:
            dependents.setdefault(source, []).append(key)
    return _closure(_closure(keys, dependents), sources) & frozenset(quantities)


def in_order(quantities: Quantities, keys: Collection[Key]) -> list[Key]:
    """Return the computed ones of `keys`, each after those that it refers to, else in the order of the vault."""
    order: list[Key] = []
    seen: set[Key] = set()
    for start in (key for key in quantities if key in keys):
        waiting = [(start, False)]
        while waiting:
            key, is_ready = waiting.pop()
            if is_ready:
                order.append(key)
            elif key not in seen and quantities[key].value is not None:
                seen.add(key)
                waiting.append((key, True))
                waiting += [(source, False) for source in reversed(_sources(quantities[key]))]
    return order


def _source(name: str) -> str:
    return files("teleo.quantities").joinpath(name).read_text(encoding="utf-8").rstrip()


def _sources(result: Result) -> list[Key]:
    return [each.reference for each in result.inputs if each.reference is not None]


def _closure(keys: Iterable[Key], following: Mapping[Key, list[Key]]) -> frozenset[Key]:
    found = set(keys)
    waiting = list(found)
    while waiting:
        for key in following.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return frozenset(found)


def _quantity(result: Result) -> dict[str, Any]:
    ranges = result.stated_set.ranges if result.stated_set is not None else None
    found: dict[str, Any] = {
        "unit": result.unit,
        "scale": result.scale,
        "offset": result.offset,
        "stated": None if ranges is None else [[_finite(low), _finite(high)] for low, high in ranges],
    }
    if result.given is not None:
        return {**found, "output": "", "variable": result.variable, "spread": _spread(result.given)}
    inputs = [_input(calculator(result.calculator).input(each.name), each) for each in result.inputs]
    return {**found, "calculator": result.calculator, "output": result.output, "inputs": inputs}


def _input(entry: Input, value: InputValue) -> dict[str, Any]:
    found: dict[str, Any] = {"name": value.name, "unit": value.unit}
    if value.reference is not None:
        return {**found, "from": name_of(value.reference), "output": value.output, "factor": value.factor}
    if value.spread is not None:
        bounds = _bounds(bounds_of(entry))
        return {**found, "spread": _spread(value.spread), "variable": value.variable, "bounds": bounds}
    return {**found, "plain": _plain(entry, value.plain)}


def _plain(entry: Input, value: Any) -> Any:
    """Return an input that is no number as the emitted function takes it."""
    if entry.kind is Kind.RESOURCES:
        return resources_of(entry.name, value)
    if entry.kind is not Kind.MECHANISMS:
        return value
    read = mechanisms_of(entry.name, value)
    return [{key: each[key] for key in ("name", "order", *each["changes"])} for each in read]


def _spread(spread: Spread) -> dict[str, Any]:
    found: dict[str, Any] = {"shape": spread.shape.value, "low": spread.low, "high": spread.high}
    if spread.median is not None and not spread.is_point:
        found["median"] = spread.median
    if spread.choices:
        found["choices"] = list(spread.choices)
    return found


def _bounds(bounds: Bounds) -> dict[str, Any]:
    flags = {"lowOpen": bounds.low_open, "highOpen": bounds.high_open, "isWhole": bounds.is_whole}
    ends = {"low": _finite(bounds.low), "high": _finite(bounds.high)}
    return {
        **{name: flag for name, flag in flags.items() if flag},
        **{name: end for name, end in ends.items() if end is not None},
    }


def _slot(slot: Slot) -> dict[str, Any]:
    found: dict[str, Any] = {
        "end": slot.end,
        "factor": slot.factor,
        "decimals": slot.decimals,
        "step": slot.step,
    }
    extras = {"mark": slot.mark, "bound": slot.bound or None}
    flags = {"grouped": slot.is_grouped, "longMinus": slot.has_long_minus}
    found |= {name: extra for name, extra in extras.items() if extra is not None}
    return found | {name: flag for name, flag in flags.items() if flag}


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
