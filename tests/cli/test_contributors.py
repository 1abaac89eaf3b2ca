"""`teleo contributors`: roles from attribution, trailers and sources."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.outputs import valid_output
from tests.cli.running import run
from tests.repository import Repository, claim_text, repository

ATTRIBUTED = """---
type: claim
confidence: likely
domain: d
created: 2026-02-01
source: Somebody Else, a book
attribution:
  sourcer:
  - handle: "@Rio"
    context: found it
  extractor: theseus
  reviewer:
  - Leo
  - handle: leo
  challenger: {handle: vida}
  synthesizer:
---
# attributed
"""


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    made = repository(tmp_path)
    made.commit(
        "one",
        {
            "attributed.md": ATTRIBUTED,
            "author.md": "---\ntype: source\nauthors:\n- Lake, Ada\n- Bo Hill\n---\n# author\n",
        },
    )
    made.commit(
        "two\n\nReviewed-by: Leo <leo@example.org>\nUnknown-by: x",
        {
            "plain.md": claim_text("plain", source="Bostrom, Superintelligence (2014)", created="2026-01-01"),
            "linked.md": claim_text("linked", source='"[[author]]"'),
        },
    )
    return made


def found(made: Repository, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    done = run(monkeypatch, "contributors", "--vault", made.folder, "--format", "json")
    return {one["handle"]: one for one in valid_output("contributors", done.out)["contributors"]}


def test_a_role_in_attribution_counts_once_a_note_however_it_is_written(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_handle = found(made, monkeypatch)
    assert by_handle["rio"]["roles"]["sourcer"] == 1
    assert by_handle["theseus"]["roles"]["extractor"] == 1
    assert by_handle["vida"]["roles"]["challenger"] == 1
    assert by_handle["leo"]["notes"] == ["attributed", "linked", "plain"]
    assert (by_handle["leo"]["roles"]["reviewer"], by_handle["leo"]["first"]) == (3, "2026-01-01")


def test_source_counts_only_where_there_is_no_attribution(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_handle = found(made, monkeypatch)
    assert "somebody else" not in by_handle
    assert by_handle["bostrom"]["roles"]["sourcer"] == 1
    assert by_handle["ada lake"]["notes"] == ["linked"]


def test_weights_come_from_the_settings(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    (made.folder / "teleo.toml").write_text(
        "[export.role_weights]\nreviewer = 0.5\nchallenger = 4\n", encoding="utf-8"
    )
    done = run(monkeypatch, "contributors", "--vault", made.folder)
    lines = [line.split() for line in done.out.splitlines()]
    assert lines[0] == [
        "weight",
        "sourcer",
        "extractor",
        "challenger",
        "synthesizer",
        "reviewer",
        "claims",
        "handle",
    ]
    assert lines[1] == ["4", "0", "0", "1", "0", "0", "1", "vida"]
    assert lines[2] == ["1.5", "0", "0", "0", "0", "3", "3", "leo"]


def test_the_file_is_written_where_it_is_wanted(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, "contributors", "--vault", ".", "-o", "contributors.json", folder=made.folder)
    assert (done.code, done.out) == (0, "")
    valid_output("contributors", (made.folder / "contributors.json").read_text(encoding="utf-8"))


def test_outside_of_git_sources_still_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(claim_text("a", source="Knuth 2026, a paper"), encoding="utf-8")
    done = run(monkeypatch, "contributors", "--vault", tmp_path, "--format", "json")
    assert valid_output("contributors", done.out)["contributors"][0]["handle"] == "knuth"


def test_outside_of_git_no_git_is_needed_and_in_a_repository_its_lack_is_told(
    made: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path_factory.mktemp("alone")
    (alone / "a.md").write_text(claim_text("a", source="Knuth 2026, a paper"), encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    assert run(monkeypatch, "contributors", "--vault", alone).code == 0
    lacking = run(monkeypatch, "contributors", "--vault", made.folder)
    assert lacking.code == 2
    assert "git is not installed or not on the PATH" in lacking.err


def test_words_that_describe_a_source_are_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {
        "a": "A reading note on agents",
        "b": "Arithmetic on chip counts",
        "c": "Arrow's theorem; design principles",
        "d": "Theseus via arXiv 2601.06180",
        "e": "Massenkoff & McCrory 2026, a survey",
        "f": "@simonw, a thread",
    }
    for name, source in sources.items():
        (tmp_path / f"{name}.md").write_text(claim_text(name, source=f'"{source}"'), encoding="utf-8")
    done = run(monkeypatch, "contributors", "--vault", tmp_path, "--format", "json")
    handles = [one["handle"] for one in valid_output("contributors", done.out)["contributors"]]
    assert handles == ["massenkoff & mccrory", "simonw", "theseus"]


@pytest.mark.parametrize("source", [f"Knuth{' ' * 60_000}wrote", f"[[{'x' * 60_000}"])
def test_a_source_of_any_length_is_read_in_linear_time(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(claim_text("a", source=f'"{source}"'), encoding="utf-8")
    done = run(monkeypatch, "contributors", "--vault", tmp_path, "--format", "json")
    assert valid_output("contributors", done.out)["contributors"] == []
