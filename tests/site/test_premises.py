"""What a number rests on is a way on: the works it is stated in, the numbers it is taken from, those in conflict."""

import re
from pathlib import Path

import pytest

from teleo.cache import Cache
from teleo.pipeline import survey
from teleo.site.build import build_site
from tests.site.test_again import files
from tests.site.vaults import build, claim, page_of, write_vault

SHARE = """
  share: {calc: given, var: wood, scope: hills, as_of: 2026, stated: 30% to 40%, src: 'ring-2024 "a third", see s12'}
  held: {calc: growth.annual, in: {factor: 2, years: 1}, stated: 900x, src: "two-thirds of nothing, s13"}
  ranged: {calc: growth.annual, in: {factor: 2, years: 1}, stated: 3x to 4x}
  dated: {calc: growth.years, in: {factor: 2, annual_factor: 2}, as_of: 2026, stated: 2031}
"""
LATER = """
  later: {calc: shift.share_at, in: {share0: = Oaks hold a third#share, growth_ratio: = faster, years: 5}}
  faster: {calc: given, stated: 2x}
  valley: {calc: given, var: wood, scope: valleys, as_of: 2026, stated: 66%}
  exact: {calc: growth.annual, in: {factor: 2, years: 1}, stated: 2x}
"""
BARK = """
  thick: {calc: given, var: tree.bark_thickness, stated: 2}
  thin: {calc: given, var: tree.bark_thickness, stated: 1}
  kept: {calc: shift.share_at, in: {share0: 40%, growth_ratio: 2, years: 1}}
  sure: {calc: growth.annual, in: {factor: 2 to 8, years: 1}, stated: 4x}
"""
WORK = "---\ntype: source\naliases: [{}]\n---\n# {}\n"
VAULT = {
    "Oaks hold a third.md": claim("Oaks hold a third", quantities=SHARE),
    "Oaks take over.md": claim("Oaks take over", quantities=LATER),
    "On rings.md": WORK.format("ring-2024", "On rings"),
    "On storms.md": WORK.format("s12", "On storms"),
    "On bark.md": claim("On bark", quantities=BARK),
    "Trees.md": "---\ntype: map\n---\n# Trees\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("premises")
    build(write_vault(folder / "vault", VAULT), folder / "site")
    return folder / "site"


def _plain(page: str) -> str:
    """Return the text of a page with its links as `[words](what their address ends with)`."""
    shown = re.sub(
        r'<a [^>]*?href="[^"#]*?([^"/#]*)-\w{6}/index.html(#[^"]*)?"[^>]*>(.*?)</a>', r"[\3](\1\2)", page
    )
    shown = re.sub(r'<a [^>]*?href="(#[^"]*)"[^>]*>(.*?)</a>', r"[\2](\1)", shown)
    return re.sub(r"<[^>]+>", "", shown)


def test_keys_of_works_are_links_and_other_words_are_not(site: Path) -> None:
    page = _plain(page_of(site, "oaks-hold-a-third"))
    assert "[ring-2024](on-rings) &#34;a third&#34;, see [s12](on-storms)" in page
    assert "two-thirds of nothing, s13" in page


def test_the_name_of_a_variable_breaks_at_its_joints(site: Path) -> None:
    page = page_of(site, "on-bark")
    assert "<dd>tree.<wbr>bark_<wbr>thickness</dd>" in page
    assert '<div class="big"><dt>Variable</dt>' in page
    assert "shift.<wbr>share_<wbr>at" in page


def test_an_input_from_another_number_is_a_link_with_its_value_and_interval(site: Path) -> None:
    page = _plain(page_of(site, "oaks-take-over"))
    assert "[Oaks hold a third share](oaks-hold-a-third#q-share): 34.8% (30% to 40%)" in page
    assert "[faster](#q-faster): 2x" in page


def test_a_conflict_leads_to_the_other_number(site: Path) -> None:
    page = _plain(page_of(site, "oaks-take-over"))
    assert "66% here and 30% to 40% in [Oaks hold a third](oaks-hold-a-third#q-share), for hills" in page


def test_a_conflict_within_a_claim_leads_to_its_other_number(site: Path) -> None:
    page = _plain(page_of(site, "on-bark"))
    assert (
        "tree.bark_thickness is 2 here and 1 in [thin](on-bark#q-thin) of this note, for the same scope"
        in page
    )


def test_a_number_says_what_its_model_gives_and_its_chart_what_it_shows(site: Path) -> None:
    page = _plain(page_of(site, "oaks-hold-a-third"))
    assert "Annual factor of a quantity that grew by a multiple over some years" in page
    assert page.count("Band: stated, with tolerance. Dot: the model.") == 1


def test_the_distribution_of_an_uncertain_number_is_drawn(site: Path) -> None:
    (later,) = re.findall(
        r'<div class="quantity[^>]*data-id="later">.*?</svg>', page_of(site, "oaks-take-over"), re.S
    )
    assert later.count('<path class="hill"') == 1
    (bark,) = re.findall(r'data-id="sure">.*?</dl>(.*?)</div>', page_of(site, "on-bark"), re.S)
    assert '<path class="hill"' in bark
    assert "Band: stated, with tolerance. Hill, line and dot: the model, its 90% and its median." in bark


def test_a_tolerance_is_named_only_where_it_widens_what_was_stated(site: Path) -> None:
    panels = page_of(site, "oaks-hold-a-third").split('<div class="quantity')[1:]
    shares = {panel.partition('data-id="')[2].partition('"')[0]: panel for panel in panels}
    for name, is_widened in (("held", True), ("ranged", False), ("dated", False)):
        assert ("Tolerance" in shares[name]) == is_widened, name
        assert ("Band: stated, with tolerance." in shares[name]) == is_widened, name
        assert ("Stated with tolerance:" in shares[name]) == is_widened, name
        assert "Dot: the model." in shares[name]
        assert "hill" not in shares[name]


def test_advice_on_writing_a_number_stands_on_the_health_page_alone(site: Path) -> None:
    advice = "no uncertainty given, so the verdict"
    assert advice in (site / "health/index.html").read_text(encoding="utf-8")
    for slug in ("oaks-hold-a-third", "oaks-take-over"):
        numbers = page_of(site, slug).partition('id="numbers"')[2]
        assert 'class="quantity' in numbers
        assert advice not in numbers


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("On rings.md", "# On rings", "# On the rings of oaks"),
        ("On rings.md", "ring-2024", "ring-2025"),
        ("Oaks hold a third.md", "# Oaks hold a third", "# Oaks hold about a third"),
        ("Oaks hold a third.md", "30% to 40%", "31% to 40%"),
        ("Oaks hold a third.md", "---\n#", "permalink: third\n---\n#"),
    ],
)
def test_a_change_of_what_a_number_rests_on_reaches_its_page(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    vault = write_vault(tmp_path / "vault", VAULT)

    def make(site: Path, cache: Path) -> None:
        surveyed = survey(vault)
        build_site(surveyed, None, site, cache=Cache(cache, vault, surveyed.vault.config))

    make(tmp_path / "site", tmp_path / "cache")
    assert old in VAULT[path]
    (vault / path).write_text(VAULT[path].replace(old, new, 1))
    make(tmp_path / "site", tmp_path / "cache")
    make(tmp_path / "clean", tmp_path / "none")
    assert files(tmp_path / "site") == files(tmp_path / "clean")
