"""Paths on the command line: an empty one is a mistake, and not the working folder."""

from pathlib import Path

import pytest

from tests.cli.running import run

LOOSE = '---\nsupports:\n  - "a"\n---\n# T\n'


@pytest.mark.parametrize(
    "arguments",
    [
        ("fmt", ""),
        ("fmt", "note.md", ""),
        ("fmt", "--vault", ""),
        ("check", ""),
        ("check", "--fix", ""),
        ("check", "--baseline", ""),
        ("ls", "--vault", ""),
        ("calc", "run", "doubling_time", "--vault", ""),
        ("contributors", "--output", ""),
        ("graph", "--output", ""),
        ("merge-file", "", "note.md", "note.md"),
        ("merge-driver", "note.md", "", "note.md"),
        ("serve", "--output", ""),
    ],
    ids=" ".join,
)
def test_an_empty_path_is_said_and_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "teleo.toml").write_text("")
    (tmp_path / "note.md").write_text(LOOSE)
    done = run(monkeypatch, *arguments, folder=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "the path is empty; name one, such as . for the working folder" in done.err
    assert (tmp_path / "note.md").read_text() == LOOSE
    assert {path.name for path in tmp_path.iterdir()} == {"teleo.toml", "note.md"}


def test_a_dot_is_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.md").write_text(LOOSE)
    done = run(monkeypatch, "fmt", ".", folder=tmp_path)
    assert (done.code, done.out) == (0, "reformatted note.md\n")
