"""Notes alike in meaning: `teleo embed` compares them, `teleo check` tells it without the libraries for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from teleo.cli import teleo
from tests.links.five_notes import write_notes

LONG = (
    "The bandwidth of memory grows far more slowly than the speed of arithmetic in every generation of chips."
)
NOTES = {
    "memory bandwidth grows slowly": LONG,
    "slowly grows memory bandwidth": " ".join(LONG.rstrip(".").split()[::-1]),
    "cats sleep a lot": "A cat sleeps for most of the day.",
}


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    return write_notes(tmp_path / "vault", NOTES)


def run(*arguments: str | Path) -> str:
    return CliRunner().invoke(teleo, [str(one) for one in arguments], catch_exceptions=False).stdout


def alike(vault: Path) -> list[tuple[str, str]]:
    found = json.loads(run("check", "--vault", vault, "--select", "GR605", "--format", "json"))
    return [(one["path"], one["message"].partition(":")[0]) for one in found["diagnostics"]]


BOTH = [
    ("memory bandwidth grows slowly.md", "nearly says the same as 'slowly grows memory bandwidth'"),
    ("slowly grows memory bandwidth.md", "nearly says the same as 'memory bandwidth grows slowly'"),
]


@pytest.mark.parametrize("command", ["embed", "duplicates"])
def test_check_tells_what_is_alike_in_meaning_once_it_was_compared(vault: Path, command: str) -> None:
    assert alike(vault) == []
    run(command, "--vault", vault)
    assert alike(vault) == BOTH


def test_a_link_between_them_makes_them_cousins(vault: Path) -> None:
    path = vault / "memory bandwidth grows slowly.md"
    path.write_text(path.read_text() + "\n[[slowly grows memory bandwidth]]\n")
    run("embed", "--vault", vault)
    assert alike(vault) == []


def test_a_link_from_elsewhere_changes_nothing(vault: Path) -> None:
    run("embed", "--vault", vault)
    path = vault / "cats sleep a lot.md"
    path.write_text(path.read_text() + "\n[[slowly grows memory bandwidth]]\n")
    assert alike(vault) == BOTH


def test_an_edited_note_is_compared_again_after_the_next_embed(vault: Path) -> None:
    run("embed", "--vault", vault)
    path = vault / "memory bandwidth grows slowly.md"
    path.write_text(path.read_text() + "\nA word more.\n")
    assert alike(vault) == []
    run("embed", "--vault", vault)
    assert alike(vault) == BOTH


def test_embed_status_compares_nothing(vault: Path) -> None:
    run("embed", "--vault", vault)
    (pack,) = (vault.parent / "cache").glob("alike-*")
    pack.unlink()
    run("embed", "--status", "--vault", vault)
    assert not pack.exists()


def test_other_rules_and_tables_of_the_settings_change_nothing(vault: Path) -> None:
    run("embed", "--vault", vault)
    path = vault / "teleo.toml"
    path.write_text(path.read_text() + '[check]\nignore = ["TI706"]\n[site]\nfeed_size = 7\n')
    assert alike(vault) == BOTH


def test_check_tells_what_a_link_to_no_note_may_have_meant(vault: Path) -> None:
    path = vault / "cats sleep a lot.md"
    path.write_text(path.read_text() + "\n[[the bandwidth of memory grows slowly by the year]]\n")

    def message() -> str:
        found = json.loads(run("check", "--vault", vault, "--select", "LK501", "--format", "json"))
        return str(found["diagnostics"][0]["message"])

    assert "alike in meaning" not in message()
    run("embed", "--vault", vault)
    assert "grows slowly" in message().partition("alike in meaning: ")[2]


def test_a_check_that_tells_it_loads_neither_torch_nor_numpy(vault: Path) -> None:
    path = vault / "cats sleep a lot.md"
    path.write_text(path.read_text() + "\n[[no such note]]\n")
    run("embed", "--vault", vault)
    script = (
        "import sys; from teleo.cli import teleo\n"
        f"teleo(['check', '--vault', {str(vault)!r}, '--select', 'GR605,LK501'], standalone_mode=False)\n"
        "sys.exit(5 if {'torch', 'sentence_transformers', 'numpy'} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0 and "nearly says the same" in done.stdout
