"""Pages for the tests of the site, and sites to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.kinds import Told, tell
from tests.site.vaults import LIVELY, build, write_vault
from tests.site.waiting import LONGEST_S

# A machine that draws without a GPU, beside other tests, may take longer than a reader would wait.
expect.set_options(timeout=1000 * LONGEST_S)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page whose test fails when a script of the page does, or when it asks another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if is_foreign(request.url) else None)
    yield page
    context.close()
    assert not complaints


@pytest.fixture(scope="session")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site with claims, questions, numbers that rest on each other, and a bad file."""
    folder = tmp_path_factory.mktemp("lively")
    build(write_vault(folder / "vault", LIVELY), folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return a site that has every kind of page: with a history, a renamed note, long lists, an entity."""
    return tell(tmp_path_factory.mktemp("told"))


def is_foreign(url: str) -> bool:
    """Whether an address is neither a file nor of this machine."""
    return not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))
