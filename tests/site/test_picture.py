"""The picture of the whole graph: bounded, the same each time, every edge once, and no title over another."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from teleo.model import Relation
from teleo.site.card import Card
from teleo.site.picture import MOST_EDGES, MOST_NOTES, Edge, graph_picture, plane_of, radius
from teleo.site.picture_labels import LOW, NARROW, WIDE, Label, Screen, labelled, shortened
from teleo.site.wording import RATINGS

POINTS = st.tuples(st.integers(-1000, 1000), st.integers(-1000, 1000))


def cards(count: int, title: str = "Note {} of some length, as titles have it") -> dict[str, Card]:
    """Return cards of made-up notes."""
    return {
        f"n{number}": Card(
            id=f"n{number}",
            page=f"c/n{number}/index.html",
            title=title.format(number),
            heading=Markup(),
            glyph=Markup(),
            tone=RATINGS[number % len(RATINGS)],
            kind="claim",
            state="",
            description="",
            lead="",
            safe_title="",
            label=(),
            row_parts=("", ""),
        )
        for number in range(count)
    }


def scattered(count: int, degree: int, seed: int = 1) -> tuple[list[Edge], dict[str, tuple[int, int]]]:
    """Return a random graph's edges and places."""
    random = Random(seed)
    names = list(Relation)
    edges = {
        (f"n{number}", f"n{other}", random.choice(names))
        for number in range(count)
        for other in random.sample(range(count), min(degree, count))
        if other != number
    }
    places = {f"n{number}": (random.randint(-990, 990), random.randint(-990, 990)) for number in range(count)}
    return sorted(edges), places


def lines(svg: str, name: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the ends of each line of the paths of a class, smaller end first."""
    for data in re.findall(rf'<path class="{name}" d="([^"]*)"', svg):
        for trail in data.split("M")[1:]:
            start, *steps = trail.split("l")
            x, y = map(int, start.split())
            for step in steps:
                dx, dy = map(int, re.findall(r"-?\d+", step))
                yield min((x, y), (x + dx, y + dy)), max((x, y), (x + dx, y + dy))
                x, y = x + dx, y + dy


@pytest.mark.parametrize("count", [1229, 20_000])
def test_however_large_the_graph_its_picture_is_light(count: int) -> None:
    edges, places = scattered(count, 8)
    picture = graph_picture(cards(count), edges, places, "../")
    assert len(gzip.compress(picture.svg.encode(), 9)) < 24 * 1024
    assert picture.notes == min(count, MOST_NOTES)
    assert 1000 < picture.edges <= MOST_EDGES


def test_the_same_graph_gives_the_same_picture_whatever_the_order_of_its_edges() -> None:
    edges, places = scattered(300, 4)
    once = graph_picture(cards(300), edges, places, "../")
    assert graph_picture(cards(300), edges[::-1], dict(reversed(places.items())), "../") == once


def test_each_edge_of_a_middling_graph_is_drawn_once() -> None:
    edges, places = scattered(160, 6)
    picture = graph_picture(cards(160), edges, places, "../")
    plane = plane_of(places.values())
    argued = set(list(Relation)[:4])
    pairs = {
        name: {
            tuple(sorted((plane.at(places[one]), plane.at(places[other]))))
            for one, other, relation in edges
            if relation in relations
        }
        for name, relations in {
            "light": set(Relation) - argued,
            **{f"edge many {relation}": {relation} for relation in argued},
        }.items()
    }
    for name, wanted in pairs.items():
        found = Counter(lines(picture.svg, name))
        assert set(found) == {pair for pair in wanted if pair[0] != pair[1]}, name
        assert set(found.values()) == {1}


def test_few_edges_bear_the_shapes_of_their_relations() -> None:
    edges = [("n0", "n1", Relation.SUPPORTS), ("n2", "n1", Relation.MENTIONS)]
    svg = graph_picture(cards(3), edges, {"n0": (0, 0), "n1": (100, 0), "n2": (0, 100)}, "../").svg
    # A margin of 2.8 % on each side, of 1500 and of 1000 below 250: the way from (42, 278) to (1458, 278) has its shape
    # at 55 %.
    assert '<g class="edge supports" marker-mid="url(#m-supports)"><path d="M42 278l779 0l637 0"/></g>' in svg
    assert 'marker-mid="url(#m-mentions)"' in svg


def test_every_note_of_a_small_graph_is_a_corner_of_its_rating_s_line() -> None:
    places = {f"n{number}": (number * 10, -number * 10) for number in range(20)}
    svg = graph_picture(cards(20), [], places, "../").svg
    corners = re.findall(r'marker-end="url\(#n\d+-(\d)\)" d="M[^"]*"', svg)
    assert sorted(corners) == ["0", "1", "2", "3", "4"]
    steps = re.findall(r'marker-end="[^"]*" d="(M[^"]*)"', svg)
    assert [step.count("l") for step in steps] == [3] * 5


def test_a_graph_of_one_note_and_one_of_none_are_drawn() -> None:
    one = graph_picture(cards(1), [], {"n0": (3, 4)}, "../")
    assert 'd="M750 750l0 0"' in one.svg
    assert graph_picture({}, [], {}, "../").svg == ""


def test_the_words_of_titles_are_text_in_the_picture() -> None:
    svg = graph_picture(cards(1, "<b>&\"'"), [], {"n0": (0, 0)}, "../").svg
    assert "<b>" not in svg
    assert "&lt;b&gt;&amp;&#34;&#39;" in svg


@given(st.lists(POINTS, min_size=1, max_size=30))
def test_all_places_lie_in_the_middle_of_the_square_half_as_wide_again_as_high(
    points: list[tuple[int, int]],
) -> None:
    plane = plane_of(points)
    for x, y in map(plane.at, points):
        assert 42 <= x <= 1458
        assert 278 <= y <= 1222


def test_a_note_with_more_ties_is_larger_and_all_shrink_in_a_larger_vault() -> None:
    assert radius(0, 150) == pytest.approx(3)
    assert radius(0, 96) == pytest.approx(3.75)
    assert radius(4, 1) == radius(4, 30) == pytest.approx(13)
    assert radius(16, 150) == pytest.approx(10)
    assert radius(16, 600) == pytest.approx(5)
    assert radius(16, 10**6) == pytest.approx(2.5)


@given(st.lists(POINTS, min_size=1, max_size=60), st.sampled_from((WIDE, NARROW, LOW)))
def test_no_title_lies_over_another(points: list[tuple[int, int]], screen: Screen) -> None:
    spots = {f"n{number}": (x * 3 // 4 + 750, y // 2 + 750) for number, (x, y) in enumerate(points)}
    found = labelled(list(spots), spots, dict.fromkeys(spots, 9.0), cards(len(spots)), screen, 1500)
    boxes = [_box(label, screen.side) for label in found]
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 16


def _box(label: Label, side: float) -> tuple[float, float, float]:
    """Return where a title begins and ends at six pixels a letter, and its height, in pixels."""
    x, width = label.x / 1500 * side, 6 * len(label.text)
    return (x - width, x, label.y / 1500 * side) if label.is_left else (x, x + width, label.y / 1500 * side)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Oaks", "Oaks"),
        ("Oaks outlive birches", "Oaks outlive birches"),
        ("Oaks outlive birches by far", "Oaks outlive birches…"),
        ("Oaks outlive elms, by far", "Oaks outlive elms, by…"),
        ("Oaks outlive birch, and far", "Oaks outlive birch…"),
        ("Oaks outlivebirchesandelms by far", "Oaks…"),
        ("Oaksoutlivebirchesandelms by far", "Oaksoutlivebirchesand…"),
    ],
)
def test_a_long_title_is_cut_after_a_word(title: str, shown: str) -> None:
    assert shortened(title, 22) == shown


def test_a_title_at_the_right_edge_stands_on_the_left_of_its_note() -> None:
    spots: Mapping[str, tuple[int, int]] = {"n0": (1440, 750), "n1": (60, 300)}
    found = labelled(["n0", "n1"], spots, dict.fromkeys(spots, 9.0), cards(2), WIDE, 1500)
    assert [(label.id, label.is_left, label.x, label.y) for label in found] == [
        ("n0", True, 1431.0, 750),
        ("n1", False, 69.0, 300),
    ]


def test_on_a_narrow_screen_the_picture_is_turned_on_its_side() -> None:
    # What is at the top of the drawing is on the right of such a screen, and what is on its left at the top.
    spots: Mapping[str, tuple[int, int]] = {"n0": (750, 280), "n1": (100, 1220)}
    found = labelled(["n0", "n1"], spots, dict.fromkeys(spots, 9.0), cards(2), NARROW, 1500)
    assert [(label.id, label.is_left, label.x, label.y) for label in found] == [
        ("n0", True, 1211.0, 750),
        ("n1", False, 289.0, 100),
    ]


def test_a_title_stands_on_the_side_where_it_lies_over_fewer_shapes() -> None:
    spots: Mapping[str, tuple[int, int]] = {"n0": (700, 500), "n1": (760, 505), "n2": (700, 900)}
    found = labelled(list(spots), spots, dict.fromkeys(spots, 9.0), cards(3), WIDE, 1500)
    assert [(label.id, label.is_left) for label in found] == [("n0", True), ("n1", False), ("n2", False)]


@pytest.mark.parametrize(("covered", "is_low"), [((0, 0), True), ((0, 100), False), ((100, 100), False)])
def test_on_a_narrow_screen_the_buttons_stand_in_the_corner_with_fewer_notes(
    covered: tuple[int, int], is_low: bool
) -> None:
    # The drawing's left upper corner is the screen's right upper one, and its right upper one the right lower one.
    places = {"n0": covered, "n1": (50, 100)}
    assert graph_picture(cards(2), [], places, "../").is_free_below is is_low
