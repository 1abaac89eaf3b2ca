"""Each thing that a page is made from, when it alone changes, reaches every page that shows it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from teleo import cache as cache_module
from teleo.cache import Cache, code_stamp
from teleo.links.related import RelatedNote
from teleo.pipeline import survey
from teleo.site.build import BuildReport, build_site
from tests.repository import repository
from tests.site.test_again import build, files
from tests.site.vaults import LIVELY, claim, page_of, write_vault

EDITS: dict[str, tuple[str, str, str]] = {
    "the number that another rests on": (
        "Oaks take over.md",
        "growth_ratio: 1.5 to 2.5",
        "growth_ratio: 1.1",
    ),
    "the words stated for a number": ("Oaks take over.md", "stated: 80% to 90%", "stated: 1%"),
    "a rating below others": ("Rings count years.md", "experimental", "speculative"),
    "a title": ("Rings count years.md", "confidence:", "title: Rings tell years\nconfidence:"),
    "an address": ("Rings count years.md", "confidence:", "permalink: rings\nconfidence:"),
    "an alias": ("Rings count years.md", "confidence:", "aliases: [A tree that is not there]\nconfidence:"),
    "a type": ("Rings count years.md", "type: claim", "type: source"),
    "a status": ("Rings count years.md", "confidence:", "status: retired\nconfidence:"),
    "a domain": ("Rings count years.md", "domain: trees", "domain: rings"),
    "a draft": ("Rings count years.md", "confidence:", "draft: true\nconfidence:"),
    "a day": ("Rings count years.md", "confidence:", "created: 2026-02-03\nconfidence:"),
    "an answer": ("Oaks outlive birches.md", "responses:", "responses: []\nanswers:"),
    "the line of a link": ("Oaks outlive birches.md", "Foresters count", "A line.\n\nForesters count"),
    "a sentence around a link": ("Oaks outlive birches.md", "Foresters count", "Nobody counts"),
    "the order of a map": ("Trees.md", "- [[Oaks", "- [[Birches grow fast]]\n- [[Oaks"),
    "a colour": (
        "teleo.toml",
        "description",
        "domains.trees = {title = 'Woods', colour = '#0a0'}\ndescription",
    ),
    "a base of ratings": ("teleo.toml", "[vault]", "[confidence]\nbase = {likely = 0.6}\n[vault]"),
    "an alias of a type": ("teleo.toml", "[vault]", "[types]\nclaim = 'position'\n[vault]"),
    "a theme": ("teleo.toml", "[vault]", "[site.theme]\naccent = '#123456'\n[vault]"),
    "a repository": ("teleo.toml", "[vault]", "[site]\nrepository = 'https://example.org/r'\n[vault]"),
}


def assert_clean(vault: Path, site: Path, make: Callable[[Path, Cache | None], object]) -> None:
    clean = site.with_name("clean")
    make(clean, None)
    found, wanted = files(site), files(clean)
    assert found.keys() == wanted.keys()
    assert [path for path in wanted if found[path] != wanted[path]] == []
    shutil.rmtree(clean)


@pytest.fixture
def lively(tmp_path: Path) -> Path:
    write_vault(tmp_path / "vault", LIVELY)
    build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache")
    return tmp_path


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_one_thing_gives_the_pages_of_a_clean_build(lively: Path, name: str) -> None:
    path, old, new = EDITS[name]
    vault, note = lively / "vault", lively / "vault" / path
    assert old in note.read_text()
    note.write_text(note.read_text().replace(old, new, 1))
    assert build(vault, lively / "site", lively / "cache").written > 0
    assert_clean(vault, lively / "site", lambda site, _: build(vault, site, None))


def test_a_commit_alone_reaches_the_pages_that_tell_of_it(lively: Path) -> None:
    made = repository(lively / "vault")
    for day, subject in (("2026-03-01", "plant"), ("2026-03-09", "prune")):
        made.commit(subject, {"Rings count years.md": f"{LIVELY['Rings count years.md']}\n{day}\n"}, day)
        build(lively / "vault", lively / "site", lively / "cache")
    before = files(lively / "site")
    made.git("commit", "-q", "--amend", "--no-edit", "-m", "prune and weed", date="2026-03-10")
    build(lively / "vault", lively / "site", lively / "cache")
    assert files(lively / "site") != before
    assert_clean(lively / "vault", lively / "site", lambda site, _: build(lively / "vault", site, None))


def test_a_similarity_alone_reaches_the_page_that_shows_it(lively: Path) -> None:
    vault = lively / "vault"
    surveyed = survey(vault)

    def with_similarity(value: float) -> Callable[[Path, Cache | None], BuildReport]:
        near = RelatedNote("Birches grow fast", "Birches grow fast", value, value, False)
        return lambda site, kept: build_site(surveyed, {"Rings count years": (near,)}, site, cache=kept)

    kept = Cache(lively / "cache", vault, surveyed.vault.config)
    with_similarity(0.5)(lively / "site", kept)
    report = with_similarity(0.25)(lively / "site", kept)
    assert report.written == 2, "the page and its JSON"
    assert_clean(vault, lively / "site", with_similarity(0.25))


def test_a_number_that_another_note_begins_to_use_is_shown_as_one_to_try(lively: Path) -> None:
    vault, taker = lively / "vault", lively / "vault/Rings count years.md"
    given = claim("Oaks hold a third", quantities="{share: {calc: given, stated: 30% to 40%}}")
    write_vault(vault, {"Oaks hold a third.md": given})
    build(vault, lively / "site", lively / "cache")
    assert "data-panel" not in page_of(lively / "site", "oaks-hold-a-third")
    # In a block of the text: fields of other notes make all pages anew.
    block = (
        "later: {calc: shift.share_at, in: {share0: = Oaks hold a third#share, growth_ratio: 2, years: 5}}\n"
    )
    taker.write_text(f"{taker.read_text()}\n```quantities\n{block}```\n")
    build(vault, lively / "site", lively / "cache")
    assert "data-panel" in page_of(lively / "site", "oaks-hold-a-third")
    assert_clean(vault, lively / "site", lambda site, _: build(vault, site, None))


@pytest.mark.parametrize("part", ["schemas/claim.json", "site/templates/note.html", "site/static/page.js"])
def test_a_changed_file_of_teleo_is_other_code(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).parents[2]
    for name in ("schemas", "site/templates", "site/static"):
        shutil.copytree(root / name, tmp_path / name)
    monkeypatch.setattr(cache_module, "bundled", lambda name: tmp_path / name)
    before = code_stamp.__wrapped__()
    os.utime(tmp_path / part, ns=(1, 1))
    assert code_stamp.__wrapped__() != before


def test_another_version_of_teleo_is_other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_stamp.__wrapped__()
    monkeypatch.setattr(cache_module, "__version__", "999")
    assert code_stamp.__wrapped__() != before
