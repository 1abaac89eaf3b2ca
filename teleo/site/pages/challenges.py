"""The page of challenges: what speaks against which note, what was answered and what was not."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from teleo.graph.challenges import Challenge
from teleo.site.address import to_root
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue
from teleo.site.pages.leaves import leaves
from teleo.site.pages.ratings import rank
from teleo.site.templating import Page
from teleo.site.wording import counted

CHALLENGES_PAGE = "challenges/index.html"
MOST_CHALLENGES = 150
"""Challenges on one page: each names a note or two, and one note may have thousands."""


class Row(Struct, frozen=True):
    """A challenge to a note, by another or in words, with the answer where there is one."""

    card: Card
    challenger: Card | None
    text: str
    since: str
    response: str


class Case(Struct, frozen=True):
    """A challenged note with its challenges."""

    card: Card
    rows: tuple[Row, ...]


class Shelf(Struct, frozen=True):
    """Challenges of one kind, those to one note beside each other; `count` is how many there are on all pages."""

    word: str
    said: str
    count: int
    rows: tuple[Row, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The challenged notes in the order of the rows."""
        by_note = groupby(self.rows, key=lambda row: row.card.id)
        grouped = (tuple(rows) for _, rows in by_note)
        return tuple(Case(rows[0].card, rows) for rows in grouped)


def challenges_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the pages of all challenges, the unanswered first, those to highly rated notes before others."""
    every = catalogue.challenges
    unanswered = [one for one in every if not one.is_answered]
    answered = [one for one in every if one.is_answered]
    shelves = [
        _shelf(catalogue, "Unanswered", "Nothing in the challenged note responds to these.", unanswered),
        _shelf(catalogue, "Answered", "The challenged note says why it stands.", answered),
    ]
    summary = _summary(len(every), len(unanswered))
    for leaf, part in leaves(CHALLENGES_PAGE, [shelf for shelf in shelves if shelf.count], MOST_CHALLENGES):
        title = leaf.titled("Challenges")
        linked = partial(_linked, catalogue, to_root(leaf.page))
        values = {"shelves": part, "leaf": leaf, "linked": linked}
        yield Page(leaf.page, "challenges.html", title, summary, values)


def _summary(every: int, unanswered: int) -> str:
    if not every:
        return "No note of this vault is challenged."
    if unanswered == every:
        state = "without an answer" if every == 1 else "none of them answered"
    elif unanswered:
        state = f"{unanswered} of them without an answer"
    else:
        state = "answered" if every == 1 else "all of them answered"
    return f"{counted(every, 'challenge')}, {state}."


def _shelf(catalogue: Catalogue, word: str, said: str, found: Iterable[Challenge]) -> Shelf:
    by_note: dict[str, list[Challenge]] = {}
    for one in found:
        by_note.setdefault(one.note, []).append(one)
    ordered = sorted(by_note, key=lambda id_: (-rank(catalogue.vault.by_id[id_]), id_))
    rows = tuple(_row(catalogue, one) for id_ in ordered for one in by_note[id_])
    return Shelf(word, said, len(rows), rows)


def _linked(catalogue: Catalogue, root: str, id_: str, text: str) -> str | Markup:
    """Return words from the file of a note with their links, from a page that has `root` as its way to the root."""
    return catalogue.linked_text(catalogue.vault.by_id[id_], text, root)


def _row(catalogue: Catalogue, one: Challenge) -> Row:
    since = "" if one.since is None else one.since.isoformat()
    card = catalogue.cards[one.note]
    return Row(card, catalogue.cards.get(one.challenger), one.text, since, one.response)
