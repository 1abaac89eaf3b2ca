"""A page that arrives in pieces, and its scripts after it, moves nothing that stands there already."""

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.site.vaults import LIVELY, build, write_vault
from tests.site.waiting import LAYOUT_SHIFT

pytestmark = pytest.mark.browser

PIECES = 8
PAUSE_S = 0.1

LARGEST = 0.05
"""Half of what is good by the measure of Core Web Vitals (web.dev/articles/cls)."""


class SlowHost(SimpleHTTPRequestHandler):
    """A host that sends each page in pieces, and each script late."""

    def do_GET(self) -> None:
        if self.path.endswith(".js"):
            time.sleep(PAUSE_S)
        if not self.path.endswith(".html"):
            super().do_GET()
            return
        data = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        length = -(-len(data) // PIECES)
        for start in range(0, len(data), length):
            self.wfile.write(data[start : start + length])
            time.sleep(PAUSE_S)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("arriving")
    build(write_vault(folder / "vault", LIVELY), folder / "site")
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(SlowHost, directory=folder / "site"))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{host.server_address[1]}"
    host.shutdown()
    host.server_close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path", ["graph/index.html", "cascade/index.html", "claims/index.html", "index.html"]
)
def test_nothing_moves_while_a_page_arrives(browser: Browser, hosted: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(LAYOUT_SHIFT)
    page.goto(f"{hosted}/{path}")
    page.wait_for_timeout(300)
    assert page.evaluate("self.shift") < LARGEST
    page.close()


@pytest.mark.parametrize("has_touch", [True, False])
@pytest.mark.parametrize(("button", "sign"), [("Search", "dialog[open]"), ("Dark", "html[data-theme=dark]")])
def test_a_button_pressed_before_the_scripts_came_does_what_it_says(
    browser: Browser, hosted: str, button: str, sign: str, has_touch: bool
) -> None:
    page = browser.new_page(has_touch=has_touch, color_scheme="light")
    held: list[Route] = []
    page.route("**/static/page.js", lambda route: held.append(route))
    page.goto(f"{hosted}/index.html", wait_until="commit")
    page.locator("footer").wait_for(state="attached")
    pressed = page.get_by_role("button", name=button)
    (pressed.tap if has_touch else pressed.click)()
    page.wait_for_timeout(400)  # longer than a press lasts
    assert not page.locator(sign).count()
    held[0].continue_()
    expect(page.locator(sign)).to_be_attached()
    page.close()


def test_a_button_pressed_after_the_scripts_came_does_what_it_says_once(
    browser: Browser, hosted: str
) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(f"{hosted}/index.html")
    page.get_by_role("button", name="Dark").click()
    page.wait_for_timeout(400)
    expect(page.locator("html[data-theme=dark]")).to_be_attached()
    page.close()
