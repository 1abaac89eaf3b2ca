"""A text is embedded once, ever, and an interrupted run keeps what it had."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.embeddings import (
    HashingEncoder,
    Model,
    Passage,
    Vectors,
    VectorStore,
    cached,
    embed,
    hashing_model,
)
from teleo.embeddings.passage import CHUNK_WORDS, MAX_CHUNKS, chunks
from teleo.embeddings.walk import CHUNKS_A_BATCH


class CountingEncoder(HashingEncoder):
    """The hashing encoder, which remembers what it was given and may stop after some texts."""

    def __init__(self, limit: int = 10**9) -> None:
        self.seen: list[str] = []
        self.limit = limit

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(self.seen) >= self.limit:
            raise KeyboardInterrupt
        self.seen.extend(texts)
        return super().encode(texts)


def model_of(encoder: HashingEncoder, fingerprint: str = "counting") -> Model:
    return Model("counting", fingerprint, lambda: encoder)


def test_a_text_is_embedded_once_over_two_runs(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    passages = [Passage("one", "body"), Passage("two"), Passage("one", "body")]
    for _ in range(2):
        with VectorStore(tmp_path) as store:
            embed(passages, model_of(encoder), store)
    assert sorted(encoder.seen) == ["one\nbody", "two"]


def test_the_first_run_and_the_cached_run_give_the_same_numbers(tmp_path: Path) -> None:
    passages = [Passage("one", "some body"), Passage("two words here")]
    with VectorStore(tmp_path) as store:
        first = embed(passages, hashing_model(), store)
    with VectorStore(tmp_path) as store:
        assert np.array_equal(first.rows, embed(passages, hashing_model(), store).rows)


def test_another_model_never_gets_the_vectors_of_the_first(tmp_path: Path) -> None:
    passages = [Passage("one")]
    with VectorStore(tmp_path) as store:
        embed(passages, model_of(HashingEncoder(), "first"), store)
        assert cached(passages, model_of(HashingEncoder(), "second"), store).missing == 1


def test_cached_says_what_it_does_not_know_and_loads_nothing(tmp_path: Path) -> None:
    def refuse() -> HashingEncoder:
        raise AssertionError("loaded")

    with VectorStore(tmp_path) as store:
        found = cached([Passage("one")], Model("m", "f", refuse), store)
    assert found.missing == 1 and found.rows.shape == (1, 0)


def test_an_empty_passage_stays_unknown_and_is_not_sent(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    with VectorStore(tmp_path) as store:
        found = embed([Passage(" ", "\n"), Passage("word")], model_of(encoder), store)
    assert list(found.is_known) == [False, True] and encoder.seen == ["word"]


def test_an_interrupted_run_keeps_the_batches_that_were_done(tmp_path: Path) -> None:
    passages = [Passage(f"note {number}") for number in range(3 * CHUNKS_A_BATCH)]
    encoder = CountingEncoder(limit=CHUNKS_A_BATCH)
    with VectorStore(tmp_path) as store, pytest.raises(KeyboardInterrupt):
        embed(passages, model_of(encoder), store)
    with VectorStore(tmp_path) as store:
        assert cached(passages, model_of(encoder), store).missing == 2 * CHUNKS_A_BATCH


def test_an_interrupted_run_keeps_each_long_text_that_was_done(tmp_path: Path) -> None:
    passages = [Passage(f"note {number}", "word " * 150 * CHUNKS_A_BATCH) for number in range(3)]
    encoder = CountingEncoder(limit=len(chunks(passages[0])))
    with VectorStore(tmp_path) as store, pytest.raises(KeyboardInterrupt):
        embed(passages, model_of(encoder), store)
    with VectorStore(tmp_path) as store:
        assert cached(passages, model_of(encoder), store).missing == 2


def test_progress_counts_the_missing_texts_only(tmp_path: Path) -> None:
    reported: list[tuple[int, int]] = []
    with VectorStore(tmp_path) as store:
        embed([Passage("one")], hashing_model(), store)
        embed(
            [Passage("one"), Passage("two"), Passage("three")],
            hashing_model(),
            store,
            lambda *at: reported.append(at),
        )
    assert reported == [(0, 2), (2, 2)]


def test_progress_goes_by_chunks_so_that_long_notes_first_do_not_look_slow(tmp_path: Path) -> None:
    reported: list[tuple[int, int]] = []
    long = Passage("long", "word " * CHUNK_WORDS * CHUNKS_A_BATCH)
    size = len(chunks(long))
    with VectorStore(tmp_path) as store:
        embed(
            [long, Passage("two"), Passage("three")], hashing_model(), store, lambda *at: reported.append(at)
        )
    assert size >= CHUNKS_A_BATCH
    assert reported == [(0, size + 2), (size, size + 2), (size + 2, size + 2)]


def test_no_passages_give_no_rows(tmp_path: Path) -> None:
    with VectorStore(tmp_path) as store:
        assert embed([], hashing_model(), store).rows.shape == (0, 0)


def test_a_long_body_is_cut_into_chunks_that_all_carry_the_head() -> None:
    found = chunks(Passage("head", "word " * (CHUNK_WORDS + 1)))
    assert [chunk.split().count("word") for chunk in found] == [CHUNK_WORDS, 1]
    assert all(chunk.startswith("head\n") for chunk in found)


@given(st.integers(0, 200_000))
def test_no_body_has_more_chunks_than_the_limit(words: int) -> None:
    assert 1 <= len(chunks(Passage("head", "a " * words))) <= MAX_CHUNKS


@given(st.text(), st.text(), st.text(), st.text())
def test_two_passages_share_a_key_only_if_they_are_equal(head: str, body: str, other: str, rest: str) -> None:
    first, second = Passage(head, body), Passage(other, rest)
    assert (first.key("m") == second.key("m")) == (first == second)
