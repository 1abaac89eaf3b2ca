"""The merge driver under a real `git merge`, and `teleo merge-file` by hand."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASE = """---
type: claim
confidence: likely
supports:
- a claim that both know
---
# T

First paragraph.

Second paragraph.
"""
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "GIT_AUTHOR_NAME": "t",
    "GIT_AUTHOR_EMAIL": "t@example.org",
    "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.org",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
}


def git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=check
    )


def teleo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "teleo", *arguments]
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "teleo.toml").write_text("")
    (folder / "note.md").write_text(BASE)
    git(folder, "init", "-q", "-b", "main")
    assert teleo(folder, "hook", "install").returncode == 0
    commit(folder, "base")
    return folder


def commit(folder: Path, message: str) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "--no-verify", "-m", message)


def diverge(vault: Path, ours: str, theirs: str, name: str = "note.md") -> subprocess.CompletedProcess[str]:
    """Commit two versions of a note on two branches and merge one into the other."""
    git(vault, "checkout", "-q", "-b", "topic")
    (vault / name).write_text(theirs)
    commit(vault, "theirs")
    git(vault, "checkout", "-q", "main")
    (vault / name).write_text(ours)
    commit(vault, "ours")
    return git(vault, "merge", "-q", "-m", "merged", "topic", check=False)


def test_two_branches_that_append_edges_in_two_styles_merge_with_all_edges(vault: Path) -> None:
    ours = BASE.replace("both know\n", "both know\n- one of ours\n")
    theirs = BASE.replace("- a claim that both know\n", '  - "a claim that both know"\n  - "one of theirs"\n')
    theirs = theirs.replace("supports:", 'challenged_by:\n  - "a: counter-claim"\nsupports:')
    merge = diverge(vault, ours, theirs)
    assert merge.returncode == 0, merge.stdout + merge.stderr
    assert (vault / "note.md").read_text() == BASE.replace(
        "supports:\n- a claim that both know\n",
        'challenged_by:\n- "a: counter-claim"\n'
        "supports:\n- a claim that both know\n- one of ours\n- one of theirs\n",
    )
    assert git(vault, "status", "--porcelain").stdout == ""


@pytest.mark.parametrize("name", ["-dash.md", "it's %P.md", "$(x).md", "a\nb.md"])
def test_a_note_of_any_name_is_merged(vault: Path, name: str) -> None:
    (vault / name).write_text(BASE)
    git(vault, "add", ".")
    commit(vault, "named")
    ours, theirs = (BASE.replace("know\n", f"know\n- {side}\n") for side in ("ours", "theirs"))
    merge = diverge(vault, ours, theirs, name)
    assert merge.returncode == 0, merge.stdout + merge.stderr
    assert (vault / name).read_text() == BASE.replace("know\n", "know\n- ours\n- theirs\n")


def test_a_disagreement_over_confidence_is_a_conflict_around_that_line_alone(vault: Path) -> None:
    ours = BASE.replace("likely", "proven").replace("First", "Our first").replace("know\n", "know\n- ours\n")
    theirs = (
        BASE.replace("likely", "speculative")
        .replace("Second", "Their second")
        .replace("know\n", "know\n- theirs\n")
    )
    merge = diverge(vault, ours, theirs)
    assert merge.returncode == 1
    assert "CONFLICT (content): Merge conflict in note.md" in merge.stdout
    assert (vault / "note.md").read_text() == (
        "---\ntype: claim\n<<<<<<< ours\nconfidence: proven\n=======\nconfidence: speculative\n>>>>>>> theirs\n"
        "supports:\n- a claim that both know\n- ours\n- theirs\n---\n# T\n\n"
        "Our first paragraph.\n\nTheir second paragraph.\n"
    )
    assert git(vault, "diff", "--name-only", "--diff-filter=U").stdout == "note.md\n"


@pytest.mark.parametrize(
    "gone", ["/nowhere/python", f"{sys.executable} -S -I", f"{sys.executable} -c 'raise SystemExit(2)' --"]
)
def test_where_teleo_is_gone_or_fails_the_text_is_merged_and_no_side_is_lost(vault: Path, gone: str) -> None:
    driver = git(vault, "config", "merge.teleo.driver").stdout.strip()
    assert sys.executable in driver
    git(vault, "config", "merge.teleo.driver", driver.replace(sys.executable, gone))
    ours, theirs = BASE.replace("likely", "proven"), BASE.replace("likely", "speculative")
    merge = diverge(vault, ours, theirs.replace("Second", "Their second"))
    assert merge.returncode == 1
    assert "teleo: it could not merge this note, so git merges its text" in merge.stderr
    assert (vault / "note.md").read_text() == BASE.replace("Second", "Their second").replace(
        "confidence: likely\n",
        "<<<<<<< ours\nconfidence: proven\n=======\nconfidence: speculative\n>>>>>>> theirs\n",
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [(("%X", "%Y"), ("ours", "theirs")), (("HEAD", "1a2b (it's a)"), ("HEAD", "1a2b (it's a)"))],
)
def test_the_sides_have_the_names_that_git_gives_them(
    tmp_path: Path, given: tuple[str, str], shown: tuple[str, str]
) -> None:
    """A git before 2.44 gives none and leaves the placeholders."""
    versions(tmp_path, BASE, BASE.replace("likely", "proven"), BASE.replace("likely", "speculative"))
    names = (f"--ours-label={given[0]}", f"--theirs-label={given[1]}")
    done = teleo(tmp_path, "merge-driver", *names, "--", "base.md", "ours.md", "theirs.md", "n.md")
    assert done.returncode == 1
    assert f"<<<<<<< {shown[0]}\n" in (tmp_path / "ours.md").read_text()
    assert f">>>>>>> {shown[1]}\n" in (tmp_path / "ours.md").read_text()


def test_what_a_person_settled_once_is_settled_again(vault: Path) -> None:
    git(vault, "config", "rerere.enabled", "true")
    diverge(vault, BASE.replace("likely", "proven"), BASE.replace("likely", "speculative"))
    (vault / "note.md").write_text(BASE.replace("likely", "experimental"))
    commit(vault, "merged")
    git(vault, "reset", "-q", "--hard", "HEAD^")
    git(vault, "merge", "-q", "topic", check=False)
    assert (vault / "note.md").read_text() == BASE.replace("likely", "experimental")


def test_a_rebase_goes_through_the_driver_too(vault: Path) -> None:
    git(vault, "checkout", "-q", "-b", "topic")
    (vault / "note.md").write_text(BASE.replace("know\n", "know\n- theirs\n"))
    commit(vault, "theirs")
    git(vault, "checkout", "-q", "main")
    (vault / "note.md").write_text(BASE.replace("know\n", "know\n- ours\n"))
    commit(vault, "ours")
    git(vault, "rebase", "-q", "main", "topic")
    assert "- ours\n- theirs\n" in (vault / "note.md").read_text()


def test_two_branches_that_add_the_same_note_merge(vault: Path) -> None:
    git(vault, "checkout", "-q", "-b", "topic")
    (vault / "new.md").write_text("---\ntype: claim\nsupports:\n- a\n---\n")
    commit(vault, "theirs")
    git(vault, "checkout", "-q", "main")
    (vault / "new.md").write_text("---\ntype: claim\nsupports:\n- b\n---\n")
    commit(vault, "ours")
    assert git(vault, "merge", "-q", "-m", "merged", "topic", check=False).returncode == 0
    assert (vault / "new.md").read_text() == "---\ntype: claim\nsupports:\n- b\n- a\n---\n"


def test_a_side_that_does_not_load_is_left_to_a_person(vault: Path) -> None:
    theirs = BASE.replace("know\n", "know\n  - swallowed\n")
    merge = diverge(vault, BASE.replace("First", "Our first"), theirs)
    assert merge.returncode == 1
    assert "theirs, line 6: YAML reads this line as part of the entry above" in merge.stderr
    assert (vault / "note.md").read_text() == theirs.replace("First", "Our first")


def versions(folder: Path, base: str, ours: str, theirs: str) -> None:
    for name, text in (("base.md", base), ("ours.md", ours), ("theirs.md", theirs)):
        (folder / name).write_text(text)


def test_merge_file_changes_the_first_file(tmp_path: Path) -> None:
    versions(tmp_path, BASE, BASE.replace("know\n", "know\n- x\n"), BASE.replace("know\n", "know\n- z\n"))
    done = teleo(tmp_path, "merge-file", "ours.md", "base.md", "theirs.md")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "- x\n- z\n" in (tmp_path / "ours.md").read_text()


def test_merge_file_can_print_instead(tmp_path: Path) -> None:
    versions(tmp_path, BASE, BASE.replace("likely", "proven"), BASE)
    done = teleo(tmp_path, "merge-file", "-p", "ours.md", "base.md", "theirs.md")
    assert (done.returncode, done.stdout) == (0, BASE.replace("likely", "proven"))
    (tmp_path / "theirs.md").write_text(BASE.replace("likely", "speculative"))
    before = (tmp_path / "ours.md").read_text()
    done = teleo(
        tmp_path, "merge-file", "-p", "-L", "HEAD", "-L", "x", "-L", "pr", "ours.md", "base.md", "theirs.md"
    )
    assert done.returncode == 1
    assert "<<<<<<< HEAD\nconfidence: proven\n=======\nconfidence: speculative\n>>>>>>> pr\n" in done.stdout
    assert "ours.md: two sides changed the same" in done.stderr
    assert (tmp_path / "ours.md").read_text() == before


def test_a_missing_version_exits_2(tmp_path: Path) -> None:
    versions(tmp_path, BASE, BASE, BASE)
    done = teleo(tmp_path, "merge-file", "ours.md", "gone.md", "theirs.md")
    assert done.returncode == 2
    assert "gone.md cannot be read: No such file or directory" in done.stderr
