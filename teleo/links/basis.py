"""What a ranking stands on: the notes of a vault with their words, their vectors and their links."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from teleo.embeddings import Embedded, Vectors, nothing_embedded
from teleo.graph.multigraph import Graph
from teleo.links.sparse import Floats, Numbers
from teleo.links.text import NoteText, text_of
from teleo.links.tokens import counts_of
from teleo.links.topology import Topology, topology_of
from teleo.links.words import WordIndex
from teleo.model import Note


@dataclass(frozen=True)
class Basis:
    """The notes of a vault in the order of ids, and by their numbers all that a ranking asks about them.

    `vectors` has a row of unit length for each note, of zeros where `is_embedded` is false; its width is 0
    when no note has a vector.
    """

    notes: tuple[Note, ...]
    words: WordIndex
    vectors: Vectors
    is_embedded: NDArray[np.bool_]
    topology: Topology

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each note by its id."""
        return {note.id: place for place, note in enumerate(self.notes)}

    @property
    def has_vectors(self) -> bool:
        """Whether any two notes can be compared by meaning."""
        return bool(np.count_nonzero(self.is_embedded) > 1)

    def meaning(self, rows: Numbers) -> Floats:
        """Return the cosines of the vectors of `rows` and of all notes; 0 where one has no vector."""
        found: Floats = self.vectors[rows] @ self.vectors.T
        return found

    def similarity(self, rows: Numbers, others: Numbers, words: Floats, meaning: Floats) -> Floats:
        """Return what is shown: the cosine of the vectors where both have one, else of the words, in [-1, 1].

        Args:
            rows: the numbers of some notes.
            others: for each of them numbers of others, of shape (len(rows), count).
            words: the cosines of the words of `rows` and of all notes.
            meaning: those of their vectors.
        """
        shown = np.take_along_axis(words, others, axis=1)
        if self.has_vectors:
            both = self.is_embedded[rows][:, np.newaxis] & self.is_embedded[others]
            shown = np.where(both, np.take_along_axis(meaning, others, axis=1), shown)
        return np.clip(shown, -1.0, 1.0)

    def similarity_of(self, first: Numbers, second: Numbers) -> Floats:
        """Return what is shown for pairs of notes, as `similarity` does for all."""
        meaning = np.einsum("ij,ij->i", self.vectors[first], self.vectors[second])
        both = self.is_embedded[first] & self.is_embedded[second]
        return np.clip(np.where(both, meaning, self.words.between(first, second)), -1.0, 1.0)


def basis_of(notes: Sequence[Note], graph: Graph, embedded: Embedded | None) -> Basis:
    """Return the basis of `notes` linked as in `graph`; `embedded` holds their vectors in the same order."""
    texts = texts_of(notes)
    vectors = nothing_embedded(len(notes)) if embedded is None else embedded
    return Basis(
        tuple(notes),
        WordIndex(counts_of(texts)),
        vectors.rows,
        vectors.is_known,
        topology_of([note.id for note in notes], graph),
    )


def texts_of(notes: Sequence[Note]) -> tuple[NoteText, ...]:
    """Return the text of each note."""
    return tuple(text_of(note) for note in notes)
