"""Turns the notes of a vault into a typed multigraph."""

from collections.abc import Iterator

from teleo.graph.multigraph import Graph
from teleo.model import Edge, Entry, Link, LinkKind, Note, ProseEntry, Relation, Section
from teleo.vault.reader import Vault, says_nothing
from teleo.vault.resolve import Resolution, Step

LINK_RELATIONS = {
    Section.BODY: Relation.MENTIONS,
    Section.RELEVANT: Relation.RELATED,
    Section.TOPICS: Relation.PART_OF,
}
"""What a link in the body of a note states, by the part of the body in which it stands."""

_FIELDS = {Section.BODY: "body", Section.RELEVANT: "Relevant Notes", Section.TOPICS: "Topics"}


def build_graph(vault: Vault) -> Graph:
    """Return the notes as nodes and their links as edges, in the direction of each relation.

    A node is a note's id, with `note`, `prose` (the entries that name no note) and its plain attributes. An
    edge's key is its relation, with `edge` and its plain attributes; parallel edges differ in relation.
    What several places state is one edge: the first place counts, a later one adds a reason or a date that
    was missing. Nodes and edges stand in the order of ids and of the text.
    """
    graph = Graph()
    prose: dict[str, list[ProseEntry]] = {note.id: [] for note in vault.notes}
    for note in vault.notes:
        add_node(graph, note)
    for note in vault.notes:
        for edge in _edges(vault, note, prose[note.id]):
            add_edge(graph, edge)
    for id_, entries in prose.items():
        graph.nodes[id_]["prose"] = tuple(entries)
    return graph


def add_node(graph: Graph, note: Note) -> None:
    """Add the node of a note, or give it the note's attributes anew."""
    graph.add_node(note.id, note=note, **_attributes(note))


def stated_edges(vault: Vault, note: Note) -> tuple[tuple[Edge, ...], tuple[ProseEntry, ...]]:
    """Return the edges that one note states, in the order of its text, and its entries that name no note."""
    prose: list[ProseEntry] = []
    edges = tuple(_edges(vault, note, prose))
    return edges, tuple(prose)


def add_edge(graph: Graph, edge: Edge) -> None:
    """Add an edge, or add its reason and date to the one of that relation which is already there."""
    key = edge.relation.value
    if graph.has_edge(edge.origin, edge.target, key):
        edge = joined(graph.adj[edge.origin][edge.target][key]["edge"], edge)
    graph.add_edge(
        edge.origin,
        edge.target,
        key,
        edge=edge,
        relation=key,
        field=edge.field,
        line=edge.line,
        reason=edge.reason,
        date=edge.date,
    )


def joined(known: Edge, edge: Edge) -> Edge:
    """Return an edge that is known with the reason and the date of the same edge met again, where it had none."""
    return Edge(
        known.origin,
        known.target,
        known.relation,
        known.note,
        known.field,
        known.line,
        known.reason or edge.reason,
        known.date or edge.date,
    )


def resolve_link(vault: Vault, note: Note, link: Link) -> Resolution:
    """Return what a link in the body of `note` names; a link without a target names the note itself."""
    if not link.target:
        return Resolution("", Step.PATH, (note.id,))
    if link.kind is LinkKind.MARKDOWN:
        return vault.resolver.resolve_path(link.target, note.id)
    return vault.resolver.resolve(link.target, note.id)


def _attributes(note: Note) -> dict[str, str]:
    return {
        "title": note.title,
        "type": note.type.value,
        "confidence": note.confidence.word if note.confidence is not None else "",
        "domain": note.domain,
        "path": note.path,
    }


def _edges(vault: Vault, note: Note, prose: list[ProseEntry]) -> Iterator[Edge]:
    yield from entry_edges(vault, note, prose)
    lines = note.document.lines
    for link in note.links:
        target = resolve_link(vault, note, link).id if link.target else None
        if target is None or target == note.id:
            continue
        line = lines.position(link.span.start)[0]
        yield Edge(
            note.id, target, LINK_RELATIONS[link.section], note.id, _FIELDS[link.section], line, link.reason
        )


def entry_edges(vault: Vault, note: Note, prose: list[ProseEntry]) -> Iterator[Edge]:
    """Yield the edges that the fields of a note state, and add the entries that name no note to `prose`.

    What is repeated in words is one entry, as what is repeated of a note is one edge.
    """
    text = note.document.text
    said: set[tuple[Relation, bool, str]] = set()
    for entry in note.entries:
        resolution = vault.resolver.resolve(entry.target, note.id)
        if resolution.id is None or (entry.field == "source" and not _is_citation(entry, resolution)):
            words = (entry.relation, entry.is_inverse, entry.target)
            if (
                words in said
                or is_idle(entry, resolution)
                or (entry.field == "source" and not entry.is_linked)
            ):
                continue
            said.add(words)
            prose.append(_prose(note, entry))
            continue
        ends = (resolution.id, note.id) if entry.is_inverse else (note.id, resolution.id)
        # Most entries stand near the beginning: to look for all lines of a text takes longer.
        line = text.count("\n", 0, entry.span.start) + 1
        yield Edge(*ends, entry.relation, note.id, entry.field, line, entry.reason, entry.date)


def is_idle(entry: Entry, resolution: Resolution) -> bool:
    """Return whether an entry names no note and only says that there is none, as `challenged_by: none` does."""
    return resolution.id is None and not entry.is_linked and says_nothing(entry.target)


def _is_citation(entry: Entry, resolution: Resolution) -> bool:
    return entry.is_linked or resolution.step.is_exact


def _prose(note: Note, entry: Entry) -> ProseEntry:
    return ProseEntry(note.id, entry.field, entry.relation, entry.is_inverse, entry.target, entry.span)
