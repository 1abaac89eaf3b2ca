"""Whenever a build is killed, a reader of the folder meets whole files, and the next build leaves a whole site."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from teleo.site.output import open_output
from teleo.site.staging import STAGING, finish
from tests.site.test_again import assert_as_new, build, files
from tests.site.vaults import FOREST, write_vault

OLD = {
    "index.html": b"old front",
    "c/ash/index.html": b"old ash",
    "c/elm/index.html": b"elm",
    "static/a.js": b"1",
}
NEW = {
    "index.html": b"new front",
    "c/ash/index.html": b"new ash",
    "c/oak/index.html": b"oak",
    "static/a.js": b"1",
}
_TOUCHING = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
KILLED = 9


def write(site: Path, pages: Mapping[str, bytes]) -> None:
    with open_output(site, site.parent / "vault") as output:
        for path, data in pages.items():
            output.write(path, data)


def shown(site: Path) -> dict[str, bytes]:
    """Return what a reader can meet: teleo's own files begin with a dot."""
    return {path: data for path, data in files(site).items() if not path.startswith(".")}


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process that ends, without any clean-up, before it touches a file for the `step`th time.

    Returns whether it came so far.
    """
    child = os.fork()
    if not child:
        left = step

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event in _TOUCHING:
                left -= 1
                if left < 0:
                    os._exit(KILLED)

        sys.addaudithook(hook)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def test_a_build_killed_at_any_step_shows_whole_files_and_is_made_good(tmp_path: Path) -> None:
    write(tmp_path / "before", OLD)
    seen: list[dict[str, bytes]] = []
    for step in count():
        site = tmp_path / "site"
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(tmp_path / "before", site)
        if not killed_at(step, lambda site=site: write(site, NEW)):  # type: ignore[misc]
            break
        met = shown(site)
        assert all(data in (OLD.get(path), NEW.get(path)) for path, data in met.items())
        assert OLD.keys() & NEW.keys() <= met.keys()
        if met["index.html"] == NEW["index.html"]:
            assert NEW.keys() <= met.keys()
        seen.append(met)
        finish(site)
        assert shown(site) in (OLD, NEW)
        write(site, NEW)
        assert shown(site) == NEW
        assert not (site / STAGING).exists()
    assert OLD in seen
    assert NEW in seen


def test_a_first_build_killed_at_any_step_can_be_taken_up(tmp_path: Path) -> None:
    for step in count():
        site = tmp_path / f"site{step}"
        if not killed_at(step, lambda site=site: write(site, NEW)):  # type: ignore[misc]
            break
        if "index.html" in shown(site):
            assert shown(site) == NEW
        write(site, NEW)
        assert shown(site) == NEW
    assert step > 10


@pytest.mark.parametrize("step", [5, 30, 60, 75, 90, 120])
def test_a_site_killed_while_it_is_built_again_becomes_the_site_of_a_clean_build(
    tmp_path: Path, step: int
) -> None:
    write_vault(tmp_path / "vault", FOREST)
    build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache")
    before = shown(tmp_path / "site")
    note = next((tmp_path / "vault").rglob("Rings count years.md"))
    note.rename(note.with_name("Rings count summers.md"))
    assert killed_at(step, lambda: build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache"))
    met = shown(tmp_path / "site")
    if met["index.html"] == before["index.html"]:
        assert before.keys() <= met.keys()
    build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache")
    assert_as_new(tmp_path / "vault", tmp_path / "site", tmp_path)


def test_a_build_that_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    with suppress(ZeroDivisionError), open_output(tmp_path / "site", tmp_path / "vault") as output:
        output.write("index.html", b"half")
        raise ZeroDivisionError
    assert shown(tmp_path / "site") == OLD
    assert not (tmp_path / "site" / STAGING).exists()


def test_a_clean_build_shows_the_old_site_until_the_new_one_is_whole(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    with open_output(tmp_path / "site", tmp_path / "vault", clean=True) as output:
        for path, data in NEW.items():
            output.write(path, data)
            assert shown(tmp_path / "site") == OLD
    assert shown(tmp_path / "site") == NEW
    assert output.unchanged == 0


@pytest.mark.parametrize("journal", ["{", "[]", '{"moves": [["x", 1]], "gone": []}', '{"moves": 3}'])
def test_a_damaged_journal_is_no_journal(tmp_path: Path, journal: str) -> None:
    write(tmp_path / "site", OLD)
    (tmp_path / "site" / STAGING).mkdir()
    (tmp_path / "site" / STAGING / "journal.json").write_text(journal)
    finish(tmp_path / "site")
    assert shown(tmp_path / "site") == OLD


def test_a_forged_journal_reaches_nothing_outside(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    (tmp_path / "mine").write_text("mine")
    staged = tmp_path / "site" / STAGING
    staged.mkdir()
    (staged / "0").write_text("theirs")
    (staged / "journal.json").write_text('{"moves": [[0, "../mine"]], "gone": ["../mine"]}')
    finish(tmp_path / "site")
    assert (tmp_path / "mine").read_text() == "mine"


def test_a_link_in_the_folder_leads_no_file_outside(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    outside = tmp_path / "outside"
    (outside / "elm").mkdir(parents=True)
    (outside / "elm" / "index.html").write_text("mine")
    shutil.rmtree(tmp_path / "site" / "c")
    (tmp_path / "site" / "c").symlink_to(outside)
    write(tmp_path / "site", NEW)
    assert files(outside) == {"elm/index.html": b"mine"}
    assert shown(tmp_path / "site") == NEW


def test_a_first_build_takes_its_place_folder_by_folder(tmp_path: Path) -> None:
    with open_output(tmp_path / "site", tmp_path / "vault") as output:
        for path, data in NEW.items():
            output.write(path, data)
    folder = os.stat(tmp_path / "site" / "c" / "oak").st_ino
    with open_output(tmp_path / "site", tmp_path / "vault") as output:
        for path, data in {**NEW, "c/yew/index.html": b"yew", "c/yew/twin/index.md": b"yew"}.items():
            output.write(path, data)
        state = output.state("c/yew/twin/index.md")
        staged = tmp_path / "site" / STAGING
        (waiting,) = (entry for entry in staged.iterdir() if entry.is_dir())
        moved = waiting.stat().st_ino
        assert {file.name for file in waiting.iterdir()} == {"index.html", "twin"}
    assert os.stat(tmp_path / "site" / "c" / "yew").st_ino == moved
    assert os.stat(tmp_path / "site" / "c" / "oak").st_ino == folder
    assert output.state("c/yew/twin/index.md") == state is not None


def test_what_is_still_to_be_written_stays_below_two_mebibytes(tmp_path: Path) -> None:
    with open_output(tmp_path / "site", tmp_path / "vault") as output:
        given = 0
        for number in range(40):
            output.write(f"c/{number}/index.html", bytes(100_000))
            given += 100_000
            files = (tmp_path / "site").rglob("index.html")
            assert given - sum(file.stat().st_size for file in files) < 2 << 20
    assert sum(file.stat().st_size for file in (tmp_path / "site").rglob("index.html")) == given


def test_a_folder_that_somebody_makes_meanwhile_keeps_what_it_holds(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    pages = {**NEW, "c/oak/twin/index.md": b"oak"}
    with open_output(tmp_path / "site", tmp_path / "vault") as output:
        for path, data in pages.items():
            output.write(path, data)
        (tmp_path / "site" / "c" / "oak" / "twin").mkdir(parents=True)
        (tmp_path / "site" / "c" / "oak" / "mine.txt").write_bytes(b"mine")
    assert shown(tmp_path / "site") == {**pages, "c/oak/mine.txt": b"mine"}
