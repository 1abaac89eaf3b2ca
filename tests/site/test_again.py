"""A site that was built before and brought up to date is, byte for byte, the site that a clean build makes."""

import os
import re
import shutil
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from teleo.cache import Cache
from teleo.links.basis import basis_of
from teleo.links.related import Wanted, related
from teleo.pipeline import survey
from teleo.site import layout, notes, shared
from teleo.site.build import BuildReport, build_site
from teleo.site.pages.note import note_page
from tests.edits import CHANGES, written
from tests.site.vaults import FOREST, claim, write_vault

CONFIGS = st.sampled_from(
    (
        "",
        "[vault]\ntitle = 'Other'\nbase_url = 'https://example.org/'\n",
        "[site]\nrepository = 'https://example.org/r'\n",
        "[check]\nignore = ['LK', 'SC']\n",
    )
)


def build(vault: Path, site: Path, cache: Path | None, *, has_related: bool = False) -> BuildReport:
    surveyed = survey(vault)
    basis = basis_of(surveyed.vault.notes, surveyed.graph, None)
    near = related(basis, np.arange(len(basis.notes)), Wanted(3, has_linked=True)) if has_related else None
    kept = Cache(cache, vault, surveyed.vault.config) if cache else None
    return build_site(surveyed, near, site, cache=kept)


def files(site: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def assert_as_new(vault: Path, site: Path, folder: Path, *, has_related: bool = False) -> None:
    """Changed notes change the similarity of all, so that most tests go without related notes."""
    build(vault, folder / "clean", None, has_related=has_related)
    found, wanted = files(site), files(folder / "clean")
    assert found.keys() == wanted.keys()
    assert [path for path in wanted if found[path] != wanted[path]] == []
    shutil.rmtree(folder / "clean")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(CHANGES, CONFIGS), min_size=2, max_size=4), st.booleans())
def test_a_build_after_any_edits_is_the_build_of_a_new_site(
    steps: list[tuple[dict[str, str | None], str]], has_related: bool
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "vault").mkdir()
        for change, config in steps:
            (folder / "vault/teleo.toml").write_text(config)
            written(folder / "vault", change)
            build(folder / "vault", folder / "site", folder / "cache", has_related=has_related)
        assert_as_new(folder / "vault", folder / "site", folder, has_related=has_related)


@pytest.fixture
def forest(tmp_path: Path) -> Path:
    write_vault(tmp_path / "vault", FOREST)
    build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache")
    return tmp_path


def again(folder: Path) -> BuildReport:
    report = build(folder / "vault", folder / "site", folder / "cache")
    assert_as_new(folder / "vault", folder / "site", folder)
    return report


def test_nothing_changed_writes_nothing(forest: Path) -> None:
    assert again(forest).written == 0


EDITS = {
    "a sentence": ("Rings count years", "\nOne more sentence.\n"),
    "a link": ("Rings count years", "\nSee [[Oaks outlive birches]].\n"),
    "a link in raw HTML": ("Rings count years", '\n<a href="Oaks outlive birches.md">x</a>\n'),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_reaches_every_page_that_shows_it(forest: Path, edit: str) -> None:
    name, more = EDITS[edit]
    note = next((forest / "vault").rglob(f"{name}.md"))
    note.write_text(note.read_text() + more)
    assert again(forest).written > 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("confidence: ", "confidence: speculative #"),
        ("# ", "# Other "),
        ("description: ", "description: Other "),
    ],
)
def test_a_change_of_any_note_reaches_every_page_that_shows_it(forest: Path, old: str, new: str) -> None:
    for note in sorted((forest / "vault").rglob("*.md")):
        text = note.read_text()
        note.write_text(text.replace(old, new, 1))
        again(forest)


def test_a_further_domain_is_a_link_once_it_has_a_page(forest: Path) -> None:
    (forest / "vault/Elms.md").write_text(claim("Elms", secondary_domains="[woods]"))
    again(forest)
    (forest / "vault/Late.md").write_text("---\ntype: claim\ndomain: woods\n---\n# Late\n")
    again(forest)


def test_a_note_that_raw_html_names_is_found_when_it_comes(forest: Path) -> None:
    (forest / "vault/Raw.md").write_text('# Raw\n\n<a href="Late.md">late</a>\n')
    again(forest)
    (forest / "vault/Late.md").write_text("# Late\n")
    again(forest)


@pytest.mark.parametrize(
    "link", ["[[Late#Growth]]", '<a href="Late.md#Growth">late</a>', "[9](Late.md#q:age)"]
)
def test_a_place_within_a_note_is_linked_once_it_is_there(forest: Path, link: str) -> None:
    (forest / "vault/Late.md").write_text("# Late\n")
    (forest / "vault/Early.md").write_text(f"# Early\n\n{link}\n")
    again(forest)
    (forest / "vault/Late.md").write_text(
        "---\ntype: claim\nquantities: {age: {stated: 9, unit: year}}\n---\n# Late\n\n## Growth\n\nNine years.\n"
    )
    again(forest)
    page = next((forest / "site").glob("*/early-??????/index.html")).read_text()
    assert re.search(r'href="[^"]*/late-[^"]*#(h-growth|q-age)"', page)


@pytest.mark.parametrize("link", ["[[Late#^rings]]", '<a href="Late.md#^rings">late</a>'])
def test_a_named_block_is_linked_while_it_is_there(forest: Path, link: str) -> None:
    (forest / "vault/Late.md").write_text("# Late\n\nNine years.\n")
    (forest / "vault/Waits.md").write_text(f"# Waits\n\nSee {link}.\n")
    again(forest)
    (page,) = (forest / "site").glob("*/waits-??????/index.html")
    for name, places in ((" ^rings", 1), ("", 0)):
        (forest / "vault/Late.md").write_text(f"# Late\n\nNine years.{name}\n")
        again(forest)
        assert page.read_text().count("#b-rings") == places


def test_a_page_that_someone_changed_is_written_again(forest: Path) -> None:
    page = next((forest / "site").glob("c/*/index.html"))
    page.write_text("changed by hand")
    assert again(forest).written == 1


def test_a_page_of_the_same_size_and_a_later_time_is_written_again(forest: Path) -> None:
    page = next((forest / "site").glob("c/*/index.html"))
    page.write_bytes(b"x" * page.stat().st_size)
    os.utime(page, ns=(0, 1))
    assert again(forest).written == 1


def test_a_page_that_someone_removed_is_written_again(forest: Path) -> None:
    next((forest / "site").glob("c/*/index.json")).unlink()
    assert again(forest).written == 1


def test_what_is_remembered_of_one_folder_is_not_taken_for_another(forest: Path) -> None:
    build(forest / "vault", forest / "second", forest / "cache")
    assert files(forest / "second") == files(forest / "site")


def test_only_the_page_of_a_sentence_is_made_again(forest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(notes, "note_page", lambda *given: made.append(given[1].stem) or note_page(*given))
    note = next((forest / "vault").rglob("Rings count years.md"))
    note.write_text(note.read_text() + "\nOne more sentence.\n")
    build(forest / "vault", forest / "site", forest / "cache")
    assert made == ["Rings count years"]


def test_the_argument_of_a_claim_shows_a_premise_of_its_premises_anew(tmp_path: Path) -> None:
    chain = [f"Claim number {number} stands" for number in range(6)]
    files = {f"{title}.md": claim(title, depends_on=f"[{below}]") for title, below in pairwise(chain)}
    write_vault(tmp_path / "vault", {**files, f"{chain[-1]}.md": claim(chain[-1])})
    build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache")
    for title in chain[1:]:
        note = tmp_path / f"vault/{title}.md"
        note.write_text(
            note.read_text().replace("confidence: likely", "title: Something else\nconfidence: proven")
        )
        again(tmp_path)
    (tmp_path / f"vault/{chain[3]}.md").write_text(claim(chain[3], supports=f"[{chain[5]}]"))
    again(tmp_path)


def test_the_other_end_of_an_edge_shows_a_new_reason_and_a_new_line(forest: Path) -> None:
    note = forest / "vault/Oaks outlive birches.md"
    note.write_text(note.read_text().replace("speed costs years", "haste makes waste"))
    again(forest)
    note.write_text(note.read_text().replace("Foresters count", "\n\nForesters count"))
    again(forest)


def test_a_map_shows_a_new_edge_between_two_neighbours_of_its_note(tmp_path: Path) -> None:
    files = {f"{name}.md": claim(name) for name in ("Ash", "Birch")}
    files["Centre.md"] = claim("Centre", "[[Ash]] and [[Birch]].")
    write_vault(tmp_path / "vault", files)
    build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache")
    (tmp_path / "vault/Ash.md").write_text(claim("Ash", supports="[Birch]"))
    again(tmp_path)


def test_a_map_of_many_neighbours_draws_one_that_came_to_argue(tmp_path: Path) -> None:
    notes = {f"Tree {number:02}.md": claim(f"Tree {number:02}") for number in range(30)}
    links = "".join(f"- [[Tree {number:02}]]\n" for number in range(30))
    write_vault(tmp_path / "vault", notes | {"Trees.md": f"---\ntype: map\n---\n# Trees\n\n{links}"})
    build(tmp_path / "vault", tmp_path / "site", tmp_path / "cache")
    (page,) = tmp_path.glob("site/m/*/index.html")
    assert ": Tree 28</title>" not in page.read_text()
    (tmp_path / "vault/Far.md").write_text(claim("Far", challenges="[Tree 28]"))
    again(tmp_path)
    assert ": Tree 28</title>" in page.read_text()


def test_a_rating_makes_neither_the_calculators_nor_the_drawing_again(
    forest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = forest / "vault"
    numbered = claim(
        "Elms count", quantities="{q: {calc: shift.share_at, in: {share0: 35%, growth_ratio: 2, years: 2}}}"
    )
    (vault / "Elms count.md").write_text(numbered)
    again(forest)
    build(vault, forest / "site", forest / "cache")
    note = vault / "Rings count years.md"
    made: list[object] = []
    monkeypatch.setattr(layout, "places", lambda graph: made.append(graph))
    monkeypatch.setattr(shared, "calculator_pages", lambda *given: made.append(given) or ())
    note.write_text(note.read_text() + "\nOne more sentence.\n")
    build(vault, forest / "site", forest / "cache")
    note.write_text(note.read_text().replace("confidence: experimental", "confidence: proven"))
    build(vault, forest / "site", forest / "cache")
    assert made == []
    monkeypatch.undo()
    again(forest)
    (vault / "Elms count.md").write_text(numbered.replace("years: 2", "years: 3"))
    again(forest)
    (vault / "Elms count.md").write_text(numbered.replace("Elms", "Elks"))
    again(forest)


def test_in_another_folder_neither_the_formulas_nor_the_drawing_are_made_again(
    forest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, cache = forest / "vault", forest / "cache"
    numbers = "{q: {calc: shift.share_at, in: {share0: 35%, growth_ratio: 2, years: 2}}}"
    (vault / "Elms count.md").write_text(claim("Elms count", quantities=numbers))
    build(vault, forest / "site", cache)
    made: list[object] = []
    monkeypatch.setattr(layout, "places", made.append)
    monkeypatch.setattr(shared, "calculator_formulas", made.append)
    build(vault, forest / "elsewhere", cache)
    build(vault, forest / "site", cache)
    build(vault, forest / "third", cache)
    assert made == []
    for folder in ("elsewhere", "third"):
        assert files(forest / folder) == files(forest / "site")


def test_an_edited_page_follows_the_notes_around_it_from_then_on(forest: Path) -> None:
    oaks, rings = (forest / f"vault/{name}.md" for name in ("Oaks outlive birches", "Rings count years"))
    oaks.write_text(oaks.read_text() + "\nOne more sentence.\n")
    again(forest)
    assert again(forest).written == 0
    rings.write_text(rings.read_text().replace("confidence: experimental", "confidence: speculative"))
    again(forest)
    rings.write_text(rings.read_text().replace("confidence: speculative", "confidence: experimental"))
    again(forest)
    assert again(forest).written == 0


def test_challenges_that_were_written_on_one_line_and_stand_on_two_are_in_their_new_order(
    forest: Path,
) -> None:
    note = forest / "vault/Oaks outlive birches.md"
    old = 'challenged_by: ["[[Birches grow fast]]", "A storm fells any tree"]'
    assert old in note.read_text()
    new = 'challenged_by:\n- "[[Birches grow fast]]"\n- "A storm fells any tree"'
    note.write_text(note.read_text().replace(old, new))
    again(forest)
