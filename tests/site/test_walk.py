"""The site as a reader walks it, in a real browser."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from teleo.site.serve import Changes, server
from tests.site.vaults import LIVELY, build, claim, write_vault

pytestmark = pytest.mark.browser

SHOWN_RELATIONS = """() => {
  const shown = new Set();
  teleo.sigma.getGraph().forEachEdge((edge, { relation }) => {
    if (!teleo.sigma.getEdgeDisplayData(edge).hidden) shown.add(teleo.graph.relations[relation]);
  });
  return [...shown];
}"""
DRAWINGS = """() => new Promise((done) => {
  let count = 0;
  teleo.sigma.on("afterRender", () => (count += 1));
  setTimeout(() => done(count), 700);
})"""
INK = """() => ["edgeLabels", "shapes", "labels"].map((name) => {
  const { width, height } = teleo.sigma.getCanvases()[name];
  const dots = teleo.sigma.getCanvases()[name].getContext("2d").getImageData(0, 0, width, height).data;
  return dots.some((value, at) => at % 4 === 3 && value > 0);
})"""

SAPLINGS = {
    "Saplings abound.md": claim(
        "Saplings abound",
        "They grow [**some 6**](#q:crop) fold a year, [6.31 times](#q:crop) or [*6.31*x or so](#q:crop), "
        "[100,000,000](#q:crop.factor) in [10](#q:crop.years) years, at worst [2.0 to 2.5](#q:wide).",
        quantities="\n  crop: {calc: growth.annual, in: {factor: 100M, years: 10}}"
        "\n  wide: {calc: growth.annual, in: {factor: 1000 to 10000, years: 10}}",
    )
}


@pytest.fixture(scope="module", params=["file", "http"])
def address(request: pytest.FixtureRequest, lively: Path) -> Iterator[str]:
    if request.param == "file":
        yield f"{lively.as_uri()}/"
        return
    with server(lively, 0, Changes()) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{made.server_address[1]}/"
        made.shutdown()
        thread.join()


def _page_of(lively: Path, slug: str) -> str:
    (page,) = lively.glob(f"*/{slug}-??????/index.html")
    return page.relative_to(lively).as_posix()


def test_a_reader_searches_by_keyboard_and_opens_what_was_found(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    field.fill("handbok forester")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("forester")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("forester's handbook")


def test_a_search_shows_the_sentence_with_its_words_marked(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("combobox", name="Search").fill("foresters rings")
    expect(page.locator("[role=option] .says mark").first).to_have_text(re.compile("rings|foresters", re.I))
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()


def test_a_reader_walks_the_map_three_steps_and_back(page: Page, address: str, lively: Path) -> None:
    page.goto(address + _page_of(lively, "rings-count-years"))
    before = page.locator(".map svg[role] text").all_text_contents()
    for step, title in enumerate(("Oaks outlive", "Oaks take over", "Birches are gone"), start=1):
        page.locator(".map svg[role] a", has_text=title.split()[-1]).filter(
            has=page.locator("text")
        ).first.click()
        expect(page.locator(".crumbs li")).to_have_count(step + 1)
        assert "#walk/" in page.url
    assert (
        page.locator(".map svg[role] a").first.locator("title").text_content()
        == "Open Birches are gone by 2035"
    )
    for step in (3, 2):
        page.go_back()
        expect(page.locator(".crumbs li")).to_have_count(step)
    page.go_back()
    expect(page.locator(".crumbs")).to_be_hidden()
    assert page.locator(".map svg[role] text").all_text_contents() == before


def test_a_walk_is_found_again_from_its_address(page: Page, address: str, lively: Path) -> None:
    page.goto(address + _page_of(lively, "rings-count-years"))
    page.locator(".map svg[role] a", has_text="outlive").first.click()
    expect(page.locator(".crumbs li")).to_have_count(2)
    page.reload()
    expect(page.locator(".crumbs li")).to_have_count(2)


def test_a_copied_walk_opens_with_the_map_in_sight(browser: Browser, address: str, lively: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    step = _page_of(lively, "oaks-outlive-birches").removesuffix("/index.html")
    page.goto(f"{address}{_page_of(lively, 'rings-count-years')}#walk/{step}")
    expect(page.locator(".crumbs li")).to_have_count(2)
    expect(page.locator(".crumbs")).to_be_in_viewport()
    page.close()


def test_a_click_on_the_centre_opens_the_note(page: Page, address: str, lively: Path) -> None:
    page.goto(address + _page_of(lively, "rings-count-years"))
    page.locator(".map svg[role] a", has_text="outlive").first.click()
    expect(page.locator(".crumbs li")).to_have_count(2)
    page.locator(".map svg[role] a").first.click()
    expect(page.locator("h1")).to_have_text("Oaks outlive birches")


def test_a_note_is_shown_in_the_whole_graph_and_filtered_to_challenges(
    page: Page, address: str, lively: Path
) -> None:
    page.goto(address + _page_of(lively, "oaks-outlive-birches"))
    page.get_by_role("link", name="See it in the whole graph").click()
    expect(page.locator(".stage .said a")).to_have_text("Oaks outlive birches")
    for box in page.locator("input[name=relation]").all():
        if box.get_attribute("value") != "challenges":
            box.uncheck()
    assert page.evaluate(SHOWN_RELATIONS) == ["challenges"]


def test_the_graph_draws_nothing_while_nobody_touches_it(page: Page, address: str) -> None:
    page.goto(f"{address}graph/index.html")
    page.locator("#stage").hover()
    expect(page.locator(".stage.live canvas").first).to_be_visible()
    page.wait_for_timeout(800)
    assert page.evaluate(DRAWINGS) == 0


def test_the_graph_opens_with_its_titles_the_shapes_of_ratings_and_the_dashes_of_relations(
    page: Page, address: str
) -> None:
    page.goto(f"{address}graph/index.html")
    page.locator("#stage").hover()
    expect(page.locator(".stage.live canvas").first).to_be_visible()
    page.wait_for_timeout(800)
    assert page.evaluate(INK) == [True, True, True]


def test_a_slider_moves_the_numbers_of_other_claims(page: Page, address: str, lively: Path) -> None:
    page.goto(address + _page_of(lively, "oaks-take-over"))
    page.get_by_role("link", name="about 84%").click()
    slider = page.locator(".try input[type=range]").first
    expect(slider).to_be_visible()
    slider.fill("40")
    slider.dispatch_event("change")
    moved = page.locator(".also li")
    expect(moved).to_have_count(1)
    expect(moved).to_contain_text("Birches are gone by 2035")
    expect(page.locator("a.number.moved")).to_have_count(1)
    expect(page.locator("a.number.moved")).to_have_text(re.compile(r"^about \d\d%$"))
    expect(page.locator("a.number.moved")).not_to_have_text("about 84%")
    moved.locator("a").click()
    expect(page.locator("h1")).to_have_text("Birches are gone by 2035")
    expect(page.locator(".mine-banner")).to_contain_text("Your inputs: share0 =")
    expect(page.locator("a.number.moved")).to_have_count(1)
    page.locator(".mine-banner button").click()
    expect(page.locator("a.number")).to_have_text("nearly all")


def test_a_moved_number_keeps_the_form_of_its_sentence(page: Page, tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", SAPLINGS), tmp_path / "site")
    own = _page_of(tmp_path / "site", "saplings-abound")
    name = f"#try/{own.removesuffix('/index.html')}%23"
    page.goto((tmp_path / "site" / own).as_uri())
    bound = page.locator("a.number")
    before = bound.evaluate_all("all => all.map((one) => one.innerHTML)")
    for inputs, texts in (
        ("crop.factor=1024", ["some 2", "2.00 times", "2.00x or so", "1,024", "10", "2.0 to 2.5"]),
        ("wide.years=5", ["some 6", "6.31 times", "6.31x or so", "100,000,000", "10", "4.0 to 6.3"]),
        ("wide.factor=1024", ["some 6", "6.31 times", "6.31x or so", "100,000,000", "10", "2x/year"]),
    ):
        page.goto("about:blank")
        page.goto(f"{(tmp_path / 'site' / own).as_uri()}{name}{inputs}")
        expect(page.locator(".mine-banner")).to_be_visible()
        assert bound.all_text_contents() == texts
    page.locator(".mine-banner button").click()
    assert bound.evaluate_all("all => all.map((one) => one.innerHTML)") == before


def test_a_moved_number_keeps_its_form_across_lines_quotations_and_underscores(
    page: Page, tmp_path: Path
) -> None:
    body = (
        "An [eff_bw of *2.83*](#q:n), then\n\n> - quoted [about\n>   2.83](#q:n) here\n\n"
        "- listed [about\n  2.83](#q:n)\n\n[2.83 of crop_all](#q:n)"
    )
    note = claim(
        "Saplings abound", body, quantities="\n  n: {calc: growth.annual, in: {factor: 8, years: 2}}"
    )
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", {"Saplings abound.md": note}), site)
    own = _page_of(site, "saplings-abound")
    page.goto(f"{(site / own).as_uri()}#try/{own.removesuffix('/index.html')}%23n.factor=16")
    expect(page.locator(".mine-banner")).to_be_visible()
    texts = ["eff_bw of 4.00", "about 4.00", "about 4.00", "4.00 of crop_all"]
    assert [" ".join(text.split()) for text in page.locator("a.number").all_text_contents()] == texts


def test_a_copied_link_shows_the_same_state_in_a_fresh_tab(
    browser: Browser, page: Page, address: str, lively: Path
) -> None:
    page.goto(address + _page_of(lively, "oaks-take-over"))
    page.get_by_role("button", name="Try other inputs").click()
    slider = page.locator(".try input[type=range]").first
    slider.fill("200")
    slider.dispatch_event("change")
    page.get_by_role("button", name="Copy link").click()
    expect(page).to_have_url(re.compile("#try/"))
    answer = page.locator(".try .answer").text_content()
    fresh = browser.new_context().new_page()
    fresh.goto(page.url)
    expect(fresh.locator(".try .answer")).to_have_text(answer or "")
    fresh.context.close()


def test_a_reader_goes_the_whole_way(browser: Browser, page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("rings count years")
    expect(page.get_by_role("option").first).to_contain_text("Rings count years")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Rings count years")
    page.wait_for_load_state("load")
    for step, title in enumerate(("Oaks outlive", "Birches grow", "Oaks take over"), start=1):
        page.locator(".map svg[role] a").filter(has=page.locator("text")).filter(
            has_text=title.split()[-1]
        ).first.click()
        expect(page.locator(".crumbs li")).to_have_count(step + 1)
    for step in (3, 2):
        page.go_back()
        expect(page.locator(".crumbs li")).to_have_count(step)
    page.get_by_role("link", name="See it in the whole graph").click()
    expect(page.locator(".stage .said a")).to_have_text("Oaks outlive birches")
    for box in page.locator("input[name=relation]").all():
        box.set_checked(box.get_attribute("value") == "challenges")
    assert page.evaluate(SHOWN_RELATIONS) == ["challenges"]
    page.get_by_role("combobox", name="Find").fill("Oaks take over")
    page.locator(".stage .said a", has_text="Oaks take over").click()
    expect(page.locator("h1")).to_contain_text("Oaks take over")
    page.wait_for_load_state("load")
    page.get_by_role("link", name="about 84%").click()
    page.locator(".try input[type=range]").first.fill("40")
    expect(page.locator(".also li")).to_contain_text("Birches are gone by 2035")
    page.locator(".try input[type=range]").first.dispatch_event("change")
    moved = page.locator(".also li strong").text_content()
    page.get_by_role("button", name="Copy link").click()
    expect(page).to_have_url(re.compile("#try/"))
    tab = browser.new_context().new_page()
    tab.goto(page.url)
    expect(tab.locator(".also li strong")).to_have_text(moved or "")
    tab.locator(".also li a").click()
    expect(tab.locator("h1")).to_have_text("Birches are gone by 2035")
    expect(tab.locator("a.number.moved")).to_have_count(1)
    tab.context.close()


def test_the_page_computes_what_the_build_computed(page: Page, address: str, lively: Path) -> None:
    page.goto(address + _page_of(lively, "oaks-take-over"))
    page.get_by_role("button", name="Try other inputs").click()
    expect(page.locator(".try .answer")).to_be_visible()
    pairs = page.evaluate(
        "() => teleo.live.entries.map((entry, place) => { const now = teleo.live.baseline.result(place);"
        " return [[now.low, now.value, now.high, now.verdict], [...entry.value, entry.verdict]] })"
    )
    assert len(pairs) == 2
    for now, before in pairs:
        assert now[:3] == pytest.approx(before[:3], rel=1e-12)
        assert now[3] == before[3]


def test_a_claim_that_falls_takes_others_with_it(page: Page, address: str, lively: Path) -> None:
    page.goto(
        f"{address}cascade/index.html#{_page_of(lively, 'oaks-outlive-birches').removesuffix('/index.html')}"
    )
    page.get_by_role("button", name="it fell").click()
    rows = page.locator(".tool tbody tr")
    expect(rows.filter(has_text="Oaks take over")).to_contain_text("→ speculative")


def test_some_words_of_a_title_choose_a_claim_or_say_why_not(page: Page, address: str) -> None:
    page.goto(f"{address}cascade/index.html")
    field, said = page.get_by_role("combobox", name="Claim"), page.locator(".tool [role=status]")
    for typed, answer in (
        ("oaks", re.compile("^[2-9] claims have these words")),
        ("oaks palms", "No rated claim has these words in its title."),
        ("birches OAKS", re.compile("moves?[,:. ]")),
    ):
        field.fill(typed)
        field.press("Enter")
        expect(said).to_contain_text(answer)
    expect(field).to_have_value("Oaks outlive birches")
    expect(page.locator(".tool input[type=range]")).to_be_visible()


def test_the_strength_of_a_claim_leads_to_where_it_is_moved(
    browser: Browser, address: str, lively: Path
) -> None:
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 500})
        page.goto(address + _page_of(lively, "oaks-outlive-birches"))
        page.locator('a[href*="cascade/index.html#"]').first.click()
        slider = page.locator(".tool input[type=range]")
        expect(slider).to_be_visible()
        page.wait_for_load_state("load")
        expect(page.locator(".tool label").first).to_be_in_viewport()
        expect(page.get_by_role("combobox", name="Claim")).to_have_value("Oaks outlive birches")
        page.close()


def test_the_choice_of_dress_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 26)"
    page.goto(f"{address}claims/index.html")
    expect(page.get_by_role("button", name="Light")).to_be_visible()


def test_without_script_the_site_is_whole(browser: Browser, address: str, lively: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}index.html")
    page.get_by_role("link", name="Claims").first.click()
    page.get_by_role("link", name="Oaks take over").first.click()
    expect(page.locator("h1")).to_have_text("Oaks take over")
    expect(page.locator(".quantity")).to_contain_text("90%")
    page.locator(".map svg a").first.click()
    expect(page.locator("h1")).not_to_have_text("Oaks take over")
    page.goto(f"{address}graph/index.html")
    expect(page.locator(".index-list li")).to_have_count(len(LIVELY) - 1)
    expect(page.locator(".picture a:visible").first).to_have_attribute("href", re.compile("^../"))
    assert page.locator("button:visible").count() == 0
    context.close()


def test_a_permanent_address_is_whole_only_where_a_host_gives_one(
    page: Page, address: str, lively: Path
) -> None:
    path = _page_of(lively, "oaks-outlive-birches")
    page.goto(f"{address}{path}")
    expect(page.locator("a[rel=bookmark]")).to_have_text(
        f"{address}{path}" if address.startswith("http") else path
    )
