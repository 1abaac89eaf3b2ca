"""The first page: what the vault claims, what most else rests on, where it disagrees, what changed."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from teleo.graph.build import resolve_link
from teleo.graph.challenges import unanswered
from teleo.graph.dates import iso_text
from teleo.model import Note, NoteType
from teleo.quantities.result import Quantities
from teleo.site.address import to_root
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.pages.challenges import CHALLENGES_PAGE
from teleo.site.pages.changes import CHANGES_PAGE
from teleo.site.pages.duels import CONTRADICTIONS_PAGE, contradictions, inner_collisions, open_duels
from teleo.site.pages.listings import Line, domain_said, question_lines, topic_lines
from teleo.site.pages.ratings import Share, spectrum
from teleo.site.templating import Page
from teleo.site.wording import counted

FRONT_PAGE = "index.html"

_SHOWN = 8
_MAPS = 12
_DUELS = 5
_DOMAINS = 24
_NOTES = 60
"""Notes that are named where a vault has nothing else to begin with."""


class Figure(Struct, frozen=True):
    """A count with its noun and the page that lists what was counted."""

    count: str
    word: str
    page: str


class Domain(Struct, frozen=True):
    """A domain as a card."""

    word: str
    page: str
    said: str
    ratings: tuple[Share, ...]
    rated: int
    rated_said: str
    ratings_said: str


def front_page(catalogue: Catalogue, quantities: Quantities, history: History, paths: frozenset[str]) -> Page:
    """Return the first page; `paths` are the pages of the site, so that it links to none that is missing."""
    every = open_duels(catalogue, to_root(FRONT_PAGE))
    inner = inner_collisions(quantities)
    disputed = _disputed(catalogue, inner)
    questions = question_lines(catalogue)
    summary = catalogue.vault.config.vault.description or _standfirst(catalogue)
    front: dict[str, Any] = {
        "standfirst": summary,
        "tally": _figures((*_counts(catalogue), *disputed), paths),
        "opening": _opening(catalogue),
        "bearing": _bearing(catalogue),
        "recent": _recent(catalogue, history),
        "changes": CHANGES_PAGE if CHANGES_PAGE in paths else "",
        "duels": every[:_DUELS],
        "duel_count": len(every) + inner,
        "disputed": _figures(disputed, paths),
        "domains": _domains(catalogue),
        "domain_count": len(catalogue.domains),
        "questions": questions[:_SHOWN],
        "question_count": len(questions),
        **spectrum(catalogue.by_kind.get(NoteType.CLAIM, ()), "claim"),
    }
    is_bare = not any(
        front[name] for name in ("opening", "bearing", "recent", "duels", "domains", "questions")
    )
    front["notes"] = [catalogue.cards[note.id] for note in catalogue.vault.notes[:_NOTES]] if is_bare else []
    front["more_notes"] = len(catalogue.vault.notes) - _NOTES
    return Page(FRONT_PAGE, "index.html", catalogue.title, summary, {"front": front})


def _standfirst(catalogue: Catalogue) -> str:
    claims = len(catalogue.by_kind.get(NoteType.CLAIM, ()))
    if not catalogue.vault.notes:
        return "No notes yet. Every Markdown file that is put into the vault becomes a page here."
    if not claims:
        return f"{counted(len(catalogue.vault.notes), 'note')}, and no claim yet."
    return (
        f"{counted(claims, 'claim')} that could be wrong, {'each ' if claims > 1 else ''}with its rating, "
        "its premises, its challengers and the notes it bears on."
    )


def _opening(catalogue: Catalogue) -> list[Card]:
    """Return the topic maps as a reader should meet them: the map of the maps, then those that it names in its
    order, then the others by title.
    """
    maps = {note.id: note for note in catalogue.by_kind.get(NoteType.MAP, ())}
    named = {id_: [other for other in _links(catalogue, note) if other in maps] for id_, note in maps.items()}
    first = max(sorted(named), key=lambda id_: len(named[id_]), default="")
    order = [first, *named[first]] if first and len(named[first]) > 1 else []
    rest = [line.card for line in topic_lines(catalogue)]
    cards = [catalogue.cards[id_] for id_ in order]
    return [*cards, *(card for card in rest if card not in cards)][:_MAPS]


def _links(catalogue: Catalogue, note: Note) -> list[str]:
    """Return the notes that the body of `note` names, in its order, each once, without itself."""
    found = (resolve_link(catalogue.vault, note, link).id for link in note.links)
    return list(dict.fromkeys(id_ for id_ in found if id_ and id_ != note.id))


def edge_count(catalogue: Catalogue) -> int:
    """Return how many edges there are between two notes; what a note says of itself is none."""
    return sum(map(len, catalogue.ties.values())) // 2


def _counts(catalogue: Catalogue) -> tuple[tuple[int, str, str], ...]:
    """Return how many there are of what, with the page that lists them."""

    def number(kind: NoteType) -> int:
        return len(catalogue.by_kind.get(kind, ()))

    return (
        (number(NoteType.CLAIM), "claim", "claims/index.html"),
        (edge_count(catalogue), "edge", "graph/index.html"),
        (number(NoteType.QUESTION), "question", "questions/index.html"),
        (number(NoteType.SOURCE), "source", "sources/index.html"),
        (number(NoteType.MAP), "topic map", "topics/index.html"),
    )


def _disputed(catalogue: Catalogue, inner: int) -> tuple[tuple[int, str, str], ...]:
    """Return how many disagreements of each kind are open, with the page that lists them."""
    return (
        (len(unanswered(catalogue.challenges)), "unanswered challenge", CHALLENGES_PAGE),
        (len(contradictions(catalogue)) + inner, "contradiction", CONTRADICTIONS_PAGE),
    )


def _figures(counts: Iterable[tuple[int, str, str]], paths: frozenset[str]) -> list[Figure]:
    return [
        Figure(f"{count:,}", word if count == 1 else word + "s", page)
        for count, word, page in counts
        if count and page in paths
    ]


def _bearing(catalogue: Catalogue) -> list[Line]:
    return [
        Line(catalogue.cards[one.note], f"{counted(one.dependents, 'note')} would lose a premise")
        for one in catalogue.loads[:_SHOWN]
    ]


def _recent(catalogue: Catalogue, history: History) -> list[Line]:
    """Return the notes that changed last, by what their authors say and by what git remembers.

    Ties, as of one commit to many notes, go by the day that the author gives, then by id.
    """
    dated = [
        (*max(_said_of(note), _done_to(history, note)), note)
        for note in catalogue.vault.notes
        if note.type is not NoteType.MAP
    ]
    dated = [one for one in dated if one[0]]
    dated.sort(key=lambda one: one[-1].id)
    dated.sort(key=lambda one: (one[0], _said_of(one[-1])), reverse=True)
    return [Line(catalogue.cards[note.id], f"{word} {when}") for when, word, note in dated[:_SHOWN]]


def _said_of(note: Note) -> tuple[str, str]:
    """Return the day that a note gives as its last, and what happened then; empty where it gives none."""
    created, evaluated = iso_text(note.created), iso_text(note.last_evaluated)
    when = max(created, evaluated)
    return (when, "created" if when == created else "evaluated") if when else ("", "")


def _done_to(history: History, note: Note) -> tuple[str, str]:
    """Return the day of the last commit to a note and its word; of a note that was only added, its own day counts."""
    past = history.pasts.get(note.path)
    if past is None or not (past.changed or not any(_said_of(note))):
        return ("", "")
    return (past.deeds[0].date, past.deeds[0].word)


def _domains(catalogue: Catalogue) -> list[Domain]:
    """Return the domains in their order; of more than a reader would look through, those of the most notes."""
    largest = sorted(catalogue.domains, key=lambda domain: -len(catalogue.domains[domain]))[:_DOMAINS]
    return [
        Domain(
            catalogue.domain_title(domain),
            catalogue.domain_page(domain),
            domain_said(catalogue, domain),
            **spectrum(notes),  # type: ignore[arg-type]
        )
        for domain, notes in catalogue.domains.items()
        if domain in largest
    ]
