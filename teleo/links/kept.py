"""What rankings read of the text of each note, and what stands beside it, as the cache keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b

import msgspec
import numpy as np

from teleo.cache import Cache
from teleo.embeddings import Embedded, VectorStore, kept, nothing_embedded
from teleo.graph.multigraph import Graph
from teleo.links.basis import Basis
from teleo.links.beside import beside
from teleo.links.related import RelatedNote
from teleo.links.text import text_of
from teleo.links.tokens import counts_from, stem_counts
from teleo.links.topology import Topology, topology_of
from teleo.links.vectors import fingerprint_of, some_vectors
from teleo.links.words import WordIndex
from teleo.model import Note
from teleo.vault.reader import Vault


@dataclass(frozen=True, slots=True)
class _Said:
    """The key of the vector of a note's text, empty for a note without text, and its stems with their counts."""

    key: bytes
    stems: dict[str, int]


_Rows = tuple[tuple[tuple[int, float, float, bool], ...], ...]
"""For each note those beside it: number, similarity, score, whether they are linked."""

_DECODER = msgspec.msgpack.Decoder(_Said)
_ROWS: msgspec.msgpack.Decoder[_Rows] = msgspec.msgpack.Decoder(_Rows)
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True)
class Ground:
    """What rankings stand on, as far as it is known without ranking; the basis is made when it is asked for.

    `complaint` says in one sentence which vectors are missing and why, and is empty when none is.
    """

    vault: Vault
    embedded: Embedded
    topology: Topology
    complaint: str
    _said: tuple[_Said, ...]

    @cached_property
    def basis(self) -> Basis:
        """The basis of rankings."""
        notes, embedded = self.vault.notes, self.embedded
        counts = counts_from([one.stems for one in self._said], [note.title for note in notes])
        return Basis(notes, WordIndex(counts), embedded.rows, embedded.is_known, self.topology)

    @property
    def has_vectors(self) -> bool:
        """Whether any two notes can be compared by meaning."""
        return bool(np.count_nonzero(self.embedded.is_known) > 1)

    @property
    def digest(self) -> bytes:
        """A digest of all that the basis holds, but of the notes only what `beside` reads of them."""
        notes = [(note.id, note.title, note.type.value) for note in self.vault.notes]
        links = self.topology.out
        known = blake2b(_ENCODER.encode((notes, self._said)), digest_size=32)
        for array in (self.embedded.rows, self.embedded.is_known, links.starts, links.columns):
            known.update(np.ascontiguousarray(array).tobytes())
        return known.digest()


def kept_beside(ground: Ground, cache: Cache) -> Mapping[str, tuple[RelatedNote, ...]]:
    """Return what `beside` does, from the last time if nothing changed that it is ranked by."""
    notes = ground.vault.notes
    number = {note.id: place for place, note in enumerate(notes)}

    def ranked() -> _Rows:
        found = beside(ground.basis, ground.vault.config.links)
        return tuple(
            tuple((number[one.id], one.similarity, one.score, one.is_linked) for one in found[note.id])
            for note in notes
        )

    pack = cache.pack("beside")
    rows = pack.derived("", ground.digest, _ROWS, ranked)
    pack.save()
    return {
        note.id: tuple(
            RelatedNote(notes[place].id, notes[place].title, similarity, score, is_linked)
            for place, similarity, score, is_linked in row
        )
        for note, row in zip(notes, rows, strict=True)
    }


def kept_ground(vault: Vault, graph: Graph, cache: Cache, store: VectorStore) -> Ground:
    """Return what rankings of the notes of `vault` stand on, linked as in `graph`.

    Nothing is embedded; texts that are what they were at the last time are not cut into words again.
    """
    fingerprint, complaint = fingerprint_of(vault.config.links.model, vault.root, store)
    said = _read(vault, cache, fingerprint)
    embedded = _vectors([one.key for one in said], fingerprint, store)
    missing = sum(bool(one.key) and not known for one, known in zip(said, embedded.is_known, strict=True))
    if missing and not complaint:
        complaint = some_vectors(missing, len(said))
    links = topology_of([note.id for note in vault.notes], graph)
    return Ground(vault, embedded, links, complaint, tuple(said))


def keep_stems(vault: Vault, cache: Cache, fingerprint: str) -> None:
    """Keep what rankings with the model of this fingerprint read of the notes, so that a build finds it."""
    _read(vault, cache, fingerprint)


def _read(vault: Vault, cache: Cache, fingerprint: str) -> list[_Said]:
    pack = cache.pack("words", fingerprint)
    found = [
        pack.derived(
            note.path, bytes.fromhex(note.document.digest), _DECODER, partial(_said, note, fingerprint)
        )
        for note in vault.notes
    ]
    pack.save()
    return found


def _said(note: Note, fingerprint: str) -> _Said:
    text = text_of(note)
    return _Said(b"" if text.passage.is_empty else text.passage.key(fingerprint), stem_counts(text))


def _vectors(keys: Sequence[bytes], fingerprint: str, store: VectorStore) -> Embedded:
    if not fingerprint:
        return nothing_embedded(len(keys))
    return kept(keys, store)
