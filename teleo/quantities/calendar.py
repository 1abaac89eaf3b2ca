"""Dates as people write them, as spans of decimal years: for what day inputs hold, and years that a text names."""

import re
from dataclasses import dataclass
from datetime import date

EARLIEST, LATEST = 1500.0, 2500.0
"""Bare numbers between them are read as calendar years where a date is due."""

_BEFORE = 1e-9
"""Years by which a date begins after the one before it ends."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_YEAR}-(?P<month>\d{{1,2}})(?:-(?P<day>\d{{1,2}}))?",
        rf"{_YEAR}[- ]?(?P<part>[QH])(?P<place>[1-4])",
        rf"(?P<part>[QH])(?P<place>[1-4])[ -/]?\s?{_YEAR}",
        rf"{_NAME},?\s+(?:{_DAY},?\s+)?{_YEAR}",
        rf"(?:{_DAY}\s+)?{_NAME},?\s+{_YEAR}",
        rf"{_YEAR}\s+{_NAME}",
        r"(?:the\s+)?(?P<decade>(?:19|20)\d0)s",
    )
)
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as the decimal years at which it starts and ends, and in the form of ISO 8601 where there is one."""

    start: float
    end: float
    text: str
    is_day: bool = False

    @property
    def value(self) -> float:
        """The decimal year by which it counts: its end, of a day its start."""
        return self.start if self.is_day else self.end


def read_date(text: str) -> Dated | None:
    """Return the day, month, quarter, half of a year or decade that a text names, or nothing; no bare year.

    `2028-06-30`, `30 June 2028`, `2028-06`, `June 2028`, `2028-Q2`, `Q2 2028`, `2028-H1` and `2020s` are dates.
    """
    if len(text) > _LONGEST:
        return None
    match = next((found for form in _DATES if (found := form.fullmatch(text))), None)
    if match is None:
        return None
    parts = match.groupdict()
    if parts.get("decade"):
        first = int(parts["decade"])
        return Dated(float(first), first + 10.0 - _BEFORE, f"{first}s")
    year = int(parts["year"])
    if parts.get("part"):
        return _part(year, parts["part"].upper(), int(parts["place"]))
    month = _MONTHS.index(parts["name"][:3].lower()) + 1 if parts.get("name") else int(parts["month"])
    if not 1 <= month <= 12:
        return None
    if parts.get("day"):
        return _day(year, month, int(parts["day"]))
    return Dated(year + (month - 1) / 12 + _BEFORE, year + month / 12, f"{year}-{month:02}")


def decimal_year(text: str) -> float | None:
    """Return a date as a decimal year, or `None` when the text is no date.

    `2026` is the middle of the year, 2026.5; `2026-06` is the end of June, 2026.5; `2026-Q1` is the end of
    March; a day is where it stands in its year.
    """
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return int(text) + 0.5
    found = read_date(text)
    return None if found is None else found.value


def plain_date(text: str) -> str:
    """Return a date in the form of ISO 8601, so that `June 2026` is `2026-06`; what is no date stays as it is."""
    found = read_date(text)
    return text if found is None else found.text


def may_be_one(first: str, second: str) -> bool:
    """Return whether one of two dates lies within the other, as June 2026 does in 2026; what is none is compared
    by its text.
    """
    one, other = _whole(first), _whole(second)
    if one is None or other is None:
        return first == second
    inner, outer = sorted((one, other), key=lambda each: each[1] - each[0])
    return outer[0] - _BEFORE <= inner[0] and inner[1] <= outer[1] + _BEFORE


def is_calendar_year(value: float) -> bool:
    """Return whether a bare number can only be meant as a year of the calendar where a date is due."""
    return EARLIEST <= value <= LATEST


def _whole(text: str) -> tuple[float, float] | None:
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return float(text), float(text) + 1.0
    found = read_date(text)
    return None if found is None else (found.start, found.end)


def _part(year: int, part: str, place: int) -> Dated | None:
    """Return a quarter or a half of a year."""
    count = 4 if part == "Q" else 2
    if place > count:
        return None
    return Dated(year + (place - 1) / count + _BEFORE, year + place / count, f"{year}-{part}{place}")


def _day(year: int, month: int, day: int) -> Dated | None:
    try:
        that, first, following = date(year, month, day), date(year, 1, 1), date(year + 1, 1, 1)
    except ValueError:
        return None
    length = (following - first).days
    start = year + (that - first).days / length
    return Dated(start, start + 1.0 / length, that.isoformat(), is_day=True)
