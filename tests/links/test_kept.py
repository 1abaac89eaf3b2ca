"""What rankings take from the cache ranks as what they read themselves."""

from pathlib import Path

import numpy as np

from teleo.cache import Cache
from teleo.config import Config
from teleo.embeddings import VectorStore
from teleo.graph.build import build_graph
from teleo.links.basis import basis_of
from teleo.links.kept import kept_basis
from teleo.links.related import related_all, related_as_set
from teleo.links.vectors import vault_vectors
from teleo.resources import bundled
from teleo.vault.reader import read_vault


def test_a_basis_from_the_cache_ranks_as_a_new_one(tmp_path: Path) -> None:
    vault = read_vault(bundled("vault"), Config())
    graph = build_graph(vault)
    for _ in range(2):
        with VectorStore(tmp_path) as store:
            vectors = vault_vectors(vault, store, may_embed=False)
            kept, complaint = kept_basis(vault, graph, Cache(tmp_path, vault.root, vault.config), store)
        fresh = basis_of(vault.notes, graph, vectors.embedded)
        assert complaint == vectors.complaint
        assert np.array_equal(kept.words.rows.values, fresh.words.rows.values)
        assert np.array_equal(kept.vectors, fresh.vectors)
        assert related_as_set(kept, vault.config.links) == related_all(vault, graph, vectors.embedded, 8)
