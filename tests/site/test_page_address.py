"""What the address of a page holds at once: the reader's inputs of numbers, and the way through the map."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def _claim(lively: Path, slug: str) -> str:
    (page,) = lively.glob(f"c/{slug}-??????/index.html")
    return page.as_uri()


def _move_and_walk(page: Page, lively: Path) -> str:
    """Move a slider, walk a step of the map, and return what the number then says."""
    page.goto(_claim(lively, "oaks-take-over"))
    page.get_by_role("button", name="Try other inputs").click()
    page.locator(".try input[type=range]").first.press("End")
    expect(page.locator(".mine-banner")).to_be_visible()
    page.locator(".map svg[role] a", has_text="outlive").first.click()
    expect(page.locator(".crumbs li")).to_have_count(2)
    return page.locator(".try .answer").text_content() or ""


def test_a_fresh_tab_shows_the_inputs_and_the_way(browser: Browser, page: Page, lively: Path) -> None:
    answer = _move_and_walk(page, lively)
    assert "With your inputs" in answer
    assert "#try/" in page.url
    fresh = browser.new_context().new_page()
    fresh.goto(page.url)
    expect(fresh.locator(".try .answer")).to_have_text(answer)
    expect(fresh.locator(".crumbs li")).to_have_count(2)
    fresh.context.close()


def test_back_goes_a_step_back_and_keeps_the_inputs(page: Page, lively: Path) -> None:
    answer = _move_and_walk(page, lively)
    page.go_back()
    expect(page.locator(".crumbs")).to_be_hidden()
    expect(page.locator(".try .answer")).to_have_text(answer)
    page.go_forward()
    expect(page.locator(".crumbs li")).to_have_count(2)
    expect(page.locator(".try .answer")).to_have_text(answer)


def test_a_crumb_leads_back_and_keeps_the_inputs_of_its_hour(page: Page, lively: Path) -> None:
    before = _move_and_walk(page, lively)
    page.locator(".try input[type=range]").first.press("Home")
    expect(page.locator(".try .answer")).not_to_have_text(before)
    expect(page.locator(".crumbs li")).to_have_count(2)
    answer = page.locator(".try .answer").text_content() or ""
    page.locator(".crumbs a").first.click()
    expect(page.locator(".crumbs")).to_be_hidden()
    expect(page.locator(".try .answer")).to_have_text(answer)
    assert "#try/" in page.url


def test_reset_leaves_the_way(page: Page, lively: Path) -> None:
    _move_and_walk(page, lively)
    page.locator(".mine-banner button").click()
    expect(page.locator(".mine-banner")).to_be_hidden()
    expect(page.locator(".crumbs li")).to_have_count(2)
    assert "#walk/" in page.url
    page.reload()
    expect(page.locator(".crumbs li")).to_have_count(2)


def test_a_link_copied_at_a_number_opens_at_it_and_holds_the_way(
    browser: Browser, page: Page, lively: Path
) -> None:
    _move_and_walk(page, lively)
    page.get_by_role("button", name="Copy link").first.click()
    fresh = browser.new_context(viewport={"width": 390, "height": 600}).new_page()
    fresh.goto(page.url)
    expect(fresh.locator(".crumbs li")).to_have_count(2)
    expect(fresh.locator("#q-share_2030")).to_be_in_viewport()
    fresh.context.close()


def test_the_note_at_the_centre_opens_with_the_inputs(page: Page, lively: Path) -> None:
    _move_and_walk(page, lively)
    page.locator(".map svg[role] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Oaks outlive birches")
    assert "#try/" in page.url
    assert "walk=" not in page.url


def test_a_place_within_the_page_leaves_the_map_where_it_is(page: Page, lively: Path) -> None:
    page.goto(_claim(lively, "oaks-take-over"))
    page.locator(".map svg[role] a", has_text="outlive").first.click()
    expect(page.locator(".crumbs li")).to_have_count(2)
    page.evaluate("location.hash = '#h-why'")
    page.wait_for_timeout(100)
    expect(page.locator(".crumbs li")).to_have_count(2)


@pytest.mark.parametrize(
    "end",
    [
        "#try/",
        "#try/&&walk=&at=",
        "#try/walk=../../x~%00~<img src=x onerror=throw 1>",
        "#walk/%E0%A4%A",
        "#try/__proto__%23a.b=1&constructor=2&=3&walk=__proto__~constructor",
        "#try/" + "a=1&" * 20000,
    ],
)
def test_a_hostile_address_leaves_the_page_as_it_is(page: Page, lively: Path, end: str) -> None:
    page.goto(_claim(lively, "oaks-take-over"))
    before = page.locator("main h1, .map svg[role]").all_text_contents()
    page.goto("about:blank")
    page.goto(_claim(lively, "oaks-take-over") + end)
    expect(page.locator(".crumbs")).to_be_hidden()
    if end.startswith("#try/"):
        expect(page.locator(".try")).to_have_count(1)
        expect(page.locator(".mine-banner")).not_to_contain_text("move")
    assert page.locator("main h1, .map svg[role]").all_text_contents() == before


def test_an_address_that_is_older_than_the_vault_says_so_until_the_reader_moves_a_number(
    page: Page, lively: Path
) -> None:
    address = _claim(lively, "oaks-take-over")
    name = "/".join(address.split("/")[-3:-1])
    page.goto(f"{address}#try/{name}%23share_2030.gone=2&{name}%23share_2030.share0=nonsense")
    banner = page.locator(".mine-banner")
    expect(banner).to_have_text(
        "2 inputs of the address have no place in this vault as it stands. The numbers are the author’s."
    )
    page.evaluate(f"location.hash = '#try/{name}%23share_2030.gone=2&{name}%23share_2030.share0=0.4'")
    expect(banner).to_contain_text("2 numbers move")
    expect(banner).to_contain_text("1 input of the address has no place in this vault as it stands. Reset")
    banner.get_by_role("button").click()
    expect(banner).to_be_hidden()


def test_a_number_that_is_next_to_nothing_leaves_the_page_working(page: Page, lively: Path) -> None:
    address = _claim(lively, "oaks-take-over")
    name = "/".join(address.split("/")[-3:-1])
    page.goto(f"{address}#try/{name}%23share_2030.share0=1e-320")
    expect(page.locator(".mine-banner")).to_contain_text("2 numbers move")
    expect(page.locator("a.number.moved")).to_have_text("about 1e-317%")
