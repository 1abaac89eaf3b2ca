import re
from pathlib import Path
from unittest import mock

import pytest

from teleo.cache import Cache
from teleo.config import Config
from teleo.site import history
from teleo.site.history import kept_history, read_history
from teleo.vault.git import GitError, git_text
from teleo.vault.history import log_with_changes
from teleo.vault.reader import read_vault
from tests.site.kinds import commit, git
from tests.site.vaults import build, claim, page_of, write_vault


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A claim, rated higher a week later, then renamed; and one that is gone."""
    root = write_vault(
        tmp_path / "vault",
        {
            "Oaks live long.md": claim("Oaks live long", "Rings tell. " * 20, "speculative"),
            "Gone.md": claim("Gone"),
        },
    )
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-03-02", "plant oaks")
    note = root / "Oaks live long.md"
    note.write_text(note.read_text().replace("speculative", "likely"))
    (root / "Gone.md").unlink()
    commit(root, "2026-03-10", "count rings")
    note.rename(root / "Oaks outlive us.md")
    commit(root, "2026-03-11", "say it better")
    return root


def test_a_note_keeps_its_past_under_its_old_name(vault: Path) -> None:
    past = read_history(read_vault(vault, Config())).pasts["Oaks outlive us.md"]
    assert [(deed.date, deed.word) for deed in past.deeds] == [
        ("2026-03-11", "renamed"),
        ("2026-03-10", "changed"),
        ("2026-03-02", "added"),
    ]
    assert [(one.date, one.word) for one in past.ratings] == [
        ("2026-03-02", "speculative"),
        ("2026-03-10", "likely"),
    ]
    assert [address[:-18] for address in past.addresses] == ["c/oaks-live-long"]


def test_neither_settings_nor_attributes_of_the_repository_hide_a_note_s_past(vault: Path) -> None:
    before = read_history(read_vault(vault, Config())).pasts["Oaks outlive us.md"]
    git(vault, "config", "log.showRoot", "false")
    for attributes in ("*.md binary", "*.md -diff"):
        (vault / ".gitattributes").write_text(f"{attributes}\n")
        assert read_history(read_vault(vault, Config())).pasts["Oaks outlive us.md"] == before


def test_git_tells_the_history_once_a_commit(vault: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", vault, Config())

    def told() -> bool:
        """Hold what is kept against what git says, and return whether git was asked for it."""
        read, hidden = read_vault(vault, Config()), frozenset({"Elm.md"})
        with mock.patch.object(history, "log_with_changes", side_effect=log_with_changes) as asked:
            found = kept_history(read, hidden, cache)
        assert found == read_history(read, hidden)
        return asked.called

    assert [told(), told()] == [True, False]
    note = vault / "Oaks outlive us.md"
    note.write_text(note.read_text() + "One more word.\n")
    assert not told()
    commit(vault, "2026-03-20", "one more word")
    assert [told(), told()] == [True, False]
    note.write_text(note.read_text() + "\nconfidence: likely\n")
    assert [told(), told()] == [True, False]
    write_vault(vault, {"Elm.md": claim("Elm")})
    assert [told(), told()] == [True, False]
    commit(vault, "2026-03-21", "plant an elm")
    assert [told(), told()] == [True, False]
    git(vault, "commit", "-q", "--amend", "-m", "plant one elm")
    assert [told(), told()] == [True, False]
    note.rename(vault / "Oaks.md")
    assert [told(), told()] == [True, False]


def test_what_git_could_not_tell_is_asked_for_again(vault: Path, tmp_path: Path) -> None:
    cache, read = Cache(tmp_path / "cache", vault, Config()), read_vault(vault, Config())
    with mock.patch.object(history, "log_with_changes", side_effect=GitError(("log",), "no memory")):
        assert kept_history(read, frozenset(), cache).problem == "no memory"
    assert kept_history(read, frozenset(), cache).pasts.keys() == {"Oaks outlive us.md"}


def test_no_limit_of_the_repository_parts_notes_from_their_pasts(vault: Path) -> None:
    """Git compares only so many files that were renamed and changed at once, and asks the repository how many."""
    write_vault(vault, {f"Elm {number}.md": claim(f"Elm {number}", "They fall. " * 30) for number in "12"})
    commit(vault, "2026-03-17", "plant elms")
    for number in "12":
        (vault / f"Elm {number}.md").unlink()
        write_vault(vault, {f"Ulmus {number}.md": claim(f"Ulmus {number}", "They fall. " * 30)})
    commit(vault, "2026-03-18", "in Latin")
    git(vault, "config", "diff.renameLimit", "1")
    pasts = read_history(read_vault(vault, Config())).pasts
    assert [pasts[f"Ulmus {number}.md"].count for number in "12"] == [2, 2]


def test_the_old_address_leads_to_the_new_page(vault: Path, tmp_path: Path) -> None:
    build(vault, tmp_path / "site")
    moved = page_of(tmp_path / "site", "oaks-live-long")
    assert 'http-equiv="refresh" content="0; url=../../c/oaks-outlive-us-' in moved


def test_changes_are_told_by_week(vault: Path, tmp_path: Path) -> None:
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/changes/index.html").read_text()
    assert page.index("2026-03-09 to 2026-03-15") < page.index("2026-03-02 to 2026-03-08")
    assert "1 renamed, 1 removed" in page


def test_only_the_week_in_which_a_note_went_tells_of_it(vault: Path, tmp_path: Path) -> None:
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/changes/index.html").read_text()
    assert page.count("removed") == 1
    assert page.index("1 removed") < page.index("2026-03-02 to 2026-03-08")


def test_what_never_was_a_note_is_no_note_removed_and_a_note_thrown_away_is_one(
    vault: Path, tmp_path: Path
) -> None:
    write_vault(
        vault, {"Elms.md": claim("Elms", "They fall ill. " * 9), ".trash/Ash.md": "Ash", "_site/a.md": "a"}
    )
    commit(vault, "2026-03-17", "plant elms")
    (vault / ".trash/Ash.md").unlink()
    (vault / "_site/a.md").unlink()
    (vault / "Elms.md").rename(vault / ".trash/Elms.md")
    commit(vault, "2026-03-24", "throw away")
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/changes/index.html").read_text()
    assert page.count("removed") == 2
    assert '<p class="aside">1 removed</p>' in page


def test_the_first_page_tells_what_was_done_last_by_git_and_by_the_authors(
    vault: Path, tmp_path: Path
) -> None:
    (vault / "Ash is new.md").write_text(claim("Ash is new", created="2026-03-12"))
    (vault / "Elm is old.md").write_text(claim("Elm is old", created="2026-01-02"))
    (vault / "Yew has no day.md").write_text("---\ntype: claim\n---\n# Yew has no day\n")
    commit(vault, "2026-04-01", "plant more")
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/index.html").read_text()
    recent = page[page.index("What changed lately") :]
    told = ["added 2026-04-01", "created 2026-03-12", "renamed 2026-03-11", "created 2026-01-02"]
    assert sorted(told, key=recent.index) == told


def test_git_tells_the_days_that_authors_do_not(vault: Path, tmp_path: Path) -> None:
    (vault / "Ash is old.md").write_text(claim("Ash is old", created="2026-01-02"))
    (vault / "teleo.toml").write_text('[vault]\nbase_url = "https://example.org/"\n')
    commit(vault, "2026-04-01", "plant ash")
    (vault / "Ash is old.md").write_text(claim("Ash is old", "A word more.", created="2026-01-02"))
    commit(vault, "2026-04-03", "say more")
    build(vault, tmp_path / "site")
    oaks, ash = (
        re.sub(r"\s*<[^>]+>\s*", "|", page_of(tmp_path / "site", slug))
        for slug in ("oaks-outlive-us", "ash-is-old")
    )
    assert re.search(r"Created\|+2026-03-02\|+Changed\|+2026-03-11", oaks)
    assert re.search(r"Created\|+2026-01-02\|+Changed\|+2026-04-03", ash)
    feed = (tmp_path / "site/feed.xml").read_text()
    days = re.findall(r"<title>(.*?)</title>\s*<link [^>]*>\s*<updated>(.*?)T", feed.partition("<entry>")[2])
    assert days == [("Oaks outlive us", "2026-03-10"), ("Ash is old", "2026-01-02")]
    changed = re.findall(
        r"/c/([a-z-]+)-\w{6}/</loc><lastmod>(.*?)<", (tmp_path / "site/sitemap.xml").read_text()
    )
    assert changed == [("ash-is-old", "2026-04-03"), ("oaks-outlive-us", "2026-03-11")]


def test_a_vault_without_git_has_no_page_of_changes(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", {"A.md": claim("A")}), tmp_path / "site")
    assert not (tmp_path / "site/changes").exists()


def test_a_shallow_copy_tells_only_what_it_knows(vault: Path, tmp_path: Path) -> None:
    copies = {depth: tmp_path / f"copy {depth}" for depth in (1, 2)}
    for depth, copy in copies.items():
        git(tmp_path, "clone", "-q", "--depth", str(depth), vault.as_uri(), str(copy))
    assert read_history(read_vault(copies[1], Config())).pasts == {}
    build(copies[1], tmp_path / "site")
    assert not (tmp_path / "site/contributors").exists()
    assert not (tmp_path / "site/changes").exists()
    assert "Created" not in page_of(tmp_path / "site", "oaks-outlive-us")
    (past,) = read_history(read_vault(copies[2], Config())).pasts.values()
    assert [(deed.date, deed.word) for deed in past.deeds] == [("2026-03-11", "renamed")]
    assert (past.created, past.changed, past.ratings) == ("", "2026-03-11", ())
    build(copies[2], tmp_path / "site")
    for page in ("contributors", "changes"):
        text = (tmp_path / "site" / page / "index.html").read_text()
        assert "What was done before 2026-03-10 is not in this copy of the history." in text
    assert "1 note changed" in (tmp_path / "site/contributors/index.html").read_text()


def test_a_git_that_cannot_be_run_is_as_none(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text("no right to run it")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    built = build(vault, tmp_path / "site")
    assert not (tmp_path / "site/changes").exists()
    assert built.untold.startswith("git cannot be run")


def test_a_new_note_at_an_old_name_has_a_past_of_its_own(vault: Path) -> None:
    (vault / "Oaks live long.md").write_text(claim("Oaks live long", "Quite another text. " * 20, "proven"))
    commit(vault, "2026-04-01", "claim it anew")
    history = read_history(read_vault(vault, Config()))
    assert [(one.date, one.word) for one in history.pasts["Oaks live long.md"].ratings] == [
        ("2026-04-01", "proven")
    ]
    old = history.pasts["Oaks outlive us.md"]
    assert [deed.date for deed in old.deeds] == ["2026-03-11", "2026-03-10", "2026-03-02"]
    assert [one.word for one in old.ratings] == ["speculative", "likely"]
    told = {(commit.date, one.today) for commit, changes in history.changes for one in changes}
    assert ("2026-03-10", "Oaks outlive us.md") in told
    assert ("2026-03-10", "Oaks live long.md") not in told


@pytest.mark.parametrize("moment", ["@253402214400 +0000", "@0 +0000", "@99999999999 +0000"])
def test_a_commit_far_from_today_does_not_end_the_build(vault: Path, tmp_path: Path, moment: str) -> None:
    (vault / "teleo.toml").write_text('[vault]\nbase_url = "https://example.org/"\n')
    (vault / "Elm.md").write_text(claim("Elm"))
    git(vault, "add", ".")
    git(vault, "commit", "-q", "-m", "far away", f"--date={moment}")
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/changes/index.html").read_text()
    assert "2026-03-09 to 2026-03-15" in page
    assert ("1969-12-29 to 1970-01-04" in page) == (moment == "@0 +0000")
    assert "far away" in page_of(tmp_path / "site", "elm")


def test_a_subject_of_control_characters_does_not_end_the_build(vault: Path, tmp_path: Path) -> None:
    (vault / "Elm.md").write_text(claim("Elm"))
    git(vault, "add", ".")
    git(vault, "commit", "-q", "-m", "plant\x1fR\x1eelm")
    build(vault, tmp_path / "site")
    assert "plant R elm" in page_of(tmp_path / "site", "elm")


def test_a_commit_that_tells_neither_author_nor_day_is_told_without(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", {"Elm.md": claim("Elm")})
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-03-02", "plant")
    tree = _asked(root, "rev-parse", "HEAD^{tree}")
    raw = (
        f"tree {tree}\nauthor <> long ago\ncommitter C <c@example.org> 1700000000 +0000\n\nplant\0\x1e elms\n"
    )
    made = _asked(root, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=raw)
    git(root, "reset", "-q", "--hard", made)
    (deed,) = read_history(read_vault(root, Config())).pasts["Elm.md"].deeds
    assert (deed.date, deed.author, deed.subject) == ("", "", "plant")
    build(root, tmp_path / "site")
    assert "%as" not in page_of(tmp_path / "site", "elm")
    assert "somebody without a name" in (tmp_path / "site/contributors/index.html").read_text()


def _asked(root: Path, *arguments: str, stdin: str = "") -> str:
    return git_text(*arguments, folder=root, stdin=stdin.encode())


def test_a_note_renamed_there_and_back_has_one_old_name(vault: Path, tmp_path: Path) -> None:
    (vault / "Oaks outlive us.md").rename(vault / "Oaks live long.md")
    commit(vault, "2026-04-01", "say it as before")
    past = read_history(read_vault(vault, Config())).pasts["Oaks live long.md"]
    assert [address[:-18] for address in past.addresses] == ["c/oaks-outlive-us", "c/oaks-live-long"]
    assert past.count == 4
    build(vault, tmp_path / "site")
    assert "http-equiv" in page_of(tmp_path / "site", "oaks-outlive-us")
    assert "http-equiv" not in page_of(tmp_path / "site", "oaks-live-long").partition("<meta http-equiv=")[2]


@pytest.mark.parametrize("setting", ["color.ui=always", "diff.noprefix=true", "diff.mnemonicPrefix=true"])
def test_ratings_are_read_whatever_git_is_told_to_show(vault: Path, setting: str) -> None:
    git(vault, "config", *setting.split("="))
    ratings = read_history(read_vault(vault, Config())).pasts["Oaks outlive us.md"].ratings
    assert [one.word for one in ratings] == ["speculative", "likely"]


def test_a_rating_in_an_example_is_no_rating_of_the_note(vault: Path) -> None:
    for day, (own, example) in enumerate(
        [("likely", "proven"), ("likely", "speculative"), ("proven", "speculative")], 1
    ):
        body = f"Write:\n\n```yaml\nconfidence: {example}\n```\n"
        write_vault(vault, {"below/How to rate.md": claim("How to rate", body, own)})
        commit(vault, f"2026-04-0{day}", "explain")
    for folder, path in ((vault, "below/How to rate.md"), (vault / "below", "How to rate.md")):
        ratings = read_history(read_vault(folder, Config())).pasts[path].ratings
        assert [(one.date, one.word) for one in ratings] == [
            ("2026-04-01", "likely"),
            ("2026-04-03", "proven"),
        ]


def test_ratings_are_found_of_a_file_with_an_odd_name(vault: Path) -> None:
    (vault / 'Ünïcode "quoted" \\ name.md').write_text(claim("Odd"))
    commit(vault, "2026-04-01", "name it oddly")
    past = read_history(read_vault(vault, Config())).pasts['Ünïcode "quoted" \\ name.md']
    assert [one.word for one in past.ratings] == ["likely"]


def test_a_line_of_text_is_not_taken_for_the_name_of_a_file(vault: Path) -> None:
    (vault / "Elms.md").write_text("++ b/Oaks outlive us.md\nconfidence: proven\n")
    note = vault / "Oaks outlive us.md"
    note.write_text(note.read_text() + "\nconfidently\n")
    commit(vault, "2026-04-01", "write what looks like a change")
    ratings = read_history(read_vault(vault, Config())).pasts["Oaks outlive us.md"].ratings
    assert [one.word for one in ratings] == ["speculative", "likely"]
