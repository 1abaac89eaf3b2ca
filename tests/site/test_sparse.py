"""Vaults that hold little, or something odd: pages say what is not there, and offer nothing that does not work."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.vaults import build, claim, page_of, write_vault


def test_a_vault_without_notes_offers_no_claim_to_fell(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", {"teleo.toml": ""})
    build(root, tmp_path / "site")
    text = (tmp_path / "site/cascade/index.html").read_text(encoding="utf-8")
    assert "No note of this vault rests on another." in text
    assert "Choose a claim" not in text
    assert "cascade.js" not in text
    assert "The claims that carry most" not in text


def test_a_vault_in_which_nothing_rests_on_anything_counts_no_zero(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", {"One.md": claim("One")})
    build(root, tmp_path / "site")
    text = (tmp_path / "site/load-bearing/index.html").read_text(encoding="utf-8")
    assert "0 notes" not in text
    assert "Notes on which others rest" in text
    assert "Choose a claim" in (tmp_path / "site/cascade/index.html").read_text(encoding="utf-8")


def test_a_page_without_sections_has_no_empty_list_of_them(tmp_path: Path) -> None:
    files = {"Woods.md": "---\ntype: map\n---\n# Woods\n\n- [[Oaks stand]]\n", "Oaks.md": claim("Oaks stand")}
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    listed = page_of(tmp_path / "site", "woods")
    assert "See it in the whole graph" in listed
    assert "On this page" not in listed
    assert 'aria-label="On this page"' in page_of(tmp_path / "site", "oaks")


def test_a_number_beyond_what_its_calculator_is_made_for_says_so(tmp_path: Path) -> None:
    quantities = (
        "\n  wide: {calc: scaling.loss, in: {params: 1B, tokens: 100B, fit: besiroglu}}"
        "\n  far: {calc: scaling.loss, in: {params: 1B, tokens: 10T, fit: besiroglu}}"
    )
    root = write_vault(tmp_path / "vault", {"Small.md": claim("Small", quantities=quantities)})
    build(root, tmp_path / "site")
    _, wide, far = page_of(tmp_path / "site", "small").split('<div class="quantity ')
    assert "at most 1,000 for each parameter" in far.partition("<dl>")[0]
    assert "for each parameter" not in wide.partition("<dl>")[0]


def test_a_stated_value_of_another_unit_is_not_called_a_band_nor_unstated(tmp_path: Path) -> None:
    quantities = (
        "\n  other: {calc: growth.annual, in: {factor: 2 to 8, years: 2}, stated: 3 year}"
        "\n  same: {calc: growth.annual, in: {factor: 2 to 8, years: 2}, stated: 2x}"
    )
    root = write_vault(tmp_path / "vault", {"Fast.md": claim("Fast", quantities=quantities)})
    build(root, tmp_path / "site")
    _, other, same = page_of(tmp_path / "site", "fast").split('<div class="quantity ')
    assert "computed, but not comparable with what is stated" in other
    assert "Band: stated" not in other
    assert "Band: stated" in same


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_short_heading_of_the_graph_begins_where_its_list_does(
    page: Page, tmp_path: Path, width: int
) -> None:
    build(write_vault(tmp_path / "vault", {"One.md": claim("One")}), tmp_path / "site")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((tmp_path / "site/graph/index.html").as_uri())
    heading, rows = (page.locator(name).bounding_box() for name in ("main h1", "main .index-list"))
    assert heading is not None
    assert rows is not None
    assert heading["x"] == rows["x"]


@pytest.mark.browser
def test_one_of_a_thing_is_said_in_the_singular(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks")}), site)
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    expect(page.locator("dialog [role=status]")).to_have_text("1 note")
    page.get_by_role("combobox").fill("quick brown foxes jump over")
    expect(page.locator("dialog [role=status]")).to_contain_text("“jump” and 1 more word.")
    files = {"Oaks.md": claim("Oaks", supports="[Elms]"), "Elms.md": claim("Elms")}
    build(write_vault(tmp_path / "vault", files), site)
    page.goto(next(site.glob("c/oaks-*/index.html")).as_uri())
    page.get_by_role("link", name="Supports: Elms").click()
    expect(page.locator(".map [role=status]")).to_have_text("Now at Elms, with 1 edge.")
    page.goto((site / "graph/index.html").as_uri())
    page.get_by_role("combobox", name="Find").fill("elms")
    page.get_by_role("combobox", name="Find").press("Enter")
    expect(page.locator(".stage .said")).to_contain_text("· 1 edge")
    expect(page.locator(".stage .said")).not_to_contain_text("edges")
