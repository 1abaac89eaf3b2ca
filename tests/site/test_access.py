"""Every kind of page under axe, in both dresses, wide and narrow; and in print."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from teleo.resources import bundled

pytestmark = pytest.mark.browser

AXE = bundled("site") / "node_modules" / "axe-core" / "axe.min.js"
KINDS = (
    "index.html",
    "404.html",
    "claims/index.html",
    "topics/index.html",
    "questions/index.html",
    "sources/index.html",
    "domains/index.html",
    "d/trees-*/index.html",
    "graph/index.html",
    "contradictions/index.html",
    "challenges/index.html",
    "load-bearing/index.html",
    "cascade/index.html",
    "calculators/index.html",
    "calculators/shift-share-at/index.html",
    "health/index.html",
    "c/oaks-take-over-*/index.html",
    "c/trees-that-stand-alone-*/index.html",
    "*/broken-*/index.html",
    "s/*/index.html",
    "q/*/index.html",
    "m/*/index.html",
)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, lively: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    axe = AXE.read_text(encoding="utf-8")
    found = {}
    for kind in KINDS:
        (path,) = lively.glob(kind)
        page.goto(path.as_uri())
        if page.locator(".enliven:visible").count():
            page.locator(".enliven").first.click()
            page.locator(".try .answer").first.wait_for()
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        broken = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in result["violations"]]
        if broken:
            found[kind] = broken
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
    context.close()
    assert not found


def test_axe_finds_nothing_in_the_open_search(browser: Browser, lively: Path) -> None:
    page = browser.new_page()
    page.goto((lively / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("oaks")
    page.locator("[role=option]").first.wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    page.close()
    assert [one["id"] for one in result["violations"]] == []
