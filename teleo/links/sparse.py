"""Sparse matrices as three arrays, and the products that rankings need of them."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

_PRODUCTS_AT_ONCE = 1 << 16

_LONG = 64
"""Entries of a column from which they are copied whole: fewer are gathered sooner together with those of others."""


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

    def with_rows(self, rows: Numbers, others: "Sparse") -> "Sparse":
        """Return the matrix with row `rows[i]` replaced by row `i` of `others`, which may be wider."""
        kept = ~is_among(rows, self.height)[self.owners]
        owners = np.concatenate((self.owners[kept], rows[others.owners]))
        order = np.argsort(owners, kind="stable")
        columns = np.concatenate((self.columns[kept], others.columns))[order]
        values = np.concatenate((self.values[kept], others.values))[order]
        return Sparse(starts_of(owners, self.height), columns, values, max(self.width, others.width))


def is_among(chosen: Numbers, count: int) -> NDArray[np.bool_]:
    """Return for each number below `count` whether it is among those `chosen`.

    Looked up there it tells what `numpy.isin` does, which may sort, and then imports masked arrays.
    """
    found = np.zeros(count, dtype=np.bool_)
    found[chosen] = True
    return found


def starts_of(rows: Numbers, height: int) -> Numbers:
    """Return where each of `height` rows begins among entries sorted by row, and at last where all end."""
    starts: Numbers = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=height)))).astype(np.intp)
    return starts


def distinct(numbers: Numbers) -> Numbers:
    """Return the numbers in order, each once; `numpy.unique` does it too, but loads masked arrays first."""
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), dtype=np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    found: Numbers = ordered[is_new]
    return found


def product(left: Sparse, right: Sparse) -> Sparse:
    """Return the product of two matrices, of which `right` is as wide as it is high, without entries of 0."""
    room = np.zeros((left.height, right.width), dtype=np.float32)
    add_products(room, left, np.arange(left.height), right)
    flat = room.reshape(-1)
    cells = np.flatnonzero(flat != 0)
    rows, columns = np.divmod(cells, max(right.width, 1))
    return Sparse(starts_of(rows, left.height), columns, flat[cells], right.width)


def add_products(found: Floats, left: Sparse, rows: Numbers, right: Sparse) -> None:
    """Add to `found` the products of `rows` of `left` with all columns of what `right` holds by column."""
    places, owners = left.entries(rows)
    columns, values = left.columns[places], left.values[places]
    starts = right.starts[columns]
    lengths = right.starts[columns + 1] - starts
    is_long = lengths >= _LONG
    for add, kept in ((_add_short, ~is_long), (_add_long, is_long)):
        add(found, right, owners[kept], starts[kept], lengths[kept], values[kept])


def _add_short(
    found: Floats, right: Sparse, owners: Numbers, starts: Numbers, lengths: Numbers, values: Floats
) -> None:
    """Add to rows `owners` the parts of `right` from `starts`, times `values`.

    The products are formed a few at a time, so that they stay in the processor's cache.
    """
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    flat, bases = found.reshape(-1), owners * found.shape[1]
    cuts = np.searchsorted(ends, np.arange(_PRODUCTS_AT_ONCE, total, _PRODUCTS_AT_ONCE))
    begin = 0
    for end in (*distinct(cuts + 1), len(ends)):
        part = slice(begin, int(end))
        places = _ranges(starts[part], lengths[part])
        targets = right.columns[places] + np.repeat(bases[part], lengths[part])
        np.add.at(flat, targets, right.values[places] * np.repeat(values[part], lengths[part]))
        begin = int(end)


def _add_long(
    found: Floats, right: Sparse, owners: Numbers, starts: Numbers, lengths: Numbers, values: Floats
) -> None:
    """Do what `_add_short` does, row by row with parts copied whole: long ones take a sixth of the time so."""
    places = list(map(slice, starts.tolist(), (starts + lengths).tolist()))
    bounds = np.searchsorted(owners, np.arange(len(found) + 1)).tolist()
    for row, (begin, end) in enumerate(pairwise(bounds)):
        if begin < end:
            columns = np.concatenate([right.columns[place] for place in places[begin:end]])
            products = np.concatenate([right.values[place] for place in places[begin:end]])
            products *= np.repeat(values[begin:end], lengths[begin:end])
            np.add.at(found[row], columns, products)


def _ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """Return the numbers of all ranges that begin at `starts` and have `lengths`, one after the other."""
    ends = np.cumsum(lengths)
    count = int(ends[-1]) if len(ends) else 0
    ranges: Numbers = np.arange(count) + np.repeat(starts - (ends - lengths), lengths)
    return ranges
