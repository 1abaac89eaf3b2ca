"""The measurement hides links and counts what comes back, as worked out by hand."""

from math import log2
from pathlib import Path

import numpy as np
import pytest

from teleo.links.evaluate import Method, Sought, evaluate
from teleo.links.ranking import scored
from tests.links.five_notes import basis_in

NOTES = {
    "oak": "acorn bark leaf [[elm]] [[fir]]",
    "elm": "acorn bark leaf",
    "fir": "needle cone",
    "cod": "acorn bark leaf",
}


def test_links_either_way_score_what_a_hand_count_gives(tmp_path: Path) -> None:
    found = evaluate(basis_in(tmp_path, NOTES, has_vectors=False))[Sought.EITHER]
    words = next(one for one in found.methods if one.method is Method.WORDS)
    # oak ranks cod, elm, fir (cod and elm tie); elm ranks cod, oak; fir ties all and keeps the order of ids.
    at = [1 / log2(rank + 1) for rank in (1, 2, 3)]
    oak = (at[1] + at[2]) / (at[0] + at[1])
    assert (found.notes, found.links) == (3, 2)
    assert words.ndcg.mean == pytest.approx((oak + at[1] + at[2]) / 3)
    assert words.recall.mean == 1
    assert words.mrr.mean == pytest.approx((1 / 2 + 1 / 2 + 1 / 3) / 3)


def test_a_note_that_is_linked_and_links_nothing_has_no_links_of_its_own_to_find(tmp_path: Path) -> None:
    found = evaluate(basis_in(tmp_path, NOTES, has_vectors=False))[Sought.OWN]
    words = next(one for one in found.methods if one.method is Method.WORDS)
    at = [1 / log2(rank + 1) for rank in (1, 2, 3)]
    assert (found.notes, found.links) == (1, 2)
    assert words.ndcg.mean == pytest.approx((at[1] + at[2]) / (at[0] + at[1]))
    assert words.recall.mean == 1
    assert words.mrr.mean == pytest.approx(1 / 2)


def test_recall_divides_by_all_that_is_sought_even_beyond_ten(tmp_path: Path) -> None:
    names = [f"n{number:02}" for number in range(15)]
    links = " ".join(f"[[{name}]]" for name in names)
    found = evaluate(basis_in(tmp_path, {"hub": links, **dict.fromkeys(names, "y")}, has_vectors=False))
    assert found[Sought.OWN].methods[0].recall.mean == pytest.approx(10 / 15)


def test_two_notes_that_link_each_other_are_two_links_and_one_pair(tmp_path: Path) -> None:
    found = evaluate(basis_in(tmp_path, {"a": "x [[b]]", "b": "y [[a]]", "c": "z"}))
    assert [found[sought].links for sought in (Sought.OWN, Sought.EITHER)] == [2, 1]


def test_hidden_links_do_not_help_to_find_themselves(tmp_path: Path) -> None:
    linked = basis_in(tmp_path / "linked", {"a": "x [[b]]", "b": "y", "c": "z", "d": "w"})
    bare = basis_in(tmp_path / "bare", {"a": "x", "b": "y", "c": "z", "d": "w"})
    rows = np.array([0])
    assert np.allclose(scored(linked, rows, is_hidden=True).score, scored(bare, rows, is_hidden=True).score)


def test_a_vault_without_links_measures_nothing_and_says_so(tmp_path: Path) -> None:
    found = evaluate(basis_in(tmp_path, {"a": "x", "b": "y"}))
    assert all(one.notes == 0 and one.gain.mean == 0 for one in found.values())


def test_the_interval_holds_the_mean_and_is_the_same_every_time(tmp_path: Path) -> None:
    basis = basis_in(tmp_path)
    first = evaluate(basis)
    assert first == evaluate(basis)
    assert all(
        one.ndcg.low <= one.ndcg.mean <= one.ndcg.high for found in first.values() for one in found.methods
    )
