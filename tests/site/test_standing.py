"""A site that still stands is told from one that has to be built again, whatever changed."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

from teleo import cache
from teleo.cache import open_cache
from teleo.cli import teleo
from teleo.config import read_config
from teleo.links.verdicts import KIND
from teleo.site import standing
from teleo.site.output import MANIFEST
from teleo.vault import states
from tests.edits import CHANGES, written
from tests.repository import Repository
from tests.site.test_again import CONFIGS, files
from tests.site.vaults import FOREST, write_vault


def built(folder: Path, site: str = "site", *more: str) -> str:
    """Build the vault in `folder` as a user does, and return what was said of the files."""
    arguments = ["build", "--vault", str(folder / "vault"), "-o", str(folder / site), *more]
    done = CliRunner().invoke(teleo, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def stands(folder: Path) -> bool:
    vault = folder / "vault"
    return standing.standing(open_cache(vault, read_config(vault)), vault, folder / "site") is not None


@pytest.fixture
def forest(tmp_path: Path) -> Path:
    write_vault(tmp_path / "vault", FOREST)
    (tmp_path / "vault/teleo.toml").write_text("[vault]\ntitle = 'A'\n")
    built(tmp_path)
    assert stands(tmp_path)
    return tmp_path


def test_a_site_that_stands_is_not_built_again_and_much_the_same_is_said(forest: Path) -> None:
    before = files(forest / "site")
    script = (
        "import sys\nfrom teleo.cli import main\n"
        f"sys.argv = ['teleo', 'build', '--vault', {str(forest / 'vault')!r}, '-o', {str(forest / 'site')!r}]\n"
        "main()\nprint(sorted({'networkx', 'numpy', 'jinja2', 'teleo.pipeline'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    first, page, loaded = done.stdout.splitlines()
    assert (page, loaded) == (str(forest / "site/index.html"), "[]")
    assert files(forest / "site") == before
    after_all = built(forest, "site", "--clean").splitlines()[0]
    words = first.split(": ")[0], first.split("; ")[-1], first.split("; ")[1].split(" in ")[0]
    assert words == (
        after_all.split(": ")[0],
        after_all.split("; ")[-1],
        after_all.split("; ")[1].split(" in ")[0],
    )
    assert f"0 files written, {len(before) - 1} unchanged, 0 removed" in first


def _page(folder: Path) -> Path:
    return next((folder / "site").glob("c/*/index.html"))


def _same_size(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


_NOTE = "Rings count years.md"
_ALTERED: dict[str, Callable[[Path], object]] = {
    "a note of the same size": lambda here: _same_size(here / "vault" / _NOTE),
    "a note that is gone": lambda here: (here / "vault" / _NOTE).unlink(),
    "a note by another name": lambda here: (here / "vault" / _NOTE).rename(here / "vault/Other.md"),
    "a new note": lambda here: (here / "vault/New.md").write_text("# New\n"),
    "a new picture": lambda here: (here / "vault/oak.png").write_bytes(b""),
    "a hidden file": lambda here: (here / "vault/.hidden").write_bytes(b""),
    "a new folder": lambda here: (here / "vault/more").mkdir(),
    "a note that became a link": lambda here: (
        (here / "vault" / _NOTE).rename(here / "elsewhere.md"),
        (here / "vault" / _NOTE).symlink_to(here / "elsewhere.md"),
    ),
    "the settings": lambda here: (here / "vault/teleo.toml").write_text("[vault]\ntitle = 'B'\n"),
    "no settings": lambda here: (here / "vault/teleo.toml").unlink(),
    "a page of the same size": lambda here: _same_size(_page(here)),
    "a page that is gone": lambda here: _page(here).unlink(),
    "a folder of a page that is gone": lambda here: _page(here).parent.rename(here / "moved"),
    "the list of files": lambda here: (here / "site" / MANIFEST).write_text('{"files": []}'),
    "a build that was killed": lambda here: (here / "site/.teleo-staged").mkdir(),
    "notes found alike": lambda here: (
        open_cache(here / "vault", read_config(here / "vault")).path(KIND).write_bytes(b"")
    ),
    "vectors": lambda here: os.utime(cache.cache_folder() / "vectors-1.sqlite"),
}


@pytest.mark.parametrize("what", _ALTERED)
def test_what_was_altered_is_seen(forest: Path, what: str) -> None:
    _ALTERED[what](forest)
    assert not stands(forest)


def test_a_note_that_changed_without_showing_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (standing, states):
        monkeypatch.setattr(module, "told", lambda state: "all states look the same")
    write_vault(tmp_path / "vault", FOREST)
    built(tmp_path)
    assert stands(tmp_path)
    _same_size(tmp_path / "vault" / _NOTE)
    assert not stands(tmp_path)


def test_a_note_that_was_long_the_same_is_known_by_its_state(
    forest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "UNSURE_S", -1)
    (forest / "vault/New.md").write_text("# New\n")
    built(forest)
    monkeypatch.setattr(standing, "_digest", lambda path: pytest.fail(f"{path} was read"))
    assert stands(forest)


def test_another_day_version_variable_or_folder_is_seen(
    forest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2100, 1, 1)

    with monkeypatch.context() as patch:
        patch.setattr(standing, "date", Tomorrow)
        assert not stands(forest)
    with monkeypatch.context() as patch:
        patch.setattr(cache, "code_stamp", lambda: "another version")
        assert not stands(forest)
    with monkeypatch.context() as patch:
        patch.setenv("HF_HOME", str(forest))
        assert not stands(forest)
    assert stands(forest)
    assert ": 0 files written" not in built(forest, "second")


def test_a_commit_that_changes_no_file_is_seen(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    repository = Repository(tmp_path / "vault")
    built(tmp_path)
    assert stands(tmp_path)
    repository.git("init", "-q")
    repository.commit("trees", {})
    assert not stands(tmp_path)
    built(tmp_path)
    assert stands(tmp_path)
    repository.commit("nothing", {})
    assert not stands(tmp_path)


def test_the_site_of_a_vault_within_it_stands_too(tmp_path: Path) -> None:
    write_vault(tmp_path / "vault", FOREST)
    for _ in range(2):
        done = CliRunner().invoke(teleo, ["build", "--vault", str(tmp_path / "vault")])
    vault = tmp_path / "vault"
    assert done.exit_code == 0
    assert standing.standing(open_cache(vault, read_config(vault)), vault, vault / "_site") is not None


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(CHANGES, CONFIGS, st.booleans()), min_size=2, max_size=4))
def test_a_site_built_after_any_edits_is_that_of_a_clean_build(
    steps: list[tuple[dict[str, str | None], str, bool]],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "vault").mkdir()
        for change, config, is_tampered in steps:
            (folder / "vault/teleo.toml").write_text(config)
            written(folder / "vault", change)
            built(folder)
            if is_tampered:
                (folder / "site/index.html").write_text("by hand")
            built(folder)
        built(folder, "clean")
        assert files(folder / "site") == files(folder / "clean")


def test_a_vault_in_a_folder_whose_name_is_no_utf_8_is_built_each_time(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/f\xe9"))
    write_vault(folder / "vault", FOREST)
    assert "5 notes" in built(folder)
    assert ": 0 files written" in built(folder)
    assert (folder / "site" / "index.html").is_file()
