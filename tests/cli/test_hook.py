"""`teleo hook` in a scratch repository, with real commits."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_merge import git, teleo

LOOSE = '---\nsupports:\n  - "a"\n---\n# T\n'
TIGHT = "---\nsupports:\n- a\n---\n# T\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "repository" / "notes"
    folder.mkdir(parents=True)
    (folder / "teleo.toml").write_text("[vault]\nexclude = ['drafts/']\n")
    git(folder.parent, "init", "-q", "-b", "main")
    return folder


def staged(vault: Path, name: str) -> str:
    return git(vault, "show", f":./{name}").stdout


def commit(vault: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return git(vault, "commit", "-q", "-m", "m", *arguments, check=False)


def test_install_status_and_uninstall(vault: Path) -> None:
    (vault / ".gitattributes").write_text("*.png binary")
    assert teleo(vault, "hook", "status").returncode == 1
    done = teleo(vault, "hook", "install")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["installed"] * 3
    assert (vault / ".gitattributes").read_text() == "*.png binary\n*.md merge=teleo\n"
    assert git(vault, "check-attr", "merge", "x.md").stdout == "x.md: merge: teleo\n"
    assert (vault.parent / ".git/hooks/pre-commit").stat().st_mode & 0o111
    assert teleo(vault, "hook", "status").returncode == 0
    done = teleo(vault, "hook", "uninstall", "--format", "json")
    assert json.loads(done.stdout) == {"driver": "absent", "attributes": "absent", "hook": "absent"}
    assert (vault / ".gitattributes").read_text() == "*.png binary\n"
    assert not (vault.parent / ".git/hooks/pre-commit").exists()
    assert "teleo" not in (vault.parent / ".git/config").read_text()


def test_a_clone_in_a_folder_whose_name_is_no_text_has_its_hook(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    assert teleo(folder, "hook", "install", "--vault", ".").returncode == 0
    (folder / "a.md").write_text(LOOSE)
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "m")
    assert staged(folder, "a.md") == TIGHT


def test_install_twice_changes_nothing(vault: Path) -> None:
    teleo(vault, "hook", "install")
    before = [(path, path.read_bytes()) for path in sorted(vault.parent.rglob("*")) if path.is_file()]
    teleo(vault, "hook", "install")
    assert [(path, path.read_bytes()) for path in sorted(vault.parent.rglob("*")) if path.is_file()] == before


def test_the_vaults_of_one_repository_are_set_up_side_by_side(vault: Path) -> None:
    second = vault.parent / "Ada's other\nnotes"
    second.mkdir()
    (second / "teleo.toml").write_text("")
    teleo(vault, "hook", "install")
    assert teleo(second, "hook", "status").stdout.splitlines()[2] == "absent     pre-commit hook"
    assert teleo(second, "hook", "install").returncode == 0
    assert teleo(vault, "hook", "status").returncode == 0
    for folder in (vault, second):
        (folder / "a.md").write_text(LOOSE)
    git(vault.parent, "add", "--all")
    assert commit(vault.parent).returncode == 0
    assert staged(vault, "a.md") == staged(second, "a.md") == TIGHT
    teleo(vault, "hook", "uninstall")
    assert teleo(second, "hook", "status").returncode == 0
    (second / "a.md").write_text("---\na: 1\na: 2\n---\n")
    git(vault.parent, "add", "--all")
    assert commit(vault.parent).returncode == 1
    teleo(second, "hook", "uninstall")
    assert not (vault.parent / ".git/hooks/pre-commit").exists()
    assert "teleo" not in (vault.parent / ".git/config").read_text()


def test_a_vault_that_moved_is_to_be_set_up_again(vault: Path) -> None:
    teleo(vault, "hook", "install")
    moved = vault.rename(vault.parent / "claims")
    assert teleo(moved, "hook", "status").stdout.splitlines()[2] == "absent     pre-commit hook"
    teleo(moved, "hook", "install")
    (moved / "a.md").write_text(LOOSE)
    git(moved, "add", "--all")
    assert commit(moved).returncode == 0
    assert staged(moved, "a.md") == TIGHT
    teleo(moved, "hook", "uninstall")
    assert not (moved.parent / ".git/hooks/pre-commit").exists()


def test_attributes_that_are_no_utf_8_keep_their_bytes(vault: Path) -> None:
    attributes = vault / ".gitattributes"
    attributes.write_bytes(b"caf\xe9.png binary\r\n")
    assert teleo(vault, "hook", "install").returncode == 0
    assert attributes.read_bytes() == b"caf\xe9.png binary\r\n*.md merge=teleo\n"
    assert teleo(vault, "hook", "uninstall").returncode == 0
    assert attributes.read_bytes() == b"caf\xe9.png binary\r\n"


def test_a_hook_of_somebody_else_is_kept(vault: Path) -> None:
    theirs = vault.parent / ".git/hooks/pre-commit"
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("#!/bin/sh\ntrue\n")
    done = teleo(vault, "hook", "install")
    assert done.returncode == 1
    assert "add the line `teleo hook run`" in done.stderr
    teleo(vault, "hook", "uninstall")
    assert theirs.read_text() == "#!/bin/sh\ntrue\n"


def test_a_configured_folder_of_hooks_is_used(vault: Path) -> None:
    git(vault, "config", "core.hooksPath", ".hooks")
    assert teleo(vault, "hook", "install").returncode == 0
    assert (vault.parent / ".hooks/pre-commit").is_file()


def test_a_hook_that_calls_teleo_counts_and_is_never_deleted(vault: Path) -> None:
    theirs = vault.parent / ".git/hooks/pre-commit"
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("#!/bin/sh\n# run teleo hook run\nlint\n")
    assert teleo(vault, "hook", "install").returncode == 1
    theirs.write_text("#!/bin/sh\nlint\nteleo hook run --vault notes\n")
    assert teleo(vault, "hook", "install").returncode == 0
    assert teleo(vault, "hook", "status").returncode == 0
    teleo(vault, "hook", "uninstall")
    assert theirs.read_text() == "#!/bin/sh\nlint\nteleo hook run --vault notes\n"


def test_hooks_that_all_repositories_share_are_left_alone(vault: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared hooks"
    git(vault, "config", "core.hooksPath", str(shared))
    done = teleo(vault, "hook", "install")
    assert done.returncode == 1
    assert "shared hooks/pre-commit is yours and was left as it is" in done.stderr
    assert not shared.exists()


def test_a_commit_on_a_branch_without_the_vault_goes_through(vault: Path) -> None:
    teleo(vault, "hook", "install")
    git(vault.parent, "checkout", "-q", "--orphan", "other")
    shutil.rmtree(vault)
    (vault.parent / "x.txt").write_text("x")
    git(vault.parent, "add", "x.txt")
    assert commit(vault.parent).returncode == 0


def test_a_hook_whose_python_is_gone_says_what_to_do(vault: Path) -> None:
    teleo(vault, "hook", "install")
    hook = vault.parent / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text().replace(sys.executable, "/gone/python"))
    (vault / "a.md").write_text(TIGHT)
    git(vault, "add", "a.md")
    done = commit(vault)
    assert done.returncode == 1
    assert "its Python is gone; run `teleo hook install` again" in done.stderr


def test_what_git_refuses_is_said_in_its_words(vault: Path) -> None:
    with (vault.parent / ".git/config").open("a") as settings:
        settings.write("[bad\n")
    done = teleo(vault, "hook", "status")
    assert done.returncode == 2
    assert "bad config line" in done.stderr


def test_outside_a_repository_it_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "teleo.toml").write_text("")
    done = teleo(tmp_path, "hook", "install")
    assert done.returncode == 2
    assert "is in no git repository; run `git init` first" in done.stderr


def test_a_commit_holds_canonical_notes_and_the_work_tree_follows(vault: Path) -> None:
    teleo(vault, "hook", "install")
    for name in ("a — ü.md", "drafts/b.md", "../outside.md", "text.txt"):
        (vault / name).parent.mkdir(exist_ok=True)
        (vault / name).write_text(LOOSE)
    git(vault, "add", "..")
    assert commit(vault).returncode == 0
    assert git(vault, "show", "HEAD:./a — ü.md").stdout == (vault / "a — ü.md").read_text() == TIGHT
    for name in ("drafts/b.md", "../outside.md", "text.txt"):
        assert (vault / name).read_text() == LOOSE
    assert git(vault, "status", "--porcelain").stdout == ""


def test_partial_staging_is_respected(vault: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "n.md").write_text(LOOSE)
    git(vault, "add", "n.md")
    (vault / "n.md").write_text(LOOSE + "\nNot for this commit.\n")
    done = commit(vault)
    assert done.returncode == 0
    assert "its file has other changes and stays as it is" in done.stderr
    assert git(vault, "show", "HEAD:./n.md").stdout == TIGHT
    assert (vault / "n.md").read_text() == LOOSE + "\nNot for this commit.\n"


def test_a_file_that_cannot_be_written_stops_no_commit(vault: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "n.md").write_text(LOOSE)
    (vault / "n.md").chmod(0o444)
    git(vault, "add", ".")
    done = commit(vault)
    assert done.returncode == 0
    assert "formatted the staged notes/n.md; its file was not written: it is read-only" in done.stderr
    assert git(vault, "show", "HEAD:./n.md").stdout == TIGHT
    assert (vault / "n.md").read_text() == LOOSE


def test_a_commit_of_a_named_file_that_cannot_be_written_says_what_to_do(vault: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "n.md").write_text(TIGHT)
    git(vault, "add", ".")
    commit(vault)
    (vault / "n.md").write_text(LOOSE)
    (vault / "n.md").chmod(0o444)
    done = commit(vault, "n.md")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "teleo: cannot format notes/n.md; its file was not written: it is read-only"
    )
    assert "chmod u+w" in done.stderr
    assert (vault / "n.md").read_text() == LOOSE


def test_a_refused_note_stops_the_commit_with_its_place_and_changes_nothing(vault: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "bad.md").write_text("---\na: 1\na: 2\n---\n")
    (vault / "loose.md").write_text(LOOSE)
    git(vault, "add", ".")
    done = commit(vault)
    assert done.returncode == 1
    assert "notes/bad.md:3:1: FM103" in done.stderr
    assert staged(vault, "loose.md") == (vault / "loose.md").read_text() == LOOSE


def test_a_staged_text_that_git_has_lost_is_a_sentence_with_a_way_out(vault: Path) -> None:
    (vault / "a.md").write_text(LOOSE)
    git(vault, "add", ".")
    name = git(vault, "rev-parse", ":./a.md").stdout.strip()
    (vault.parent / ".git/objects" / name[:2] / name[2:]).unlink()
    done = teleo(vault, "hook", "run")
    assert done.returncode == 2
    assert done.stderr.rstrip().endswith(
        "what is staged as 'notes/a.md' is not in this clone; `git rm --cached` it, then `git add` it"
    )
    git(vault, "rm", "-q", "--cached", "a.md")
    git(vault, "add", "a.md")
    assert teleo(vault, "hook", "run").returncode == 0
    assert staged(vault, "a.md") == TIGHT


def test_commit_all_is_formatted(vault: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "n.md").write_text(TIGHT)
    git(vault, "add", ".")
    commit(vault)
    (vault / "n.md").write_text(LOOSE.replace("# T", "# U"))
    assert commit(vault, "-a").returncode == 0
    assert (
        git(vault, "show", "HEAD:./n.md").stdout
        == (vault / "n.md").read_text()
        == TIGHT.replace("# T", "# U")
    )
    assert git(vault, "status", "--porcelain").stdout == ""


def test_a_commit_of_named_files_is_formatted_and_given_again(vault: Path) -> None:
    teleo(vault, "hook", "install")
    for name in ("n.md", "other.md"):
        (vault / name).write_text(TIGHT)
    git(vault, "add", ".")
    commit(vault)
    (vault / "n.md").write_text(LOOSE.replace("# T", "# U"))
    done = commit(vault, "n.md")
    assert done.returncode == 1
    assert "formatted notes/n.md; give the commit again" in done.stderr
    assert commit(vault, "n.md").returncode == 0
    assert git(vault, "show", "HEAD:./n.md").stdout == TIGHT.replace("# T", "# U")
    assert git(vault, "status", "--porcelain").stdout == ""


def test_a_mode_and_a_link_stay(vault: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "n.md").write_text(LOOSE)
    (vault / "n.md").chmod(0o755)
    (vault / "link.md").symlink_to("n.md")
    git(vault, "add", ".")
    assert commit(vault).returncode == 0
    modes = git(vault, "ls-tree", "HEAD", "n.md", "link.md").stdout.split()
    assert (modes[0], modes[4]) == ("120000", "100755")
    assert (vault / "link.md").is_symlink()


def test_a_note_in_the_place_of_a_link_is_formatted(vault: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "n.md").symlink_to("other.md")
    git(vault, "add", ".")
    commit(vault)
    (vault / "n.md").unlink()
    (vault / "n.md").write_text(LOOSE)
    git(vault, "add", ".")
    assert commit(vault).returncode == 0
    assert git(vault, "show", "HEAD:./n.md").stdout == (vault / "n.md").read_text() == TIGHT


def test_a_file_checked_out_with_carriage_returns_follows(vault: Path) -> None:
    git(vault, "config", "core.autocrlf", "true")
    teleo(vault, "hook", "install")
    (vault / "n.md").write_bytes(LOOSE.replace("\n", "\r\n").encode())
    git(vault, "add", "n.md")
    assert commit(vault).returncode == 0
    assert git(vault, "show", "HEAD:./n.md").stdout == TIGHT
    assert (vault / "n.md").read_bytes() == TIGHT.replace("\n", "\r\n").encode()


def test_a_hook_in_a_second_work_tree_formats_there(vault: Path, tmp_path: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "n.md").write_text(TIGHT)
    git(vault, "add", ".")
    commit(vault)
    git(vault, "worktree", "add", "-q", str(tmp_path / "second"))
    second = tmp_path / "second/notes"
    (second / "m.md").write_text(LOOSE)
    git(second, "add", ".")
    assert commit(second).returncode == 0
    assert (second / "m.md").read_text() == TIGHT


def test_the_work_tree_follows_where_its_folders_are_named_to_git(vault: Path, tmp_path: Path) -> None:
    teleo(vault, "hook", "install")
    (vault / "a.md").write_text(LOOSE)
    named = (f"--git-dir={vault.parent / '.git'}", f"--work-tree={vault.parent}")
    git(tmp_path, *named, "add", "-A")
    git(tmp_path, *named, "commit", "-q", "-m", "m")
    assert staged(vault, "a.md") == (vault / "a.md").read_text() == TIGHT


def test_no_module_that_lies_in_the_repository_is_run(vault: Path) -> None:
    teleo(vault, "hook", "install")
    for name in ("click.py", "yaml.py", "teleo.py"):
        (vault.parent / name).write_text(f"open({str(vault / 'sprung')!r}, 'w')\nraise SystemExit(0)\n")
    (vault / "n.md").write_text(LOOSE)
    git(vault, "add", "n.md")
    assert commit(vault).returncode == 0
    assert git(vault, "show", "HEAD:./n.md").stdout == TIGHT
    assert not (vault / "sprung").exists()
