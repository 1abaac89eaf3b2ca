"""A rating has one shape everywhere: in the legend, in the picture of the graph and in the drawing in its place."""

from base64 import b64encode
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from teleo.site.wording import RATINGS
from tests.site.vaults import build, claim, write_vault

pytestmark = pytest.mark.browser

UNLIKE = """async ([one, other]) => {
  const dots = await Promise.all([one, other].map(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 80, height: 80 });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0, 80, 80);
    return context.getImageData(0, 0, 80, 80).data;
  }));
  return dots[0].reduce((sum, value, at) => sum + Math.abs(value - dots[1][at]), 0) / dots[0].length / 255;
}"""
"""The mean difference of two images, from 0 to 1."""

SHAPES = """(ratings) => {
  const shape = (name, tone, inner) =>
    `<svg id="${name}-${tone}" class="shape" viewBox="-1.02 -1.02 2.04 2.04">
      <g class="shown ${tone}">${inner}</g></svg>`;
  const drawn = ratings.flatMap((tone) => [
    shape("picture", tone, document.querySelector(`.picture marker.${tone}`).innerHTML),
    shape("legend", tone, `<use href="#g-${tone}" color="var(--tone)" x="-1.1" y="-1.1" width="2.2" height="2.2"/>`),
  ]);
  document.body.innerHTML = `${document.querySelector(".sprite").outerHTML}<div class="picture">${drawn.join("")}</div>
    <style>
      .picture { position: static; width: auto; aspect-ratio: auto; translate: none; background: var(--sheet); }
      .shape { display: inline-block; width: 80px; height: 80px; }
      .shown { fill: var(--tone); }
      [id^=picture] .shown path { fill: var(--sheet); }
    </style>`;
}"""
"""Puts the shapes of the picture and those of the legend side by side, of one size."""

SPOTS = """() => {
  const box = document.getElementById("stage").getBoundingClientRect();
  const graph = teleo.sigma.getGraph();
  const spots = graph.nodes().map((node) => {
    const shown = teleo.sigma.getNodeDisplayData(node);
    const { x, y } = teleo.sigma.framedGraphToViewport(shown);
    const clip = { x: x + box.x + 1 - shown.size, y: y + box.y + 1 - shown.size };
    return [graph.getNodeAttribute(node, "title"), { ...clip, width: 2 * shown.size, height: 2 * shown.size }];
  });
  return Object.fromEntries(spots);
}"""
"""Returns the square of the page in which each note stands, by its title."""

ALIKE = 0.09
"""The picture draws sizes in steps of 15 %, the drawing does not: one shape differs by 0.05, two by 0.13 or more."""


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of five groups of notes, each of one rating and with a note that all of them name."""
    folder = tmp_path_factory.mktemp("rated")
    files = {}
    for rating in RATINGS:
        many = ", ".join(f"{rating} {number}" for number in range(16))
        files[f"{rating}.md"] = (
            f"---\ntype: question\nrelated: [{many}]\n---\n# {rating}\n"
            if rating == "unrated"
            else claim(rating, "So.", rating, related=f"[{many}]")
        )
        files |= {f"{rating} {number}.md": claim(f"{rating} {number}") for number in range(16)}
    build(write_vault(folder / "vault", files), folder / "site")
    return folder / "site"


@pytest.fixture
def graph(browser: Browser, rated: Path) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 1200}, device_scale_factor=4, bypass_csp=True
    )
    page = context.new_page()
    page.goto((rated / "graph/index.html").as_uri())
    yield page
    context.close()


def test_the_picture_has_the_shapes_of_the_legend(graph: Page) -> None:
    graph.evaluate(SHAPES, list(RATINGS))
    seen = {
        (where, rating): b64encode(graph.locator(f"#{where}-{rating}").screenshot()).decode()
        for where in ("picture", "legend")
        for rating in RATINGS
    }
    for one, other in product(RATINGS, RATINGS):
        difference = graph.evaluate(UNLIKE, [seen["picture", one], seen["legend", other]])
        assert (difference < ALIKE) == (one == other), (one, other, difference)


def test_the_drawing_has_the_shapes_of_the_picture(graph: Page) -> None:
    graph.evaluate("document.getElementById('stage').dispatchEvent(new PointerEvent('pointerenter'))")
    expect(graph.locator(".stage.live")).to_be_visible()
    # Titles may lie over shapes, and letters are not drawn alike.
    graph.add_style_tag(content=".picture text { display: none }")
    graph.evaluate("teleo.sigma.setSetting('renderLabels', false)")
    graph.wait_for_timeout(500)
    spots = graph.evaluate(SPOTS)
    drawn = {rating: _image(graph, spots[rating]) for rating in RATINGS}
    graph.evaluate("document.querySelector('.plane').remove(), stage.classList.remove('live')")
    for one, other in product(RATINGS, RATINGS):
        difference = graph.evaluate(UNLIKE, [drawn[one], _image(graph, spots[other])])
        assert (difference < ALIKE) == (one == other), (one, other, difference)


def _image(page: Page, clip: FloatRect) -> str:
    return b64encode(page.screenshot(clip=clip)).decode()
