"""Disagreements: pairs of notes of which one challenges or contradicts the other."""

from dataclasses import dataclass

from teleo.model import Relation
from teleo.site.catalogue import Card, Catalogue
from teleo.site.templating import Page
from teleo.site.wording import RELATION_NAMES


@dataclass(frozen=True, slots=True)
class Duel:
    """Two notes that disagree. `state` says whether the challenged one has answered."""

    origin: Card
    target: Card
    relation: str
    word: str
    reason: str
    state: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Disagreements of one kind."""

    word: str
    said: str
    pairs: tuple[Duel, ...]


def duels(catalogue: Catalogue) -> tuple[Duel, ...]:
    """Return all disagreements, the unanswered before the answered, those between highly rated notes first."""
    found: list[tuple[tuple[bool, int, str, str], Duel]] = []
    for id_, ties in catalogue.ties.items():
        for tie in ties:
            if not tie.is_outward or tie.relation not in (Relation.CHALLENGES, Relation.CONTRADICTS):
                continue
            if (
                tie.relation is Relation.CONTRADICTS
                and _is_mirrored(catalogue, tie.other, id_)
                and tie.other < id_
            ):
                continue
            target = catalogue.vault.by_id[tie.other]
            is_answered = bool(target.responses)
            ranks = [catalogue.vault.by_id[one].confidence for one in (id_, tie.other)]
            weight = sum(-1 if rank is None else int(rank) for rank in ranks)
            duel = Duel(
                catalogue.cards[id_],
                catalogue.cards[tie.other],
                tie.relation.value,
                RELATION_NAMES[tie.relation],
                tie.edge.reason,
                "answered" if is_answered else "no response yet",
                is_answered,
            )
            found.append(((is_answered, -weight, id_, tie.other), duel))
    return tuple(duel for _, duel in sorted(found, key=lambda item: item[0]))


def disagreements_page(catalogue: Catalogue) -> Page:
    """Return the page of all disagreements."""
    every = duels(catalogue)
    contradictions = tuple(one for one in every if one.relation == Relation.CONTRADICTS.value)
    challenges = tuple(one for one in every if one.relation == Relation.CHALLENGES.value)
    shelves = [
        Shelf(
            "Unanswered challenges",
            "The challenged note gives no response.",
            tuple(one for one in challenges if not one.is_answered),
        ),
        Shelf("Contradictions", "Both cannot hold as they are stated.", contradictions),
        Shelf(
            "Answered challenges",
            "The challenged note says why it stands.",
            tuple(one for one in challenges if one.is_answered),
        ),
    ]
    return Page(
        "disagreements/index.html",
        "disagreements.html",
        "Disagreements",
        "Where notes of this vault challenge or contradict each other, the unanswered first.",
        {"shelves": [shelf for shelf in shelves if shelf.pairs]},
    )


def _is_mirrored(catalogue: Catalogue, origin: str, target: str) -> bool:
    return any(
        tie.is_outward and tie.relation is Relation.CONTRADICTS and tie.other == target
        for tie in catalogue.ties[origin]
    )
