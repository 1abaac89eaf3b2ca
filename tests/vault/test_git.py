"""The git runner does what it is asked and nothing that a repository's configuration asks."""

import subprocess
from pathlib import Path

import pytest

from teleo.vault.git import GitError, ask_git, git_bytes, git_text

FIRST = ("-c", "user.name=t", "-c", "user.email=t@example.org")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    _git(folder, "init", "-q", "-b", "main")
    (folder / "a — b.md").write_text("one\n")
    _git(folder, "add", ".")
    _git(folder, *FIRST, "commit", "-q", "-m", "first")
    return folder


def test_returns_what_git_printed_without_the_last_break(repository: Path) -> None:
    assert git_text("rev-parse", "--abbrev-ref", "HEAD", folder=repository) == "main"


def test_names_beyond_ascii_come_unquoted(repository: Path) -> None:
    assert git_bytes("ls-files", folder=repository) == "a — b.md\n".encode()


def test_a_failure_is_an_error_with_gits_complaint(repository: Path) -> None:
    with pytest.raises(GitError, match="nowhere") as caught:
        git_text("rev-parse", "--verify", "nowhere", folder=repository)
    assert caught.value.code == 128


def test_an_expected_code_can_be_asked_for(repository: Path) -> None:
    assert ask_git("config", "--get", "no.such.key", folder=repository).code == 1


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="absent"):
        git_text("status", folder=tmp_path / "absent")


@pytest.mark.parametrize("kind", ["no right to run it", "a folder", "no program"])
def test_a_git_that_cannot_be_run_is_an_error_of_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    git = tmp_path / "bin" / "git"
    git.parent.mkdir()
    if kind == "a folder":
        git.mkdir()
    else:
        git.write_bytes(b"\x7fELF is what this is not")
        git.chmod(0o755 if kind == "no program" else 0o644)
    monkeypatch.setenv("PATH", str(git.parent))
    with pytest.raises(GitError, match="git cannot be run: .*PATH"):
        ask_git("version", folder=tmp_path)


def test_input_reaches_git(repository: Path) -> None:
    blob = git_text("hash-object", "--stdin", folder=repository, stdin=b"one\n")
    assert blob == "5626abf0f72e58d7a153368ba57db4c673c0e171"


def test_nothing_that_a_hostile_configuration_names_is_run(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "gpg.program",
    ):
        _git(repository, "config", key, str(trap))
    _git(repository, "config", "log.showSignature", "true")
    hook = repository / ".git" / "hooks" / "post-index-change"
    hook.write_text(trap.read_text())
    hook.chmod(0o755)
    (repository / ".gitattributes").write_text("*.md diff=evil\n")
    (repository / "a — b.md").write_text("two\n")
    git_bytes("diff", folder=repository)
    git_bytes("log", "-p", folder=repository)
    git_bytes("show", "HEAD", folder=repository)
    git_bytes("diff-index", "-p", "HEAD", folder=repository)
    git_bytes("add", "a — b.md", folder=repository)
    git_bytes("status", folder=repository)
    assert not (tmp_path / "sprung").exists()


def test_no_transport_is_opened(repository: Path) -> None:
    assert ask_git("ls-remote", "https://example.invalid/x.git", folder=repository).code != 0
    assert "not allowed" in ask_git("ls-remote", "https://example.invalid/x.git", folder=repository).complaint


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
