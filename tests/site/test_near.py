"""A page names the notes near its own: what to read next, what is linked, sources, and questions."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from teleo.links.basis import basis_of
from teleo.links.beside import beside
from teleo.pipeline import survey
from teleo.site.build import build_site
from tests.site.vaults import claim, page_of, write_vault

FILES = {
    "Oaks outlive birches.md": claim(
        "Oaks outlive birches",
        "Rings of oak and birch count. [[Birches grow fast]] and [[A forester's book]]",
    ),
    "Birches grow fast.md": claim("Birches grow fast", "Rings of birch are wide."),
    "Rings count years.md": claim("Rings count years", "Rings of oak and birch count."),
    "A forester's book.md": "---\ntype: source\n---\n# A forester's book\n\nOn rings of oak and birch.\n",
    "A paper on birches.md": "---\ntype: source\n---\n# A paper on birches\n\nOn birch.\n",
    "Which tree lives longest.md": "---\ntype: question\n---\n# Which tree lives longest?\n\nOak or birch?\n",
    "Trees.md": "---\ntype: map\n---\n# Trees\n\nOak and birch.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("near")
    surveyed = survey(write_vault(folder / "vault", FILES))
    basis = basis_of(surveyed.vault.notes, surveyed.graph, None)
    build_site(surveyed, beside(basis, surveyed.vault.config.links), folder / "site")
    return folder / "site"


def lists(page: str) -> dict[str, list[str]]:
    """Return the titles in each list of near notes, as links of one page."""
    parts = re.split(r'id="near-(\w+)"', page)
    return {
        name: [
            unescape(re.sub(r"<[^>]+>", "", title))
            for title in re.findall(r'class="title"[^>]*>(.*?)</a>', part)
        ]
        for name, part in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_unlinked_and_linked_notes_sources_and_questions_stand_apart(site: Path) -> None:
    assert lists(page_of(site, "oaks-outlive-birches")) == {
        "next": ["Rings count years"],
        "linked": ["Birches grow fast"],
        "sources": ["A forester's book", "A paper on birches"],
        "questions": ["Which tree lives longest"],
    }


def test_a_source_that_is_cited_says_so(site: Path) -> None:
    page = page_of(site, "oaks-outlive-birches")
    part = page[page.index('id="near-sources"') : page.index('id="near-questions"')]
    assert part.index("· linked") < part.index("A paper on birches")
    assert part.count("· linked") == 1


def test_the_twin_holds_the_same_lists(site: Path) -> None:
    (path,) = site.glob("*/oaks-outlive-birches-??????/index.json")
    twin = json.loads(path.read_text())
    assert [(one["title"], one["linked"]) for one in twin["related"]] == [
        ("Rings count years", False),
        ("Birches grow fast", True),
    ]
    assert [one["title"] for one in twin["related_sources"]] == ["A forester's book", "A paper on birches"]
    assert [one["title"] for one in twin["related_questions"]] == ["Which tree lives longest"]
    assert all(set(one) == {"id", "title", "similarity", "linked"} for one in twin["related"])


def test_the_twin_gives_similarities_as_the_page_shows_them(site: Path) -> None:
    (path,) = site.glob("*/oaks-outlive-birches-??????/index.json")
    twin = json.loads(path.read_text())
    lists = ("related", "related_sources", "related_questions")
    told = [one["similarity"] for name in lists for one in twin[name]]
    shown = re.findall(r"similarity (\d\.\d\d)", page_of(site, "oaks-outlive-birches"))
    assert len(told) == 5 and sorted(told) == sorted(map(float, shown))


def test_a_question_and_its_answer_are_linked_on_both_pages(tmp_path: Path) -> None:
    asked = FILES["Oaks outlive birches.md"].replace("---\n", "---\nquestion: Which tree lives longest\n", 1)
    other = "---\ntype: question\n---\n# Why do birches die?\n\nOak or birch?\n"
    files = {**FILES, "Oaks outlive birches.md": asked, "Why do birches die.md": other}
    surveyed = survey(write_vault(tmp_path / "vault", files))
    basis = basis_of(surveyed.vault.notes, surveyed.graph, None)
    build_site(surveyed, beside(basis, surveyed.vault.config.links), tmp_path / "site")
    answer, question = (
        page_of(tmp_path / "site", slug) for slug in ("oaks-outlive-birches", "which-tree-lives-longest")
    )
    assert lists(answer)["questions"] == ["Why do birches die"]
    assert lists(question)["linked"] == ["Oaks outlive birches"]
    assert "Oaks outlive birches" not in lists(question)["next"]
    twin = json.loads(next((tmp_path / "site").glob("q/which-tree*/index.json")).read_text())
    assert [one["id"] for one in twin["related"] if one["linked"]] == ["Oaks outlive birches"]


def test_the_contents_lead_to_the_lists_and_count_them(site: Path) -> None:
    assert re.search(
        r'href="#by-meaning">Near notes</a> <span class="aside">5<',
        page_of(site, "oaks-outlive-birches"),
    )


def test_without_similarities_no_list_is_shown(tmp_path: Path) -> None:
    build_site(survey(write_vault(tmp_path / "vault", FILES)), None, tmp_path / "site")
    assert "by-meaning" not in page_of(tmp_path / "site", "oaks-outlive-birches")
