"""Duplicates: by title, by copied text, by meaning where no link says that they are cousins."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from teleo.links.basis import texts_of
from teleo.links.duplicates import Duplicate, Likeness, duplicates
from tests.links.five_notes import basis_in

LONG = "The bandwidth of memory grows far more slowly than the speed of arithmetic in every new generation of chips."
OTHERS = {
    "cats sleep": "A cat sleeps for most of the day and hunts at dusk.",
    "bread rises": "Yeast makes gas, and gas lifts the dough before it is baked.",
}


def found(tmp_path: Path, notes: dict[str, str], *, has_vectors: bool = True) -> tuple[Duplicate, ...]:
    basis = basis_in(tmp_path, {**notes, **OTHERS}, has_vectors=has_vectors)
    return duplicates(basis, texts_of(basis.notes))


def test_titles_that_differ_in_case_and_dashes_are_the_same(tmp_path: Path) -> None:
    (one,) = found(tmp_path, {"Memory limits speed": "some words", "memory-limits-speed": "other things"})
    assert (one.likeness, one.first, one.second) == (
        Likeness.TITLE,
        "Memory limits speed",
        "memory-limits-speed",
    )


def test_titles_that_differ_in_a_sign_are_two(tmp_path: Path) -> None:
    titles = {"Prices change by +5%": "some words", "Prices change by 5%": "other things"}
    assert Likeness.TITLE not in {one.likeness for one in found(tmp_path, titles)}


@pytest.mark.parametrize("has_vectors", [True, False])
def test_text_copied_into_a_longer_note_is_found(tmp_path: Path, has_vectors: bool) -> None:
    (one,) = found(
        tmp_path,
        {"memory": LONG, "chips": f"Much else is said first. {LONG} And more."},
        has_vectors=has_vectors,
    )
    assert (one.likeness, one.value) == (Likeness.COPY, 1.0)


def test_copied_text_is_found_even_where_the_notes_are_linked(tmp_path: Path) -> None:
    (one,) = found(tmp_path, {"memory": LONG, "chips": f"{LONG} See [[memory]]."})
    assert one.is_linked


def test_short_notes_with_one_body_are_copies_unless_they_say_next_to_nothing(tmp_path: Path) -> None:
    (one,) = found(tmp_path / "five", dict.fromkeys(("a", "b"), "Rye makes a sour loaf."), has_vectors=False)
    assert (one.likeness, one.value) == (Likeness.COPY, 1.0)
    assert found(tmp_path / "four", dict.fromkeys(("a", "b"), "To be written soon."), has_vectors=False) == ()


def test_the_same_words_in_another_order_are_alike_unless_linked(tmp_path: Path) -> None:
    words = LONG.rstrip(".").split()
    notes = {"memory bandwidth grows slowly": LONG, "slowly grows memory bandwidth": " ".join(words[::-1])}
    (one,) = found(tmp_path / "apart", notes)
    assert one.likeness is Likeness.ALIKE
    linked = {**notes, "memory bandwidth grows slowly": f"{LONG} [[slowly grows memory bandwidth]]"}
    assert found(tmp_path / "linked", linked) == ()


def test_of_many_equal_notes_each_is_paired_with_the_first(tmp_path: Path) -> None:
    pairs = found(tmp_path, {f"note {number}": LONG for number in range(5)})
    copies = [(one.first, one.second) for one in pairs if one.likeness is Likeness.COPY]
    assert copies == [("note 0", f"note {number}") for number in range(1, 5)]


def test_different_notes_are_no_duplicates(tmp_path: Path) -> None:
    assert found(tmp_path, {}) == ()


def test_notes_without_a_common_word_are_no_duplicates_however_near_their_vectors(tmp_path: Path) -> None:
    basis = basis_in(tmp_path, {"推論": "", "emoji": "", **OTHERS})
    same = np.zeros_like(basis.vectors)
    same[:, 0] = 1.0
    alone = replace(
        basis, vectors=same, is_embedded=np.array([note.id in ("推論", "emoji") for note in basis.notes])
    )
    assert duplicates(alone, texts_of(basis.notes)) == ()
