"""Reads one number with its unit, as people write it: `1.2e24 FLOP`, `$2/GPU-hour`, `35%`, `100M`, `6x`."""

import re
from dataclasses import dataclass

from teleo.quantities.calendar import Dated, read_date
from teleo.quantities.errors import ValueTextError

GREATEST = 1e100
"""Numbers beyond it, or closer to zero than its inverse, are refused: no sample of them must overflow."""

LONGEST = 200
"""Characters of the longest text that is read as a value."""

SCALES: dict[str, float] = {
    "k": 1e3,
    "K": 1e3,
    "M": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "b": 1e9,
    "B": 1e9,
    "bn": 1e9,
    "T": 1e12,
    "tn": 1e12,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
"""Each suffix of a number and its factor; a small `m` or `b` is one behind money alone, elsewhere a unit."""

SCALE_BEHIND = re.compile(rf"^[\s-]?(?:{'|'.join(SCALES)})(?:(?<=[nd])s)?(?!\w)")
"""The scale of a number, where what stands behind the digits begins."""

OTHER_CURRENCIES = "\u20ac\u00a3\u00a5"
"""Signs of money that is never taken for dollars."""

LATIN = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""The letters that a word of a European language may go on with, within the brackets of a pattern."""

NUMBER = (
    r"(?P<sign>[+\-\u2212]?)(?P<currency>US\$|\$|USD )?"
    r"(?P<digits>\d{1,3}(?:[,_'\u2019\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
    r"(?P<exponent>[eE][+\-]?\d{1,6}|\s?[\u00d7x*\u00b7]\s?10\^[+\-]?\d{1,6})?(?![\d,._]*\d)"
)
"""A number without its scale and unit, as `plainly_written` leaves it."""

SCALE_SIGN = rf"\s?(?:k|K|M|bn|mn|mln|tn|T|(?(currency)[mb]|(?!))|(?(exponent)(?!)|B))(?![{LATIN}\d])"
"""A scale in short, behind `NUMBER`; `2048 B200` has none. Behind an exponent a `B` is bytes: nobody counts 1.6e9
billions.
"""

_SCALE = rf"(?P<scale>{SCALE_SIGN}|[\s-]?(?:thousand|million|billion|trillion)s?(?![A-Za-z]))?"

_RAISED = str.maketrans(
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b", "0123456789+-"
)
_SUPERSCRIPT = re.compile(r"(?<=10)[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_TEN = re.compile(r"(?<![\d.])10(?:\*\*(?=[+-]?\d)|\^\{([+-]?\d{1,6})\})")
"""Powers of ten as programs and formulas write them: `10**12`, `10^{12}`."""
_POWER_OF_TEN = re.compile(r"([+\-\u2212]?(?:US\$|\$|USD )?)10\^(?=[+\-]?\d)")
_COUNTS = "tok|token|Tok|query|call|request|param|parameter|user"
PER_MANY = re.compile(
    r"(?:\s?/\s?|\s+(?:per|a)\s+)(?:(?:1\s?)?(?P<many>[kKMB]|thousand|million|billion)|(?P<digits>1[,_]?000(?:[,_]?000)?))"
    rf"\s?(?:(?:input|output|prompt|generated|cached)\s)?(?P<counted>{_COUNTS}|queries(?=\b))s?\b"
)
"""What prices are quoted for: `$3 per 1M tokens`, `$0.2/1,000 calls`."""

_PER = re.compile(r"\s+(?:per|an?)\s+|^(?:per|an?)\s+")
ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
}
_ADVERB = re.compile(rf"\s+({'|'.join(ADVERBS)})$")
_GAS = re.compile(r"(?<=[gt])[\s-]?CO[2\u2082](?:[ -]?eq?\b\.?)?(?![A-Za-z])")
_METRIC = re.compile(r"\b[Mm]etric[ -](?:tons?|tonnes?)\b")
_PREFIXES = {"k": "k", "K": "k", "M": "M", "B": "G", "thousand": "k", "million": "M", "billion": "G"}
_AMOUNT = re.compile(NUMBER + _SCALE + r"(?P<unit>\s*[^\d\s(),](?:[^(),]|(?<=[/*])\([^(),]*\))*)?")
_PERCENT = re.compile(
    r"%(?:[ -]points?\b)?|(?:(?i:(?:percentage|percent|per cent) points?|percent|per cent)|pct|pp)(?![a-z])"
)
_FACTOR = re.compile(r"(?:x|\u00d7|times|-?fold)(?![A-Za-z])")
_NO_UNIT = re.compile(
    r"^[^\w$%\u00b0\u00d7\u00a2]*\d|^[^\w$%\u00b0\u00d7\u20ac\u00a2\u00a3\u00a5]*$|^[x\u00d7][\d\u00b1]|\s\d|^[eE][+-]?\d"
    r"|[^\w\s$%\u00b0\u00d7\u20ac\u00a2\u00a3\u00a5*/^.'()\u00b7\u00b2\u00b3-]|[_\u00bc-\u00be\u2150-\u215e]"
    r"|^-?(?:and|at|by|from|ish|max|or|plus|than|through|to|until|up)\b"
)
"""What follows a number and is no unit: a second number, as in `2/3` and `12:30`, a part of one, as in `33⅓`, or
a sign or a word of no unit."""

_LISTED = re.compile(
    r"(?:(?P<median>[^\[\],;]*\d[^\[\],;]*?)\s*)?\[\s*(?P<low>[^\[\],;]*\d[^\[\],;]*?)\s*[,;]\s*(?P<high>[^\[\],;]*\d[^\[\],;]*?)\s*\]"
)
_COMMA = re.compile(
    r"(?P<before>[^\d\[]{0,5})(?P<whole>\d{1,3}(?:[.\s]\d{3})*|\d+),(?P<part>\d{1,2}|\d{4,})(?!\d)(?P<after>[^\d,]*)"
)
_SPACED = re.compile(r"\D{0,5}\d{1,3}(?: \d{3})+(?:\.\d+)?(?!\d)\D*")
_DOTTED = re.compile(r"\D{0,5}\d{1,3}(?:\.\d{3}){2,}(?![\d.,])\D*")
_VAGUE = re.compile(
    r"(?:early|mid|late|(?:the )?(?:start|beginning|middle|end) of|spring|summer|autumn|fall|winter)"
    r"(?: of| in)?[\s-]*(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?P<count>\d{1,6}(?:\.\d+)?)(?:\s?/\s?|\s+(?:per|in|of|out of)\s+)(?P<of>(?!(?:19|20)\d\d$)\d[\d,]{0,12})"
)
_CURRENCY = re.compile(
    rf"(?P<sign>[{OTHER_CURRENCIES}])\s?(?P<number>\d[\d.,]*[kKMBT]?)(?P<rest>(?:/[\w-]+)?)"
)
_SIGNS: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x066A: "%",
    0xFE6A: "%",
    0x223C: "~",
    0x301C: "~",
    0x2010: "-",
    0x2011: "-",
    0x2012: "\u2013",
    0x2044: "/",
    0x2215: "/",
    0x2A7D: "<=",
    0x2A7E: ">=",
    0x03BC: "\u00b5",
}
"""Signs that look or mean the same: full-width ones, the Arabic percent sign, the wave of Japanese ranges, hyphens
that do not break, the Greek mu.
"""


@dataclass(frozen=True, slots=True)
class Amount:
    """One number: `value` with its scale, and its percent sign, applied; `unit` as written.

    `unit` is empty for a bare number and for a percentage, `x` for a factor. `is_marked` says that a scale
    or a percent sign stood behind the digits, so that a neighbour without one could be meant to share it. `date` is
    that of a day, a month or a longer time, whose `value` is a decimal year.
    """

    value: float
    unit: str
    text: str
    is_percent: bool = False
    is_marked: bool = False
    date: Dated | None = None


def read_amount(text: str) -> Amount:
    """Return the number that `text` writes; of a date other than a bare year, the decimal year.

    Raises:
        ValueTextError: it writes none, or one too large for a float.
    """
    stripped = text.translate(_SIGNS).strip()
    date = read_date(stripped)
    if date is not None:
        return Amount(date.value, "", stripped, date=date)
    match = _AMOUNT.fullmatch(plainly_written(stripped)) if len(stripped) <= LONGEST else None
    if match is None or (match["unit"] and _is_no_unit(match["unit"].strip())):
        raise ValueTextError(text, _advice(stripped[: LONGEST + 1]))
    scale = (match["scale"] or "").strip(" -")
    value = plain_number(match["sign"] + match["digits"], match["exponent"])
    value *= SCALES.get(scale) or SCALES.get(scale.removesuffix("s"), 1.0)
    unit, is_percent = _unit(match["currency"] or "", (match["unit"] or "").strip())
    if is_percent:
        value /= 100.0
    is_zero = plain_number(match["digits"], None) == 0.0
    if abs(value) > GREATEST or (not is_zero and abs(value) < 1.0 / GREATEST):
        raise ValueTextError(text, "is too large or too small to be computed with")
    return Amount(value, unit, stripped, is_percent, is_percent or bool(scale))


def _is_no_unit(rest: str) -> bool:
    percent = _PERCENT.match(rest)
    is_twice = percent is not None and _PERCENT.match(rest[percent.end() :].strip()) is not None
    return is_twice or _NO_UNIT.search(rest) is not None


def plain_signs(text: str) -> str:
    """Return a text with the usual one of signs that mean the same: `~` for a tilde of mathematics, `5` for a `５`."""
    return text.translate(_SIGNS)


def _advice(text: str) -> str:
    """Return what to say of a text that is no number."""
    listed = _LISTED.fullmatch(text)
    if listed:
        interval = f"{listed['low']} to {listed['high']}"
        written = f"{listed['median']} ({interval})" if listed["median"] else interval
        return f"is a list; write an interval as `{written}`"
    comma = _COMMA.fullmatch(text)
    if comma:
        written = (
            comma["before"] + re.sub(r"[.\s]", "", comma["whole"]) + "." + comma["part"] + comma["after"]
        )
        return f"has a decimal comma; write it with a point: `{written}`"
    spaced = _SPACED.fullmatch(text)
    if spaced:
        return f"has its thousands set apart by spaces; write `{re.sub(r'(?<=[0-9]) (?=[0-9])', ',', text)}`"
    part = _PART.fullmatch(text)
    if part and 0.0 < float(part["count"]) <= (whole := float(part["of"].replace(",", ""))):
        return f"is no number; write the share as `{float(part['count']) / whole * 100:.3g}%`"
    currency = _CURRENCY.fullmatch(text)
    if currency:
        name = {"\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "JPY"}[currency["sign"]]
        written = f"{currency['number']} {name}{currency['rest']}"
        return f"names its currency by a sign; write `{written}`, or convert it where USD is wanted"
    if _DOTTED.fullmatch(text):
        return f"has its thousands set apart by points; write `{re.sub(r'[.](?=[0-9]{3})', ',', text)}`"
    vague = _VAGUE.fullmatch(text)
    if vague:
        year = vague["year"]
        return f"does not say which months; write for example `{year}-H1`, `{year}-Q1` or `June {year}`"
    return "is no number that teleo reads; write for example 35%, 80 GB, 1.2e24 or 2 to 5"


def plainly_written(text: str) -> str:
    """Return a number with its power of ten as `1e12`, and what it is paid for as `/Mtokens`."""
    text = _TEN.sub(lambda match: f"10^{match[1] or ''}", text.replace("\\times", "\u00d7"))
    raised = _SUPERSCRIPT.sub(lambda match: "^" + match.group().translate(_RAISED), text)
    return plain_units(_POWER_OF_TEN.sub(r"\g<1>1e", raised) if _POWER_OF_TEN.match(raised) else raised)


def plain_units(text: str) -> str:
    """Return a text with what is counted by thousands, millions and billions behind a prefix, as `/Mtokens`, metric
    tons as tonnes, and grams and tonnes without the gas that they are of.
    """
    counted = PER_MANY.sub(lambda match: f"/{_prefix(match)}{match['counted'].replace('ies', 'y')}", text)
    return _GAS.sub("", _METRIC.sub("tonnes", counted))


def unit_named(text: str) -> str:
    """Return the unit that a text names, in the form that units are read in: `$/Mtoken` for `$ per 1M tokens`."""
    return _per(plain_units(plain_signs(text).strip()))


def _per(text: str) -> str:
    return _PER.sub("/", _ADVERB.sub(lambda match: f"/{ADVERBS[match[1]]}", text))


def _prefix(match: re.Match[str]) -> str:
    zeros = (match["digits"] or "").count("0")
    return _PREFIXES[match["many"]] if match["many"] else {3: "k", 6: "M"}[zeros]


def plain_number(digits: str, exponent: str | None) -> float:
    """Return digits, with thousands separators perhaps, and an exponent as a float; it may be infinite."""
    power = re.split(r"10\^|[eE]", exponent)[-1] if exponent else "0"
    return float(re.sub(r"[,_'\u2019\s]", "", digits).replace("\u2212", "-") + f"e{int(power)}")


def _unit(currency: str, rest: str) -> tuple[str, bool]:
    """Return the unit in the form that units are read in, and whether it was a percent sign."""
    percent = _PERCENT.match(rest)
    if percent:
        rest = rest[percent.end() :].strip()
    factor = _FACTOR.match(rest)
    if factor:
        rest = "x" + rest[factor.end() :]
    rest = _per(rest if rest.startswith("x") else f" {rest}").strip()
    rest = re.sub(r"^-(?=bits?\b)", "", rest)
    if currency:
        rest = "USD" + (rest if not rest or rest.startswith(("/", "*", "-")) else "*" + rest)
    return rest.strip(), percent is not None
