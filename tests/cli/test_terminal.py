"""No text of a vault moves the cursor, sets colours or turns the writing of the terminal that shows it."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.running import run

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
