import bibtexparser
import pytest

from teleo.config import Config
from teleo.site.address import base_address, permanent_address
from teleo.site.citation import citation
from teleo.vault.reader import read_note

PAGE = "c/oaks-outlive-birches-1a2b3c/index.html"


def _entry(title: str, **known: str) -> dict[str, str]:
    text = f"---\ntype: claim\nconfidence: likely\ncreated: 2026-03-24\ntitle: '{title}'\n---\n"
    found = citation(
        read_note("A.md", text.encode(), Config()), PAGE, "https://example.org/c/a/", "A forest", **known
    )
    library = bibtexparser.parse_string(found.bibtex)
    assert not library.failed_blocks
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key} | {field.key: field.value for field in entry.fields}


def test_an_entry_holds_what_a_bibliography_needs() -> None:
    assert _entry("Oaks outlive birches", commit="0a1b2c") == {
        "type": "misc",
        "key": "oaks-outlive-birches-1a2b3c",
        "title": "{Oaks outlive birches}",
        "author": "{A forest}",
        "year": "2026",
        "month": "03",
        "url": "https://example.org/c/a/",
        "version": "0a1b2c",
        "note": "Claim rated likely",
    }


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("type: claim\nconfidence: speculative", "Claim rated speculative"),
        ("type: position\nconfidence: proven", "Position rated proven"),
        ("type: claim", "Claim"),
    ],
)
def test_every_rating_is_told_the_lowest_too(head: str, said: str) -> None:
    note = read_note("A.md", f"---\n{head}\n---\n".encode(), Config())
    assert f"  note = {{{said}}}\n" in citation(note, PAGE, "", "A forest").bibtex


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("30% of $5 & more_less #1", r"{30\% of \$5 \& more\_less \#1}"),
        ("a } b", r"{a \textbraceright{} b}"),
        ("a { b", r"{a \textbraceleft{} b}"),
        ("}, note = {forged", r"{\textbraceright{}, note = \textbraceleft{}forged}"),
        ("back\\slash ~ ^", r"{back\textbackslash{}slash \textasciitilde{} \textasciicircum{}}"),
        ("Ėglė ir Žalčiai", "{Ėglė ir Žalčiai}"),
    ],
)
def test_no_character_of_a_title_ends_its_field(title: str, written: str) -> None:
    entry = _entry(title)
    assert entry["title"] == written
    assert entry["note"] == "Claim rated likely"


def test_a_note_without_a_date_has_no_year() -> None:
    note = read_note("A.md", b"---\ntype: claim\ncreated: 2026-03-00\n---\n", Config())
    assert "year" not in citation(note, PAGE, "", "A forest").bibtex


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org/a",
        "https://example.org/a/",
        "HTTP://EXAMPLE.ORG",
        "http://[::1]:8080/a/b",
        "https://example.org/100%25",
    ],
)
def test_an_address_of_the_site_ends_with_a_slash(written: str) -> None:
    assert base_address(written).lower() == written.rstrip("/").lower() + "/"
    assert permanent_address(base_address(written), PAGE).endswith("/c/oaks-outlive-birches-1a2b3c/")


def test_an_address_of_the_site_has_its_path_in_ascii() -> None:
    assert base_address("https://münchen.example/bäume/a") == "https://münchen.example/b%C3%A4ume/a/"
