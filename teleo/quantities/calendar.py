"""Dates as decimal years: the day for which a quantity's inputs hold, and years that a text names."""

import re
from datetime import date

EARLIEST, LATEST = 1500.0, 2500.0
"""Bare numbers between them are read as calendar years where a date is due."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])", re.IGNORECASE)


def decimal_year(text: str) -> float | None:
    """Return a date as a decimal year, or `None` when the text is no date.

    `2026` is the middle of the year, 2026.5; `2026-06` is the end of June, 2026.5; `2026-Q1` is the end of
    March; a day is where it stands in its year.
    """
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        return int(quarter[1]) + int(quarter[2]) / 4
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if match[2] is None:
        return year + 0.5
    if not 1 <= month <= 12:
        return None
    if match[3] is None:
        return year + month / 12
    return _day(year, month, day)


def is_calendar_year(value: float) -> bool:
    """Return whether a bare number can only be meant as a year of the calendar where a date is due."""
    return EARLIEST <= value <= LATEST


def _day(year: int, month: int, day: int) -> float | None:
    try:
        that, first, following = date(year, month, day), date(year, 1, 1), date(year + 1, 1, 1)
    except ValueError:
        return None
    return year + (that - first).days / (following - first).days
