"""The picture of the whole graph that stands in its page before any script, drawn as the script draws it."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from math import exp, log, sqrt

from markupsafe import Markup, escape
from msgspec import Struct

from teleo.model import ARGUING, Relation
from teleo.site.card import Card
from teleo.site.layout import Point
from teleo.site.picture_labels import GAP, LOW, WIDE, Screen, labelled, narrow_screen
from teleo.site.wording import RATINGS

HEIGHT, GRID = 1000, 1500
"""The drawing is so high and half as wide again, as screens are and titles want it; it stands in the middle of a square
of its width, in which it can be turned on its side. On a wide screen a unit is about 0.7 pixels."""

MOST_NOTES = 2500
MOST_EDGES = 2200
"""Notes and edges in a picture: with more of them it would weigh more than its page."""

MOST_DRESSED = 400
"""With more edges than this, dash and shape are for those that argue; with more of these, shapes are for none."""

_DISC = '<circle r="1"/>'
_BLANK = '<path d="M-1.05 0a1.05 1.05 0 0 0 2.1 0a1.05 1.05 0 0 0-2.1 0z"/>'
_SHAPES = {
    "likely": f'{_DISC}<path d="M0 0H-.75A.75 .75 0 0 1 0-.75z"/>',
    "experimental": f'{_DISC}<path d="M0 .75A.75 .75 0 0 1 0-.75z"/>',
    "speculative": f'{_BLANK}<circle class="ring" r=".87"/>',
    "unrated": f'{_BLANK}<rect x="-.78" y="-.78" width="1.56" height="1.56"/><path d="M-.56-.56h1.12v1.12h-1.12z"/>',
}
"""The shape of each rating in a disc of radius 1, as `sprite.svg` has it; its paths are blank and hide edges."""

_LEAST_CUT = 2.9
"""The radius from which a note has its shape, in the units of the picture: smaller ones are dots on most screens."""

_MARGIN = 1.06
_FULL = 150
_LEAST_SCALE = 0.25
_MOST_SCALE = 2.0
"""So many notes are drawn in full size, more of them smaller and fewer larger, within these parts of it."""

_STEP = log(1.15)
"""Radii are drawn in steps of 15 %: notes of a step share one line."""

_BAND = 25
_CELL = 5
"""The height of a band in which near notes follow each other, and the side of a place that a note stands for."""

_TIP_AT = 0.55
"""The part of the way at which an edge bears its shape."""

Edge = tuple[str, str, Relation]
"""The ids of its origin and of its target, and what it says."""

_Place = tuple[int, int]


class Picture(Struct, frozen=True):
    """The drawing, how many of the graph's notes and edges it holds, and whether buttons stand best below it."""

    svg: Markup
    notes: int
    edges: int
    is_free_below: bool = False


class Plane(Struct, frozen=True):
    """The square in which all notes stand, in the units of their places; the picture draws it wider than high."""

    left: float
    top: float
    side: float

    def at(self, point: Point) -> _Place:
        """Return a place in the units of the picture."""
        x, y = point
        down = (y - self.top) / self.side * HEIGHT
        return round((x - self.left) / self.side * GRID), round((GRID - HEIGHT) / 2 + down)


def plane_of(points: Iterable[Point]) -> Plane:
    """Return the smallest square around the points with a margin; the script frames the graph by the same rule."""
    xs, ys = zip(*points, strict=True)
    side = _MARGIN * max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    return Plane((min(xs) + max(xs) - side) / 2, (min(ys) + max(ys) - side) / 2, side)


def radius(ties: int, count: int) -> float:
    """Return the radius of a note with so many ties among `count` notes, in the units of the picture."""
    return (3 + 1.75 * sqrt(ties)) * min(_MOST_SCALE, max(_LEAST_SCALE, sqrt(_FULL / count)))


def graph_picture(
    cards: Mapping[str, Card], edges: Sequence[Edge], places: Mapping[str, Point], root: str
) -> Picture:
    """Return the picture of a graph.

    All of a small graph is drawn; of a large one the most tied notes of each place, and among these the edges
    that argue before others. In time it is linear in the graph, in size it is bounded.

    Args:
        cards: of all notes by id.
        edges: the graph's, none from a note to itself.
        places: of all notes by id.
        root: the way from the picture's page to the site's root.
    """
    if not cards:
        return Picture(Markup(), 0, 0)
    ties = dict.fromkeys(cards, 0)
    for origin, target, _ in edges:
        ties[origin] += 1
        ties[target] += 1
    plane = plane_of(places.values())
    spots = {id_: plane.at(places[id_]) for id_ in cards}
    ranked = _outstanding(sorted(ties, key=lambda id_: (-ties[id_], id_)), spots)
    radii = {id_: radius(ties[id_], len(ties)) for id_ in ranked}
    kept = _strongest(edges, radii, ties)
    narrow = narrow_screen(spots, radii, GRID)
    parts = (
        f'<svg viewBox="0 0 {GRID} {GRID}" aria-hidden="true"><g class="drawn">',
        *_edges(kept, spots),
        *_notes(ranked, spots, radii, cards),
        "</g></svg>",
        *_titles((WIDE, narrow), ranked, spots, radii, cards, root),
    )
    svg = Markup("".join(parts))  # noqa: S704 - what cards hold is escaped
    return Picture(svg, len(ranked), len(kept), narrow is LOW)


def _outstanding(ranked: list[str], spots: Mapping[str, _Place]) -> list[str]:
    """Return the notes that are drawn, in their order: the first of each place, then the second, until enough."""
    if len(ranked) <= MOST_NOTES:
        return ranked
    met: dict[_Place, int] = {}
    turns: dict[str, int] = {}
    for id_ in ranked:
        x, y = spots[id_]
        cell = x // _CELL, y // _CELL
        turns[id_] = met[cell] = met.get(cell, 0) + 1
    kept = set(sorted(ranked, key=turns.__getitem__)[:MOST_NOTES])
    return [id_ for id_ in ranked if id_ in kept]


def _strongest(edges: Iterable[Edge], drawn: Container[str], ties: Mapping[str, int]) -> list[Edge]:
    """Return the edges that are drawn: those that argue first, then those between the most tied notes."""
    found = [
        (relation not in ARGUING, -ties[origin] - ties[target], origin, target, relation)
        for origin, target, relation in edges
        if origin in drawn and target in drawn
    ]
    kept = sorted(found) if len(found) <= MOST_EDGES else nsmallest(MOST_EDGES, found)
    return [(origin, target, relation) for _, _, origin, target, relation in kept]


def _edges(edges: Sequence[Edge], spots: Mapping[str, _Place]) -> Iterator[str]:
    """Draw the edges, those that argue over the others; few enough of them bear their relation's shape."""
    by_relation: dict[Relation, list[tuple[_Place, _Place]]] = {}
    for origin, target, relation in edges:
        if spots[origin] != spots[target]:
            by_relation.setdefault(relation, []).append((spots[origin], spots[target]))
    argued = sum(len(by_relation.get(relation, ())) for relation in ARGUING)
    is_small = len(edges) <= MOST_DRESSED
    light = [relation for relation in Relation if relation not in ARGUING and relation in by_relation]
    if light and not is_small:
        yield f'<path class="light" d="{_trails(pair for name in light for pair in by_relation[name])}"/>'
    for relation in (*(light if is_small else ()), *ARGUING):
        if pairs := by_relation.get(relation):
            if argued <= MOST_DRESSED:
                yield _dressed(relation, pairs)
            else:
                yield f'<path class="edge many {relation}" d="{_trails(pairs)}"/>'


def _dressed(relation: Relation, pairs: Iterable[tuple[_Place, _Place]]) -> str:
    """Draw edges one by one, each with its relation's shape a little nearer to the target."""
    drawn = ""
    for (x0, y0), (x1, y1) in pairs:
        x, y = round(x0 + (x1 - x0) * _TIP_AT), round(y0 + (y1 - y0) * _TIP_AT)
        drawn += f'<path d="M{x0} {y0}{_line(x - x0, y - y0)}{_line(x1 - x, y1 - y)}"/>'
    return (
        f'<marker id="m-{relation}" class="{relation}" markerUnits="userSpaceOnUse" orient="auto">'
        f'<use class="tip" href="#t-{relation}" transform="scale(1.15)"/></marker>'
        f'<g class="edge {relation}" marker-mid="url(#m-{relation})">{drawn}</g>'
    )


def _trails(pairs: Iterable[tuple[_Place, _Place]]) -> str:
    """Return edges as the data of one path that goes on from edge to edge wherever it can, so that it is short."""
    beyond: dict[_Place, dict[_Place, None]] = {}
    for one, other in pairs:
        beyond.setdefault(one, {})[other] = None
        beyond.setdefault(other, {})[one] = None
    parts: list[str] = []
    for start, nearest in beyond.items():
        while nearest:
            parts.append(f"M{start[0]} {start[1]}")
            here = start
            while ways := beyond[here]:
                there, _ = ways.popitem()
                del beyond[there][here]
                parts.append(_line(there[0] - here[0], there[1] - here[1]))
                here = there
    return "".join(parts)


def _line(dx: int, dy: int) -> str:
    return f"l{dx}{dy}" if dy < 0 else f"l{dx} {dy}"


def _notes(
    ranked: Sequence[str], spots: Mapping[str, _Place], radii: Mapping[str, float], cards: Mapping[str, Card]
) -> Iterator[str]:
    """Draw the notes, larger ones below: those of a rating and about a size are the corners of one unseen line."""
    grouped: dict[tuple[int, str], list[_Place]] = {}
    for id_ in ranked:
        grouped.setdefault((round(log(radii[id_]) / _STEP), cards[id_].tone), []).append(spots[id_])
    for step, tone in sorted(grouped, key=lambda one: (-one[0], RATINGS.index(one[1]))):
        size = round(2 * exp(_STEP * step), 1)
        shape = _SHAPES.get(tone, _DISC) if size >= 2 * _LEAST_CUT else _DISC
        name = f"n{step}-{RATINGS.index(tone)}"
        yield (
            f'<marker id="{name}" class="{tone}" markerUnits="userSpaceOnUse" viewBox="-1 -1 2 2" '
            f'markerWidth="{size}" markerHeight="{size}">{shape}</marker>'
            f'<path marker-start="url(#{name})" marker-mid="url(#{name})" marker-end="url(#{name})" '
            f'd="{_corners(grouped[step, tone])}"/>'
        )


def _corners(spots: list[_Place]) -> str:
    """Return places as a line through them, to and fro in bands: near places follow each other, so it is short."""
    ordered = sorted(
        spots, key=lambda spot: (spot[1] // _BAND, -spot[0] if spot[1] // _BAND % 2 else spot[0], spot[1])
    )
    (x, y), *rest = ordered
    parts = [f"M{x} {y}l0 0" if not rest else f"M{x} {y}"]
    for there in rest:
        parts.append(_line(there[0] - x, there[1] - y))
        x, y = there
    return "".join(parts)


def _titles(
    screens: Iterable[Screen],
    ranked: Sequence[str],
    spots: Mapping[str, _Place],
    radii: Mapping[str, float],
    cards: Mapping[str, Card],
    root: str,
) -> Iterator[str]:
    """Write the titles of the most tied notes as links to their pages, for each kind of screen those with room.

    They stand beside the drawing, as percentages of its square, so that their size is that of text.
    """
    for screen in screens:
        yield f'<g class="{screen.name}-screen">'
        for label in labelled(ranked, spots, radii, cards, screen, GRID):
            whole = f"<title>{cards[label.id].safe_title}</title>" if label.text.endswith("…") else ""
            side = f'class="left" dx="-{GAP}"' if label.is_left else f'dx="{GAP}"'
            yield (
                f'<a href="{root}{cards[label.id].page}"><text x="{label.x / GRID:.1%}" y="{label.y / GRID:.1%}" '
                f'{side} dy="4">{escape(label.text)}</text>{whole}</a>'
            )
        yield "</g>"
