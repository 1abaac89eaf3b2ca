"""Disagreements: pairs of notes of which one challenges or contradicts the other, and numbers that collide."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from teleo.graph.challenges import Challenge, unanswered
from teleo.model import Relation
from teleo.quantities.result import Conflict, Quantities
from teleo.quantities.show import said, scope_text
from teleo.site.anchors import number_anchor
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue, Tie
from teleo.site.pages.challenged import NO_RESPONSE
from teleo.site.pages.leaves import leaves
from teleo.site.pages.ratings import rank
from teleo.site.templating import Page
from teleo.site.wording import RELATION_NAMES, counted

CONTRADICTIONS_PAGE = "contradictions/index.html"
MOST_PAIRS = 150
"""Pairs on one page."""

_ONE_SCOPE = "The same variable, for the same scope and date, stated so that both cannot hold."
_TWO_SCOPES = (
    "The same variable, stated differently for another scope or date: "
    "no contradiction, and easily taken for one."
)


class Duel(Struct, frozen=True):
    """A disagreement with the note `target`: of the note `origin`, or of `words` alone; `state` is one more word."""

    origin: Card | None
    words: str | Markup
    target: Card
    relation: str
    word: str
    reason: str
    state: str


class Side(Struct, frozen=True):
    """One of two colliding numbers; `scope` says for what population and date it holds."""

    card: Card
    anchor: str
    name: str
    value: str
    scope: str


class Collision(Struct, frozen=True):
    """Two numbers of one variable that cannot both hold, or differ by scope or date."""

    var: str
    sides: tuple[Side, Side]
    message: str
    reconcilers: tuple[str, ...]


class Shelf(Struct, frozen=True):
    """Pairs of one kind: of notes where there is no `relation` between their numbers. `count` is how many there are
    on all pages.
    """

    word: str
    said: str
    relation: str
    count: int
    rows: tuple[Duel | Collision, ...]


def open_duels(catalogue: Catalogue, root: str) -> tuple[Duel, ...]:
    """Return what nobody has settled: contradictions, and challenges without a response, by a note or in words.

    Those of highly rated notes come first. Words have no rating: they count as what they challenge. `root` is the
    way from the page that shows them to the root.
    """
    found = _contradictions(catalogue)
    for one in unanswered(catalogue.challenges):
        weight = _weight(catalogue, one.note) + _weight(catalogue, one.challenger or one.note)
        key = (-weight, one.note, one.challenger or one.text)
        found.append((key, _challenge(catalogue, one, root)))
    return tuple(duel for _, duel in sorted(found, key=lambda item: item[0]))


def contradictions(catalogue: Catalogue) -> tuple[Duel, ...]:
    """Return the pairs of notes of which one contradicts the other, those of highly rated notes first."""
    return tuple(duel for _, duel in sorted(_contradictions(catalogue), key=lambda item: item[0]))


def contradictions_pages(catalogue: Catalogue, quantities: Quantities) -> Iterator[Page]:
    """Yield the pages of notes and numbers that cannot both be right."""
    collisions = _collisions(
        catalogue, quantities, (one for one in quantities.conflicts if one.is_contradiction)
    )
    mismatches = _collisions(
        catalogue, quantities, (one for one in quantities.conflicts if not one.is_contradiction)
    )
    colliding = {frozenset(side.card.id for side in one.sides) for one in collisions}
    every = contradictions(catalogue)
    pairs = tuple(
        one for one in every if one.origin and frozenset((one.origin.id, one.target.id)) not in colliding
    )
    shelves = (
        Shelf("Numbers that collide", _ONE_SCOPE, "contradicts", len(collisions), collisions),
        Shelf("Claims that contradict each other", "", "", len(pairs), pairs),
        Shelf("Numbers of different scope", _TWO_SCOPES, "related", len(mismatches), mismatches),
    )
    summary = _summary(len(every), inner_collisions(quantities))
    for leaf, part in leaves(CONTRADICTIONS_PAGE, [shelf for shelf in shelves if shelf.count], MOST_PAIRS):
        values = {"shelves": part, "leaf": leaf}
        yield Page(leaf.page, "contradictions.html", leaf.titled("Contradictions"), summary, values)


def _summary(every: int, inner: int) -> str:
    count = counted(every, "pair") if every or inner else "Pairs"
    own = f"and {counted(inner, 'pair')} of numbers in one note, " if inner else ""
    return (
        f"{count} of notes that cannot both be right, in their words or in their numbers, "
        f"{own}kept in sight until one gives way."
    )


def inner_collisions(quantities: Quantities) -> int:
    """Return how many pairs of numbers collide within one note; no edge tells of these."""
    return sum(one.is_contradiction and one.first[0] == one.second[0] for one in quantities.conflicts)


def _collisions(
    catalogue: Catalogue, quantities: Quantities, conflicts: Iterable[Conflict]
) -> tuple[Collision, ...]:
    def side(key: tuple[str, str]) -> Side:
        note, name = key
        result = quantities[key]
        return Side(catalogue.cards[note], number_anchor(name), name, said(result), scope_text(result))

    return tuple(
        Collision(one.var, (side(one.first), side(one.second)), one.message, one.reconcilers)
        for one in conflicts
    )


def _contradictions(catalogue: Catalogue) -> list[tuple[tuple[int, str, str], Duel]]:
    """Return the pairs that contradict each other, each once, with the keys by which they are ordered."""
    found = []
    for id_, ties in catalogue.ties.items():
        for tie in ties:
            if not tie.is_outward or tie.relation is not Relation.CONTRADICTS:
                continue
            mirrored = _contradiction(catalogue, tie.other, id_)
            if mirrored is not None and tie.other < id_:
                continue
            duel = Duel(
                catalogue.cards[id_],
                "",
                catalogue.cards[tie.other],
                tie.relation.value,
                RELATION_NAMES[tie.relation],
                tie.edge.reason or (mirrored.edge.reason if mirrored is not None else ""),
                "",
            )
            weight = _weight(catalogue, id_) + _weight(catalogue, tie.other)
            found.append(((-weight, id_, tie.other), duel))
    return found


def _challenge(catalogue: Catalogue, one: Challenge, root: str) -> Duel:
    note = catalogue.vault.by_id[one.note]
    ties = catalogue.ties.get(one.challenger, ())
    return Duel(
        catalogue.cards.get(one.challenger),
        "" if one.challenger else catalogue.linked_text(note, one.text, root),
        catalogue.cards[one.note],
        Relation.CHALLENGES.value,
        RELATION_NAMES[Relation.CHALLENGES],
        next((tie.edge.reason for tie in ties if (tie.other, tie.name) == (one.note, "challenges")), ""),
        NO_RESPONSE,
    )


def _weight(catalogue: Catalogue, id_: str) -> int:
    return rank(catalogue.vault.by_id[id_])


def _contradiction(catalogue: Catalogue, origin: str, target: str) -> Tie | None:
    """Return the edge by which a note says that it contradicts another, if it does."""
    ties = (tie for tie in catalogue.ties[origin] if tie.is_outward and tie.relation is Relation.CONTRADICTS)
    return next((tie for tie in ties if tie.other == target), None)
