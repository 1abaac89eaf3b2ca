"""`teleo review`, as a forge shows what it prints."""

from pathlib import Path

import pyromark
import pytest

from tests.cli.running import run
from tests.graph.argued_vault import NOTES
from tests.repository import Repository, claim_text, repository

EVIL = "<img src=x onerror=alert(1)> **bold** @everyone [link](http://example.org)"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = repository(tmp_path / "vault")
    made.commit("first", NOTES)
    made.commit(
        "second",
        {
            "ground.md": claim_text("ground", "experimental", created="2025-01-01"),
            "fresh.md": claim_text("fresh", "proven", depends_on=["ground"], description=f"'{EVIL}'"),
            "lonely.md": None,
        },
    )
    return made


def test_the_packet_says_what_changed_and_what_it_moves(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(monkeypatch, "review", "HEAD~1", "--vault", made.folder, "-k", "0")
    assert done.code == 0
    page = done.out
    assert page.startswith(
        "# Review since `HEAD~1`\n\n2 notes changed in meaning, 1 of them new; 1 note gone."
    )
    assert "- rating: speculative → experimental" in page
    assert "- ⚠ rated proven above a premise that is experimental: ground" in page
    assert "## Gone\n\n- lonely\n" in page
    assert "- middle (1 step away; not evaluated again)" in page
    assert "- top: speculative → experimental" in page


def test_boxes_are_ticked_only_where_it_is_so(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "review", "HEAD~1", "--vault", made.folder, "-k", "0").out
    assert "- [ ] nothing changed is rated above what it rests on" in page
    assert "- [x] nothing changed rests on itself" in page
    assert "- [ ] every claim states its source" in page
    assert "- [x] every challenge to them has a response" in page
    assert "- [ ] all that the change reaches was evaluated again" in page


def test_the_words_of_a_note_are_no_markup(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "review", "HEAD~1", "--vault", made.folder, "-k", "0").out
    html = pyromark.html(page)
    assert "<img" not in html
    assert "<strong>bold" not in html
    assert 'example.org"' not in html
    assert "@everyone" not in page


def test_near_notes_that_are_not_linked_are_named(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "review", "HEAD~1", "--vault", made.folder).out
    assert "**Nearest notes that it is not linked with**" in page


def test_a_review_of_nothing_is_short(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(monkeypatch, "review", "--vault", made.folder).out
    assert "0 notes changed in meaning" in page
    assert "Nothing that rests on these notes moves." in page
