"""Pages as they are read: lines no longer than an eye follows, dates in one piece, letters that are not too small."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.vaults import LIVELY, build, claim, page_of, write_vault

pytestmark = pytest.mark.browser

WORDS = "Trees that stand alone in the open grow wider than those which stand in a dense wood. " * 6
FOLDER = "a-folder-whose-name-is-long/" * 4
LONG = {
    **LIVELY,
    "Elms.md": claim("Elms", challenged_by=f"[{WORDS!r}, {WORDS + 'Or not.'!r}]", responses=f"[{WORDS!r}]"),
    f"{FOLDER}Ash.md": claim("Ash", supports=f"['{WORDS}']"),
}
LINES = """() => {
  const measure = document.createElement("canvas").getContext("2d");
  const found = [];
  for (const one of document.querySelectorAll("main *")) {
    const own = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 100);
    if (!own.length || !one.checkVisibility() || one.matches(".unseen")) continue;
    measure.font = getComputedStyle(one).font;
    for (const node of own) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const width = Math.max(...[...range.getClientRects()].map((rect) => rect.width));
      const text = node.data.trim();
      found.push(Math.round(width * text.length / measure.measureText(text).width));
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    build(write_vault(folder / "vault", LONG), folder / "site")
    return folder / "site"


@pytest.mark.parametrize("name", ["challenges", "health", "calculators/moe-active-fraction", ""])
def test_no_line_of_running_text_is_longer_than_an_eye_follows(page: Page, long: Path, name: str) -> None:
    page.goto((long / name / "index.html").as_uri())
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    lengths = page.evaluate(LINES)
    assert lengths
    assert max(lengths) <= 100


def test_no_line_of_a_note_is_longer_than_an_eye_follows_on_a_tablet(page: Page, tmp_path: Path) -> None:
    build(
        write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", f"{WORDS}\n\n- {WORDS}")}),
        tmp_path / "site",
    )
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.set_viewport_size({"width": 1040, "height": 800})
    page.goto((oaks / "index.html").as_uri())
    assert 60 < max(page.evaluate(LINES)) <= 100


def test_a_title_in_a_table_stands_beside_its_shape_on_every_line(page: Page, tmp_path: Path) -> None:
    title = WORDS[:170]
    notes = {"Oak.md": claim("Oak", depends_on=f"['[[{title}]]']"), f"{title}.md": claim(title)}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page.goto((tmp_path / "site/load-bearing/index.html").as_uri())
    lefts = page.locator("td a.title span").evaluate_all(
        "all => all.flatMap((one) => [...one.getClientRects()].map((r) => r.left))"
    )
    glyph = page.locator("td .glyph").first.bounding_box()
    assert glyph
    assert len(lefts) > 1
    assert min(lefts) >= glyph["x"] + glyph["width"]


def test_a_date_stays_on_one_line(browser: Browser, tmp_path: Path) -> None:
    notes = {
        f"{'o' * n}.md": claim("o" * n, created="2026-03-11", challenged_by=f"['{'x' * n}']")
        for n in range(20, 45)
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((tmp_path / "site/challenges/index.html").as_uri())
    lines = page.locator(".against .aside time").evaluate_all(
        "all => all.map((one) => one.getClientRects().length)"
    )
    page.close()
    assert lines == [1] * 25


@pytest.mark.parametrize(
    ("width", "letters"), [(390, ".map text, .chart text"), (360, ".map .side, .chart text")]
)
def test_letters_in_pictures_are_not_too_small_on_a_phone(
    browser: Browser, lively: Path, width: int, letters: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    (note,) = lively.glob("c/oaks-take-over-*")
    page.goto((note / "index.html").as_uri())
    sizes = page.locator(letters).evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
    )
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert min(sizes) >= 11
    assert wide == width


def test_a_fraction_in_an_exponent_is_as_large_as_the_exponent(page: Page, tmp_path: Path) -> None:
    note = claim("Oaks", "$$e^{x} + e^{\\frac{a}{b}} + \\frac{c}{d}$$\n")
    build(write_vault(tmp_path / "vault", {"Oaks.md": note}), tmp_path / "site")
    page.goto(next((tmp_path / "site").glob("c/oaks-*/index.html")).as_uri())
    letters = page.locator(".prose math mi").evaluate_all(
        "all => Object.fromEntries(all.map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize)]))"
    )
    assert letters["a"] == letters["b"] == letters["x"] < letters["c"]


def test_what_a_reader_gave_is_said_with_room_around_it(page: Page, lively: Path) -> None:
    (note,) = lively.glob("c/oaks-take-over-*")
    page.goto((note / "index.html").as_uri())
    page.get_by_role("button", name="Try other inputs").first.click()
    page.get_by_role("slider").first.press("ArrowRight")
    page.locator(".mine-banner").wait_for()
    gap = page.evaluate(
        "document.querySelector('.mine-banner + *').getBoundingClientRect().top"
        " - document.querySelector('.mine-banner').getBoundingClientRect().bottom"
    )
    assert gap >= 12


def test_an_argument_that_goes_on_leads_to_where_it_does(tmp_path: Path) -> None:
    names = ["One", "Two", "Three", "Four", "Five"]
    chain = {f"{name}.md": claim(name, depends_on=f"[{below}]") for name, below in pairwise(names)}
    build(write_vault(tmp_path / "vault", {**chain, "Five.md": claim("Five")}), tmp_path / "site")
    text = page_of(tmp_path / "site", "one")
    (four,) = (tmp_path / "site").glob("c/four-*")
    assert f'href="../../c/{four.name}/index.html#depends_on">more on its page</a>' in text
    assert 'id="depends_on"' in page_of(tmp_path / "site", "four")
    assert "goes on" not in text


def test_a_large_argument_shows_every_premise_before_the_premises_of_one(tmp_path: Path) -> None:
    twigs = {top: [f"Twig {top[0]}{number}" for number in range(12)] for top in ("Ash", "Elm", "Oak")}
    vault = {
        "Woods.md": claim("Woods", depends_on="[Ash, Elm, Oak]"),
        **{f"{top}.md": claim(top, depends_on=f"[{', '.join(own)}]") for top, own in twigs.items()},
        **{f"{twig}.md": claim(twig) for own in twigs.values() for twig in own},
    }
    build(write_vault(tmp_path / "vault", vault), tmp_path / "site")
    text = page_of(tmp_path / "site", "woods")
    tree = text[text.index('id="argument"') :].partition("</section>")[0]
    leaves = [re.sub(r"<[^>]+>", " ", leaf).split() for leaf in tree.split('<div class="leaf">')[1:]]
    assert len(leaves) == 20
    assert {leaf[2]: " ".join(leaf[3:]) for leaf in leaves if leaf[2] in twigs} == {
        "Ash": "rests on 12",
        "Elm": "more on its page rests on 12",
        "Oak": "more on its page",
    }


def test_a_day_until_which_notes_were_made_is_no_author(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", {"Oak.md": claim("Oak", created="2026-03-11")}), tmp_path / "site")
    assert "<label>Created until <input" in (tmp_path / "site/graph/index.html").read_text(encoding="utf-8")


def test_health_calls_a_finding_of_one_severity_by_one_word(long: Path) -> None:
    text = (long / "health/index.html").read_text(encoding="utf-8")
    assert 'class="severity info">info</span>' in text
    assert " infos." in text
    assert "remark" not in text


def test_a_picture_of_another_host_stays_in_its_line(page: Page, tmp_path: Path) -> None:
    site = tmp_path / "site"
    notes = {"a.md": claim("a", "Before.\n\n![a chart](https://example.org/chart.png)\n\nAfter.")}
    build(write_vault(tmp_path / "vault", notes), site)
    page.goto(next(site.glob("c/a-*/index.html")).as_uri())
    tops = page.locator(".prose p").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    link = page.get_by_role("link", name="a chart").bounding_box()
    assert link
    assert tops[0] < link["y"] < tops[2]
