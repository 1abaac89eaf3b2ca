"""What a reader can try at the numbers of a page: which have a panel, what it moves, and what an address carries."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.test_interval_chart import numbers_of
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
    "Foresters wait.md": claim(
        "Foresters wait",
        "Of them [about 90%](#q:gain.fraction) are busy, each for [1 year](#q:years.years).",
        quantities="""
  crew: {calc: queue.fleet, in: {mean_load: 20, peak_to_mean: 2, target: 10%}}
  gain: {calc: stack.amdahl, in: {fraction: = crew.utilisation, speedup: 2 to 4}, stated: 50x to 60x}
  years: {calc: growth.annual, in: {factor: 2, years: 1 year}}
""",
    ),
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
        ("foresters-wait", ["q-crew", "q-gain", "q-years"]),
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
    expect(page.locator("#q-later")).to_be_in_viewport(ratio=0.5)


@pytest.mark.browser
def test_a_number_is_moved_by_the_given_ones_that_it_rests_on(page: Page, site: Path) -> None:
    page.goto(_address(site, "oaks-take-over"))
    page.locator("#q-only .enliven").click()
    box = page.locator("#q-only .try")
    expect(box.locator("label code")).to_have_text(["share", "growth", "wait"])
    before = box.locator(".answer").text_content() or ""
    box.get_by_role("slider", name="wait").press("End")
    expect(box.locator(".answer")).to_contain_text("With your inputs")
    assert (box.locator(".answer").text_content() or "").split()[-1] != before.split()[-1]
    expect(page).to_have_url(re.compile("%23wait="))
    page.reload()
    expect(page.locator(".mine-banner")).to_contain_text("wait = ")


@pytest.mark.browser
def test_models_that_are_long_on_their_way_are_told_and_the_focus_waits_for_them(
    page: Page, site: Path
) -> None:
    held: list[Route] = []
    page.route("**/static/data/models.js", lambda route: held.append(route))
    page.goto(_address(site, "oaks-take-over"))
    button = page.locator("#q-only .enliven")
    button.press("Enter")
    expect(page.locator("#q-only [role=status]")).to_have_text("The models are on their way …")
    expect(button).to_be_focused()
    held[0].continue_()
    expect(page.locator("#q-only .try > summary")).to_be_focused()
    expect(page.get_by_text("on their way")).to_have_count(0)


@pytest.mark.browser
def test_who_went_on_while_the_models_came_stays_there(page: Page, site: Path) -> None:
    held: list[Route] = []
    page.route("**/static/data/models.js", lambda route: held.append(route))
    page.goto(_address(site, "oaks-take-over"))
    with page.expect_request("**/static/data/models.js"):
        page.locator("#q-only .enliven").click()
    page.locator("#theme").focus()
    held[0].continue_()
    expect(page.locator("#q-only .try")).to_have_attribute("open", "")
    expect(page.locator("#theme")).to_be_focused()


@pytest.mark.browser
def test_models_that_do_not_come_are_told_and_may_be_asked_for_again(page: Page, site: Path) -> None:
    page.route("**/static/data/models.js", lambda route: route.abort(), times=1)
    page.goto(_address(site, "oaks-take-over"))
    button = page.locator("#q-only .enliven")
    button.click()
    expect(page.locator("#q-only [role=status]")).to_have_text("The models did not come. Try again.")
    button.click()
    expect(page.locator("#q-only .try > summary")).to_be_focused()


def _try(site: Path, slug: str, **values: str) -> str:
    """Return the address of a claim's page with values of the reader for the numbers and inputs of the page."""
    address = _address(site, slug)
    name = "/".join(address.split("/")[-3:-1])
    parts = (f"{quote(f'{name}#{entry}', safe='')}={value}" for entry, value in values.items())
    return f"{address}#try/{'&'.join(parts)}"


@pytest.mark.browser
def test_what_moves_a_number_is_redrawn_as_it_was_built(page: Page, site: Path) -> None:
    page.goto(_address(site, "oaks-take-over"))
    page.locator("#q-later .enliven").click()
    page.locator("#q-later .inputs summary").click()
    built = page.locator("#q-later .inputs .meter")
    drawn = page.locator("#q-later .try .meter")
    expect(drawn).to_have_count(built.count())
    assert drawn.all_inner_texts() == built.all_inner_texts()
    parts = [
        bars.locator(".part").evaluate_all("all => all.map((one) => one.getAttribute('width'))")
        for bars in (built, drawn)
    ]
    assert parts[0] == parts[1] == ["100"]
    page.locator("#q-later").get_by_role("slider", name="share").press("End")
    expect(page.locator("#q-later .try")).to_contain_text("With your inputs")
    expect(drawn).to_have_count(0)


@pytest.mark.browser
def test_the_keyboard_keeps_its_place_when_inputs_are_reset(page: Page, site: Path) -> None:
    page.goto(_try(site, "oaks-take-over", wait="5"))
    reset = page.locator("#q-only .try").get_by_role("button", name="Reset")
    reset.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mine-banner")).to_be_hidden()
    expect(reset).to_be_focused()
    expect(reset).to_have_attribute("aria-disabled", "true")
    page.get_by_role("slider", name="wait").first.press("End")
    page.locator(".mine-banner button").press("Enter")
    expect(page.locator(".mine-banner")).to_be_hidden()
    expect(page.locator("summary:focus")).to_have_text("Try other inputs")


@pytest.mark.browser
def test_back_to_the_plain_address_is_back_to_the_authors_numbers(page: Page, site: Path) -> None:
    page.goto(_address(site, "oaks-take-over"))
    page.locator("#q-only").get_by_role("button", name="Try other inputs").click()
    expect(page.locator("#q-only .try summary")).to_be_visible()
    page.goto(_try(site, "oaks-take-over", wait="5"))
    expect(page.locator(".mine-banner")).to_be_visible()
    page.go_back()
    expect(page.locator(".mine-banner")).to_be_hidden()
    assert "#" not in page.url


@pytest.mark.browser
def test_a_slider_stands_where_its_value_is_though_the_keyboard_is_on_it(page: Page, site: Path) -> None:
    page.goto(_address(site, "oaks-take-over"))
    page.locator("#q-only .enliven").click()
    slider = page.locator("#q-only").get_by_role("slider", name="wait")
    before = slider.input_value()
    page.goto(_try(site, "oaks-take-over", wait="5"))
    expect(slider).not_to_have_value(before)
    slider.focus()
    page.go_back()
    expect(slider).to_have_value(before)
    expect(slider).to_be_focused()
    for _ in range(4):
        slider.press("ArrowRight")
    expect(slider).to_have_value(str(int(before) + 4))


@pytest.mark.browser
def test_a_text_bound_to_another_output_of_a_number_moves_with_it(page: Page, site: Path) -> None:
    page.goto(_address(site, "foresters-wait"))
    page.locator("#q-crew .enliven").click()
    busy, years = page.locator("a.number").first, page.locator("a.number").last
    page.get_by_role("slider", name="mean_load").press("Home")
    expect(busy).to_have_class(re.compile("moved"))
    assert re.fullmatch(r"about \d\d%", busy.inner_text())
    page.locator("#q-years .try summary").click()
    page.locator("#q-years").get_by_role("slider").last.press("End")
    expect(years).to_have_text("10 years")


@pytest.mark.browser
def test_a_sentence_says_so_where_a_readers_inputs_leave_no_result(page: Page, site: Path) -> None:
    page.goto(_try(site, "oaks-take-over", growth="1e6", wait="50"))
    expect(page.locator(".mine-banner")).to_be_visible()
    texts = page.locator("a.number")
    expect(texts).to_have_text(["about 100%"])
    page.goto("about:blank")
    page.goto(_try(site, "foresters-wait", **{"crew.mean_load": "100000", "crew.peak_to_mean": "10"}))
    expect(texts.first).to_have_text("no result")
    expect(texts.first).to_have_attribute("title", "The text says about 90%")
    page.locator(".mine-banner button").click()
    expect(texts.first).to_have_text("about 90%")


@pytest.mark.browser
def test_of_many_numbers_that_move_the_nearest_are_named(page: Page, tmp_path: Path) -> None:
    chain = "".join(
        f"  n{place}: {{calc: shift.share_at, in: {{share0: = n{place + 1}, growth_ratio: 2, years: 0.01}}}}\n"
        for place in range(100)
    )
    note = claim("Oaks last", quantities=f"\n{chain}  n100: {{calc: given, stated: 30%}}")
    build(write_vault(tmp_path / "vault", {"Oaks last.md": note}), tmp_path / "site")
    page.goto(_try(tmp_path / "site", "oaks-last", n100="0.5"))
    rows = page.locator("#q-n100 .also li")
    expect(rows).to_have_count(61)
    expect(rows.first).to_contain_text("n99:")
    expect(rows.last).to_have_text("and 40 more")


@pytest.mark.browser
def test_a_panel_draws_the_chart_of_the_build_and_draws_it_anew(page: Page, site: Path) -> None:
    page.goto(_address(site, "foresters-wait"))
    page.locator("#q-gain .enliven").click()
    charts = page.locator("#q-gain svg.chart")
    expect(charts).to_have_count(2)
    built, drawn = (re.sub(r"<\?.*?\?>", "", charts.nth(place).inner_html()) for place in (0, 1))
    assert numbers_of(drawn) == pytest.approx(numbers_of(built), abs=0.11)
    assert 'class="hill"' in drawn
    assert charts.nth(1).get_attribute("aria-label") == charts.nth(0).get_attribute("aria-label")
    page.locator("#q-gain .try input[type=range]").first.press("Home")
    expect(page.locator("#q-gain .try .answer")).to_contain_text("With your inputs")
    assert charts.nth(1).inner_html() != drawn
    assert charts.nth(0).inner_html() == built


@pytest.mark.browser
def test_a_link_within_the_page_leaves_the_inputs_in_the_address(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(_try(site, "oaks-take-over", wait="5"))
    address = page.url
    page.locator(".mine-banner a", has_text="only").click()
    expect(page.locator("#q-only")).to_be_in_viewport()
    expect(page.locator("#q-only")).to_be_focused()
    assert page.url == address
    page.evaluate("scrollTo(0, 0)")
    page.locator("#q-wait .also a").first.click()
    expect(page.locator("#q-only")).to_be_in_viewport()
    assert page.url == address


@pytest.mark.browser
def test_a_copied_address_opens_at_the_number_that_it_was_copied_at(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(_try(site, "oaks-take-over", wait="5"))
    expect(page.locator("#q-only")).not_to_be_in_viewport()
    page.locator("#q-only").get_by_role("button", name="Copy link").click()
    expect(page).to_have_url(re.compile("&at=q-only$"))
    copied = page.url
    page.goto("about:blank")
    page.goto(copied)
    expect(page.locator("#q-only")).to_be_in_viewport()
    expect(page.locator(".mine-banner")).to_contain_text("wait = 5 years; 2 numbers move")


@pytest.mark.browser
def test_a_link_is_without_inputs_once_they_are_reset(page: Page, site: Path) -> None:
    page.goto(_try(site, "oaks-hold-a-third", share="0.5"))
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    link = page.locator('main a[href*="index.html"]:not(.also a):visible').first
    plain = link.get_attribute("href")
    link.click()
    assert "#try/" in (link.get_attribute("href") or "")
    page.locator(".mine-banner button").click()
    link.click()
    assert link.get_attribute("href") == plain


@pytest.mark.browser
@pytest.mark.parametrize("value", ["1", "-5", "1e99", "0", "", "%20", "NaN", "Infinity"])
def test_an_address_cannot_carry_what_a_number_cannot_be(page: Page, site: Path, value: str) -> None:
    page.goto(_try(site, "oaks-hold-a-third", share=value))
    expect(page.locator("#q-share .try")).to_have_count(1)
    expect(page.locator(".mine-banner")).to_contain_text("1 input of the address has no place in this vault")


@pytest.mark.browser
def test_what_an_input_means_stands_beside_its_slider(page: Page, lively: Path) -> None:
    page.goto(next(lively.glob("c/oaks-take-over-*/index.html")).as_uri())
    page.get_by_role("button", name="Try other inputs").first.click()
    slider = page.get_by_role("slider", name="growth_ratio").first
    meaning = "annual growth factor of the share's class over that of the other class"
    expect(slider).to_have_accessible_description(meaning)
    expect(page.locator(".try").first.get_by_text(meaning, exact=True)).to_be_visible()


@pytest.mark.browser
def test_a_number_without_a_model_is_not_explained_as_itself(page: Page, site: Path) -> None:
    page.goto(_address(site, "oaks-take-over"))
    page.locator("#q-only .enliven").click()
    expect(page.locator("#q-only").get_by_role("slider", name="wait")).to_be_visible()
    expect(page.get_by_text("the stated value", exact=True)).to_have_count(0)


@pytest.mark.browser
def test_that_a_link_was_copied_is_told_until_the_numbers_move(browser: Browser, lively: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(next(lively.glob("c/oaks-take-over-*/index.html")).as_uri())
    page.get_by_role("button", name="Try other inputs").first.click()
    slider = page.get_by_role("slider").first
    slider.press("ArrowRight")
    copy = page.get_by_role("button", name="Copy link").first
    told = page.locator(".try .buttons").first.get_by_role("status")
    expect(copy).to_have_attribute("aria-disabled", "false")
    expect(told).to_have_text("")
    copy.click()
    expect(told).to_have_text("Copied.")
    expect(copy).to_have_text("Copy link")
    assert "#try/" in page.evaluate("navigator.clipboard.readText()")
    slider.press("ArrowRight")
    expect(told).to_have_text("")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    copy.click()
    expect(told).to_have_text("Copy it from the address bar.")
    context.close()
