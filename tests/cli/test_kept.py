"""What was parsed once is not parsed again, and every command says the same as without a cache."""

from pathlib import Path

import pytest

from teleo.vault.reader import read_note
from tests.cli.running import run

COMMANDS = (
    ("ls", "--format", "json"),
    ("audit", "--format", "json", "--today", "2026-01-02"),
    ("recompute", "--format", "json"),
    ("show", "Demand grows", "--format", "json"),
    ("impact", "Chips get cheaper", "--format", "json"),
    ("show", "Chips get cheaper", "--format", "json"),
    ("contributors", "--format", "json"),
    ("graph", "--format", "node-link"),
)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "vault"
    root.mkdir()
    (root / "teleo.toml").touch()
    write(root, "Chips get cheaper", "depends_on: ['[[Demand grows]]']")
    write(
        root,
        "Demand grows",
        "quantities:\n  growth:\n    calc: growth.doubling\n    in: {factor: 2 to 4, years: 1}",
    )
    return root


def write(root: Path, title: str, fields: str) -> None:
    (root / f"{title}.md").write_text(
        f"---\ntype: claim\nconfidence: likely\n{fields}\n---\n# {title}\n\nIt was so in 2025.\n"
    )


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def noted(path: str, *rest: object) -> object:
        found.append(path)
        return read_note(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("teleo.vault.kept.read_note", noted)
    return found


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_parses_what_changed_and_says_what_it_would_say_of_a_new_vault(
    vault: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    first = run(monkeypatch, *command, "--vault", vault)
    assert first.code == 0
    assert sorted(parsed) == ["Chips get cheaper.md", "Demand grows.md"]
    assert run(monkeypatch, *command, "--vault", vault) == first
    assert len(parsed) == 2
    write(vault, "Chips get cheaper", "related: ['[[Demand grows]]']")
    again = run(monkeypatch, *command, "--vault", vault)
    assert parsed[2:] == ["Chips get cheaper.md"]
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "other"))
    assert run(monkeypatch, *command, "--vault", vault) == again


def test_numbers_are_kept_with_their_notes(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(monkeypatch, "show", "Demand grows", "--vault", vault)
    assert "growth" in first.out
    monkeypatch.setattr("teleo.quantities.kept.evaluate", None)
    assert run(monkeypatch, "show", "Demand grows", "--vault", vault) == first


@pytest.mark.parametrize("command", ["ls", "check"])
def test_a_vault_is_read_where_there_is_no_place_for_a_cache(
    vault: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    expected = run(monkeypatch, command, "--vault", vault)
    for name in ("TELEO_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert run(monkeypatch, command, "--vault", vault) == expected
    assert "Demand grows" in expected.out + expected.err
