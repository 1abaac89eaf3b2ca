"""What an export is made of: a vault, the part of its graph that is wanted, and their plain values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from teleo.graph.multigraph import Graph
from teleo.model import Edge, Note
from teleo.vault.reader import Vault

# What XML 1.0 cannot carry even when escaped; lone surrogates cannot be written as UTF-8 at all.
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class View:
    """A vault and the graph to export, which may be a part of the vault's own: of `whole`, where that is given."""

    vault: Vault
    graph: Graph
    whole: Graph | None = None

    @property
    def judged(self) -> Graph:
        """The graph on which ratings and strengths rest, with premises and challengers that are not exported."""
        return self.graph if self.whole is None else self.whole

    @property
    def published(self) -> "View":
        """The same without drafts, which stay with their author: for what is published elsewhere."""
        if not any(note.is_draft for note in self.vault.notes):
            return self
        return View(self.vault, _public(self.graph), None if self.whole is None else _public(self.whole))

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of the graph, sorted by id."""
        return tuple(self.graph.nodes[note_id]["note"] for note_id in sorted(self.graph))

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges of the graph, sorted by origin, target and relation."""
        found: Iterable[Edge] = (facts["edge"] for _, _, facts in self.graph.edges(data=True))
        return tuple(sorted(found, key=lambda edge: (edge.origin, edge.target, edge.relation.value)))


def _public(graph: Graph) -> Graph:
    return graph.subgraph([id_ for id_, facts in graph.nodes.items() if not facts["note"].is_draft])


def plain_note(note: Note) -> dict[str, str]:
    """Return a note's facts as text, the same keys for every note; what it does not state is empty."""
    rating = note.confidence.word if note.confidence is not None else ""
    facts = {
        "title": note.title,
        "type": note.type.value,
        "confidence": rating,
        "domain": note.domain,
        "path": note.path,
        "status": note.status.value,
        "description": note.description,
        "created": note.created,
        "source": note.source,
    }
    return {key: writable(value) for key, value in facts.items()}


def plain_edge(edge: Edge) -> dict[str, str | int]:
    """Return an edge's facts as text and numbers, the same keys for every edge."""
    return {
        "relation": edge.relation.value,
        "note": writable(edge.note),
        "field": edge.field,
        "line": edge.line,
        "reason": writable(edge.reason),
        "date": writable(edge.date),
    }


def writable(text: str) -> str:
    """Return `text` with the characters that no XML and no UTF-8 file can hold replaced by U+FFFD."""
    return (
        text if text.isascii() and text.isprintable() else _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    )
