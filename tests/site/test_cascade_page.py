"""The page on which a reader lets a claim fall: what it says is so, and its address says what it shows."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.vaults import build, claim, write_vault
from tests.site.waiting import until

pytestmark = pytest.mark.browser

WOODS = {
    "Rings count years.md": claim("Rings count years"),
    "Oaks are old.md": claim("Oaks are old", depends_on="[Rings count years]"),
    "Elms are alone.md": claim("Elms are alone"),
    "one/Ash stands.md": claim("Ash stands"),
    "two/Ash stands.md": claim("Ash stands", "Elsewhere."),
}


@pytest.fixture
def cascade(tmp_path: Path) -> Path:
    build(write_vault(tmp_path / "vault", WOODS), tmp_path / "site")
    return tmp_path / "site/cascade/index.html"


def _note(cascade: Path, slug: str) -> str:
    (folder,) = (cascade.parents[1] / "c").glob(f"{slug}-*")
    return f"c/{folder.name}"


@pytest.mark.parametrize(
    ("slug", "strength", "said"),
    [
        ("rings-count-years", "?strength=0.75", "Nothing else moves at this strength."),
        (
            "oaks-are-old",
            "",
            "Nothing else moves: no claim rests on this one, or is supported or challenged by it.",
        ),
        ("rings-count-years", "", "1 other note moves, and so does its effective rating."),
    ],
)
def test_what_moves_is_said_as_it_is(page: Page, cascade: Path, slug: str, strength: str, said: str) -> None:
    page.goto(f"{cascade.as_uri()}#{_note(cascade, slug)}{strength}")
    expect(page.locator("#cascade [role=status]")).to_have_text(said)


def test_what_is_read_aloud_after_a_move_is_a_sentence_and_not_the_table(page: Page, cascade: Path) -> None:
    page.goto(f"{cascade.as_uri()}#{_note(cascade, 'rings-count-years')}")
    expect(page.locator("#cascade tbody tr")).to_have_count(1)
    expect(page.locator("#cascade").locator("[role=status], [role=alert], [aria-live]")).to_have_text(
        ["1 other note moves, and so does its effective rating."]
    )


def test_on_a_phone_each_number_of_what_moves_says_what_it_is(page: Page, cascade: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{cascade.as_uri()}#{_note(cascade, 'rings-count-years')}")
    cells = page.locator("#cascade tbody td:not(.notes)")
    expect(cells).to_have_count(2)
    labels = cells.evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")
    assert labels == ['"Strength"', '"Effective rating"']
    for cell in cells.all():
        around, value = cell.bounding_box(), cell.locator("span").bounding_box()
        assert around
        assert value
        assert value["x"] > around["x"] + 100
        assert value["y"] < around["y"] + 6


def test_an_address_names_no_claim_that_the_page_does_not_show(page: Page, cascade: Path) -> None:
    page.goto(f"{cascade.as_uri()}#{_note(cascade, 'oaks-are-old')}")
    find, said = page.get_by_role("combobox"), page.locator("#cascade [role=status]")
    expect(find).to_have_value("Oaks are old")
    find.fill("are")
    find.press("Enter")
    expect(said).to_have_text("2 claims have these words: write one more, or choose from the list.")
    expect(page).to_have_url(cascade.as_uri())
    find.fill("")
    expect(said).to_be_empty()
    find.fill("nothing of the kind")
    find.press("Enter")
    expect(said).to_have_text("No rated claim has these words in its title.")
    find.fill("alone")
    find.press("Enter")
    expect(page).to_have_url(f"{cascade.as_uri()}#{_note(cascade, 'elms-are-alone')}")
    find.fill("")
    expect(page).to_have_url(cascade.as_uri())
    expect(page.get_by_role("slider")).to_be_hidden()


def test_of_claims_with_one_title_each_can_be_chosen(page: Page, cascade: Path) -> None:
    page.goto(cascade.as_uri())
    find = page.get_by_role("combobox")
    find.focus()
    until(page, "self.teleo?.cascade")
    offered = page.locator("#cascade-titles option").evaluate_all("all => all.map((one) => one.value)")
    ashes = [one for one in offered if one.startswith("Ash stands")]
    assert len(set(ashes)) == 2
    for name in ashes:
        find.fill(name)
        expect(page).to_have_url(f"{cascade.as_uri()}#{name.removeprefix('Ash stands (').removesuffix(')')}")
    find.fill("Ash stands")
    find.press("Enter")
    expect(page.locator("#cascade [role=status]")).to_contain_text("2 claims have these words")


def test_an_address_of_no_claim_is_said_to_be_none(page: Page, cascade: Path) -> None:
    page.goto(f"{cascade.as_uri()}#{_note(cascade, 'oaks-are-old')}")
    said = page.locator("#cascade [role=status]")
    expect(page.get_by_role("slider")).to_be_visible()
    page.evaluate("location.hash = '#c/<b>nope</b>'")
    expect(said).to_have_text(
        "No claim of this vault has the address “c/<b>nope</b>”: choose one by its title."
    )
    expect(page.get_by_role("slider")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_value("")
    page.evaluate("location.hash = '#main'")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("combobox")).to_have_value("Oaks are old")


def test_a_permalink_that_is_an_id_of_the_page_is_told_from_it(page: Page, tmp_path: Path) -> None:
    woods = {
        "Rings count years.md": claim("Rings count years", permalink="search"),
        "Oaks are old.md": claim("Oaks are old", depends_on="[Rings count years]", permalink="main"),
        "Elms are old.md": claim("Elms are old", depends_on="[Oaks are old]"),
    }
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", woods), site)
    for start, title in (("search", "Rings count years"), ("main", "Oaks are old")):
        page.goto((site / f"{start}/index.html").as_uri())
        page.locator("a[href*='cascade/index.html#']").click()
        expect(page.get_by_role("combobox")).to_have_value(title)
        ids = page.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
        assert len(set(ids)) == len(ids)
        page.get_by_role("button", name="speculative").click()
        page.reload()
        expect(page.get_by_role("combobox")).to_have_value(title)
        expect(page.get_by_role("button", name="speculative")).to_have_attribute("aria-pressed", "true")
    page.goto((site / "load-bearing/index.html").as_uri())
    page.locator("a[href='../cascade/index.html#search/']").click()
    expect(page.get_by_role("combobox")).to_have_value("Rings count years")


def test_ratings_of_one_strength_are_told_apart(page: Page, tmp_path: Path) -> None:
    even = "[confidence.base]\nproven = 0.8\nlikely = 0.8\nexperimental = 0.5\nspeculative = 0.2\n"
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", {**WOODS, "teleo.toml": even}), site)
    slug = _note(site / "cascade/index.html", "rings-count-years")
    page.goto(f"{(site / 'cascade/index.html').as_uri()}#{slug}")
    row, likely = page.locator("#cascade tbody tr"), page.get_by_role("button", name="likely")
    page.get_by_role("button", name="speculative").click()
    expect(row.locator("td").nth(2)).to_have_text("likely → speculative")
    likely.click()
    expect(page.locator("#cascade label span").last).to_have_text("0.80, as rated")
    expect(row).to_have_count(0)
    expect(likely).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="proven")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="proven").click()
    page.reload()
    expect(page.get_by_role("button", name="proven")).to_have_attribute("aria-pressed", "true")


def test_a_rating_that_has_no_strength_of_its_own_is_no_fall(page: Page, tmp_path: Path) -> None:
    notes = {
        "teleo.toml": "[confidence.base]\nspeculative = 0\n",
        "Oaks.md": claim("Oaks", depends_on="[Elms]", confidence="likely"),
        "Elms.md": claim("Elms", confidence="likely"),
        "Ash.md": claim("Ash", supports="[Elms]", confidence="proven"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    (note,) = (tmp_path / "site").glob("c/elms-*")
    page.goto(f"{(tmp_path / 'site/cascade/index.html').as_uri()}#c/{note.name}")
    slider, fell = page.get_by_role("slider"), page.get_by_role("button", name="it fell")
    rated = page.get_by_role("button", name="speculative")
    expect(slider).to_have_attribute("aria-valuetext", "0, it fell")
    lost = page.locator(".findings tbody").inner_text()
    rated.click()
    expect(slider).to_have_attribute("aria-valuetext", "0.00")
    expect(rated).to_have_attribute("aria-pressed", "true")
    expect(fell).to_have_attribute("aria-pressed", "false")
    assert page.locator(".findings tbody").inner_text() != lost
    said = page.locator(".tool").inner_text()
    page.reload()
    expect(slider).to_have_attribute("aria-valuetext", "0.00")
    assert page.locator(".tool").inner_text() == said


def test_claims_that_do_not_come_are_told_and_may_be_asked_for_again(page: Page, cascade: Path) -> None:
    page.route("**/static/data/wiring.js", lambda route: route.abort(), times=1)
    page.goto(cascade.as_uri())
    find, said = page.get_by_role("combobox"), page.locator("#cascade [role=status]")
    find.focus()
    expect(said).to_have_text("The claims did not come. Try again.")
    find.fill("rings")
    find.press("Enter")
    expect(said).to_contain_text("1 other note moves")
