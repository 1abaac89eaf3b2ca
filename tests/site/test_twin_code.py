"""Code that stands in Python and in the page gives the same in both."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

from teleo.graph.strength import solve
from teleo.graph.wiring import wire
from teleo.pipeline import survey
from tests.site.vaults import build, claim, write_vault
from tests.site.waiting import until

pytestmark = pytest.mark.browser

CYCLES = {
    "A.md": claim("A", confidence="likely", depends_on="[B]", supports="[C, D]"),
    "B.md": claim("B", confidence="proven", depends_on="[C]", challenged_by='["[[D]]", "in words"]'),
    "C.md": claim("C", confidence="experimental", depends_on="[A]", supports="[E]"),
    "D.md": claim("D", confidence="speculative", supports="[E]", challenges="[C]"),
    "E.md": claim("E", confidence="likely", challenges="[D, A]"),
    "F.md": "---\ntype: question\nchallenges: [E]\n---\n# F\n",
    "G.md": claim("G", confidence="likely", depends_on="[F, E]", supports="[G]"),
}


def test_the_page_finds_the_strengths_that_the_audit_finds(browser: Browser, tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "vault", CYCLES)
    build(vault, tmp_path / "site")
    found = survey(vault)
    expected, _ = solve(wire(found.graph, found.vault.config.confidence.base))
    page = browser.new_page()
    page.goto((tmp_path / "site/cascade/index.html").as_uri())
    page.get_by_role("combobox", name="Claim").focus()
    until(page, "self.teleo?.cascade")
    shown = page.evaluate("Array.from(teleo.cascade.before.strength)")
    page.close()
    assert shown == pytest.approx(list(np.asarray(expected)), abs=1e-12)


HUB = {
    "Trees.md": "---\ntype: map\n---\n# Trees\n\n"
    + "".join(f"- [[Tree {number:02}]]\n" for number in range(30)),
    **{f"Tree {number:02}.md": claim(f"Tree {number:02}") for number in range(27)},
    **{f"Tree {number}.md": claim(f"Tree {number}", supports="[Tree 00]") for number in range(27, 30)},
}
"""A note with more neighbours than a map draws; four of them argue."""

MAP = """(map) => ({
  titles: [...map.querySelectorAll("text tspan")].map((one) => one.textContent),
  names: [...map.querySelectorAll("a title")].map((one) => one.textContent).filter((name) => !name.startsWith("Open ")),
  edges: [...map.querySelectorAll(".edge")].map((one) => one.getAttribute("class")),
  chords: [...map.querySelectorAll(".between")].flatMap((one) => one.getAttribute("d").match(/[\\d.]+/g).map(Number)),
})"""


def test_a_map_of_many_neighbours_draws_those_that_argue(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", HUB), tmp_path / "site")
    (page,) = (tmp_path / "site/m").glob("*/index.html")
    drawn = page.read_text().partition("<figure")[2].partition("</figure>")[0]
    shown = {number for number in range(30) if f": Tree {number:02}</title>" in drawn}
    assert shown == {*range(21), 27, 28, 29}
    assert "6 more neighbours not drawn" in drawn


@pytest.mark.parametrize("vault", [CYCLES, HUB], ids=["cycles", "hub"])
def test_the_page_walks_to_the_map_that_the_build_draws(
    browser: Browser, tmp_path: Path, vault: dict[str, str]
) -> None:
    """Walking away and to the same note again by the page's own code gives the map that was built."""
    site = tmp_path / "site"
    build(write_vault(tmp_path / "vault", vault), site)
    page = browser.new_page()
    for path in sorted(site.glob("c/*/index.html")) if vault is CYCLES else site.glob("m/*/index.html"):
        page.goto(path.as_uri())
        built = page.locator(".map svg[role]").evaluate(MAP)
        words = page.locator(".legend li").all_inner_texts()
        page.goto(f"{path.as_uri()}#walk/{path.parent.relative_to(site).as_posix()}")
        page.reload()
        page.locator(".crumbs li").nth(1).wait_for()
        walked = page.locator(".map svg[role]").evaluate(MAP)
        assert walked.pop("chords") == pytest.approx(built.pop("chords"), abs=0.2), path.parent.name
        assert walked == built, path.parent.name
        assert page.locator(".legend li").all_inner_texts() == words
        classes = {name.split()[-1] for name in built["edges"]}
        assert len(classes) == len(words), (path.parent.name, classes, words)
    page.close()
