"""What is alike in meaning is kept for checks, and holds only for the files that were compared."""

import pytest

from teleo.cache import Cache
from teleo.config import Config
from teleo.links.verdicts import keep_verdicts, kept_verdicts
from teleo.vault.reader import Vault, read_vault


def others(cache: Cache, vault: Vault) -> dict[str, list[str]]:
    return {id_: [one.other for one in found] for id_, found in kept_verdicts(cache, vault).items()}


def test_each_of_a_pair_knows_the_other_the_most_alike_first(vault: Vault, cache: Cache) -> None:
    keep_verdicts(cache, vault, [("a", "b", 0.81), ("a", "c", 0.95)])
    assert others(cache, vault) == {"a": ["c", "b"], "b": ["a"], "c": ["a"]}


@pytest.mark.parametrize("edited", ["a", "b"])
def test_an_edit_of_either_note_ends_the_verdict(vault: Vault, cache: Cache, edited: str) -> None:
    keep_verdicts(cache, vault, [("a", "b", 0.9)])
    (vault.root / f"{edited}.md").write_text("other words\n")
    assert others(cache, read_vault(vault.root, Config())) == {}


def test_a_note_that_is_gone_is_alike_to_none(vault: Vault, cache: Cache) -> None:
    keep_verdicts(cache, vault, [("a", "b", 0.9), ("a", "c", 0.9)])
    (vault.root / "b.md").unlink()
    assert others(cache, read_vault(vault.root, Config())) == {"a": ["c"], "c": ["a"]}


def test_a_later_look_replaces_an_earlier_one(vault: Vault, cache: Cache) -> None:
    keep_verdicts(cache, vault, [("a", "b", 0.9)])
    keep_verdicts(cache, vault, [])
    assert others(cache, vault) == {}


def test_a_file_cut_in_half_counts_as_none(vault: Vault, cache: Cache) -> None:
    keep_verdicts(cache, vault, [("a", "b", 0.9)])
    (path,) = cache.folder.glob("*.pack")
    path.write_bytes(path.read_bytes()[:40])
    assert others(cache, vault) == {}
