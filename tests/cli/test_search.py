"""`teleo search` and `teleo duplicates` on the command line."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from teleo.cli import teleo
from teleo.resources import bundled
from tests.links.five_notes import NOTES, write_notes


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    return write_notes(tmp_path / "vault", {**NOTES, "Cats sleep a lot!": "the same title"})


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(teleo, [str(argument) for argument in arguments], catch_exceptions=False)


def checked(name: str, printed: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(printed)
    schema = json.loads((bundled("schemas") / "output" / name).read_text())
    jsonschema_rs.Draft202012Validator(schema).validate(found)
    return found


def test_a_search_of_words_embeds_nothing_and_needs_no_model(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def embed(*_: object) -> None:
        pytest.fail("a model was loaded")

    monkeypatch.setattr("teleo.links.vectors.embed", embed)
    found = run("search", "memory", "bandwidth", "--words", "--vault", vault)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "inference needs memory bandwidth" in found.stdout


def test_a_search_says_once_that_it_embeds_a_vault_first(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("teleo.cli.linking._LONG", len(NOTES) + 1)
    said = f"teleo: embedding {len(NOTES) + 1} pieces of text that have no vector, each once\n"
    assert [run("search", "memory", "--vault", vault).stderr for _ in range(2)] == [said, ""]
    (vault / "Cats sleep a lot!.md").write_text("# Cats sleep a lot!\n\nAnd dream.\n")
    assert run("search", "memory", "--vault", vault).stderr == ""


@pytest.mark.parametrize("more", [(), ("--words",)])
def test_search_prints_what_its_schema_describes(vault: Path, more: tuple[str, ...]) -> None:
    printed = run("search", "memory", "bandwidth", "--vault", vault, "--format", "json", *more).stdout
    assert checked("search.json", printed)[0]["id"] in (
        "inference needs memory bandwidth",
        "bandwidth grows slowly",
    )


def test_search_stays_within_a_selector(vault: Path) -> None:
    printed = run("search", "sleep", "--in", "path:dogs*", "--vault", vault, "--format", "json").stdout
    assert [one["id"] for one in checked("search.json", printed)] == ["dogs sleep less"]


def test_search_shows_the_matching_sentence(vault: Path) -> None:
    assert "more than arithmetic" in run("search", "memory bandwidth arithmetic", "--vault", vault).stdout


def test_duplicates_prints_what_its_schema_describes(vault: Path) -> None:
    printed = run("duplicates", "--vault", vault, "--format", "json").stdout
    assert checked("duplicates.json", printed)[0]["likeness"] == "same title"


def test_duplicates_names_both_files(vault: Path) -> None:
    assert "cats sleep a lot.md" in run("duplicates", "--vault", vault).stdout
