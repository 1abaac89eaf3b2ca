"""The kept table of neighbours is, after any edits, what a new one would be."""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleo.embeddings import Vectors, hashing_model, unit_rows
from teleo.links import nearest
from teleo.links import neighbours as table
from teleo.links.nearest import ExactSearch, FaissSearch, rounded, search_in
from teleo.links.neighbours import DEPTH, NONE, Neighbours, keep_neighbours, kept_neighbours, neighbours

WORDS = ("oak", "elm", "fir", "cod", "eel")


def embedded(texts: set[str]) -> tuple[list[bytes], Vectors]:
    """Return the keys of texts, sorted, and their vectors."""
    by_key = {sha256(text.encode()).digest(): text for text in texts}
    keys = sorted(by_key)
    rows = hashing_model().load().encode([by_key[key] for key in keys])
    return keys, rows


def is_same(one: Neighbours, other: Neighbours) -> bool:
    return all(
        np.array_equal(left, right)
        for left, right in (
            (one.keys, other.keys),
            (one.columns, other.columns),
            (one.products, other.products),
        )
    )


@settings(max_examples=60)
@given(
    st.lists(
        st.sets(st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), max_size=60),
        min_size=2,
        max_size=5,
    )
)
def test_the_table_after_any_edits_is_the_table_of_a_new_vault(steps: list[set[str]]) -> None:
    known = NONE
    for texts in steps:
        keys, vectors = embedded(texts)
        known, _ = neighbours(keys, vectors, known)
        assert is_same(known, neighbours(keys, vectors)[0])


@settings(max_examples=20)
@given(st.lists(st.sets(st.integers(0, 150), min_size=1), min_size=2, max_size=4))
def test_vectors_of_any_direction_give_the_same_table_by_steps(steps: list[set[int]]) -> None:
    rows = unit_rows(np.random.default_rng(3).normal(size=(151, 12)))
    known = NONE
    for numbers in steps:
        keys = sorted((sha256(bytes([number])).digest(), number) for number in numbers)
        names, vectors = [key for key, _ in keys], rows[[number for _, number in keys]]
        known, _ = neighbours(names, vectors, known)
        assert is_same(known, neighbours(names, vectors)[0])


def test_one_new_text_asks_for_its_own_row_and_for_those_that_lost_a_neighbour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = {f"note {number} {WORDS[number % 5]}" for number in range(90)}
    known, _ = neighbours(*embedded(texts))
    asked: list[int] = []
    search = ExactSearch.nearest

    def counting(self: ExactSearch, rows: nearest.Numbers, k: int) -> tuple[nearest.Numbers, nearest.Floats]:
        asked.append(len(rows))
        return search(self, rows, k)

    monkeypatch.setattr(ExactSearch, "nearest", counting)
    neighbours(*embedded({*texts, "a new one oak"}), known)
    neighbours(*embedded(texts), known)
    assert asked == [1, 0]


def test_the_nearest_are_those_of_a_full_sort_of_cosines() -> None:
    rows = unit_rows(np.random.default_rng(5).normal(size=(40, 30)))
    keys = sorted(sha256(bytes([number])).digest() for number in range(40))
    found, _ = neighbours(keys, rows)
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, -2)
    assert np.array_equal(found.columns[:, 0], cosines.argmax(axis=1))
    assert np.allclose(found.similarities, -np.sort(-cosines, axis=1)[:, :DEPTH], atol=2e-3)


@pytest.mark.parametrize("width", [8, 384, 4096])
def test_products_are_added_up_without_error(width: int) -> None:
    rows = unit_rows(np.random.default_rng(1).normal(size=(6, width)))
    whole = rounded(np.concatenate((rows, np.ones((1, width)) / np.sqrt(width), np.eye(1, width))))
    exact = whole.astype(np.int64) @ whole.astype(np.int64).T
    assert exact.max() < 2**24
    assert np.array_equal((whole @ whole.T).astype(np.int64), exact)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_texts_have_few_neighbours(count: int) -> None:
    keys, vectors = embedded(set(WORDS[:count]))
    found, _ = neighbours(keys, vectors)
    assert found.size == count and (found.columns >= 0).sum() == count * max(0, count - 1)


def test_a_table_is_kept_and_read_as_it_was(tmp_path: Path) -> None:
    made, _ = neighbours(*embedded(set(WORDS)))
    keep_neighbours(tmp_path / "below" / "table", made)
    assert is_same(kept_neighbours(tmp_path / "below" / "table"), made)


def test_a_table_that_is_absent_cut_changed_or_another_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "table"
    assert kept_neighbours(path).size == 0
    keep_neighbours(path, neighbours(*embedded(set(WORDS)))[0])
    raw = path.read_bytes()
    for damaged in (b"", raw[: len(raw) // 2], raw[:-9] + b"x" + raw[-8:], b"neighbours 9" + raw[12:]):
        path.write_bytes(damaged)
        assert kept_neighbours(path).size == 0


def test_a_table_whose_rows_name_texts_that_it_does_not_hold_counts_as_none(tmp_path: Path) -> None:
    made, _ = neighbours(*embedded(set(WORDS)))
    keep_neighbours(tmp_path / "table", Neighbours(made.keys[:2], made.columns[:2], made.products[:2]))
    assert kept_neighbours(tmp_path / "table").size == 0


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep_neighbours(tmp_path / "file" / "table", NONE)
    assert kept_neighbours(tmp_path / "file" / "table").size == 0


def clustered(count: int) -> Vectors:
    random = np.random.default_rng(11)
    centres = random.normal(size=(count // 25, 64))
    return unit_rows(np.repeat(centres, 25, axis=0) + 0.6 * random.normal(size=(count // 25 * 25, 64)))


def test_faiss_finds_nearly_all_that_an_exact_search_finds() -> None:
    whole = rounded(clustered(3000))
    rows = np.arange(0, 3000, 7)
    exact, _ = ExactSearch(whole).nearest(rows, DEPTH)
    found, products = FaissSearch(whole).nearest(rows, DEPTH)
    shared = [len(set(one) & set(other)) / DEPTH for one, other in zip(exact, found, strict=True)]
    assert np.mean(shared) > 0.95
    assert np.array_equal(products[:, 0], (whole[rows] * whole[found[:, 0]]).sum(axis=1))
    assert not (found == rows[:, np.newaxis]).any()


def test_faiss_is_asked_above_the_largest_exact_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rounded(clustered(1000))
    assert isinstance(search_in(whole)[0], ExactSearch)
    monkeypatch.setattr(nearest, "LARGEST_EXACT", 999)
    search, complaint = search_in(whole)
    assert isinstance(search, FaissSearch) and not complaint


def test_without_faiss_the_search_goes_on_exactly_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "LARGEST_EXACT", 999)
    monkeypatch.setattr(nearest, "find_spec", lambda name: None)
    search, complaint = search_in(rounded(clustered(1000)))
    assert isinstance(search, ExactSearch) and "pip install 'teleo[faiss]'" in complaint


def test_a_large_vault_is_searched_anew_by_faiss(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = clustered(1000)
    keys = sorted(sha256(str(number).encode()).digest() for number in range(1000))
    exact, _ = neighbours(keys, rows)
    for module in (nearest, table):
        monkeypatch.setattr(module, "LARGEST_EXACT", 999)
    found, _ = neighbours(keys, rows, exact)
    assert np.mean(found.columns == exact.columns) > 0.9
