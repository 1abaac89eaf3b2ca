"""The page of changes, week by week, and the pages that lead from a note's old addresses to its own."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from teleo.site.card import Card
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.pages.leaves import leaves
from teleo.site.templating import Page
from teleo.site.wording import counted
from teleo.vault.discover import note_filter
from teleo.vault.history import Change

CHANGES_PAGE = "changes/index.html"
MOVED = "moved.html"
"""The template of a page that only leads to another."""

MOST_WEEKS = 104
MOST_IN_WEEK = 120
MOST_ON_PAGE = 240

_ORDER = {"A": 0, "R": 1, "M": 2, "D": 3}
_WORDS = {"A": "added", "R": "renamed", "M": "changed", "D": "removed"}


class Line(Struct, frozen=True):
    """A note that changed in a week, and how."""

    card: Card
    word: str
    order: int


class Week(Struct, frozen=True):
    """What changed in seven days from a Monday."""

    word: str
    said: str
    rows: tuple[Line, ...]
    more: str


def changes_pages(catalogue: Catalogue, history: History) -> Iterator[Page]:
    """Yield the pages of changes of the last weeks in which something changed."""
    weeks: dict[date, dict[str, str]] = {}
    removed: dict[date, set[str]] = {}
    may_be_note = note_filter(catalogue.vault.config)
    for commit, changes in history.changes:
        monday = _monday(commit.date)
        for told in changes:
            change, path = told.change, told.today
            if monday is None:
                continue
            if path is None:
                # What was done to a note that is gone today is told by the week in which it went.
                if gone := _gone(change, may_be_note):
                    removed.setdefault(monday, set()).add(gone)
                continue
            kinds = weeks.setdefault(monday, {})
            if path not in kinds or _ORDER.get(change.kind, 2) < _ORDER[kinds[path]]:
                kinds[path] = change.kind if change.kind in _ORDER else "M"
    mondays = sorted({*weeks, *removed}, reverse=True)
    shown = [
        _week(catalogue, monday, weeks.get(monday, {}), len(removed.get(monday, ())))
        for monday in mondays[:MOST_WEEKS]
    ]
    summary = (
        f"What was added, changed and renamed, in {counted(len(mondays), 'week')} of work.{history.bound}"
    )
    for leaf, part in leaves(CHANGES_PAGE, shown, MOST_ON_PAGE):
        yield Page(leaf.page, "changes.html", leaf.titled("Changes"), summary, {"weeks": part, "leaf": leaf})


def redirect_pages(catalogue: Catalogue, history: History, taken: frozenset[str]) -> Iterator[Page]:
    """Yield a page at each address at which a note's page stood before, unless another note has it now."""
    given: set[str] = set(taken)
    for path, past in sorted(history.pasts.items()):
        for address in past.addresses:
            if address not in given:
                given.add(address)
                card = catalogue.cards[catalogue.vault.by_path[path].id]
                yield Page(address, MOVED, "This page has moved", values={"card": card})


def _week(catalogue: Catalogue, monday: date, kinds: dict[str, str], removed: int) -> Week:
    ordered = sorted(kinds, key=lambda path: (_ORDER[kinds[path]], path))
    lines = [_line(catalogue, path, kinds[path]) for path in ordered]
    counts = [(kind, sum(one == kind for one in kinds.values())) for kind in ("A", "R", "M")]
    counts.append(("D", removed))
    said = ", ".join(f"{count} {_WORDS[kind]}" for kind, count in counts if count)
    more = len(lines) - MOST_IN_WEEK
    sunday = monday + timedelta(days=6)
    return Week(
        f"{monday.isoformat()} to {sunday.isoformat()}",
        said,
        tuple(lines[:MOST_IN_WEEK]),
        f"and {counted(more, 'note')} more" if more > 0 else "",
    )


def _line(catalogue: Catalogue, path: str, kind: str) -> Line:
    return Line(catalogue.cards[catalogue.vault.by_path[path].id], _WORDS[kind], _ORDER[kind])


def _gone(change: Change, may_be_note: Callable[[str], bool]) -> str:
    """Return the path of the note that a change removed, or moved to where no note is; nothing if it did neither."""
    was = {"D": change.path, "R": change.old}.get(change.kind, "")
    is_note_still = change.kind == "R" and may_be_note(change.path)
    return was if may_be_note(was) and not is_note_still else ""


def _monday(day: str) -> date | None:
    """Return the Monday of a day's week; nothing for what is no day, or in a week that no calendar ends."""
    try:
        found = date.fromisoformat(day)
        monday = found - timedelta(days=found.weekday())
        return monday if monday <= date.max - timedelta(days=6) else None
    except (ValueError, OverflowError):
        return None
