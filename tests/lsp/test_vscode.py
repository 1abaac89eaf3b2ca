"""The extension for VS Code is built and loaded with stand-ins for the editor."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from teleo.lsp.commands import COMMANDS
from teleo.lsp.settings import Settings, settings_from
from tests.calculators.node import program
from tests.lsp.vaults import GROWTH_PATH, write_vault

ROOT = Path(__file__).resolve().parents[2]
EXTENSION = ROOT / "editors" / "vscode"
PACKAGE: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text())


def loaded(path: Path, mode: str) -> dict[str, Any]:
    """Return what the extension at a path did."""
    script = Path(__file__).with_name("vscode.cjs")
    finished = subprocess.run(
        [program(), script, path, mode], capture_output=True, text=True, timeout=120, check=True
    )
    found: dict[str, Any] = json.loads(finished.stdout)
    return found


def test_the_extension_starts_the_server_and_stops_it() -> None:
    seen = loaded(EXTENSION / "extension.js", "source")
    assert seen["started"]["command"] == "teleo"
    assert seen["started"]["args"] == ["lsp"]
    options = seen["started"]["options"]
    assert options["documentSelector"] == [{"scheme": "file", "language": "markdown"}]
    given = settings_from(options["initializationOptions"], Settings())
    assert given == Settings(code_lens=False, shows_results=True)
    assert seen["stopped"] is True


def test_each_command_of_the_extension_asks_one_of_the_server() -> None:
    seen = loaded(EXTENSION / "extension.js", "source")
    assert seen["commands"] == [each["command"] for each in PACKAGE["contributes"]["commands"]]
    asked = [each for each in seen["asked"] if each[2] == "file:///a.md"]
    assert {each[1] for each in asked} == set(COMMANDS)
    assert seen["shown"] == [["**a**", -2]] * 2


def test_the_settings_of_the_extension_are_those_of_the_server() -> None:
    for name, schema in PACKAGE["contributes"]["configuration"]["properties"].items():
        short = name.removeprefix("teleo.")
        if short != "command":
            assert settings_from({short: schema["default"]}, Settings()) == Settings()
            flipped = not schema["default"] if schema["type"] == "boolean" else schema["default"] + 1
            assert settings_from({"teleo": {short: flipped}}, Settings()) != Settings()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension as npm builds it."""
    made = tmp_path_factory.mktemp("built") / "vscode"
    shutil.copytree(EXTENSION, made, ignore=shutil.ignore_patterns("node_modules", "dist"))
    for command in (["npm", "ci", "--no-audit", "--no-fund"], ["npm", "run", "build"]):
        subprocess.run(command, cwd=made, check=True, capture_output=True, timeout=300)
    return made / str(PACKAGE["main"])


@pytest.mark.slow
def test_the_extension_is_built_by_npm_and_loads(built: Path) -> None:
    assert loaded(built, "bundle")["exported"] == ["activate", "deactivate"]


@pytest.mark.slow
def test_the_built_extension_works_with_a_running_server(built: Path, tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault")
    script = Path(__file__).with_name("vscode_live.cjs")
    server = json.dumps([sys.executable, "-m", "teleo", "lsp"])
    finished = subprocess.run(
        [program(), script, built, root, root / GROWTH_PATH, server],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-2000:]
    seen = json.loads(finished.stdout)
    assert {"CF801", "LK501"} <= set(seen["codes"])
    assert seen["hover"].startswith("**Queries outnumber training runs**\n\nspeculative")
    assert "chips follow load" in seen["offered"]
    assert seen["opened"][0].startswith("**Inference outgrows training**")
    wanted = {"CodeActions", "CodeLens", "InlayHints", "Rename", "DocumentFormattingEdit", "WorkspaceSymbol"}
    assert {f"register{name}Provider" for name in wanted} <= set(seen["providers"])
