"""Who disagrees with what, and what was said to it: on a note's own page, on the first page, in the lists."""

import re
from pathlib import Path

from tests.site.vaults import FOREST, build, claim, page_of, write_vault


def section(page: str, name: str) -> str:
    return page[page.index(f'<section class="text section" id="{name}"') :].partition("</section>")[0]


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def rows(markup: str) -> list[str]:
    return [words(one) for one in re.findall(r"<li>(.*?)</li>", markup, re.DOTALL)]


def test_each_challenge_stands_with_its_response_or_with_word_that_there_is_none(tmp_path: Path) -> None:
    files = {
        **FOREST,
        "Elms live on.md": claim(
            "Elms live on",
            challenged_by='["A beetle eats them", "[[Birches grow fast]]"]',
            responses='["On [[Birches grow fast]]: so do elms"]',
        ),
    }
    build(write_vault(tmp_path / "v", files), tmp_path / "site")
    assert rows(section(page_of(tmp_path / "site", "elms-live-on"), "challenged_by")) == [
        "A beetle eats them no response yet",
        "Birches grow fast Response: On Birches grow fast : so do elms",
    ]
    assert rows(section(page_of(tmp_path / "site", "oaks-outlive-birches"), "challenged_by")) == [
        "A storm fells any tree Response: Storms fell birches first",
        "Birches grow fast no response yet",
    ]


def test_a_response_to_no_challenge_is_not_lost(tmp_path: Path) -> None:
    notes = {"Elms.md": claim("Elms", challenged_by='["They rot"]', responses='["Not so", "Nor burn"]')}
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    shown = section(page_of(tmp_path / "site", "elms"), "challenged_by")
    assert rows(shown) == ["They rot Response: Not so", "Nor burn"]
    assert words(shown).endswith("Further responses Nor burn")
