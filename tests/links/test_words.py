"""Word similarity agrees with TF-IDF worked out in plain Python."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.links.text import NoteText
from teleo.links.tokens import counts_from, counts_of, stem, stem_counts, words
from teleo.links.words import TITLE_SHARE, WordIndex

WORDS = st.lists(st.sampled_from("ash birch cedar elm fir oak pine yew".split()), max_size=12).map(" ".join)
TEXTS = st.lists(st.builds(NoteText, WORDS, WORDS, WORDS), min_size=1, max_size=8)


def unit(row: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(value**2 for value in row.values())) or 1.0
    return {word: value / length for word, value in row.items()}


def plain_cosines(texts: list[NoteText]) -> list[list[float]]:
    wholes = [f"{one.title} {one.description} {one.body}".split() for one in texts]
    frequency = Counter(word for whole in wholes for word in set(whole))

    def weighted(found: list[str]) -> dict[str, float]:
        counts = Counter(found)
        idf = {word: log((1 + len(texts)) / (1 + frequency[word])) + 1 for word in counts}
        return unit({word: (1 + log(times)) * idf[word] for word, times in counts.items()})

    rows = []
    for whole, text in zip(wholes, texts, strict=True):
        title = weighted(text.title.split())
        rows.append(unit({w: v + TITLE_SHARE * title.get(w, 0) for w, v in weighted(whole).items()}))
    return [
        [sum(value * other.get(word, 0) for word, value in row.items()) for other in rows] for row in rows
    ]


@given(TEXTS)
def test_similarities_are_the_cosines_of_plain_tf_idf(texts: list[NoteText]) -> None:
    found = WordIndex(counts_of(texts)).similarities(np.arange(len(texts)))
    assert np.allclose(found, plain_cosines(texts), atol=1e-5)


@given(TEXTS)
def test_a_query_equal_to_a_body_is_nearest_to_that_body(texts: list[NoteText]) -> None:
    bodies = [NoteText("", "", text.body) for text in texts]
    found = WordIndex(counts_of(bodies)).similarities_to(bodies[0].body)
    assert found[0] == pytest.approx(found.max(), abs=1e-5)


def test_common_and_rare_terms_add_up_across_the_dense_and_the_sparse_part() -> None:
    texts = [NoteText("", "", f"shared word{number} word{number // 2}") for number in range(100)]
    assert np.allclose(
        WordIndex(counts_of(texts)).similarities(np.arange(100)), plain_cosines(texts), atol=1e-5
    )


def test_a_query_word_that_no_note_has_counts_for_nothing() -> None:
    index = WordIndex(counts_of([NoteText("", "", "oak elm"), NoteText("", "", "fir")]))
    assert np.array_equal(index.similarities_to("oak zebra"), index.similarities_to("oak"))


def test_no_texts_and_empty_texts_give_no_similarity() -> None:
    assert WordIndex(counts_of([])).similarities(np.arange(0)).shape == (0, 0)
    assert not WordIndex(counts_of([NoteText("", "", "")] * 2)).similarities(np.arange(2)).any()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("models", "model"),
        ("training", "train"),
        ("studies", "stud"),
        ("this", "this"),
        ("speed", "speed"),
        ("whales", "whal"),
        ("whale", "whal"),
    ],
)
def test_an_ending_goes_only_if_four_letters_are_left(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cafe\u0301 crème", ["cafe", "creme"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("שָׁלוֹם", ["שלום"]),
        ("مَرْحَبًا", ["مرحبا"]),
        ("R\u00f6ntgen’s", ["rontgen", "s"]),
    ],
)
def test_accents_part_no_word_and_tell_none_from_another(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_script_without_spaces_gives_pairs_of_characters() -> None:
    assert words("人工知能 test") == ["人工", "工知", "知能", "test"]


@given(st.lists(st.builds(NoteText, st.text(max_size=20), WORDS, st.text(max_size=60)), max_size=6))
def test_counts_put_together_from_single_texts_are_those_of_all(texts: list[NoteText]) -> None:
    one = counts_of(texts)
    two = counts_from([stem_counts(text) for text in texts], [text.title for text in texts])
    assert two.stems == one.stems
    for left, right in ((one.whole, two.whole), (one.titles, two.titles)):
        assert left.width == right.width
        assert left.values.dtype == right.values.dtype
        for name in ("starts", "columns", "values"):
            assert np.array_equal(getattr(left, name), getattr(right, name))
