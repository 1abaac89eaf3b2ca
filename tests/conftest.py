"""Keeps what the tests derive out of the user's own cache, says how laws are tried, and opens the one browser."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import ARGUMENTS, executable

os.environ["TELEO_CACHE_DIR"] = tempfile.mkdtemp(prefix="teleo-tests-")

# A commit passes or fails by what it holds, not by the dice or the clock; `make fuzz` throws the dice.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=1000)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that share a browser behind all others: its event loop runs in this process from then on."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield the system's Chromium, drawing WebGL without a GPU."""
    arguments = [*ARGUMENTS, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments)
        yield browser
        browser.close()
