"""The numbers of the vault as scripts: data and models from which a reader's browser recomputes them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from importlib.resources import files
from math import inf, isfinite
from typing import Any

from teleo.calculators import PRELUDE, Calculator, Input, Kind, all_calculators
from teleo.calculators.mechanisms import mechanisms_of, resources_of
from teleo.config import QuantitiesTable
from teleo.quantities.distribution import Spread
from teleo.quantities.result import InputValue, Key, Quantities, Result, Verdict
from teleo.quantities.slot import MOST_DECIMALS, Template, template_json
from teleo.site.card import Card
from teleo.site.given import given_inputs
from teleo.site.json_text import script_data
from teleo.site.movable import is_recomputable

NUMBERS_DATA = "static/data/numbers.js"
MODELS = "static/data/models.js"

_STRONG = re.compile(r"(?<!\\)(?:[*`]+|(?<!\w)_+|_+(?!\w))")
"""The marks of emphasis: an underscore within a word is none."""
_FOLD = re.compile(r"[ \t]*\n[ \t]*(?:>[ \t]*)*")
"""The end of a line, with the indentation and the marks of quotation that the next begins with."""
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
    given = given_inputs(quantities, known, places)
    data = {
        "samples": table.samples,
        "supported": table.supported,
        "possible": table.possible,
        "texts": list(_texts(quantities, places)),
        "list": [
            _entry(result, known.get(result.calculator), places, cards) | given.get(result.key, {})
            for result in results
        ],
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

    The text is what a page shows: without the marks by which Markdown makes letters strong or quotes lines, and with
    what it escapes.
    """
    seen = set()
    for one in quantities.numbers:
        name = (one.target, one.input, one.shown)
        if name not in seen and one.target in places and _is_writable(one.template):
            seen.add(name)
            parts = (_shown(part) if isinstance(part, str) else part for part in one.template)
            template = template_json(tuple(part for part in parts if part != ""))
            yield [places[one.target], one.input, _shown(one.shown), template]


def _is_writable(template: Template) -> bool:
    """Whether there is a template, and none of its numbers has more digits than a script writes."""
    slots = [part for part in template if not isinstance(part, str)]
    return bool(slots) and all(slot.decimals <= MOST_DECIMALS for slot in slots)


def _shown(text: str) -> str:
    return _ESCAPED.sub(r"\1", _STRONG.sub("", unescape(_FOLD.sub("\n", text))))


def _entry(
    result: Result,
    calculator: Calculator | None,
    places: Mapping[Key, int],
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
        if result.tolerance is not None:
            entry["isWidened"] = True
    if result.given is not None:
        entry["given"] = {**_spread(result.given), "variable": result.variable}
    elif calculator is not None and is_recomputable(result, calculator, places):
        entry["model"] = result.calculator
        entry["inputs"] = [_input(one, calculator, places) for one in result.inputs]
    return entry


def _input(one: InputValue, calculator: Calculator, places: Mapping[Key, int]) -> dict[str, Any]:
    declared = calculator.input(one.name)
    entry: dict[str, Any] = {
        "name": one.name,
        "text": one.text,
        "unit": declared.shown_unit,
        "says": declared.purpose,
    }
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
