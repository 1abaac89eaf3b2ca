"""The page of what is not there, opened from a folder and from hosts that show it at any address."""

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.vaults import FOREST, build, write_vault

pytestmark = pytest.mark.browser

BASES = ("", "https://example.org/", "https://example.org/deep/vault/")
DEPTHS = ("gone", "c/gone", "c/gone/", "c/gone/x/index.html")


class Host(SimpleHTTPRequestHandler):
    """A host as forges run them: the bytes of `404.html` for every address that has no file."""

    def __init__(self, *arguments: Any, lost: bytes, **named: Any) -> None:
        self._lost = lost
        super().__init__(*arguments, **named)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(self._lost)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folder of a site for each address that it may be given."""
    made = {}
    for base in BASES:
        folder = tmp_path_factory.mktemp("lost")
        settings = f'[vault]\nbase_url = "{base}"\n\n[site.theme]\npaper = "#fafafa"\n'
        build(write_vault(folder / "vault", {**FOREST, "teleo.toml": settings}), folder / "site")
        made[base] = folder / "site"
    return made


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Callable[[Path, str], str]]:
    """Yield what puts a site below a path of a host and returns the site's address."""
    running: list[ThreadingHTTPServer] = []

    def host(site: Path, path: str) -> str:
        shutil.copytree(site, tmp_path / path, dirs_exist_ok=True)
        handler = partial(Host, directory=tmp_path, lost=(site / "404.html").read_bytes())
        running.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=running[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_address[1]}/{path}"

    yield host
    for one in running:
        one.shutdown()
        one.server_close()


def holds_together(page: Page, address: str, root: str) -> None:
    """Hold that the page at `address` has its style, and its links and its search lead into the site at `root`."""
    page.goto(address)
    expect(page.locator("h1")).to_have_text("No page here")
    expect(page.locator("body")).to_have_attribute("data-root", root)
    assert page.locator(".masthead").evaluate("one => getComputedStyle(one).display") == "flex"
    assert (
        page.locator("html").evaluate("one => getComputedStyle(one).getPropertyValue('--paper')") == "#fafafa"
    )
    links = page.locator("a[href]").evaluate_all(
        "all => all.map((one) => one.href).filter((one) => !one.includes('#'))"
    )
    assert len(links) > 10
    assert all(link.startswith(root) and "/gone" not in link for link in links)
    page.get_by_role("link", name="The first page").click()
    expect(page.locator("h1")).to_have_text("vault")
    page.go_back()
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("birches grow")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Birches grow fast")
    assert page.url.startswith(root)


@pytest.mark.parametrize("base", BASES)
def test_it_works_when_it_is_opened_from_a_folder(sites: dict[str, Path], page: Page, base: str) -> None:
    site = sites[base]
    holds_together(page, (site / "404.html").as_uri(), f"{site.as_uri()}/")


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(("base", "path"), [(BASES[1], ""), (BASES[2], "deep/vault/")])
def test_it_works_at_any_depth_of_a_host(
    sites: dict[str, Path], hosted: Callable[[Path, str], str], page: Page, base: str, path: str, depth: str
) -> None:
    root = hosted(sites[base], path)
    holds_together(page, f"{root}{depth}", root)


@pytest.mark.parametrize("path", ["", "deep/vault/"])
@pytest.mark.parametrize("base", BASES)
def test_it_works_at_the_top_of_any_host(
    sites: dict[str, Path], hosted: Callable[[Path, str], str], page: Page, base: str, path: str
) -> None:
    root = hosted(sites[base], path)
    holds_together(page, f"{root}gone", root)


@pytest.mark.parametrize("base", BASES[1:])
def test_without_script_its_links_lead_to_the_site_where_its_address_is_known(
    sites: dict[str, Path], hosted: Callable[[Path, str], str], browser: Browser, base: str
) -> None:
    root = hosted(sites[base], base.removeprefix(BASES[1]))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}c/gone/")
    assert page.locator("#search").is_hidden()
    page.get_by_role("link", name="The first page").click()
    assert page.url == f"{root}index.html"
    context.close()
