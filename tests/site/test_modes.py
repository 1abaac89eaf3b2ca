"""Pages under the settings of those who need them: large letters, more space, forced colours, paper."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import ARGUMENTS, executable
from tests.site.vaults import LIVELY, build, claim, write_vault

pytestmark = pytest.mark.browser

SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
ADOPT = "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"
BEYOND = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """(all) => all
  .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)"""
PAPER = {"width": 680, "height": 960}
"""A page of A4 within its margins, in pixels of CSS."""

WIDE = (
    "| "
    + " | ".join(f"a longer heading {n}" for n in range(12))
    + " |\n|"
    + "---|" * 12
    + "\n| "
    + "12.5 | " * 12
)
BODY = f"{WIDE}\n\n```python\n{' + '.join(f'name_{n}' for n in range(60))}\n```\n"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowded")
    notes = {**LIVELY, "Wide.md": claim("Wide", BODY), "Wider.md": claim("Wider", depends_on="[Wide]")}
    build(write_vault(folder / "vault", notes), folder / "site")
    return folder / "site"


def _numbered(site: Path) -> Path:
    return next(path for path in sorted(site.glob("c/*/index.html")) if 'class="inputs"' in path.read_text())


def test_letters_of_twice_the_size_find_room_on_the_narrowest_phone(browser: Browser, crowded: Path) -> None:
    large = browser.browser_type.launch(
        executable_path=executable(), args=[*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    )
    page = large.new_page(viewport={"width": 320, "height": 800})
    beyond = {}
    places = ("index.html", "graph/index.html", "challenges/index.html", "claims/index.html")
    for path in (*(crowded / place for place in places), *sorted(crowded.glob("c/*/index.html"))):
        page.goto(path.as_uri())
        assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
        beyond[path.parent.name] = page.evaluate(BEYOND)
    large.close()
    assert set(beyond.values()) == {0}, beyond


def test_what_a_reader_opens_finds_room_for_letters_of_twice_the_size(
    browser: Browser, crowded: Path
) -> None:
    large = browser.browser_type.launch(
        executable_path=executable(), args=[*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    )
    page = large.new_page(viewport={"width": 320, "height": 800})

    def is_roomy(selector: str) -> bool:
        widths = page.locator(selector).evaluate_all("all => all.map((one) => one.clientWidth)")
        return bool(widths) and min(widths) > 120 and page.evaluate(BEYOND) == 0

    page.goto(_numbered(crowded).as_uri())
    page.get_by_role("button", name="Try other inputs").first.click()
    expect(page.locator(".influences li").first).to_be_visible()
    assert page.evaluate(BEYOND) == 0
    starts = page.locator(".influences code, .influences .meter").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().x)"
    )
    assert len(set(starts)) == 1
    page.goto((crowded / "cascade/index.html").as_uri())
    page.get_by_role("combobox", name="Claim").fill("Oaks outlive birches")
    page.get_by_role("combobox", name="Claim").press("Enter")
    expect(page.locator(".tool td[data-label]").first).to_be_visible()
    assert page.locator(".tool td[data-label] span").evaluate_all(
        "all => all.every((one) => one.offsetWidth > 60)"
    )
    assert is_roomy(".tool td[data-label]")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("dialog [role=combobox]")).to_be_visible()
    assert is_roomy("dialog [role=combobox]")
    large.close()


def test_text_that_a_reader_spaces_out_finds_room_on_the_narrowest_screen(page: Page, crowded: Path) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for path in (crowded / "index.html", crowded / "health/index.html", _numbered(crowded)):
        page.goto(path.as_uri())
        page.evaluate(ADOPT, SPACED)
        assert page.evaluate(BEYOND) == 0, path.parent.name


def test_a_word_that_is_too_long_for_a_phone_breaks(page: Page, tmp_path: Path) -> None:
    word = "Rindfleischetikettierungsueberwachungsaufgabe" * 2
    fields = {"challenged_by": f"[{word}]", "quantities": f"{{{word.lower()}: {{stated: 3 m}}}}"}
    text = claim("Oak", **fields).replace("domain: trees", f"domain: {word}")
    build(write_vault(tmp_path / "vault", {"Oak.md": text}), tmp_path / "site")
    page.set_viewport_size({"width": 320, "height": 800})
    for path in sorted((tmp_path / "site").glob("**/index.html")):
        page.goto(path.as_uri())
        assert page.evaluate(BEYOND) == 0, path.parent.name
        boxes = page.locator("main h3, main a").evaluate_all(CUT)
        assert not boxes, path.parent.name


def test_a_finger_finds_each_note_of_a_map(page: Page, tmp_path: Path) -> None:
    notes = {f"{letter}.md": claim(letter) for letter in "ABCDEF"}
    notes["Oak.md"] = claim("Oak", depends_on="[A, B, C]", supports="[D, E, F]")
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(next((tmp_path / "site").glob("c/oak-*/index.html")).as_uri())
    middles = page.locator(".map > svg a").evaluate_all(
        "all => all.map((one) => { const box = one.getBoundingClientRect(); return (box.top + box.bottom) / 2; })"
    )
    assert len(middles) == 6
    assert min(one - other for other, one in pairwise(sorted(middles))) >= 24


def test_nothing_is_cut_off_on_paper(page: Page, crowded: Path) -> None:
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    wide = next(path for path in crowded.glob("c/wide-*/index.html"))
    for path in (wide, crowded / "load-bearing/index.html"):
        page.goto(path.as_uri())
        assert page.evaluate(BEYOND) == 0, path.parent.name
        cut = page.locator(".scroll, .prose pre, .prose table").evaluate_all(CUT)
        assert not cut, path.parent.name
        assert page.locator(".scroll, .prose pre, .prose table").count()


NUMBERED = (
    "| Trial | Year | n | Change | Low | High | Weight | Weeks | Notes |\n"
    + "|---" * 9
    + """|
| TONE | 1998 | 12382 | -3.4 | -4.8 | -2.0 | 12.1% | 130 | Older people of sixty to eighty years, on one drug alone |
"""
)


def test_on_paper_the_numbers_of_a_table_stay_whole(page: Page, tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", NUMBERED)}), tmp_path / "site")
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.set_viewport_size(PAPER)
    page.goto((oaks / "index.html").as_uri())
    page.emulate_media(media="print")
    lines = page.locator(".prose td").evaluate_all(
        """(all) => all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          return new Set([...range.getClientRects()].map(({ top }) => top)).size;
        })"""
    )
    assert lines[:8] == [1] * 8
    assert page.evaluate(BEYOND) == 0


def test_on_paper_no_heading_is_parted_from_what_it_heads(page: Page, tmp_path: Path) -> None:
    body = "> [!note] Mark\n> Well.\n\n## Why\n\nThey wait.\n"
    build(write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", body)}), tmp_path / "site")
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.goto((oaks / "index.html").as_uri())
    page.emulate_media(media="print")
    breaks = {
        one: page.locator(one).first.evaluate("(one) => getComputedStyle(one).breakAfter")
        for one in (".prose .alert", ".prose h2", ".section > h2", ".prose h2 + p")
    }
    assert breaks == {
        ".prose .alert": "avoid",
        ".prose h2": "avoid",
        ".section > h2": "avoid",
        ".prose h2 + p": "auto",
    }


def test_a_shade_shows_where_a_wide_table_goes_on(page: Page, tmp_path: Path) -> None:
    head = "".join(f"| heading{n} " for n in range(12))
    table = f"{head}|\n{'|---' * 12}|\n{'| ' * 12}|\n{'| ' * 12}|\n"
    build(write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", table)}), tmp_path / "site")
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto((oaks / "index.html").as_uri())
    inside = page.locator(".prose table")
    inside.scroll_into_view_if_needed()

    def seen(part: float) -> dict[str, bytes]:
        """Return how both edges of the first empty row look when the table was scrolled by a part of its way."""
        inside.evaluate(
            "(one, part) => one.scrollTo({ left: (one.scrollWidth - one.clientWidth) * part })", part
        )
        box, row = inside.bounding_box(), page.locator(".prose tbody tr").first.bounding_box()
        assert box and row
        sides = {"left": box["x"], "right": box["x"] + box["width"] - 4}
        spot = {"y": row["y"] + 2, "width": 4, "height": 2}
        return {side: page.screenshot(clip={"x": x, **spot}) for side, x in sides.items()}  # type: ignore[typeddict-item]

    begun, halfway, ended = seen(0), seen(0.5), seen(1)
    plain = begun["left"]
    assert ended["right"] == plain
    assert plain not in (begun["right"], halfway["left"], halfway["right"], ended["left"])


@pytest.mark.parametrize("width", [390, 680])
def test_a_wide_formula_scrolls_on_a_screen_and_fits_on_paper(page: Page, tmp_path: Path, width: int) -> None:
    wide = " + ".join(f"x_{{{n}}}" for n in range(24))
    body = f"$${wide}$$\n\nIn words $${wide}$$ and so on.\n\n- $${wide}$$\n\n```math\n{wide}\n```\n"
    body += f"\n| $${wide}$$ |\n|---|\n| $${wide}$$ |\n"
    notes = {**LIVELY, "Wide.md": claim("Wide", body)}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page.set_viewport_size({"width": width, "height": 900})
    (note,) = (tmp_path / "site").glob("c/wide-*")
    for path in (note / "index.html", tmp_path / "site/calculators/queue-servers/index.html"):
        page.goto(path.as_uri())
        assert page.evaluate(BEYOND) == 0
        page.emulate_media(media="print")
        assert page.evaluate(BEYOND) == 0
        assert page.locator(".formula").evaluate_all(CUT) == []
        page.emulate_media(media="screen")
    page.goto((note / "index.html").as_uri())
    assert page.locator(".prose .formula").count() == 6
    page.emulate_media(media="print")
    widths = page.locator(".prose .formula").evaluate_all("all => all.map((one) => one.clientWidth)")
    assert min(widths) > width / 2


def test_no_line_ends_within_a_dash_of_two_hyphens(page: Page, tmp_path: Path) -> None:
    body = "Oaks -- and elms -- grow. `a -- b` <b>c---d</b> [e--f](https://example.org/g--h)\n\n    i -- j\n"
    build(write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", body)}), tmp_path / "site")
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto((oaks / "index.html").as_uri())
    assert page.locator(".prose p").inner_text() == "Oaks -- and elms -- grow. a -- b c---d e--f"
    expect(page.locator(".prose code, .prose pre").locator("span")).to_have_count(0)
    expect(page.get_by_role("link", name="e--f")).to_have_attribute("href", "https://example.org/g--h")
    rows = page.locator(".prose p .nowrap").evaluate_all(
        """(all) => {
          document.querySelector(".prose").style.width = "1px";
          return all.map((one) => [one.textContent, one.getClientRects().length]);
        }"""
    )
    assert rows == [["--", 1], ["--", 1], ["---", 1], ["--", 1]]


def test_a_column_of_chinese_keeps_the_width_of_a_word(page: Page, tmp_path: Path) -> None:
    row = "|" + "标题文字很长|" * 12
    body = f"{row}\n|{'-|' * 12}\n{row}\n"
    note = claim("Oaks", body).replace("type: claim", "type: claim\nlang: zh", 1)
    build(write_vault(tmp_path / "vault", {"Oaks.md": note}), tmp_path / "site")
    page.set_viewport_size({"width": 390, "height": 900})
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.goto((oaks / "index.html").as_uri())
    widths = page.locator(".prose td").evaluate_all("all => all.map((one) => one.clientWidth)")
    assert min(widths) > 60
    assert page.evaluate(BEYOND) == 0


def test_a_task_has_its_box_and_no_bullet_beside_it(page: Page, tmp_path: Path) -> None:
    body = "- [ ] open\n- [x] done\n- other\n\n1. [ ] one\n\n2. [ ] two\n"
    build(write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", body)}), tmp_path / "site")
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.goto((oaks / "index.html").as_uri())
    styles = page.locator(".prose li").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).listStyleType)"
    )
    assert styles == ["none", "none", "disc", "decimal", "decimal"]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_task_stands_in_from_the_one_that_it_is_a_part_of(page: Page, tmp_path: Path, width: int) -> None:
    body = "- [ ] one\n  - [x] two\n    - [ ] three\n      - four\n        - [ ] five\n          - [ ] six\n"
    build(write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", body)}), tmp_path / "site")
    (oaks,) = (tmp_path / "site").glob("c/oaks-*")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((oaks / "index.html").as_uri())
    starts = page.locator(".prose .box").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().x)"
    )
    text = page.locator(".prose").bounding_box()
    assert text
    assert starts[0] == text["x"]
    assert len(starts) == 5
    assert all(inner > outer + 6 for outer, inner in pairwise(starts)), starts


@pytest.mark.parametrize("title", ["Trees", "What we believe of trees and forests and woods", "Donau" * 20])
def test_the_buttons_of_every_page_stand_beside_its_title(page: Page, tmp_path: Path, title: str) -> None:
    settings = f'[vault]\ntitle = "{title}"\n'
    build(write_vault(tmp_path / "vault", {**LIVELY, "teleo.toml": settings}), tmp_path / "site")
    page.goto((tmp_path / "site/claims/index.html").as_uri())
    for width in (390, 780, 900, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 600})
        home = page.locator(".home").bounding_box()
        search, theme = page.locator("#search").bounding_box(), page.locator("#theme").bounding_box()
        assert home and search and theme
        assert search["x"] >= home["x"] + home["width"], width
        assert theme["x"] > search["x"], width
        assert home["y"] - 10 < search["y"] == theme["y"] < home["y"] + home["height"], width
        assert page.evaluate(BEYOND) == 0


def test_what_is_folded_is_open_on_paper_and_folded_again_after(page: Page, crowded: Path) -> None:
    page.goto(_numbered(crowded).as_uri())
    opened = "[...document.querySelectorAll('main details')].map((one) => one.open)"
    before = page.evaluate(opened)
    assert False in before
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    assert all(page.evaluate(opened))
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    assert page.evaluate(opened) == before


def test_a_phone_on_its_side_has_room_beside_the_graph(browser: Browser, crowded: Path) -> None:
    page = browser.new_page(viewport={"width": 844, "height": 390})
    page.goto((crowded / "graph/index.html").as_uri())
    stage = page.locator("#stage").bounding_box()
    page.close()
    assert stage
    assert stage["height"] <= 0.8 * 390


def test_paper_asks_for_no_click(page: Page, crowded: Path) -> None:
    for name in ("cascade", "health"):
        page.goto((crowded / name / "index.html").as_uri())
        link = page.get_by_role("link", name="Open the page").first
        expect(link).to_be_attached()
        page.emulate_media(media="print")
        expect(link).to_be_hidden()
        page.emulate_media(media="screen")


def test_what_a_ground_says_a_line_says_where_colours_are_forced(browser: Browser, crowded: Path) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="light")
    context.add_init_script("localStorage.setItem('teleo-theme', 'dark')")
    page = context.new_page()
    page.goto(_numbered(crowded).as_uri())
    assert page.evaluate("document.documentElement.dataset.theme") is None
    expect(page.locator("#theme")).to_be_hidden()
    canvas, ink = page.evaluate(
        """() => ["Canvas", "CanvasText"].map((name) => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = name;
          return getComputedStyle(probe).color;
        })"""
    )
    assert canvas != ink
    assert page.locator(".map text").first.evaluate("(one) => getComputedStyle(one).fill") == ink
    assert page.locator(".map .halo").first.evaluate("(one) => getComputedStyle(one).fill") == canvas
    page.keyboard.press("/")
    page.keyboard.type("wide")
    chosen = page.locator('.search [aria-selected="true"]')
    expect(chosen).to_have_css("outline-style", "solid")
    context.close()


def test_a_dress_chosen_in_one_tab_is_worn_in_the_others(browser: Browser, crowded: Path) -> None:
    context = browser.new_context()
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto((crowded / "index.html").as_uri())
    one.locator("#theme").click()
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    expect(other.locator("#theme")).to_have_text("Light")
    context.close()


def test_a_page_that_a_reader_comes_back_to_wears_what_was_chosen_meanwhile(
    page: Page, crowded: Path
) -> None:
    page.goto((crowded / "index.html").as_uri())
    page.evaluate("localStorage.setItem('teleo-theme', 'dark')")
    expect(page.locator("#theme")).to_have_text("Dark")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#theme")).to_have_text("Light")


def test_a_link_to_nothing_is_heard_as_one(page: Page, tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", {"Oak.md": claim("Oak", "As [[Nobody]] says.")}), tmp_path / "site")
    page.goto(next((tmp_path / "site").glob("c/oak-*/index.html")).as_uri())
    assert "As Nobody (leads nowhere) says." in page.locator(".prose").aria_snapshot()


def test_what_is_copied_is_told(browser: Browser, crowded: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(_numbered(crowded).as_uri())
    page.get_by_text("BibTeX").click()
    status = page.locator(".cite").get_by_role("status")
    expect(status).to_have_text("")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(status).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#bibtex").text_content()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(status).to_contain_text("Selected")
    assert (
        page.evaluate("String(getSelection())").strip()
        == (page.locator("#bibtex").text_content() or "").strip()
    )
    context.close()


def test_a_button_is_named_by_what_it_does(page: Page, crowded: Path) -> None:
    page.goto((crowded / "index.html").as_uri())
    expect(page.get_by_role("button", name="Search", exact=True)).to_have_attribute("aria-keyshortcuts", "/")
    expect(page.get_by_role("button", name="Dark colours", exact=True)).to_be_visible()


def test_the_stated_band_of_a_chart_is_seen_by_its_edge(page: Page, crowded: Path) -> None:
    page.goto(_numbered(crowded).as_uri())
    band = page.locator(".chart .stated").first
    accent = page.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = "var(--accent)";
          return getComputedStyle(probe).color;
        }"""
    )
    expect(band).to_have_css("stroke", accent)
    expect(band).to_have_css("opacity", "1")


def test_a_rating_stands_on_one_line_with_its_number(page: Page, crowded: Path) -> None:
    page.goto((crowded / "index.html").as_uri())
    bottoms = page.locator(".spectrum li:has(.rating)").evaluate_all(
        """all => all.map((one) => {
          const bottom = (node) => {
            const range = document.createRange();
            range.selectNode(node);
            return range.getBoundingClientRect().bottom;
          };
          return [bottom(one.querySelector(".rating").lastChild), bottom(one.lastChild)];
        })"""
    )
    assert bottoms
    assert all(abs(word - count) <= 1 for word, count in bottoms), bottoms


def test_a_list_that_has_no_list_beside_it_takes_the_room(page: Page, tmp_path: Path) -> None:
    notes = {
        f"{name}.md": f"---\ntype: question\ncreated: 2026-01-0{number}\n---\n# {name}?\n"
        for number, name in enumerate(("Why", "How"), 1)
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page.goto((tmp_path / "site/index.html").as_uri())
    assert page.locator(".columns > section").count() == 1
    column, frame = page.locator(".columns > section").bounding_box(), page.locator("main").bounding_box()
    assert column
    assert frame
    assert column["width"] > 0.9 * frame["width"]


def test_an_empty_vault_says_what_would_fill_it(page: Page, tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    build(tmp_path / "vault", tmp_path / "site")
    page.goto((tmp_path / "site/index.html").as_uri())
    expect(page.locator(".standfirst")).to_contain_text("Every Markdown file")
    page.goto((tmp_path / "site/graph/index.html").as_uri())
    expect(page.locator("form, fieldset, ol.index-list")).to_have_count(0)
    expect(page.get_by_text("There is nothing to draw yet.")).to_be_visible()
    assert "Near notes" not in page.locator("main").inner_text()


def test_a_title_that_is_cut_in_the_picture_is_told_whole(tmp_path: Path) -> None:
    title = "Trees that stand alone in the open grow wider than those which stand in a dense wood"
    notes = {f"{title}.md": claim(title), "Oak.md": claim("Oak", depends_on=f"['{title}']")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    graph = (tmp_path / "site/graph/index.html").read_text()
    picture = graph[graph.index('class="picture"') : graph.index('class="zoom')]
    assert f"…</text><title>{title}</title></a>" in picture
    assert "Oak</text></a>" in picture
