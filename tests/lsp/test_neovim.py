"""A headless Neovim works on the bundled vault."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

NOTE = "claims/memory/A 24 gigabyte card holds about 40 billion four-bit parameters.md"
TITLE = "Cards of 24 gigabytes hold about 40 billion parameters at four bits"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What Neovim saw, after it did all that the script says in a copy of the bundled vault."""
    folder = tmp_path_factory.mktemp("neovim")
    vault = folder / "vault"
    shutil.copytree(ROOT / "vault", vault)
    renamed = vault / Path(NOTE).with_name(f"{TITLE}.md")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "TELEO_PYTHON": sys.executable,
        "TELEO_VAULT": str(vault),
        "TELEO_NOTE": str(vault / NOTE),
        "TELEO_TITLE": TITLE,
        "TELEO_RENAMED": str(renamed),
        "TELEO_REPORT": str(folder / "report.json"),
    }
    script = Path(__file__).with_name("neovim.lua")
    command = ["nvim", "--headless", "--clean", "-n", "-c", f"luafile {script}"]
    finished = subprocess.run(
        command, cwd=vault, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    report = folder / "report.json"
    assert report.exists(), finished.stderr[-2000:]
    found: dict[str, object] = json.loads(report.read_text())
    found["vault"] = vault
    found["errors"] = finished.stderr
    return found


def test_neovim_sees_a_diagnostic_appear_and_go(seen: dict[str, object]) -> None:
    assert seen["diagnostic_appeared"] is True
    assert seen["diagnostic_went"] is True


def test_neovim_completes_a_title(seen: dict[str, object]) -> None:
    title = "Inference takes about two thirds of AI compute worldwide in 2026"
    assert seen["completed"] == f"😀 See [[{title}]]"


def test_neovim_renames_a_claim_over_several_files(seen: dict[str, object]) -> None:
    vault = seen["vault"]
    assert isinstance(vault, Path)
    assert seen["renamed"] is True
    assert seen["heading"] == f"# {TITLE}"
    assert not (vault / NOTE).exists()
    texts = {path: path.read_text() for path in vault.rglob("*.md")}
    assert sum(TITLE in text for text in texts.values()) == 9
    assert not [path for path, text in texts.items() if Path(NOTE).stem in text]


def test_neovim_formats_and_quits(seen: dict[str, object]) -> None:
    assert seen["formatted"] == "- An entry in words, written by hand"
    assert seen["stopped"] is True
