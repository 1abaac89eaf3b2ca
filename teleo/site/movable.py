"""Which numbers a reader of the site can move: those that others rest on, and those with an input to try."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from teleo.quantities.result import InputValue, Key, Result
from teleo.site.unknowns import unknowns

if TYPE_CHECKING:
    from teleo.calculators import Calculator


def feeding(results: Iterable[Result]) -> frozenset[Key]:
    """Return the numbers that are inputs of others, and those that are one unknown with such a number."""
    every = tuple(results)
    used = {one.reference for result in every for one in result.inputs if one.reference}
    shared = unknowns(every)
    moved = {shared[key].first for key in used if key in shared}
    return frozenset(used | {key for key, share in shared.items() if share.first in moved})


def is_recomputable(result: Result, calculator: "Calculator | None", known: Collection[Key]) -> bool:
    """Return whether the page can compute a number anew; `known` are the numbers that it has.

    One that has no result as its author wrote it may have one for a reader's inputs.
    """
    if calculator is None or (result.value is None and not result.is_undefined):
        return False
    stated = {one.name for one in result.inputs}
    is_complete = all(entry.name in stated or entry.omitted is not None for entry in calculator.inputs)
    takes_tables = result.value is not None
    return is_complete and all(
        _is_taken(one, calculator, known) or (takes_tables and one.plain is not None) for one in result.inputs
    )


def has_control(
    result: Result, calculator: "Calculator | None", known: Collection[Key], used: Collection[Key]
) -> bool:
    """Return whether the panel of a number has something to move: inputs of its own, or a given number.

    Args:
        result: the number.
        calculator: its model, if it has one.
        known: the numbers that the page has.
        used: those of them that are inputs of others.
    """
    if result.given is not None:
        return result.key in used
    if calculator is None or not is_recomputable(result, calculator, known):
        return False
    # Of a model an output is taken by its name; what a number without a model gives has none, nor have own inputs.
    return any(not one.output and _is_taken(one, calculator, known) for one in result.inputs)


def _is_taken(one: InputValue, calculator: "Calculator", known: Collection[Key]) -> bool:
    """Whether the page can take an input: a number that it has, one with its spread, a word of a choice."""
    if one.reference is not None:
        return one.reference in known
    is_number = one.spread is not None and one.numbers is not None
    return is_number or bool(calculator.input(one.name).choices)
