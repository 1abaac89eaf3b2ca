"""Draws small graphs for tests: ratings by note and edges as text, `a depends_on b`."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import networkx as nx

from teleo.model import (
    Confidence,
    Document,
    Edge,
    Note,
    NoteType,
    ProseEntry,
    Relation,
    Span,
    confidence_named,
)


def drawn(
    ratings: Mapping[str, str], *edges: str, prose: Mapping[str, Iterable[str]] | None = None
) -> nx.MultiDiGraph:
    """Return a graph of claims; an empty rating is none. `prose` lists challenges in words by note."""
    graph = nx.MultiDiGraph()
    for note_id, word in ratings.items():
        challenges = tuple(
            ProseEntry(note_id, "challenged_by", Relation.CHALLENGES, True, text, Span(0, 0))
            for text in (prose or {}).get(note_id, ())
        )
        add_note(graph, claim(note_id, confidence_named(word)), challenges)
    for text in edges:
        origin, relation, target = text.split()
        add_edge(graph, origin, Relation(relation), target)
    return graph


def claim(note_id: str, confidence: Confidence | None, **fields: object) -> Note:
    """Return a claim without a body."""
    document = Document(f"{note_id}.md", "", "0", Span(0, 0))
    stem = PurePosixPath(note_id).name
    facts = {"type": NoteType.CLAIM, "confidence": confidence, **fields}
    return Note(id=note_id, path=f"{note_id}.md", stem=stem, title=stem, document=document, **facts)  # type: ignore[arg-type]


def add_note(graph: nx.MultiDiGraph, note: Note, prose: tuple[ProseEntry, ...] = ()) -> None:
    """Add a node as the graph's builder does."""
    graph.add_node(
        note.id,
        note=note,
        prose=prose,
        title=note.title,
        type=note.type.value,
        confidence=note.confidence.word if note.confidence is not None else "",
        domain=note.domain,
        path=note.path,
    )


def add_edge(graph: nx.MultiDiGraph, origin: str, relation: Relation, target: str, date: str = "") -> None:
    """Add an edge as the graph's builder does."""
    edge = Edge(origin, target, relation, origin, relation.value, 1, "", date)
    graph.add_edge(
        origin,
        target,
        key=relation.value,
        edge=edge,
        relation=relation.value,
        field=edge.field,
        line=edge.line,
        reason=edge.reason,
        date=edge.date,
    )
