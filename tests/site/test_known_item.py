"""A note is found by words of its body, as well as the best of the field finds it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from teleo.resources import bundled
from tests.site.known_item import Indexed, asked, indexed, known_items, shares
from tests.site.realistic import realistic_vault
from tests.site.vaults import write_vault

QUERIES = 150
MARGIN = 0.02
"""By how much MiniSearch may be better: three of the queries."""


@pytest.fixture(scope="module", params=["made-up", "with real sentences"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    folder = tmp_path_factory.mktemp("known")
    prose = bundled("vault") if "real" in request.param else None
    return indexed(write_vault(folder / "vault", realistic_vault(1000, prose=prose)), folder / "site")


@pytest.fixture(scope="module")
def items(site: Indexed) -> list[tuple[str, str]]:
    return known_items(site, QUERIES, seed=3)


@pytest.fixture(scope="module")
def found(site: Indexed, items: list[tuple[str, str]]) -> Mapping[str, Any]:
    return asked(site, [query for query, _ in items], first=20)


def test_a_thousand_notes_give_150_queries(items: list[tuple[str, str]]) -> None:
    assert len(items) == QUERIES


def test_a_note_is_among_the_first_ten_and_mostly_the_first(
    found: Mapping[str, Any], items: list[tuple[str, str]]
) -> None:
    among, best = shares(found["ours"], [page for _, page in items])
    assert among >= 0.993
    assert best >= 0.873


def test_a_note_is_found_as_well_as_minisearch_finds_it(
    found: Mapping[str, Any], items: list[tuple[str, str]]
) -> None:
    wanted = [page for _, page in items]
    among, best = shares(found["ours"], wanted)
    peer_among, peer_best = shares(found["peers"], wanted)
    assert peer_among > 0.9
    assert among >= peer_among - MARGIN
    assert best >= peer_best - MARGIN


def test_a_first_query_with_its_sentences_fetches_less_than_150_kilobytes(found: Mapping[str, Any]) -> None:
    assert 0 < max(found["bytes"]) < 150_000


def test_the_bundled_vault_is_searched_as_well(tmp_path: Path) -> None:
    site = indexed(bundled("vault"), tmp_path / "site")
    items = known_items(site, QUERIES, seed=3)
    wanted = [page for _, page in items]
    found = asked(site, [query for query, _ in items])
    among, best = shares(found["ours"], wanted)
    peer_among, peer_best = shares(found["peers"], wanted)
    assert among >= max(0.993, peer_among)
    assert best >= peer_best
