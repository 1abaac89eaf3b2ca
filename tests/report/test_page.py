"""Pages fit the terminal that they are printed on, and show what is seen as it is."""

import os
import sys

import pytest

from teleo.report.page import clipped, columns, room, wrapped
from teleo.report.visible import visible, width


def on_terminal(monkeypatch: pytest.MonkeyPatch, wide: int) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda fallback: os.terminal_size((wide, 24)))


@pytest.mark.parametrize(("wide", "expected"), [(20, 40), (80, 80), (200, 100)])
def test_a_page_is_as_wide_as_its_terminal_within_limits(
    monkeypatch: pytest.MonkeyPatch, wide: int, expected: int
) -> None:
    assert room() == 100
    on_terminal(monkeypatch, wide)
    assert room() == expected


def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch, 60)
    title = "推論の計算量 " * 20
    lines = [
        *wrapped("words " * 50).split("\n"),
        *columns([("1", title), ("20", "b")]),
        clipped(title, room()),
    ]
    assert max(map(width, lines)) <= 60


def test_on_a_narrow_terminal_the_cells_of_a_row_stand_below_its_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [
        ("", "rest on it", "would drop", "claim"),
        ("1", "12", "3", "A title that is longer than the line is"),
    ]
    on_terminal(monkeypatch, 49)
    assert list(columns(rows, has_head=True)) == [
        "     rest on it  would drop  claim",
        "  1  12          3           A title that is lon…",
    ]
    on_terminal(monkeypatch, 40)
    assert list(columns(rows, has_head=True)) == [
        "  A title that is longer than the line…",
        "    1, rest on it 12, would drop 3",
    ]
    assert list(columns([("stale", "", "likely or less sure", "A title that is long")])) == [
        "  A title that is long",
        "    stale, likely or less sure",
    ]
    assert list(columns([("experimental, or so it was", "12"), ("likely", "3")])) == [
        "  experimental, or so it was  12",
        "  likely                      3",
    ]


@pytest.mark.parametrize("text", ["🧑\u200d🚀", "می\u200cخواهم", "❤\ufe0f\u200d🔥"])
def test_a_joiner_within_an_emoji_or_a_word_that_needs_it_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("pay\u200dpal", "pay<U+200D>pal"), ("é\u200c", "é<U+200C>"), ("\u202eא", "<U+202E>א")],
)
def test_what_cannot_be_seen_is_shown_as_its_code_point(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_marks_and_joiners_take_no_column() -> None:
    assert (width("e\u0301"), width("🧑\u200d🚀"), width("猫")) == (1, 4, 2)
