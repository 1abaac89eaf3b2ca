"""What rankings take from the cache ranks as what they read themselves."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from teleo.cache import Cache
from teleo.config import Config
from teleo.embeddings import VectorStore
from teleo.graph.build import build_graph
from teleo.links import kept as kept_module
from teleo.links.basis import basis_of
from teleo.links.beside import beside
from teleo.links.kept import keep_stems, kept_beside, kept_ground
from teleo.links.related import RelatedNote, Wanted, related
from teleo.links.vectors import vault_model, vault_vectors
from teleo.resources import bundled
from teleo.vault.reader import read_vault
from tests.edits import CHANGES, written


def test_a_basis_from_the_cache_ranks_as_a_new_one(tmp_path: Path) -> None:
    vault = read_vault(bundled("vault"), Config())
    graph = build_graph(vault)
    for _ in range(2):
        with VectorStore(tmp_path) as store:
            vectors = vault_vectors(vault, store, may_embed=False)
            ground = kept_ground(vault, graph, Cache(tmp_path, vault.root, vault.config), store)
        kept, complaint = ground.basis, ground.complaint
        fresh = basis_of(vault.notes, graph, vectors.embedded)
        assert complaint == vectors.complaint
        assert np.array_equal(kept.words.rows.values, fresh.words.rows.values)
        assert np.array_equal(kept.vectors, fresh.vectors)
        every = np.arange(len(vault.notes))
        assert related(kept, every, Wanted()) == related(fresh, every, Wanted())


def _beside(root: Path, folder: Path) -> tuple[Mapping[str, tuple[RelatedNote, ...]], ...]:
    """Return what stands beside each note as it is kept, and as it is ranked."""
    vault = read_vault(root, Config())
    with VectorStore(folder) as store:
        cache = Cache(folder, root, vault.config)
        ground = kept_ground(vault, build_graph(vault), cache, store)
        return kept_beside(ground, cache), beside(ground.basis, vault.config.links)


@settings(max_examples=40)
@given(st.lists(CHANGES, min_size=2, max_size=5))
def test_what_is_kept_beside_a_note_is_what_is_ranked_after_any_edits(
    steps: list[dict[str, str | None]],
) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "vault").mkdir()
        for change in steps:
            written(Path(name) / "vault", change)
            kept, ranked = _beside(Path(name) / "vault", Path(name) / "cache")
            assert kept == ranked
            assert list(kept) == list(ranked)


def test_a_rating_ranks_nothing_anew_and_a_word_or_a_link_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    for name in ("Oaks", "Elms", "Birches"):
        (root / f"{name}.md").write_text(f"---\nconfidence: likely\n---\n# {name}\n\nTrees of the forest.\n")
    ranked: list[object] = []
    monkeypatch.setattr(kept_module, "beside", lambda *given: ranked.append(given) or beside(*given))
    note = root / "Oaks.md"
    counts = []
    for old, new in (
        ("", ""),
        ("likely", "proven"),
        ("Trees", "Leaves"),
        ("Leaves", "Leaves [[Elms|of the]]"),
        ("confidence: proven", "type: question"),
    ):
        note.write_text(note.read_text().replace(old, new, 1))
        kept, wanted = _beside(root, tmp_path / "cache")
        assert kept == wanted
        counts.append(len(ranked))
    assert counts == [1, 1, 2, 3, 4]


def test_texts_whose_stems_were_kept_are_not_cut_into_words_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = read_vault(bundled("vault"), Config())
    cache = Cache(tmp_path, vault.root, vault.config)
    with VectorStore(tmp_path) as store:
        keep_stems(vault, cache, vault_model(vault, store).fingerprint)
        monkeypatch.setattr(kept_module, "stem_counts", pytest.fail)
        found = kept_ground(vault, build_graph(vault), cache, store).basis
    fresh = basis_of(vault.notes, build_graph(vault), None)
    assert np.array_equal(found.words.rows.values, fresh.words.rows.values)
