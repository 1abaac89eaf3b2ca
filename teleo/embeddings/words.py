"""Vectors of single words without running the model: its table of word pieces, mapped to where it puts whole texts."""

import json
import mmap
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from teleo.embeddings.encoder import Model, Vectors
from teleo.embeddings.transformer import WEIGHTS_NAME

MAP_NAME = "words.npz"
PROBED = (2023, 2042, 2307, 3000)
"""Rows of the table by which the map knows the weights that it was fitted to."""

_TABLE_SUFFIX = "word_embeddings.weight"
_MOST_HEADER_BYTES = 10_000_000
_CONTINUED = "##"
_BLOCK = 1024
"""Rows of the table that are mapped at once."""


class UnreadableTableError(ValueError):
    """A model keeps its word pieces in another way than BERT's."""


def word_vectors(
    model: Model, words: Sequence[str], basis: NDArray[np.floating]
) -> tuple[Vectors, NDArray[np.bool_]] | None:
    """Return the directions in which `model` would put texts of one word each, in the space that `basis` spans.

    Read from its weights in milliseconds, where encoding takes as many for each word. The map from the table of
    word pieces to sentence vectors was fitted once to the default model (`python -m tests.embeddings.fit_words`);
    over a vocabulary its cosine to the model's own vectors is 0.65 on average.

    Args:
        model: of which the weights lie in a folder.
        words: in lower case, without accents.
        basis: of shape (d, k), d as wide as the model's vectors.

    Returns:
        Rows of shape (n, k), and for each word whether the pieces spell it, its row being zeros if not; `None`
        when the model is not the one that the map was fitted to.
    """
    fitted = _fitted()
    if model.folder is None or basis.shape[0] != fitted["map"].shape[1]:
        return None
    try:
        table, pieces = piece_table(model.folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if table.shape[1:] != fitted["centre"].shape or len(table) <= max(PROBED):
        return None
    if not np.allclose(table[list(PROBED)], fitted["probe"], atol=1e-3):
        return None
    spelt = [spelling(word, pieces) for word in words]
    onto = fitted["map"].astype(np.float32) @ np.asarray(basis, np.float32)
    used = sorted({number for one in spelt for number in one})
    place = {number: index for index, number in enumerate(used)}
    # A row as wide as the model's is forgotten when it is mapped: all of them would take as much room as a vault.
    blocks = (used[start : start + _BLOCK] for start in range(0, max(1, len(used)), _BLOCK))
    rows = np.concatenate([(table[block] - fitted["centre"]) @ onto for block in blocks], dtype=np.float32)
    means = piece_means(rows, [[place[number] for number in one] for one in spelt])
    return means, np.array([bool(one) for one in spelt], np.bool_)


def piece_means(rows: NDArray[np.float32], spelt: Sequence[Sequence[int]]) -> Vectors:
    """Return for each word the mean of the rows of its pieces, zeros for a word without pieces."""
    means = np.zeros((len(spelt), rows.shape[1]), np.float32)
    known = [place for place, one in enumerate(spelt) if one]
    if known:
        sizes = np.array([len(spelt[place]) for place in known])
        starts = np.cumsum(sizes) - sizes
        numbers = [number for place in known for number in spelt[place]]
        means[known] = np.add.reduceat(rows[numbers], starts, axis=0) / sizes[:, np.newaxis]
    return means


def spelling(word: str, pieces: Mapping[str, int]) -> tuple[int, ...]:
    """Return the numbers of the longest pieces that spell `word` from the left; nothing when none do."""
    if word in pieces:
        return (pieces[word],)
    found: list[int] = []
    start = 0
    while start < len(word):
        mark = _CONTINUED if start else ""
        for end in range(len(word), start, -1):
            number = pieces.get(mark + word[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return ()
    return tuple(found)


def piece_table(folder: Path) -> tuple[NDArray[np.float32], Mapping[str, int]]:
    """Return the table of word pieces of the model in `folder`, a row for each, and the numbers of the pieces.

    The weights are mapped and not read: only rows that are looked at come from disk.

    Raises:
        OSError: a file is missing.
        ValueError: the folder holds no safetensors with a table of float32 and a vocabulary of word pieces.
    """
    vocabulary = json.loads((folder / "tokenizer.json").read_bytes())["model"]
    if vocabulary.get("type") != "WordPiece" or vocabulary.get("continuing_subword_prefix") != _CONTINUED:
        raise UnreadableTableError(f"{folder}: its tokenizer has no word pieces")
    with (folder / WEIGHTS_NAME).open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    size = int.from_bytes(mapped[:8], "little")
    if size > _MOST_HEADER_BYTES:
        raise UnreadableTableError(f"{folder}: its weights begin with no header")
    header = json.loads(mapped[8 : 8 + size])
    for name, entry in header.items():
        if name.endswith(_TABLE_SUFFIX) and entry["dtype"] == "F32":
            start = 8 + size + entry["data_offsets"][0]
            shape = tuple(entry["shape"])
            table = np.frombuffer(mapped, np.float32, count=shape[0] * shape[1], offset=start)
            return table.reshape(shape), vocabulary["vocab"]
    raise UnreadableTableError(f"{folder}: its weights have no table of word pieces")


@cache
def _fitted() -> Mapping[str, NDArray[np.float32]]:
    with np.load(Path(__file__).with_name(MAP_NAME), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}
