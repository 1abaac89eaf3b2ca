"""The first page and the lists: what they count is what the other commands count."""

import re
from datetime import date
from pathlib import Path

import pytest

from teleo.graph.audit import audit
from teleo.pipeline import survey
from teleo.resources import bundled
from tests.site.vaults import build, claim, write_vault

GROVE = {
    "Oaks are old.md": claim("Oaks are old", confidence="proven"),
    "Elms are gone.md": claim("Elms are gone"),
    "Trees matter.md": claim("Trees matter").replace("type: claim", "type: conviction"),
    "Ash will go.md": claim("Ash will go").replace("type: claim", "type: position"),
    "Beech will go.md": claim("Beech will go").replace("type: claim", "type: position"),
    "Trees.md": "---\ntype: map\ndomain: trees\n---\n# Trees\n",
}


def plain(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


def test_only_notes_of_type_claim_are_counted_as_claims(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "v", GROVE), tmp_path / "site")
    front = plain(tmp_path / "site/index.html")
    assert " 2 claims " in front
    assert "6 notes, 2 claims" in front
    listed = plain(tmp_path / "site/claims/index.html")
    assert "2 claims, 2 positions and 1 conviction that could be wrong" in listed
    assert "Ash will go" in listed


def test_questions_that_have_no_room_are_led_to(tmp_path: Path) -> None:
    for count, is_led_to in ((8, False), (9, True)):
        notes = {f"Why {n}.md": f"---\ntype: question\n---\n# Why {n}?\n" for n in range(count)}
        build(write_vault(tmp_path / "v", notes), tmp_path / "site")
        page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
        assert ('<a href="questions/index.html">All questions</a>' in page) is is_led_to


@pytest.mark.parametrize("name", ["grove", "bundled"])
def test_the_first_page_counts_claims_and_ratings_as_the_audit_does(tmp_path: Path, name: str) -> None:
    root = bundled("vault") if name == "bundled" else write_vault(tmp_path / "v", GROVE)
    seen = survey(root)
    asked = audit(seen.graph, seen.vault.config.confidence, date(2026, 1, 1))
    build(root, tmp_path / "site")
    front = plain(tmp_path / "site/index.html")
    assert f" {asked.claims} claims " in front
    for rating, count in asked.by_confidence.items():
        assert not count or f" {rating} {count} " in front
