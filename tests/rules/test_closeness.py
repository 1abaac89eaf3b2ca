"""Edit distances against a plain table, and what is offered for a text that names nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.rules.closeness import TitleIndex, edit_distance, nearest_word

words = st.text(alphabet="abcé", max_size=80)


def table_distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        above, row = row, [i]
        for j, other in enumerate(right, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (one != other)))
    return row[-1]


@given(words, words)
def test_the_distance_is_that_of_the_plain_table(left: str, right: str) -> None:
    assert edit_distance(left, right) == table_distance(left, right)


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
        ("likely", "likley", 2),
        ("a" * 200, "a" * 199 + "b", 1),
    ],
)
def test_distances_worked_by_hand(left: str, right: str, distance: int) -> None:
    assert edit_distance(left, right) == distance
    assert edit_distance(right, left) == distance


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("likley", "likely"),
        ("Proven", "proven"),
        ("experimentel", "experimental"),
        ("plausible", None),
        ("", None),
    ],
)
def test_a_slip_of_a_word_is_recognised_and_another_word_is_not(word: str, nearest: str | None) -> None:
    assert nearest_word(word, ("proven", "likely", "experimental", "speculative")) == nearest


TITLES = (
    "inference outgrows training",
    "inference outgrows training in spending",
    "inference outgrows learning",
    "chips follow their load",
    "gold",
)


def test_the_three_nearest_titles_come_best_first() -> None:
    assert TitleIndex(TITLES).nearest("inference outgrow training") == (
        "inference outgrows training",
        "inference outgrows learning",
        "inference outgrows training in spending",
    )


def test_words_with_slips_in_them_still_find_the_title() -> None:
    assert TitleIndex(TITLES).nearest("chps folow their laod", 1) == ("chips follow their load",)


def test_nothing_is_offered_for_a_text_that_is_near_to_no_title() -> None:
    assert TitleIndex(TITLES).nearest("the moon is made of cheese") == ()
    assert TitleIndex(()).nearest("anything at all") == ()


def test_a_part_of_a_title_finds_the_whole() -> None:
    assert "inference outgrows training in spending" in TitleIndex(TITLES).nearest("training in spending")


@given(st.lists(st.text(alphabet="ab ", min_size=1), max_size=8), st.text(alphabet="ab "))
def test_a_title_is_its_own_nearest(titles: list[str], text: str) -> None:
    titles = [title for title in titles if title.strip()]
    index = TitleIndex(titles)
    assert set(index.nearest(text)) <= set(titles)
    for title in titles:
        assert edit_distance(" ".join(title.split()), " ".join(index.nearest(title, 1)[0].split())) == 0
