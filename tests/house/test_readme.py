"""What the README shows can be done as it stands."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from teleo.cli import COMMANDS
from tests.cli.running import Ran, run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
LINES = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
PREMISE = """---
type: claim
domain: ai-compute
description: the odds of inference rise from year to year
confidence: experimental
source: the estimate of a laboratory, 2026
created: 2026-03-24
---
# Inference grows faster than training

Each account that gives two dates says so.
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a vault that holds the README's claim and the note that it depends on."""
    (text,) = (text for kind, text in BLOCKS if kind == "markdown")
    titles = re.findall(r"^# (.*)$", f"{text}\n{PREMISE}", re.MULTILINE)
    for title, content in zip(titles, (text, PREMISE), strict=True):
        (tmp_path / f"{title}.md").write_text(content, encoding="utf-8")
    return tmp_path


def test_the_claim_of_the_readme_is_sound_and_canonical(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = run(monkeypatch, "check", "--vault", example, "--strict", "--format", "json")
    assert checked.code == 0, checked.out
    assert {each["code"] for each in json.loads(checked.out)["diagnostics"]} <= {"LK504"}
    assert run(monkeypatch, "fmt", "--check", example).code == 0


def test_the_numbers_of_the_readme_are_those_of_its_model(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(monkeypatch, "recompute", "--vault", example, "--fail-on", "stale", "--format", "json")
    assert done.code == 0
    assert [each["verdict"] for each in json.loads(done.out)] == ["supported"]


def test_the_commands_of_the_readme_make_a_vault_and_its_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    home = tmp_path / "home"
    home.mkdir()
    done: dict[str, Ran] = {}
    for line in LINES:
        words = shlex.split(line, comments=True)
        if words[0] == "mkdir":
            (home / words[1]).mkdir()
        elif words[0] == "teleo":
            done[words[1]] = run(monkeypatch, *words[1:], folder=home)
            _fill_in(home)
    assert {name: each.code for name, each in done.items()} == {"new": 0, "check": 0, "build": 0}
    assert f"`{done['new'].out.strip()}`" in README
    assert (home / "_site" / "index.html").is_file()


def _fill_in(folder: Path) -> None:
    for path in folder.rglob("*.md"):
        if path.parent.name == "claims":
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"^(domain|description|source):$", r"\1: words", text, flags=re.M))


def test_what_the_readme_names_exists() -> None:
    commands = {name for group in COMMANDS.values() for name in group}
    assert set(re.findall(r"`teleo ([a-z-]+)", README)) <= commands
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    named = {name for each in re.findall(r"teleo\[([\w,-]+)\]", README) for name in each.split(",")}
    assert named <= extras.keys()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= targets
    assert all((ROOT / path).exists() for path in re.findall(r"\]\(([^):#]+)\)", README))
