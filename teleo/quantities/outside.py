"""What stands outside a link and belongs to the number in it: `$[5.6](…) million`, `[41](…) GB`, `by [2030](…)`."""

import re

from teleo.quantities.amounts import OTHER_CURRENCIES, PER_MANY, SCALE_BEHIND
from teleo.quantities.phrase import Phrase
from teleo.quantities.phrase_unit import is_like_a_unit
from teleo.quantities.units import is_in_table
from teleo.vault.markdown import LINK_ADDRESS

_MOST = 60
"""Characters behind a link that are looked at."""
_SPACE = r"(?:[ \t\u00a0]+|[ \t]*\r?\n[ \t]*)"
_BEFORE = re.compile(
    rf"(?:(?:[^\W\d_]+{_SPACE}){{1,3}}|[\u2264\u2265~\u2248]\s?)?(?:US\$|\\?\$|[{OTHER_CURRENCIES}]\s?)?$"
)
"""Up to three words, as of `no later than`, or a sign for a bound, and a currency; `>` begins a quotation too."""
_OPENING = re.compile(r"(?:<[A-Za-z]{1,9}>)?[*_=]{0,3}$")
_CLOSING = re.compile(r"[*_=]{0,3}(?:</[A-Za-z]{1,9}>)?")
"""The end of an emphasis that began before the link."""
_END = r"\\?\$?\d[\d.,]*(?<![.,])(?![\d-])"
_TO_ANOTHER = re.compile(rf"(?:\s(?:to|or)\s|\s?[-\u2013\u2014]\s?)(?:{_END}|\[{_END}\]{LINK_ADDRESS})")
"""The other end of a range, as in `[35](…) to 44 GB`, perhaps a link as well: what stands behind it belongs to both."""
_OF_RANGE = re.compile(r"(%|[^\W\d_]+(?=[-\u2013\u2014])|\s[^\W\d_]+(?=[\u2013\u2014]))[-\u2013\u2014]")
"""A sign, a scale or a unit before a dash, at which digits go on."""
_BEHIND = re.compile(
    r"\+?(?:[ \t\u00a0\u2009\u202f]|&nbsp;|\r?\n)?(?:-|\(|[*_=]{1,3}|<[A-Za-z]{1,9}>)?"
    r"(?:\\?%|[^\W\d_]|[\u00b0\u00a2\u2030])[^\d\[\]|,;:.!?()<>\n]*"
)
"""Words, the first perhaps with a hyphen, a bracket or an emphasis before it, as in `[35](…) **GB**`."""


def outside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a link, at `start` to `end` of a text, and may belong to its number."""
    start -= len(_OPENING.search(text, max(start - 14, 0), start)[0])  # type: ignore[index]
    before = _BEFORE.search(text, max(start - _MOST, 0), start)
    end = _CLOSING.match(text, end).end()  # type: ignore[union-attr]
    another = _TO_ANOTHER.match(text, end)
    end = another.end() if another else end
    after = text[end : end + _MOST]
    counted = PER_MANY.match(after)
    return (before[0] if before else "", counted[0] if counted else _words(after))


def _words(after: str) -> str:
    """Return the words behind a link, without a last one that goes on in digits, as that of `B200` does; the `B` of
    `[60](…)B-70B` is the scale of a range.
    """
    behind = _BEHIND.match(after)
    if behind is None:
        return ""
    of_range = _OF_RANGE.fullmatch(behind[0])
    if of_range:
        return of_range[1]
    is_cut = after[behind.end() : behind.end() + 1].isdigit()
    return re.sub(r"\S+$", "", behind[0]) if is_cut else behind[0]


def is_bare(phrase: Phrase) -> bool:
    """Return whether a text ends with its number and scale: no unit belongs to it but perhaps dollars, of which what
    they are paid for may yet follow.
    """
    last = phrase.numerals[-1]
    after = SCALE_BEHIND.sub("", phrase.text[last.end :])
    unit = "USD" if last.currency else ""
    return not last.is_percent and phrase.unit == unit and not re.search(r"\w", after)


def says_more(whole: Phrase, bare: Phrase) -> bool:
    """Return whether a text with its surroundings names a share, a scale, a currency, a unit or a bound, or is only
    about right.
    """
    if len(whole.numerals) != len(bare.numerals):
        return False
    last, alone = whole.numerals[-1], bare.numerals[-1]
    is_bound = (whole.bound, last.is_hedged) != (bare.bound, alone.is_hedged)
    has_unit = bool(whole.unit) and (is_in_table(whole.unit) or is_like_a_unit(whole.unit))
    signs = (whole.numerals[0].currency, last.is_percent, last.scale)
    return is_bound or has_unit or signs != (bare.numerals[0].currency, alone.is_percent, alone.scale)
