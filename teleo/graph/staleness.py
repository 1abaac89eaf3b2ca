"""Ratings that nobody has thought about for longer than the settings allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from teleo.graph.dates import last_judged
from teleo.graph.multigraph import Graph
from teleo.graph.relations import notes_of
from teleo.model import Note, Status


@dataclass(frozen=True, slots=True)
class Stale:
    """A note whose rating is `age_days` old where `limit_days` are allowed."""

    note: str
    since: date
    age_days: int
    limit_days: int


def stale(graph: Graph, limits: Mapping[str, int], today: date) -> tuple[Stale, ...]:
    """Return the rated notes in use that are older than their limit, the most overdue first.

    Args:
        graph: the vault's graph.
        limits: days by rating or type; where both have one, the shorter counts. A note without any is never
            stale, and neither is one whose dates cannot be read.
        today: the day to count from.
    """
    judged = (staleness_of(note, limits, today) for note in notes_of(graph).values())
    found = [one for one in judged if one is not None]
    return tuple(sorted(found, key=lambda one: (one.limit_days - one.age_days, one.note)))


def staleness_of(note: Note, limits: Mapping[str, int], today: date) -> Stale | None:
    """Return how a note is stale; `None` if it is not. The arguments are those of `stale`."""
    since, limit = last_judged(note), limit_of(note, limits)
    if since is None or limit is None or note.status in (Status.RETIRED, Status.SUPERSEDED):
        return None
    age = (today - since).days
    return Stale(note.id, since, age, limit) if age > limit else None


def limit_of(note: Note, limits: Mapping[str, int]) -> int | None:
    """Return after how many days the rating of `note` is stale; `None` if it has none or no limit."""
    if note.confidence is None:
        return None
    names = (note.confidence.word, note.type.value)
    return min((limits[name] for name in names if name in limits), default=None)
