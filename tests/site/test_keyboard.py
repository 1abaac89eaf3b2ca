"""A reader without a mouse: everything is reached, named, seen in focus and worked by keys."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.kinds import Told
from tests.site.waiting import until

pytestmark = pytest.mark.browser

FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']"
STEP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const label = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent || one.title || "";
  return {
    tag: one.tagName.toLowerCase(), label: label.trim(),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    inView: box.bottom > 0 && box.top < innerHeight, inDialog: Boolean(one.closest("dialog")),
  };
}"""


def _claim(lively: Path, slug: str) -> str:
    (page,) = lively.glob(f"*/{slug}-??????/index.html")
    return page.as_uri()


def test_every_kind_of_page_is_walked_by_tab_each_stop_named_seen_and_in_view(
    browser: Browser, told: Told
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    for kind, path in told.kinds.items():
        if told.templates[path] == "moved.html":
            continue
        page.goto((told.folder / path).as_uri())
        stops = 0
        for _ in range(60):
            page.keyboard.press("Tab")
            step = page.evaluate(STEP)
            if step is None:
                break
            stops += 1
            assert step["label"] or step["tag"] in ("pre", "table", "div"), (kind, step)
            assert step["ring"], (kind, step)
            assert step["inView"], (kind, step)
        assert stops > 8, kind
    page.close()


def test_on_a_phone_the_keys_go_from_the_top_to_the_bottom(page: Page, lively: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((lively / "graph/index.html").as_uri())
    page.keyboard.press("Tab")
    tops, seen = [], []
    while len(tops) < 40:
        page.keyboard.press("Tab")
        name, top = page.evaluate(
            """() => {
              const one = document.activeElement;
              const part = one.closest(".masthead nav, .masthead, .stage, .controls, .index-list");
              const { top } = (part ?? one).getBoundingClientRect();
              return [part?.className || part?.localName, top + scrollY];
            }"""
        )
        tops.append(round(top))
        seen.append(name)
        if name == "index-list":
            break
    assert list(dict.fromkeys(seen)) == ["masthead", "nav", "stage", "controls", "index-list"]
    assert tops == sorted(tops)


def test_the_first_stop_skips_to_the_text(page: Page, lively: Path) -> None:
    page.goto(_claim(lively, "oaks-take-over"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    assert page.get_by_role("link", name="Skip to the text").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_the_search_keeps_the_focus_until_it_is_closed_and_gives_it_back(page: Page, lively: Path) -> None:
    page.goto((lively / "index.html").as_uri())
    button = page.get_by_role("button", name="Search")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.get_by_role("combobox").fill("oaks")
    page.get_by_role("option").first.wait_for()
    inside = []
    for _ in range(12):
        page.keyboard.press("Tab")
        step = page.evaluate(STEP)
        inside.append(step is None or step["inDialog"])
    assert all(inside)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    expect(button).to_be_focused()


def test_a_slider_says_its_name_and_value_and_moves_by_arrows(page: Page, lively: Path) -> None:
    page.goto(_claim(lively, "oaks-take-over"))
    page.get_by_role("button", name="Try other inputs").focus()
    page.keyboard.press("Enter")
    slider = page.get_by_role("slider").first
    expect(slider).to_be_visible()
    assert slider.evaluate("one => one.labels[0].textContent").startswith("share0")
    before = slider.get_attribute("aria-valuetext")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(slider).not_to_have_attribute("aria-valuetext", before or "")
    assert (slider.get_attribute("aria-valuetext") or "").endswith("%")
    expect(page.locator(".try .answer")).to_contain_text("With your inputs")


def test_the_map_is_walked_and_left_by_keys(page: Page, lively: Path) -> None:
    page.goto(_claim(lively, "rings-count-years"))
    page.locator(".map svg[role] a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".crumbs li")).to_have_count(2)
    assert page.evaluate("Boolean(document.activeElement.closest('.map svg'))")
    expect(page.locator(".map [role=status]")).to_contain_text("Now at")
    page.go_back()
    expect(page.locator(".crumbs")).to_be_hidden()


def test_the_cascade_is_worked_by_keys(page: Page, lively: Path) -> None:
    page.goto((lively / "cascade/index.html").as_uri())
    page.get_by_role("combobox", name="Claim").focus()
    until(page, "self.teleo?.cascade")
    page.keyboard.type("Oaks outlive birches")
    slider = page.get_by_role("slider", name="Strength that you give it")
    expect(slider).to_be_visible()
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".tool [role=status]")).to_contain_text("move")
    expect(slider).to_have_attribute("aria-valuetext", "0, it fell")


def test_the_graph_is_searched_and_filtered_by_keys(page: Page, lively: Path) -> None:
    page.goto((lively / "graph/index.html").as_uri())
    find = page.get_by_role("combobox", name="Find")
    find.focus()
    page.keyboard.type("rings")
    page.keyboard.press("Enter")
    expect(page.locator(".stage .said")).to_contain_text("Rings count years")
    box = page.get_by_role("checkbox", name="challenges")
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
