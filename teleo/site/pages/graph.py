"""The page of the whole graph, and the data from which the reader's browser draws it."""

import re
from collections.abc import Mapping

from teleo.model import Relation
from teleo.site.address import to_root
from teleo.site.catalogue import Catalogue
from teleo.site.json_text import script_data
from teleo.site.layout import Point
from teleo.site.pages.listings import Line
from teleo.site.picture import Picture, graph_picture
from teleo.site.templating import Page
from teleo.site.wording import RATINGS, RELATION_NAMES, counted

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GRAPH_PAGE = "graph/index.html"
GRAPH_DATA = "static/data/graph.js"
MOST_LISTED = 300
"""Notes in the list beside the drawing; all of them stand in the lists of claims, sources and domains."""


def graph_page(catalogue: Catalogue, places: Mapping[str, Point]) -> Page:
    """Return the page of the whole graph: its picture, drawn at the places, and a list of its notes.

    The script and the data with which a reader moves about in it are fetched when one first reaches for it.
    """
    ranked = sorted(catalogue.ties, key=lambda id_: (-len(catalogue.ties[id_]), id_))
    edges = [
        (origin, target, Relation(relation))
        for origin, target, relation in catalogue.graph.edges(keys=True)
        if origin != target
    ]
    picture = graph_picture(catalogue.cards, edges, places, to_root(GRAPH_PAGE))
    used = {relation for *_, relation in edges}
    tones = {card.tone for card in catalogue.cards.values()}
    values = {
        "legend": [
            {"relation": relation.value, "word": RELATION_NAMES[relation]}
            for relation in Relation
            if relation in used
        ],
        "ratings": [tone for tone in RATINGS if tone in tones],
        "domains": [{"name": domain, "word": catalogue.domain_title(domain)} for domain in catalogue.domains],
        "has_dates": any(_DAY.fullmatch(note.created) for note in catalogue.vault.notes),
        "rows": [Line(catalogue.cards[id_], str(len(catalogue.ties[id_]))) for id_ in ranked[:MOST_LISTED]],
        "count": len(ranked),
        "picture": picture.svg,
        "is_free_below": picture.is_free_below,
        "drawn": _drawn(picture, len(ranked), len(edges)),
    }
    summary = (
        f"{counted(len(catalogue.cards), 'note')} and {counted(len(edges), 'edge')}. "
        f"{'Near notes are tied to each other; larger ones to more.' if edges else ''}"
    ).rstrip()
    return Page(GRAPH_PAGE, "graph.html", "Graph", summary, values)


def _drawn(picture: Picture, notes: int, edges: int) -> str:
    """Say what the picture shows of a graph that is too large for it; nothing when it shows all."""
    if (picture.notes, picture.edges) == (notes, edges):
        return ""
    shown = "all notes" if picture.notes == notes else f"{picture.notes:,} of {notes:,} notes"
    return f"The picture shows {shown} and {picture.edges:,} of {counted(edges, 'edge')}."


def graph_data(catalogue: Catalogue, places: Mapping[str, Point]) -> bytes:
    """Return the graph as a script that hands it to the page.

    Nodes are `[page, title, x, y, rating, domain, edges, created]` in the order of the ids, edges
    `[from, to, relation]` by the numbers of their nodes; ratings, domains and relations are numbers in the
    lists beside them.
    """
    numbers = {id_: number for number, id_ in enumerate(catalogue.cards)}
    domains = list(catalogue.domains)
    domain_numbers = {domain: number for number, domain in enumerate(domains)}
    relations = [relation.value for relation in Relation]
    relation_numbers = {relation: number for number, relation in enumerate(relations)}
    nodes = [
        [
            card.page.removesuffix("index.html"),
            card.title,
            *places[id_],
            RATINGS.index(card.tone),
            domain_numbers.get(catalogue.vault.by_id[id_].domain, -1),
            len(catalogue.ties[id_]),
            created if _DAY.fullmatch(created := catalogue.vault.by_id[id_].created) else "",
        ]
        for id_, card in catalogue.cards.items()
    ]
    edges = sorted(
        [numbers[origin], numbers[target], relation_numbers[relation]]
        for origin, target, relation in catalogue.graph.edges(keys=True)
        if origin != target
    )
    return script_data(
        "graph",
        {"nodes": nodes, "edges": edges, "ratings": RATINGS, "relations": relations, "domains": domains},
    )
