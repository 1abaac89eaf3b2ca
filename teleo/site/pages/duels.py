"""Disagreements: pairs of notes of which one challenges or contradicts the other, and numbers that collide."""

from collections.abc import Iterable
from dataclasses import dataclass

from teleo.model import Relation
from teleo.quantities.result import Conflict, Quantities
from teleo.site.catalogue import Card, Catalogue
from teleo.site.prose import number_anchor
from teleo.site.templating import Page
from teleo.site.wording import RELATION_NAMES

CONTRADICTIONS_PAGE = "contradictions/index.html"


@dataclass(frozen=True, slots=True)
class Duel:
    """Two notes that disagree; `state` is one more word about it."""

    origin: Card
    target: Card
    relation: str
    word: str
    reason: str
    state: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of two colliding numbers."""

    card: Card
    anchor: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Two numbers of one variable that cannot both hold, or differ by scope or date."""

    var: str
    sides: tuple[Side, Side]
    message: str
    reconcilers: tuple[str, ...]


def duels(catalogue: Catalogue) -> tuple[Duel, ...]:
    """Return all disagreements, the unanswered before the answered, those between highly rated notes first."""
    answers = {(one.note, one.challenger): one.response for one in catalogue.challenges}
    found: list[tuple[tuple[bool, int, str, str], Duel]] = []
    for id_, ties in catalogue.ties.items():
        for tie in ties:
            if not tie.is_outward or tie.relation not in (Relation.CHALLENGES, Relation.CONTRADICTS):
                continue
            if (
                tie.relation is Relation.CONTRADICTS
                and tie.other < id_
                and _contradicts(catalogue, tie.other, id_)
            ):
                continue
            response = answers.get((tie.other, id_), "")
            is_challenge = tie.relation is Relation.CHALLENGES
            duel = Duel(
                catalogue.cards[id_],
                catalogue.cards[tie.other],
                tie.relation.value,
                RELATION_NAMES[tie.relation],
                tie.edge.reason,
                (f"answered: {response}" if response else "no response yet") if is_challenge else "",
                bool(response),
            )
            weight = _weight(catalogue, id_) + _weight(catalogue, tie.other)
            found.append(((bool(response), -weight, id_, tie.other), duel))
    return tuple(duel for _, duel in sorted(found, key=lambda item: item[0]))


def contradictions_page(catalogue: Catalogue, quantities: Quantities) -> Page:
    """Return the page of notes and numbers that cannot both be right."""
    collisions = _collisions(
        catalogue, quantities, (one for one in quantities.conflicts if one.is_contradiction)
    )
    mismatches = _collisions(
        catalogue, quantities, (one for one in quantities.conflicts if not one.is_contradiction)
    )
    colliding = {frozenset(side.card.id for side in one.sides) for one in collisions}
    pairs = tuple(
        one
        for one in duels(catalogue)
        if one.relation == Relation.CONTRADICTS.value and {one.origin.id, one.target.id} not in colliding
    )
    values = {"pairs": pairs, "collisions": collisions, "mismatches": mismatches}
    summary = "Notes and numbers of this vault that cannot both be right, kept in sight until one gives way."
    return Page(CONTRADICTIONS_PAGE, "contradictions.html", "Contradictions", summary, values)


def _collisions(
    catalogue: Catalogue, quantities: Quantities, conflicts: Iterable[Conflict]
) -> tuple[Collision, ...]:
    def side(key: tuple[str, str]) -> Side:
        note, name = key
        return Side(catalogue.cards[note], number_anchor(name), name, quantities[key].stated)

    return tuple(
        Collision(one.var, (side(one.first), side(one.second)), one.message, one.reconcilers)
        for one in conflicts
    )


def _weight(catalogue: Catalogue, id_: str) -> int:
    rating = catalogue.vault.by_id[id_].confidence
    return -1 if rating is None else int(rating)


def _contradicts(catalogue: Catalogue, origin: str, target: str) -> bool:
    return any(
        tie.is_outward and tie.relation is Relation.CONTRADICTS and tie.other == target
        for tie in catalogue.ties[origin]
    )
