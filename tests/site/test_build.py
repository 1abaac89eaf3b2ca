import re
from pathlib import Path

import pytest

from tests.site.vaults import FOREST, build, claim, page_of, write_vault


@pytest.fixture
def site(tmp_path: Path) -> Path:
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    return tmp_path / "site"


def test_every_note_has_a_page(site: Path) -> None:
    assert len(list(site.glob("?/*/index.html"))) == len(FOREST) + len(list(site.glob("d/*/index.html")))


def test_a_claim_above_its_premise_shows_its_effective_rating_and_why(site: Path) -> None:
    page = page_of(site, "oaks-outlive-birches")
    assert "held down by what it rests on:" in page
    assert '">Rings count years</a> (experimental)' in page


def test_a_premise_that_holds_a_rating_down_says_that_it_is_retired(tmp_path: Path) -> None:
    name = "Rings count years.md"
    files = {**FOREST, name: claim("Rings count years", confidence="experimental", status="retired")}
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    page = page_of(tmp_path / "site", "oaks-outlive-birches")
    assert '">Rings count years</a> (experimental, retired)' in page


def test_a_claim_shows_the_question_that_it_answers(site: Path) -> None:
    assert "Which tree lives longest?</a></p>" in page_of(site, "oaks-outlive-birches")
    assert 'id="answers"' in page_of(site, "which-tree-lives-longest")


def test_edges_stand_by_relation_with_their_reasons(site: Path) -> None:
    page = page_of(site, "oaks-outlive-birches")
    assert "speed costs years" in page
    assert "A storm fells any tree" in page
    assert "Storms fell birches first" in page
    assert "Holds up" in page_of(site, "rings-count-years")


def test_a_claim_is_told_in_the_order_in_which_a_reader_asks(tmp_path: Path) -> None:
    name = "Oaks outlive birches.md"
    files = {
        **FOREST,
        name: FOREST[name].replace("domain:", "source: Ada\ndomain:", 1),
        "Rings count years.md": claim("Rings count years", depends_on="[Wood grows yearly]"),
        "Wood grows yearly.md": claim("Wood grows yearly"),
    }
    build(write_vault(tmp_path / "vault", files), tmp_path / "site")
    page = page_of(tmp_path / "site", "oaks-outlive-birches")
    marks = ('class="asks', "<h1", "Rated", "<dt>Source", 'class="text prose', 'id="challenged_by"',
             'id="argument"', 'class="rail"', 'id="related"', 'id="mentioned_by"')  # fmt: skip
    places = [page.find(mark) for mark in marks]
    assert -1 not in places
    assert places == sorted(places)


def test_a_mention_is_shown_with_its_sentence(site: Path) -> None:
    page = page_of(site, "oaks-outlive-birches")
    assert "Faster than oaks, as <mark>Oaks outlive birches</mark> admits.</p>" in page


def test_the_map_is_made_of_real_links(site: Path) -> None:
    page = page_of(site, "rings-count-years")
    start = page.index("<svg viewBox")
    assert 'href="../../c/oaks-outlive-birches-' in page[start : page.index("</svg>", start)]


def test_no_page_loads_anything_but_its_own_files(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert 'src="http' not in text
        assert "default-src &#39;none&#39;" in text
        assert " style=" not in text


def test_a_file_with_faults_is_shown_with_the_rest(tmp_path: Path) -> None:
    bad = "---\ntype: claim\nconfidence: [unclosed\n---\n# Broken\n\nStill readable.\n"
    vault = write_vault(tmp_path / "vault", {**FOREST, "Broken.md": bad})
    (vault / "Bytes.md").write_bytes(b"\xff\xfe\x00bad")
    build(vault, tmp_path / "site")
    assert "Still readable." in page_of(tmp_path / "site", "broken")


def test_the_page_of_a_deleted_note_goes_with_its_backlinks(tmp_path: Path) -> None:
    vault, site = write_vault(tmp_path / "vault", FOREST), tmp_path / "site"
    build(vault, site)
    (vault / "Birches grow fast.md").unlink()
    report = build(vault, site)
    assert report.removed == 4, "the page and its three twins"
    assert not list(site.glob("c/birches-grow-fast-*"))
    assert (
        "<mark>"
        not in page_of(site, "oaks-outlive-birches").partition("mentioned_by")[2].partition("Trees")[0]
    )


def test_a_build_over_an_old_one_equals_a_clean_one(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "vault", FOREST)
    build(vault, tmp_path / "site")
    (vault / "Elms are ill.md").write_text(claim("Elms are ill", "Unlike [[Oaks outlive birches]]."))
    (vault / "Trees.md").unlink()
    build(vault, tmp_path / "site")
    build(vault, tmp_path / "clean")
    files = {
        path.relative_to(tmp_path / "site"): path.read_bytes() for path in (tmp_path / "site").rglob("*.*")
    }
    clean = {
        path.relative_to(tmp_path / "clean"): path.read_bytes() for path in (tmp_path / "clean").rglob("*.*")
    }
    assert files == clean


def test_an_unchanged_vault_writes_nothing(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "vault", FOREST)
    build(vault, tmp_path / "site")
    assert build(vault, tmp_path / "site").written == 0


def test_an_empty_vault_gives_a_site(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    build(tmp_path / "vault", tmp_path / "site")
    assert (tmp_path / "site/index.html").exists()


def test_a_vault_with_nothing_to_begin_with_begins_with_its_notes(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "vault", {"One.md": "# One\n", "Two.md": "# Two\n"})
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "2 notes, and no claim yet." in page
    assert re.findall(r'class="title" href="n/(\w+)-', page) == ["one", "two"]
    assert "<ul" not in page[page.index("<h1") : page.index("<h2")]


def test_a_vault_that_has_where_to_begin_does_not_list_its_notes(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", FOREST), tmp_path / "site")
    assert ">Notes</h2>" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_domain_is_counted_whole_where_some_of_its_notes_are_named(tmp_path: Path) -> None:
    vault = write_vault(
        tmp_path / "vault", {f"Oak {number}.md": claim(f"Oak {number}") for number in range(9)}
    )
    build(vault, tmp_path / "site")
    page = (tmp_path / "site/domains/index.html").read_text(encoding="utf-8")
    assert '<span class="count">9</span>' in page
    assert page.count('class="title"') == 6


def test_titles_that_are_markup_are_text(tmp_path: Path) -> None:
    title = "<script>alert(1)<script> & 'quotes' in a title"
    build(write_vault(tmp_path / "vault", {f"{title}.md": claim(title, "[[Other]]")}), tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8")
    assert "<script" not in (tmp_path / "site/static/data/graph.js").read_text(encoding="utf-8")


def test_the_first_page_orders_the_maps_as_the_map_of_maps_does(tmp_path: Path) -> None:
    maps = {
        "Zebras.md": "---\ntype: map\n---\n# Zebras\n\n- [[Trees]]\n- [[Ants]]\n",
        "Ants.md": "---\ntype: map\n---\n# Ants\n",
        "Trees.md": "---\ntype: map\n---\n# Trees\n",
        "Birds.md": "---\ntype: map\n---\n# Birds\n",
    }
    build(write_vault(tmp_path / "vault", maps), tmp_path / "site")
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    opening = page[page.index("Begin here") :]
    places = [opening.index(f">{name}<") for name in ("Zebras", "Trees", "Ants", "Birds")]
    assert places == sorted(places)


def test_a_checkout_with_carriage_returns_gives_the_same_pages(tmp_path: Path) -> None:
    body = "One `code\nof two` lines.\n\n"
    body += "| a | b |\n|---|---|\n| 1 | 2 |\n\nTwo. ^two-b\n\n```\ncode\n```\n\n%% hidden %%\n\n---\n\n"
    body += "Relevant Notes:\n- [[Rings count years]] — so\n"
    files = {**FOREST, "Rough.md": f"{claim('Rough')}\n{body}"}
    made = {}
    for end in ("\n", "\r\n"):
        vault = write_vault(tmp_path / f"{len(end)}/vault", files)
        for note in vault.rglob("*.md"):
            note.write_bytes(note.read_bytes().replace(b"\n", end.encode()))
        build(vault, tmp_path / f"{len(end)}/site")
        folder = tmp_path / f"{len(end)}/site"
        made[end] = {
            str(file.relative_to(folder)): file.read_bytes().replace(b"\r\n", b"\n").replace(b"\\r", b"")
            for file in folder.rglob("*")
            if file.is_file()
        }
    assert made["\n"].keys() == made["\r\n"].keys()
    assert [name for name, data in made["\n"].items() if data != made["\r\n"][name]] == []
