"""The best of many scores are what a full sort gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from teleo.links.ranking import standardise
from teleo.links.signal import top


def sorted_top(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


@given(st.integers(0, 5), st.integers(1, 300), st.data())
def test_the_best_are_those_of_a_stable_sort(rows: int, columns: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, min(columns, 12)))
    random = np.random.default_rng(data.draw(st.integers(0, 99)))
    # Few distinct values, so that ties are common, and some -inf, as for a query itself.
    scores = random.integers(-3, 3, (rows, columns)).astype(np.float32)
    scores[scores == -3] = -np.inf
    assert np.array_equal(top(scores, k), sorted_top(scores, k))


def test_high_scores_side_by_side_are_all_found() -> None:
    scores = np.zeros((2, 5000), dtype=np.float32)
    scores[:, 1000:1100] = np.arange(100)
    assert top(scores, 8).tolist() == [list(range(1099, 1091, -1))] * 2


def test_a_row_is_standardised_without_the_query_itself() -> None:
    signal = np.array([[100, 1, 3], [2, 2, 50]], dtype=np.float32)
    own, out = (np.arange(2), np.array([0, 2])), np.empty((2, 3), dtype=np.float32)
    standardise(signal, own, 0.5, out=out)
    assert out.tolist() == [[0, -0.5, 0.5], [0, 0, 0]]


def test_columns_of_which_nothing_is_known_are_neither_near_nor_far() -> None:
    signal = np.array([[9, 1, 0, 3], [0, 0, 0, 0]], dtype=np.float32)
    own, out = (np.arange(2), np.array([0, 2])), np.empty((2, 4), dtype=np.float32)
    standardise(signal, own, 0.5, np.array([2]), out=out)
    assert out.tolist() == [[0, -0.5, 0, 0.5], [0, 0, 0, 0]]
