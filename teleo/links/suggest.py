"""Proposes edges between notes that are not linked, with the relation that the author's own words give."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from teleo.graph.multigraph import Graph
from teleo.links.basis import Basis
from teleo.links.ranking import WEIGHTS
from teleo.links.related import RelatedNote, Wanted, related
from teleo.links.signal import Signal
from teleo.links.text import NoteText
from teleo.model import REWEAVE_FIELD, Note, NoteType, Relation, Status, loose

DEPTH = 12
"""Two notes are proposed only if each is among so many best of the other."""

_ELIGIBLE = frozenset(NoteType) - {NoteType.MAP}
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CUES: tuple[tuple[Relation, bool, re.Pattern[str]], ...] = (
    (
        Relation.CONTRADICTS,
        False,
        re.compile(r"\b(?:contradict(?:s|ed|ing)?|incompatible with|inconsistent with)\b"),
    ),
    (
        Relation.CHALLENGES,
        False,
        re.compile(
            r"\b(?:challeng(?:es|ing)|disput(?:es|ing)|undermin(?:es|ing)|weakens?|counters?|refutes?)\b"
        ),
    ),
    (Relation.CHALLENGES, True, re.compile(r"\b(?:challenged|disputed|undermined|weakened|refuted) by\b")),
    (
        Relation.DEPENDS_ON,
        False,
        re.compile(r"\b(?:depends? on|rests? on|relies on|presupposes|builds? on|follows from)\b"),
    ),
    (Relation.SUPPORTS, True, re.compile(r"\b(?:supported|confirmed|corroborated) by\b")),
    (
        Relation.SUPPORTS,
        False,
        re.compile(r"\b(?:supports?|supporting|confirms?|corroborates?|is evidence for|strengthens?)\b"),
    ),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An edge proposed between two notes, in the direction of its relation.

    `score` is the mean of the two ranks, `similarity` the cosine that is shown; `reason` is the author's sentence
    that gave the relation, and is empty where nothing but nearness speaks.
    """

    origin: str
    target: str
    relation: Relation
    similarity: float
    score: float
    reason: str = ""


def suggestions(
    basis: Basis,
    texts: Mapping[str, NoteText],
    *,
    among: Collection[str] | None = None,
    refused: Collection[frozenset[str]] = (),
    least_score: float = 1.0,
    limit: int | None = None,
    weights: Mapping[Signal, float] = WEIGHTS,
) -> tuple[Suggestion, ...]:
    """Return the edges worth proposing, best first; ties go to the lower ids.

    Topic maps, drafts, superseded and retired notes take no part.

    Args:
        basis: the notes, linked without what earlier runs wrote, so that the same vault gives the same list.
        texts: the text of each note by id.
        among: ids of notes of which each proposal names at least one; all when not given.
        refused: pairs that the author has said no to.
        least_score: the mean of the two ranks that a proposal needs.
        limit: how many at most.
        weights: what each signal counts in a rank.
    """
    ranked = _ranked(basis, among, weights)
    rows = [
        _suggestion(basis, texts, one, other)
        for one, other in _mutual(ranked)
        if _is_wanted(basis, one, other, among)
        and frozenset((one, other.id)) not in refused
        and other.score >= least_score
    ]
    rows.sort(key=lambda row: (-row.score, row.origin, row.target))
    return tuple(rows[:limit])


def without_rewoven(graph: Graph) -> Graph:
    """Return the part of `graph` that was not written by an earlier run."""
    part = Graph()
    for id_, facts in graph.nodes.items():
        part.add_node(id_, **facts)
    for origin, target, key, data in graph.edges(keys=True, data=True):
        if data["field"] != REWEAVE_FIELD:
            part.add_edge(origin, target, key, **data)
    return part


def _ranked(
    basis: Basis, among: Collection[str] | None, weights: Mapping[Signal, float]
) -> Mapping[str, tuple[RelatedNote, ...]]:
    """Return the best of all notes; or of those `among` and of their best, for no other pair can be proposed."""
    wanted = Wanted(DEPTH, _ELIGIBLE)
    if among is None:
        return related(basis, np.arange(len(basis.notes)), wanted, weights)
    asked = sorted(basis.number[id_] for id_ in among if id_ in basis.number)
    found = related(basis, np.array(asked, dtype=np.intp), wanted, weights)
    named = {basis.number[other.id] for others in found.values() for other in others} - set(asked)
    return {**found, **related(basis, np.array(sorted(named), dtype=np.intp), wanted, weights)}


def _mutual(ranked: Mapping[str, tuple[RelatedNote, ...]]) -> Iterator[tuple[str, RelatedNote]]:
    """Yield each pair once, the lower id first, with the mean of the two scores."""
    scores = {(id_, other.id): other.score for id_, others in ranked.items() for other in others}
    for id_, others in ranked.items():
        for other in others:
            back = scores.get((other.id, id_))
            if back is not None and id_ < other.id:
                mean = round((other.score + back) / 2, 4)
                yield id_, RelatedNote(other.id, other.title, other.similarity, mean, other.is_linked)


def _is_wanted(basis: Basis, one: str, other: RelatedNote, among: Collection[str] | None) -> bool:
    notes = (basis.notes[basis.number[one]], basis.notes[basis.number[other.id]])
    return all(map(_takes_part, notes)) and (among is None or one in among or other.id in among)


def _takes_part(note: Note) -> bool:
    return not (note.is_map or note.is_draft) and note.status not in (Status.SUPERSEDED, Status.RETIRED)


def _suggestion(basis: Basis, texts: Mapping[str, NoteText], one: str, other: RelatedNote) -> Suggestion:
    for origin, target in ((one, other.id), (other.id, one)):
        title = basis.notes[basis.number[target]].title
        for sentence, beside in _naming(texts[origin].body, title):
            if found := _stated(beside):
                relation, is_inverse = found
                ends = (target, origin) if is_inverse else (origin, target)
                return Suggestion(*ends, relation, other.similarity, other.score, sentence)
    return Suggestion(one, other.id, Relation.RELATED, other.similarity, other.score)


def _naming(body: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences that name a note by its title without linking it, each with its words beside the title."""
    wanted = loose(title)
    if wanted.count(" ") < 2 or wanted not in loose(body):
        return
    for sentence in _SENTENCE_END.split(body):
        words = f" {loose(sentence)} "
        if f" {wanted} " in words:
            yield sentence, words.replace(f" {wanted} ", "  ")


def _stated(words: str) -> tuple[Relation, bool] | None:
    return next(((relation, is_inverse) for relation, is_inverse, cue in _CUES if cue.search(words)), None)
