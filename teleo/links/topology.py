"""The links of a vault as arrays: who links whom, in numbers that a ranking can add up quickly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleo.graph.multigraph import Graph
from teleo.links.sparse import Floats, Numbers, Sparse, distinct, starts_of


@dataclass(frozen=True, slots=True)
class Topology:
    """Distinct links between `size` notes; self links and parallel relations count once or not at all.

    `out` holds at row `i` the notes that `i` links, `into` those that link it, `both` either.
    """

    out: Sparse
    into: Sparse
    both: Sparse
    in_degree: Floats

    @property
    def size(self) -> int:
        """How many notes there are."""
        return self.out.height

    def neighbours(self, row: int) -> Numbers:
        """Return the notes that note `row` links or is linked by, ascending."""
        return self.both.columns[self.both.starts[row] : self.both.starts[row + 1]]

    def is_linked(self, rows: Numbers) -> NDArray[np.bool_]:
        """Return a mask of shape (len(rows), size): true where the two notes are linked either way."""
        return _mask(self.both, rows)

    def links(self, rows: Numbers) -> NDArray[np.bool_]:
        """Return a mask of shape (len(rows), size): true where the note of the row links the other."""
        return _mask(self.out, rows)


def topology_of(ids: Sequence[str], graph: Graph) -> Topology:
    """Return the links of `graph` between the notes `ids`, numbered in that order."""
    number = {id_: place for place, id_ in enumerate(ids)}
    pairs = [
        (number[origin], number[target])
        for origin, target in graph.edges()
        if origin in number and target in number
    ]
    return topology(len(ids), pairs)


def topology(size: int, pairs: Sequence[tuple[int, int]] | Numbers) -> Topology:
    """Return the topology of `size` notes with links from the first to the second of each pair."""
    ends = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    ends = ends[ends[:, 0] != ends[:, 1]]
    out = _matrix(size, ends)
    into = out.transposed()
    both = _matrix(size, np.concatenate((ends, ends[:, ::-1])))
    return Topology(out, into, both, np.diff(into.starts).astype(np.float32))


def _mask(matrix: Sparse, rows: Numbers) -> NDArray[np.bool_]:
    places, owners = matrix.entries(rows)
    mask = np.zeros((len(rows), matrix.width), dtype=np.bool_)
    mask[owners, matrix.columns[places]] = True
    return mask


def _matrix(size: int, ends: Numbers) -> Sparse:
    places = distinct(ends[:, 0] * max(size, 1) + ends[:, 1])
    rows, columns = np.divmod(places, max(size, 1))
    return Sparse(starts_of(rows, size), columns, np.ones(len(places), dtype=np.float32), size)
