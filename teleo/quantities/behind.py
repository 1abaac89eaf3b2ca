"""The unit that stands behind a number in a text, in the form in which units are read."""

import re
import unicodedata

from teleo.quantities.amounts import ADVERBS, LATIN, plain_units
from teleo.quantities.units import is_in_table, plain_chips

_RAISED = r"[kcdm]?m(?:[\u00b2\u00b3]|(?:\^|\*\*)[23](?!\d))"
"""An area or a volume, where more of a unit stands beside it."""

UNIT = re.compile(
    r"\s*-?(?P<factor>x|\u00d7|times|fold)(?![A-Za-z])"
    r"|\s*(?P<power>[kcm]?m[\u00b2\u00b3])(?!\w|\s*[/*\u00b7-]|\s+per\b)"
    rf"|(?:\s*|-)(?P<unit>(?:{_RAISED}(?=/|\s+per\b)|(?:\u00b0 ?)?[{LATIN}$\u00a2\u00b5\u03bc][{LATIN}]*)"
    rf"(?:(?:/|-per-|-| per )(?:{_RAISED}[{LATIN}]*|[{LATIN}\u00b5\u03bc]+))*|\u5e74\u9593?)"
)
"""A unit as it begins behind a number, with the hyphen of `80-GB` and `18-month`."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Signs without a width, which paste and typesetting leave between a number and its unit."""
_OPENING = re.compile(r"^\s*[(\[](?=[A-Za-z])")
_HYPHEN = re.compile("[\u2010\u2011]")
_WIDE = re.compile("[\u3371-\u33df\uff21-\uff5a]+")
"""Units in one sign, as of gigabytes, and letters as wide as those of Chinese."""
_APART = re.compile(rf"[^\w$%]{{1,4}}([{LATIN}\u00b5]+)")
_POWERS = {"\u00b2": "^2", "\u00b3": "^3", "**": "^"}
"""How the signs of an area and of a volume are read."""
_POWER = re.compile(r"[\u00b2\u00b3]|\*\*")
_SAME_CHIP = re.compile(r"\bGPUs?[ -](?=GPUs?\b)")
_TIMES_CHIP = re.compile(r"^\s?[x\u00d7]\s?(?=GPUs?\b)")
"""What stands in `8×H100`, which are 8 of them."""
_OF_TIME = re.compile(
    r"\b((?:GPU|gpu|chip|accelerator|server|device|[kMGT]?W|(?i:kilo|mega|giga|tera)?(?i:watt)))s?"
    r"(?:[ \u00b7\u22c5]|\s?\*\s?)(h|hr|hrs|hours?|days?|weeks?|months?|years?)(?![A-Za-z])"
)
"""What is counted by the time that it runs: `GPU hours`, `megawatt hours`."""
_BY_TIME = re.compile(r"\s*(?:/|-?per[ -])\s*(second|minute|hour|day|week|month|quarter|year|decade)\b")
_OF_ONE = re.compile(
    r"(?:\s+|-)an?(?:\s+|-)(?=(?:second|minute|hour|day|week|month|quarter|year|token|query|call|request|GPU)\b)"
)
_ADVERB = re.compile(rf"\s+({'|'.join(ADVERBS)})\b")
_ADVERB_LAST = re.compile(rf"{_ADVERB.pattern}(?!\s+[{LATIN}])")
"""Behind what is no money it is an adverb only where no noun follows, as in `a 5 GB weekly report`."""
_PAID_FOR = re.compile(rf"\s*(?:/|-?per[ -])\s*({_RAISED}(?!\w)|[A-Za-z]+(?:-[A-Za-z]+)?)")


def unit_behind(after: str, currency: str) -> str:
    """Return the unit at the beginning of what follows a number, `USD` with what is paid for where the number has
    a currency; nothing where no word follows. A unit that other signs set apart from the number has these before it.
    """
    text = _plain(after)
    if currency:
        return _money(_ADVERB.sub(_per_time, text))
    text = _ADVERB_LAST.sub(_per_time, text)
    match = UNIT.match(text)
    if match is None:
        apart = _APART.match(text)
        return apart.group().strip() if apart and is_in_table(apart[1]) else ""
    if match["factor"]:
        time = _BY_TIME.match(text, match.end())
        return f"x/{time[1]}" if time else "x"
    if match["power"]:
        return _plain_power(match["power"])
    return _plain_power(match["unit"].replace("-per-", "/").replace(" per ", "/"))


def _plain_power(unit: str) -> str:
    return _POWER.sub(lambda match: _POWERS[match[0]], unit)


def _plain(after: str) -> str:
    near = _OPENING.sub(" ", _HYPHEN.sub("-", _UNSEEN.sub("", after)))
    narrow = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), near)
    chips = _TIMES_CHIP.sub(" ", _SAME_CHIP.sub("", plain_chips(plain_units(narrow))))
    return _OF_ONE.sub("/", _OF_TIME.sub(r"\1-\2", chips))


def _per_time(match: re.Match[str]) -> str:
    return f"/{ADVERBS[match[1]]}"


def _money(text: str) -> str:
    """Return dollars with those things that they are paid for whose names are units, else with the first of them."""
    named, position = list[str](), 0
    while match := _PAID_FOR.match(text, position):
        named.append(_plain_power(match[1]))
        position = match.end()
    known = [name for name in named if is_in_table(name) or "^" in name]
    return "/".join(["USD", *(known or named[:1])])
