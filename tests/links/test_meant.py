"""What missing titles may have meant is kept for checks."""

from dataclasses import replace

import pytest

from teleo.cache import Cache
from teleo.config import CheckTable, Config, LinksTable
from teleo.links.meant import keep_meant, kept_meant
from teleo.vault.reader import Vault, read_vault


@pytest.fixture
def cache(cache: Cache) -> Cache:
    keep_meant(cache, {"lost": ("b", "a"), "gone": ()})
    return cache


def test_the_titles_of_the_notes_are_told_in_their_order(vault: Vault, cache: Cache) -> None:
    assert kept_meant(cache, vault) == {"lost": ("b", "a"), "gone": ()}


def test_a_note_that_is_gone_is_left_out(vault: Vault, cache: Cache) -> None:
    (vault.root / "b.md").unlink()
    assert kept_meant(cache, read_vault(vault.root, Config()))["lost"] == ("a",)


def test_a_later_look_replaces_an_earlier_one(vault: Vault, cache: Cache) -> None:
    keep_meant(cache, {"other": ("c",)})
    assert kept_meant(cache, vault) == {"other": ("c",)}


def test_it_holds_under_other_settings_but_not_for_another_model(vault: Vault, cache: Cache) -> None:
    assert kept_meant(replace(cache, config=Config(check=CheckTable(ignore=("TI",)))), vault)
    assert kept_meant(replace(cache, config=Config(links=LinksTable(model="hashing"))), vault) == {}


def test_a_file_cut_in_half_counts_as_none(vault: Vault, cache: Cache) -> None:
    (path,) = cache.folder.glob("*.pack")
    path.write_bytes(path.read_bytes()[:40])
    assert kept_meant(cache, vault) == {}
