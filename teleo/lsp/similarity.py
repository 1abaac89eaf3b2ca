"""How much each note of a vault is like the one being written, for the order in which titles are offered."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import lru_cache

from teleo.links.text import text_of
from teleo.links.tokens import counts_of, stem, words
from teleo.links.words import WordIndex
from teleo.model import Note
from teleo.session import Session

_STEP = 80
"""So many characters may be typed before the similarities are found again."""


class Similarity:
    """Similarities by words. The index is made in a thread; until it is there, titles alone are compared."""

    def __init__(self) -> None:
        self._index: WordIndex | None = None
        self._ids: tuple[str, ...] = ()
        self._last: tuple[str, int, Mapping[str, float]] | None = None
        self._making = False

    @property
    def is_ready(self) -> bool:
        """Whether whole texts are compared."""
        return self._index is not None

    async def prepare(self, session: Session) -> None:
        """Make the index of the notes as they are, unless one is there or being made."""
        if self._index is not None or self._making or not session.vault.notes:
            return
        self._making = True
        try:
            notes = session.vault.notes
            self._index = await asyncio.to_thread(_indexed, notes)
            self._ids = tuple(note.id for note in notes)
            self._last = None
        finally:
            self._making = False

    def to(self, note: Note, notes: Sequence[Note]) -> Mapping[str, float]:
        """Return the similarity of each note's id to `note`, from 0 to 1; what is not known is left out."""
        size = len(note.document.text)
        if self._last is not None and self._last[0] == note.id and abs(self._last[1] - size) < _STEP:
            return self._last[2]
        found = self._by_texts(note) if self._index is not None else _by_titles(note, notes)
        self._last = (note.id, size, found)
        return found

    def _by_texts(self, note: Note) -> Mapping[str, float]:
        assert self._index is not None
        text = text_of(note)
        row = self._index.similarities_to(
            f"{text.title} {text.title} {text.title} {text.description} {text.body}"
        )
        return {id_: float(value) for id_, value in zip(self._ids, row, strict=True)}


def _indexed(notes: Sequence[Note]) -> WordIndex:
    return WordIndex(counts_of(tuple(text_of(note) for note in notes)))


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
