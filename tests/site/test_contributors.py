"""The pages of contributors: whoever did more than one list shows has a page of all."""

import re
from pathlib import Path

from tests.repository import repository
from tests.site.vaults import build, claim


def test_all_that_a_person_did_is_one_step_from_the_list(tmp_path: Path) -> None:
    made = repository(tmp_path / "vault")
    made.commit("plant", {f"Tree {n:02}.md": claim(f"Tree {n:02}") for n in range(15)})
    made.commit("prune", {"Tree 03.md": claim("Tree 03", "Less.")}, "2026-03-02")
    site = tmp_path / "site"
    build(tmp_path / "vault", site)
    listed = (site / "contributors/index.html").read_text(encoding="utf-8")
    ((address, words),) = re.findall(r'<a href="\.\./(contributors/ada-\w+/index\.html)">(.*?)<', listed)
    assert words == "All 15 notes"
    own = (site / address).read_text(encoding="utf-8")
    assert [n for n in range(15) if f">Tree {n:02}<" in own] == list(range(15))
    assert '<h1 class="plain">Ada</h1>' in own
    assert "15 notes added, 2026-03-01 to 2026-03-02" in own


def test_what_a_person_added_and_changed_is_told_apart(tmp_path: Path) -> None:
    made = repository(tmp_path / "vault")
    made.commit("plant", {"Oak.md": claim("Oak")})
    made.git("commit", "-q", "--amend", "--no-edit", "--author", "Bea <bea@example.org>")
    made.commit("more", {"Elm.md": claim("Elm"), "Oak.md": claim("Oak", "Older.")}, "2026-03-02")
    site = tmp_path / "site"
    build(tmp_path / "vault", site)
    (own,) = site.glob("contributors/ada-*/index.html")
    added, changed = own.read_text(encoding="utf-8").partition("Notes added")[2].split("Notes changed")
    assert ">Elm<" in added
    assert ">Oak<" not in added
    assert ">Oak<" in changed
    assert not list(site.glob("contributors/bea-*"))
