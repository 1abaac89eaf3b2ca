"""What the page of a source note says of the work: who wrote it, when, and where a reader finds it."""

from pathlib import Path

import pytest

from teleo.config import Config
from teleo.site.pages.work import work_facts
from teleo.vault.reader import read_note
from tests.site.vaults import build, claim, page_of, write_vault


def facts(*lines: str, kind: str = "source") -> dict[str, str]:
    text = "\n".join(["---", f"type: {kind}", *lines, "---", "# A work", ""])
    found = work_facts(read_note("A work.md", text.encode(), Config()))
    return {fact.word: str(fact.text) for fact in found if fact.text}


def test_authors_publisher_day_and_format_are_told() -> None:
    lines = [
        "authors: [\"Frankle, Jonathan\", '[[Epoch AI]]']",
        "publisher: arXiv",
        "date: 2024-01-05",
        "format: paper",
    ]
    assert facts(*lines, "accessed: 2026-02") == {
        "By": "Frankle, Jonathan; Epoch AI",
        "Published": "arXiv, 2024-01-05",
        "Format": "paper",
        "Read": "2026-02",
    }
    assert facts("author: Ada", "published: 1843") == {"By": "Ada", "Published": "1843"}


def test_of_many_authors_the_first_are_named() -> None:
    named = "; ".join(f"A{number}" for number in range(8))
    assert (
        facts(f"authors: [{', '.join(f'A{number}' for number in range(11))}]")["By"] == f"{named} and 3 more"
    )


def test_an_address_and_a_doi_lead_there() -> None:
    found = facts("url: https://example.org/a?b=1&c=2", "doi: https://doi.org/10.1000/x(1)")
    assert found["Found at"] == (
        '<a class="away" href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">'
        "https://example.org/a?b=1&amp;c=2</a>"
    )
    assert 'href="https://doi.org/10.1000/x(1)"' in found["DOI"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "a.pdf",
        "https://[",
        "https:// a.org/",
        "ftp://a.org",
    ],
)
def test_an_address_that_is_none_of_the_web_is_shown_and_leads_nowhere(url: str) -> None:
    assert facts(f"url: '{url}'", f"doi: '{url}'") == {"Found at": url, "DOI": url}


def test_other_notes_say_nothing_of_a_work() -> None:
    assert facts("url: https://example.org/", "author: Ada", kind="claim") == {}


def test_the_page_of_a_source_leads_to_the_work(tmp_path: Path) -> None:
    source = "---\ntype: source\nauthors: [Ada]\nurl: https://example.org/rings\n---\n# On rings\n"
    build(write_vault(tmp_path / "v", {"On rings.md": source}), tmp_path / "site")
    page = page_of(tmp_path / "site", "on-rings")
    assert '<dt>Found at</dt><dd><a class="away" href="https://example.org/rings"' in page


def test_a_source_leads_to_its_address_also_among_words_and_to_none_of_a_script(tmp_path: Path) -> None:
    notes = {
        "Web.md": claim("Web", source="'https://example.org/a?b=1&c=2'"),
        "Words.md": claim("Words", source="Ada 1843, https://example.org/notes"),
        "Trap.md": claim("Trap", source="'javascript:alert(1)'"),
    }
    build(write_vault(tmp_path / "vault", notes), tmp_path / "site")
    assert (
        '<dt>Source</dt><dd><a class="away" href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">'
        in page_of(tmp_path / "site", "web")
    )
    assert (
        '<dt>Source</dt><dd>Ada 1843, <a class="away bare" href="https://example.org/notes" rel="noopener noreferrer">'
        in page_of(tmp_path / "site", "words")
    )
    assert "<dt>Source</dt><dd>javascript:alert(1)</dd>" in page_of(tmp_path / "site", "trap")
