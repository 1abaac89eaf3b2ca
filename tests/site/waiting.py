"""Waits for a page that its policy keeps from evaluating text, and sums up what moves in one."""

from time import monotonic

from playwright.sync_api import Page, Route

LONGEST_S = 30.0

LAYOUT_SHIFT = """
self.shift = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) self.shift += one.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
"""A script for a page that is to come: `self.shift` is how far things moved there unasked, by the browser's measure."""


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true in a page, where `wait_for_function` would be refused.

    Raises:
        TimeoutError: it was not within half a minute.
    """
    end = monotonic() + LONGEST_S
    while not page.evaluate(f"Boolean({expression})"):
        if monotonic() > end:
            raise TimeoutError(f"never true in the page: {expression}")
        page.wait_for_timeout(20)


def stop_the_clock(page: Page) -> None:
    """Let no time pass in the page but what is asked for, for all timers that are set from then on."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def first_of(page: Page, held: list[Route]) -> Route:
    """Wait until a page has asked for what is held, and return the first request.

    Raises:
        TimeoutError: it did not within half a minute.
    """
    end = monotonic() + LONGEST_S
    while not held:
        if monotonic() > end:
            raise TimeoutError("never asked for")
        page.wait_for_timeout(20)
    return held[0]
