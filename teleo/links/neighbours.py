"""The nearest neighbours of each text in meaning, kept from run to run: what changed is compared, the rest is kept."""

import io
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from teleo.embeddings import Vectors
from teleo.links.nearest import LARGEST_EXACT, SCALE, blocks, nothing, rounded, search_in
from teleo.links.sparse import Floats, Numbers

DEPTH = 16
"""So many neighbours are kept for each text: 130 bytes, 1.6 MB for 10,000 notes with their keys."""

_MAGIC = b"teleo neighbours 1\n"
_KEY_BYTES = 32
_DIGEST_BYTES = 32


@dataclass(frozen=True)
class Neighbours:
    """The nearest others of each text, best first.

    `keys` names the texts, sorted, uint8 of shape (n, 32): a key is made of a text and of the model that read it.
    `columns` are their neighbours' rows, int32 of shape (n, DEPTH), -1 where there is none; `products` are whole
    numbers, those of the vectors that `nearest.rounded` gives, -inf where there is none. Ties go to the lower key.
    """

    keys: NDArray[np.uint8]
    columns: NDArray[np.int32]
    products: Floats

    @property
    def similarities(self) -> Floats:
        """The cosines, of the shape of `columns`."""
        return self.products / np.float32(SCALE**2)

    @property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.keys)


NONE = Neighbours(
    np.zeros((0, _KEY_BYTES), np.uint8), np.zeros((0, DEPTH), np.int32), np.zeros((0, DEPTH), np.float32)
)


def neighbours(keys: list[bytes], vectors: Vectors, known: Neighbours = NONE) -> tuple[Neighbours, str]:
    """Return the table of the texts `keys`, which are sorted and distinct, and a sentence if a library is missed.

    The table is what it would be without `known`: only texts that are new, and those that lost a neighbour, are
    compared with all others; the rest is compared with the new ones. Above `LARGEST_EXACT` texts, where the
    search may be approximate, all is searched again.

    Args:
        keys: of 32 bytes each.
        vectors: of unit length, in the order of `keys`.
        known: an earlier table.
    """
    names = np.frombuffer(b"".join(keys), np.uint8).reshape(-1, _KEY_BYTES)
    whole = rounded(vectors)
    search, complaint = search_in(whole)
    before = _positions(known.keys if len(keys) <= LARGEST_EXACT else NONE.keys, names)
    columns, products = _carried(names, known, before)
    has_lost = ((columns < 0) & (products > -np.inf)).any(axis=1)
    again = np.flatnonzero((before < 0) | has_lost)
    columns[again], products[again] = search.nearest(again, DEPTH)
    _enter(whole, columns, products, np.flatnonzero((before >= 0) & ~has_lost), np.flatnonzero(before < 0))
    return Neighbours(names, columns.astype(np.int32), products), complaint


def _positions(names: NDArray[np.uint8], wanted: NDArray[np.uint8]) -> Numbers:
    """Return for each of `wanted` its row in `names`, -1 where it is not there."""
    rows = {name: row for row, name in enumerate(map(bytes, names))}
    return np.array([rows.get(name, -1) for name in map(bytes, wanted)], dtype=np.intp)


def _carried(names: NDArray[np.uint8], known: Neighbours, before: Numbers) -> tuple[Numbers, Floats]:
    """Return the lists of `known` in the numbers of `names`; what is gone is -1 with the product that it had."""
    columns, products = nothing(len(names), DEPTH)
    kept = np.flatnonzero(before >= 0)
    # The last place is that of the number -1.
    after = np.append(_positions(names, known.keys), -1)
    columns[kept] = after[known.columns[before[kept]]]
    products[kept] = known.products[before[kept]]
    return columns, products


def _enter(whole: Floats, columns: Numbers, products: Floats, rows: Numbers, new: Numbers) -> None:
    """Put the texts `new` into the lists of `rows` where they are near enough."""
    for _, some in blocks(rows, len(new)):
        fresh = whole[some] @ whole[new].T
        is_near = (fresh >= products[some, -1:]).any(axis=1)
        for row, own in zip(some[is_near], fresh[is_near], strict=True):
            candidates, values = np.concatenate((columns[row], new)), np.concatenate((products[row], own))
            best = np.lexsort((candidates, -values))[:DEPTH]
            columns[row], products[row] = candidates[best], values[best]


def kept_neighbours(path: Path) -> Neighbours:
    """Return the table in a file; an empty one when there is none, or it was cut, changed or is no such table."""
    try:
        raw = path.read_bytes()
    except OSError:
        return NONE
    start = len(_MAGIC) + _DIGEST_BYTES
    body = raw[start:]
    if raw[:start] != _MAGIC + sha256(body).digest():
        return NONE
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
            found = Neighbours(arrays["keys"], arrays["columns"], arrays["products"])
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return NONE
    return found if _is_sound(found) else NONE


def keep_neighbours(path: Path, table: Neighbours) -> None:
    """Keep a table in a file; where that cannot be written, it is not kept."""
    body = io.BytesIO()
    np.savez(body, keys=table.keys, columns=table.columns, products=table.products)
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_MAGIC + sha256(body.getvalue()).digest() + body.getvalue())
        temporary.replace(path)


def _is_sound(table: Neighbours) -> bool:
    shape = (table.size, DEPTH)
    return (
        table.keys.dtype == np.uint8
        and table.keys.shape == (table.size, _KEY_BYTES)
        and table.columns.shape == shape
        and table.columns.dtype == np.int32
        and table.products.shape == shape
        and table.products.dtype == np.float32
        and bool((table.columns < table.size).all())
        and bool((table.columns >= -1).all())
    )
