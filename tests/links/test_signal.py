"""The best of many scores are what a full sort gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from teleo.links.prior import LinkSignal
from teleo.links.ranking import standard, standardise
from teleo.links.signal import top
from teleo.links.sparse import Sparse, product, starts_of


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


def sparse(values: NDArray[np.float32]) -> Sparse:
    rows, columns = np.nonzero(values)
    return Sparse(starts_of(rows, len(values)), columns, values[rows, columns], values.shape[1])


@given(st.integers(1, 5), st.integers(2, 40), st.integers(0, 99), st.booleans())
def test_few_entries_are_standardised_as_a_whole_row_is(
    height: int, width: int, seed: int, is_shared: bool
) -> None:
    random = np.random.default_rng(seed)
    entries = random.integers(0, 4, (height, width)) * (random.random((height, width)) < 0.3)
    shared = random.random(width) * 9 * is_shared
    signal = LinkSignal(sparse(entries.astype(np.float32)), shared.astype(np.float32))
    rows = random.integers(0, width, height)
    own, whole = (np.arange(height), rows), signal.whole()
    expected = np.empty_like(whole)
    standardise(whole, own, 0.15, out=expected)
    scale, offset = standard(signal, rows, 0.15)
    found = whole * scale[:, np.newaxis] + offset[:, np.newaxis]
    found[own] = 0.0
    assert np.allclose(found, expected, atol=1e-5)


def test_values_that_are_all_equal_say_nothing() -> None:
    alike = LinkSignal(sparse(np.zeros((2, 5), dtype=np.float32)), np.full(5, 9.21, dtype=np.float32))
    scale, offset = standard(alike, np.array([0, 3]), 0.2)
    assert scale.tolist() == offset.tolist() == [0, 0]


@given(st.integers(0, 6), st.one_of(st.integers(1, 30), st.integers(100, 200)), st.integers(0, 99))
def test_a_product_of_sparse_matrices_is_that_of_whole_ones(height: int, size: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    left = (random.integers(0, 3, (height, size)) * (random.random((height, size)) < 0.3)).astype(np.float32)
    right = (random.random((size, size)) < random.random((size, 1))).astype(np.float32)
    found = product(sparse(left), sparse(right))
    whole = np.zeros((height, size), dtype=np.float32)
    whole[found.owners, found.columns] = found.values
    assert np.array_equal(whole, left @ right)
    assert found.values.all()
