"""Which notes bear their titles in the picture of the whole graph, and where the titles stand."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from teleo.site.catalogue import Card
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

    `side` is that of the picture and `right` how far the stage reaches beyond it when it is as large as
    `largest`; `taken` is what other things cover.
    """

    name: str
    letters: int
    side: float
    largest: float
    right: float
    taken: tuple[_Box, ...] = ()


SCREENS = (
    Screen("wide", 42, 620.0, 760.0, 100.0),
    Screen("narrow", 26, 330.0, 330.0, 0.0, ((290.0, -90.0, 430.0, 55.0),)),
)
"""Screens from 62rem on, and those below with the buttons in their corner."""


class Label(Struct, frozen=True):
    """A title beside its note's shape: the place where it begins, or ends when it `is_left` of it."""

    id: str
    text: str
    x: float
    y: float
    is_left: bool


def labelled(
    ranked: Sequence[str],
    spots: Mapping[str, tuple[int, int]],
    radii: Mapping[str, float],
    cards: Mapping[str, Card],
    screen: Screen,
    grid: int,
) -> list[Label]:
    """Return the titles of the first notes that find room beside their shapes, in the order of the notes.

    Args:
        ranked: the notes, those first that should rather be named.
        spots: the places of the notes, from 0 to `grid` either way.
        radii: of their shapes, in the same units.
        cards: the card of each note by id.
        screen: on which they shall find room.
        grid: the side of the picture in these units.
    """
    taken, found = list(screen.taken), []
    for id_ in ranked[:_MOST_TRIED]:
        (x, y), text = spots[id_], shortened(cards[id_].title, screen.letters)
        width = sum(_WIDE_LETTER if letter >= _WIDE_FROM else _LETTER for letter in text)
        is_left = (x + radii[id_]) / grid * screen.largest + GAP + width > screen.largest + screen.right
        edge = x - radii[id_] if is_left else x + radii[id_]
        near = edge / grid * screen.side + (-GAP - width if is_left else GAP)
        middle = y / grid * screen.side
        box = (near, middle - _LINE / 2, near + width, middle + _LINE / 2)
        if near < -screen.right or any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        found.append(Label(id_, text, edge, y, is_left))
        if len(found) == MOST_LABELS:
            break
    return found


def shortened(title: str, most: int) -> str:
    """Return a title of at most so many characters, cut after a word."""
    return title if len(title) <= most else f"{beginning(title, most - 1)}…"


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
