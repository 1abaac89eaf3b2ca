"""How much each note of a vault is like the one being written, for the order in which titles are offered."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from teleo.embeddings import Embedded, ModelError, VectorStore, cache_folder, cached, nothing_embedded
from teleo.embeddings.store import FILE_NAME
from teleo.links.text import text_of
from teleo.links.tokens import counts_of, stem, words
from teleo.links.vectors import passages_of, vault_model
from teleo.links.words import WordIndex
from teleo.model import Note
from teleo.session import Session
from teleo.vault.reader import Vault

_STEP = 80
"""So many characters may be typed before the similarities are found again."""

_SHARE = 20
"""Making the index anew may take one part in so many of the time."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Notes by the number that each id has: their words, and the vectors that were in the cache.

    `stamp` is that of the cache's file.
    """

    number: Mapping[str, int]
    words: WordIndex
    vectors: Embedded
    stamp: int


class Similarity:
    """Similarities by meaning where both notes have a vector in the cache, else by words.

    No vector is computed and no model loaded. What is compared is made in a thread; until it is there, titles
    alone are compared.
    """

    def __init__(self) -> None:
        self._index: _Index | None = None
        self._last: tuple[str, int, Mapping[str, float]] | None = None
        self._making: asyncio.Task[None] | None = None
        self._rests_until = 0.0

    @property
    def is_ready(self) -> bool:
        """Whether whole texts are compared."""
        return self._index is not None

    async def prepare(self, session: Session) -> None:
        """Make the index of the notes as they are, if there is none or notes or vectors came or went."""
        notes = session.vault.notes
        if self._making is None or self._making.done():
            if not notes or time.monotonic() < self._rests_until or self._holds(notes):
                return
            self._making = asyncio.create_task(self._make(session.vault))
        # Whoever types on gives up waiting; the index is made all the same.
        await asyncio.shield(self._making)

    def to(self, note: Note, notes: Sequence[Note]) -> Mapping[str, float]:
        """Return the similarity of each note's id to `note`, from -1 to 1; what is not known is left out."""
        size = len(note.document.text)
        if self._last is not None and self._last[0] == note.id and abs(self._last[1] - size) < _STEP:
            return self._last[2]
        found = _by_texts(self._index, note) if self._index is not None else _by_titles(note, notes)
        self._last = (note.id, size, found)
        return found

    async def _make(self, vault: Vault) -> None:
        start = time.monotonic()
        self._index = await asyncio.to_thread(_indexed, vault, self._index)
        self._last = None
        self._rests_until = time.monotonic() + _SHARE * (time.monotonic() - start)

    def _holds(self, notes: Sequence[Note]) -> bool:
        index = self._index
        return (
            index is not None
            and len(notes) == len(index.number)
            and all(note.id in index.number for note in notes)
            and index.stamp == _stamp()
        )


def _indexed(vault: Vault, before: _Index | None) -> _Index:
    stamp, notes = _stamp(), vault.notes
    index = WordIndex(counts_of(tuple(text_of(note) for note in notes)))
    number = {note.id: place for place, note in enumerate(notes)}
    vectors = _vectors(vault) if stamp else nothing_embedded(len(notes))
    if before is not None and before.vectors.rows.shape[1] == vectors.rows.shape[1]:
        _keep_earlier(vectors, number, before)
    return _Index(number, index, vectors, stamp)


def _keep_earlier(vectors: Embedded, number: Mapping[str, int], before: _Index) -> None:
    """Give notes whose text has no vector yet the one that they had."""
    for id_, old in before.number.items():
        new = number.get(id_)
        if new is not None and before.vectors.is_known[old] and not vectors.is_known[new]:
            vectors.rows[new], vectors.is_known[new] = before.vectors.rows[old], True


def _vectors(vault: Vault) -> Embedded:
    with VectorStore() as store:
        try:
            return cached(passages_of(vault.notes), vault_model(vault, store), store)
        except ModelError:
            return nothing_embedded(len(vault.notes))


def _stamp() -> int:
    """Return when the cache of vectors was last written; 0 while there is none."""
    try:
        return (cache_folder() / FILE_NAME).stat().st_mtime_ns
    except OSError:
        return 0


def _by_texts(index: _Index, note: Note) -> Mapping[str, float]:
    text = text_of(note)
    found = index.words.similarities_to(
        f"{text.title} {text.title} {text.title} {text.description} {text.body}"
    )
    own, vectors = index.number.get(note.id), index.vectors
    if own is not None and vectors.is_known[own]:
        found = np.where(vectors.is_known, vectors.rows @ vectors.rows[own], found)
    return dict(zip(index.number, found.tolist(), strict=True))


def _by_titles(note: Note, notes: Sequence[Note]) -> Mapping[str, float]:
    said = _stems(f"{note.title} {note.description} {note.document.body_text[:20_000]}")
    found: dict[str, float] = {}
    for other in notes:
        title = _stems(other.title)
        if title:
            found[other.id] = len(title & said) / len(title)
    return found


@lru_cache(maxsize=16_384)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if len(word) > 3)
