"""The vault as git remembers it: earlier states, renames, and who added what."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.config import Config
from teleo.vault.git import GitError
from teleo.vault.history import (
    RevisionError,
    commit_of,
    commits_of,
    is_in_git,
    log_with_changes,
    read_log,
    read_revision,
    renames_since,
)
from tests.repository import claim_text, repository

TITLE = "a title with spaces, Ærø and 雨"


def test_an_earlier_state_is_read_while_the_work_tree_stays_as_it_is(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("first", {f"vault/{TITLE}.md": claim_text(TITLE, "likely"), "outside.md": "# outside"})
    made.commit("second", {f"vault/{TITLE}.md": claim_text(TITLE, "proven"), "vault/b.md": claim_text("b")})
    (tmp_path / "vault/b.md").write_text("changed but not committed")
    before = read_revision(tmp_path / "vault", "HEAD~1", Config())
    assert [(note.id, note.confidence.word if note.confidence else "") for note in before.notes] == [
        (TITLE, "likely")
    ]
    assert (tmp_path / "vault/b.md").read_text() == "changed but not committed"
    assert made.git("status", "--porcelain") == "M vault/b.md"


def test_the_settings_choose_the_files_of_an_earlier_state_too(tmp_path: Path) -> None:
    made = repository(tmp_path)
    link = tmp_path / "link.md"
    link.symlink_to("/etc/passwd")
    made.commit(
        "first",
        {"a.md": "# a", ".hidden/b.md": "# b", "_site/c.md": "# c", "d.txt": "d", "big.md": "x" * 3000},
    )
    config = Config()
    assert [note.id for note in read_revision(tmp_path, "HEAD", config).notes] == ["a", "big"]


@pytest.mark.parametrize("revision", ["nothing", "--help", "HEAD~9", ""])
def test_a_revision_that_does_not_exist_is_refused_by_name(tmp_path: Path, revision: str) -> None:
    repository(tmp_path).commit("first", {"a.md": "# a"})
    with pytest.raises(RevisionError, match="no commit has that name"):
        read_revision(tmp_path, revision, Config())


def test_a_shallow_clone_is_told_how_to_get_the_commits_that_it_lacks(tmp_path: Path) -> None:
    made = repository(tmp_path / "whole")
    made.commit("first", {"a.md": "# a"})
    made.commit("second", {"a.md": "# b"})
    made.git("clone", "-q", "--depth", "1", (tmp_path / "whole").as_uri(), str(tmp_path / "cut"))
    with pytest.raises(RevisionError, match="no commit has that name; this clone is shallow"):
        commit_of(tmp_path / "cut", "HEAD~1")


def test_three_dots_name_the_commit_at_which_a_branch_left_another(tmp_path: Path) -> None:
    made = repository(tmp_path)
    first = made.commit("first", {"a.md": claim_text("a", "likely")})
    made.git("checkout", "-q", "-b", "topic")
    made.commit("ours", {"b.md": claim_text("b")})
    made.git("checkout", "-q", "main")
    newest = made.commit("theirs", {"a.md": claim_text("a", "proven"), "c.md": claim_text("c")})
    made.git("checkout", "-q", "topic")
    assert [commit_of(tmp_path, name) for name in ("main", "main...", "main...HEAD")] == [
        newest,
        first,
        first,
    ]
    assert [note.id for note in read_revision(tmp_path, "main...", Config()).notes] == ["a"]
    with pytest.raises(RevisionError, match="names a range"):
        commit_of(tmp_path, "main..topic")
    with pytest.raises(RevisionError, match="'nowhere': no commit has that name"):
        commit_of(tmp_path, "nowhere...")


def test_three_dots_between_histories_that_share_nothing_are_refused(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("first", {"a.md": claim_text("a")})
    made.git("checkout", "-q", "--orphan", "alone")
    made.commit("alone", {"b.md": claim_text("b")})
    with pytest.raises(RevisionError, match="no commit in common with HEAD"):
        commit_of(tmp_path, "main...")


def test_a_vault_outside_of_any_repository_has_no_revisions(tmp_path: Path) -> None:
    assert not is_in_git(tmp_path)
    with pytest.raises(RevisionError, match="in no git repository"):
        read_revision(tmp_path, "HEAD", Config())


def test_a_repository_that_git_does_not_open_is_told_in_its_words(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for folder in ("objects", "refs"):
        (tmp_path / ".git" / folder).mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / ".git/config").write_text("[core\n")
    with pytest.raises(RevisionError, match=r"git says: bad config line 1 in file \.git/config"):
        commit_of(tmp_path, "HEAD")
    with pytest.raises(GitError, match="bad config line 1"):
        is_in_git(tmp_path)


def test_a_vault_outside_of_any_repository_needs_no_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_in_git(tmp_path)
    (tmp_path / ".git").mkdir()
    with pytest.raises(GitError, match="git is not installed"):
        is_in_git(tmp_path)


def test_a_repository_without_a_commit_has_no_revisions(tmp_path: Path) -> None:
    repository(tmp_path)
    assert not is_in_git(tmp_path)
    with pytest.raises(RevisionError, match="no commit has that name"):
        read_revision(tmp_path, "HEAD", Config())


def test_a_rename_is_known_by_both_names(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("first", {"v/a.md": claim_text("a", body="word " * 50)})
    made.commit("second", {"v/a.md": None, "v/sub/b.md": claim_text("b", body="word " * 50)})
    assert renames_since(tmp_path / "v", "HEAD~1") == {"sub/b.md": "a.md"}


def test_a_merge_comes_with_its_changes_against_its_first_parent(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("rio: first", {"v/a.md": claim_text("a", body="word " * 50)})
    made.git("checkout", "-q", "-b", "side")
    made.commit("theseus: second", {"v/c.md": claim_text("c")}, "2026-03-02")
    made.git("checkout", "-q", "main")
    made.commit("third", {"v/a.md": None, "v/b.md": claim_text("b", body="word " * 50)}, "2026-03-03")
    made.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7", "side", date="2026-03-04")
    log = list(log_with_changes(tmp_path / "v"))
    merge, changes = log[0]
    assert merge.is_merge
    assert (merge.subject, merge.date) == ("Merge pull request #7", "2026-03-04")
    assert [(change.kind, change.path) for change in changes] == [("A", "c.md")]
    assert [
        (one.kind, one.path, one.old) for commit, found in log for one in found if commit.subject == "third"
    ] == [("R", "b.md", "a.md")]


def test_the_newest_commits_of_a_file_come_first_with_their_trailers(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("first", {"a.md": "# a"})
    made.commit("second\n\nwhy\n\nReviewed-by: Rio <rio@example.org>", {"a.md": "# a\n\nmore"})
    newest, oldest = commits_of(tmp_path, "a.md", 5)
    assert (newest.subject, oldest.subject) == ("second", "first")
    assert newest.trailers == (("Reviewed-by", "Rio <rio@example.org>"),)


def test_the_commits_of_a_file_go_through_its_renames_and_not_on_to_a_file_like_it(tmp_path: Path) -> None:
    made = repository(tmp_path)
    template = "---\ntype: claim\ndomain: trees\nconfidence: likely\nsource: a work\n---\n"
    made.commit("another note", {"elms.md": f"{template}# elms\n"})
    made.commit("the note", {"oaks.md": f"{template}# oaks\n"})
    made.commit("its rename", {"oaks.md": None, "old oaks.md": f"{template}# old oaks\n"})
    made.commit("its text", {"old oaks.md": f"{template}# old oaks\n\nThey stand.\n"})
    found = [commit.subject for commit in commits_of(tmp_path, "old oaks.md", 5)]
    assert found == ["its text", "its rename", "the note"]
    assert [commit.subject for commit in commits_of(tmp_path, "old oaks.md", 1)] == ["its text"]


@pytest.mark.parametrize(
    "subject",
    [
        "evil \x1e\x1f\x1e subject",
        "evil\x1fR\x1e",
        "\x1e" + "\x1f".join(("0" * 40, "Forged", "2026-01-01", "", "subject", "", "A")),
        ":100644 100644 a b R100",
        "R100",
        "0" * 40,
    ],
)
def test_a_subject_full_of_separators_is_one_of_a_commit_like_any(tmp_path: Path, subject: str) -> None:
    made = repository(tmp_path)
    first = made.commit(subject, {"a.md": "# a"})
    second = made.commit("good", {"b.md": "# b", "0" * 40: "a name like a hash", "e f.md": "# e"})
    log = [(commit.hash, [one.path for one in changes]) for commit, changes in log_with_changes(tmp_path)]
    assert log == [(second, ["0" * 40, "b.md", "e f.md"]), (first, ["a.md"])]
    assert [commit.hash for commit in commits_of(tmp_path, "a.md", 5)] == [first]


def test_control_characters_of_a_subject_and_of_an_author_are_blanks(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("evil\x1esubject\n\nCo-authored-by: Rio\x1d\x1b[31m", {"a.md": "# a"})
    made.git("commit", "-q", "--amend", "--no-edit", "--author=A\x1f\x01da <ada@example.org>")
    ((commit, _),) = log_with_changes(tmp_path)
    assert (commit.subject, commit.author) == ("evil subject", "A da")
    assert commit.trailers == (("Co-authored-by", "Rio [31m"),)


def test_a_log_is_read_as_utf8_whatever_git_is_told_to_write(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("Ærø 雨", {"a.md": "# a"})
    made.git("config", "i18n.logOutputEncoding", "UTF-16")
    ((commit, changes),) = log_with_changes(tmp_path)
    assert (commit.subject, [one.path for one in changes]) == ("Ærø 雨", ["a.md"])


def test_a_change_knows_the_text_before_it(tmp_path: Path) -> None:
    made = repository(tmp_path)
    body = "word " * 50
    made.commit("first", {"a.md": claim_text("a", body=body), "b.md": "# b"})
    made.commit("second", {"a.md": None, "c.md": claim_text("a", body=body), "b.md": "# b\n\nmore"})
    (_, changes), (_, added) = log_with_changes(tmp_path)
    blobs = [made.git("rev-parse", f"HEAD~1:{path}") for path in ("b.md", "a.md")]
    assert [(one.kind, one.was) for one in changes] == [("M", blobs[0]), ("R", blobs[1])]
    assert [(one.kind, one.was) for one in added] == [("A", ""), ("A", "")]


@given(st.lists(st.sampled_from(["", "\n", "0" * 40, "x", ":1 1 a b M", "\n:1 1 a b R9", ":1 1 a b C", ":"])))
def test_no_broken_log_raises(parts: list[str]) -> None:
    for commit, changes in read_log("\0".join(parts)):
        assert commit.hash == "0" * 40
        assert all(one.kind in "MRA" for one in changes)


def test_commits_that_left_the_vault_alone_are_left_out(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("in the vault", {"v/a.md": "# a"})
    made.commit("elsewhere", {"code.py": "x = 1"})
    assert [commit.subject for commit, _ in log_with_changes(tmp_path / "v")] == ["in the vault"]
