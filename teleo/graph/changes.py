"""Which notes changed in meaning between two states of a vault."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from teleo.graph.build import build_graph
from teleo.graph.multigraph import Graph
from teleo.graph.semantic import State
from teleo.vault.history import read_revision, renames_since
from teleo.vault.reader import Vault


@dataclass(frozen=True)
class Comparison:
    """Two states of one vault. `renamed` gives the old id of each note whose file was renamed."""

    before: Vault
    after: Vault
    graph_before: Graph
    graph_after: Graph
    renamed: Mapping[str, str]

    @cached_property
    def kept(self) -> Mapping[str, str]:
        """The old id of every note that both states have, by its id of today, sorted."""
        known = self.before.by_id
        pairs = ((note.id, self.renamed.get(note.id, note.id)) for note in self.after.notes)
        return {new: old for new, old in pairs if old in known}

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The ids of notes that only the later state has, sorted."""
        return tuple(note.id for note in self.after.notes if note.id not in self.kept)

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """The old ids of notes that only the earlier state has, sorted."""
        known = set(self.kept.values())
        return tuple(note.id for note in self.before.notes if note.id not in known)

    @cached_property
    def modified(self) -> tuple[str, ...]:
        """The ids of kept notes whose semantic hash differs, sorted."""
        return tuple(
            new
            for new, old in self.kept.items()
            if self.later.semantic_hash(new) != self.earlier.semantic_hash(old)
        )

    @cached_property
    def earlier(self) -> State:
        """The state before, in which a note that was renamed goes by its id of today."""
        return State(self.before, self.graph_before, {old: new for new, old in self.renamed.items()})

    @cached_property
    def later(self) -> State:
        """The state of today."""
        names = {new: new for new in self.renamed}
        moved = {old: new for new, old in self.renamed.items()}
        return State(self.after, self.graph_after, names, self.before, moved)


def compare(vault: Vault, graph: Graph, revision: str) -> Comparison:
    """Compare the vault as it is with what it was at `revision`.

    Raises:
        RevisionError: there is no such revision.
    """
    before = read_revision(vault.root, revision, vault.config)
    renamed = _renamed(vault, before, renames_since(vault.root, revision))
    return Comparison(before, vault, build_graph(before), graph, renamed)


def changed_since(vault: Vault, graph: Graph, revision: str, state: str) -> frozenset[str]:
    """Return the ids of notes that are `new` since `revision`, or `modified`, which includes the new.

    Raises:
        RevisionError: there is no such revision.
    """
    comparison = compare(vault, graph, revision)
    new = frozenset(comparison.added)
    return new if state == "new" else new | frozenset(comparison.modified)


def _renamed(vault: Vault, before: Vault, by_path: Mapping[str, str]) -> dict[str, str]:
    """Return old ids by new ids: what git's index knows, and files whose bytes moved unchanged."""
    gone = {note.path: note for note in before.notes if note.path not in vault.by_path}
    came = [note for note in vault.notes if note.path not in before.by_path]
    by_digest = {note.document.digest: note for note in reversed(list(gone.values()))}
    renamed: dict[str, str] = {}
    for note in came:
        old = gone.get(by_path.get(note.path, "")) or by_digest.get(note.document.digest)
        if old is not None and old.path in gone:
            renamed[note.id] = gone.pop(old.path).id
    return renamed
