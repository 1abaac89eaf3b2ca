"""Reads values in all the forms that a quantity may have: points, intervals, choices, bounds."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from teleo.quantities.amounts import LONGEST, SCALE_BEHIND, Amount, plain_signs, read_amount
from teleo.quantities.calendar import is_calendar_year, read_date
from teleo.quantities.errors import ValueTextError


class Form(StrEnum):
    """What a value says about its number."""

    POINT = "point"
    INTERVAL = "interval"
    MEDIAN = "median and interval"
    UNIFORM = "uniform"
    CHOICE = "choice"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as written.

    `amounts` holds one number for a point or a bound, low and high for an interval, median, low and high for
    a median with its interval, and every alternative for a choice. `is_hedged` says that a `~` or `about`
    stood before it, `is_strict` that a bound is not itself allowed, as in `> 4x` and `after 2028`.
    """

    form: Form
    amounts: tuple[Amount, ...]
    text: str
    is_hedged: bool = False
    is_strict: bool = False


_HEDGE = re.compile(
    r"(?:~|\u2248|about |around |roughly |approximately |approx\.? |some |nearly |almost |circa |ca\.? |c\. )\s*",
    re.IGNORECASE,
)
_BOUNDS = (
    (re.compile(r"(?:<=|\u2264|at most |up to |not? more than )\s*", re.I), Form.AT_MOST, False),
    (re.compile(r"(?:>=|\u2265|at least |not? (?:less|fewer) than )\s*", re.I), Form.AT_LEAST, False),
    (re.compile(r"(?:<|under |below |(?:less|fewer|lower) than )\s*", re.I), Form.AT_MOST, True),
    (re.compile(r"(?:>|over |above |(?:more|greater|higher) than )\s*", re.I), Form.AT_LEAST, True),
)
"""What is written before a bound, and whether the bound itself is left out."""
_DATE_BOUNDS = (
    (re.compile(r"(?:by|until|not? later than) ", re.I), Form.AT_MOST, False),
    (re.compile(r"(?:since|from|not? earlier than|not before) ", re.I), Form.AT_LEAST, False),
    (re.compile(r"(?:before|earlier than) ", re.I), Form.AT_MOST, True),
    (re.compile(r"(?:after|later than) ", re.I), Form.AT_LEAST, True),
)
"""What makes a bound of a date alone."""
_OR_BOUNDS = (
    (re.compile(r"\s+(?:or (?:less|fewer|lower|below|earlier)|at most)"), Form.AT_MOST),
    (
        re.compile(r"\s+(?:or (?:more|higher|greater|above|later)|and (?:more|above|later|up)|at least)"),
        Form.AT_LEAST,
    ),
)
_WORD_RANGE = re.compile(r"\s+(?:to|through)\s+", re.IGNORECASE)
_SIGN = r"(?=[$.\d\u2212]|-\d|-\$|US\$|USD )"
_DASH_RANGE = re.compile(
    r"(?<=[\dA-Za-z%\u00d7\u00b9\u00b2\u00b3\u2070\u2074-\u2079])(?<!\d[eE])(?<!\d [eE])"
    rf"(?:\s?[\u2013\u2014]\s?{_SIGN}|\s?-\s?(?=[$.\d])|\s?(?:~|\u2026|\.\.\.?)\s?(?=[$\d]))"
    rf"|\s[\u2013\u2014-]\s{_SIGN}"
)
_FROM = re.compile(r"from\s+(.+?\s+to\s.+)|between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)
_SHORT_YEARS = re.compile(r"((?:19|20)\d\d)\s?[\u2013-]\s?(\d\d)")
"""`2028-30`; what could be a month of the year is one."""
_MEDIAN = re.compile(r"([^()]*[^()/*\s])\s*\(([^()]+)\)")
_MEDIAN_OF_UNIT = re.compile(
    r"(\$?[\d.,eE+]+)\s*\((\$?[\d.,eE+]+)(?:\s+to\s+|\s?[\u2013-]\s?)(\$?[\d.,eE+]+)\)(\s?[A-Za-z%\u00b5$/][^()]*)"
)
"""`3 (2 to 5) GB`: what stands behind the brackets belongs to all three."""
_CHOICE = re.compile(r"one of\s+(.+)")
_PLUS = re.compile(r"([^+]*\S)\s?\+((?:\s+(?!to\s)[A-Za-z$%/][^+]*)?)")
"""A least value: `70%+`, `$100M+`, `100+ MW`."""
_CONFIDENCE = re.compile(r"\d\d\s?%\s?(?:CI|CrI|confidence|credible)", re.IGNORECASE)
_PLUS_MINUS = re.compile(r"\u00b1|\+/?-")
_TENS = r"10(?:\^[+\-]?\d+|[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+)"
_HAS_POWER = re.compile(rf"\d[eE][+\-]?\d|(?<![\d.]){_TENS}")
_POWER = re.compile(rf"\s?[\u00d7x*\u00b7]\s?{_TENS}")
_NEAR = 1000.0
"""How many times the lower end the upper one may be where only that has a scale."""
_UNIFORM = re.compile(r"(.+?),?\s+(?:\(uniform\)|uniform)|uniform\s+(.+)")


_DIGITS = re.compile(
    r"\s*[+\-\u2212]?(?:US\$|\$|USD )?"
    rf"(?:{_TENS}"
    r"|[\d,._\u00a0\u2009\u202f]*\d\.?(?:[eE][+\-]?\d+)?)"
)


def read_value(text: str) -> Reading:
    """Return what `text` says.

    Raises:
        ValueTextError: it is no value, its range can be read in two ways, or its interval is backwards.
    """
    if len(text) > LONGEST:
        raise ValueTextError(text, f"is too long for a value; at most {LONGEST} characters")
    stripped = plain_signs(text).strip()
    if _CONFIDENCE.search(stripped):
        raise ValueTextError(
            text,
            "names how likely its ends are; an interval here holds 90%: write it as `3 (2 to 5)`",
        )
    choice = _CHOICE.fullmatch(stripped)
    if choice:
        return _choice(text, choice[1])
    bound = _bound(text, stripped)
    if bound:
        return bound
    if _PLUS_MINUS.search(stripped):
        raise ValueTextError(text, "does not say how likely its ends are; write a 90% interval, as `3 to 5`")
    hedge = _HEDGE.match(stripped)
    rest = stripped[hedge.end() :] if hedge else stripped
    reading = _unhedged(text, rest)
    return replace(reading, is_hedged=True) if hedge else reading


def _bound(text: str, stripped: str) -> Reading | None:
    for pattern, form, is_strict in _BOUNDS:
        match = pattern.match(stripped)
        if match:
            return Reading(form, (read_amount(stripped[match.end() :]),), text, is_strict=is_strict)
    for pattern, form, is_strict in _DATE_BOUNDS:
        match = pattern.match(stripped)
        if match and _is_date(stripped[match.end() :]):
            return Reading(form, (read_amount(stripped[match.end() :]),), text, is_strict=is_strict)
    for pattern, form in _OR_BOUNDS:
        match = pattern.search(stripped)
        if match and match.end() == len(stripped):
            return Reading(form, (read_amount(stripped[: match.start()]),), text)
    return None


def _is_date(text: str) -> bool:
    bare = text.strip()
    return read_date(bare) is not None or (
        len(bare) == 4 and bare.isdecimal() and is_calendar_year(float(bare))
    )


def _unhedged(text: str, rest: str) -> Reading:
    if read_date(rest) is not None:
        return Reading(Form.POINT, (read_amount(rest),), text)
    plus = _PLUS.fullmatch(rest)
    if plus:
        return Reading(Form.AT_LEAST, (read_amount(plus[1] + plus[2]),), text)
    uniform = _UNIFORM.fullmatch(rest)
    if uniform:
        ends = _range(text, uniform[1] or uniform[2])
        if ends is None:
            raise ValueTextError(text, "has no two ends; write for example `1 to 4 uniform`")
        return Reading(Form.UNIFORM, ends, text)
    median = _MEDIAN.fullmatch(rest)
    if median:
        return _median(text, median[1], median[2])
    shared = _MEDIAN_OF_UNIT.fullmatch(rest)
    if shared:
        unit = shared[4]
        return _median(text, shared[1] + unit, f"{shared[2]}{unit} to {shared[3]}{unit}")
    ends = _range(text, _ends_alone(rest))
    if ends is not None:
        return Reading(Form.INTERVAL, ends, text)
    return Reading(Form.POINT, (read_amount(rest),), text)


def _ends_alone(rest: str) -> str:
    """Return `2 to 5` for `from 2 to 5` and `between 2 and 5`, and `2028 to 2030` for `2028-30`."""
    words = _FROM.fullmatch(rest)
    if words:
        return words[1] or f"{words[2]} to {words[3]}"
    years = _SHORT_YEARS.fullmatch(rest)
    return f"{years[1]} to {years[1][:2]}{years[2]}" if years and years[2] > years[1][2:] else rest


def _choice(text: str, listed: str) -> Reading:
    amounts = tuple(read_amount(part) for part in re.split(r"\s*,(?!\d{3}(?!\d))\s*|\s+or\s+", listed))
    if len(amounts) < 2:
        raise ValueTextError(text, "offers no choice; write for example `one of 1, 2, 4`")
    return Reading(Form.CHOICE, amounts, text)


def _median(text: str, middle: str, interval: str) -> Reading:
    median = read_amount(middle)
    ends = _range(text, interval)
    if ends is None:
        raise ValueTextError(text, "has no interval in its brackets; write for example `3 (2 to 5)`")
    if median.is_marked and not ends[1].is_marked and ends[1].value:
        shared_text = (
            f"{median.text} ({ends[0].text}{_behind(median.text)} to {ends[1].text}{_behind(median.text)})"
        )
        raise ValueTextError(text, f"has an interval without the mark of its median; write `{shared_text}`")
    (middle_low, low), (middle_high, high) = (_sharing(text, median, end) for end in ends)
    shared = middle_high if middle_high.unit else middle_low
    if low.unit == high.unit == shared.unit:
        check_median(text, (shared.value, low.value, high.value), (median, low, high))
    return Reading(Form.MEDIAN, (shared, low, high), text)


def _range(text: str, rest: str) -> tuple[Amount, Amount] | None:
    """Return the ends of a range, or nothing when `rest` has no second end."""
    words = _WORD_RANGE.split(rest)
    if len(words) == 2:
        ends = _sharing(text, read_amount(words[0]), read_amount(_HEDGE.sub("", words[1], count=1)))
    else:
        dashes = _DASH_RANGE.split(rest)
        if len(words) != 1 or len(dashes) != 2 or not re.search(r"\d", dashes[0]):
            return None
        ends = _dashed(dashes[0], dashes[1])
    if ends[0].unit == ends[1].unit:
        check_order(text, ends[0].value, ends[1].value, ends)
    return ends


def check_order(text: str, low: float, high: float, ends: tuple[Amount, Amount]) -> None:
    """Refuse an interval whose ends, in one unit, are not in ascending order.

    Raises:
        ValueTextError: the interval is backwards or has no width.
    """
    if low == high:
        raise ValueTextError(text, f"has no width; write `{ends[0].text}` alone or two different ends")
    if low > high:
        left, right = ends[0].text, ends[1].text
        if not _behind(left):
            left, right = left + _behind(right), right.removesuffix(_behind(right))
        raise ValueTextError(text, f"is backwards; write `{right} to {left}`")


def check_median(text: str, values: tuple[float, ...], amounts: tuple[Amount, ...]) -> None:
    """Refuse a median that, in one unit with the ends of its interval, is not between them.

    Raises:
        ValueTextError: it is beyond an end, or at one, so that half of the weight would lie on one number.
    """
    middle, low, high = values
    if not low < middle < high:
        shown = [amount.text for amount in amounts]
        raise ValueTextError(
            text, f"does not fit together: {shown[0]} is not between {shown[1]} and {shown[2]}"
        )


def _dashed(left: str, right: str) -> tuple[Amount, Amount]:
    """Return the ends of `60-70%`, where what stands behind the second number belongs to both."""
    low, high = read_amount(left), read_amount(right)
    if _has_own_scale(low, high):
        return _of_one_unit(low, high)
    if not low.is_marked and not low.unit.removeprefix("USD"):
        behind = _behind(right)
        low = read_amount(
            left.strip() + (_POWER.sub("", behind, count=1) if _HAS_POWER.search(left) else behind)
        )
        if low.unit.startswith("USD") and not high.unit.startswith("USD"):
            high = replace(high, unit=low.unit)
    return low, high


def _behind(text: str) -> str:
    """Return what follows the digits of a number."""
    match = _DIGITS.match(text)
    return text[match.end() :] if match else ""


def _sharing(text: str, left: Amount, right: Amount) -> tuple[Amount, Amount]:
    """Return two ends in which a unit that only one of them names belongs to both.

    A percent sign or a scale is not shared: whether `2 to 5%` starts at 2 or at 2% cannot be known.
    """
    is_shared = left.is_marked != right.is_marked and 0.0 not in (left.value, right.value)
    if is_shared and not _has_own_scale(left, right):
        raise ValueTextError(text, _two_readings(left, right))
    return _of_one_unit(left, right)


def _of_one_unit(left: Amount, right: Amount) -> tuple[Amount, Amount]:
    """Return two ends in which a unit that only one of them names belongs to both."""
    if _completes(left.unit, right.unit):
        left = replace(left, unit=right.unit)
    elif _completes(right.unit, left.unit):
        right = replace(right, unit=left.unit)
    return left, right


def _has_own_scale(left: Amount, right: Amount) -> bool:
    """Return whether the scale of the right end is its own, as in `$500,000 to $2 million`: at both ends it would make
    the interval backwards, and without it they are near.
    """
    digits = _DIGITS.match(right.text)
    if left.is_marked or right.is_percent or not right.is_marked or digits is None:
        return False
    scale = right.value / read_amount(digits.group()).value if right.value else 1.0
    return left.value * scale > right.value > left.value > right.value / _NEAR


def _completes(short: str, full: str) -> bool:
    """Return whether one unit is the other without its end: `$1.3 to $4/h`, `4x to 5x a year`."""
    return not short or (short in ("USD", "x") and full.startswith(short))


def _two_readings(left: Amount, right: Amount) -> str:
    marked, bare = (left, right) if left.is_marked else (right, left)
    shared = bare.text + _behind(marked.text)
    first = f"{shared} to {right.text}" if bare is left else f"{left.text} to {shared}"
    ends = {id(bare): bare.text, id(marked): marked.text}
    if marked.is_percent:
        ends[id(bare)] = f"{bare.value * 100:g}%"
    else:
        digits = _DIGITS.match(marked.text)
        before = re.match(r"[^\d.]*", marked.text)
        unit = SCALE_BEHIND.sub("", marked.text[digits.end() if digits else 0 :])
        ends[id(marked)] = f"{before[0] if before else ''}{marked.value:,.15g}{unit}"
    low, high = ends[id(left)], ends[id(right)]
    return f"can be read as `{first}` or as `{low} to {high}`; write the one that is meant"
