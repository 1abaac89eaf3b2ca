"""Brings the vectors of passages: from the cache where they are, from the encoder where they are not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleo.embeddings.encoder import Encoder, Model, Vectors, unit_rows
from teleo.embeddings.passage import Passage, chunks
from teleo.embeddings.store import VectorStore

CHUNKS_A_BATCH = 32
"""A batch takes texts until it has so many chunks: a second or two of work, which is what an interruption loses."""

Progress = Callable[[int, int], None]
"""Called with how many chunks are done, at first none, and how many there are: they take nearly equal time, where notes
do not.
"""


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of a list of passages: float32 of shape (n, d), zeros where `is_known` is false.

    d is 0 when no vector is known at all.
    """

    rows: Vectors
    is_known: NDArray[np.bool_]

    @property
    def missing(self) -> int:
        """How many passages have no vector."""
        return int(np.count_nonzero(~self.is_known))


def nothing_embedded(count: int) -> Embedded:
    """Return what is known of so many passages where no vector is."""
    return Embedded(np.zeros((count, 0), dtype=np.float32), np.zeros(count, dtype=np.bool_))


def cached(passages: Sequence[Passage], model: Model, store: VectorStore) -> Embedded:
    """Return the vectors that the cache holds; nothing is loaded and nothing computed."""
    return kept([passage.key(model.fingerprint) for passage in passages], store)


def kept(keys: Sequence[bytes], store: VectorStore) -> Embedded:
    """Return the vectors that the cache holds under `keys`."""
    return _assembled(keys, store.read(list(dict.fromkeys(keys))))


def embed(
    passages: Sequence[Passage],
    model: Model,
    store: VectorStore,
    progress: Progress | None = None,
) -> Embedded:
    """Return the vectors of all passages, each text embedded once ever.

    The model is loaded only if a text is not in the cache. Texts go in batches sorted by length; each batch is
    stored when it is done, so that an interrupted run keeps what it had. An empty passage stays unknown.

    Raises:
        ModelError: the model cannot be loaded.
        MissingExtraError: a library for it is not installed.
    """
    keys = [passage.key(model.fingerprint) for passage in passages]
    rows = store.read(list(dict.fromkeys(keys)))
    missing = {
        key: passage
        for key, passage in zip(keys, passages, strict=True)
        if key not in rows and not passage.is_empty
    }
    if missing:
        encoder = model.load()
        texts = {key: chunks(passage) for key, passage in missing.items()}
        done, total = 0, _size(texts)
        if progress:
            progress(done, total)
        for batch in _batches(texts):
            fresh = _pooled(list(batch.values()), encoder)
            store.write(model.fingerprint, dict(zip(batch, fresh, strict=True)))
            rows.update(zip(batch, _as_stored(fresh), strict=True))
            done += _size(batch)
            if progress:
                progress(done, total)
    return _assembled(keys, rows)


def _batches(texts: Mapping[bytes, tuple[str, ...]]) -> Iterator[Mapping[bytes, tuple[str, ...]]]:
    """Yield the chunks of texts in batches, those with most and longest chunks first."""
    batch: dict[bytes, tuple[str, ...]] = {}
    for key in sorted(texts, key=lambda key: (-sum(map(len, texts[key])), key)):
        batch[key] = texts[key]
        if _size(batch) >= CHUNKS_A_BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def _size(texts: Mapping[bytes, tuple[str, ...]]) -> int:
    return sum(map(len, texts.values()))


def _pooled(texts: Sequence[tuple[str, ...]], encoder: Encoder) -> Vectors:
    rows = encoder.encode([chunk for group in texts for chunk in group])
    starts = np.cumsum([0, *(len(group) for group in texts[:-1])])
    return unit_rows(np.add.reduceat(rows, starts, axis=0))


def _as_stored(rows: Vectors) -> Vectors:
    return unit_rows(rows.astype(np.float16))


def _assembled(keys: Sequence[bytes], rows: Mapping[bytes, Vectors]) -> Embedded:
    is_known = np.array([key in rows for key in keys], dtype=np.bool_)
    width = len(next(iter(rows.values()))) if rows else 0
    matrix = np.zeros((len(keys), width), dtype=np.float32)
    for number, key in enumerate(keys):
        if is_known[number]:
            matrix[number] = rows[key]
    return Embedded(matrix, is_known)
