"""No text of a vault moves the cursor, sets colours or turns the writing of the terminal that shows it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run, said_on_terminal
from tests.links.five_notes import write_notes

WORDS = "shared words that are alike in all of these notes and nowhere else at all " * 3
NOTE = """\
---
type: claim
description: "red \\e[31m and turned \\u202E"
quantities:
  kv: {{calc: quant.compression, in: {{bits_from: 16, bits_to: 3}}, stated: 6x, var: v, scope: "s\\e[1m"}}
supports:
{dash} "a"
---
# {title}

It is [6 times](#q:kv). {words}
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("recompute",),
        ("recompute", "--write"),
        ("related", "red one is so"),
        ("search", "shared", "words", "--words"),
        ("duplicates",),
        ("calc", "show", "quant.compression"),
        ("hook", "run"),
        ("show", "red one is so"),
        ("audit",),
        ("ls",),
    ],
)
def test_what_a_note_is_called_is_shown_by_its_code_points(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name, dash in (("red one is so", "-"), ("\x1b[31mred two\u202e is so", "  -"), ("\x1b[7mred", "\t-")):
        text = NOTE.format(title=name.replace("\x1b", ""), words=WORDS, dash=dash)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    ran = run(monkeypatch, *arguments, "--vault", tmp_path)
    said = ran.out + ran.err
    assert "<U+001B>" in said
    assert not {"\x1b", "\u202e"} & set(said)


def _vault_with_signs(folder: Path) -> Path:
    """Write notes with signs beside what teleo would change, a colour and the title of the window among them."""
    write_notes(folder)
    for path in folder.glob("*.md"):
        path.write_text(path.read_text().replace("\n# ", '\n# \x9b31m"\x1b[7m\x1b]0;x\x07'))
    loose = '---\ntype: claim\nsupports:\n  - "a"\n---\n# c\x9b31m\n'
    (folder / "c.md").write_text(loose)
    return folder


@pytest.mark.parametrize("arguments", [("check",), ("check", "--diff"), ("search", "words")])
def test_a_dumb_terminal_is_sent_no_colours(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write_notes(tmp_path / "vault")
    (tmp_path / "vault" / "words.md").write_text('---\ntype: claim\nsupports:\n  - "words"\n---\n# words\n')
    plain = {name: value for name, value in _environment(tmp_path).items() if name != "NO_COLOR"}
    for kind, is_coloured in (("xterm", True), ("dumb", False)):
        said = said_on_terminal(
            *arguments,
            "--vault",
            tmp_path / "vault",
            stream="stdout",
            environment={**plain, "TERM": kind},
            cwd=tmp_path,
        )
        assert "words" in said
        assert ("\x1b" in said) is is_coloured


def _environment(folder: Path) -> dict[str, str]:
    checkout = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": checkout, "NO_COLOR": "1", "TELEO_CACHE_DIR": str(folder / "cache")}


@pytest.mark.parametrize(
    "arguments", [("fmt", "--diff"), ("check", "--diff"), ("reweave", "--min-rank", "-9")]
)
def test_a_patch_on_a_terminal_shows_by_their_code_points_what_would_move_it(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    vault = _vault_with_signs(tmp_path / "vault")
    said = said_on_terminal(
        *arguments, "--vault", vault, stream="stdout", environment=_environment(tmp_path), cwd=tmp_path
    )
    shown = re.sub(r"\x1b\[[01]?m", "", said)
    assert "+++" in shown
    assert "<U+009B>31m" in shown
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)


def test_a_patch_for_a_program_holds_every_character(tmp_path: Path) -> None:
    vault = _vault_with_signs(tmp_path / "vault")
    command = [sys.executable, "-m", "teleo", "reweave", "--min-rank", "-9", "--vault", vault]
    done = subprocess.run(command, capture_output=True, env=_environment(tmp_path), cwd=vault, check=True)
    patch = done.stdout[done.stdout.index(b"--- ") :]
    assert b"\x1b[7m" in patch
    patch = patch[: re.search(rb"^\d+ edge", patch, re.MULTILINE).start()]
    subprocess.run(["git", "apply", "--check"], input=patch, cwd=vault, check=True)
