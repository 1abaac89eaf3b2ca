"""What the first query of a large vault fetches: little, and what is looked at first."""

import gzip
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from teleo.embeddings import Vectors, unit_rows
from teleo.pipeline import survey
from teleo.resources import bundled
from teleo.site.build import build_site
from teleo.site.search_vectors import Meaning
from tests.site.realistic import realistic_vault
from tests.site.vaults import write_vault
from tests.site.waiting import stop_the_clock

pytestmark = pytest.mark.browser

KB = 1024
NOTES = 1000
EXCERPTS = 6
QUERIES = (
    "inference cost falls faster",
    "memory bandwidth limits serving",
    "what do users pay for tokens",
    "training cluster power demand",
    "utilisation of accelerators batch",
)


def _words(words: Sequence[str], basis: NDArray[np.floating]) -> tuple[Vectors, NDArray[np.bool_]]:
    """Return a direction for each word that nothing compresses."""
    rows = np.random.default_rng(7).normal(size=(len(words), len(basis))) @ np.asarray(basis)
    return unit_rows(rows.astype(np.float32)), np.ones(len(words), np.bool_)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    found = survey(write_vault(folder / "vault", realistic_vault(NOTES, prose=bundled("vault"))))
    rows = np.random.default_rng(3).normal(size=(len(found.vault.notes), 384)).astype(np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("teleo.site.search.MOST_TITLE_CHARACTERS", 0)
        build_site(found, None, folder / "site", meaning=Meaning(unit_rows(rows), _words))
    return folder / "site"


@pytest.fixture
def fetched(page: Page, site: Path) -> list[Path]:
    """Open the search, and return the files that are fetched from then on as they come."""
    page.goto((site / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    files: list[Path] = []
    page.on("request", lambda request: files.append(Path(unquote(urlsplit(request.url).path))))
    page.keyboard.press("/")
    expect(page.get_by_role("status")).to_have_text(f"{NOTES:,} notes")
    return files


def _await_sentences(page: Page) -> None:
    expect(page.get_by_role("option").nth(EXCERPTS - 1).locator(".says")).not_to_be_empty()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("query", QUERIES)
def test_a_first_query_weighs_less_than_150_kilobytes(page: Page, fetched: list[Path], query: str) -> None:
    page.get_by_role("combobox", name="Search").fill(query)
    _await_sentences(page)
    kinds = {path.parent.name for path in fetched}
    assert kinds >= {"cards", "titles", "words", "texts"}
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in set(fetched)) < 150 * KB


def test_who_types_fetches_texts_and_most_results_only_at_the_end(page: Page, fetched: list[Path]) -> None:
    stop_the_clock(page)
    field = page.get_by_role("combobox", name="Search")
    options = page.get_by_role("option")
    for word in QUERIES[0].split():
        field.press_sequentially(f"{word} ")
        page.clock.run_for(200)
        expect(options).to_have_count(8)
    assert not [path for path in fetched if path.parent.name == "texts"]
    page.clock.run_for(200)
    expect(options).to_have_count(20)
    page.clock.resume()
    _await_sentences(page)
    assert len([path for path in fetched if path.parent.name == "texts"]) <= EXCERPTS


@pytest.mark.parametrize("query", QUERIES)
def test_a_first_query_that_is_typed_weighs_no_more(page: Page, fetched: list[Path], query: str) -> None:
    stop_the_clock(page)
    field = page.get_by_role("combobox", name="Search")
    for letter in query:
        field.press_sequentially(letter)
        page.clock.run_for(150)
    assert {path.parent.name for path in fetched} <= {"static", "data", "words"}
    page.clock.resume()
    _await_sentences(page)
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in set(fetched)) < 150 * KB


def test_who_types_and_presses_enter_gets_the_first_result_of_all_that_was_typed(
    page: Page, fetched: list[Path]
) -> None:
    field = page.get_by_role("combobox", name="Search")
    field.fill(QUERIES[1])
    title = page.get_by_role("option").first.locator(".title bdi").inner_text()
    field.fill("")
    field.press_sequentially(QUERIES[1])
    field.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_back_leads_to_a_result_that_comes_late(page: Page, site: Path, fetched: list[Path]) -> None:
    field = page.get_by_role("combobox", name="Search")
    field.fill("inference")
    options = page.get_by_role("option")
    expect(options).to_have_count(20)
    for _ in range(12):
        field.press("ArrowDown")
    title = options.nth(12).locator(".title bdi").inner_text()
    field.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(options.nth(12)).to_have_attribute("aria-selected", "true")


@pytest.fixture
def lost(site: Path) -> Iterator[Callable[[bool], None]]:
    """Yield what takes the titles of results away from the site, and brings them back."""
    cards, elsewhere = site / "static/data/cards", site / "lost"

    def lose(is_lost: bool) -> None:
        if is_lost != elsewhere.exists():
            (cards if is_lost else elsewhere).rename(elsewhere if is_lost else cards)

    yield lose
    lose(False)


def test_results_that_do_not_come_are_told_and_can_be_asked_for_again(
    page: Page, fetched: list[Path], lost: Callable[[bool], None]
) -> None:
    stop_the_clock(page)
    page.get_by_role("combobox", name="Search").fill(QUERIES[0])
    options = page.get_by_role("option")
    expect(options).to_have_count(8)
    lost(True)
    page.clock.run_for(400)
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("The others did not come.")
    expect(options).to_have_count(8)
    lost(False)
    page.clock.resume()
    again.click()
    expect(options).to_have_count(20)
