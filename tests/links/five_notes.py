"""A small vault for tests: written to a folder, read, linked, and embedded by hashing."""

from collections.abc import Mapping
from pathlib import Path

from teleo.config import Config, LinksTable
from teleo.embeddings import VectorStore
from teleo.graph.build import build_graph
from teleo.graph.multigraph import Graph
from teleo.links.basis import Basis, basis_of
from teleo.links.vectors import vault_vectors
from teleo.vault.reader import Vault, read_vault

NOTES = {
    "memory limits inference": "Memory bandwidth limits the speed of inference.\n\n"
    "Relevant Notes:\n- [[bandwidth grows slowly]] — why",
    "bandwidth grows slowly": "The bandwidth of memory grows slowly compared with arithmetic speed.",
    "inference needs memory bandwidth": "The speed of inference needs memory bandwidth more than arithmetic.",
    "cats sleep a lot": "A cat sleeps for most of the day.",
    "dogs sleep less": "A dog sleeps less than a cat in a day. See [[cats sleep a lot]].",
}


def write_notes(root: Path, notes: Mapping[str, str] = NOTES) -> Path:
    """Write each note as a claim below `root`, and settings that name the hashing model."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "teleo.toml").write_text('[links]\nmodel = "hashing"\n')
    for title, body in notes.items():
        (root / f"{title}.md").write_text(f"---\ntype: claim\n---\n# {title}\n\n{body}\n", encoding="utf-8")
    return root


def read_notes(root: Path) -> tuple[Vault, Graph]:
    """Read the vault at `root` with the hashing model."""
    vault = read_vault(root, Config(links=LinksTable(model="hashing")))
    return vault, build_graph(vault)


def basis_in(root: Path, notes: Mapping[str, str] = NOTES, *, has_vectors: bool = True) -> Basis:
    """Return the basis of a vault of `notes` written to `root`."""
    vault, graph = read_notes(write_notes(root / "vault", notes))
    if not has_vectors:
        return basis_of(vault.notes, graph, None)
    with VectorStore(root / "cache") as store:
        return basis_of(vault.notes, graph, vault_vectors(vault, store, may_embed=True).embedded)
