"""Every kind of page is reached in two steps from the first, and says what it has to say without script."""

import re
from pathlib import Path
from posixpath import dirname, normpath

import pytest
from playwright.sync_api import Browser

from tests.site.kinds import TEMPLATES, Told

LINK = re.compile(r'<a [^>]*?href="([^"#:]+)(?:#[^"]*)?"')
PART = re.compile(r"/\d+/index\.html$")
"""The later parts of a long list, each one step from the part before."""

UNLISTED = frozenset({"lost.html", "moved.html"})
"""What a reader meets by an old or a wrong address alone."""


def _links(folder: Path, page: str) -> set[str]:
    text = (folder / page).read_text(encoding="utf-8")
    return {normpath(f"{dirname(page)}/{link}").lstrip("/") for link in LINK.findall(text)}


def test_the_site_has_a_page_of_every_template(told: Told) -> None:
    assert set(told.templates.values()) == TEMPLATES


def test_every_kind_of_page_is_reached_in_two_steps_from_the_first(told: Told) -> None:
    near = {"index.html"}
    for _ in range(2):
        near |= {link for page in near for link in _links(told.folder, page) if link in told.templates}
    reached = {_kind(told, path) for path in near}
    far = {path for path in told.kinds.values() if _kind(told, path) not in reached and not PART.search(path)}
    assert {told.templates[path] for path in far} == UNLISTED


def _kind(told: Told, path: str) -> tuple[str, str]:
    """Return a page's template and its folder: the page itself for a list that is the only one of its kind."""
    folder = path.partition("/")[0]
    is_one_of_many = told.templates[path] in ("note.html", "calculator.html", "moved.html") or folder == "d"
    return told.templates[path], folder if is_one_of_many else path


def test_every_page_is_reached_by_links_from_the_first(told: Told) -> None:
    reached, edge = {"index.html"}, {"index.html"}
    while edge:
        edge = {
            link for page in edge for link in _links(told.folder, page) if link in told.templates
        } - reached
        reached |= edge
    hidden = {path for path in told.templates if path not in reached}
    assert all(path == "404.html" or told.templates[path] == "moved.html" for path in hidden)


def test_every_page_says_in_its_head_what_it_holds(told: Told) -> None:
    silent = {
        path
        for path, template in told.templates.items()
        if template not in UNLISTED
        and not re.search(
            r'<meta name="description" content="[^"]{4,}">', (told.folder / path).read_text("utf-8")
        )
    }
    assert not silent


@pytest.mark.browser
def test_every_kind_of_page_is_useful_without_script(browser: Browser, told: Told) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for kind, path in told.kinds.items():
        if told.templates[path] == "moved.html":
            continue
        page.goto((told.folder / path).as_uri())
        assert page.locator("h1").inner_text().strip(), kind
        assert len(page.locator("main").inner_text()) > 60, kind
        assert page.locator("button:visible, input:visible, select:visible").count() == 0, kind
        assert page.locator("main a:visible").count(), kind
    context.close()
