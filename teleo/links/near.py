"""The nearest other notes of each note, by meaning where it has a vector, else by words."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from teleo.cache import cache_folder, vault_mark
from teleo.links.basis import Basis
from teleo.links.nearest import nothing
from teleo.links.neighbours import (
    DEPTH,
    NONE,
    Neighbours,
    keep_neighbours,
    kept_neighbours,
    neighbours,
)
from teleo.links.signal import top
from teleo.links.sparse import Floats, Numbers

_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest other notes of each note of a basis, best first.

    `columns` are numbers of notes, of shape (n, DEPTH), -1 where there is none; `similarities` are cosines within
    0.001, -inf where there is none. `complaint` says in one sentence which library would have been faster.
    """

    columns: Numbers
    similarities: Floats
    complaint: str = ""


def near(basis: Basis) -> Near:
    """Return the nearest notes of all notes of `basis`, without a look at what was kept."""
    return _near(basis, NONE)[0]


def near_kept(basis: Basis, root: Path) -> Near:
    """Return what `near` does, by comparing only what changed since the last time in the vault at `root`."""
    path = cache_folder() / "links" / f"{vault_mark(root)}.neighbours"
    known = kept_neighbours(path)
    found, table = _near(basis, known)
    if table is not known and table.size:
        keep_neighbours(path, table)
    return found


def _near(basis: Basis, known: Neighbours) -> tuple[Near, Neighbours]:
    count = len(basis.notes)
    columns, similarities = nothing(count, DEPTH)
    if not basis.has_vectors:
        _by_words(basis, np.arange(count), columns, similarities)
        return Near(columns, similarities), known
    rows = np.flatnonzero(basis.is_embedded)
    keys = [sha256(basis.vectors[row].tobytes()).digest() for row in rows]
    holders: dict[bytes, list[int]] = {}
    for key, row in zip(keys, rows.tolist(), strict=True):
        holders.setdefault(key, []).append(row)
    names = sorted(holders)
    first = np.array([holders[name][0] for name in names])
    table, complaint = neighbours(names, basis.vectors[first], known)
    columns[first] = np.where(table.columns >= 0, first[table.columns], -1)
    similarities[first] = table.similarities
    for group in holders.values():
        for row in group[1:]:
            columns[row, 0], similarities[row, 0] = group[0], 1.0
        if len(group) > 1:
            one = group[0]
            columns[one] = np.append(group[1], columns[one, :-1])
            similarities[one] = np.append(np.float32(1.0), similarities[one, :-1])
    _by_words(basis, np.flatnonzero(~basis.is_embedded), columns, similarities)
    return Near(columns, similarities, complaint), table


def _by_words(basis: Basis, rows: Numbers, columns: Numbers, similarities: Floats) -> None:
    depth = min(DEPTH, max(0, len(basis.notes) - 1))
    for start in range(0, len(rows), _BLOCK):
        some = rows[start : start + _BLOCK]
        likeness = basis.words.similarities(some)
        likeness[np.arange(len(some)), some] = -np.inf
        best = top(likeness, depth)
        columns[some, :depth] = best
        similarities[some, :depth] = np.take_along_axis(likeness, best, axis=1)
