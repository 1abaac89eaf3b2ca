"""A page names the language of its text, and its English words where they stand apart."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.site.vaults import build, claim, page_of, write_vault

NOTES = {
    "Eichen überleben Birken.md": claim("Eichen überleben Birken", created="2026-01-05"),
    "Les chênes durent.md": claim("Les chênes durent", lang="fr-CA", created="2026-01-04"),
    "Trees.md": claim("Trees", lang="'no language'", created="2026-01-03"),
}


@pytest.fixture
def german(tmp_path: Path) -> Path:
    settings = {"teleo.toml": '[vault]\nlanguage = "de-AT"\n'}
    build(write_vault(tmp_path / "vault", NOTES | settings), tmp_path / "site")
    return tmp_path / "site"


def _language(page: str) -> str:
    return page.split("<html lang=", 1)[1].split(">", 1)[0].strip('"')


def test_every_page_names_the_language_of_the_vault_or_of_its_note(german: Path) -> None:
    pages = {path.relative_to(german).as_posix(): path.read_text() for path in german.rglob("*.html")}
    others = {path: _language(page) for path, page in pages.items() if _language(page) != "de-AT"}
    assert len(pages) > 5
    assert list(others.values()) == ["fr-CA"]
    assert next(iter(others)).startswith("c/les-chenes")


def test_what_stands_around_a_text_is_marked_as_english(german: Path) -> None:
    page = page_of(german, "eichen-uberleben-birken")
    for part in (
        '<a class="skip"',
        '<nav aria-label="Site"',
        '<nav aria-label="All pages"',
        'id="search"',
        'id="theme"',
    ):
        words = part.split(" ", 1)
        tag = next(tag for tag in re.findall(r"<[^>]+>", page) if all(word in tag for word in words))
        assert 'lang="en"' in tag


def test_headings_that_are_the_sites_own_are_marked_as_english(german: Path) -> None:
    marked = re.compile(r'<h2[^>]* lang="en"[^>]*>')
    for page in (page_of(german, "eichen-uberleben-birken"), (german / "index.html").read_text()):
        assert len(marked.findall(page)) == page.count("<h2") - page.count('<h2 id="h-') > 0
    health = (german / "health/index.html").read_text()
    assert '<main id="main" lang="en">' in health
    assert (
        '<header class="opening" lang="en"><h1 class="plain">Graph'
        in (german / "graph/index.html").read_text()
    )


def test_a_vault_that_names_no_language_is_english(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", NOTES), tmp_path / "site")
    assert _language((tmp_path / "site/index.html").read_text()) == "en"
    assert _language(page_of(tmp_path / "site", "eichen-uberleben-birken")) == "en"


def test_the_feed_and_the_twins_name_the_language(german: Path) -> None:
    feed = ElementTree.parse(german / "feed.xml").getroot()
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    assert feed.get(name) == "de-AT"
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert [entry.get(name) for entry in entries] == [None, "fr-CA", None]
    linked = {path.parent.name[:5]: json.loads(path.read_text()) for path in german.glob("c/*/index.jsonld")}
    assert {name: facts["inLanguage"] for name, facts in linked.items()} == {
        "eiche": "de-AT",
        "les-c": "fr-CA",
        "trees": "de-AT",
    }
