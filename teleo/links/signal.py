"""The signals that a ranking adds up, and the `k` best of many scores."""

from enum import StrEnum

import numpy as np

from teleo.links.sparse import Floats, Numbers

NEAREST = 10
NEAR = 30


class Signal(StrEnum):
    """What speaks for two notes belonging together.

    `words` and `meaning` are cosines of the texts. The others are what the links of the vault say: `popularity`
    is the logarithm of the links to a note; `near_links` counts the links between a note and the `NEAREST` texts,
    `near_targets` those from the `NEAR` nearest texts to it, each by how near the text is; `common` counts shared
    neighbours, rare ones more (Adamic and Adar 2003); `links_back` says that the note links the query.
    """

    WORDS = "words"
    MEANING = "meaning"
    POPULARITY = "popularity"
    NEAR_LINKS = "near_links"
    NEAR_TARGETS = "near_targets"
    COMMON = "common"
    LINKS_BACK = "links_back"

    @property
    def is_of_text(self) -> bool:
        """Whether the signal compares texts and knows nothing of links."""
        return self in (Signal.WORDS, Signal.MEANING)


def top(scores: Floats, k: int) -> Numbers:
    """Return the columns of the `k` highest scores of each row, best first; ties go to the lower column.

    Args:
        scores: of shape (rows, columns), without NaN.
        k: from 0 to the number of columns.
    """
    found = np.zeros((len(scores), k), dtype=np.intp)
    if k <= 0:
        return found
    floors = _floors(scores, k)
    for number, (row, floor) in enumerate(zip(scores, floors, strict=True)):
        columns = np.flatnonzero(row >= floor)
        found[number] = columns[np.argsort(-row[columns], kind="stable")[:k]]
    return found


def _floors(scores: Floats, k: int) -> Floats:
    """Return for each row a value that at least `k` of its scores reach, and few more.

    The k-th highest of the maxima of groups of columns is such a value, and cheaper than a partition of the row.
    """
    rows, columns = scores.shape
    size = columns // (4 * k)
    if size < 2:
        return np.full(rows, -np.inf, dtype=np.float32)
    count = columns // size
    maxima = scores[:, : count * size].reshape(rows, count, size).max(axis=2)
    floors: Floats = np.partition(maxima, count - k, axis=1)[:, count - k]
    return floors
