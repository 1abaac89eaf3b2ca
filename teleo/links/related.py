"""The notes related to each note: ranked, filtered, and ready to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from teleo.embeddings import Embedded
from teleo.graph.build import Graph
from teleo.links.basis import Basis, basis_of
from teleo.links.ranking import WEIGHTS, Scored, scored_blocks
from teleo.links.signal import Signal, top
from teleo.links.words import Floats, Numbers
from teleo.model import NoteType
from teleo.vault.reader import Vault

NO_PARTS: Mapping[Signal, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RelatedNote:
    """A note related to another.

    `similarity` is a cosine in [-1, 1], of vectors where both notes have one, else of words; `score` is what the
    rank goes by and compares only within one query; `parts` is what each signal added to it.
    """

    id: str
    title: str
    similarity: float
    score: float
    is_linked: bool
    parts: Mapping[Signal, float] = field(default_factory=lambda: NO_PARTS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notes a ranking may name.

    `types` empty stands for all. Linked notes are left out unless `has_linked`. `is_novel` leaves out what the
    links of the vault say, so that notes that nobody links come up as well.
    """

    k: int = 8
    types: frozenset[NoteType] = frozenset()
    has_linked: bool = False
    is_novel: bool = False


def related_all(
    vault: Vault, graph: Graph, embedded: Embedded | None, k: int, *, has_linked: bool = False
) -> Mapping[str, tuple[RelatedNote, ...]]:
    """Return for each note's id its `k` best related notes, best first; ties go to the lower id.

    Args:
        embedded: the vectors of `vault.notes` in their order; without them words and links rank alone.
    """
    basis = basis_of(vault.notes, graph, embedded)
    return related(basis, np.arange(len(vault.notes)), Wanted(k, has_linked=has_linked))


def related(
    basis: Basis, rows: Numbers, wanted: Wanted, weights: Mapping[Signal, float] = WEIGHTS
) -> Mapping[str, tuple[RelatedNote, ...]]:
    """Return for the id of each note in `rows` its best related notes as `wanted`, best first."""
    if wanted.is_novel:
        weights = {signal: weight if signal.is_of_text else 0.0 for signal, weight in weights.items()}
    allowed = _allowed(basis, wanted.types)
    found: dict[str, tuple[RelatedNote, ...]] = {}
    for block in scored_blocks(basis, rows, weights):
        linked = basis.topology.is_linked(block.rows)
        score = np.where(allowed[np.newaxis, :], block.score, -np.inf)
        if not wanted.has_linked:
            score[linked] = -np.inf
        best = top(score, min(wanted.k, len(basis.notes)))
        for place, row in enumerate(block.rows):
            columns = [column for column in best[place] if score[place, column] > -np.inf]
            found[basis.notes[row].id] = tuple(
                _note(basis, block, place, int(column), bool(linked[place, column])) for column in columns
            )
    return found


def related_of_type(
    basis: Basis, kinds: Sequence[NoteType], wanted: Wanted
) -> Mapping[NoteType, Mapping[str, tuple[RelatedNote, ...]]]:
    """Return, for each of `kinds` apart, the related notes of that type for every note."""
    rows = np.arange(len(basis.notes))
    return {
        kind: related(basis, rows, Wanted(wanted.k, frozenset((kind,)), wanted.has_linked, wanted.is_novel))
        for kind in kinds
    }


def _allowed(basis: Basis, types: frozenset[NoteType]) -> Floats:
    return np.array([not types or note.type in types for note in basis.notes], dtype=np.bool_)


def _note(basis: Basis, block: Scored, place: int, column: int, is_linked: bool) -> RelatedNote:
    note = basis.notes[column]
    return RelatedNote(
        note.id,
        note.title,
        round(float(block.similarity[place, column]), 4),
        round(float(block.score[place, column]), 4),
        is_linked,
        {signal: round(float(part[place, column]), 4) for signal, part in block.parts.items()},
    )
