"""The settings that docs/editors.md shows are ones that work."""

import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

from teleo.lsp.commands import COMMANDS
from teleo.lsp.settings import Settings, settings_from
from teleo.model import NoteType
from teleo.schema import schema_of
from tests.lsp.vaults import GROWTH_PATH, write_vault

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "editors.md").read_text()


def blocks(language: str) -> list[str]:
    """Return the blocks of a language that the page shows."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_lines_for_neovim_attach_the_server(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault")
    program = tmp_path / "bin" / "teleo"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m teleo "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "init.lua").write_text(blocks("lua")[0])
    look = (
        "lua vim.wait(90000, function() return #vim.diagnostic.get(0) > 0 end, 50); "
        "io.stdout:write(vim.bo.omnifunc, ' ', #vim.diagnostic.get(0) > 0 and 'seen' or 'nothing')"
    )
    command = ["nvim", "--headless", "-n", "-i", "NONE", "-u", tmp_path / "init.lua"]
    finished = subprocess.run(
        [*command, root / GROWTH_PATH, "-c", look, "-c", "qa!"],
        env={
            **os.environ,
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    assert "v:lua.vim.lsp.omnifunc seen" in finished.stdout + finished.stderr


def test_the_settings_for_helix_are_toml_that_names_the_server() -> None:
    settings = tomllib.loads(blocks("toml")[0])
    assert settings["language-server"]["teleo"] == {"command": "teleo", "args": ["lsp"]}
    assert settings["language"][0]["language-servers"] == ["teleo"]


def test_the_types_for_obsidian_cover_the_fields_of_a_claim() -> None:
    types = json.loads(blocks("json")[-1])["types"]
    schema = schema_of(NoteType.CLAIM)
    assert schema is not None
    mappings = {"quantities", "attribution"}
    assert set(types) == set(schema.fields) - mappings
    for name, field in schema.fields.items():
        assert not field.holds_notes or types[name] == "multitext"


def test_every_setting_and_command_is_on_the_page() -> None:
    named = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", PAGE, re.MULTILINE)
    given = {name: json.loads(value) for name, value in named}
    assert settings_from(given, Settings()) == Settings()
    assert len(given) == 6
    for command in COMMANDS:
        assert f"`{command}`" in PAGE
