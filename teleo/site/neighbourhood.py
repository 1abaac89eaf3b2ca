"""The map of a page: a note between what points to it and what it points to, as inline SVG of real links."""

from collections.abc import Iterable, Mapping
from math import atan2, degrees, sqrt

from markupsafe import Markup
from msgspec import Struct

from teleo.model import ARGUING, Relation
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue, Tie

MOST_NEIGHBOURS = 24

WIDTH = 380
_CENTRE = WIDTH / 2
_MIDDLE = f"{_CENTRE:g}"
_REACH = 62.0
_BULGE = 26.0
_LINE = 13.5
_ROW_GAP = 11.0
_LEAST_ROW = 32.0
"""So high is a row at least that on the narrowest phone a finger finds its label: 24 pixels of 320."""

_TOP = 30.0
_MOST_CHORDS = 30
_CHORDS = frozenset(ARGUING)
_LAST_CHORD = max(map(Catalogue.rank_of, _CHORDS))
"""The rank of a tie after which none is drawn between two neighbours."""


class Node(Struct, frozen=True):
    """A neighbour on the map: its ties to the centre, its place, the lines of its label."""

    id: str
    ties: tuple[Tie, ...]
    is_right: bool
    x: float
    y: float
    label: tuple[str, ...]


class Chord(Struct, frozen=True):
    """A tie between two neighbours, with the path that draws it."""

    relation: Relation
    path: str


class Neighbourhood(Struct, frozen=True):
    """A note's neighbours with their places; `left_out` counts those beyond the map's bound."""

    nodes: tuple[Node, ...]
    height: float
    left_out: int

    @property
    def middle(self) -> float:
        """The height at which the note itself stands."""
        return _TOP + (self.height - _TOP) / 2


def neighbourhood(id_: str, every: Mapping[str, tuple[Tie, ...]], cards: Mapping[str, Card]) -> Neighbourhood:
    """Return the map around a note: on the left what points to it, on the right what it points to.

    Where there are too many neighbours those are kept that bear most on the note, and of those that bear on it
    alike the ones in most arguments; ties by id.

    Args:
        id_: the note.
        every: the ties of each note, what bears most on it first.
        cards: the card of each note by id.
    """
    grouped: dict[str, list[Tie]] = {}
    for tie in every[id_]:
        grouped.setdefault(tie.other, []).append(tie)
    kept = list(grouped.items())
    if len(kept) > MOST_NEIGHBOURS:
        order = sorted(kept, key=lambda item: (item[1][0].rank, -arguments(every[item[0]]), item[0]))
        chosen = {other for other, _ in order[:MOST_NEIGHBOURS]}
        kept = [item for item in kept if item[0] in chosen]
    left = [(id_, tuple(found)) for id_, found in kept if not found[0].is_outward]
    right = [(id_, tuple(found)) for id_, found in kept if found[0].is_outward]
    _balance(left, right)
    height = _TOP + max(_column_height(left, cards), _column_height(right, cards), 90.0)
    nodes = (*_column(left, cards, height, False), *_column(right, cards, height, True))
    return Neighbourhood(nodes, height, len(grouped) - len(kept))


def arguments(ties: Iterable[Tie]) -> int:
    """Return how many of a note's ties argue, either way."""
    return sum(tie.relation in _CHORDS for tie in ties)


def _balance(left: list[tuple[str, tuple[Tie, ...]]], right: list[tuple[str, tuple[Tie, ...]]]) -> None:
    """Move neighbours by symmetric relations, which have no side, from the longer column to the shorter."""
    for longer, shorter in ((left, right), (right, left)):
        while len(longer) > len(shorter) + 1:
            index = next(
                (n for n in range(len(longer) - 1, -1, -1) if longer[n][1][0].relation.is_symmetric), None
            )
            if index is None:
                break
            shorter.append(longer.pop(index))
        shorter.sort(key=lambda item: (item[1][0].rank, item[0]))


def _column_height(column: list[tuple[str, tuple[Tie, ...]]], cards: Mapping[str, Card]) -> float:
    return sum(_row_height(cards[id_]) for id_, _ in column)


def _row_height(card: Card) -> float:
    return max(len(card.label) * _LINE + _ROW_GAP, _LEAST_ROW)


def _column(
    column: list[tuple[str, tuple[Tie, ...]]],
    cards: Mapping[str, Card],
    height: float,
    is_right: bool,
) -> list[Node]:
    inner = height - _TOP
    spare = (inner - _column_height(column, cards)) / (len(column) + 1)
    nodes: list[Node] = []
    y = _TOP + spare
    for id_, ties in column:
        row = _row_height(cards[id_])
        middle = y + row / 2
        level = 2 * (middle - _TOP) / inner - 1
        reach = _REACH - _BULGE + _BULGE * sqrt(max(0.0, 1 - level * level))
        x = _CENTRE + reach if is_right else _CENTRE - reach
        nodes.append(Node(id_, ties, is_right, round(x, 1), round(middle, 1), cards[id_].label))
        y += row + spare
    return nodes


def map_svg(
    centre: Card,
    area: Neighbourhood,
    cards: Mapping[str, Card],
    between: Iterable[Chord],
    root: str,
) -> Markup:
    """Return the map as SVG; each neighbour is a link to its page, `root` the way to the site's root."""
    height = round(area.height + 6)
    middle = round(area.middle, 1)
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="group" aria-label="Map of the notes around this one">',
        f'<text class="side" x="4" y="12">points here</text>'
        f'<text class="side" x="{WIDTH - 4}" y="12" text-anchor="end">it points to</text>',
    ]
    parts += [f'<path class="edge between {chord.relation}" d="{chord.path}"/>' for chord in between]
    parts += [_edges(node, middle) for node in area.nodes]
    parts.append(
        f'<g class="node {centre.tone}"><circle class="halo" cx="{_MIDDLE}" cy="{middle}" r="15"/>'
        f'<circle class="here" cx="{_MIDDLE}" cy="{middle}" r="14.5"/>'
        f'<use href="#g-{centre.tone}" x="{_CENTRE - 9:g}" y="{middle - 9:g}" width="18" height="18"/></g>'
    )
    parts += [_node(node, cards[node.id], root) for node in area.nodes]
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 - every title and address above is escaped


def is_chord(tie: Tie) -> bool:
    """Return whether a map draws a tie between two neighbours of its centre."""
    return tie.is_outward and tie.relation in _CHORDS


def chords(area: Neighbourhood, ties: Mapping[str, tuple[Tie, ...]]) -> list[Chord]:
    """Return the ties between neighbours that a map draws, in the order of the neighbours."""
    placed = {node.id: node for node in area.nodes}
    drawn: list[Chord] = []
    for node in area.nodes:
        for tie in ties[node.id]:
            if tie.rank > _LAST_CHORD:
                break
            far = placed.get(tie.other)
            if far is None or not is_chord(tie):
                continue
            bend_x, bend_y = (node.x + far.x) / 2 * 0.55 + _CENTRE * 0.45, (node.y + far.y) / 2
            path = f"M{node.x} {node.y}Q{bend_x:.1f} {bend_y:.1f} {far.x} {far.y}"
            drawn.append(Chord(tie.relation, path))
            if len(drawn) == _MOST_CHORDS:
                return drawn
    return drawn


def _edges(node: Node, middle: float) -> str:
    """Draw each tie of a neighbour as a curve to the centre, with its relation's shape nearer to the target."""
    drawn = ""
    end = f"{node.x} {node.y}"
    for number, tie in enumerate(node.ties[:2]):
        bend = (node.x + _CENTRE) / 2 + (6 if node.is_right else -6) * number
        bend_y = node.y + (7 * number)
        at = 0.62 if tie.is_outward else 0.5
        x, y, turn = _along(_CENTRE, middle, bend, bend_y, node.x, node.y, at, tie.is_outward)
        name = tie.relation.value
        drawn += (
            f'<path class="edge {name}" d="M{_MIDDLE} {middle}Q{bend:g} {bend_y:g} {end}"/>'
            f'<use class="tip {name}" href="#t-{name}" transform="translate({x:.1f} {y:.1f})rotate({turn})"/>'
        )
    return drawn


def _along(
    x0: float, y0: float, x1: float, y1: float, x2: float, y2: float, at: float, is_outward: bool
) -> tuple[float, float, int]:
    """Return the point and the direction, in degrees, at a part of the way along a quadratic curve."""
    back = 1 - at
    x = back * back * x0 + 2 * back * at * x1 + at * at * x2
    y = back * back * y0 + 2 * back * at * y1 + at * at * y2
    dx = back * (x1 - x0) + at * (x2 - x1)
    dy = back * (y1 - y0) + at * (y2 - y1)
    turn = degrees(atan2(dy, dx)) if is_outward else degrees(atan2(-dy, -dx))
    return x, y, round(turn)


def _node(node: Node, card: Card, root: str) -> str:
    """Draw a neighbour with its label; what the card holds is escaped already."""
    anchor = "" if node.is_right else ' text-anchor="end"'
    x = f"{node.x + 10 if node.is_right else node.x - 10:.1f}"
    first = node.y - (len(node.label) - 1) * _LINE / 2 + 4.0
    lines = f'</tspan><tspan x="{x}" dy="{_LINE}">'.join(node.label)
    return (
        f'<a class="node {card.tone}" href="{root}{card.page}">'
        f"<title>{node.ties[0].words}: {card.safe_title}</title>"
        f'<circle class="halo" cx="{node.x}" cy="{node.y}" r="7.5"/>'
        f'<use href="#g-{card.tone}" x="{node.x - 6:g}" y="{node.y - 6:g}" width="12" height="12"/>'
        f'<text x="{x}" y="{first:.1f}"{anchor}><tspan x="{x}">{lines}</tspan></text></a>'
    )
