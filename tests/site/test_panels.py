"""What a reader can try at the numbers of a page: which have a panel, what it moves, and what an address carries."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.vaults import build, claim, page_of, write_vault

GIVEN = """
  share: {calc: given, stated: 30% to 40%}
  alone: {calc: given, stated: 7 years}
"""
RESTS = """
  later:
    calc: shift.share_at
    in: {share0: = Oaks hold a third#share, growth_ratio: = growth, years: 5}
    stated: 60% to 90%
  growth: {calc: given, stated: 2x}
  only:
    calc: shift.share_at
    in: {share0: = Oaks hold a third#share, growth_ratio: = growth, years: = wait}
  wait: {calc: given, stated: 3 years}
"""
FIXED = """
  joint:
    calc: stack.combined
    in: {baseline: {weights: 1 ms, kv: 3 ms}, mechanisms: [{name: fewer bits, weights: 4x}]}
"""
VAULT = {
    "Oaks hold a third.md": claim("Oaks hold a third", "Today [30-40%](#q:share).", quantities=GIVEN),
    "Oaks take over.md": claim("Oaks take over", "Then [about 80%](#q:later).", quantities=RESTS),
    "Gains add up.md": claim("Gains add up", quantities=FIXED),
    "Birches.md": claim("Birches"),
    "Trees.md": "---\ntype: map\ndomain: trees\n---\n# Trees\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("panels")
    build(write_vault(folder / "vault", VAULT), folder / "site")
    return folder / "site"


def _address(site: Path, slug: str) -> str:
    (page,) = site.glob(f"c/{slug}-??????/index.html")
    return page.as_uri()


@pytest.mark.parametrize(
    ("slug", "panels"),
    [
        ("oaks-hold-a-third", ["q-share"]),
        ("oaks-take-over", ["q-later", "q-growth", "q-only", "q-wait"]),
        ("gains-add-up", []),
    ],
)
def test_a_number_offers_other_inputs_only_where_there_is_one_to_move(
    site: Path, slug: str, panels: list[str]
) -> None:
    page = page_of(site, slug)
    assert 'class="quantity' in page
    assert [part.partition('"')[0] for part in page.split('data-panel="')[1:]] == panels


@pytest.mark.browser
def test_a_number_without_a_model_moves_those_of_other_claims(page: Page, site: Path) -> None:
    page.goto(_address(site, "oaks-hold-a-third"))
    page.get_by_role("button", name="Try other inputs").click()
    slider = page.get_by_role("slider", name="share")
    expect(slider).to_have_count(1)
    slider.press("End")
    expect(page.locator("#q-share .also")).to_contain_text("Oaks take over later:")
    expect(page.locator("a.number.moved")).to_have_count(1)
    page.locator("#q-share .also a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oaks take over")
    expect(page.locator("#q-later .answer")).to_contain_text("With your inputs")


@pytest.mark.browser
def test_a_number_is_moved_by_the_given_ones_that_it_rests_on(page: Page, site: Path) -> None:
    page.goto(_address(site, "oaks-take-over"))
    page.locator("#q-only .enliven").click()
    box = page.locator("#q-only .try")
    names = box.locator("label code").all_text_contents()
    assert names == ["share", "growth", "wait"]
    before = box.locator(".answer").text_content() or ""
    box.get_by_role("slider", name="wait").press("End")
    expect(box.locator(".answer")).to_contain_text("With your inputs")
    assert (box.locator(".answer").text_content() or "").split()[-1] != before.split()[-1]
    assert "%23wait=" in page.url
    page.reload()
    expect(page.locator(".mine-banner")).to_contain_text("wait = ")
