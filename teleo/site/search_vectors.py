"""Vectors for the search: of the notes, and of the words from which the page makes the vector of a query."""

from base64 import b64encode
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import shake_128

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from teleo.embeddings import Vectors, unit_rows
from teleo.site.json_text import script_data, script_shard

WIDTH = 32
"""Numbers that are kept of a vector: on paraphrased queries as good as 96, at a third of the weight."""

WORDS_IN_SHARD = 64
MOST_WORDS = 12_000
"""Words that have a vector, those of the most notes: half a megabyte."""

FEWEST_NOTES = 20
"""Of fewer notes with vectors no search by meaning is made: there is little to miss, and no space to span."""

_ROUNDS = 5
_FLOOR = np.float32(1e-6)
"""Keeps the directions apart where notes differ in fewer than asked for."""

WordVectors = Callable[[Sequence[str], NDArray[np.floating]], tuple[Vectors, NDArray[np.bool_]] | None]
"""Of words in the space of a basis, with whether each is known; `None` when the encoder has none."""


class Meaning(Struct, frozen=True):
    """What a search by meaning stands on.

    `notes` has a row of unit length for each note in the order of ids, of zeros for one without a vector; `words`
    returns rows for words, near to those of notes that say the same.
    """

    notes: Vectors
    words: WordVectors


def vector_scripts(
    meaning: Meaning | None, postings: Mapping[str, Sequence[int]], common: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of the vectors by their paths; none when there are too few vectors.

    `vectors.js` holds the notes, `near/N.js` the words from one to another in order. Both are projected on the
    directions in which the notes differ most, and quantised to eight bits by the greatest number of each row.

    Args:
        meaning: vectors of the notes, and the encoder's of words.
        postings: the index, by word.
        common: words that tell nothing.
    """
    if meaning is None or not meaning.notes.shape[1]:
        return
    is_known = np.any(meaning.notes != 0, axis=1)
    words = _chosen(postings, common)
    if np.count_nonzero(is_known) < FEWEST_NOTES or not words:
        return
    centred = meaning.notes - meaning.notes[is_known].mean(axis=0)
    basis = _basis(centred[is_known])
    found = meaning.words(words, basis)
    if found is None or not found[1].any():
        return
    spelt, is_spelt = found
    words = [word for word, known in zip(words, is_spelt, strict=True) if known]
    notes = _quantised(np.where(is_known[:, np.newaxis], centred @ basis, 0.0))
    rows = _quantised(spelt[is_spelt] - spelt[is_spelt].mean(axis=0))
    starts = range(0, len(words), WORDS_IN_SHARD)
    data = {"width": basis.shape[1], "notes": _text(notes), "starts": [words[start] for start in starts]}
    yield "static/data/vectors.js", script_data("vectors", data)
    for number, start in enumerate(starts):
        end = start + WORDS_IN_SHARD
        shard = {"words": " ".join(words[start:end]), "rows": _text(rows[start:end])}
        yield f"static/data/near/{number}.js", script_shard("near", number, shard)


def _chosen(postings: Mapping[str, Sequence[int]], common: Collection[str]) -> list[str]:
    """Return the words in order that may have a vector: no numbers, none that tell nothing."""
    words = [word for word in postings if word.isalpha() and word not in common]
    words.sort(key=lambda word: (-len(postings[word]), word))
    return sorted(words[:MOST_WORDS])


def _basis(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return as columns, orthonormal, the directions of about the greatest variance: by subspace iteration.

    A full decomposition would be exact, finds no more, and takes five times as long.
    """
    exact = np.asarray(rows, np.float32)
    variance = exact.T @ exact
    width = min(WIDTH, len(exact) - 1, exact.shape[1])
    basis = _arbitrary((exact.shape[1], width))
    for _ in range(_ROUNDS):
        basis = np.asarray(variance @ basis, np.float32)
        overlap = basis.T @ basis
        floor = _FLOOR * (1 + np.trace(overlap)) * np.eye(width, dtype=np.float32)
        basis = np.asarray(np.linalg.solve(np.linalg.cholesky(overlap + floor), basis.T).T, np.float32)
    return basis


def _arbitrary(shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return numbers from -1 to 1 without any order in them, always the same; quicker had than `numpy.random`."""
    digest = shake_128(b"subspace iteration").digest(4 * shape[0] * shape[1])
    return (np.frombuffer(digest, "<i4").reshape(shape) / 2**31).astype(np.float32)


def _quantised(rows: NDArray[np.floating]) -> NDArray[np.int8]:
    units = unit_rows(rows)
    greatest = np.abs(units).max(axis=1, keepdims=True)
    return np.round(units / np.where(greatest > 0, greatest, 1.0) * 127).astype(np.int8)


def _text(rows: NDArray[np.int8]) -> str:
    return b64encode(rows.tobytes()).decode()
