"""What commands on links share: a vault read with its graph and its vectors."""

from pathlib import Path

import click

from teleo.cli.progress import progress_line
from teleo.config import read_config
from teleo.embeddings import VectorStore
from teleo.errors import TeleoError
from teleo.graph.build import Graph, build_graph
from teleo.links.basis import Basis, basis_of
from teleo.links.vectors import vault_vectors
from teleo.vault.reader import Vault, read_vault
from teleo.vault.resolve import Resolution


class NoteNotFoundError(TeleoError):
    """What was given on the command line names no note, or several."""

    def __init__(self, name: str, resolution: Resolution) -> None:
        reason = f"could be {', '.join(map(repr, resolution.ids))}" if resolution.ids else "names no note"
        super().__init__(f"{name!r} {reason}; give its path, its title or a unique beginning of it")
        self.name = name
        self.resolution = resolution


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


def note_named(vault: Vault, name: str) -> str:
    """Return the id of the note that `name` names.

    Raises:
        NoteNotFoundError: it names none, or several.
    """
    resolution = vault.resolver.resolve(name.removeprefix("./"))
    if resolution.id is None:
        raise NoteNotFoundError(name, resolution)
    return resolution.id
