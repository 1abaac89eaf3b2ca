"""Days as notes write them."""

import re
from datetime import date

from teleo.model import Note

_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")


def day(text: str) -> date | None:
    """Return the day that `text` begins with, the first of the month for `2026-03`; `None` if it has none."""
    found = _DAY.match(text)
    if found is None:
        return None
    try:
        return date(int(found.group(1)), int(found.group(2)), int(found.group(3) or 1))
    except ValueError:
        return None


def iso_text(text: str) -> str:
    """Return the day or the month that `text` begins with, as `2026-03-24` or `2026-03`; nothing if it has none."""
    when = day(text)
    return "" if when is None else when.isoformat()[: 10 if text[7:8] == "-" else 7]


def last_judged(note: Note) -> date | None:
    """Return the day on which a note's rating was last thought about: its evaluation, else its creation."""
    return day(note.last_evaluated) or day(note.created)


def days_between(since: date | None, today: date) -> int | None:
    """Return the days from `since` to `today`, at least 0; `None` when `since` is not known."""
    return None if since is None else max(0, (today - since).days)
