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
    of texts with many links less, `near_targets` those from the `NEAR` nearest texts to it, each by how near the
    text is; `common` counts shared neighbours, rare ones more (Adamic and Adar 2003); `links_back` says that the
    note links the query.
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
    if k <= 0 or not len(scores):
        return np.zeros((len(scores), max(0, k)), dtype=np.intp)
    rows, columns = np.divmod(np.flatnonzero(scores >= _floors(scores, k)[:, np.newaxis]), scores.shape[1])
    order = np.lexsort((-scores[rows, columns], rows))
    firsts = np.searchsorted(rows, np.arange(len(scores)))
    best: Numbers = columns[order[firsts[:, np.newaxis] + np.arange(k)]]
    return best


def _floors(scores: Floats, k: int) -> Floats:
    """Return for each row a value that at least `k` of its scores reach, and few more.

    The k-th highest of the maxima of groups of columns is such a value, and cheaper than a partition of the row.
    A group takes every so many columns: neighbouring ones are often of one folder, and high together.
    """
    rows, columns = scores.shape
    size = columns // (4 * k)
    if size < 2:
        return np.full(rows, -np.inf, dtype=np.float32)
    count = columns // size
    maxima = scores[:, : count * size].reshape(rows, size, count).max(axis=1)
    floors: Floats = np.partition(maxima, count - k, axis=1)[:, count - k]
    return floors
