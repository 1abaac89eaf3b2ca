import json
from unittest import mock

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from teleo.resources import bundled
from teleo.site import tokens as module
from teleo.site.tokens import title_words, token_counts, tokens
from tests.quantities.node import printed

SOURCE = bundled("site") / "src" / "tokens.js"
WRITTEN = "aZé1$×.,+#/☀🎉Cnet'’ʼ`ßẞÆøŁİıΣςﬁ日本一・ハﾊがк\u0301\u3099 -_&क\u0940\u093c\u05b8ש"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oaks outlive birches.", ["oaks", "outlive", "birches"]),
        ("It doesn't rain; it doesn’t pour", ["it", "doesnt", "rain", "it", "doesnt", "pour"]),
        ("$1,229 and 4.6x in 2026", ["1229", "and", "4.6", "in", "2026", "$1229", "4.6x"]),
        ("Überläufer in Zürich", ["uberlaufer", "in", "zurich"]),
        ("樹木は長く生きる", ["樹木", "木は", "は長", "長く", "く生", "生き", "きる", "る"]),
        ("Straße, Øresund, Łódź und cœur", ["strasse", "oresund", "lodz", "und", "coeur"]),
        ("ΟΔΟΣ οδός İI ıi", ["οδοσ", "οδοσ", "ii", "ii"]),
        ("中", ["中"]),
        ("GPT4-class", ["gpt", "4", "class", "gpt4"]),
        (
            "An H100 is $100M, $ 5 or 1e9",
            ["an", "100", "is", "100", "5", "or", "1", "9", "h100", "100m", "$100m", "1e9"],
        ),
        ("10× 2.5×; 3×4, 10×oaks", ["10", "2.5", "3", "4", "10", "oaks", "10x", "2.5x"]),
        ("日本2030年 FP8中", ["日本", "本", "2030", "年", "fp", "8", "fp8", "中"]),
        ("a I 7", ["7"]),
        ("शिक्षा तेज़ी की", ["शिक्षा", "तेज\u093cी", "की"]),
        ("שָׁלוֹם", ["שלום"]),
        ("الاصطناعيّ", ["الاصطناعي"]),
        ("R&D, AT&T and Q&A; oaks&elms", ["rd", "att", "and", "qa", "oaks", "elms"]),
        ("R&D für Élan", ["rd", "fur", "elan"]),
        (
            "C++ and C#, F# or .NET; A/B",
            ["cplusplus", "and", "csharp", "fsharp", "or", "dotnet", "net", "ab"],
        ),
        ("C++11 I/O", ["cplusplus", "11", "io", "cplusplus11"]),
        ("# C#", ["csharp"]),
        ("a/b/c http://x/y page#a #5 C++x asp.net", ["http", "page", "5", "asp", "net"]),
        ("Naïve C++: 🎉☀️ 👍🏽", ["naive", "cplusplus", "🎉", "☀", "👍"]),
        ("", []),
    ],
)
def test_words_are_found(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@settings(max_examples=20)
@given(st.lists(st.text(WRITTEN, max_size=16), min_size=1, max_size=200))
def test_the_page_finds_the_words_of_a_query_as_the_index_does_those_of_a_text(texts: list[str]) -> None:
    code = SOURCE.read_text(encoding="utf-8").replace("export ", "")
    found = printed(f"{code}\nconsole.log(JSON.stringify({json.dumps(texts)}.map(tokens)));")

    def pairs(run: str) -> list[str]:
        return [run[place : place + 2] for place in range(max(1, len(run) - 1))]

    with mock.patch.object(module, "_pairs", pairs):
        assert found == [tokens(text) for text in texts]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("An H100 costs $5M, a B200 more", ["an", "h100", "costs", "$5m", "b200", "more"]),
        ("樹木は old", ["樹木", "木は", "old"]),
        ("R&D in C++", ["rd", "in", "cplusplus"]),
    ],
)
def test_a_title_is_its_words_in_order(title: str, words: list[str]) -> None:
    assert title_words(title) == words


@settings(max_examples=20)
@given(st.lists(st.text(WRITTEN, max_size=16), min_size=1, max_size=200))
def test_the_page_finds_the_words_of_a_query_where_the_index_has_those_of_a_title(titles: list[str]) -> None:
    code = SOURCE.read_text(encoding="utf-8").replace("export ", "")
    found = printed(f"{code}\nconsole.log(JSON.stringify({json.dumps(titles)}.map(named)));")
    assert found == [title_words(title) for title in titles]


@given(st.text(WRITTEN, max_size=24))
def test_words_are_counted_as_they_are_found(text: str) -> None:
    assert sorted(token_counts(text).elements()) == sorted(tokens(text))


def test_a_word_has_a_greatest_length() -> None:
    assert [len(word) for word in tokens("x" * 500)] == [32]


@settings(max_examples=300)
@given(st.text("aZé1$.,'’ʼ`—–“”…→×≥≤\u2011\u00a0\u0301日本_ ж", max_size=24))
def test_the_shorter_way_through_a_text_finds_the_same_words(text: str) -> None:
    with mock.patch.object(module, "_SIGNS", ()):
        at_length = tokens(f"{text} ж")
    assert tokens(text) == at_length
