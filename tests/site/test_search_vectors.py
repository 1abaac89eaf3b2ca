import json
from base64 import b64decode
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teleo.embeddings import Vectors, unit_rows
from teleo.site.search_vectors import FEWEST_NOTES, WIDTH, Meaning, vector_scripts

WORDS = {word: [0, 4] for word in ("oak", "tree", "ship", "unspelt", "7", "the")}
FORMER = {"oak": 0, "tree": 0, "ship": 1, "the": 2}


def words_of_three_axes(
    words: Sequence[str], basis: NDArray[np.floating]
) -> tuple[Vectors, NDArray[np.bool_]]:
    """Return vectors along the first three axes for known words."""
    rows = np.zeros((len(words), len(basis)), np.float32)
    for place, word in enumerate(words):
        if word in FORMER:
            rows[place, FORMER[word]] = 1
    return rows @ np.asarray(basis, np.float32), np.array([word in FORMER for word in words])


def notes(count: int = 40, width: int = 64) -> Vectors:
    """Return vectors of notes, the first half mostly along the first axis, the other along the second."""
    rows = np.random.default_rng(1).normal(size=(count, width)).astype(np.float32) * 0.05
    rows[: count // 2, 0] += 1
    rows[count // 2 :, 1] += 1
    return unit_rows(rows)


def scripts(rows: Vectors, words: Any = words_of_three_axes) -> dict[str, bytes]:
    return dict(vector_scripts(Meaning(rows, words), WORDS, {"the"}))


def data(script: bytes) -> Any:
    text = script.decode()
    return json.loads(text[text.rindex("={") + 1 : -2])


def rows_of(text: str, width: int) -> NDArray[np.float64]:
    rows = np.frombuffer(b64decode(text), np.int8).reshape(-1, width).astype(np.float64)
    return rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))


def test_a_word_points_to_the_notes_that_are_about_it() -> None:
    found = scripts(notes())
    vectors, near = data(found["static/data/vectors.js"]), data(found["static/data/near/0.js"])
    assert vectors["width"] == WIDTH
    nearness = rows_of(near["rows"], WIDTH) @ rows_of(vectors["notes"], WIDTH).T
    by_word = dict(zip(near["words"].split(), nearness, strict=True))
    assert by_word["oak"][:20].min() > by_word["oak"][20:].max()
    assert by_word["ship"][20:].min() > by_word["ship"][:20].max()


def test_numbers_words_that_tell_nothing_and_unknown_words_have_no_vector() -> None:
    near = data(scripts(notes())["static/data/near/0.js"])
    assert near["words"].split() == ["oak", "ship", "tree"]


def test_a_note_without_a_vector_keeps_zeros() -> None:
    rows = notes()
    rows[3] = 0
    vectors = data(scripts(rows)["static/data/vectors.js"])
    assert not rows_of(vectors["notes"], WIDTH)[3].any()
    assert rows_of(vectors["notes"], WIDTH)[4].any()


def test_nothing_is_made_of_too_few_notes_or_without_words() -> None:
    assert not scripts(notes(FEWEST_NOTES - 1))
    assert not scripts(notes(), lambda *_: None)
    assert not scripts(np.zeros((40, 0), np.float32))
    assert not dict(vector_scripts(None, WORDS, ()))


def test_notes_that_all_say_the_same_do_no_harm() -> None:
    found = scripts(np.tile(notes(1, 64), (30, 1)))
    assert "static/data/vectors.js" in found


def test_the_same_vectors_give_the_same_scripts() -> None:
    assert scripts(notes()) == scripts(notes())


def test_the_vectors_of_a_thousand_notes_weigh_less_than_a_megabyte() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = {f"{one}{two}{three}": [0, 4] for one in letters for two in letters for three in letters}

    def words(asked: Sequence[str], basis: NDArray[np.floating]) -> tuple[Vectors, NDArray[np.bool_]]:
        rows = np.random.default_rng(2).normal(size=(len(asked), basis.shape[1])).astype(np.float32)
        return rows, np.ones(len(asked), np.bool_)

    found = dict(vector_scripts(Meaning(notes(1000, 384), words), many, ()))
    assert len(many) > 12_000
    assert sum(map(len, found.values())) < 1_000_000
