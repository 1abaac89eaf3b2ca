"""Given numbers that are one unknown: which they are, and that a reader who moves one has moved them all."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from teleo.site.movable import feeding
from teleo.site.unknowns import Share, unknowns
from tests.quantities.building import recomputed, write_claim
from tests.site.vaults import build, claim, page_of, write_vault


def test_given_numbers_of_one_variable_scope_and_date_are_one_unknown(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        share: {calc: given, var: s, scope: here, as_of: 2026, stated: 30%}
        percent: {calc: given, var: s, scope: here, as_of: 2026, stated: 40, unit: "%"}
        plain: {calc: given, var: s, scope: here, as_of: 2026, stated: 0.4}
        weight: {calc: given, var: s, scope: here, as_of: 2026, stated: 4 GB}
        there: {calc: given, var: s, scope: there, as_of: 2026, stated: 30%}
        later: {calc: given, var: s, scope: here, as_of: 2027, stated: 30%}
        other: {calc: given, stated: 30%}
        model: {calc: growth.annual, in: {factor: = percent, years: 1}, var: s, scope: here, as_of: 2026}
        """,
    )
    quantities = recomputed(tmp_path, 10)
    first = ("a", "share")
    assert unknowns(quantities.values()) == {
        first: Share(first, 1.0),
        ("a", "percent"): Share(first, 100.0),
        ("a", "plain"): Share(first, 1.0),
    }
    assert feeding(quantities.values()) == {first, ("a", "percent"), ("a", "plain")}


HERE = 'share: {calc: given, var: oak.share, as_of: 2026, stated: "%s"}'
VAULT = {
    "Oaks hold a third.md": claim(
        "Oaks hold a third", "Today [30-40%](#q:share).", quantities=f"\n  {HERE % '30% to 40%'}"
    ),
    "Oaks hold a quarter.md": claim("Oaks hold a quarter", quantities=f"\n  {HERE % '25%'}"),
    "Oaks take over.md": claim(
        "Oaks take over",
        quantities="""
  later:
    calc: shift.share_at
    in: {share0: = Oaks hold a third#share, growth_ratio: 2, years: 1}
""",
    ),
}


@pytest.mark.browser
def test_a_reader_who_moves_one_statement_of_an_unknown_moves_the_others(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", VAULT), site)
    assert 'data-panel="q-share"' in page_of(site, "oaks-hold-a-quarter")
    (here,) = site.glob("c/oaks-hold-a-quarter-*/index.html")
    page.goto(here.as_uri())
    page.get_by_role("button", name="Try other inputs").click()
    expect(page.locator("#q-share .try")).to_contain_text("which moves with it: Oaks hold a third share")
    page.get_by_role("slider", name="share").press("End")
    also = page.locator("#q-share .also li")
    expect(also).to_have_count(2)
    value = page.get_by_role("slider", name="share").get_attribute("aria-valuetext") or ""
    expect(also.filter(has_text="Oaks hold a third share:").locator("strong")).to_have_text(value)
    also.locator("a", has_text="Oaks hold a third").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oaks hold a third")
    expect(page.get_by_role("slider", name="share")).to_have_attribute("aria-valuetext", value)
    assert f"{page.get_by_role('textbox', name='share in %').input_value()}%" == value
    expect(page.locator("a.number.moved")).to_have_count(1)
    page.locator(".mine-banner button").click()
    expect(page.locator("a.number")).to_have_text("30-40%")
