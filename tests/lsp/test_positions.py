"""Positions are counted in the code units that were agreed on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from teleo.lsp.positions import Positions
from teleo.model import Lines, Span

ENCODINGS = ("utf-8", "utf-16", "utf-32")
CHARACTERS = "a é 😀 e\u0301 \u2028 \x0b \x85 \t 漢 \U0001f469\u200d\U0001f469 \r\n"
TEXTS = st.text(st.sampled_from(CHARACTERS), max_size=40)


def positions(text: str, encoding: str, *, has_lead: bool = False) -> Positions:
    return Positions(text, Lines(text), encoding, has_lead)


@pytest.mark.parametrize(
    ("encoding", "character"),
    # é is 2 bytes and 1 unit, the face 4 bytes and 2 units, the combining accent 2 bytes and 1 unit.
    [("utf-8", 2 + 4 + 1 + 2), ("utf-16", 1 + 2 + 1 + 1), ("utf-32", 4)],
)
def test_a_column_after_emoji_and_combining_characters_is_right(encoding: str, character: int) -> None:
    text = "first\né😀e\u0301x\n"
    found = positions(text, encoding)
    assert found.position(text.index("x")) == types.Position(1, character)
    assert found.offset(types.Position(1, character)) == text.index("x")


@settings(deadline=None)
@given(TEXTS, st.sampled_from(ENCODINGS), st.booleans(), st.data())
def test_a_place_leads_back_to_itself(text: str, encoding: str, has_lead: bool, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = positions(text, encoding, has_lead=has_lead)
    back = found.offset(found.position(offset))
    is_within_break = text[offset - 1 : offset + 1] == "\r\n"
    assert back == (offset - 1 if is_within_break else offset)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(ENCODINGS), st.integers(0, 9), st.integers(0, 90))
def test_any_position_lies_in_its_line(text: str, encoding: str, line: int, character: int) -> None:
    offset = positions(text, encoding).offset(types.Position(line, character))
    lines = text.split("\n")
    start = sum(len(each) + 1 for each in lines[:line])
    if line >= len(lines):
        assert offset == len(text)
    else:
        assert start <= offset <= start + len(lines[line])


def test_half_a_character_is_none() -> None:
    assert positions("😀x", "utf-16").offset(types.Position(0, 1)) == 0
    assert positions("😀x", "utf-8").offset(types.Position(0, 3)) == 0


def test_a_byte_order_mark_in_the_editor_counts_on_the_first_line_only() -> None:
    found = positions("ab\ncd", "utf-8", has_lead=True)
    assert found.range(Span(1, 4)) == types.Range(types.Position(0, 4), types.Position(1, 1))
    assert found.offset(types.Position(0, 4)) == 1
