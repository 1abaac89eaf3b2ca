"""Waits for a page that its policy keeps from evaluating text, as `wait_for_function` would have it do."""

from time import monotonic

from playwright.sync_api import Page

LONGEST_S = 30.0


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true in a page.

    Raises:
        TimeoutError: it was not within half a minute.
    """
    end = monotonic() + LONGEST_S
    while not page.evaluate(f"Boolean({expression})"):
        if monotonic() > end:
            raise TimeoutError(f"never true in the page: {expression}")
        page.wait_for_timeout(20)
