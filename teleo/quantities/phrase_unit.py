"""The unit in which a text writes a number, and the factor to it from the unit of a quantity."""

import re

from teleo.quantities.amounts import SCALES
from teleo.quantities.errors import BYTES_OR_BILLIONS, UnitMismatchError
from teleo.quantities.foreign import is_year
from teleo.quantities.phrase import Numeral, Phrase
from teleo.quantities.units import (
    TABLE,
    counts_bytes,
    dimension,
    factor_accepting,
    factor_between,
    is_in_table,
    is_temperature,
)

_WORD = 4
"""Letters from which on a unit is a word, whose capitals mean nothing."""
_TONS = re.compile(r"(?:[kMG]|(?i:kilo|mega|giga))?(?i:tons?)")
"""Tons are of two kinds, and so nobody knows what a number of them is in tonnes."""
_DEGREES = re.compile(r"(?:\u00b0 ?|deg)([CF])(?![A-Za-z])")
_PERCENT = r"(?:%|percent|per cent)"
_COMPARATIVE = "(?:lower|less|fewer|cheaper|smaller|slower|higher|more|dearer|larger|greater|faster)"
_COMPARED = re.compile(rf"{_PERCENT}\s+{_COMPARATIVE}\b")
_CHANGED = re.compile(
    rf"{_PERCENT}\s+(?:off|(?:reduction|decrease|decline|drop|fall|cut|discount|saving|increase|rise|gain)s?)\b"
    r"|\b(?:(?:up|down|fallen|dropped|declined|decreased|reduced|cut|risen|grew|grown|increased|raised"
    r"|(?:f[ae]ll|drop|decline|decrease|reduction|saving|r[io]se|grow|increase|gain)s?)(?:\s+by|\s+of)?"
    rf"|{_COMPARATIVE}\s+by)\s+"
    rf"(?:about\s+|around\s+|roughly\s+|nearly\s+|almost\s+|~|\u2248)?\d[\d.,]*\s?{_PERCENT}",
    re.IGNORECASE,
)
"""What makes a share of a change, where a factor of 0.72 is 28% lower; a bare number may be the share itself."""
_LETTERS = frozenset("bmgGpPqQE")
"""Letters that stand for a scale in some texts, as in `70b` and `80 G`, and are no unit by themselves."""
_UNIT_LIKE = re.compile(
    r"[kKMGTPE](?:i?[bBW][A-Za-z]{0,2}|F|OPS|T|o)|(?:gig|giga|meg|mega|tera|peta)s?|(?i:[km]?[qrt]ps)"
)
"""Words that mean an amount of memory, power, computation or traffic to those who use them."""
_FOLDED: dict[str, list[str]] = {}
for _name, (_, _powers) in TABLE.items():
    if len(_name) > 1 and _powers.keys() & {"[information]", "[computation]", "[length]"}:
        _FOLDED.setdefault(_name.casefold(), []).append(_name)
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
        refuse_change(phrase.text, unit)
        return 1.0 if unit == "%" else 100.0 * _from_fraction(unit)
    if unit == "%":
        return 0.01
    written = numeral.unit or phrase.unit or phrase.numerals[0].unit
    behind = "" if written else phrase.text[phrase.numerals[-1].end :].lstrip()
    if behind.startswith("B") and counts_bytes(unit):
        raise UnitMismatchError(BYTES_OR_BILLIONS, unit)
    if numeral.scale == SCALES["K"] and behind.startswith("K") and is_temperature(unit):
        return factor_between(unit, "K") * numeral.scale
    if unit == "calendar year":
        if written in _SPANS:
            raise UnitMismatchError(written, unit)
        return 1.0
    written = _known(written)
    if _DEGREES.match(written) and _degrees(written) != _degrees(unit):
        raise UnitMismatchError(written, unit)
    if _TONS.fullmatch(written) and unit:
        raise UnitMismatchError(written, unit)
    if not written or written == "x" or (written.startswith("x/") and not unit.startswith("x/")):
        return 1.0
    if not is_in_table(written) and "^" not in written:
        return _of_word(written, unit)
    return _converted(written, unit) if unit else 1.0


def refuse_change(text: str, unit: str) -> None:
    """Refuse a text that gives a factor as a change.

    Raises:
        UnitMismatchError: it is `28% lower` or `falls by 28%`, where the factor is 0.72.
    """
    change = _COMPARED.search(text) if unit in ("", "x") else None
    change = change or (_CHANGED.search(text) if unit == "x" else None)
    if change:
        raise UnitMismatchError(change[0], unit or "x")


def has_dimension(unit: str) -> bool:
    """Return whether a unit is known and more than a plain count."""
    try:
        return bool(dimension(unit))
    except UnitMismatchError:
        return False


def is_time(unit: str) -> bool:
    """Return whether a unit is one of a length of time."""
    return has_dimension(unit) and dimension(unit) == dimension("year")


def is_unit(word: str) -> bool:
    """Return whether a word is a unit, or seems to be meant as one."""
    return is_in_table(_known(word)) or "^" in word or is_like_a_unit(word)


def is_like_a_unit(word: str) -> bool:
    """Return whether a word is no unit that is known and yet seems to be meant as one: `gb`, `Tflops`, `Go`."""
    if is_in_table(_known(word)):
        return False
    return word in _LETTERS or bool(_UNIT_LIKE.fullmatch(word) or _TONS.fullmatch(word) or _alike(word))


def _converted(written: str, unit: str) -> float:
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
    """Return a word in the form in which its unit is known: `Months` in a title, `ans` in French, `KWh`."""
    if is_year(word):
        return "year"
    if is_in_table(word):
        return word
    if len(word) >= _WORD and is_in_table(word.lower()):
        return word.lower()
    spelled = [name for name in _alike(word) if name[-1] not in "Bb" and not name.endswith("ps")]
    same = [name for name in spelled if word[0].isupper() and name[0] == word[0]] or spelled
    return same[0] if len(same) == 1 else word


def _alike(word: str) -> tuple[str, ...]:
    """Return the units of memory, power, energy and computation whose names differ from a word in capitals alone."""
    folded = word.casefold()
    names = (*_FOLDED.get(folded, ()), *_FOLDED.get(folded.removesuffix("s"), ()))
    return tuple(dict.fromkeys(names))


def _of_word(word: str, unit: str) -> float:
    """Return the factor to a word that the table of units does not hold: one for a word of the sentence.

    It may be a rarer unit, as `hp`, or one with more of the sentence behind it, as in `300 MB per page` and
    `100 MW-class`.

    Raises:
        UnitMismatchError: it looks like a unit and is none that is known, as `80 gb` and `person-months`.
    """
    if not word[0].isalpha() and word[0] not in "$\u00b0\u00a2":
        return _of_one_apart(word, unit)
    if not has_dimension(unit):
        if word in _LETTERS:
            raise UnitMismatchError(word, unit)
        return 1.0
    try:
        return _converted(word, unit)
    except UnitMismatchError:
        if any(is_like_a_unit(part) for part in re.split("[/-]", word)):
            raise
        return _of_parts(word, unit)


def _of_one_apart(word: str, unit: str) -> float:
    """Return 1 for a unit that other signs set apart from the number, as in `30, GB`, unless it fits the quantity:
    then who wrote it may well have meant it.
    """
    try:
        _converted(re.sub(r"^\W+", "", word), unit)
    except UnitMismatchError:
        return 1.0
    raise UnitMismatchError(word, unit)


def _of_parts(word: str, unit: str) -> float:
    """Return the factor to a word of which one part may be a unit, and others words of the sentence."""
    counted, slash, per = (_known(part) for part in word.partition("/"))
    wanted, _, wanted_per = unit.partition("/")
    if slash and is_in_table(counted):
        return _converted(counted, wanted)
    if slash and is_in_table(per):
        return _converted(f"/{per}", f"/{wanted_per}")
    first, *others = (_known(part) for part in re.split("[/-]", word))
    if others and is_in_table(first) and not any(map(is_in_table, others)):
        return _converted(first, unit)
    if any(map(is_in_table, others)):
        raise UnitMismatchError(word, unit)
    return 1.0
