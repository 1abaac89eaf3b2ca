"""The first page: what the vault claims, what most else rests on, where it disagrees, what changed."""

from dataclasses import dataclass
from typing import Any

from teleo.model import NoteType
from teleo.site.catalogue import Catalogue
from teleo.site.pages.duels import duels
from teleo.site.pages.listings import CLAIMS, Line, domain_said, question_lines, topic_lines
from teleo.site.pages.ratings import Share, spectrum
from teleo.site.templating import Page
from teleo.site.wording import counted

FRONT_PAGE = "index.html"

_SHOWN = 8
_DUELS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its noun and the page that lists what was counted."""

    count: str
    word: str
    page: str


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain as a card."""

    word: str
    page: str
    said: str
    ratings: tuple[Share, ...]
    rated: int
    ratings_said: str


def front_page(catalogue: Catalogue, paths: frozenset[str]) -> Page:
    """Return the first page; `paths` are the pages of the site, so that it links to none that is missing."""
    every = duels(catalogue)
    questions = question_lines(catalogue)
    topics = topic_lines(catalogue)
    summary = catalogue.vault.config.vault.description
    front: dict[str, Any] = {
        "standfirst": summary or _standfirst(catalogue),
        "tally": _tally(catalogue, len(every), paths),
        "opening": [line.card for line in topics[:_SHOWN]],
        "bearing": _bearing(catalogue),
        "recent": _recent(catalogue),
        "duels": every[:_DUELS],
        "duel_count": len(every),
        "domains": _domains(catalogue),
        "questions": questions[:_SHOWN],
        "question_count": len(questions),
        **spectrum(catalogue.rated),
    }
    return Page(FRONT_PAGE, "index.html", catalogue.title, summary, {"front": front})


def _standfirst(catalogue: Catalogue) -> str:
    claims = sum(len(catalogue.by_kind.get(kind, ())) for kind in CLAIMS)
    return (
        f"{counted(claims, 'claim')} that could be wrong, each with its rating, its premises, "
        "its challengers and the notes it bears on."
    )


def _tally(catalogue: Catalogue, disagreements: int, paths: frozenset[str]) -> list[Figure]:
    def number(*kinds: NoteType) -> int:
        return sum(len(catalogue.by_kind.get(kind, ())) for kind in kinds)

    figures = [
        (number(*CLAIMS), "claim", "claims/index.html"),
        (catalogue.graph.number_of_edges(), "edge", "graph/index.html"),
        (number(NoteType.QUESTION), "question", "questions/index.html"),
        (number(NoteType.SOURCE), "source", "sources/index.html"),
        (number(NoteType.MAP), "topic map", "topics/index.html"),
        (disagreements, "disagreement", "challenges/index.html"),
    ]
    return [
        Figure(f"{count:,}", word if count == 1 else word + "s", page)
        for count, word, page in figures
        if count and page in paths
    ]


def _bearing(catalogue: Catalogue) -> list[Line]:
    return [
        Line(catalogue.cards[one.note], f"{counted(one.dependents, 'note')} would lose a premise")
        for one in catalogue.loads[:_SHOWN]
    ]


def _recent(catalogue: Catalogue) -> list[Line]:
    dated = [
        (max(note.created, note.last_evaluated), note)
        for note in catalogue.vault.notes
        if note.type is not NoteType.MAP and (note.created[:4].isdigit() or note.last_evaluated[:4].isdigit())
    ]
    dated.sort(key=lambda item: item[1].id)
    dated.sort(key=lambda item: item[0], reverse=True)
    return [
        Line(catalogue.cards[note.id], f"{'created' if date == note.created else 'evaluated'} {date}")
        for date, note in dated[:_SHOWN]
    ]


def _domains(catalogue: Catalogue) -> list[Domain]:
    return [
        Domain(
            catalogue.domain_title(domain),
            catalogue.domain_page(domain),
            domain_said(catalogue, domain),
            **spectrum(notes),  # type: ignore[arg-type]
        )
        for domain, notes in catalogue.domains.items()
    ]
