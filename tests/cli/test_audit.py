"""`teleo audit`, as a user runs it."""

from pathlib import Path

import pytest

from tests.cli.outputs import valid_output
from tests.cli.running import run
from tests.graph.argued_vault import NOTES
from tests.repository import claim_text


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for path, text in NOTES.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_json_of_an_audit_follows_its_schema(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, "audit", "--vault", vault, "--format", "json", "--today", "2026-03-01")
    data = valid_output("audit", done.out)
    assert (done.code, data["claims"], data["by_confidence"]["likely"]) == (0, 11, 6)
    assert data["above_premise"]["transitive"][0]["path"] == ["top", "middle", "ground"]
    assert data["unanswered_challenges"][0]["age_days"] == 50


def test_the_page_says_what_is_wrong_and_why(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "audit", "--vault", vault, "--today", "2026-03-01").out
    assert "11 claims in 12 notes" in page
    assert "3 notes are rated above something that they rest on, 2 of them above a premise" in page
    assert "  proven: top\n    → middle\n    → speculative: ground\n" in page
    assert "in words (open for 50 days): another in words" in page
    assert "1 claim linked to nothing:\n  lonely" in page


def test_a_source_that_nothing_links_is_not_counted_among_lone_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a work.md").write_text("---\ntype: source\n---\n# a work\n", encoding="utf-8")
    page = run(monkeypatch, "audit", "--vault", tmp_path).out
    assert "0 claims linked to nothing.\n0 claims named by no other note.\n" in page


def test_one_note_above_its_premise_is_spoken_of_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, rating, premise in (("top", "proven", "depends_on: [ground]\n"), ("ground", "likely", "")):
        text = f"---\ntype: claim\nconfidence: {rating}\n{premise}---\n# {name}\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    page = run(monkeypatch, "audit", "--vault", tmp_path).out
    said = "1 note is rated above something that it rests on, 1 of them above a premise that it names."
    assert said in " ".join(page.split())


def test_the_same_vault_gives_the_same_page(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("audit", "--vault", vault, "--today", "2026-03-01")
    assert run(monkeypatch, *arguments).out == run(monkeypatch, *arguments).out


def test_lists_are_cut_and_say_so(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "audit", "--vault", vault, "--top", "1").out
    assert "… and 2 more (--top 0 lists all)" in page
    assert "more (--top" not in run(monkeypatch, "audit", "--vault", vault, "--top", "0").out


def test_an_escape_sequence_in_a_title_is_shown_and_not_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(claim_text("a", title='"red \\e[31m alert"'), encoding="utf-8")
    page = run(monkeypatch, "audit", "--vault", tmp_path).out
    assert "\x1b" not in page
    assert "red <U+001B>[31m alert" in page


def test_an_empty_vault_has_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, "audit", "--vault", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "0 claims in 0 notes" in done.out


def test_a_vault_that_is_not_there_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, "audit", "--vault", tmp_path / "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "there is no such folder" in done.err
