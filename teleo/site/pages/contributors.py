"""The page of contributors: who wrote and changed what, as git remembers it."""

from dataclasses import dataclass, field

from teleo.site.catalogue import Card, Catalogue
from teleo.site.history import History
from teleo.site.templating import Page
from teleo.site.wording import counted

CONTRIBUTORS_PAGE = "contributors/index.html"
MOST_SHOWN = 12


@dataclass(slots=True)
class _Deeds:
    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person with what they did, in words, and some of the notes that they added."""

    name: str
    said: str
    when: str
    cards: tuple[Card, ...]
    more: str


def contributors_page(catalogue: Catalogue, history: History) -> Page:
    """Return the page of all who committed to the notes that are there today, who added most first."""
    deeds: dict[str, _Deeds] = {}
    for commit, changes in history.changes:
        for told in changes:
            change, path = told.change, told.today
            if path is None:
                continue
            own = deeds.setdefault(commit.author, _Deeds())
            own.days.append(commit.date)
            (own.added if change.kind == "A" else own.changed).add(path)
    ordered = sorted(deeds, key=lambda name: (-len(deeds[name].added), -len(deeds[name].changed), name))
    people = [_contributor(catalogue, name, deeds[name]) for name in ordered]
    summary = f"{counted(len(people), 'person', 'people')} wrote and changed the notes of this vault."
    return Page(CONTRIBUTORS_PAGE, "contributors.html", "Contributors", summary, {"people": people})


def _contributor(catalogue: Catalogue, name: str, deeds: _Deeds) -> Contributor:
    changed = deeds.changed - deeds.added
    counts = ((len(deeds.added), "added"), (len(changed), "changed"))
    said = ", ".join(f"{counted(number, 'note')} {word}" for number, word in counts if number)
    first, last = min(deeds.days), max(deeds.days)
    chosen = sorted(deeds.added or changed)
    more = len(chosen) - MOST_SHOWN
    return Contributor(
        name or "somebody without a name",
        said,
        first if first == last else f"{first} to {last}",
        tuple(catalogue.cards[catalogue.vault.by_path[path].id] for path in chosen[:MOST_SHOWN]),
        f"and {more} more" if more > 0 else "",
    )
