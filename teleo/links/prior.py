"""What the links of a vault say about two notes, leaving out the link between the two."""

from collections.abc import Iterator

import numpy as np

from teleo.links.signal import NEAR, NEAREST, Signal, top
from teleo.links.sparse import Floats, Numbers, Sparse, add_products
from teleo.links.topology import Topology


def prior_signals(
    topology: Topology, rows: Numbers, text: Floats, *, is_hidden: bool
) -> Iterator[tuple[Signal, Floats]]:
    """Yield each signal of links with its values, of shape (len(rows), size).

    Args:
        topology: the links of the vault.
        rows: the queries.
        text: how near each note's text is to each query's, standardised; -inf for the query itself.
        is_hidden: whether the query's own links are to be taken as unknown.
    """
    yield Signal.POPULARITY, _popularity(topology, rows)
    near = _near_texts(text, NEAR)
    yield Signal.NEAR_TARGETS, _rooted(_reached(near, topology.out))
    yield Signal.NEAR_LINKS, _reached(_by_links(_first(near, NEAREST), topology, rows), topology.both)
    if not is_hidden:
        yield Signal.COMMON, _rooted(_reached(_own_links(topology, rows), topology.both))
        yield Signal.LINKS_BACK, _links_back(topology, rows)


def _popularity(topology: Topology, rows: Numbers) -> Floats:
    """Return the logarithms of one more than the links to each note, that of the query left out."""
    popularity: Floats = np.repeat(np.log1p(topology.in_degree)[np.newaxis, :], len(rows), axis=0)
    places, owners = topology.out.entries(rows)
    linked = topology.out.columns[places]
    popularity[owners, linked] = np.log1p(topology.in_degree[linked] - 1.0)
    return popularity


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


def _reached(near: Sparse, links: Sparse) -> Floats:
    """Return the sum of the weights that reach each note over one link."""
    found = np.zeros((near.height, links.width), dtype=np.float32)
    add_products(found, near, np.arange(near.height), links)
    return found


def _rooted(sums: Floats) -> Floats:
    """Return square roots, in place, which tame hubs."""
    return np.sqrt(sums, out=sums)


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


def _links_back(topology: Topology, rows: Numbers) -> Floats:
    found = np.zeros((len(rows), topology.size), dtype=np.float32)
    places, owners = topology.into.entries(rows)
    found[owners, topology.into.columns[places]] = 1.0
    return found
