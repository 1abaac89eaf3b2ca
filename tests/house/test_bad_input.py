"""A vault full of faults: each is said with its place, none ends the walk."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = """---
type: claim
domain: d
description: what the others are held against
confidence: experimental
source: a test
created: 2026-03-24
---
# A good claim stands among bad ones

It links to [[Another good claim]] and says enough to be read.
"""
FILES: dict[str, bytes] = {
    "A good claim stands among bad ones.md": GOOD.encode(),
    "Another good claim.md": GOOD.replace(
        "A good claim stands among bad ones", "Another good claim"
    ).encode(),
    "not utf8.md": b"---\ntype: claim\nsource: caf\xe9\n---\n# not utf8\n",
    "never closes.md": b"---\ntype: claim\ndomain: d\n\n# never closes\n\nBody.\n",
    "impossible date.md": GOOD.replace("2026-03-24", "2026-03-00").encode(),
    "scalar challenge.md": GOOD.replace("created:", "challenged_by: one in words\ncreated:").encode(),
    "no such calculator.md": GOOD.replace(
        "created:", "quantities:\n  q: {calc: shift.nothing, in: {a: 1}}\ncreated:"
    ).encode(),
    "interval backwards.md": GOOD.replace(
        "created:",
        "quantities:\n  q: {calc: shift.share_at, in: {share0: 40% to 30%, growth_ratio: 2, years: 2}}\ncreated:",
    ).encode(),
    "wrong dimension.md": GOOD.replace(
        "created:", "quantities:\n  q: {calc: mem.weights, in: {params: 3 s, bits: 4, overhead: 0}}\ncreated:"
    ).encode(),
    "é" * 126 + ".md": GOOD.encode(),
    "one/twin.md": GOOD.encode(),
    "two/twin.md": GOOD.encode(),
    "ambiguous.md": GOOD.replace("[[Another", "[[twin]] and [[Another").encode(),
    "out of the vault.md": GOOD.replace(
        "[[Another", "[x](../../etc/passwd) [[../../etc/shadow]] [[Another"
    ).encode(),
    "empty.md": b"",
    "markup.md": GOOD.replace(
        "It links", "<script>alert(1)</script><img src=x onerror=alert(1)> It links"
    ).encode(),
    "depth.md": b"---\na: " + b"[" * 100_000 + b"\n---\n# depth\n",
    "nul.md": b"---\ntype: claim\n---\n# nul\n\n\x00\n",
    "</script><b>.md".replace("/", "∕"): GOOD.encode(),
    "__proto__.md": GOOD.encode(),
}
EXPECTED = {
    "not utf8.md": "FM105",
    "never closes.md": "FM101",
    "impossible date.md": "YT206",
    "scalar challenge.md": "ST303",
    "no such calculator.md": "QU901",
    "interval backwards.md": "QU901",
    "wrong dimension.md": "QU902",
    "one/twin.md": "TI703",
    "two/twin.md": "TI703",
    "ambiguous.md": "LK503",
    "out of the vault.md": "LK501",
    "passwd.md": "FM107",
    "depth.md": "FM108",
    "nul.md": "FM105",
}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile") / "vault"
    for path, content in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    (root / "passwd.md").symlink_to("/etc/passwd")
    return root


def run(vault: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "HF_HUB_OFFLINE": "1",
        "TELEO_CACHE_DIR": str(vault.parent / "cache"),
    }
    command = [sys.executable, "-m", "teleo", *arguments, "--vault", str(vault)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def diagnostics(vault: Path) -> list[dict[str, object]]:
    done = run(vault, "check", "--format", "json")
    assert done.returncode == 1
    found: list[dict[str, object]] = json.loads(done.stdout)["diagnostics"]
    return found


@pytest.mark.parametrize(("path", "code"), EXPECTED.items())
def test_each_fault_is_said_where_it_is(diagnostics: list[dict[str, object]], path: str, code: str) -> None:
    assert code in {item["code"] for item in diagnostics if item["path"] == path}


def test_the_good_notes_are_still_checked_and_found_good(diagnostics: list[dict[str, object]]) -> None:
    errors = {item["path"] for item in diagnostics if item["severity"] == "error"}
    assert "A good claim stands among bad ones.md" not in errors


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "json"),
        ("recompute",),
        ("recompute", "--format", "json"),
        ("graph", "--format", "node-link"),
        ("graph", "--format", "graphml"),
        ("graph", "--format", "html"),
        ("audit",),
        ("ls",),
        ("fmt", "--check"),
        ("related", "A good claim stands among bad ones"),
        ("search", "good claim"),
    ],
)
def test_no_command_ends_with_a_traceback(vault: Path, arguments: tuple[str, ...]) -> None:
    done = run(vault, *arguments)
    assert "Traceback" not in done.stderr
    assert "a fault of teleo itself" not in done.stderr
    assert done.returncode in (0, 1, 2)


def test_the_site_is_built_of_all_notes_and_holds_no_script_of_theirs(vault: Path) -> None:
    output = vault.parent / "site"
    done = run(vault, "build", "-o", str(output))
    assert done.returncode in (0, 1), done.stderr
    pages = [page.read_text(encoding="utf-8") for page in output.rglob("*.html")]
    assert not [page for page in pages if "<script>alert" in page or "onerror=" in page]
    assert "root:" not in "".join(pages)
    for title in ("never closes", "not utf8", "Another good claim", "depth", "nul"):
        assert any(f"{title}" in page for page in pages)


@pytest.mark.parametrize("command", ["check", "recompute", "graph", "ls", "audit", "fmt"])
def test_an_empty_vault_is_no_traceback_but_a_sentence_or_nothing(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, command)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "no notes" in done.stderr
