"""Finds the programs that the tests drive, Chromium and Neovim, and installs Debian's where one is missing."""

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
    if _may_install():
        _install("chromium")
        return find()
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return _of_playwright()


def editor() -> str:
    """Return the path of a Neovim, installed if need be.

    Raises:
        SystemExit: there is none, and none could be installed.
    """
    if shutil.which("nvim") is None and _may_install():
        _install("neovim")
    found = shutil.which("nvim")
    if found is None:
        sys.exit("no Neovim found; install the package neovim, which the editor's tests drive")
    return found


def _may_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _install(package: str) -> None:
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False, stdout=subprocess.DEVNULL)


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
    print(f"editor: {editor()}")
