"""What stands outside a link and belongs to the number in it: `$[5.6](…) million`, `[41](…) GB`, `[35](…)%`."""

import re

from teleo.quantities.amounts import PER_MANY
from teleo.quantities.phrase import Phrase
from teleo.quantities.phrase_unit import is_like_a_unit
from teleo.quantities.units import is_in_table

_MOST = 60
"""Characters behind a link that are looked at."""
_CURRENCY = re.compile(r"(?:US\$|\\?\$)$")
_CLOSING = re.compile(r"[*_=]{0,3}")
"""The end of an emphasis that began before the link."""
_BEHIND = re.compile(
    r"(?:[ \t\u00a0\u2009\u202f]|&nbsp;|\r?\n)?-?(?:\\?%|[^\W\d_]|[\u00b0\u00a2\u2030])[^\d\[\]|,;:.!?()<>\n]*"
)


def outside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a link, at `start` to `end` of a text, and may belong to its number."""
    currency = _CURRENCY.search(text, max(start - 4, 0), start)
    after = text[end : end + _MOST]
    after = after[_CLOSING.match(after).end() :]  # type: ignore[union-attr]
    counted = PER_MANY.match(after)
    behind = counted or _BEHIND.match(after)
    return (currency[0] if currency else "", behind[0] if behind else "")


def is_bare(phrase: Phrase) -> bool:
    """Return whether a text ends with its number: no sign, scale or unit belongs to it."""
    last = phrase.numerals[-1]
    is_plain = not (last.is_percent or last.currency or phrase.unit) and last.scale == 1.0
    return is_plain and not re.search(r"\w", phrase.text[last.end :])


def says_more(whole: Phrase, bare: Phrase) -> bool:
    """Return whether a text with its surroundings names a share, a scale, a currency or a unit."""
    if len(whole.numerals) != len(bare.numerals):
        return False
    last = whole.numerals[-1]
    has_unit = bool(whole.unit) and (is_in_table(whole.unit) or is_like_a_unit(whole.unit))
    return last.is_percent or last.scale != 1.0 or bool(last.currency) or has_unit
