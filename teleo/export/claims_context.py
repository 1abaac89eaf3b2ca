"""`claims-context.json`: every claim in one line each, small enough for the prompt of a language model."""

import json
from dataclasses import dataclass

from teleo.errors import TeleoError
from teleo.export.agents import argued, contributions, domain_of
from teleo.export.graph_data import rating_text
from teleo.export.view import View, writable
from teleo.graph.dates import day
from teleo.model import Note

_SHORTEST = 1
"""Characters of the shortest description: the dots that say that there is one."""


class ContextTooLargeError(TeleoError):
    """The titles alone take more room than there is."""

    def __init__(self, claims: int, size: int, limit: int) -> None:
        super().__init__(
            f"{claims} claims take {size} bytes without their descriptions, and the limit is {limit}; "
            "raise `context_limit_kb` under [export] in teleo.toml, or choose fewer claims with a selector"
        )
        self.claims = claims
        self.size = size
        self.limit = limit


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    description: str
    domain: str
    agent: str
    confidence: str

    def data(self, room: int) -> dict[str, str]:
        """Return the line with a description of at most `room` characters."""
        return {
            "title": self.title,
            "description": _shortened(self.description, room),
            "domain": self.domain,
            "agent": self.agent,
            "confidence": self.confidence,
        }


def write(view: View) -> str:
    """Return the object `{generated, claimCount, claims}`, sorted by domain and title, within the limit.

    All descriptions are cut to one length, the greatest that fits; none is dropped. `generated` is the day of
    the newest commit, else of the newest note, so that the same vault gives the same text.

    Raises:
        ContextTooLargeError: it does not fit with the shortest descriptions.
    """
    notes = argued(view.published.notes)
    found = contributions(view.vault)
    lines = sorted(
        (_line(note, found.agents[note.id]) for note in notes), key=lambda line: (line.domain, line.title)
    )
    generated = found.newest or _newest(notes)
    limit = view.vault.config.export.context_limit_kb * 1000
    low, high = _SHORTEST, max((len(line.description) for line in lines), default=_SHORTEST)
    text = _written(lines, generated, high)
    if _size(text) <= limit:
        return text
    if (size := _size(_written(lines, generated, low))) > limit:
        raise ContextTooLargeError(len(lines), size, limit)
    while low < high:
        middle = (low + high + 1) // 2
        if _size(_written(lines, generated, middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    return _written(lines, generated, low)


def _line(note: Note, agent: str) -> _Line:
    return _Line(
        writable(note.stem),
        writable(note.description),
        writable(domain_of(note)),
        writable(agent),
        writable(rating_text(note)),
    )


def _written(lines: list[_Line], generated: str, room: int) -> str:
    claims = [line.data(room) for line in lines]
    data = {"generated": f"{generated}T00:00:00Z", "claimCount": len(claims), "claims": claims}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _size(text: str) -> int:
    return len(text.encode())


def _shortened(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _newest(notes: tuple[Note, ...]) -> str:
    days = (day(text) for note in notes for text in (note.created, note.last_evaluated))
    return max((one.isoformat() for one in days if one is not None), default="1970-01-01")
