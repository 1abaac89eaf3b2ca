"""The argument of a graph as numbers and arrays: who is rated how, rests on whom, is supported, challenged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleo.graph.multigraph import Graph
from teleo.graph.relations import notes_of, pairs
from teleo.model import Confidence, Relation

Neighbours = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Wiring:
    """Nodes are numbered in the order of their ids.

    `base` is the strength of each node's rating, 1 where there is none; `pull` is minus the strength of the
    challenges that have no rating of their own: those in prose and those by notes without a rating. The
    neighbours of each node are sorted; supporters and challengers are rated, the node itself included where
    it names itself. Premises are all notes that it depends on.
    """

    ids: tuple[str, ...]
    is_rated: NDArray[np.bool_]
    base: NDArray[np.float64]
    pull: NDArray[np.float64]
    premises: Neighbours
    supporters: Neighbours
    challengers: Neighbours

    @property
    def size(self) -> int:
        """The number of notes."""
        return len(self.ids)


def wire(graph: Graph, base: Mapping[str, float]) -> Wiring:
    """Return the argument of `graph`; `base` is the strength of each rating by its word, from 0 to 1."""
    notes = notes_of(graph)
    number = {note_id: index for index, note_id in enumerate(notes)}
    ratings = [note.confidence for note in notes.values()]
    strength = {rating: base[rating.word] for rating in Confidence}
    in_prose = strength[Confidence.EXPERIMENTAL]
    pull = [0.0] * len(notes)
    challengers: list[tuple[int, int]] = []
    for challenger, challenged in _numbered(pairs(graph, Relation.CHALLENGES, with_loops=True), number):
        if ratings[challenger] is None:
            pull[challenged] -= in_prose
        else:
            challengers.append((challenged, challenger))
    for index, note_id in enumerate(notes):
        entries = graph.nodes[note_id].get("prose", ())
        pull[index] -= in_prose * sum(
            entry.is_inverse and entry.relation is Relation.CHALLENGES for entry in entries
        )
    supports = _numbered(pairs(graph, Relation.SUPPORTS, with_loops=True), number)
    return Wiring(
        tuple(notes),
        np.array([rating is not None for rating in ratings], dtype=np.bool_),
        np.array([1.0 if rating is None else strength[rating] for rating in ratings], dtype=np.float64),
        np.array(pull),
        _neighbours(_numbered(pairs(graph, Relation.DEPENDS_ON), number), len(notes)),
        _neighbours(((to, by) for by, to in supports if ratings[by] is not None), len(notes)),
        _neighbours(challengers, len(notes)),
    )


def _numbered(ends: Iterable[tuple[str, str]], number: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    return ((number[origin], number[target]) for origin, target in ends)


def _neighbours(ends: Iterable[tuple[int, int]], size: int) -> Neighbours:
    found: list[list[int]] = [[] for _ in range(size)]
    for near, far in ends:
        found[near].append(far)
    return tuple(tuple(sorted(far)) for far in found)
