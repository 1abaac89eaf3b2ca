"""A vault may set the site's colours and fonts, and nothing else."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from teleo.site.address import domain_address
from teleo.site.theme import domain_css, theme_css
from tests.site.vaults import FOREST, build, write_vault


@pytest.mark.parametrize(
    "value",
    ["#0a5a6e", "rgb(10 90 110 / 50%)", '"Source Serif", Georgia, serif', "1.1rem", "calc(1px + 2px)"],
)
def test_a_plain_value_sets_a_property(value: str) -> None:
    assert theme_css({"accent": value}) == f":root:root {{\n  --accent: {value};\n}}\n"


def test_a_property_may_be_named_with_its_dashes() -> None:
    assert theme_css({"--paper": "#fafafa"}) == ":root:root {\n  --paper: #fafafa;\n}\n"


def test_links_to_a_domain_bear_its_colour(page: Page, tmp_path: Path) -> None:
    settings = '[vault.domains]\ntrees = {title = "Trees", colour = "#2f7d5b"}\nsecret = {colour = "red"}\n'
    build(write_vault(tmp_path / "vault", {**FOREST, "teleo.toml": settings}), tmp_path / "site")
    (note,) = (tmp_path / "site" / "c").glob("oaks-outlive-birches-*/index.html")
    for opened in (note, tmp_path / "site" / "index.html"):
        page.goto(opened.as_uri())
        link = page.locator(f'a[href$="{domain_address("trees")}"]').first
        assert link.evaluate("one => getComputedStyle(one, '::before').backgroundColor") == "rgb(47, 125, 91)"
    assert "secret" not in (tmp_path / "site/static/theme.css").read_text()
    away = page.locator("nav a").first
    assert away.evaluate("one => getComputedStyle(one, '::before').content") == "none"


def test_a_vault_without_colours_has_no_style_of_its_own(tmp_path: Path) -> None:
    assert domain_css({"a": {"title": "A"}, "b": {}}) == ""
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    assert not (tmp_path / "site" / "static" / "theme.css").exists()


def test_a_colour_that_could_do_more_is_passed_over() -> None:
    assert domain_css({"a": {"colour": "red; }"}, "b": {"colour": "url(x)"}}) == ""
    found = domain_css({"a": {"colour": "red; }"}, "b": {"colour": "teal"}})
    assert "red" not in found
    assert f'a[href$="{domain_address("b")}"]::before {{ background: teal; }}' in found
