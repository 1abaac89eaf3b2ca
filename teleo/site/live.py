"""The numbers of the vault as scripts: data and models from which a reader's browser recomputes them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import unescape
from importlib.resources import files
from math import inf, isfinite
from typing import Any

from teleo.calculators import HUGE, PRELUDE, Calculator, Input, Kind, all_calculators
from teleo.config import QuantitiesTable
from teleo.quantities.distribution import Spread
from teleo.quantities.result import InputValue, Key, Quantities, Result, Verdict
from teleo.quantities.slot import template_json
from teleo.site.catalogue import Card
from teleo.site.json_text import script_data
from teleo.site.movable import feeding, is_recomputable

NUMBERS_DATA = "static/data/numbers.js"
MODELS = "static/data/models.js"

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
    used = feeding(results)
    data = {
        "samples": table.samples,
        "supported": table.supported,
        "possible": table.possible,
        "texts": list(_texts(quantities, places)),
        "list": [_entry(result, known.get(result.calculator), places, used, cards) for result in results],
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
    used: Collection[Key],
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
        if result.key in used:
            entry["inputs"] = [_own_value(result)]
    elif calculator is not None and is_recomputable(result, calculator, places):
        entry["model"] = result.calculator
        entry["inputs"] = [_input(one, calculator, places) for one in result.inputs]
    return entry


def _own_value(result: Result) -> dict[str, Any]:
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
        "bounds": _natural_bounds(result.low, result.high, result.unit),
        "value": [result.low, result.value, result.high],
    }


def _natural_bounds(low: float, high: float, unit: str) -> dict[str, Any]:
    """Return what no number like these is beyond: a share remains a share, and an amount does not fall below 0."""
    whole = {"fraction": 1.0, "probability": 1.0, "%": 100.0}.get(unit, HUGE)
    end = whole if high <= whole else HUGE
    found: dict[str, Any] = {"high": end, "highOpen": high < end}
    return {**found, "low": 0.0, "lowOpen": low > 0.0} if low >= 0.0 else {**found, "low": -HUGE}


def _input(one: InputValue, calculator: Calculator, places: Mapping[Key, int]) -> dict[str, Any]:
    declared = calculator.input(one.name)
    entry: dict[str, Any] = {"name": one.name, "text": one.text, "unit": one.unit, "says": declared.purpose}
    if one.reference is not None:
        return {**entry, "from": places[one.reference], "output": one.output, "factor": one.factor}
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
