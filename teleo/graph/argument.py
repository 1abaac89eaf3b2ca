"""The edges that argue or cite, which stand in fields: read without the rest of the graph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from teleo.graph.build import entry_edges, joined
from teleo.graph.multigraph import Graph
from teleo.model import ARGUING, Edge, ProseEntry, Relation
from teleo.vault.reader import Vault

IN_FIELDS = frozenset({*ARGUING, Relation.CITES})
"""The relations that argue and those to sources: no link in a body is of one of them."""


@dataclass(frozen=True, slots=True)
class Argument:
    """The edges that argue or cite, one of a relation between two notes, and each note's entries that name no note."""

    edges: tuple[Edge, ...]
    prose: Mapping[str, tuple[ProseEntry, ...]]


def argument_of(vault: Vault, further: Iterable[Edge] = ()) -> Argument:
    """Return what the fields of a vault's notes state, as `build_graph` puts it; `further` edges come last."""
    found: dict[tuple[str, str, Relation], Edge] = {}
    prose: dict[str, tuple[ProseEntry, ...]] = {}

    def add(edges: Iterable[Edge]) -> None:
        for edge in edges:
            if edge.relation in IN_FIELDS:
                key = (edge.origin, edge.target, edge.relation)
                known = found.get(key)
                found[key] = edge if known is None else joined(known, edge)

    for note in vault.notes:
        entries: list[ProseEntry] = []
        add(entry_edges(vault, note, entries))
        prose[note.id] = tuple(entries)
    add(further)
    return Argument(tuple(found.values()), prose)


def argument_in(graph: Graph) -> Argument:
    """Return what of a graph argues or cites."""
    names = {relation.value for relation in IN_FIELDS}
    edges = (
        facts["edge"]
        for _, targets in graph.adjacency()
        for keyed in targets.values()
        for name, facts in keyed.items()
        if name in names
    )
    return Argument(tuple(edges), {id_: data["prose"] for id_, data in graph.nodes.items()})
