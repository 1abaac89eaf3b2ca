"""The notes related to each note: ranked, filtered, and ready to be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from teleo.links.basis import Basis
from teleo.links.ranking import WEIGHTS, Scored, scored_blocks
from teleo.links.signal import Signal, top
from teleo.links.sparse import Floats, Numbers, is_among
from teleo.model import NoteType

NO_PARTS: Mapping[Signal, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RelatedNote:
    """A note related to another.

    `similarity` is a cosine in [-1, 1], of vectors where both notes have one, else of words; `score` is what the
    rank goes by and compares only within one query; `parts` is what each signal added to it, when asked for.
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

    `types` empty stands for all. Linked notes are left out unless `has_linked`, the others only without
    `has_unlinked`. `is_novel` leaves out what the links of the vault say, so that notes that nobody links come
    up as well. `has_parts` asks what each signal added to a rank; `digits` is to how many a similarity is told.
    """

    k: int = 8
    types: frozenset[NoteType] = frozenset()
    has_linked: bool = False
    has_unlinked: bool = True
    is_novel: bool = False
    has_parts: bool = False
    digits: int = 4


def related(
    basis: Basis, rows: Numbers, wanted: Wanted, weights: Mapping[Signal, float] = WEIGHTS
) -> Mapping[str, tuple[RelatedNote, ...]]:
    """Return for the id of each note in `rows` its best related notes as `wanted`, best first."""
    return related_apart(basis, rows, {"": wanted}, weights)[""]


def related_apart(
    basis: Basis, rows: Numbers, wanted: Mapping[str, Wanted], weights: Mapping[Signal, float] = WEIGHTS
) -> Mapping[str, Mapping[str, tuple[RelatedNote, ...]]]:
    """Return, for each name in `wanted`, the related notes of every note in `rows`, each list ranked apart.

    One ranking serves all lists: `{"sources": Wanted(5, frozenset({NoteType.SOURCE})), …}`.
    """
    is_novel = any(one.is_novel for one in wanted.values())
    if is_novel:
        weights = {signal: weight if signal.is_of_text else 0.0 for signal, weight in weights.items()}
    columns = {name: _columns(basis, one.types) for name, one in wanted.items()}
    found: dict[str, dict[str, tuple[RelatedNote, ...]]] = {name: {} for name in wanted}
    has_parts = any(one.has_parts for one in wanted.values())
    for block in scored_blocks(basis, rows, weights, has_parts=has_parts):
        linked = basis.topology.is_linked(block.rows)
        for name, one in wanted.items():
            lists = _best(basis, block, linked, columns[name], one)
            found[name].update(zip((basis.notes[row].id for row in block.rows), lists, strict=True))
    return found


def _best(
    basis: Basis, block: Scored, linked: NDArray[np.bool_], columns: Numbers, wanted: Wanted
) -> Iterator[tuple[RelatedNote, ...]]:
    """Yield for each query the best of the notes `columns`."""
    if not len(columns):
        yield from repeat((), len(block.rows))
        return
    if wanted.has_unlinked:
        best, scores = _highest(block, linked, columns, wanted)
    else:
        best, scores = _highest_linked(basis, block, columns, wanted.k)
    similarities = basis.similarity(block.rows, best, block.words, block.meaning).tolist()
    links = np.take_along_axis(linked, best, axis=1).tolist()
    for place, (found, ranks) in enumerate(zip(best.tolist(), scores.tolist(), strict=True)):
        yield tuple(
            RelatedNote(
                basis.notes[column].id,
                basis.notes[column].title,
                round(similarity, wanted.digits),
                round(one, 4),
                is_linked,
                _parts(block, place, column) if wanted.has_parts else NO_PARTS,
            )
            for column, one, similarity, is_linked in zip(
                found, ranks, similarities[place], links[place], strict=True
            )
            if one > -np.inf
        )


def _highest(
    block: Scored, linked: NDArray[np.bool_], columns: Numbers, wanted: Wanted
) -> tuple[Numbers, Floats]:
    """Return for each query the best of `columns`, ties to the lower, and their scores; -inf is none."""
    score = block.score[:, columns]
    if not wanted.has_linked:
        score[linked[:, columns]] = -np.inf
    places = top(score, min(wanted.k, len(columns)))
    return columns[places], np.take_along_axis(score, places, axis=1)


def _highest_linked(basis: Basis, block: Scored, columns: Numbers, k: int) -> tuple[Numbers, Floats]:
    """Return what `_highest` does, of linked notes alone, which are few."""
    links = basis.topology.both
    places, rows = links.entries(block.rows)
    is_wanted = is_among(columns, len(basis.notes))[links.columns[places]]
    rows, found = rows[is_wanted], links.columns[places[is_wanted]]
    scores = block.score[rows, found]
    order = np.lexsort((found, -scores, rows))
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    best = np.zeros((len(block.rows), k), dtype=np.intp)
    highest = np.full(best.shape, -np.inf, dtype=np.float32)
    kept, at = order[rank < k], (rows[rank < k], rank[rank < k])
    best[at], highest[at] = found[kept], scores[kept]
    return best, highest


def _parts(block: Scored, place: int, column: int) -> Mapping[Signal, float]:
    return {signal: round(float(part[place, column]), 4) for signal, part in block.parts.items()}


def _columns(basis: Basis, types: frozenset[NoteType]) -> Numbers:
    return np.flatnonzero([not types or note.type in types for note in basis.notes])
