"""The numbers of the vault as scripts: data and models from which a reader's browser recomputes them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from importlib.resources import files
from math import inf, isfinite
from typing import Any

from teleo.calculators import HUGE, PRELUDE, Calculator, Input, Kind, all_calculators
from teleo.calculators.mechanisms import mechanisms_of, resources_of
from teleo.config import QuantitiesTable
from teleo.quantities.distribution import Spread
from teleo.quantities.result import InputValue, Key, Quantities, Result, Verdict
from teleo.quantities.slot import template_json
from teleo.site.catalogue import Card
from teleo.site.json_text import script_data
from teleo.site.movable import is_recomputable

NUMBERS_DATA = "static/data/numbers.js"
MODELS = "static/data/models.js"

Taker = tuple[Input, float]
"""An input that is taken from a number, and the factor from the number's unit to that of the input."""

_STRONG = re.compile(r"(?<!\\)[*_`]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def live_scripts(
    quantities: Quantities, cards: Mapping[str, Card], table: QuantitiesTable
) -> Mapping[str, bytes]:
    """Return the scripts by their paths; nothing when the vault has no numbers."""
    if not quantities:
        return {}
    known = all_calculators()
    results = tuple(quantities.values())
    places = {result.key: number for number, result in enumerate(results)}
    takers = _takers(results, known)
    data = {
        "samples": table.samples,
        "supported": table.supported,
        "possible": table.possible,
        "texts": list(_texts(quantities, places)),
        "list": [_entry(result, known.get(result.calculator), places, takers, cards) for result in results],
    }
    models = sorted({result.calculator for result in results if result.calculator in known})
    return {NUMBERS_DATA: script_data("numbers", data), MODELS: _models(known[name] for name in models)}


def _models(calculators: Iterable[Calculator]) -> bytes:
    sampler = (files("teleo.quantities") / "sampler.js").read_text(encoding="utf-8")
    slots = (files("teleo.quantities") / "slot.js").read_text(encoding="utf-8")
    functions = ",\n".join(f'["{one.name}", {one.javascript()}]' for one in calculators)
    return (
        f"{sampler}\n{slots}\n(() => {{\n{PRELUDE}\n"
        "const teleo = (self.teleo = self.teleo || {});\n"
        "teleo.sampler = teleoSampler;\n"
        "teleo.slots = teleoSlots;\n"
        f"teleo.models = new Map([\n{functions}\n]);\n}})();\n"
    ).encode()


def _texts(quantities: Quantities, places: Mapping[Key, int]) -> Iterator[list[Any]]:
    """Yield for each text that is bound to a number the number's place, its input, the text, and its template.

    The text is what a page shows: without the marks by which Markdown makes letters strong, and with what it
    escapes.
    """
    seen = set()
    for one in quantities.numbers:
        name = (one.target, one.input, one.shown)
        if name not in seen and one.target in places and one.template:
            seen.add(name)
            parts = (_shown(part) if isinstance(part, str) else part for part in one.template)
            template = template_json(tuple(part for part in parts if part != ""))
            yield [places[one.target], one.input, _shown(one.shown), template]


def _shown(text: str) -> str:
    return _ESCAPED.sub(r"\1", _STRONG.sub("", unescape(text)))


def _entry(
    result: Result,
    calculator: Calculator | None,
    places: Mapping[Key, int],
    takers: Mapping[Key, Sequence[Taker]],
    cards: Mapping[str, Card],
) -> dict[str, Any]:
    stated = () if result.stated_set is None else result.stated_set.ranges
    entry: dict[str, Any] = {
        "page": cards[result.note].page.removesuffix("/index.html"),
        "title": cards[result.note].title,
        "id": result.quantity,
        "unit": result.unit,
        "value": [result.low, result.value, result.high],
        "verdict": result.verdict.value,
        "scale": result.scale,
        "offset": result.offset,
        "output": result.output,
    }
    if stated and result.verdict is not Verdict.GIVEN:
        entry["stated"] = [[_finite(low), _finite(high)] for low, high in stated]
    if result.given is not None:
        entry["given"] = {**_spread(result.given), "variable": result.variable}
        if result.key in takers:
            entry["inputs"] = [_own_value(result, takers[result.key])]
    elif calculator is not None and is_recomputable(result, calculator, places):
        entry["model"] = result.calculator
        entry["inputs"] = [_input(one, calculator, places) for one in result.inputs]
    return entry


def _takers(results: Iterable[Result], known: Mapping[str, Calculator]) -> Mapping[Key, Sequence[Taker]]:
    """Return for each number the inputs that are taken from it, each with the factor to the input's unit."""
    found: dict[Key, list[Taker]] = {}
    for result in results:
        for one in result.inputs:
            if one.reference is not None:
                those = found.setdefault(one.reference, [])
                # An input for which a number is no good does not bound it.
                if result.value is not None and result.calculator in known:
                    those.append((known[result.calculator].input(one.name), one.factor))
    return found


def _own_value(result: Result, takers: Sequence[Taker]) -> dict[str, Any]:
    """Return the value of a number without a model as an input without a name, in the unit of the number."""
    assert result.given is not None
    assert result.low is not None
    assert result.high is not None
    return {
        "name": "",
        "text": result.stated,
        "unit": result.unit,
        "says": "the stated value",
        "spread": {"shape": result.given.shape.value},
        "bounds": _bounds_of_value(result.low, result.high, result, takers),
        "value": [result.low, result.value, result.high],
    }


def _bounds_of_value(low: float, high: float, result: Result, takers: Sequence[Taker]) -> dict[str, Any]:
    """Return what a number without a model cannot be beyond, when it lies between `low` and `high`.

    A share remains a share, an amount does not fall below 0, and each input that is taken from it has its range.
    """
    whole = {"fraction": 1.0, "probability": 1.0, "%": 100.0}.get(result.unit, HUGE)
    end = whole if high <= whole else HUGE
    lows = [(0.0, low > 0.0) if low >= 0.0 else (-HUGE, False)]
    highs = [(end, high == end)]
    for entry, factor in takers:
        lows.append((entry.low / factor * result.scale + result.offset, entry.low_open))
        highs.append((entry.high / factor * result.scale + result.offset, not entry.high_open))
    # Of equal bounds the open one counts, and none that the number itself is beyond.
    below = [(at, is_open) for at, is_open in lows if at < low or (at == low and not is_open)]
    above = [(at, is_closed) for at, is_closed in highs if at > high or (at == high and is_closed)]
    floor, is_open = max(below, default=(-inf, False))
    ceiling, is_closed = min(above, default=(inf, True))
    found: dict[str, Any] = {"lowOpen": is_open, "highOpen": not is_closed}
    found |= {name: at for name, at in (("low", floor), ("high", ceiling)) if isfinite(at)}
    if any(entry.kind is Kind.INTEGER and factor == result.scale == 1.0 for entry, factor in takers):
        found["isWhole"] = True
    return found


def _input(one: InputValue, calculator: Calculator, places: Mapping[Key, int]) -> dict[str, Any]:
    declared = calculator.input(one.name)
    entry: dict[str, Any] = {"name": one.name, "text": one.text, "unit": one.unit, "says": declared.purpose}
    if one.reference is not None:
        return {**entry, "from": places[one.reference], "output": one.output, "factor": one.factor}
    if declared.kind in (Kind.RESOURCES, Kind.MECHANISMS):
        return {"name": one.name, "table": _table(one, declared.kind)}
    if one.spread is None or one.numbers is None:
        return {**entry, "choice": one.text, "choices": list(declared.choices)}
    numbers = one.numbers
    return {
        **entry,
        "spread": _spread(one.spread),
        "variable": one.variable,
        "bounds": _bounds(declared),
        "value": [numbers.low, numbers.value, numbers.high],
    }


def _table(one: InputValue, kind: Kind) -> Any:
    """Return resources or mechanisms as the script of a model takes them, however they were written."""
    if kind is Kind.RESOURCES:
        return resources_of(one.name, one.plain)
    mechanisms = mechanisms_of(one.name, one.plain)
    return [{name: each[name] for name in ("name", "order", *each["changes"])} for each in mechanisms]


def _spread(spread: Spread) -> dict[str, Any]:
    found: dict[str, Any] = {"shape": spread.shape.value, "low": spread.low, "high": spread.high}
    if spread.median is not None:
        found["median"] = spread.median
    if spread.choices:
        found["choices"] = list(spread.choices)
    return found


def _bounds(entry: Input) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if entry.low != -inf:
        found["low"] = entry.low
    if entry.high != inf:
        found["high"] = entry.high
    if entry.low_open:
        found["lowOpen"] = True
    if entry.high_open:
        found["highOpen"] = True
    if entry.kind is Kind.INTEGER:
        found["isWhole"] = True
    return found


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None
