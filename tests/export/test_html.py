"""The page that pyvis makes: it draws the graph, runs no text of a note and asks no host for anything."""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from teleo.errors import MissingExtraError
from teleo.export import export
from tests.export.five_notes import BREAKOUT, EVIL, five_notes


def _data(page: str, name: str) -> list[dict[str, object]]:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data: list[dict[str, object]] = json.loads(found.group(1))
    return data


def _elements(page: str) -> list[tuple[str, list[str]]]:
    """Return the name and the names of the attributes of every element, as a browser would parse them."""
    found: list[tuple[str, list[str]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, [name for name, _ in attrs]))  # type: ignore[method-assign]
    parser.feed(page)
    return found


def test_every_note_and_every_edge_is_in_the_page(tmp_path: Path) -> None:
    view = five_notes(tmp_path)
    page = export(view, "html")
    assert {node["id"] for node in _data(page, "nodes")} == set(view.graph)
    edges = {(edge["from"], edge["to"], edge["relation"]) for edge in _data(page, "edges")}
    assert edges == set(view.graph.edges(keys=True))


def test_notes_of_different_rating_differ_in_colour_and_border(tmp_path: Path) -> None:
    nodes = {str(node["id"]): node for node in _data(export(five_notes(tmp_path), "html"), "nodes")}
    heat, rain = nodes["claims/heat makes air rise"], nodes["claims/rain falls upward in a storm"]
    assert heat["color"] != rain["color"]
    assert heat["borderWidth"] != rain["borderWidth"]
    assert nodes["maps/weather"]["shape"] != heat["shape"]


def test_text_of_a_note_cannot_end_the_script_that_holds_it(tmp_path: Path) -> None:
    page = export(five_notes(tmp_path), "html")
    assert BREAKOUT not in page
    assert EVIL not in page
    assert [tag for tag, _ in _elements(page)].count("script") == page.count("</script>") == 5


def test_no_element_of_the_page_names_a_host(tmp_path: Path) -> None:
    page = export(five_notes(tmp_path), "html")
    assert not [name for _, names in _elements(page) for name in names if name in ("src", "href", "srcset")]
    assert "default-src &#39;none&#39;" in page


def test_without_pyvis_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    monkeypatch.delitem(sys.modules, "teleo.export.html", raising=False)
    with pytest.raises(MissingExtraError, match=r"teleo\[pyvis\]"):
        export(five_notes(tmp_path), "html")


@pytest.mark.browser
def test_in_a_browser_tooltips_are_text_and_nothing_is_fetched(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "graph.html"
    file.write_text(export(five_notes(tmp_path / "vault"), "html"), encoding="utf-8")
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-settled=true]")
    tooltip = _tooltip(page, "sources/Field notes of a storm")
    assert EVIL in tooltip
    assert BREAKOUT in _tooltip(page, "claims/gravity always wins")
    assert page.evaluate("window.broken") is None
    assert requests == [file.as_uri()]
    page.close()


def _tooltip(page: Page, note_id: str) -> str:
    """Return what a reader sees when the pointer rests on a note."""
    box = page.locator("#graph").bounding_box()
    assert box is not None
    place = page.evaluate("id => network.canvasToDOM(network.getPosition(id))", note_id)
    page.mouse.move(0, 0)
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    page.wait_for_selector("div.vis-tooltip", state="visible")
    return page.locator("div.vis-tooltip").inner_text()
