"""Which notes bear their titles in the picture of the whole graph, and where the titles stand."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from teleo.site.card import Card
from teleo.site.labels import beginning

MOST_LABELS = 30
_MOST_TRIED = 120
_LETTER, _LINE = 6.4, 17.0
_WIDE_LETTER, _WIDE_FROM = 12.0, "\u2e80"
GAP = 4
"""Pixels between a shape and its title."""

_Box = tuple[float, float, float, float]


class Screen(Struct, frozen=True):
    """A kind of screen: titles that do not meet at these measures, in pixels, do not meet on it.

    `side` is that of the picture's square, of which the stage shows what lies from `left` to `right`; `taken` is
    what other things cover. Where the stage is higher than wide, the drawing is turned on its side, clockwise.
    """

    name: str
    letters: int
    side: float
    left: float
    right: float
    is_turned: bool = False
    taken: tuple[_Box, ...] = ()

    def spot(self, spot: tuple[int, int], grid: int) -> tuple[int, int]:
        """Return where a place of the drawing, whose square has the side `grid`, is on this screen."""
        x, y = spot
        return (grid - y, x) if self.is_turned else (x, y)


WIDE = Screen("wide", 42, 820.0, 0.0, 820.0)
NARROW, LOW = (
    Screen("narrow", 26, 468.0, 70.0, 398.0, True, (buttons,))
    for buttons in ((338.0, 0.0, 398.0, 138.0), (338.0, 330.0, 398.0, 468.0))
)
"""Screens of a desk, and those of a hand with the buttons in their upper or lower right corner."""


class Label(Struct, frozen=True):
    """A title beside its note's shape: the place on its screen where it begins, or ends when it `is_left` of it."""

    id: str
    text: str
    x: float
    y: float
    is_left: bool


def narrow_screen(spots: Mapping[str, tuple[int, int]], radii: Mapping[str, float], grid: int) -> Screen:
    """Return the narrow screen whose buttons cover fewer notes, the upper corner where they cover as many."""

    def covered(screen: Screen) -> int:
        unit = screen.side / grid
        shapes = (_shape(screen.spot(spots[id_], grid), radius, unit) for id_, radius in radii.items())
        return sum(_meet(shape, box) for shape in shapes for box in screen.taken)

    return min(NARROW, LOW, key=covered)


def labelled(
    ranked: Sequence[str],
    spots: Mapping[str, tuple[int, int]],
    radii: Mapping[str, float],
    cards: Mapping[str, Card],
    screen: Screen,
    grid: int,
) -> list[Label]:
    """Return the titles of the first notes that find room beside their shapes, in the order of the notes.

    Each stands on the side where it lies over fewer shapes, and on the right where they are as many.

    Args:
        ranked: the notes, those first that should rather be named.
        spots: the places of the notes, from 0 to `grid` either way.
        radii: of their shapes, in the same units.
        cards: the card of each note by id.
        screen: on which they shall find room.
        grid: the side of the picture's square in these units.
    """
    unit = screen.side / grid
    shapes = {id_: _shape(screen.spot(spots[id_], grid), radii[id_], unit) for id_ in ranked[:_MOST_TRIED]}
    taken, found = list(screen.taken), []
    for id_ in ranked[:_MOST_TRIED]:
        x, y = screen.spot(spots[id_], grid)
        text = shortened(cards[id_].title, screen.letters)
        width = sum(_WIDE_LETTER if letter >= _WIDE_FROM else _LETTER for letter in text)
        sides = []
        for is_left in (False, True):
            edge = x - radii[id_] if is_left else x + radii[id_]
            near = edge * unit + (-GAP - width if is_left else GAP)
            box = (near, y * unit - _LINE / 2, near + width, y * unit + _LINE / 2)
            if (
                near >= screen.left
                and box[2] <= screen.right
                and not any(_meet(box, other) for other in taken)
            ):
                covered = sum(_meet(box, shape) for other, shape in shapes.items() if other != id_)
                sides.append((covered, is_left, edge, box))
        if sides:
            _, is_left, edge, box = min(sides)
            taken.append(box)
            found.append(Label(id_, text, edge, y, is_left))
            if len(found) == MOST_LABELS:
                break
    return found


def _shape(spot: tuple[int, int], radius: float, unit: float) -> _Box:
    """Return the pixels that the shape of a note covers."""
    x, y = spot
    return (x - radius) * unit, (y - radius) * unit, (x + radius) * unit, (y + radius) * unit


def shortened(title: str, most: int) -> str:
    """Return a title of at most so many characters, cut after a word."""
    return title if len(title) <= most else f"{beginning(title, most - 1)}…"


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
