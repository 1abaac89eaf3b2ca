"""Fits the map of `teleo/embeddings/words.py` to the default model: `python -m tests.embeddings.fit_words`.

Six thousand common words are encoded (a few minutes), and the rows of their pieces are mapped to the vectors by
ridge regression.
"""

from pathlib import Path

import numpy as np

from teleo.embeddings import VectorStore, find_model, unit_rows, words
from teleo.embeddings.words import MAP_NAME, PROBED, piece_means, piece_table, spelling

WORDS = 6000
FIRST_WORD = 1997
"""Pieces before are marks and single characters."""

RIDGE = 10.0


def main() -> None:
    """Write the map beside the module that reads it."""
    with VectorStore() as store:
        model = find_model("", Path(), store)
    assert model.folder is not None
    table, pieces = piece_table(model.folder)
    common = sorted(
        (
            word
            for word, number in pieces.items()
            if number >= FIRST_WORD and len(word) > 2 and word.isascii() and word.isalpha()
        ),
        key=pieces.__getitem__,
    )[:WORDS]
    centre = table.mean(axis=0)
    rows = unit_rows(piece_means(table - centre, [spelling(word, pieces) for word in common])).astype(
        np.float64
    )
    vectors = model.load().encode(common).astype(np.float64)
    vectors -= vectors.mean(axis=0)
    found = np.linalg.solve(rows.T @ rows + RIDGE * np.eye(rows.shape[1]), rows.T @ vectors)
    np.savez_compressed(
        Path(words.__file__).with_name(MAP_NAME),
        centre=centre.astype(np.float32),
        map=np.round(found / np.abs(found).max() * 127).astype(np.int8),
        probe=table[list(PROBED)].astype(np.float16),
    )


if __name__ == "__main__":
    main()
