import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from teleo.embeddings import Model, VectorStore, find_model, hashing_model, word_vectors, words
from teleo.embeddings.words import piece_means, piece_table, spelling

PIECES = {"run": 0, "##ning": 1, "##n": 2, "##ing": 3, "r": 4}
EVERY = np.eye(384, dtype=np.float32)


@pytest.fixture(scope="module")
def model() -> Model:
    with VectorStore() as store:
        return find_model("", Path(), store)


def write_model(folder: Path, table: NDArray[np.float32], kind: str = "WordPiece") -> Path:
    """Write as much of a model as holds a table of word pieces."""
    folder.mkdir()
    pieces = {f"w{number}": number for number in range(len(table))}
    tokenizer = {"model": {"type": kind, "continuing_subword_prefix": "##", "vocab": pieces}}
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    entry = {"dtype": "F32", "shape": table.shape, "data_offsets": [0, table.nbytes]}
    header = json.dumps({"embeddings.word_embeddings.weight": entry}).encode()
    (folder / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + table.tobytes())
    return folder


def test_a_word_is_spelt_by_the_longest_pieces_from_the_left() -> None:
    assert spelling("running", {**PIECES, "runn": 9}) == (9, 3)
    assert spelling("run", PIECES) == (0,)
    assert spelling("runing", PIECES) == (0, 3)


def test_a_word_that_no_pieces_spell_has_none() -> None:
    assert spelling("rust", PIECES) == ()
    assert spelling("", PIECES) == ()


def test_a_word_stands_at_the_mean_of_its_pieces() -> None:
    rows = np.array([[2, 0], [0, 4], [6, 6]], np.float32)
    found = piece_means(rows, [(0, 1), (), (2,)])
    assert found.tolist() == [[1, 2], [0, 0], [6, 6]]


def test_the_table_is_read_from_the_weights(tmp_path: Path) -> None:
    written = np.arange(12, dtype=np.float32).reshape(4, 3)
    table, pieces = piece_table(write_model(tmp_path / "model", written))
    assert table.tolist() == written.tolist()
    assert pieces["w2"] == 2


def test_words_that_mean_the_same_lie_near(model: Model) -> None:
    these = ["car", "automobile", "banana", "fruit", "qzxw"]
    found = word_vectors(model, these, EVERY)
    assert found is not None
    rows, is_known = found
    assert is_known.tolist() == [True] * 5
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    nearness = rows @ rows.T
    assert nearness[0, 1] > nearness[0, 2] + 0.2
    assert nearness[2, 3] > nearness[2, 1] + 0.2


def test_a_word_that_cannot_be_spelt_is_told_and_has_zeros(model: Model) -> None:
    found = word_vectors(model, ["ქართული", "tree"], EVERY)
    assert found is not None
    assert found[1].tolist() == [False, True]
    assert not found[0][0].any()


def test_in_how_many_blocks_the_table_is_mapped_changes_nothing(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = ["tree", "oak", "beech", "leaves", "photosynthesis"]
    whole = word_vectors(model, tree, EVERY)
    monkeypatch.setattr(words, "_BLOCK", 2)
    parts = word_vectors(model, tree, EVERY)
    assert whole is not None
    assert parts is not None
    assert np.allclose(whole[0], parts[0], atol=1e-5)
    nothing = word_vectors(model, ["ქართული"], EVERY)
    assert nothing is not None
    assert not nothing[1].any()


def test_an_encoder_without_weights_has_no_words() -> None:
    assert word_vectors(hashing_model(), ["tree"], EVERY) is None


@pytest.mark.parametrize("kind", ["WordPiece", "BPE"])
def test_a_model_that_the_map_was_not_fitted_to_has_no_words(tmp_path: Path, kind: str) -> None:
    folder = write_model(tmp_path / "other", np.ones((4000, 384), np.float32), kind)
    other = Model("other", "f", lambda: pytest.fail("loaded"), folder)
    assert word_vectors(other, ["w1"], EVERY) is None


def test_a_folder_with_damaged_weights_has_no_words(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "broken", np.ones((4, 384), np.float32))
    for damaged in (b"", b"\xff" * 64, b"\x02\x00\x00\x00\x00\x00\x00\x00{}"):
        (folder / "model.safetensors").write_bytes(damaged)
        broken = Model("broken", "f", lambda: pytest.fail("loaded"), folder)
        assert word_vectors(broken, ["w1"], EVERY) is None
