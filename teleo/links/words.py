"""Similarity by words: TF-IDF over stems, kept as sparse rows in numpy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleo.links.text import NoteText

TITLE_SHARE = 0.2
"""How much of a title's own direction is added to that of the whole text. Measured on five vaults: it is worth 0.01
to 0.03 nDCG on four and costs nothing on the fifth; 0.5 costs 0.03 there. `docs/links.md` has the table."""

DENSE_SHARE = 0.05
"""Terms in more notes than this share go through one matrix product, which is then the cheaper way."""

MAX_DENSE = 2048
_PRODUCTS_AT_ONCE = 1 << 16

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ENDINGS = ("ingly", "edly", "ies", "ing", "ed", "es", "ly", "s", "e")
_SHORTEST_STEM = 4

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case; scripts without spaces give pairs of characters."""
    found = _WORD.findall(text.casefold())
    if text.isascii():
        return found
    return [part for word in found for part in (_pairs(word) if _UNSPACED.search(word) else (word,))]


def _pairs(word: str) -> list[str]:
    return [word[place : place + 2] for place in range(max(1, len(word) - 1))]


def stem(word: str) -> str:
    """Return `word` without an English ending, if four letters are left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


class _Terms(dict[str, int]):
    """Numbers for words; words of one stem share a number."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        number = self.stems.setdefault(stem(word), len(self.stems))
        self[word] = number
        return number


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of a sparse matrix: row `i` holds `columns[starts[i]:starts[i + 1]]` with `values` beside them."""

    starts: Numbers
    columns: Numbers
    values: Floats
    width: int

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    @property
    def owners(self) -> Numbers:
        """The row of each entry."""
        return np.repeat(np.arange(self.height), np.diff(self.starts))

    def transposed(self) -> "Sparse":
        """Return the same numbers by column."""
        order = np.argsort(self.columns, kind="stable")
        return Sparse(
            starts_of(self.columns[order], self.width), self.owners[order], self.values[order], self.height
        )

    def entries(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the places of all entries of `rows`, and for each the position in `rows` that it belongs to."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        return _ranges(self.starts[rows], lengths), np.repeat(np.arange(len(rows)), lengths)


class WordIndex:
    """The words of a list of texts, each text a row of unit length."""

    def __init__(self, texts: Sequence[NoteText]) -> None:
        self._terms = _Terms()
        counts = _counted([_all_words(text) for text in texts], self._terms)
        self.documents = len(texts)
        frequency = np.bincount(counts.columns, minlength=counts.width)
        self._idf = (np.log((1 + self.documents) / (1 + frequency)) + 1).astype(np.float32)
        titles = self._weighted(_counted([words(text.title) for text in texts], self._terms))
        self.rows = _unit(_sum(self._weighted(counts), titles, TITLE_SHARE))
        self._dense_terms = _frequent(frequency, DENSE_SHARE * self.documents)
        self._dense = _dense_columns(self.rows, self._dense_terms)
        self._sparse = _without_columns(self.rows, self._dense_terms)
        self._postings = self._sparse.transposed()

    def similarities(self, rows: Numbers) -> Floats:
        """Return the cosines between `rows` and all texts, float32 of shape (len(rows), documents)."""
        found: Floats = self._dense[rows] @ self._dense.T
        add_products(found, self._sparse, rows, self._postings)
        return found

    def similarities_to(self, text: str) -> Floats:
        """Return the cosines between a text and all rows; words that no row has count for nothing."""
        known = [word for word in words(text) if stem(word) in self._terms.stems]
        query = self._weighted(_counted([known], self._terms))
        found: Floats = (_dense_columns(query, self._dense_terms) @ self._dense.T).astype(np.float32)
        add_products(found, _without_columns(query, self._dense_terms), np.zeros(1, np.intp), self._postings)
        row: Floats = found[0]
        return row

    def _weighted(self, counts: Sparse) -> Sparse:
        values = (1 + np.log(counts.values)) * self._idf[counts.columns]
        return _unit(Sparse(counts.starts, counts.columns, values, counts.width))


def _all_words(text: NoteText) -> list[str]:
    return words(f"{text.title} {text.description} {text.body}")


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


def _counted(texts: Sequence[Sequence[str]], terms: _Terms) -> Sparse:
    numbers = np.fromiter((terms[word] for text in texts for word in text), dtype=np.intp)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    width = len(terms.stems)
    places, counts = np.unique(owners * max(width, 1) + numbers, return_counts=True)
    rows, columns = np.divmod(places, max(width, 1))
    return Sparse(starts_of(rows, len(texts)), columns, counts.astype(np.float32), width)


def starts_of(rows: Numbers, height: int) -> Numbers:
    """Return where each of `height` rows begins among entries sorted by row, and at last where all end."""
    starts: Numbers = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=height)))).astype(np.intp)
    return starts


def _frequent(frequency: Numbers, least: float) -> Numbers:
    by_frequency = np.argsort(-frequency, kind="stable")[:MAX_DENSE]
    found: Numbers = np.sort(by_frequency[frequency[by_frequency] > least])
    return found


def _dense_columns(matrix: Sparse, columns: Numbers) -> Floats:
    place = np.full(matrix.width, -1, dtype=np.intp)
    place[columns] = np.arange(len(columns))
    chosen = place[matrix.columns] >= 0
    dense = np.zeros((matrix.height, len(columns)), dtype=np.float32)
    dense[matrix.owners[chosen], place[matrix.columns[chosen]]] = matrix.values[chosen]
    return dense


def _without_columns(matrix: Sparse, columns: Numbers) -> Sparse:
    keep = np.ones(matrix.width, dtype=np.bool_)
    keep[columns] = False
    kept = keep[matrix.columns]
    owners = matrix.owners[kept]
    return Sparse(starts_of(owners, matrix.height), matrix.columns[kept], matrix.values[kept], matrix.width)


def add_products(found: Floats, left: Sparse, rows: Numbers, right: Sparse) -> None:
    """Add to `found` the products of `rows` of `left` with all columns of what `right` holds by column.

    The products are formed a few at a time, so that they stay in the processor's cache.
    """
    places, owners = left.entries(rows)
    columns, values = left.columns[places], left.values[places]
    starts = right.starts[columns]
    lengths = right.starts[columns + 1] - starts
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    flat, bases = found.reshape(-1), owners * found.shape[1]
    cuts = np.searchsorted(ends, np.arange(_PRODUCTS_AT_ONCE, total, _PRODUCTS_AT_ONCE))
    begin = 0
    for end in (*np.unique(cuts + 1), len(ends)):
        part = slice(begin, int(end))
        places = _ranges(starts[part], lengths[part])
        targets = right.columns[places] + np.repeat(bases[part], lengths[part])
        np.add.at(flat, targets, right.values[places] * np.repeat(values[part], lengths[part]))
        begin = int(end)


def _ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """Return the numbers of all ranges that begin at `starts` and have `lengths`, one after the other."""
    ends = np.cumsum(lengths)
    count = int(ends[-1]) if len(ends) else 0
    ranges: Numbers = np.arange(count) + np.repeat(starts - (ends - lengths), lengths)
    return ranges
