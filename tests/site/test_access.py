"""Every kind of page under axe, in both dresses, wide and narrow; and in print."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from teleo.resources import bundled
from tests.site.kinds import Told
from tests.site.vaults import build, claim, write_vault

pytestmark = pytest.mark.browser

AXE = bundled("site") / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, told: Told, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    axe = AXE.read_text(encoding="utf-8")
    found = {}
    for kind, name in told.kinds.items():
        if told.templates[name] == "moved.html":
            continue
        page.goto((told.folder / name).as_uri())
        if page.locator(".enliven:visible").count():
            page.locator(".enliven").first.click()
            page.locator(".try .answer").first.wait_for()
            for field in page.locator(".try .typed input:visible").all()[:1]:
                field.fill("no number")
                field.press("Enter")
                page.locator(".try .fault:visible").first.wait_for()
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        broken = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in result["violations"]]
        if broken:
            found[kind] = broken
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
    context.close()
    assert not found


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize(("query", "marked"), [("oaks", ".says"), ("tree livse", ".aside")])
def test_axe_finds_nothing_in_the_open_search(
    browser: Browser, lively: Path, query: str, marked: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.goto((lively / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox").fill(query)
    page.locator(f"[role=option] {marked} mark").first.wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    page.close()
    assert [one["id"] for one in result["violations"]] == []


def test_no_page_of_words_that_cannot_be_broken_is_wider_than_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    title = "oak" * 70
    body = f"[[{title}]] {'x' * 300} `{'y' * 300}`"
    fields = {"description": "z" * 300, "domain": "d" * 90, "source": "https://example.org/" + "s" * 200}
    files = {
        f"{title}.md": f"---\ntype: claim\nconfidence: likely\nsources: {'w' * 200}\n---\n# {title}\n\n{body}\n",
        "Elms.md": claim(
            "Elms", f"See [[{title}]].\n\n## {'h' * 200}\n", challenged_by=f"['{title}']", **fields
        ),
    }
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    wide = {}
    for path in sorted((tmp_path / "site").rglob("*.html")):
        page.goto(path.as_uri())
        wide[str(path.relative_to(tmp_path / "site"))] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {path: width for path, width in wide.items() if width > 390} == {}
