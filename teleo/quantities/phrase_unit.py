"""The unit in which a text writes a number, and the factor to it from the unit of a quantity."""

import re

from teleo.quantities.errors import BYTES_OR_BILLIONS, UnitMismatchError
from teleo.quantities.foreign import is_year
from teleo.quantities.phrase import Numeral, Phrase
from teleo.quantities.units import counts_bytes, dimension, factor_accepting, factor_between, is_in_table

_WORD = 4
"""Letters from which on a unit is a word, whose capitals mean nothing."""
_TONS = re.compile(r"(?:[kMG]|(?i:kilo|mega|giga))?(?i:tons?)")
"""Tons are of two kinds, and so nobody knows what a number of them is in tonnes."""
_DEGREES = re.compile(r"(?:\u00b0 ?|deg)([CF])(?![A-Za-z])")
_CHANGE = re.compile(
    r"(?:%|percent|per cent)\s+(?:lower|less|fewer|cheaper|smaller|slower|higher|more|dearer|larger|greater|faster)\b"
)
"""What makes a share of a change, where a factor of 0.72 is 28% lower."""
_SPANS = frozenset({"s", "year", "years", "month", "months", "day", "days", "week", "weeks", "hours", "x"})
"""Words behind a number that make it a length of time or a decade, and no year of the calendar."""


def factor_to(phrase: Phrase, numeral: Numeral, unit: str) -> float:
    """Return the factor from a quantity's unit to the unit of a text, its percent sign counted in.

    A word that is no unit is part of the sentence, and an amount of money need not say again what it is paid for,
    nor any other what it counts.

    Raises:
        UnitMismatchError: the unit of the text is of another dimension.
    """
    if numeral.is_percent:
        change = _CHANGE.search(phrase.text)
        if change and unit in ("", "x"):
            raise UnitMismatchError(change[0], unit or "x")
        return 1.0 if unit == "%" else 100.0 * _from_fraction(unit)
    if unit == "%":
        return 0.01
    written = phrase.unit
    if not written and phrase.text[numeral.end :].lstrip().startswith("B") and counts_bytes(unit):
        raise UnitMismatchError(BYTES_OR_BILLIONS, unit)
    if unit == "calendar year":
        if written in _SPANS:
            raise UnitMismatchError(written, unit)
        return 1.0
    written = _known(written)
    if _DEGREES.match(written) and _degrees(written) != _degrees(unit):
        raise UnitMismatchError(written, unit)
    if _TONS.fullmatch(written) and unit:
        raise UnitMismatchError(written, unit)
    if not written or not unit or written == "x":
        return 1.0
    if not is_in_table(written) and "^" not in written:
        return _by_chance(written, unit)
    if unit.startswith("USD/") and dimension(written) == dimension("USD"):
        return factor_between("USD", written)
    try:
        return factor_between(unit, written)
    except UnitMismatchError:
        return 1.0 / factor_accepting(written, unit)


def _from_fraction(unit: str) -> float:
    try:
        return factor_between(unit, "fraction")
    except UnitMismatchError:
        raise UnitMismatchError("%", unit) from None


def _degrees(unit: str) -> str:
    """Return the scale of a temperature, `c` for `°C` and `degC`; these have no factor between them."""
    match = _DEGREES.match(unit)
    return match[1].lower() if match else ""


def _known(word: str) -> str:
    """Return a word in the form in which its unit is known: `Months` in a title, `ans` in French."""
    if is_year(word):
        return "year"
    is_capital = len(word) >= _WORD and not is_in_table(word) and is_in_table(word.lower())
    return word.lower() if is_capital else word


def _by_chance(word: str, unit: str) -> float:
    """Return the factor to a word that may be a rarer unit, as `hp`; 1 where it is none, or has no dimension."""
    try:
        return factor_between(unit, word) if dimension(unit) else 1.0
    except UnitMismatchError:
        return 1.0
