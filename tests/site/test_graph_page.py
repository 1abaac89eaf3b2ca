"""The page of the whole graph: a picture that is light, and a drawing that takes its place when it is wanted."""

import gzip
import re
from math import sqrt
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from teleo.resources import bundled
from tests.benchmarks.generate_vault import generate
from tests.site.vaults import LIVELY, build, claim, write_vault
from tests.site.waiting import LAYOUT_SHIFT, first_of, until

pytestmark = pytest.mark.browser

KB = 1024
AXE = bundled("site") / "node_modules" / "axe-core" / "axe.min.js"
OPENED = "/static/graph.js"
PLACES = """() => {
  const numbers = new Map(teleo.graph.nodes.map(([page], number) => [page, number]));
  const spots = [];
  const stage = document.getElementById("stage").getBoundingClientRect();
  for (const [page, x, y] of self.before) {
    const spot = teleo.sigma.framedGraphToViewport(teleo.sigma.getNodeDisplayData(numbers.get(page)));
    spots.push([page, spot.x + stage.x + 1 - x, spot.y + stage.y + 1 - y]);
  }
  return spots;
}"""
PICTURED = """() => {
  const box = document.querySelector(".picture").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".picture a text")].filter((text) => text.getClientRects().length);
  self.before = texts.map((text) => {
    const [x, y] = ["x", "y"].map((name) => parseFloat(text.getAttribute(name)) / 100);
    return [text.closest("a").getAttribute("href").slice(3, -10), box.x + x * box.width, box.y + y * box.height];
  });
  return self.before.length;
}"""

TAPPED = """([away, name]) => {
  const graph = teleo.sigma.getGraph();
  const spots = graph.nodes().map((node) => {
    const { x, y } = teleo.sigma.framedGraphToViewport(teleo.sigma.getNodeDisplayData(node));
    return { title: graph.getNodeAttribute(node, "title"), x, y };
  });
  const between = (one, other) => (one === other ? Infinity : Math.hypot(one.x - other.x, one.y - other.y));
  const far = (one) => Math.min(...spots.map((other) => between(one, other)));
  const named = spots.find(({ title }) => title === name);
  const { title, x, y } = named ?? spots.sort((one, other) => far(other) - far(one))[0];
  return { title, x: x + away, y };
}"""
"""Returns a place beside the note of a title, or beside the one that stands farthest from all others."""


@pytest.fixture(scope="module", params=["bundled", "generated"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    vault = bundled("vault") if request.param == "bundled" else folder / "vault"
    if request.param == "generated":
        generate(vault, 1229)
    build(vault, folder / "site")
    return folder / "site"


def _graph(site: Path) -> str:
    return (site / "graph/index.html").as_uri()


def _fetched(page: Page, site: Path) -> None:
    """Open the page of the graph and fetch what its drawing takes, so that a test can change it first."""
    page.goto(_graph(site))
    for name in ("data/graph.js", "graph.js"):
        page.add_script_tag(url=f"../static/{name}")


def _asked(page: Page) -> list[str]:
    """Return a list that grows by the address of each file that the page asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.mark.parametrize("width", [1280, 390])
def test_all_that_the_graph_asks_for_untouched_is_light(browser: Browser, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked = _asked(page)
    page.goto(_graph(site))
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.close()
    weights = {name: _compressed(site, name.removeprefix(f"{site.as_uri()}/")) for name in asked}
    assert len(weights) >= 4
    assert sum(weights.values()) <= 60 * KB
    assert sum(weight for name, weight in weights.items() if name.endswith(".js")) <= 30 * KB


def _compressed(site: Path, name: str) -> int:
    return len(gzip.compress((site / name).read_bytes(), 9))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_drawing_takes_the_picture_s_place_without_a_jump(
    browser: Browser, site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(LAYOUT_SHIFT)
    page.goto(_graph(site))
    page.locator("#stage").scroll_into_view_if_needed()
    assert page.evaluate(PICTURED) > 5
    page.evaluate("document.getElementById('stage').dispatchEvent(new PointerEvent('pointerenter'))")
    expect(page.locator(".stage.live")).to_be_visible()
    moved = page.evaluate(PLACES)
    assert page.evaluate("self.shift") < 0.001
    expect(page.locator(".picture")).to_be_hidden()
    # A title stands at the rim of its note, so its note's middle is on its line and within a rim's reach.
    assert [one for one in moved if abs(one[2]) > 1 or abs(one[1]) > 30] == []
    page.close()


def test_the_drawing_lies_down_when_its_stage_does(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 1000})
    page.goto(_graph(site))
    page.evaluate("document.getElementById('stage').dispatchEvent(new PointerEvent('pointerenter'))")
    expect(page.locator(".stage.live")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function(
        "() => { const [low, high] = teleo.sigma.getCustomBBox().x; return high - low > 2000; }"
    )
    page.evaluate("document.getElementById('stage').classList.remove('live')")
    assert page.evaluate(PICTURED) > 5
    assert [one for one in page.evaluate(PLACES) if abs(one[2]) > 1 or abs(one[1]) > 30] == []
    page.close()


def test_without_script_the_graph_is_a_picture_of_links(browser: Browser, lively: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(_graph(lively))
    expect(page.locator(".picture path").first).to_be_attached()
    expect(page.locator(".controls label.challenges")).to_be_visible()
    assert page.locator("input:visible, select:visible").count() == 0
    links = page.locator(".picture a:visible")
    assert links.count() > 3
    title = links.first.text_content()
    links.first.click()
    expect(page.locator("h1")).to_contain_text((title or "").rstrip("…"))
    context.close()


def test_the_graph_is_on_paper_too(page: Page, lively: Path) -> None:
    page.goto(_graph(lively))
    page.locator("#stage").hover()
    expect(page.locator(".stage.live")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".picture")).to_be_visible()
    expect(page.locator("#stage canvas").first).to_be_hidden()
    expect(page.locator(".controls label.challenges")).to_be_visible()
    assert page.locator("button:visible, input:visible, select:visible").count() == 0


def test_the_drawing_comes_once_and_only_when_one_reaches_for_it(page: Page, lively: Path) -> None:
    asked = _asked(page)
    page.goto(_graph(lively))
    page.wait_for_timeout(400)
    assert not [address for address in asked if address.endswith(OPENED)]
    page.locator("#stage").hover()
    page.get_by_role("combobox", name="Find").focus()
    expect(page.locator(".stage.live")).to_be_visible()
    page.locator("#stage").click()
    page.get_by_role("checkbox", name="challenges").uncheck()
    page.wait_for_timeout(200)
    assert len([address for address in asked if address.endswith(OPENED)]) == 1


@pytest.mark.parametrize("field", ["find", "relation", "domain", "key"])
def test_each_field_of_the_form_brings_the_drawing(page: Page, lively: Path, field: str) -> None:
    page.goto(_graph(lively))
    if field == "find":
        page.locator("#find").focus()
    elif field == "relation":
        page.locator("[name=relation]").first.click()
    elif field == "domain":
        page.locator("[name=domain]").select_option(index=1)
    else:
        page.locator("[data-zoom=in]").press("Enter")
    expect(page.locator(".stage.live")).to_be_visible()


def test_arrow_keys_on_the_buttons_move_the_graph_also_before_it_is_drawn(
    browser: Browser, lively: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(_graph(lively))
    button = page.locator("[data-zoom=in]")
    button.press("ArrowRight")
    expect(page.locator(".stage.live")).to_be_visible()
    state = "(({ x, y, ratio }) => [x, y, ratio])(teleo.sigma.getCamera().getState())"
    until(page, f"{state}[0] > 0.6")
    x, y, ratio = page.evaluate(state)
    assert (y, ratio) == (0.5, 1)
    # What lies at the right comes to the left, and what lies above comes down.
    shown = "teleo.sigma.framedGraphToViewport({ x: 0.5, y: 0.5 })"
    before = page.evaluate(shown)
    button.press("Enter")
    until(page, f"{state}[2] < 1")
    button.press("ArrowUp")
    button.press("ArrowLeft")
    after = page.evaluate(state)
    assert after[0] == pytest.approx(x - 0.15 * after[2])
    assert after[1] == pytest.approx(0.5 + 0.15 * after[2])
    assert before["x"] < page.evaluate("teleo.sigma.getDimensions().width") / 2
    assert page.evaluate("scrollY") == 0
    page.close()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_keys_that_follow_each_other_add_up(
    browser: Browser, lively: Path, motion: Literal["reduce", "no-preference"]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion=motion)
    page.goto(_graph(lively))
    page.locator("#stage").hover()
    page.locator("#stage.live").wait_for()
    places = page.evaluate("""async () => {
      const camera = teleo.sigma.getCamera();
      const button = document.querySelector("[data-zoom=in]");
      const press = (key) => button.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      const seen = [];
      camera.on("updated", ({ x, y, ratio }) => seen.push(x, y, ratio));
      for (let count = 0; count < 4; count += 1) press("ArrowRight");
      press("ArrowDown");
      while (camera.isAnimated()) await new Promise(requestAnimationFrame);
      const { x, y } = camera.getState();
      button.click();
      while (camera.isAnimated()) await new Promise(requestAnimationFrame);
      return { x, y, are: seen.every(Number.isFinite), ratio: camera.getState().ratio };
    }""")
    assert (places["x"], places["y"]) == (pytest.approx(0.5 + 4 * 0.15), pytest.approx(0.5 - 0.15))
    assert places["are"]
    assert places["ratio"] < 1
    page.close()


def test_a_large_graph_is_taken_up_in_parts_between_which_the_page_answers(page: Page, lively: Path) -> None:
    _fetched(page, lively)
    answered = page.evaluate("""async () => {
      const { nodes } = teleo.graph;
      while (nodes.length < 12000) nodes.push([`c/more-${nodes.length}/`, ...nodes[0].slice(1)]);
      let answered = 0;
      const opening = teleo.openGraph();
      for (let count = 0; count < 2; count += 1) setTimeout(() => (answered += 1));
      await opening;
      return answered;
    }""")
    assert answered == 2


def test_of_a_hub_with_very_many_edges_only_those_that_argue_are_drawn_by_hand(
    page: Page, lively: Path
) -> None:
    _fetched(page, lively)
    drawn = page.evaluate("""async () => {
      const { nodes, edges, relations } = teleo.graph;
      edges.length = 0;
      for (let number = nodes.length; number < 1000; number += 1) {
        nodes.push([`c/more-${number}/`, `More ${number}`, number, (number * 7) % 1000, ...nodes[0].slice(4)]);
        edges.push([0, number, number < 110 ? relations.indexOf("challenges") : relations.indexOf("related")]);
      }
      const wished = await teleo.openGraph();
      let strokes = 0;
      const { setLineDash } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.setLineDash = function (dash) {
        if (dash.length) strokes += 1;
        setLineDash.call(this, dash);
      };
      wished.show(document.body.dataset.root + nodes[0][0] + "index.html");
      teleo.sigma.refresh();
      strokes = 0;
      teleo.sigma.refresh();
      return [strokes, edges.filter(([, , relation]) => relation < 4).length];
    }""")
    assert drawn[0] == drawn[1]
    assert drawn[1] > 50


def test_very_many_edges_let_the_plane_through_and_few_do_not(page: Page, lively: Path) -> None:
    _fetched(page, lively)
    seen = page.evaluate("""async () => {
      const { nodes, edges, relations } = teleo.graph;
      const [rests, mentions] = ["depends_on", "mentions"].map((name) => relations.indexOf(name));
      edges.length = 0;
      while (nodes.length < 110) nodes.push([`c/more-${nodes.length}/`, "More", ...nodes[0].slice(2)]);
      for (let one = 0; one < 110; one += 1) for (let other = 0; other < one; other += 1) {
        edges.push([one, other, rests], [other, one, mentions]);
      }
      await teleo.openGraph();
      const colours = () => {
        const graph = teleo.sigma.getGraph();
        const seen = graph.filterEdges((edge) => !teleo.sigma.getEdgeDisplayData(edge).hidden);
        return [...new Set(seen.map((edge) => teleo.sigma.getEdgeDisplayData(edge).color))];
      };
      const style = getComputedStyle(document.documentElement);
      const own = ["depends_on", "rule"].map((name) => style.getPropertyValue(`--${name}`).trim());
      const crowd = colours();
      document.querySelector("[name=relation][value=mentions]").click();
      const half = colours();
      return { own, crowd, half, count: edges.length };
    }""")
    share = sqrt(3000 / seen["count"])
    # Sigma takes a colour that covers a share with its parts times that share.
    wanted = {
        tuple(round(int(colour[at : at + 2], 16) * share) for at in (1, 3, 5)) for colour in seen["own"]
    }
    found = {tuple(map(float, re.findall(r"[\d.]+", colour))) for colour in seen["crowd"]}
    assert {parts[:3] for parts in found} == wanted
    assert [parts[3] for parts in found] == [pytest.approx(share)] * 2
    # Half of the edges alone are not as thin.
    [parts] = [tuple(map(float, re.findall(r"[\d.]+", colour))) for colour in seen["half"]]
    assert parts[3] == pytest.approx(sqrt(3000 / (seen["count"] / 2)))


def test_among_very_many_notes_the_large_ones_keep_their_shapes(page: Page, lively: Path) -> None:
    _fetched(page, lively)
    squares = page.evaluate("""async () => {
      const { nodes, edges, ratings } = teleo.graph;
      edges.length = nodes.length = 0;
      const unrated = ratings.indexOf("unrated");
      for (let number = 0; number < 3000; number += 1) {
        const [x, y] = [(number % 60) * 30 - 900, Math.floor(number / 60) * 36 - 900];
        nodes.push([`c/n-${number}/`, `Note ${number}`, x, y, unrated, 0, number ? 30 : 4000, "2026-01-01"]);
      }
      await teleo.openGraph();
      let squares = 0;
      const { rect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.rect = function (...parts) {
        squares += 1;
        rect.apply(this, parts);
      };
      teleo.sigma.refresh();
      return squares;
    }""")
    assert squares == 2  # its outer and its inner one


def test_where_a_flight_is_slow_edges_are_left_out_of_it(page: Page, lively: Path) -> None:
    page.goto(_graph(lively))
    page.locator("#stage").hover()
    page.locator("#stage.live").wait_for()
    assert page.evaluate("teleo.sigma.getSetting('hideEdgesOnMove')") is False
    page.evaluate("""() => {
      const now = performance.now.bind(performance);
      let late = 0;
      performance.now = () => now() + (late += 1000);
    }""")
    # A flight may be too short here for as many pictures.
    for name in ("in", "out", "in"):
        page.locator(f"[data-zoom={name}]").click()
        until(page, "!teleo.sigma.getCamera().isAnimated()")
    until(page, "teleo.sigma.getSetting('hideEdgesOnMove')")


def test_the_title_of_the_chosen_note_is_drawn_once(browser: Browser, tmp_path: Path) -> None:
    title = "Oaks outlive birches in all our woods"
    notes = {f"{title}.md": claim(title, supports="[Elms]"), "Elms.md": claim("Elms")}
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(_graph(tmp_path / "site"))
    page.get_by_role("combobox", name="Find").fill(title)
    expect(page.locator(".stage .said a")).to_have_text(title)
    drawn = page.evaluate("""() => {
      const texts = [];
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
        texts.push(text);
        fillText.call(this, text, ...place);
      };
      teleo.sigma.refresh();
      return texts;
    }""")
    page.close()
    assert drawn == ["Oaks outlive birches in…"]


def test_an_address_that_names_a_note_flies_to_it(page: Page, lively: Path) -> None:
    (note,) = lively.glob("c/oaks-take-over-*")
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{_graph(lively)}#c/{note.name}")
    expect(page.locator(".stage .said a")).to_have_text("Oaks take over")
    assert page.evaluate("teleo.sigma.getCamera().ratio") < 0.3


def test_a_tap_on_a_title_before_the_drawing_stands_chooses_its_note(browser: Browser, lively: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(_graph(lively))
    link = page.locator(".picture a:visible").first
    title = (link.text_content() or "").rstrip("…")
    link.tap()
    expect(page.locator(".stage .said a")).to_contain_text(title)
    assert page.url.startswith(f"{_graph(lively)}#")
    context.close()


def test_a_tap_beside_the_titles_chooses_the_note_that_lies_there(browser: Browser, lively: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(_graph(lively))
    spot = page.evaluate(
        """() => {
          const text = document.querySelector(".narrow-screen text:not(.left)").getBoundingClientRect();
          const stage = document.getElementById("stage").getBoundingClientRect();
          return { x: text.x - stage.x - 6, y: text.y + text.height / 2 - stage.y };
        }"""
    )
    title = page.locator(".narrow-screen a:not(:has(.left))").first.text_content() or ""
    page.locator("#stage").tap(position=spot)
    expect(page.locator(".stage .said a")).to_contain_text(title.rstrip("…"))
    context.close()


def test_what_was_chosen_and_typed_while_the_drawing_loads_takes_effect(page: Page, lively: Path) -> None:
    held: list[Route] = []
    page.route("**/static/graph.js", lambda route: held.append(route))
    page.goto(_graph(lively))
    page.evaluate(
        """() => {
          const find = document.getElementById("find");
          const box = document.querySelector("[name=relation][value=depends_on]");
          box.click();
          find.focus();
          find.value = "take over";
          find.dispatchEvent(new Event("input", { bubbles: true }));
          find.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        }"""
    )
    first_of(page, held).continue_()
    expect(page.locator(".stage .said a")).to_have_text("Oaks take over")
    shown = page.evaluate(
        """() => teleo.sigma.getGraph().filterEdges((edge) => !teleo.sigma.getEdgeDisplayData(edge).hidden)
          .map((edge) => teleo.graph.relations[teleo.sigma.getGraph().getEdgeAttribute(edge, "relation")])"""
    )
    assert shown
    assert "depends_on" not in shown


def _awake(browser: Browser, site: Path) -> Page:
    """Return the graph's page on a phone, with its drawing."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(_graph(site))
    page.locator("#find").focus()
    expect(page.locator(".stage.live")).to_be_visible()
    page.locator("#stage").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    return page


@pytest.mark.parametrize("away", [-13, -9, 0])
def test_a_finger_beside_a_note_means_it(browser: Browser, lively: Path, away: int) -> None:
    page = _awake(browser, lively)
    spot = page.evaluate(TAPPED, [away, ""])
    page.locator("#stage").tap(position={"x": spot["x"], "y": spot["y"]})
    expect(page.locator(".stage .said a")).to_have_text(spot["title"])
    if away:
        # Beside the chosen note, one more is rid of it; on it, it opens its page.
        page.wait_for_timeout(500)
        page.locator("#stage").tap(position={"x": spot["x"], "y": spot["y"]})
        expect(page.locator(".stage .said")).to_be_hidden()
        assert "/graph/" in page.url
    page.context.close()


def test_a_finger_on_a_title_means_its_note_and_one_on_nothing_means_none(
    browser: Browser, lively: Path
) -> None:
    page = _awake(browser, lively)
    spot = page.evaluate(TAPPED, [60, "Birches grow fast"])
    page.locator("#stage").tap(position={"x": spot["x"], "y": spot["y"]})
    expect(page.locator(".stage .said a")).to_have_text(spot["title"])
    # Two taps at once would be one that zooms.
    page.wait_for_timeout(500)
    page.locator("#stage").tap(position={"x": 6, "y": 440})
    expect(page.locator(".stage .said")).to_be_hidden()
    page.context.close()


def test_a_note_that_was_looked_for_is_drawn_whatever_the_filters_hide(page: Page, lively: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(_graph(lively))
    page.get_by_role("checkbox", name="likely").uncheck()
    page.locator("#find").fill("Oaks take over")
    expect(page.locator(".stage .said")).to_contain_text("Oaks take over")
    expect(page.locator(".stage .said")).to_contain_text("your filters hide it")
    assert page.evaluate(
        "teleo.sigma.getGraph().filterNodes((node) => teleo.sigma.getNodeDisplayData(node).highlighted && "
        "!teleo.sigma.getNodeDisplayData(node).hidden).length"
    )
    page.get_by_role("checkbox", name="likely").check()
    expect(page.locator(".stage .said")).not_to_contain_text("your filters hide it")


def test_what_is_said_of_a_chosen_note_is_in_sight(browser: Browser, lively: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.goto(_graph(lively))
    page.locator("#find").fill("Oaks take over")
    expect(page.locator(".stage .said a")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0
    page.close()


def test_words_are_found_in_any_order_and_missed_aloud(page: Page, lively: Path) -> None:
    page.goto(_graph(lively))
    find, said = page.locator("#find"), page.locator(".stage .said")
    find.fill("over OAKS")
    find.press("Enter")
    expect(said.locator("a")).to_have_text("Oaks take over")
    find.fill("oaks palm")
    find.press("Enter")
    expect(said).to_have_text("No note has these words in its title.")
    find.fill("oaks")
    expect(said).to_be_hidden()


def test_an_address_that_names_no_note_is_missed_aloud(page: Page, lively: Path) -> None:
    page.goto(f"{_graph(lively)}#c/nope")
    expect(page.locator(".stage .said")).to_be_visible()
    expect(page.locator(".stage .said")).to_have_text("The address names no note of this graph.")


def test_a_filter_is_named_once(page: Page, lively: Path) -> None:
    page.goto(_graph(lively))
    for name in ("likely", "unrated", "challenges"):
        expect(page.get_by_role("checkbox", name=name, exact=True)).to_have_count(1)


def test_a_title_that_a_key_reached_stays_a_link(page: Page, lively: Path) -> None:
    page.goto(_graph(lively))
    link = page.locator(".picture a:visible").first
    title = (link.text_content() or "").rstrip("…")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(title)


def test_a_title_in_focus_hands_it_on_to_the_note_it_named(page: Page, lively: Path) -> None:
    page.goto(_graph(lively))
    link = page.locator(".picture a:visible").first
    title = (link.text_content() or "").rstrip("…")
    link.focus()
    page.locator("#stage").hover(position={"x": 5, "y": 5})
    expect(page.locator(".stage .said a")).to_be_focused()
    expect(page.locator(".stage .said a")).to_contain_text(title)


def test_a_browser_that_cannot_draw_keeps_the_picture(page: Page, lively: Path) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(_graph(lively))
    page.locator("#stage").hover()
    expect(page.locator(".stage + .notice")).to_have_text(
        "The graph stays a picture: this browser has no WebGL, or it is turned off."
    )
    expect(page.locator(".picture a:visible").first).to_be_visible()
    expect(page.locator("#controls")).to_be_hidden()
    address = page.locator(".picture a:visible").first.get_attribute("href")
    page.locator(".picture a:visible").first.click()
    assert address
    assert page.url.endswith(address.removeprefix("../"))


def test_a_file_that_did_not_come_is_asked_for_again(page: Page, lively: Path) -> None:
    page.route("**/static/graph.js", lambda route: route.abort(), times=1)
    page.goto(_graph(lively))
    page.locator("#stage").hover()
    expect(page.locator(".stage + .notice")).to_contain_text("cannot load")
    page.locator("#find").focus()
    expect(page.locator(".stage.live")).to_be_visible()
    expect(page.locator(".stage + .notice")).to_be_hidden()


def test_a_vault_without_notes_has_a_graph_page_without_a_picture(page: Page, tmp_path: Path) -> None:
    files = {"Draft.md": "---\ntype: claim\ndraft: true\n---\n# Draft\n"}
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    page.goto((tmp_path / "site/graph/index.html").as_uri())
    expect(page.locator("h1")).to_have_text("Graph")
    assert page.locator(".picture").count() == 0


def test_a_vault_of_one_note_has_it_in_the_middle(page: Page, tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", {"Oaks.md": LIVELY["Oaks outlive birches.md"]}), tmp_path / "site")
    page.goto((tmp_path / "site/graph/index.html").as_uri())
    page.locator("#stage").hover()
    expect(page.locator(".stage.live")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_drawing(
    browser: Browser, lively: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    (note,) = lively.glob("c/oaks-take-over-*")
    page.goto(f"{_graph(lively)}#c/{note.name}")
    expect(page.locator(".stage .said a")).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    page.close()
    assert [one["id"] for one in result["violations"]] == []
