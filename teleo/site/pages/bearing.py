"""The load-bearing claims, and the cascade: what would move if one of them fell."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from teleo.graph.load import Load
from teleo.graph.multigraph import Graph
from teleo.graph.wiring import wire
from teleo.model import Confidence
from teleo.site.address import cascade_anchor
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue
from teleo.site.json_text import script_data
from teleo.site.templating import Page
from teleo.site.wording import counted

BEARING_PAGE = "load-bearing/index.html"
CASCADE_PAGE = "cascade/index.html"
WIRING_DATA = "static/data/wiring.js"
MOST_CASCADES = 24
MOST_ROWS = 200
MOST_NAMED = 24
"""Notes that are named of one cascade, the nearest first; the page's own tool names all that move."""


class Row(Struct, frozen=True):
    """A claim with what it carries, in words."""

    card: Card
    anchor: str
    dependents: int
    loss: str
    drops: int


class Layer(Struct, frozen=True):
    """Notes at one distance from the one that falls."""

    word: str
    cards: tuple[Card, ...]


class Cascade(Struct, frozen=True):
    """What rests on a note, layer by layer."""

    card: Card
    anchor: str
    said: str
    layers: tuple[Layer, ...]
    more: str


def bearing_page(catalogue: Catalogue) -> Page:
    """Return the page of the claims on which most else rests."""
    rows = [_row(catalogue, one) for one in catalogue.loads[:MOST_ROWS]]
    count = len(catalogue.loads)
    held = counted(count, "note") if count else "Notes"
    fallen = "its dependents if it fell" if count == 1 else "their dependents if they fell"
    summary = f"{held} on which others rest, by the strength that would be lost among {fallen}."
    return Page(BEARING_PAGE, "bearing.html", "Load-bearing claims", summary, {"rows": rows})


def cascade_page(catalogue: Catalogue) -> Page:
    """Return the page that shows what follows when a claim falls or is rated otherwise."""
    cascades = [_cascade(catalogue, one) for one in catalogue.loads[:MOST_CASCADES]]
    summary = "What would lose a premise if a claim fell, and what would be rated lower."
    values = {"cascades": cascades, "has_notes": bool(catalogue.cards)}
    return Page(CASCADE_PAGE, "cascade.html", "If this fell", summary, values)


def wiring_data(catalogue: Catalogue, base: Mapping[str, float]) -> bytes:
    """Return the argument of the vault as a script, from which the page recomputes ratings and strengths."""
    ids = sorted(catalogue.graph)
    named = {
        "pages": [catalogue.cards[id_].page.removesuffix("/index.html") for id_ in ids],
        "titles": [catalogue.cards[id_].title for id_ in ids],
    }
    return script_data("wiring", {**named, **argument_data(catalogue.graph, base)})


def argument_data(graph: Graph, base: Mapping[str, float]) -> dict[str, object]:
    """Return who is rated how, rests on whom, is supported and challenged, by numbers in the order of the ids.

    Args:
        graph: the vault's graph.
        base: the strength of each rating by its word.
    """
    wiring = wire(graph, base)
    ratings = [graph.nodes[id_]["note"].confidence for id_ in wiring.ids]
    return {
        "ranks": [None if rating is None else int(rating) for rating in ratings],
        "words": [rating.word for rating in Confidence],
        "bases": [base[rating.word] for rating in Confidence],
        "pull": wiring.pull.tolist(),
        "premises": wiring.premises,
        "supporters": wiring.supporters,
        "challengers": wiring.challengers,
    }


def _row(catalogue: Catalogue, one: Load) -> Row:
    card = catalogue.cards[one.note]
    return Row(card, cascade_anchor(card.page), one.dependents, f"{one.loss:.2f}", one.drops)


def _cascade(catalogue: Catalogue, one: Load) -> Cascade:
    card = catalogue.cards[one.note]
    layers = tuple(_layers(catalogue, one.note))
    more = one.dependents - sum(len(layer.cards) for layer in layers)
    drops = f", {counted(one.drops, 'effective rating')} would drop" if one.drops else ""
    return Cascade(
        card,
        cascade_anchor(card.page),
        f"{counted(one.dependents, 'note')} would lose a premise{drops}",
        layers,
        f"and {counted(more, 'note')} more" if more > 0 else "",
    )


def _layers(catalogue: Catalogue, note: str) -> Iterator[Layer]:
    """Yield what rests on a note, nearest first, as far as there is room."""
    layer, seen, depth, room = [note], {note}, 0, MOST_NAMED
    while layer and room > 0:
        reached = {
            tie.other for id_ in layer for tie in catalogue.ties[id_] if tie.name == "underlies"
        } - seen
        layer, depth = sorted(reached), depth + 1
        seen |= reached
        if layer:
            word = "rests on it" if depth == 1 else f"{depth} steps away"
            yield Layer(word, tuple(catalogue.cards[id_] for id_ in layer[:room]))
            room -= len(layer)
