"""Completion of quantities: calculators, their inputs with units and defaults, and what the vault uses."""

import re
from collections import Counter
from collections.abc import Iterator

from lsprotocol import types

from teleo.calculators import Calculator, Input, all_calculators
from teleo.lsp.completion_fields import Choice, listed
from teleo.lsp.completion_titles import as_yaml, best
from teleo.lsp.view import View
from teleo.lsp.yaml_place import YamlPlace
from teleo.quantities.declaration import GIVEN, KEYS
from teleo.quantities.presence import PREFIX
from teleo.quantities.result import Result
from teleo.quantities.show import number_text, value_text

_CALC = re.compile(r"\bcalc:[ \t]*[\"']?([\w.]+)")
_MEANINGS = {
    "calc": "the calculator, or `given`",
    "output": "which of its results",
    "in": "its inputs",
    "stated": "what the text states, such as `2 to 5` or `about 40%`",
    "tolerance": "how far a single stated value may be off",
    "unit": "the unit to show",
    "as_of": "the date that it holds for",
    "scope": "of what it is said",
    "var": "the variable, so that other claims on it are compared",
    "src": "where the figure is from",
}


def quantities(view: View, place: YamlPlace, end: int) -> types.CompletionList | None:
    """Offer what may stand at a place below `quantities`; the path begins after that word."""
    path = place.path
    if len(path) == 1 and place.is_key:
        keys = [(f"{key}: ", _MEANINGS.get(key, "")) for key in KEYS]
        return listed(view, place, end, keys, types.CompletionItemKind.Property)
    if len(path) == 2 and path[1] == "in" and place.is_key:
        return listed(view, place, end, _inputs(view, place), types.CompletionItemKind.Property)
    if len(path) == 3 and path[1] == "in":
        return _value_of_input(view, place, end)
    if len(path) == 2 and not place.is_key:
        return listed(view, place, end, _terms(view, place), types.CompletionItemKind.Value)
    return None


def bound(view: View, target: str, start: int, end: int) -> types.CompletionList:
    """Offer the quantities of a note as the fragment of a Markdown link, from the `#` on."""
    id_ = view.session.vault.resolver.resolve_path(target, view.note.id).id if target else view.note.id
    place = YamlPlace((), "", start, is_key=False)
    choices = [
        (f"#{PREFIX}{result.quantity}", _said(result))
        for result in view.session.quantities.of_note(id_ or "")
    ]
    return listed(view, place, end, choices, types.CompletionItemKind.Value)


def _terms(view: View, place: YamlPlace) -> list[Choice]:
    name = place.path[1]
    if name == "calc":
        found = [(each.name, each.purpose) for each in all_calculators().values()]
        return [*found, (GIVEN, "a stated value without a model")]
    calculator = _calculator(view, place)
    if name == "output" and calculator is not None:
        return [(each.name, f"{each.purpose} ({each.unit or 'no unit'})") for each in calculator.outputs]
    if name == "unit" and calculator is not None:
        return [(each.unit, each.purpose) for each in calculator.outputs if each.unit]
    if name in ("var", "scope", "as_of", "unit"):
        used = Counter(getattr(result, name) for id_ in _having(view) for result in _of_note(view, id_))
        ordered = sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))
        return [
            (as_yaml(text, in_flow=place.in_flow), f"used {count} times") for text, count in ordered if text
        ]
    return []


def _inputs(view: View, place: YamlPlace) -> list[Choice]:
    calculator = _calculator(view, place)
    if calculator is None:
        return []
    return [(f"{each.name}: ", _meaning(each)) for each in calculator.inputs]


def _meaning(entry: Input) -> str:
    default = "" if entry.default is None else f", plausibly {_default(entry)}"
    omitted = "" if entry.omitted is None else ", may be left out"
    return f"{entry.unit or 'no unit'}: {entry.purpose}{default}{omitted}"


def _default(entry: Input) -> str:
    if entry.interval is not None:
        return f"{entry.interval[0]:g} to {entry.interval[1]:g}"
    return entry.default if isinstance(entry.default, str) else value_text(entry.default or 0.0, entry.unit)


def _value_of_input(view: View, place: YamlPlace, end: int) -> types.CompletionList | None:
    if place.typed.lstrip("\"'").startswith("="):
        return types.CompletionList(
            True, listed(view, place, end, _references(view, place), types.CompletionItemKind.Reference).items
        )
    calculator = _calculator(view, place)
    entry = (
        next((each for each in calculator.inputs if each.name == place.path[2]), None) if calculator else None
    )
    if entry is None:
        return None
    choices: list[Choice] = [(word, entry.purpose) for word in entry.choices]
    if entry.interval is not None:
        low, high = entry.interval
        choices.append((f"{low:g} to {high:g}", f"90%, {entry.unit or 'no unit'}: {entry.source}"))
    if entry.default is not None and not entry.choices:
        value = entry.default if isinstance(entry.default, str) else f"{entry.default:g}"
        choices.append((value, f"{entry.unit or 'no unit'}: {entry.source}"))
    choices.append(("= ", "the result of another quantity"))
    return listed(view, place, end, choices, types.CompletionItemKind.Value)


def _references(view: View, place: YamlPlace) -> Iterator[Choice]:
    """Yield references to the note's own quantities, then to those of others that fit what is typed."""
    typed = place.typed.strip("\"'").removeprefix("=").partition("#")[0]
    for result in _of_note(view, view.note.id):
        if result.quantity != place.path[0]:
            yield f"= {result.quantity}", _said(result)
    for note in best(view, typed, only=_having(view)):
        for result in _of_note(view, note.id):
            yield as_yaml(f"= {note.title}#{result.quantity}", in_flow=place.in_flow), _said(result)


def _having(view: View) -> set[str]:
    return {key[0] for key in view.session.quantities} | view.vault.earlier.keys()


def _of_note(view: View, id_: str) -> tuple[Result, ...]:
    """Return a note's numbers, those that it had if what is being typed hides them."""
    return view.session.quantities.of_note(id_) or view.vault.earlier.get(id_, ())


def _said(result: Result) -> str:
    return " · ".join(filter(None, (number_text(result), result.var, result.scope)))


def _calculator(view: View, place: YamlPlace) -> Calculator | None:
    """Return the calculator that the quantity being written names, before the cursor or soon after it."""
    key = re.compile(
        rf"^[ \t]*[\"']?{re.escape(place.path[0])}[\"']?[ \t]*:|[{{,][ \t]*{re.escape(place.path[0])}[ \t]*:",
        re.M,
    )
    starts = [match.end() for match in key.finditer(view.text, 0, place.start)]
    if not starts:
        return None
    found = _CALC.search(view.text, starts[-1], place.start + 2000)
    return all_calculators().get(found[1]) if found else None
