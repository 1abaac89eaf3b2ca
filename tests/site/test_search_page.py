"""The search as a reader uses it, in a real browser."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Locator, Page, Route, expect

from teleo.embeddings import Vectors, unit_rows
from teleo.pipeline import survey
from teleo.site.build import build_site
from teleo.site.search_vectors import Meaning
from tests.site.vaults import claim, write_vault
from tests.site.waiting import first_of, stop_the_clock

pytestmark = pytest.mark.browser

LONG = "A title that " + "goes on and " * 18 + "ends"
TREES = "Oak Birch Elm Ash Beech Larch Maple Alder Hazel Rowan Willow Poplar Cedar Cypress Juniper".split()
SHIPS = "Frigate Sloop Cutter Barge Ferry Tanker Galley Schooner Brig Ketch".split()
NOTES = {
    "Prices": "Chips rent for $2/hour, and some don't pay.",
    "Memory": "A card of 24 GB holds it. Bandwidth is 3.35 TB a second.",
    "Formats": "NVFP4 saves 44 percent; NVFP8 does not.",
    "Shares": "The share is 70% of the whole, or 1,229 of 1,756 notes.",
    "樹木": "木は長く生きる。中文也可以。",
    "Wege": "Die Straße nach Łódź ist lang.",
    LONG: "Nothing but <img src=x onerror=alert(1)> and `</script>` here.",
    "Money": "The H100 rents for $2, 100 of them for $100M in 2 years; that is 1e9 cents, not 1 of 9.",
    "Rope": "It is made of hemp.",
    "Firms": "What they give for R&D is little.",
    **dict.fromkeys(TREES, "It stands in a forest for centuries."),
    **dict.fromkeys(SHIPS, "It crosses the sea in a week."),
}


def _words(words: Sequence[str], basis: NDArray[np.floating]) -> tuple[Vectors, NDArray[np.bool_]]:
    """Return the direction of the trees or of the ships for a few words."""
    rows = np.zeros((len(words), len(basis)), np.float32)
    known = {"centuries": 0, "forest": 0, "sea": 1, "week": 1, "hemp": 1}
    for place, word in enumerate(words):
        if word in known:
            rows[place, known[word]] = 1
    return rows @ np.asarray(basis, np.float32), rows.any(axis=1)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    vault = write_vault(
        folder / "vault", {f"{title}.md": claim(title, text) for title, text in NOTES.items()}
    )
    found = survey(vault)
    rows = np.random.default_rng(1).normal(size=(len(found.vault.notes), 40)).astype(np.float32) * 0.05
    for number, note in enumerate(found.vault.notes):
        rows[number, 0] += note.title in TREES
        rows[number, 1] += note.title in SHIPS
    build_site(found, None, folder / "site", meaning=Meaning(unit_rows(rows), _words))
    return folder / "site"


@pytest.fixture
def field(page: Page, site: Path) -> Locator:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    return page.get_by_role("combobox", name="Search")


@pytest.mark.parametrize(
    ("query", "title", "sentence"),
    [
        ("don't", "Prices", "Chips rent for $2/hour, and some don't pay."),
        ("don’t", "Prices", "Chips rent for $2/hour, and some don't pay."),
        ("$2/hour", "Prices", "Chips rent for $2/hour, and some don't pay."),
        ("24 GB", "Memory", "A card of 24 GB holds it."),
        ("3.35", "Memory", "Bandwidth is 3.35 TB a second."),
        ("NVFP4", "Formats", "NVFP4 saves 44 percent; NVFP8 does not."),
        ("70%", "Shares", "The share is 70% of the whole, or 1,229 of 1,756 notes."),
        ("1229", "Shares", "The share is 70% of the whole, or 1,229 of 1,756 notes."),
        ("中文", "樹木", "中文也可以。"),
        ("strasse", "Wege", "Die Straße nach Łódź ist lang."),
        ("STRASSE lodz", "Wege", "Die Straße nach Łódź ist lang."),
        ("straße", "Wege", "Die Straße nach Łódź ist lang."),
        ("長", "樹木", "木は長く生きる。"),
        ("る", "樹木", "木は長く生きる。"),
        ("onerror", LONG, "Nothing but  and"),
    ],
)
def test_words_numbers_and_signs_are_found_with_their_sentence(
    page: Page, field: Locator, query: str, title: str, sentence: str
) -> None:
    field.fill(query)
    first = page.get_by_role("option").first
    expect(first.locator(".title")).to_contain_text(title)
    if query != "onerror":
        expect(first.locator(".says")).to_contain_text(sentence)
        expect(first.locator("mark").first).to_be_visible()


MARKS = {
    "- [x] *Gravel* is **done**, see [the pit](https://a.b) and ![a plan](plan.png)": (
        "Gravel is done, see the pit and a plan"
    ),
    "> 1. > Gravel is quoted[^1]\n\n[^1]: Elsewhere.": "Gravel is quoted · Elsewhere.",
    "- Gravel is 14%\n- It is dug": "Gravel is 14% · It is dug",
    "- Gravel is heavy (and grey)\n- It is dug": "Gravel is heavy (and grey) · It is dug",
    "- Gravel is heavy:\n- It is dug": "Gravel is heavy: It is dug",
    "Two ways:\n3.5 tons of gravel are too much.": "Two ways: 3.5 tons of gravel are too much.",
    "It loses\n-5% of gravel a year.": "It loses -5% of gravel a year.",
    "Gravel with x <5 and y >3 is ~~not~~ fine; 2 * 3 * 4 is snake_case_gravel.": (
        "Gravel with x <5 and y >3 is not fine; 2 * 3 * 4 is snake_case_gravel."
    ),
    "> [!tip]- Gravel is ==well== dug, where a == b": "Gravel is well dug, where a == b",
    "Gravel is at <https://a.b/c>, and <b>not</b> here.\n\n[r]: https://a.b": (
        "Gravel is at https://a.b/c, and not here."
    ),
}


@pytest.mark.parametrize(("body", "sentence"), MARKS.items())
def test_a_sentence_is_shown_without_its_marks_and_with_its_numbers(
    page: Page, tmp_path: Path, body: str, sentence: str
) -> None:
    vault = write_vault(tmp_path / "vault", {"Pits.md": claim("Pits", body)})
    build_site(survey(vault), None, tmp_path / "site")
    page.goto((tmp_path / "site/index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("gravel")
    expect(page.get_by_role("option").first.locator(".says")).to_have_text(sentence)


def test_what_is_marked_is_what_was_asked(page: Page, field: Locator) -> None:
    field.fill("NVFP4 percent")
    says = page.get_by_role("option").first.locator(".says")
    expect(says).to_contain_text("saves")
    assert says.locator("mark").all_text_contents() == ["NVFP4", "percent"]


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("strasse lodz", ["Straße", "Łódź"]),
        ("く", ["く"]),
        ("る", ["る"]),
        ("H100", ["H100"]),
        ("r&d", ["R&D"]),
        ("$100m", ["$100M"]),
        ("100m ", ["100M"]),
        ("1e9", ["1e9"]),
    ],
)
def test_what_is_marked_is_as_the_note_writes_it(
    page: Page, field: Locator, query: str, marks: list[str]
) -> None:
    field.fill(query)
    expect(page.get_by_role("option")).to_have_count(1)
    says = page.get_by_role("option").first.locator(".says")
    expect(says.locator("mark").first).to_be_visible()
    assert says.locator("mark").all_text_contents() == marks


def test_what_is_asked_for_on_a_click_takes_the_place_of_what_was_typed(page: Page, field: Locator) -> None:
    field.fill("zzßzz forxxt")
    page.get_by_role("button", name="forest").click()
    expect(field).to_have_value("zzßzz forest")


def test_a_slip_is_corrected_and_told(page: Page, field: Locator) -> None:
    field.fill("forset ")
    expect(page.get_by_role("status")).to_contain_text("no note says “forset”, so this looks for “forest”")
    expect(page.get_by_role("option")).to_have_count(len(TREES))


def test_a_word_too_far_off_offers_the_nearest_and_asks_for_it_on_a_click(page: Page, field: Locator) -> None:
    field.fill("forxxt")
    expect(page.get_by_role("status")).to_contain_text("Nothing found; no note says “forxxt”.")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.get_by_role("button", name="forest").click()
    expect(field).to_have_value("forest")
    expect(page.get_by_role("option")).to_have_count(len(TREES))


def test_notes_that_say_it_in_other_words_follow_and_are_told(page: Page, field: Locator) -> None:
    field.fill("hemp zzz")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Rope claim")
    expect(options.nth(1)).to_contain_text("near in meaning")
    others = options.locator(".title").all_text_contents()[1 : len(SHIPS) + 1]
    assert {title.split()[0] for title in others} == set(SHIPS)


def test_a_query_that_notes_answer_word_for_word_is_not_blurred(page: Page, field: Locator) -> None:
    field.fill("made hemp ")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 result.")


def test_arrows_lead_round_the_results_and_are_told_to_a_screen_reader(page: Page, field: Locator) -> None:
    field.fill("sea ")
    options = page.get_by_role("option")
    expect(options).to_have_count(len(SHIPS))
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-activedescendant", "search-0")
    page.keyboard.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", f"search-{len(SHIPS) - 1}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert page.locator("[aria-selected=true]").count() == 1


def test_enter_waits_for_what_was_typed_before_it(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").wait_for()
    page.keyboard.insert_text("frigate")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Frigate")


def test_a_result_is_a_link_that_opens_beside_the_search_or_leaves_it(page: Page, field: Locator) -> None:
    field.fill("frigate")
    result = page.get_by_role("option").first
    expect(result).to_have_attribute("href", re.compile(r"c/frigate-\w+/index\.html"))
    with page.context.expect_page() as opened:
        result.click(modifiers=["Control"])
    expect(opened.value.locator("h1")).to_contain_text("Frigate")
    expect(field).to_be_focused()
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    expect(opened.value.locator("h1")).to_contain_text("Frigate")
    result.click()
    expect(page.locator("h1")).to_contain_text("Frigate")


@pytest.mark.parametrize("what", ["sentences", "other results"])
def test_a_row_stands_still_while_it_is_pressed(page: Page, field: Locator, what: str) -> None:
    stop_the_clock(page)
    field.fill("sea")
    pressed = page.get_by_role("option").nth(1)
    pressed.hover()
    page.mouse.down()
    title = pressed.locator(".title bdi").inner_text()
    if what == "other results":
        field.evaluate("field => { field.value = 'forest'; field.dispatchEvent(new Event('input')); }")
    for _ in range(9):
        page.clock.run_for(100)
        page.wait_for_timeout(30)
    expect(pressed.locator(".title bdi")).to_have_text(title)
    expect(pressed.locator(".says")).to_be_empty()
    page.mouse.up()
    expect(page.locator("h1")).to_have_text(title)


def test_results_come_once_a_press_is_given_up(page: Page, field: Locator) -> None:
    field.fill("sea")
    page.get_by_role("option").nth(1).hover()
    page.mouse.down()
    field.evaluate("field => { field.value = 'hemp'; field.dispatchEvent(new Event('input')); }")
    page.mouse.move(1, 1)
    page.mouse.up()
    expect(page.get_by_role("option").first).to_contain_text("Rope")


def test_a_press_beside_the_box_closes_it_but_not_one_that_began_within(page: Page, field: Locator) -> None:
    field.hover()
    page.mouse.down()
    page.mouse.move(2, 300)
    page.mouse.up()
    expect(field).to_be_visible()
    page.mouse.click(2, 300)
    expect(field).to_be_hidden()


@pytest.mark.parametrize("way", ["Enter", "click"])
def test_back_leads_to_what_was_found(page: Page, field: Locator, way: str) -> None:
    field.fill("sea ")
    chosen = page.get_by_role("option").nth(2)
    title = chosen.locator(".title").inner_text().split()[0]
    if way == "click":
        chosen.click()
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(title)
    page.go_back()
    expect(field).to_have_value("sea ")
    expect(field).to_be_focused()
    expect(page.get_by_role("option").nth(2)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("history.state.search") is None
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("way", ["key", "button"])
def test_letters_typed_before_the_search_came_are_kept(page: Page, site: Path, way: str) -> None:
    held: list[Route] = []
    page.route("**/static/search.js", lambda route: held.append(route))
    page.goto((site / "index.html").as_uri())
    if way == "key":
        page.keyboard.press("/")
    else:
        page.get_by_role("button", name="Search").click()
    page.keyboard.type("hemp rope")
    expect(page.get_by_role("status")).to_have_text("The search is on its way …")
    first_of(page, held).continue_()
    expect(page.get_by_role("combobox", name="Search")).to_have_value("hemp rope")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.get_by_text("on its way")).to_have_count(0)


@pytest.mark.parametrize("part", ["data/search.js", "data/words/*"])
def test_what_did_not_come_is_told_and_asked_for_again(page: Page, site: Path, part: str) -> None:
    page.route(f"**/static/{part}", lambda route: route.abort())
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    field.fill("hemp")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text("did not come")
    page.keyboard.press("Enter")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("option").first).to_contain_text("Rope")
    expect(status).to_have_text("1 result.")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Rope")


def test_titles_are_found_though_the_words_of_the_texts_did_not_come(page: Page, site: Path) -> None:
    page.route("**/static/data/words/*", lambda route: route.abort())
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    field.fill("frigate")
    expect(page.get_by_role("option").first).to_contain_text("Frigate")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("these titles are here")


def test_a_text_that_did_not_come_hides_no_result(page: Page, site: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/static/data/texts/*", lambda route: route.abort())
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("hemp ")
    expect(page.get_by_role("option")).to_have_count(1)
    page.wait_for_timeout(500)
    assert errors == []


def test_a_search_that_did_not_come_is_told_beside_its_button(page: Page, site: Path) -> None:
    page.route("**/static/search.js", lambda route: route.abort())
    page.goto((site / "index.html").as_uri())
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("The search did not come. Try again.")
    page.unroute_all()
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()


def test_a_key_that_ends_a_composition_follows_no_result(page: Page, field: Locator) -> None:
    field.fill("hemp ")
    expect(page.get_by_role("option")).to_have_count(1)
    before = page.url
    field.evaluate("field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229}))")
    page.wait_for_timeout(200)
    assert page.url == before


def test_while_one_types_no_text_is_fetched_for_its_sentence(page: Page, field: Locator) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.type("centuries forest", delay=20)
    expect(page.get_by_role("option")).to_have_count(len(TREES))
    expect(page.locator(".says mark").first).to_be_visible()
    texts = [url for url in asked if "/texts/" in url]
    assert len(texts) == len(set(texts)) <= 6


def test_a_long_title_stands_whole_and_widens_no_phone(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("goes ends")
    first = page.get_by_role("option").first
    expect(first).to_contain_text(LONG)
    box = first.bounding_box()
    overflow = page.locator("#search-results").evaluate("list => list.scrollWidth - list.clientWidth")
    page.close()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert overflow <= 0


def test_titles_of_a_huge_vault_are_fetched_for_what_was_found(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.site.search.MOST_TITLE_CHARACTERS", 10)
    vault = write_vault(
        tmp_path / "vault", {f"{title}.md": claim(title, text) for title, text in NOTES.items()}
    )
    build_site(survey(vault), None, tmp_path / "site")
    page.goto((tmp_path / "site/index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("24 GB")
    expect(page.get_by_role("option").first).to_contain_text("Memory")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Memory")
