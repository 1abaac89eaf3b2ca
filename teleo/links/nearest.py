"""Finds the nearest of many vectors, exactly in blocks, or in a vault beyond that by the library faiss."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np

from teleo.embeddings import Vectors
from teleo.links.signal import top
from teleo.links.sparse import Floats, Numbers

SCALE = 4000
"""Vectors are rounded to whole numbers of this length. The products of two such vectors stay below 2 ** 24, so that
float32 adds them up without error, in whatever order: the same two texts have the same similarity in every run,
alone or among thousands. It is within 0.001 of their cosine."""

LARGEST_EXACT = 50_000
"""Above so many vectors faiss is asked, if it is installed."""

_CELLS = 6_000_000
_LISTS = 1024
_PROBED = 64
_SEED = 20


class Search(Protocol):
    """Vectors that can be searched."""

    def nearest(self, rows: Numbers, k: int) -> tuple[Numbers, Floats]:
        """Return the `k` vectors nearest to each of `rows`, best first, and the products with them.

        Both are of shape (len(rows), k); a vector is not among its own. Where fewer are found, the column is -1
        and the product -inf. Ties go to the lower number.
        """
        ...


def rounded(vectors: Vectors) -> Floats:
    """Return vectors of unit length as whole numbers, of which products add up without error."""
    return np.rint(np.asarray(vectors, dtype=np.float32) * SCALE)


class ExactSearch:
    """Compares with all vectors, a block of rows at a time."""

    def __init__(self, whole: Floats) -> None:
        self._whole = whole

    def nearest(self, rows: Numbers, k: int) -> tuple[Numbers, Floats]:
        """Return the nearest of all others, as `Search` says."""
        depth = min(k, len(self._whole))
        columns, values = nothing(len(rows), k)
        for place, some in blocks(rows, len(self._whole)):
            products = self._whole[some] @ self._whole.T
            products[np.arange(len(some)), some] = -np.inf
            best = top(products, depth)
            values[place, :depth] = np.take_along_axis(products, best, axis=1)
            columns[place, :depth] = best
        columns[values == -np.inf] = -1
        return columns, values


class FaissSearch:
    """Compares with the vectors of the nearest lists of an inverted index: a few of the nearest are missed."""

    def __init__(self, whole: Floats) -> None:
        faiss: Any = import_module("faiss")
        self._whole = whole
        lists = max(1, min(_LISTS, len(whole) // 40))
        quantizer = faiss.IndexFlatIP(whole.shape[1])
        self._index = faiss.IndexIVFFlat(quantizer, whole.shape[1], lists, faiss.METRIC_INNER_PRODUCT)
        self._index.cp.seed = _SEED
        self._index.train(whole)
        self._index.add(whole)
        self._index.nprobe = min(lists, _PROBED)

    def nearest(self, rows: Numbers, k: int) -> tuple[Numbers, Floats]:
        """Return the nearest of those that the index finds, as `Search` says."""
        columns, values = nothing(len(rows), k)
        for place, some in blocks(rows, k * self._whole.shape[1]):
            products, found = self._index.search(self._whole[some], min(k + 1, len(self._whole)))
            products[(found < 0) | (found == some[:, np.newaxis])] = -np.inf
            order = np.lexsort((found, -products), axis=1)[:, :k]
            depth = order.shape[1]
            columns[place, :depth] = np.take_along_axis(found, order, axis=1)
            values[place, :depth] = np.take_along_axis(products, order, axis=1)
        columns[values == -np.inf] = -1
        return columns, values


def search_in(whole: Floats) -> tuple[Search, str]:
    """Return what searches these vectors, of whole numbers, and a sentence where something better is missing."""
    if len(whole) <= LARGEST_EXACT:
        return ExactSearch(whole), ""
    if find_spec("faiss") is None:
        return ExactSearch(whole), (
            f"{len(whole):,} texts are compared one by one, which takes long; "
            "above 50,000 faiss is faster: pip install 'teleo[faiss]'"
        )
    return FaissSearch(whole), ""


def nothing(height: int, k: int) -> tuple[Numbers, Floats]:
    """Return lists that name no vector."""
    return np.full((height, k), -1, dtype=np.intp), np.full((height, k), -np.inf, dtype=np.float32)


def blocks(rows: Numbers, width: int) -> Iterator[tuple[slice, Numbers]]:
    """Yield `rows` in parts of about `_CELLS` cells of `width`, each with its place among them."""
    size = max(1, _CELLS // max(1, width))
    for start in range(0, len(rows), size):
        yield slice(start, start + size), rows[start : start + size]
