"""Spans and places."""

from hypothesis import given
from hypothesis import strategies as st

from teleo.model import Lines, Place, Span, span_at


def test_a_line_ends_at_a_newline_only() -> None:
    lines = Lines("a\u2028b\rc\x85d\ne")
    assert len(lines) == 2
    assert lines.place(Span(8, 9)) == Place(2, 1, 2, 2)


def test_the_end_of_a_text_without_newline_is_a_place() -> None:
    assert Lines("ab").place(Span(2, 2)) == Place(1, 3, 1, 3)


def test_an_offset_outside_the_text_is_moved_to_its_end() -> None:
    assert Lines("ab\n").place(Span(7, 9)) == Place(2, 1, 2, 1)


@given(st.text(alphabet="a\né😀\r"), st.data())
def test_a_place_counts_the_newlines_before_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = Lines(text).position(offset)
    before = text[:offset]
    assert line == before.count("\n") + 1
    assert column == len(before) - (before.rfind("\n") + 1) + 1


def test_a_span_holds_its_start_and_not_its_end() -> None:
    spans = (Span(2, 4), Span(4, 5), Span(8, 9))
    found = [span_at(spans, place) for place in range(10)]
    none, (one, two, three) = None, spans
    assert found == [none, none, one, one, two, none, none, none, three, none]
    assert span_at((), 0) is None
