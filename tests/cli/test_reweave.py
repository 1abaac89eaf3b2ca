"""`teleo reweave` on the command line."""

import json
import subprocess
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from teleo.cli import teleo
from teleo.resources import bundled
from teleo.vault.writer import write_file
from tests.links.five_notes import write_notes


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    return write_notes(tmp_path / "vault")


def run(vault: Path, *arguments: str) -> Result:
    given = ["reweave", "--vault", str(vault), "--min-rank", "-9", "--date", "2026-02-03", *arguments]
    return CliRunner().invoke(teleo, given, catch_exceptions=False)


def state(vault: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in vault.iterdir()}


def test_a_dry_run_shows_the_changes_and_writes_nothing(vault: Path) -> None:
    before = state(vault)
    assert "+- memory limits inference|related|2026-02-03" in run(vault).stdout
    assert state(vault) == before


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "2026-02-03|x"])
def test_a_date_that_is_none_is_never_written(vault: Path, day: str) -> None:
    before = state(vault)
    assert run(vault, "--write", "--date", day).exit_code == 2
    assert state(vault) == before


def test_the_changes_shown_are_a_patch_that_makes_them(vault: Path) -> None:
    shown = run(vault).stdout.splitlines(keepends=True)
    patch = "".join(shown[next(place for place, line in enumerate(shown) if line.startswith("---")) : -1])
    before = state(vault)
    run(vault, "--write")
    written = state(vault)
    for name, raw in before.items():
        (vault / name).write_bytes(raw)
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=vault, check=True)
    assert state(vault) == written != before


def test_write_is_idempotent_and_undo_restores_every_byte(vault: Path) -> None:
    before = state(vault)
    assert "edges written to" in run(vault, "--write").stdout
    after = state(vault)
    assert after != before
    assert run(vault, "--write").stdout == "0 edges written to 0 files\n"
    assert state(vault) == after
    run(vault, "--undo")
    assert state(vault) == before


def test_writing_twice_with_a_limit_writes_nothing_the_second_time(vault: Path) -> None:
    run(vault, "--write", "--limit", "1")
    assert run(vault, "--write", "--limit", "1").stdout == "0 edges written to 0 files\n"


def test_undo_without_a_write_says_so(vault: Path) -> None:
    assert run(vault, "--undo").stdout == "nothing to undo\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--undo", "--write"), "say it alone"),
        (("--undo", "--interactive"), "say it alone"),
        (("--since", "2026-13-45"), "2026-13-45 is no day of the calendar"),
    ],
)
def test_what_contradicts_itself_exits_2_and_writes_nothing(
    vault: Path, arguments: tuple[str, ...], reason: str
) -> None:
    run(vault, "--write")
    before = state(vault)
    found = run(vault, *arguments)
    assert found.exit_code == 2 and reason in found.stderr
    assert state(vault) == before


def test_json_is_what_its_schema_describes(vault: Path) -> None:
    found = json.loads(run(vault, "--format", "json").stdout)
    schema = json.loads((bundled("schemas") / "output" / "reweave.json").read_text())
    jsonschema_rs.Draft202012Validator(schema).validate(found)
    assert found["suggestions"] and not found["written"]


def test_since_a_date_proposes_for_later_notes_only(vault: Path) -> None:
    path = vault / "cats sleep a lot.md"
    path.write_text(path.read_text().replace("type: claim", "type: claim\ncreated: 2026-05-01"))
    found = json.loads(run(vault, "--since", "2026-04-01", "--format", "json").stdout)
    assert found["suggestions"]
    assert all("cats sleep a lot" in (one["origin"], one["target"]) for one in found["suggestions"])


def test_interactive_without_a_terminal_is_refused(vault: Path) -> None:
    done = CliRunner().invoke(teleo, ["reweave", "--vault", str(vault), "-i"], standalone_mode=False)
    assert done.exception is not None and "needs a terminal" in str(done.exception)


def test_an_edge_that_is_written_is_not_proposed_beside_new_ones(vault: Path) -> None:
    before = {frozenset(pair) for pair in proposed(vault)}
    run(vault, "--write", "--limit", "1")
    after = {frozenset(pair) for pair in proposed(vault)}
    assert after < before and len(before - after) == 1


def proposed(vault: Path) -> list[tuple[str, str]]:
    found = json.loads(run(vault, "--format", "json").stdout)["suggestions"]
    return [(one["origin"], one["target"]) for one in found]


class Killed(BaseException):
    """Stands for a kill: nothing may catch it."""


def test_undo_after_an_undo_that_was_killed_ends_it_and_takes_back_no_earlier_write(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(vault, "--write", "--limit", "1")
    earlier = state(vault)
    run(vault, "--write", "--limit", "5")
    assert state(vault) != earlier
    writes: list[Path] = []

    def stopping(path: Path, data: bytes, expected: str | None) -> bool:
        writes.append(path)
        if len(writes) == 3:
            raise Killed
        return write_file(path, data, expected)

    with monkeypatch.context() as patch:
        patch.setattr("teleo.links.journal.write_file", stopping)
        with pytest.raises(Killed):
            run(vault, "--undo")
    assert "an undo was interrupted; finish it with --undo" in run(vault).stderr
    assert "finished an interrupted undo" in run(vault, "--undo").stderr
    assert state(vault) == earlier
