"""What vectors add to the search of a page, on queries that say a claim of the bundled vault in other words."""

from functools import partial
from pathlib import Path

import pytest

from teleo.embeddings import VectorStore, word_vectors
from teleo.links.vectors import vault_model, vault_vectors
from teleo.pipeline import survey
from teleo.resources import bundled
from teleo.site.search_vectors import Meaning
from tests.site.known_item import asked, indexed, known_items, shares

PARAPHRASES = Path(__file__).parent / "fixtures" / "paraphrases.tsv"


def meaning_of(vault: Path) -> Meaning:
    """Return what the build takes from the cache after `teleo embed`."""
    found = survey(vault).vault
    with VectorStore() as store:
        rows = vault_vectors(found, store, may_embed=True).embedded.rows
        return Meaning(rows, partial(word_vectors, vault_model(found, store)))


@pytest.mark.slow
def test_vectors_find_a_fifth_more_of_paraphrased_claims_and_lose_no_known_item(tmp_path: Path) -> None:
    vault = bundled("vault")
    plain, near = indexed(vault, tmp_path / "plain"), indexed(vault, tmp_path / "near", meaning_of(vault))
    pages = {title: page for page, (title, _) in plain.notes.items()}
    lines = [line.split("\t") for line in PARAPHRASES.read_text(encoding="utf-8").splitlines()]
    wanted, queries = [pages[title] for title, _ in lines], [query for _, query in lines]
    by_words = asked(plain, queries, has_peer=False)
    with_vectors = asked(near, queries, first=20, has_peer=False)
    before, after = shares(by_words["ours"], wanted)[0], shares(with_vectors["ours"], wanted)[0]
    assert after >= before + 0.1, (before, after)
    assert max(with_vectors["bytes"]) < 150_000
    items = known_items(plain, 150, seed=3)
    known = [query for query, _ in items]
    assert asked(near, known, has_peer=False)["ours"] == asked(plain, known, has_peer=False)["ours"]
