"""What a reader downloads before the first page stands, compressed as servers do."""

import gzip
import re
from pathlib import Path

import pytest

from teleo.resources import bundled
from tests.benchmarks.generate_vault import generate
from tests.site.vaults import build, claim, page_of, write_vault

KB = 1024
LINKED = re.compile(r'<(?:script src|link rel="(?:stylesheet|icon)" href)="([^"]+)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weight") / "site"
    build(bundled("vault"), folder)
    return folder


def _weights(page: Path) -> tuple[int, int]:
    """Return the bytes of a page with all that it loads by itself, and those of its scripts."""
    text = page.read_text(encoding="utf-8")
    total, scripts = _compressed(page), 0
    for address in LINKED.findall(text):
        weight = _compressed(page.parent / address)
        total += weight
        scripts += weight if address.endswith(".js") else 0
    return total, scripts


def _heavy(site: Path) -> dict[str, tuple[int, int]]:
    """Return the weights of the pages that weigh too much."""
    weights = {page.relative_to(site).as_posix(): _weights(page) for page in sorted(site.rglob("*.html"))}
    return {
        name: (total, scripts)
        for name, (total, scripts) in weights.items()
        if total > 60 * KB or scripts > 30 * KB
    }


def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_first_view_of_any_page_is_light(site: Path) -> None:
    assert _heavy(site) == {}


def test_a_claim_weighs_less_than_thirty_kilobytes(site: Path) -> None:
    weights = [_weights(page)[0] for page in site.glob("c/*/index.html")]
    assert max(weights) < 30 * KB


def test_a_first_search_weighs_less_than_150_kilobytes(site: Path) -> None:
    data = site / "static" / "data"
    words = sorted((_compressed(path) for path in (data / "words").iterdir()), reverse=True)
    texts = sorted((_compressed(path) for path in (data / "texts").iterdir()), reverse=True)
    start = _compressed(site / "static/search.js") + _compressed(data / "search.js")
    assert start + sum(words[:6]) + sum(texts[:8]) < 150 * KB


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    generate(folder / "vault", 700)
    build(folder / "vault", folder / "site")
    return folder / "site"


def test_no_page_grows_heavy_with_the_vault(large: Path) -> None:
    assert _heavy(large) == {}
    assert len(list((large / "challenges").glob("*/index.html"))) > 1


def test_a_topic_of_many_notes_names_some_and_leads_to_all(tmp_path: Path) -> None:
    files = {f"Tree {n:03}.md": claim(f"Tree {n:03}", "Old.\n\n---\nTopics:\n- [[Wood]]") for n in range(160)}
    build(
        write_vault(tmp_path / "vault", {**files, "Wood.md": "---\ntype: map\n---\n# Wood\n"}),
        tmp_path / "site",
    )
    page = page_of(tmp_path / "site", "wood")
    section = page[page.index('id="contains"') :].partition("</section>")[0]
    assert section.count("<li>") == 150
    assert '<a href="index.json">and 10 notes more</a>' in section
