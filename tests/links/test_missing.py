"""What a missing title may have meant."""

from pathlib import Path

import pytest

from teleo.config import parse_config
from teleo.embeddings import VectorStore, embed
from teleo.links.missing import missing_passages, missing_titles, near_by_meaning
from teleo.links.vectors import passages_of, vault_model
from teleo.pipeline import survey
from teleo.vault.reader import Vault, read_vault

FILES = {
    "chips follow their load": "They do. [[their load chips follow]] and [[chips follow their load]]",
    "prices fall": "depends",
    "gone edges": "x",
}


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "vault"
    root.mkdir()
    for name, text in FILES.items():
        (root / f"{name}.md").write_text(
            f"---\ntype: claim\nsupports:\n- '[[rain makes wet]]'\n---\n{text}\n"
        )
    (root / "teleo.toml").write_text('[links]\nmodel = "hashing"\n')
    return read_vault(root, parse_config(b'[links]\nmodel = "hashing"'))


def embed_all(vault: Vault) -> None:
    with VectorStore() as store:
        passages = [*passages_of(vault.notes), *missing_passages(vault)]
        embed(passages, vault_model(vault, store), store)


def test_a_missing_title_is_what_a_link_names_and_no_note_answers_to(vault: Vault) -> None:
    assert missing_titles(vault) == ("rain makes wet", "their load chips follow")


def test_without_vectors_nothing_is_near_and_no_cache_is_made(vault: Vault, tmp_path: Path) -> None:
    assert near_by_meaning(vault)("their load chips follow") == ()
    assert not (tmp_path / "cache").exists()


def test_with_vectors_the_nearest_notes_are_named(vault: Vault) -> None:
    embed_all(vault)
    assert near_by_meaning(vault)("their load chips follow")[0] == "chips follow their load"
    assert near_by_meaning(vault)("rain makes wet") == ()


def test_the_rule_says_what_is_alike_in_meaning(vault: Vault) -> None:
    def messages() -> str:
        found = survey(vault.root).diagnostics
        return next(one.message for one in found if one.code == "LK501" and "their load" in one.message)

    assert "alike in meaning" not in messages()
    embed_all(vault)
    assert "chips follow their load" in messages()
