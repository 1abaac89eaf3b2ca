"""What commands on links share: a vault read with its graph and its vectors."""

from pathlib import Path

import click

from teleo.cli.progress import progress_line
from teleo.config import read_config
from teleo.embeddings import ModelError, Passage, Vectors, VectorStore, embed
from teleo.errors import MissingExtraError
from teleo.graph.build import Graph, build_graph
from teleo.links.basis import Basis, basis_of
from teleo.links.vectors import vault_model, vault_vectors
from teleo.vault.reader import Vault, read_vault


def open_vault(root: Path) -> tuple[Vault, Graph]:
    """Return the vault at `root` and its graph."""
    vault = read_vault(root, read_config(root))
    return vault, build_graph(vault)


def open_basis(vault: Vault, graph: Graph) -> Basis:
    """Return what rankings stand on; new texts are embedded, and what is missing is said on stderr."""
    with VectorStore() as store, progress_line("embedding") as progress:
        vectors = vault_vectors(vault, store, may_embed=True, progress=progress)
        complaint = store.complaint
    for sentence in filter(None, (complaint, vectors.complaint)):
        click.echo(f"teleo: {sentence}", err=True)
    return basis_of(vault.notes, graph, vectors.embedded)


def query_vector(vault: Vault, query: str) -> Vectors | None:
    """Return the vector of a query by the vault's model, `None` when the model cannot be had."""
    with VectorStore() as store:
        try:
            found = embed([Passage(query)], vault_model(vault, store), store)
        except (ModelError, MissingExtraError) as error:
            click.echo(f"teleo: {error}", err=True)
            return None
    row: Vectors = found.rows[0]
    return row if found.is_known[0] else None
