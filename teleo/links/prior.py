"""What the links of a vault say about two notes, leaving out the link between the two."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from teleo.links.signal import NEAR, NEAREST, Signal, top
from teleo.links.sparse import Floats, Numbers, Sparse, product, starts_of
from teleo.links.topology import Topology


@dataclass(frozen=True, slots=True)
class LinkSignal:
    """A signal of links for some queries and all notes: few notes are linked, so it is 0, or `shared`, for most.

    `entries` has a row for each query; its numbers are added to those that all queries share.
    """

    entries: Sparse
    shared: Floats

    def whole(self) -> Floats:
        """Return the values of all notes, of shape (queries, notes)."""
        found = np.repeat(self.shared[np.newaxis, :], self.entries.height, axis=0)
        found[self.entries.owners, self.entries.columns] += self.entries.values
        return found


def prior_signals(
    topology: Topology, rows: Numbers, text: Floats, *, is_hidden: bool
) -> Iterator[tuple[Signal, LinkSignal]]:
    """Yield each signal of links; `text` is read before the first is yielded, and may be changed then.

    Args:
        topology: the links of the vault.
        rows: the queries.
        text: how near each note's text is to each query's, standardised; -inf for the query itself.
        is_hidden: whether the query's own links are to be taken as unknown.
    """
    near = _near_texts(text, NEAR)
    yield Signal.POPULARITY, _popularity(topology, rows)
    yield Signal.NEAR_TARGETS, _alone(_rooted(product(near, topology.out)))
    by_links = _by_links(_first(near, NEAREST), topology, rows)
    yield Signal.NEAR_LINKS, _alone(product(by_links, topology.both))
    if not is_hidden:
        yield Signal.COMMON, _alone(_rooted(product(_own_links(topology, rows), topology.both)))
        yield Signal.LINKS_BACK, _alone(_links_back(topology, rows))


def _alone(entries: Sparse) -> LinkSignal:
    return LinkSignal(entries, np.zeros(entries.width, dtype=np.float32))


def _popularity(topology: Topology, rows: Numbers) -> LinkSignal:
    """Return the logarithms of one more than the links to each note, that of the query left out."""
    popularity: Floats = np.log1p(topology.in_degree)
    places, owners = topology.out.entries(rows)
    linked = topology.out.columns[places]
    less: Floats = np.log1p(topology.in_degree[linked] - 1.0) - popularity[linked]
    return LinkSignal(Sparse(starts_of(owners, len(rows)), linked, less, topology.size), popularity)


def _near_texts(text: Floats, count: int) -> Sparse:
    """Return for each query the `count` nearest notes, best first, with how near they are, at least 0."""
    best = top(text, min(count, max(0, text.shape[1] - 1)))
    values = np.maximum(np.take_along_axis(text, best, axis=1), 0.0)
    starts = np.arange(len(text) + 1) * best.shape[1]
    return Sparse(starts, best.reshape(-1), values.reshape(-1), text.shape[1])


def _first(near: Sparse, count: int) -> Sparse:
    kept = np.arange(len(near.columns)) - near.starts[near.owners] < count
    lengths = np.minimum(np.diff(near.starts), count)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return Sparse(starts, near.columns[kept], near.values[kept], near.width)


def _rooted(sums: Sparse) -> Sparse:
    """Return square roots, which tame hubs."""
    return Sparse(sums.starts, sums.columns, np.sqrt(sums.values), sums.width)


def _by_links(near: Sparse, topology: Topology, rows: Numbers) -> Sparse:
    """Return near texts with their values over the root of how many notes each is linked with, the query aside.

    A text that is linked with few says more by each of its links.
    """
    degrees = np.diff(topology.both.starts)[near.columns]
    degrees = degrees - topology.is_linked(rows)[near.owners, near.columns]
    roots: Floats = np.sqrt(np.maximum(degrees, 1)).astype(np.float32)
    values: Floats = near.values / roots
    return Sparse(near.starts, near.columns, values, near.width)


def _own_links(topology: Topology, rows: Numbers) -> Sparse:
    places, owners = topology.both.entries(rows)
    columns = topology.both.columns[places]
    degrees = np.diff(topology.both.starts)
    starts = np.searchsorted(owners, np.arange(len(rows) + 1))
    return Sparse(starts, columns, (1 / np.log(2 + degrees[columns])).astype(np.float32), topology.size)


def _links_back(topology: Topology, rows: Numbers) -> Sparse:
    places, owners = topology.into.entries(rows)
    linking = topology.into.columns[places]
    return Sparse(starts_of(owners, len(rows)), linking, np.ones(len(linking), np.float32), topology.size)
