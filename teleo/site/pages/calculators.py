"""Pages of the calculators, in a vault that has numbers: formula, inputs, limits, literature, and who uses them."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from teleo.calculators import Calculator, Input, all_calculators
from teleo.quantities.result import Key, Result
from teleo.quantities.show import range_text, sentence, unit_words, value_text
from teleo.site.address import calculator_address
from teleo.site.anchors import number_anchor
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue
from teleo.site.mathematics import formula_alone
from teleo.site.templating import Page
from teleo.site.wording import counted

CALCULATORS_PAGE = "calculators/index.html"


class Line(Struct, frozen=True):
    """A calculator in the list of all, with the number of quantities that use it."""

    name: str
    page: str
    purpose: str
    uses: str


class Shelf(Struct, frozen=True):
    """A family of calculators."""

    word: str
    lines: tuple[Line, ...]


class InputRow(Struct, frozen=True):
    """An input of a calculator in words."""

    name: str
    unit: str
    purpose: str
    allowed: str
    plausible: str
    source: str


class Use(Struct, frozen=True):
    """A quantity that a calculator recomputes."""

    card: Card
    anchor: str
    name: str
    said: str
    verdict: str


def calculator_paths(quantities: Mapping[Key, Result]) -> frozenset[str]:
    """Return the paths of the pages that `calculator_pages` yields."""
    return frozenset({CALCULATORS_PAGE, *map(calculator_address, all_calculators())} if quantities else ())


def calculator_latex() -> dict[str, str]:
    """Return the formula of each calculator by its name, as LaTeX."""
    return {name: one.latex() for name, one in all_calculators().items()}


def calculator_formulas(latex: Mapping[str, str]) -> dict[str, str]:
    """Return what `calculator_latex` does as MathML."""
    return {name: str(formula_alone(one)) for name, one in latex.items()}


def calculator_pages(
    catalogue: Catalogue, quantities: Mapping[Key, Result], formulas: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the list of all calculators, and a page for each with its formula, set as MathML by name."""
    uses: dict[str, list[Result]] = {}
    for result in quantities.values():
        uses.setdefault(result.calculator, []).append(result)
    known = all_calculators()
    shelves = tuple(
        Shelf(family, tuple(_line(one, uses.get(one.name, [])) for one in members))
        for family, members in groupby(known.values(), key=lambda one: one.family)
    )
    summary = (
        f"{counted(len(known), 'documented function')} that recompute what the claims state. "
        f"{counted(sum(one.name in uses for one in known.values()), 'calculator')} in use here."
    )
    yield Page(CALCULATORS_PAGE, "calculators.html", "Calculators", summary, {"shelves": shelves})
    for one in known.values():
        yield _page(catalogue, one, uses.get(one.name, []), Markup(formulas[one.name]))  # noqa: S704 - set here


def _line(one: Calculator, uses: list[Result]) -> Line:
    return Line(
        one.name, calculator_address(one.name), one.purpose, counted(len(uses), "number") if uses else ""
    )


def _page(catalogue: Catalogue, one: Calculator, uses: list[Result], formula_: Markup) -> Page:
    values = {
        "calculator": one,
        "formula": formula_,
        "inputs": [_input_row(entry) for entry in one.inputs],
        "outputs": [(entry.name, unit_words(entry.unit), entry.purpose) for entry in one.outputs],
        "conditions": [
            *(f"{condition.field} must be {condition.allowed}" for condition in one.conditions),
            *(f"{caution.field} should be {caution.allowed}" for caution in one.cautions),
        ],
        "uses": [_use(catalogue, result) for result in uses],
    }
    return Page(calculator_address(one.name), "calculator.html", one.name, one.purpose, values)


def _input_row(entry: Input) -> InputRow:
    unit = entry.shown_unit
    plausible = ""
    if entry.default is not None:
        plausible = entry.default if isinstance(entry.default, str) else value_text(entry.default, unit)
    if entry.interval is not None:
        plausible += f" ({range_text(*entry.interval, unit)})"
    allowed = entry.allowed if entry.is_number or entry.choices else ""
    return InputRow(entry.name, unit_words(unit), entry.purpose, allowed, plausible, entry.source)


def _use(catalogue: Catalogue, result: Result) -> Use:
    return Use(
        catalogue.cards[result.note],
        number_anchor(result.quantity),
        result.quantity,
        sentence(result),
        result.verdict.value,
    )
