"""Finds Chromium for the browser's tests, and installs Debian's where it is missing and may be installed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Return the path of a Chromium: the variable `CHROMIUM`, else the first on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str | None:
    """Install Debian's Chromium as root, else the one that Playwright brings; return its path."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
        return find()
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def executable() -> str:
    """Return the path of a Chromium, installed if need be.

    Raises:
        SystemExit: there is none, and none could be installed.
    """
    found = find() or install()
    if found is None:
        sys.exit("no Chromium found; install Debian's package chromium or set CHROMIUM to its path")
    return found


if __name__ == "__main__":
    print(f"browser: {executable()}")
