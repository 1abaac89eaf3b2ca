"""What a link that names no note may have meant: the notes near to its words in meaning."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from teleo.embeddings import Embedded, Vectors
from teleo.graph.build import resolve_link
from teleo.model import LinkKind
from teleo.vault.reader import Vault
from teleo.vault.resolve import Step

LEAST_SIMILARITY = 0.45
"""Nearer than that lie titles of one topic; two titles of the bundled vault taken at random have 0.2."""

SUGGESTIONS = 3


def missing_titles(vault: Vault) -> tuple[str, ...]:
    """Return what links and linked entries name although no note answers to it, sorted, each once."""
    found = set()
    for note in vault.notes:
        for entry in note.entries:
            if entry.is_linked and vault.resolver.resolve(entry.target, note.id).step is Step.NONE:
                found.add(entry.target)
        for link in note.links:
            is_title = link.target and link.kind is LinkKind.WIKILINK
            if is_title and resolve_link(vault, note, link).step is Step.NONE:
                found.add(link.target)
    return tuple(sorted(found))


def meant_by(
    vault: Vault, titles: Sequence[str], asked: Embedded, notes: Embedded
) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of at most `SUGGESTIONS` notes that mean nearly what each title says, best first.

    Args:
        vault: the vault.
        titles: what links name although no note answers to it.
        asked: the vectors of the titles, by one model with those of the notes.
        notes: the vectors of the vault's notes.
    """
    return {
        title: tuple(vault.notes[place].id for place in _nearest(notes, row))
        for title, row, is_known in zip(titles, asked.rows, asked.is_known, strict=True)
        if is_known
    }


def _nearest(notes: Embedded, row: Vectors) -> Iterator[int]:
    likeness = np.where(notes.is_known, notes.rows @ row, -1.0)
    order = np.argsort(-likeness, kind="stable")[:SUGGESTIONS]
    return (place for place in order.tolist() if likeness[place] >= LEAST_SIMILARITY)
