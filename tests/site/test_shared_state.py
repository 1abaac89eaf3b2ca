"""What a reader chose on a page stands in its address, so that a reload, Back and a copied link find it again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.waiting import until

pytestmark = pytest.mark.browser

SHOWN = """() => {
  const graph = teleo.sigma.getGraph();
  const titles = graph.filterNodes((node) => !teleo.sigma.getNodeDisplayData(node).hidden);
  const edges = graph.filterEdges((edge) => !teleo.sigma.getEdgeDisplayData(edge).hidden);
  return [titles.length, edges.length, graph.order, graph.size];
}"""


def _graph(site: Path) -> str:
    return (site / "graph/index.html").as_uri()


def _stands(page: Page) -> list[int]:
    expect(page.locator(".stage.live")).to_be_visible()
    found: list[int] = page.evaluate(SHOWN)
    return found


def test_filters_of_the_graph_are_found_again_in_a_fresh_tab_after_a_reload_and_by_back(
    browser: Browser, page: Page, lively: Path
) -> None:
    page.goto(_graph(lively))
    for box in page.locator("[name=relation]").all():
        box.set_checked(box.get_attribute("value") == "challenges")
    page.get_by_role("checkbox", name="speculative").uncheck()
    page.locator("[name=domain]").select_option(index=1)
    before = _stands(page)
    assert before[0] < before[2]
    assert before[1] < before[3]
    expect(page).to_have_url(re.compile(r"#\?relation=challenges&rating=\w+"))
    fresh = browser.new_context().new_page()
    fresh.goto(page.url)
    assert _stands(fresh) == before
    expect(fresh.get_by_role("checkbox", name="speculative")).not_to_be_checked()
    fresh.context.close()
    page.reload()
    assert _stands(page) == before
    page.goto((lively / "index.html").as_uri())
    page.go_back()
    assert _stands(page) == before


def test_an_address_may_name_a_note_and_filters_and_says_no_more_of_what_was_undone(
    page: Page, lively: Path
) -> None:
    (note,) = lively.glob("c/oaks-take-over-*")
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{_graph(lively)}#c/{note.name}?relation=depends_on.supports&domain=nowhere")
    expect(page.locator(".stage .said a")).to_have_text("Oaks take over")
    checked = page.locator("[name=relation]:checked").evaluate_all("all => all.map((one) => one.value)")
    assert set(checked) <= {"depends_on", "supports"}
    assert checked
    expect(page.locator("[name=domain]")).to_have_value("")
    for box in page.locator("[name=relation]").all():
        box.check()
    expect(page).to_have_url(f"{_graph(lively)}#c/{note.name}")
    page.locator("#stage").click(position={"x": 4, "y": 4})
    expect(page.locator(".stage .said")).to_be_hidden()
    expect(page).to_have_url(_graph(lively))


def test_an_address_that_changes_changes_the_filters(page: Page, lively: Path) -> None:
    page.goto(f"{_graph(lively)}#?relation=challenges")
    expect(page.locator("[name=relation]:checked")).to_have_count(1)
    expect(page.locator(".stage.live")).to_be_visible()
    page.evaluate("location.hash = '#?rating=likely'")
    expect(page.locator("[name=relation]:not(:checked)")).to_have_count(0)
    expect(page.locator("[name=rating]:checked")).to_have_count(1)


def test_the_strength_that_a_reader_gave_is_found_again_in_a_fresh_tab(
    browser: Browser, page: Page, lively: Path
) -> None:
    (note,) = lively.glob("c/oaks-outlive-birches-*")
    cascade = f"{(lively / 'cascade/index.html').as_uri()}#c/{note.name}"
    page.goto(cascade)
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "0, it fell")
    for _ in range(30):
        slider.press("ArrowRight")
    expect(page).to_have_url(f"{cascade}?strength=0.3")
    said = page.locator(".tool").inner_text()
    assert "0.30" in said
    fresh = browser.new_context().new_page()
    fresh.goto(page.url)
    expect(fresh.get_by_role("slider")).to_have_value("30")
    assert fresh.locator(".tool").inner_text() == said
    fresh.context.close()
    page.get_by_role("button", name="it fell").click()
    expect(page).to_have_url(cascade)


def test_inputs_in_an_address_that_is_pasted_over_that_of_the_open_page_are_taken(
    page: Page, lively: Path
) -> None:
    (note,) = lively.glob("c/oaks-take-over-*")
    address = (note / "index.html").as_uri()
    page.goto(address)
    page.get_by_role("button", name="Try other inputs").first.click()
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page).to_have_url(re.compile("#try/"))
    given = page.locator(".mine-banner").inner_text()
    fresh = page.context.new_page()
    fresh.goto(address)
    fresh.evaluate("(hash) => { location.hash = hash; }", page.url.partition("#")[2])
    expect(fresh.locator(".mine-banner")).to_have_text(given)
    fresh.close()


def test_inputs_that_come_along_name_no_note_of_the_graph_and_no_claim_that_may_fall(
    page: Page, lively: Path
) -> None:
    (note,) = lively.glob("c/oaks-take-over-*")
    page.goto((note / "index.html").as_uri())
    page.get_by_role("button", name="Try other inputs").first.click()
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page).to_have_url(re.compile("#try/"))
    inputs = page.url.partition("#")[2]
    banner = page.locator(".mine-banner")
    for name, place in (("edges", "graph"), ("What if one fell?", "cascade")):
        page.goto(f"{(lively / 'index.html').as_uri()}#{inputs}")
        expect(banner).to_be_visible()
        page.locator("main").get_by_role("link", name=name).click()
        expect(page).to_have_url(f"{(lively / place / 'index.html').as_uri()}#{inputs}")
        expect(banner).to_be_visible()
        expect(page.get_by_text(re.compile("names no note|has the address"))).to_have_count(0)
    page.get_by_role("combobox", name="Claim").focus()
    until(page, "self.teleo.cascade")
    expect(page.locator(".tool [role=status]")).to_have_text("")
    page.goto(f"{_graph(lively)}#{inputs}")
    page.get_by_role("combobox", name="Find").focus()
    expect(page.locator(".stage.live")).to_be_visible()
    page.evaluate("(hash) => { location.hash = hash; }", inputs.replace("=0.", "=0.1"))
    expect(page.locator(".stage .said")).to_be_hidden()
    expect(page).to_have_url(re.compile("#try/"))


def test_models_that_did_not_come_are_asked_for_again(page: Page, lively: Path) -> None:
    (note,) = lively.glob("c/oaks-take-over-*")
    page.route("**/static/data/models.js", lambda route: route.abort(), times=1)
    page.goto((note / "index.html").as_uri())
    offer = page.get_by_role("button", name="Try other inputs").first
    with page.expect_event("requestfailed"):
        offer.click()
    expect(offer).to_be_enabled()
    offer.click()
    expect(page.locator(".try .answer").first).to_be_visible()


@pytest.mark.parametrize("strength", ["-1", "7", "x", "", "NaN"])
def test_a_strength_that_is_none_is_that_of_a_fall(page: Page, lively: Path, strength: str) -> None:
    (note,) = lively.glob("c/oaks-outlive-birches-*")
    page.goto(f"{(lively / 'cascade/index.html').as_uri()}#c/{note.name}?strength={strength}")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "0, it fell")


def test_a_rating_that_a_key_gave_keeps_the_focus(page: Page, lively: Path) -> None:
    (note,) = lively.glob("c/oaks-outlive-birches-*")
    page.goto(f"{(lively / 'cascade/index.html').as_uri()}#c/{note.name}")
    button = page.get_by_role("button", name="likely")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".tool button[aria-pressed=true]")).to_have_count(1)
