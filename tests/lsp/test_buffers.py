"""Texts follow every change that an editor sends, whatever they hold."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from teleo.lsp.buffers import Buffer, sound
from teleo.lsp.positions import Positions
from teleo.model import Lines

PIECES = st.text(st.sampled_from("ab 😀é\u2028\x0b\x0c\x85\n\r漢"), max_size=8)


@settings(deadline=None)
@given(
    PIECES,
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), PIECES), max_size=6),
    st.sampled_from(("utf-8", "utf-16", "utf-32")),
)
def test_changes_give_the_text_that_the_editor_has(
    text: str, edits: list[tuple[int, int, str]], encoding: str
) -> None:
    buffer, expected = Buffer("file:///a.md", text, 1), text
    for first, second, new in edits:
        places = Positions(expected, Lines(expected), encoding)
        # An editor names places that its own text has: never one inside a line break.
        start, end = sorted(
            places.offset(places.position(min(each, len(expected)))) for each in (first, second)
        )
        range_ = types.Range(places.position(start), places.position(end))
        buffer = buffer.changed([types.TextDocumentContentChangePartial(range_, new)], 2, encoding)
        expected = expected[:start] + new + expected[end:]
    assert buffer.text == expected


def test_several_changes_of_one_notification_follow_each_other() -> None:
    start = types.Position(0, 0)
    changes = [
        types.TextDocumentContentChangePartial(types.Range(start, start), "one "),
        types.TextDocumentContentChangePartial(types.Range(start, types.Position(0, 3)), "two"),
    ]
    assert Buffer("u", "text", 1).changed(changes, 2, "utf-16").text == "two text"


def test_a_range_written_backwards_is_turned() -> None:
    range_ = types.Range(types.Position(0, 3), types.Position(0, 1))
    change = types.TextDocumentContentChangePartial(range_, "-")
    assert Buffer("u", "abcd", 1).changed([change], 2, "utf-16").text == "a-d"


def test_half_a_character_from_the_editor_is_replaced() -> None:
    assert sound("a\ud83d\ude00b") == "a😀b"
    assert sound("a\ud83db") == "a\ufffdb"
