"""What a hostile vault can do to its readers: nothing."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from playwright.sync_api import Browser

from tests.site.conftest import is_foreign
from tests.site.hostile import HOSTILE, TITLES
from tests.site.vaults import build, write_vault

HTML = "{http://www.w3.org/1999/xhtml}"
ADDRESS_ATTRIBUTES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "{http://www.w3.org/1999/xlink}href",
)


HOVER_ALL = "for (const one of document.querySelectorAll('*')) one.dispatchEvent(new MouseEvent('mouseover'))"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "outside").mkdir()
    build(write_vault(folder / "vault", HOSTILE), folder / "site")
    return folder / "site"


def _pages(site: Path) -> Iterator[tuple[Path, object]]:
    """Yield each page as a browser parses it, and as one parses what that parse would write."""
    for path in sorted(site.rglob("*.html")):
        tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=True)
        yield path, tree
        again = html5lib.serialize(
            tree, omit_optional_tags=False, quote_attr_values="always", alphabetical_attributes=True
        )
        yield path, html5lib.parse(again, namespaceHTMLElements=True)


def test_every_note_of_the_vault_is_there_with_its_words(site: Path) -> None:
    found = [*site.glob("[cqmn]/*/index.html"), site / "outside/index.html"]
    assert len(found) == len(HOSTILE) - 1
    pages = [path.read_text(encoding="utf-8") for path in found]
    assert sum("&lt;script&gt;trap()&lt;/script&gt;" in page for page in pages) >= len(TITLES)


def test_no_page_holds_a_script_a_handler_or_a_frame_of_the_vault(site: Path) -> None:
    for path, tree in _pages(site):
        for element in tree.iter():  # type: ignore[attr-defined]
            if not isinstance(element.tag, str):
                continue
            name = element.tag.rpartition("}")[2]
            assert name not in (
                "iframe",
                "object",
                "embed",
                "base",
                "template",
                "noembed",
                "frame",
                "style",
            ), path
            if name == "script":
                assert not (element.text or "").strip(), path
                assert element.get("src", "").endswith((".js",)), path
            for attribute in element.attrib:
                assert not str(attribute).lower().startswith("on"), path
                assert attribute not in ("style", "srcdoc", "ping", "formaction", "background"), path


def test_every_address_is_a_page_of_the_site_or_goes_openly_to_the_web(site: Path) -> None:
    for path, tree in _pages(site):
        own = path.as_uri()
        for element in tree.iter():  # type: ignore[attr-defined]
            for attribute in ADDRESS_ATTRIBUTES:
                address = element.attrib.get(attribute) if isinstance(element.tag, str) else None
                if address is None or address.startswith("#"):
                    continue
                parts = urlsplit(urljoin(own, address.strip()))
                assert parts.scheme in ("file", "http", "https", "mailto"), (path, address)
                if parts.scheme == "file":
                    target = Path(urljoin(own, address.partition("#")[0]).removeprefix("file://"))
                    assert target.is_relative_to(site), (path, address)
                    assert target.is_file(), (path, address)
                else:
                    assert element.get("class", "").startswith("away"), (path, address)


def test_no_id_of_the_vault_stands_for_one_of_the_page(site: Path) -> None:
    for path, tree in _pages(site):
        ids = [
            element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")
        ]  # type: ignore[attr-defined]
        assert ids.count("main") == 1, path
        assert len(ids) == len(set(ids)), path


def test_nothing_is_written_outside_the_folder(site: Path) -> None:
    assert sorted(path.name for path in site.parent.iterdir()) == ["outside", "site", "vault"]
    assert not list((site.parent / "outside").iterdir())


@pytest.mark.browser
def test_nothing_of_the_vault_runs_in_a_browser(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    sprung: list[str] = []
    context.expose_function("trap", lambda: sprung.append("trap"))
    page = context.new_page()
    page.on("pageerror", lambda error: sprung.append(str(error)))
    page.on("request", lambda request: sprung.append(request.url) if is_foreign(request.url) else None)
    page.on(
        "console", lambda message: sprung.append(message.text) if "Security Policy" in message.text else None
    )
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        if path.parent.parent.name == "c":
            page.evaluate(HOVER_ALL)
            if page.locator(".map svg[role] a").count():
                page.locator(".map svg[role] a").first.dispatch_event("click")
            page.keyboard.press("/")
            page.keyboard.type("trap script")
            page.wait_for_timeout(150)
    context.close()
    assert not sprung
