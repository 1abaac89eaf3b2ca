"""What a link that names no note may have meant: the notes near to its words in meaning."""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from teleo.embeddings import Embedded, ModelError, Passage, Vectors, VectorStore, cache_folder, cached
from teleo.embeddings.store import FILE_NAME
from teleo.graph.build import resolve_link
from teleo.links.vectors import passages_of, vault_model
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


def missing_passages(vault: Vault) -> list[Passage]:
    """Return the texts to embed for the titles that no note answers to."""
    return [Passage(title) for title in missing_titles(vault)]


class Meanings:
    """The notes of a vault by the meaning of a missing title, from vectors that were embedded before.

    Nothing is embedded and no model is loaded: a title without a vector in the cache has no near notes, and
    nothing is opened where no vector was ever kept.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def near(self, text: str) -> tuple[str, ...]:
        """Return the titles of at most `SUGGESTIONS` notes that mean nearly what `text` says, best first."""
        return self._near.get(text, ())

    @cached_property
    def _near(self) -> dict[str, tuple[str, ...]]:
        if not (cache_folder() / FILE_NAME).is_file():
            return {}
        titles = missing_titles(self._vault)
        with VectorStore() as store:
            try:
                model = vault_model(self._vault, store)
            except ModelError:
                return {}
            asked = cached([Passage(title) for title in titles], model, store)
            if not asked.is_known.any():
                return {}
            notes = cached(passages_of(self._vault.notes), model, store)
        if notes.rows.shape[1] != asked.rows.shape[1]:
            return {}
        return {
            title: self._nearest(notes, row)
            for title, row, is_known in zip(titles, asked.rows, asked.is_known, strict=True)
            if is_known
        }

    def _nearest(self, notes: Embedded, row: Vectors) -> tuple[str, ...]:
        likeness = np.where(notes.is_known, notes.rows @ row, -1.0)
        order = np.argsort(-likeness, kind="stable")[:SUGGESTIONS]
        return tuple(self._vault.notes[place].title for place in order if likeness[place] >= LEAST_SIMILARITY)


def near_by_meaning(vault: Vault) -> Callable[[str], tuple[str, ...]]:
    """Return a function from a missing title to the titles of the notes that mean nearly the same."""
    return Meanings(vault).near
