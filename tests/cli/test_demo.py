"""The walk over the bundled vault, here over a vault of one note."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from teleo.cli import demo as module
from teleo.errors import TeleoError
from tests.site.vaults import claim, write_vault

ELMS = claim("Elms die back").replace("domain: trees", "domain: shift")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    vault = write_vault(tmp_path / "vault", {"Elms die back.md": ELMS})
    monkeypatch.setattr(module, "bundled", lambda _: vault)
    return tmp_path / "site"


def _demo(site: Path, **steps: click.Command) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        for name, command in steps.items():
            patch.setattr(module, name, command)
        return CliRunner().invoke(module.demo, ["-o", str(site)])


def _step(error: TeleoError | None = None) -> click.Command:
    @click.command(context_settings={"ignore_unknown_options": True})
    @click.argument("arguments", nargs=-1)
    def step(arguments: tuple[str, ...]) -> None:
        if error is not None:
            raise error

    return step


def test_the_walk_checks_recomputes_links_and_builds(site: Path) -> None:
    found = _demo(site, embed=_step())
    assert found.exit_code == 0, found.output
    titles = ("What the rules find", "The numbers", "Its vectors", "Its site", "The site is at")
    places = [found.stdout.index(title) for title in titles]
    assert places == sorted(places)
    assert (site / "index.html").exists()


def test_a_step_that_fails_is_told_and_the_others_are_taken(site: Path) -> None:
    found = _demo(site, embed=_step(TeleoError("no model is here")))
    assert found.exit_code == 2
    assert "teleo: no model is here\n" in found.stderr
    assert "The site is at" in found.stdout
    assert (site / "index.html").exists()


def test_without_a_site_no_place_of_one_is_told(site: Path) -> None:
    found = _demo(site, embed=_step(), build=_step(TeleoError("the folder is full")))
    assert found.exit_code == 2
    assert "The site is at" not in found.output
