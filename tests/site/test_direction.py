"""Texts run as their first letter does: titles and paragraphs of scripts that are written from the right."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.vaults import build, claim, write_vault

pytestmark = pytest.mark.browser

HEBREW = "עצים גבוהים חיים זמן רב, כי השורשים שלהם עמוקים מאוד באדמה (GPT-4)"
ENGLISH = "Oaks outlive us"
LETTERS = """(element) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const spots = [];
  while (texts.nextNode()) {
    for (let at = 0; at < texts.currentNode.length; at += 1) {
      const range = document.createRange();
      range.setStart(texts.currentNode, at);
      range.setEnd(texts.currentNode, at + 1);
      spots.push(range.getBoundingClientRect().x);
    }
  }
  return spots;
}"""

EDGES = """(all) => all.map((one) => {
  const style = getComputedStyle(one);
  return [style.direction, style.paddingLeft, style.paddingRight, style.borderLeftWidth, style.borderRightWidth];
})"""


def _site(tmp_path: Path) -> Path:
    notes = {
        f"{HEBREW}.md": claim(
            HEBREW, f"מה נכון כאן?\n\nSee [[{ENGLISH}]].", description="קצר!", question="מה נכון?"
        ),
        f"{ENGLISH}.md": claim(ENGLISH, "Is it?", description="short!", question="What is so?"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    return tmp_path / "site"


def test_a_text_ends_where_its_script_ends_a_line(page: Page, tmp_path: Path) -> None:
    site = _site(tmp_path)
    (hebrew,) = (one for one in site.glob("c/*/index.html") if HEBREW in one.read_text().split("</h1>")[0])
    page.set_viewport_size({"width": 1280, "height": 800})
    for path, is_from_right in ((hebrew, True), (next(site.glob("c/oaks-*/index.html")), False)):
        page.goto(path.as_uri())
        for place in ("h1", ".asks", ".standfirst", ".prose p >> nth=0"):
            spots = page.locator(place).evaluate(LETTERS)
            box = page.locator(place).bounding_box()
            assert box
            if place != "h1":
                assert (spots[-1] < spots[0]) is is_from_right, place
            begins_right = spots[0] > box["x"] + box["width"] / 2
            assert begins_right is is_from_right, place


def test_in_a_list_a_title_stays_beside_its_rating(page: Page, tmp_path: Path) -> None:
    page.goto((_site(tmp_path) / "claims/index.html").as_uri())
    page.set_viewport_size({"width": 1280, "height": 800})
    gaps = page.locator(".notes li").evaluate_all(
        """all => all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one.querySelector(".title"));
          return range.getBoundingClientRect().x - one.querySelector(".glyph").getBoundingClientRect().right;
        })"""
    )
    assert len(gaps) == 2
    assert max(gaps) < 20


def test_the_marks_of_a_list_stand_where_its_lines_begin(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    notes = {
        "a.md": claim("a", "- עצים גבוהים\n- ועוד\n\n> עצים\n"),
        "b.md": claim("b", "- trees\n\n> trees\n"),
    }
    build(write_vault(tmp_path / "vault", notes), site)
    for name, direction, side in (("a", "rtl", "Right"), ("b", "ltr", "Left")):
        page.goto(next(site.glob(f"c/{name}-*/index.html")).as_uri())
        styles = page.locator(".prose :is(ul, blockquote)").evaluate_all(EDGES)
        (list_direction, left, right, *_), (_, _, _, left_rule, right_rule) = styles
        assert list_direction == direction
        assert (right if side == "Right" else left) != "0px"
        assert (right_rule if side == "Right" else left_rule) == "3px"
        assert (left_rule if side == "Right" else right_rule) == "0px"


def test_a_warning_runs_as_its_text_does_under_a_word_of_ours(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    notes = {
        "a.md": claim(
            "a", "> [!tip]\n> עצים\n\n> [!WARNING]\n> עצים\n\n> [!tip] Mind!\n> עצים\n\n> [!tip] עצים\n"
        ),
        "b.md": claim("b", "> [!tip]\n> trees, עצים\n\n> [!tip] Trees\n> grow\n"),
    }
    build(write_vault(tmp_path / "vault", notes), site)
    for name, direction, side in (("a", "rtl", "right"), ("b", "ltr", "left")):
        page.goto(next(site.glob(f"c/{name}-*/index.html")).as_uri())
        boxes = page.locator(".prose blockquote").evaluate_all(EDGES)
        assert {box[0] for box in boxes} == {direction}
        gaps = page.locator(".prose .alert").evaluate_all(
            f"""(all) => all.map((one) => {{
              const range = document.createRange();
              range.selectNodeContents(one);
              return Math.abs(range.getBoundingClientRect().{side} - one.getBoundingClientRect().{side});
            }})"""
        )
        assert max(gaps) < 1


def test_a_table_in_arabic_stands_at_the_right_on_paper_too(page: Page, tmp_path: Path) -> None:
    build(
        write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", "| أ | ب |\n|---|---|\n| 1 | 2 |\n")}),
        tmp_path / "site",
    )
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.goto((oaks / "index.html").as_uri())
    page.emulate_media(media="print")
    gap = page.evaluate(
        "document.querySelector('.prose').getBoundingClientRect().right"
        " - document.querySelector('.prose tr').getBoundingClientRect().right"
    )
    assert abs(gap) < 2


def test_a_wide_formula_in_arabic_begins_at_its_beginning_and_scrolls_to_its_end(
    page: Page, tmp_path: Path
) -> None:
    wide = " + ".join(f"x_{{{n}}}" for n in range(40))
    build(
        write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", f"- بند $${wide}$$\n")}), tmp_path / "site"
    )
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.goto((oaks / "index.html").as_uri())
    page.set_viewport_size({"width": 390, "height": 800})
    formula = page.locator(".prose ul .formula")
    assert formula.evaluate("(one) => one.scrollLeft") == 0
    formula.evaluate("(one) => one.scrollTo(10_000, 0)")
    last = formula.locator("mi").last.bounding_box()
    assert last is not None
    assert 0 < last["x"] < 390


def test_a_line_that_is_a_link_alone_stands_beside_the_mark_of_its_list(page: Page, tmp_path: Path) -> None:
    body = f"- [[{HEBREW}]]\n- an English item\n  - [[{ENGLISH}]]\n\n[[{HEBREW}]]\n\n[[{ENGLISH}]] ועוד\n"
    notes = {"a.md": claim("a", body), f"{HEBREW}.md": claim(HEBREW), f"{ENGLISH}.md": claim(ENGLISH)}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page.goto(next((tmp_path / "site").glob("c/a-*/index.html")).as_uri())
    edge = page.locator(".prose").evaluate("(one) => one.getBoundingClientRect().right")
    rights = page.locator(".prose :is(ul, p) > a, .prose ul > li").evaluate_all(
        """(all) => all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          return Math.round(Math.max(...[...range.getClientRects()].map((line) => line.right)));
        })"""
    )
    first, second, inner, alone, mixed = rights
    assert first == second
    assert edge - 40 < first < edge
    assert inner < first
    assert alone == round(edge)
    assert mixed == round(edge)


def test_a_footnote_from_the_right_has_its_number_at_the_right(page: Page, tmp_path: Path) -> None:
    notes = {"a.md": claim("a", "מה[^one] ומה[^2].\n\n[^one]: הערה.\n[^2]: A remark.\n")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page.goto(next((tmp_path / "site").glob("c/a-*/index.html")).as_uri())
    gaps = page.locator(".footnote-definition").evaluate_all(
        """(all) => all.map((one) => {
          const [number, text] = [one.querySelector("sup a"), one.querySelector("p")].map((each) => {
            const range = document.createRange();
            range.selectNodeContents(each);
            return range.getClientRects()[0];
          });
          return [number.left - text.right, text.left - number.right].map(Math.round);
        })"""
    )
    (hebrew, _), (_, english) = gaps
    assert 0 <= hebrew < 40
    assert 0 <= english < 40


def test_what_opens_a_page_of_lists_stands_above_them(page: Page, tmp_path: Path) -> None:
    settings = f'[vault]\ntitle = "{HEBREW[:12]}"\ndescription = "{HEBREW}"\n'
    vault = write_vault(tmp_path / "vault", {"a.md": claim("a"), "teleo.toml": settings})
    build(vault, tmp_path / "site")
    page.goto((tmp_path / "site/index.html").as_uri())
    lefts = page.locator(".opening :is(h1, .standfirst)").evaluate_all(
        """(all) => all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          return Math.min(...[...range.getClientRects()].map((line) => line.left)) - one.getBoundingClientRect().left;
        })"""
    )
    assert len(lefts) == 2
    assert max(lefts) < 2


def test_a_title_from_the_right_begins_where_its_text_does(page: Page, tmp_path: Path) -> None:
    notes = {
        "teleo.toml": '[vault]\nlanguage = "he"\n',
        f"{HEBREW}.md": claim(HEBREW, "מה נכון כאן?", question="מה נכון?", description="קצר!"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page.set_viewport_size({"width": 900, "height": 800})
    page.goto(next((tmp_path / "site").glob("c/*/index.html")).as_uri())
    rights = page.locator("h1, .asks, .standfirst, .prose").evaluate_all(
        "(all) => all.map((one) => Math.round(one.getBoundingClientRect().right))"
    )
    assert len(rights) == 4
    assert len(set(rights)) == 1
    assert page.locator(".asks").evaluate("(one) => getComputedStyle(one).fontStyle") == "normal"


def test_a_result_of_the_search_has_its_rating_before_its_title_and_its_kind_behind(
    page: Page, tmp_path: Path
) -> None:
    page.goto((_site(tmp_path) / "index.html").as_uri())
    page.locator("#search").click()
    page.get_by_role("combobox").fill("עצים")
    line = page.locator(".search .found .title").first
    line.wait_for()
    boxes = [line.locator(place).bounding_box() for place in (".glyph", "bdi", ".aside")]
    (glyph, title, kind) = (box or {} for box in boxes)
    assert glyph["x"] + glyph["width"] < title["x"] + 1
    assert kind["x"] > glyph["x"] + glyph["width"]
    assert line.locator("bdi").evaluate(LETTERS)[0] > line.locator("bdi").evaluate(LETTERS)[3]
