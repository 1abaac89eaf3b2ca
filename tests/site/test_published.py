"""A draft stays on its author's machine: no page, no file, no number and no word of it is in the site."""

import re
import subprocess
from pathlib import Path

import pytest

from teleo.links.related import RelatedNote
from teleo.pipeline import survey
from teleo.site.build import build_site
from teleo.site.published import published
from tests.repository import repository
from tests.site.vaults import FOREST, build, claim, page_of, write_vault

SECRET = "xylophone"
DRAFT = claim(
    "Limes are coming",
    f"Not yet to be said: {SECRET}. [about 84%](#q:share) and [[Rings count years]].",
    "speculative",
    draft="true",
    quantities="\n  share: {calc: given, stated: 20% to 30%, var: limes.share, as_of: 2026}",
    challenges="[Oaks outlive birches]",
    contradicts="[Birches grow fast]",
)
FILES = {
    **FOREST,
    "Limes are coming.md": DRAFT,
    "Limes are coming to town.md": claim("Limes are coming to town"),
    "Elms follow.md": claim(
        "Elms follow",
        "As [[Limes are coming]] says, and [the draft](Limes%20are%20coming.md), in "
        "[a quarter](Limes%20are%20coming.md#q:share).",
        "proven",
        depends_on='["Limes are coming"]',
        quantities="\n  share: {calc: given, stated: 70% to 80%, var: limes.share, as_of: 2026}"
        "\n  later: {calc: shift.share_at, in: {share0: = Limes are coming#share, growth_ratio: 2, years: 1}}",
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    root = write_vault(folder / "vault", FILES)
    found = survey(root)
    near = {
        note.id: (RelatedNote("Limes are coming", "Limes are coming", 0.9, 0.9, False),)
        for note in found.vault.notes
    }
    report = build_site(found, near, folder / "site")
    assert report.drafts == 1
    return folder / "site"


def test_no_file_of_the_site_holds_a_word_of_a_draft(site: Path) -> None:
    holding = [path for path in site.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert holding == []
    assert not list(site.glob("*/limes-are-coming-??????"))
    assert len(list(site.glob("*/limes-are-coming-to-town-??????"))) == 1


def test_links_to_a_draft_are_words_and_lead_to_no_note_of_a_like_name(site: Path) -> None:
    page = page_of(site, "elms-follow")
    body = page[page.index('<div class="text prose">') :].partition("</div>")[0]
    assert body.count('<span class="unresolved"') == 3
    assert "<a" not in body


def test_a_number_rests_on_no_draft(tmp_path: Path) -> None:
    later = "{calc: shift.share_at, in: {share0: %s, growth_ratio: 2, years: 1}%s}"
    of_draft, of_own = "= Limes are coming#share", "'= #later'"
    numbers = f"\n  later: {later % (of_draft, ', stated: 90%')}"
    numbers += f"\n  last: {later % (of_own, '')}\n  own: {later % ('20%', '')}"
    files = {**FILES, "Elms follow.md": claim("Elms follow", quantities=numbers)}
    found = survey(write_vault(tmp_path / "vault", files))
    assert {one.code[:2] for one in found.diagnostics if one.path == "Elms follow.md"} >= {"QU"}
    shown = published(found, None).survey
    values = {key[1]: result.value for key, result in shown.quantities.items() if key[0] == "Elms follow"}
    assert found.quantities["Elms follow", "last"].value is not None
    assert (values["later"], values["last"]) == (None, None)
    assert values["own"] == found.quantities["Elms follow", "own"].value
    assert not [one for one in shown.diagnostics if one.path == "Elms follow.md" and one.code[:2] == "QU"]
    build_site(found, None, tmp_path / "site")
    for path in (tmp_path / "site").glob("c/elms-follow-*/*"):
        text = path.read_text(encoding="utf-8").partition("quantities:")
        assert "Limes are coming#share" not in (text[0] if path.suffix == ".md" else "".join(text))


def test_a_rating_rests_on_what_a_reader_can_see(site: Path) -> None:
    assert "<dt>Effectively</dt><dd>the same: it rests on no other note</dd>" in page_of(site, "elms-follow")
    assert "Limes are coming" not in page_of(site, "oaks-outlive-birches")


def test_no_list_and_no_neighbour_of_a_draft_names_it(site: Path) -> None:
    naming = {
        path.relative_to(site).parts[0]
        for path in site.rglob("*.*")
        if path.is_file()
        and "Limes are coming" in path.read_text(encoding="utf-8").replace("Limes are coming to town", "")
    }
    own_words = {"c", "llms-full.txt", "static", "health"}
    assert naming <= own_words
    assert 'Limes are coming"' not in (site / "static/data/graph.js").read_text(encoding="utf-8")


def test_the_health_page_says_how_many_drafts_are_left_out(site: Path) -> None:
    assert "1 draft left out of these pages." in (site / "health/index.html").read_text(encoding="utf-8")


def test_a_vault_without_drafts_is_shown_as_it_is(tmp_path: Path) -> None:
    found = survey(write_vault(tmp_path / "vault", FOREST))
    assert published(found, None).survey is found


def test_a_note_that_is_no_draft_any_more_gets_its_page(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", FILES)
    build(root, tmp_path / "site")
    write_vault(root, {"Limes are coming.md": DRAFT.replace("draft: true", "draft: false")})
    build(root, tmp_path / "site")
    assert SECRET in page_of(tmp_path / "site", "limes-are-coming")
    assert 'class="unresolved"' not in page_of(tmp_path / "site", "elms-follow")


def test_the_changes_of_a_draft_are_not_told(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", FILES)
    git = ["git", "-C", str(root), "-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "Begin"], check=True)
    build(root, tmp_path / "site")
    changes = (tmp_path / "site/changes/index.html").read_text(encoding="utf-8")
    assert f"{len(FILES) - 1} added" in changes
    assert "removed" not in changes


def test_a_draft_at_the_old_name_of_a_note_hides_nothing_of_the_note(tmp_path: Path) -> None:
    made = repository(tmp_path / "vault")
    oak, gone = claim("Oak", "Rings tell. " * 20), claim("Gone", "Winds fell it. " * 20)
    hidden = claim("Later", "Of other matters. " * 20, draft="true")
    made.commit(
        "plant",
        {"Oak.md": oak, "Gone.md": gone, "Wish.md": hidden, "Hope.md": hidden + "More.\n"},
        "2026-03-02",
    )
    made.commit("move", {"Oak.md": None, "Elm.md": oak, "Gone.md": None, "Wish.md": None}, "2026-03-10")
    made.commit("draft", {"Oak.md": hidden, "Gone.md": hidden + "Again.\n"}, "2026-03-17")
    made.commit("move the draft", {"Hope.md": None, "Fear.md": hidden + "More.\n"}, "2026-03-24")
    build(tmp_path / "vault", tmp_path / "site")
    page = page_of(tmp_path / "site", "elm")
    assert [f"{word}: {said}" in page for word, said in (("added", "plant"), ("renamed", "move"))] == [
        True,
        True,
    ]
    changes = (tmp_path / "site/changes/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2 lang="en">(\S+) to .*?</h2>\s*<p class="aside">(.*?)</p>', changes) == [
        ("2026-03-09", "1 renamed, 1 removed"),
        ("2026-03-02", "1 added"),
    ]


LONG = "Limes will one day be planted along every street of every town in the north " + "and so on " * 12


@pytest.mark.parametrize("title", ["Oaks outlive birches", LONG.strip()])
def test_no_finding_tells_where_a_draft_lies_or_what_it_is_called(tmp_path: Path, title: str) -> None:
    body = (
        "Rings tell how long a tree has lived, and storms fell what rots within, as foresters write down. "
        * 4
    )
    draft = claim(title, body, "speculative", draft="true", aliases="[Limes of tomorrow]")
    vault = {
        **FOREST,
        f"backroom/{title}.md": draft,
        "Elms.md": claim(
            "Elms", f"[[{title.upper()}]] [[Limes of tomorow]] {body}", "proven", depends_on=f"['{title}']"
        ),
    }
    build(write_vault(tmp_path / "vault", vault), tmp_path / "site")
    health = (tmp_path / "site/health/index.html").read_text()
    for page in (health, page_of(tmp_path / "site", "elms")):
        assert "backroom" not in page
        assert "Limes of tomorrow" not in page
    assert LONG[:70] not in health
