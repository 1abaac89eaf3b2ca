"""`teleo show`, `teleo impact` and `teleo diff`, as a user runs them."""

from pathlib import Path

import pytest

from tests.cli.outputs import valid_output
from tests.cli.running import run
from tests.graph.argued_vault import NOTES
from tests.repository import Repository, claim_text, repository


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    made = repository(tmp_path)
    made.commit("rio: first claims", NOTES)
    made.commit(
        "rio: raise the ground", {"ground.md": claim_text("ground", "experimental", created="2025-01-01")}
    )
    return made


def test_show_says_how_sure_and_why(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "show", "top", "--vault", made.folder).out
    assert "proven, strength" in page
    assert "because of what it rests on:\n  → likely: middle\n  → experimental: ground\n" in page
    assert "Challenged by (1)" in page
    assert "→ no response yet" in page
    assert "rio: first claims" in page


def test_show_needs_no_git(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    shown = run(monkeypatch, "show", "top", "--vault", made.folder)
    assert (shown.code, shown.err) == (0, "")
    assert "Challenged by (1)" in shown.out
    assert "rio: first claims" not in shown.out


def test_show_as_json_follows_its_schema(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    data = valid_output(
        "show", run(monkeypatch, "show", "asked", "--vault", made.folder, "--format", "json").out
    )
    assert [edge["relation"] for edge in data["edges"]] == ["challenged_by", "related", "part_of"]
    assert data["edges"][1]["reason"] == "a reason"
    assert data["challenges"][2] == {"challenger": None, "text": "another in words", "response": None}
    assert data["commits"][0]["subject"] == "rio: first claims"


def test_show_offers_choices_for_a_name_of_two_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.md").write_text(claim_text("same"), encoding="utf-8")
    done = run(monkeypatch, "show", "same", "--vault", tmp_path)
    assert done.code == 2
    assert done.err == "teleo: 'same' names 2 notes; write one of these:\n  one/same\n  two/same\n"


def test_show_offers_the_nearest_for_a_name_of_none(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(monkeypatch, "show", "midle", "--vault", made.folder)
    assert done.code == 2
    assert "no note is called 'midle'; the nearest are:\n  middle" in done.err


def test_impact_prints_the_layers(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "impact", "ground", "--vault", made.folder).out
    assert page.startswith("4 notes rest on:\n  experimental  ground\n\n1 step away\n")
    assert "2 steps away\n------------\nclaim:\n" in page


def test_impact_since_fails_when_something_is_stale(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("impact", "--since", "HEAD~1", "--vault", made.folder)
    done = run(monkeypatch, *arguments, "--fail-on", "stale", "--format", "json")
    data = valid_output("impact", done.out)
    assert done.code == 1
    assert data["starts"] == ["ground"]
    assert data["stale"] == ["middle", "beside", "top"]
    assert run(monkeypatch, *arguments).code == 0


def test_a_changed_number_reaches_the_claims_that_take_it_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = "{{rate: {{calc: given, stated: {}}}, other: {{calc: given, stated: 7}}}}"
    taking = "{y: {calc: growth.annual, in: {factor: = source#rate, years: 2}}}"
    notes = {
        "source.md": claim_text("source", quantities=given.format("4")),
        "taker.md": claim_text("taker", quantities=taking),
        "reader.md": claim_text("reader", body="It is [2](taker.md#q:y)."),
        "aside.md": claim_text("aside", body="It is [7](source.md#q:other)."),
    }
    made = repository(tmp_path)
    made.commit("first", notes)
    made.commit("second", {"source.md": claim_text("source", quantities=given.format("9"))})

    named = valid_output(
        "impact", run(monkeypatch, "impact", "source", "--vault", tmp_path, "--format", "json").out
    )
    assert [row["id"] for row in named["reached"]] == ["aside", "taker", "reader"]
    since = valid_output(
        "impact",
        run(monkeypatch, "impact", "--since", "HEAD~1", "--vault", tmp_path, "--format", "json").out,
    )
    assert [(row["id"], row["by"]) for row in since["reached"]] == [
        ("taker", "quantities"),
        ("reader", "quantities"),
    ]
    page = run(monkeypatch, "diff", "HEAD~1", "--vault", tmp_path).out
    assert "rate: 4, given → 9, given" in page
    assert "y: 2x/year, unstated → 3x/year, unstated" in page
    assert "Numbers in texts that no longer agree" in page
    assert "reader\n  '2' is '3' by y\n" in page
    data = valid_output(
        "diff", run(monkeypatch, "diff", "HEAD~1", "--vault", tmp_path, "--format", "json").out
    )
    assert data["stale_numbers"] == [{"id": "reader", "quantity": "taker#y", "shown": "2", "expected": "3"}]


def test_a_rename_moves_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uncertain = "{y: {calc: growth.annual, in: {factor: 2 to 9, years: 1 to 3}}}"
    taking = "{z: {calc: growth.annual, in: {factor: = taker#y, years: 2}}}"
    made = repository(tmp_path)
    made.commit(
        "first",
        {
            "taker.md": claim_text("taker", quantities=uncertain),
            "next.md": claim_text("next", quantities=taking),
        },
    )
    made.git("mv", "taker.md", "user.md")
    made.commit("second", {"next.md": claim_text("next", quantities=taking.replace("taker#", "user#"))})

    since = ("HEAD~1", "--vault", tmp_path, "--format", "json")
    changed = valid_output("diff", run(monkeypatch, "diff", *since).out)["changed"]
    assert [(row["id"], row["quantities"]) for row in changed] == [("user", [])]
    reached = valid_output("impact", run(monkeypatch, "impact", "--since", *since).out)["reached"]
    assert reached == []
    rows = valid_output("recompute", run(monkeypatch, "recompute", "--since", *since).out)
    assert all("before" not in row for row in rows)


def test_impact_leaves_out_what_is_excluded(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(
        monkeypatch,
        *("impact", "type:claim", "--exclude", "top", "--vault", made.folder, "--format", "json"),
    )
    assert "top" not in valid_output("impact", done.out)["starts"]
    assert run(monkeypatch, "impact", "--since", "HEAD", "--exclude", "top", "--vault", made.folder).code == 2


def test_impact_wants_a_note_or_a_revision(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (
        ("impact",),
        ("impact", "top", "--since", "HEAD"),
        ("impact", "top", "--fail-on", "stale"),
    ):
        assert run(monkeypatch, *arguments, "--vault", made.folder).code == 2


def test_diff_tells_what_moved(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "diff", "HEAD~1", "--vault", made.folder).out
    assert page.startswith(
        "Since HEAD~1: 0 notes new, 0 gone, 1 changed, 0 renamed; 5 effective ratings moved."
    )
    assert "  rating: speculative → experimental" in page
    assert "  speculative → experimental: top" in page
    data = valid_output(
        "diff", run(monkeypatch, "diff", "HEAD~1", "--vault", made.folder, "--format", "json").out
    )
    assert data["changed"][0]["rating"] == {"before": "speculative", "after": "experimental"}


def test_diff_against_now_says_that_nothing_changed(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "diff", "--vault", made.folder).out == "Nothing changed in meaning since HEAD.\n"


def test_diff_with_an_unknown_revision_is_a_sentence(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(monkeypatch, "diff", "nowhere", "--vault", made.folder)
    assert done.code == 2
    assert "cannot read the revision 'nowhere': no commit has that name" in done.err


def test_show_offers_the_titles_that_hold_the_words(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "show", "three", "--vault", made.folder).err.endswith(
        "nearest are:\n  ring three\n"
    )


def test_ls_prints_one_id_a_line_whatever_the_names_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "two\nlines \x1b[31m.md").write_text("# x\n")
    assert run(monkeypatch, "ls", "--vault", tmp_path).out == "two lines <U+001B>[31m\n"
