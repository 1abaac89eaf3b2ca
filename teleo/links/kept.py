"""What rankings read of the text of each note, as the cache keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np

from teleo.cache import Cache
from teleo.embeddings import Embedded, ModelError, VectorStore, find_model, kept
from teleo.graph.multigraph import Graph
from teleo.links.basis import Basis
from teleo.links.text import text_of
from teleo.links.tokens import counts_from, stem_counts
from teleo.links.topology import topology_of
from teleo.links.words import WordIndex
from teleo.model import Note
from teleo.vault.reader import Vault


@dataclass(frozen=True, slots=True)
class _Said:
    """The key of the vector of a note's text, empty for a note without text, and its stems with their counts."""

    key: bytes
    stems: dict[str, int]


_DECODER = msgspec.msgpack.Decoder(_Said)


def kept_basis(vault: Vault, graph: Graph, cache: Cache, store: VectorStore) -> tuple[Basis, str]:
    """Return what rankings stand on, and in one sentence which vectors are missing and why, if any are.

    Nothing is embedded; texts that are what they were at the last time are not cut into words again.
    """
    fingerprint, complaint = _fingerprint(vault, store)
    said = _read(vault, cache, fingerprint)
    embedded = _vectors([one.key for one in said], fingerprint, store)
    missing = sum(bool(one.key) and not known for one, known in zip(said, embedded.is_known, strict=True))
    if missing and not complaint:
        complaint = f"notes without a vector: {missing} of {len(said)}; run: teleo embed"
    counts = counts_from([one.stems for one in said], [note.title for note in vault.notes])
    links = topology_of([note.id for note in vault.notes], graph)
    return Basis(vault.notes, WordIndex(counts), embedded.rows, embedded.is_known, links), complaint


def _fingerprint(vault: Vault, store: VectorStore) -> tuple[str, str]:
    try:
        return find_model(vault.config.links.model, vault.root, store).fingerprint, ""
    except ModelError as error:
        return "", f"ranked by words and links alone: {error}"


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
        return Embedded(np.zeros((len(keys), 0), np.float32), np.zeros(len(keys), np.bool_))
    return kept(keys, store)
