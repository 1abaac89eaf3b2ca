"""Similarity by words: TF-IDF over stems, the cosine of two notes."""

from functools import cached_property

import numpy as np

from teleo.links.sparse import Floats, Numbers, Sparse, add_products, is_among, starts_of
from teleo.links.tokens import Counts, counts_of_query

TITLE_SHARE = 0.2
"""How much of a title's own direction is added to that of the whole text. Measured on five vaults: it is worth 0.01
to 0.03 nDCG on four and costs nothing on the fifth; 0.5 costs 0.03 there. `docs/links.md` has the table."""

DENSE_SHARE = 0.05
"""Terms in more notes than this share go through one matrix product, which is then the cheaper way."""

MAX_DENSE = 2048

FEW = 4
"""So few rows are compared with all others entry by entry, without building postings."""


class WordIndex:
    """The words of a list of texts, each text a row of unit length."""

    def __init__(self, counts: Counts) -> None:
        self._stems = counts.stems
        self.documents = counts.whole.height
        self._frequency = np.bincount(counts.whole.columns, minlength=counts.whole.width)
        self._idf = (np.log((1 + self.documents) / (1 + self._frequency)) + 1).astype(np.float32)
        titles = self._weighted(counts.titles)
        self.rows = _unit(_sum(self._weighted(counts.whole), titles, TITLE_SHARE))

    def similarities(self, rows: Numbers) -> Floats:
        """Return the cosines between `rows` and all texts, float32 of shape (len(rows), documents)."""
        found: Floats
        if len(rows) <= FEW:
            found = np.zeros((len(rows), self.documents), dtype=np.float32)
            for place, row in enumerate(rows):
                found[place] = self._with_all(self._row(int(row)))
            return found
        found = self._dense[rows] @ self._dense.T
        add_products(found, self._sparse, rows, self._postings)
        return found

    def similarities_to(self, text: str) -> Floats:
        """Return the cosines between a text and all rows; words that no row has count for nothing."""
        return self._with_all(self._weighted(counts_of_query(text, self._stems)))

    def pairs_with(self, character: str) -> tuple[str, ...]:
        """Return the pairs of characters that hold this one, of scripts whose texts are counted by pairs."""
        return tuple(pair for pair in self._stems if len(pair) == 2 and character in pair)

    def between(self, first: Numbers, second: Numbers) -> Floats:
        """Return the cosines of pairs of texts, float32 of shape (len(first),)."""
        width = max(self.rows.width, 1)
        places, owners = self.rows.entries(first)
        others, other_owners = self.rows.entries(second)
        cells = owners * width + self.rows.columns[places]
        other_cells = other_owners * width + self.rows.columns[others]
        _, left, right = np.intersect1d(cells, other_cells, assume_unique=True, return_indices=True)
        products = self.rows.values[places[left]] * self.rows.values[others[right]]
        return np.bincount(owners[left], products, minlength=len(first)).astype(np.float32)

    @cached_property
    def _dense_terms(self) -> Numbers:
        by_frequency = np.argsort(-self._frequency, kind="stable")[:MAX_DENSE]
        found: Numbers = by_frequency[self._frequency[by_frequency] > DENSE_SHARE * self.documents]
        return found

    @cached_property
    def _dense(self) -> Floats:
        return _dense_columns(self.rows, self._dense_terms)

    @cached_property
    def _sparse(self) -> Sparse:
        return _without_columns(self.rows, self._dense_terms)

    @cached_property
    def _postings(self) -> Sparse:
        return self._sparse.transposed()

    def _row(self, row: int) -> Sparse:
        part = slice(int(self.rows.starts[row]), int(self.rows.starts[row + 1]))
        columns = self.rows.columns[part]
        return Sparse(np.array([0, len(columns)]), columns, self.rows.values[part], self.rows.width)

    def _with_all(self, query: Sparse) -> Floats:
        weights = np.zeros(self.rows.width, dtype=np.float32)
        weights[query.columns] = query.values
        products = self.rows.values * weights[self.rows.columns]
        return np.bincount(self.rows.owners, products, minlength=self.documents).astype(np.float32)

    def _weighted(self, counts: Sparse) -> Sparse:
        values = (1 + np.log(counts.values)) * self._idf[counts.columns]
        return _unit(Sparse(counts.starts, counts.columns, values, counts.width))


def _unit(matrix: Sparse) -> Sparse:
    lengths = np.sqrt(np.bincount(matrix.owners, matrix.values**2, minlength=matrix.height))
    values = (matrix.values / lengths[matrix.owners]).astype(np.float32)
    return Sparse(matrix.starts, matrix.columns, values, matrix.width)


def _sum(left: Sparse, right: Sparse, share: float) -> Sparse:
    """Return `left` with `share` of `right` added; each column that `right` has in a row, `left` has too."""
    width = max(left.width, 1)
    places = np.searchsorted(left.owners * width + left.columns, right.owners * width + right.columns)
    values = left.values.copy()
    values[places] += share * right.values
    return Sparse(left.starts, left.columns, values, left.width)


def _dense_columns(matrix: Sparse, columns: Numbers) -> Floats:
    place = np.full(matrix.width, -1, dtype=np.intp)
    place[columns] = np.arange(len(columns))
    chosen = place[matrix.columns] >= 0
    dense = np.zeros((matrix.height, len(columns)), dtype=np.float32)
    dense[matrix.owners[chosen], place[matrix.columns[chosen]]] = matrix.values[chosen]
    return dense


def _without_columns(matrix: Sparse, columns: Numbers) -> Sparse:
    kept = ~is_among(columns, matrix.width)[matrix.columns]
    owners = matrix.owners[kept]
    return Sparse(starts_of(owners, matrix.height), matrix.columns[kept], matrix.values[kept], matrix.width)
