"""What commands on links share: a vault read with its graph and its vectors."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from teleo.cache import open_cache
from teleo.cli.progress import progress_line, said_once
from teleo.config import read_config
from teleo.embeddings import (
    Embedded,
    ModelError,
    Passage,
    Progress,
    Vectors,
    VectorStore,
    cache_folder,
    embed,
    kept,
)
from teleo.errors import MissingExtraError
from teleo.graph.build import build_graph
from teleo.graph.multigraph import Graph
from teleo.links.basis import Basis, basis_of, texts_of
from teleo.links.duplicates import Duplicate, alike, duplicates
from teleo.links.near import Near, near_kept
from teleo.links.shelf import keep, shelve, shelved
from teleo.links.sparse import Floats
from teleo.links.text import NoteText
from teleo.links.tokens import counts_of
from teleo.links.topology import topology_of
from teleo.links.vectors import fingerprint_of, vault_model, vault_vectors
from teleo.links.verdicts import keep_verdicts
from teleo.links.words import WordIndex
from teleo.vault.kept import kept_vault
from teleo.vault.reader import Vault

_LONG = 100
"""Pieces of text of which the embedding takes so long that it is announced: some ten seconds."""


def open_vault(root: Path) -> tuple[Vault, Graph]:
    """Return the vault at `root` and its graph."""
    vault = kept_vault(root)
    return vault, build_graph(vault)


def open_shelf(root: Path) -> tuple[Vault, Basis]:
    """Return the vault at `root` with notes that have names and no text, and what rankings stand on.

    A vault that did not change since the last time is not read again.
    """
    config = read_config(root)
    folder = cache_folder() / "links"
    with VectorStore() as store, _embedding() as progress:
        fingerprint, complaint = fingerprint_of(config.links.model, root, store)
        vault = None
        shelf = shelved(folder, root, config, fingerprint)
        if shelf is None:
            vault = kept_vault(root, config)
            shelf = shelve(vault, fingerprint)
            keep(shelf, folder, root)
        embedded = kept(shelf.keys, store)
        if (
            any(key and not known for key, known in zip(shelf.keys, embedded.is_known, strict=True))
            and fingerprint
        ):
            vectors = vault_vectors(
                vault or kept_vault(root, config), store, may_embed=True, progress=progress
            )
            embedded, complaint = vectors.embedded, vectors.complaint
        _complain(store.complaint, complaint)
    return Vault(root, config, shelf.notes), shelf.basis(embedded)


@contextmanager
def _embedding() -> Iterator[Progress]:
    """Yield what tells of embedding: a line on a terminal, else a sentence before it begins."""
    with progress_line("embedding") as progress:
        yield progress or said_once("embedding {:,} pieces of text that have no vector, each once", _LONG)


def _complain(*sentences: str) -> None:
    for sentence in filter(None, sentences):
        click.echo(f"teleo: {sentence}", err=True)


def open_basis(vault: Vault, graph: Graph, *, may_embed: bool = True) -> Basis:
    """Return what rankings stand on; new texts are embedded, and what is missing is said on stderr.

    Where `may_embed` is not set, no model is loaded, and nobody is told of vectors that nobody asked for.
    """
    with VectorStore() as store, _embedding() as progress:
        vectors = vault_vectors(vault, store, may_embed=may_embed, progress=progress)
        _complain(store.complaint, vectors.complaint if may_embed else "")
    return basis_of(vault.notes, graph, vectors.embedded)


def find_duplicates(vault: Vault, basis: Basis) -> tuple[Duplicate, ...]:
    """Return the notes that say the same; what is alike in meaning is kept, so that `teleo check` can tell it."""
    nearest = near_kept(basis, vault.root)
    _complain(nearest.complaint)
    texts = texts_of(vault.notes)
    _keep_alike(vault, basis, texts, nearest)
    return duplicates(basis, texts, nearest)


def keep_alike(vault: Vault, embedded: Embedded) -> None:
    """Keep which notes are alike in meaning, so that `teleo check` can tell it."""
    titles = tuple(NoteText(note.title, "", "") for note in vault.notes)
    links = topology_of([note.id for note in vault.notes], build_graph(vault))
    basis = Basis(vault.notes, WordIndex(counts_of(titles)), embedded.rows, embedded.is_known, links)
    nearest = near_kept(basis, vault.root)
    _complain(nearest.complaint)
    _keep_alike(vault, basis, titles, nearest)


def _keep_alike(vault: Vault, basis: Basis, texts: Sequence[NoteText], nearest: Near) -> None:
    pairs = alike(basis, texts, nearest) if basis.has_vectors else ()
    ids = [(basis.notes[one].id, basis.notes[other].id, value) for one, other, value in pairs]
    keep_verdicts(open_cache(vault.root, vault.config), vault, ids)


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


def similarities_to(vault: Vault, text: str) -> Floats | None:
    """Return the cosine of a text and each note of the vault, zero for a note without a vector.

    `None` where no note has one: then nothing is embedded and no model is loaded.
    """
    with VectorStore() as store:
        embedded = vault_vectors(vault, store, may_embed=False).embedded
    if not embedded.is_known.any():
        return None
    vector = query_vector(vault, text)
    return None if vector is None else embedded.rows @ vector
