from unittest import mock

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from teleo.site import tokens as module
from teleo.site.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oaks outlive birches.", ["oaks", "outlive", "birches"]),
        ("It doesn't rain; it doesn’t pour", ["it", "doesnt", "rain", "it", "doesnt", "pour"]),
        ("$1,229 and 4.6x in 2026", ["1229", "and", "4.6", "in", "2026"]),
        ("Überläufer in Zürich", ["uberlaufer", "in", "zurich"]),
        ("樹木は長く生きる", ["樹木", "木は", "は長", "長く", "く生", "生き", "きる"]),
        ("GPT4-class", ["gpt", "4", "class"]),
        ("a I 7", ["7"]),
        ("", []),
    ],
)
def test_words_are_found(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_a_word_has_a_greatest_length() -> None:
    assert [len(word) for word in tokens("x" * 500)] == [32]


@settings(max_examples=300)
@given(st.text("aZé1.,'’ʼ`—–“”…→×≥≤\u2011\u00a0\u0301日本_ ж", max_size=24))
def test_the_shorter_way_through_a_text_finds_the_same_words(text: str) -> None:
    with mock.patch.object(module, "_SIGNS", ()):
        at_length = tokens(f"{text} ж")
    assert tokens(text) == at_length
