"""The pages of contributors: who wrote and changed what, as git remembers it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from teleo.site.address import person_address
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.pages.leaves import leaves
from teleo.site.pages.listings import Line, Shelf
from teleo.site.pages.ratings import spectrum
from teleo.site.templating import Page
from teleo.site.wording import counted

CONTRIBUTORS_PAGE = "contributors/index.html"
MOST_SHOWN = 12


@dataclass(slots=True)
class _Deeds:
    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)


class Contributor(Struct, frozen=True):
    """A person with what they did, in words, some of the notes that they added, and the page of all where it is."""

    name: str
    said: str
    when: str
    cards: tuple[Card, ...]
    page: str
    more: str


def contributors_pages(catalogue: Catalogue, history: History) -> Iterator[Page]:
    """Yield the page of all who committed to the notes that are there today, who added most first.

    Who did more than fits there has a page of their own, or several.
    """
    deeds: dict[str, _Deeds] = {}
    for commit, changes in history.changes:
        for told in changes:
            change, path = told.change, told.today
            if path is None:
                continue
            own = deeds.setdefault(commit.author, _Deeds())
            own.days += filter(None, [commit.date])
            (own.added if change.kind == "A" else own.changed).add(path)
    ordered = sorted(deeds, key=lambda name: (-len(deeds[name].added), -len(deeds[name].changed), name))
    people = []
    for name in ordered:
        own = deeds[name]
        both = (("Notes added", own.added), ("Notes changed", own.changed - own.added))
        shelves = [_shelf(catalogue, word, paths) for word, paths in both if paths]
        person = _contributor(name, own, shelves)
        people.append(person)
        if person.page:
            yield from _own_pages(person, shelves)
    who = counted(len(people), "person", "people")
    summary = f"{who} wrote and changed the notes of this vault.{history.bound}"
    yield Page(CONTRIBUTORS_PAGE, "contributors.html", "Contributors", summary, {"people": people})


def _shelf(catalogue: Catalogue, word: str, paths: set[str]) -> Shelf:
    cards = (catalogue.cards[catalogue.vault.by_path[path].id] for path in sorted(paths))
    rows = tuple(Line(card, "") for card in cards)
    return Shelf(word, "", "", rows, len(rows))


def _contributor(name: str, deeds: _Deeds, shelves: list[Shelf]) -> Contributor:
    said = ", ".join(
        f"{counted(shelf.count, 'note')} {shelf.word.removeprefix('Notes ')}" for shelf in shelves
    )
    first, last = min(deeds.days, default=""), max(deeds.days, default="")
    shown = shelves[0].rows[:MOST_SHOWN]
    count = sum(shelf.count for shelf in shelves)
    return Contributor(
        name or "somebody without a name",
        said,
        first if first == last else f"{first} to {last}",
        tuple(line.card for line in shown),
        person_address(name) if count > len(shown) else "",
        f"All {counted(count, 'note')}",
    )


def _own_pages(person: Contributor, shelves: list[Shelf]) -> Iterator[Page]:
    for leaf, part in leaves(person.page, shelves):
        listing = {"kind": "contributor", "shelves": part, "nothing": "", **spectrum(())}
        summary = f"{person.said}, {person.when}"
        yield Page(
            leaf.page, "listing.html", leaf.titled(person.name), summary, {"listing": listing, "leaf": leaf}
        )
