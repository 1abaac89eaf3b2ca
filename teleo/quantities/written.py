"""Reads the number in the text of a link and writes another in its place, in the form its author chose."""

import math
import re
from dataclasses import replace

from teleo.quantities.amounts import LATIN, OTHER_CURRENCIES, PER_MANY, SCALE_SIGN, SCALES, plain_number
from teleo.quantities.behind import UNIT, unit_behind
from teleo.quantities.calendar import is_calendar_year
from teleo.quantities.foreign import HEDGE, LESS, MORE, OR_LESS, OR_MORE, has_foreign_word
from teleo.quantities.markup import on_one_line, plain
from teleo.quantities.phrase import Numeral, Phrase
from teleo.quantities.phrase_unit import factor_to, is_unit
from teleo.quantities.slot import SLACK, Slot, Template
from teleo.quantities.units import is_in_table

LONGEST = 300
"""Characters of the longest text of a link that is looked at."""

_MOST_DECIMALS = 6
"""Digits behind the point beyond which two ends of a range are left alike."""

_UNITS = ("kB", "KB", "MB", "GB", "TB", "PB", "kW", "MW", "GW", "Wh", "ms", "us", "bn")
_UNIT_BEFORE_DASH = "|".join(f"(?<={unit}-)" for unit in _UNITS)
_SPACE = r"(?:\s|&nbsp;)?"
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff"
"""Chinese and Japanese letters, which stand before a number without a space; `第` makes it the third of its kind."""
_TOKEN = re.compile(
    rf"(?<![^\W{_UNSPACED}])(?<![.,\u7b2c])(?!(?<=['\u2019])\d\d(?![\d%.,]))"
    rf"(?:(?<![A-Za-z]{{2}}-)|(?<=mid-)|(?<=late-)|(?<=early-)|{_UNIT_BEFORE_DASH})"
    r"(?P<sign>[-\u2212+]?)(?P<currency>US\$|\\?\$)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,_]?[\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079])"
    r"(?P<exponent>[eE][+-]?\d{1,3}(?!\d)|\s?[\u00d7x*]\s?10\^[+-]?\d{1,3})?"
    rf"(?P<scale>{SCALE_SIGN}|[\s-]?(?:thousand|million|billion|trillion)(?![A-Za-z]))?"
    rf"(?P<percent>(?:{_SPACE}|-)(?:\\?[%\uff05\u066a\ufe6a]"
    r"|(?:(?i:percentage points?|percent|per cent)|pct|pp)(?![a-z])))?"
)
_OTHER = re.compile(
    rf"[{OTHER_CURRENCIES}]"
    r"|(?:^|[^\w$-])[-\u2212](?:US\$|\\?\$)|\b\d{4}-(?:0[1-9]|1[0-2])(?!\d)"
    r"|\d\s?[x\u00d7]\s?(?!10\^)\d|\b[QH][1-4]\b|\d[QH][1-4]\b"
    r"|\b(?i:minus|negative)\s+(?=[\d$])|\d-(?:to|or|and)-(?!1\b)\d"
    r"|\d\s?\.{2,3}\s?\d|~~|\u2030|\d\s?(?:ppm|ppb|bps?|basis points?)\b"
    r"|(?:^\W*|\b(?:about|around|by|to|of|at)\s+)[\u2013\u2014][\d$]|[\u0620-\u064a\uac00-\ud7a3]\d"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?\s+(?:\d{1,2},?\s+)?\d{4}\b"
)
"""Other currencies, debts, sizes such as 16x16, parts of a thousand, a dash or a word for a minus, `10-to-20`,
`2...5`, what is struck out, dates with a month, a quarter or a half of a year, and an "and" in Arabic or Korean that
stands right before its number: no number here, lest half of them were rewritten.
"""
_HEDGE = re.compile(
    rf"(?:~|\u2248|\babout|\baround|\broughly|\bapproximately|\bsome|\bnearly|\bca\.?|{HEDGE})\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:>=?|\u2265|\bat least|(?<!no )(?<!not )\b(?:over|above|more than)|\b(?:no|not) (?:less|fewer) than"
    rf"|(?<![{LATIN}])(?:{MORE}))\s*$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?:<=?|\u2264|\bat most|\bup to|(?<!no )(?<!not )\b(?:under|below|less than|fewer than)"
    rf"|\b(?:no|not) (?:more than|over|above)|(?<![{LATIN}])(?:{LESS}))\s*$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(rf"\bor (?:more|higher|above|later)\b|{OR_MORE}")
_OR_LESS = re.compile(rf"\bor (?:less|fewer|lower|below|earlier)\b|{OR_LESS}")
_BY = re.compile(r"\b(?:by|until|(?:no|not) later than)\s+(?:about\s+|around\s+|~)?$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|earlier than)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|later than|since|no earlier than|not before)\s+$", re.IGNORECASE)
"""Words that make a bound of a year of the calendar; `by` allows the year that it names."""
_PERIOD = re.compile(
    r"\b(?:early|mid|late|(?:start|beginning|middle|end|half) of|spring|summer|autumn|fall|winter)(?: of| in)?[\s-]*$",
    re.IGNORECASE,
)
_RANGE_BEGINS = re.compile(r"\b(?:between|from)\W*(?:US)?\\?\$?$", re.IGNORECASE)
"""Words that want two numbers."""
_RANGE = re.compile(r"\s*(?:[-\u2013\u2014~\u223c\u301c\uff5e]|to|and)\s*")


def read_phrase(text: str) -> Phrase | None:
    """Return the number, or the two of a range, that a text holds; `None` when it holds none or more.

    It is read as a page shows it: a break between lines, with the mark of a quotation behind it, is a space,
    and what makes a word bold is no part of it.
    """
    if len(text) > LONGEST:
        return None
    shown = plain(text)
    phrase = _read_line(shown.text)
    if phrase is None or shown.text == text:
        return phrase
    moved = []
    for numeral in phrase.numerals:
        span = shown.span(numeral.start, numeral.end)
        if span is None:
            return None
        moved.append(replace(numeral, start=span[0], end=span[1]))
    return replace(phrase, text=text, numerals=tuple(moved))


def _read_line(text: str) -> Phrase | None:
    if _OTHER.search(text) or has_foreign_word(text):
        return None
    per = PER_MANY.search(text)
    matches = [
        match
        for match in _TOKEN.finditer(text)
        if per is None or not per.start() <= match.start() < per.end()
    ]
    if not 1 <= len(matches) <= 2:
        return None
    if len({bool(match["exponent"]) for match in matches}) > 1:
        return None
    gap, first_unit = _between(text, matches) if len(matches) == 2 else ("", "")
    is_dashed = len(matches) == 2 and not gap.strip() and matches[1]["sign"] in ("-", "\u2212")
    if len(matches) == 2 and not is_dashed and not _RANGE.fullmatch(gap):
        return None
    before = text[: matches[0].start()]
    is_percent = any(match["percent"] for match in matches)
    currency = next((match["currency"] for match in matches if match["currency"]), "")
    hedged = bool(_HEDGE.search(before))
    numerals = tuple(
        _numeral(match, scale, is_percent, currency, hedged, is_dashed and place == 1)
        for place, (match, scale) in enumerate(zip(matches, _scales(matches), strict=True))
    )
    numerals = (replace(numerals[0], unit=first_unit), *numerals[1:])
    after = text[matches[-1].end() :]
    bound = _bound(before, after)
    unit = unit_behind(after.removeprefix("+"), currency)
    if not bound and all(_is_year(numeral) for numeral in numerals) and not (unit and is_in_table(unit)):
        bound = _bound_of_year(before)
    return Phrase(text, numerals, unit, bound)


def agrees(phrase: Phrase, values: tuple[float, ...], unit: str) -> bool:
    """Return whether a text says `values`, given in `unit`, at the digits that it writes.

    Args:
        phrase: one numeral for one value, two for the two ends of an interval.
        values: as many as there are numerals.
        unit: the unit of the values.

    Raises:
        UnitMismatchError: the unit of the text is of another dimension.
    """
    pairs = zip(phrase.numerals, values, _slots(phrase, unit), strict=True)
    return all(_agrees(phrase, numeral, value * slot.factor) for numeral, value, slot in pairs)


def rewritten(phrase: Phrase, values: tuple[float, ...], unit: str) -> str:
    """Return the text with its numbers replaced by `values`, and nothing else; one that agrees stays.

    The two ends of a range take as many more digits as set them apart.

    Raises:
        UnitMismatchError: the unit of the text is of another dimension.
    """
    slots = _slots(phrase, unit)
    texts = _texts(phrase, values, slots)
    is_one_unit = slots[0].factor == slots[-1].factor
    may_split = is_one_unit and not phrase.bound and values[0] != values[-1]
    while may_split and texts[0] == texts[-1] and slots[0].decimals < _MOST_DECIMALS:
        slots = [
            replace(slot, decimals=slot.decimals + (slot.step <= 1.0), step=slot.step / 10.0)
            for slot in slots
        ]
        texts = [slot.text(value) for slot, value in zip(slots, values, strict=True)]
    parts, position = [], 0
    for numeral, new in zip(phrase.numerals, texts, strict=True):
        parts += [phrase.text[position : numeral.start], new]
        position = numeral.end
    return "".join([*parts, phrase.text[position:]])


def _texts(phrase: Phrase, values: tuple[float, ...], slots: list[Slot]) -> list[str]:
    """Return each number as it should be written: as it stands where it agrees."""
    return [
        phrase.text[numeral.start : numeral.end]
        if _agrees(phrase, numeral, value * slot.factor)
        else slot.text(value)
        for numeral, value, slot in zip(phrase.numerals, values, slots, strict=True)
    ]


def single(phrase: Phrase, before: str) -> Phrase | None:
    """Return a text with one number where its range stands; nothing where more than the number would change, or where
    the words before it want two.
    """
    first, last = phrase.numerals[0], phrase.numerals[-1]
    if first is last or _RANGE_BEGINS.search(before + phrase.text[: first.start]):
        return None
    one = read_phrase(phrase.text[: first.start] + phrase.text[last.start :])
    if one is None or len(one.numerals) != 1 or one.unit != phrase.unit or first.unit not in ("", one.unit):
        return None
    found = one.numerals[0]
    is_same = (found.digits, found.scale) == (last.digits, last.scale)
    has_signs = (found.currency, found.is_percent) == (last.currency, last.is_percent)
    return one if is_same and has_signs else None


def template_of(phrase: Phrase, unit: str) -> Template:
    """Return the text in parts, with a slot in place of each number of a quantity in `unit`.

    Raises:
        UnitMismatchError: the unit of the text is of another dimension.
    """
    parts: list[str | Slot] = []
    position = 0
    for numeral, slot in zip(phrase.numerals, _slots(phrase, unit), strict=True):
        parts += [on_one_line(phrase.text[position : numeral.start]), slot]
        position = numeral.end
    return tuple(part for part in (*parts, on_one_line(phrase.text[position:])) if part != "")


def is_of_calendar(phrase: Phrase) -> bool:
    """Return whether a text gives years of the calendar, and no unit that makes something else of them."""
    return not phrase.unit and all(_is_year(each) and "," not in each.digits for each in phrase.numerals)


def _is_year(numeral: Numeral) -> bool:
    """Return whether a number can be a year of the calendar, whole and as it is written."""
    is_plain = numeral.power is None and numeral.scale == 1.0 and not numeral.is_percent
    return is_plain and not numeral.decimals and is_calendar_year(numeral.value)


def _bound(before: str, after: str) -> str:
    if _MORE.search(before) or after.lstrip().startswith("+") or _OR_MORE.search(after):
        return "floor"
    if _LESS.search(before) or _OR_LESS.search(after):
        return "ceiling"
    return ""


def _bound_of_year(before: str) -> str:
    words = ((_PERIOD, "period"), (_BEFORE, "ceiling"), (_BY, "by"), (_AFTER, "floor"))
    return next((bound for pattern, bound in words if pattern.search(before)), "")


def _slots(phrase: Phrase, unit: str) -> list[Slot]:
    ends = ("value",) if len(phrase.numerals) == 1 else ("low", "high")
    return [
        Slot(
            end,
            factor_to(phrase, numeral, unit) / numeral.scale,
            numeral.decimals,
            numeral.step,
            None if numeral.power is None else numeral.mark,
            "," in numeral.digits,
            numeral.digits.startswith("\u2212"),
            {"period": "floor", "by": "ceiling"}.get(phrase.bound, phrase.bound),
        )
        for end, numeral in zip(ends, phrase.numerals, strict=True)
    ]


def _between(text: str, matches: list[re.Match[str]]) -> tuple[str, str]:
    """Return what parts two numbers, and the unit of the first, which is no part of that."""
    gap = text[matches[0].end() : matches[1].start()]
    unit = UNIT.match(gap)
    if not unit or unit["unit"] in ("to", "and"):
        return gap, ""
    named = unit_behind(unit.group(), "")
    return gap[unit.end() :], named if is_unit(named) else ""


def _scales(matches: list[re.Match[str]]) -> list[float]:
    """Return the scale of each number; one that either has belongs to both, but in `$500,000 to $2 million`, which
    would be backwards.
    """
    named = [match["scale"] and SCALES[match["scale"].strip(" -")] for match in matches]
    scales = [scale or 1.0 for scale in named]
    if len(matches) == 2 and None in named:
        low, high = (plain_number(match["digits"], match["exponent"]) for match in matches)
        # Ends that rounding alone put in another order, as in `5.3 to 5 thousand`, share theirs.
        return scales if low > 2.0 * high else [max(scales)] * 2
    return scales


def _numeral(
    match: re.Match[str], scale: float, is_percent: bool, currency: str, hedged: bool, is_dashed: bool
) -> Numeral:
    exponent = match["exponent"] or ""
    power = re.search(r"[+-]?\d+$", exponent)
    mark = exponent[: power.start()] if power else ""
    # A sign before a currency is no part of the digits, nor is the dash of `60%-70%`.
    has_sign = match["sign"] and not match["currency"] and not is_dashed
    start = match.start("sign") if has_sign else match.start("digits")
    end = match.end("exponent") if power else match.end("digits")
    digits = (match["sign"] if has_sign else "") + match["digits"]
    return Numeral(
        start, end, digits, int(power[0]) if power else None, mark, scale, is_percent, currency, hedged
    )


def _agrees(phrase: Phrase, numeral: Numeral, shown: float) -> bool:
    slack = abs(shown) * SLACK
    if phrase.bound == "floor":
        return shown + slack >= numeral.value
    if phrase.bound == "ceiling":
        return shown - slack <= numeral.value
    if phrase.bound == "period":
        return math.floor(shown + slack) == numeral.value
    if phrase.bound == "by":
        return math.floor(shown) <= numeral.value
    return abs(shown - numeral.value) <= numeral.step * 0.5 * (1.0 + 1e-9) + slack
