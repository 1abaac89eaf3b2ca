"""An encoder without weights: words hashed into a fixed number of dimensions, the same on every machine."""

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from teleo.embeddings.encoder import Model, Vectors, unit_rows

HASHING_NAME = "hashing"
DIMENSIONS = 256
_WORD = re.compile(r"\w+")


class HashingEncoder:
    """Counts words in `DIMENSIONS` hashed bins with hashed signs.

    It knows nothing of meaning: it stands in for a model where the result must be reproducible to the bit.
    """

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text; a text without words gives zeros."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.casefold()):
                digest = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
                row[(digest >> 1) % DIMENSIONS] += 1.0 if digest & 1 else -1.0
        return unit_rows(rows)


def hashing_model() -> Model:
    """Return the model named `hashing`."""
    return Model(HASHING_NAME, f"hashing-1-{DIMENSIONS}", HashingEncoder)
