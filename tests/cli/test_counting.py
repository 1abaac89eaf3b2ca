"""What commands say of one thing is said in the singular."""

import re
from pathlib import Path

import pytest

from tests.cli.running import run

NOTE = (
    "---\ntype: claim\ndomain: d\ndescription: e\nconfidence: likely\nsource: s\ncreated: 2026-03-24\n"
    "challenged_by: it may not\nquantities:\n  q: {calc: given, stated: 3x}\n---\n# chips follow their load\n"
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit",),
        ("build",),
        ("check",),
        ("check", "--fix"),
        ("contributors",),
        ("embed",),
        ("fmt", "--check", "."),
        ("recompute",),
        ("related", "--evaluate"),
        ("reweave",),
        ("show", "chips follow their load"),
    ],
    ids=" ".join,
)
def test_one_is_not_followed_by_a_plural(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "teleo.toml").write_text("")
    (vault / "chips follow their load.md").write_text(NOTE)
    done = run(monkeypatch, *arguments, folder=vault)
    assert not re.findall(r"(?<![\d.,])1 [a-z]+[^s\W]s\b", done.out + done.err)
    assert done.code in (0, 1)
