import html
import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.config import Config
from teleo.site.away import LONGEST_ADDRESS, field_text, with_addresses
from teleo.site.prose import Way, body_html
from teleo.vault.reader import read_note

_PARTS = (
    "https://",
    "http://",
    "a.example",
    "b",
    *"/.,()[]&'\"<>@: …。é*_\u202e\u200b\n",
    "...",
    "価格",
    "?x=1",
    "#f",
)


def _body(markdown: str) -> str:
    return body_html(read_note("A.md", markdown.encode(), Config()), lambda _: Way(None, "")).strip()


def _addresses(page: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://a.example/report.", ["https://a.example/report"]),
        (
            "See HTTPS://A.example/Report, or http://b.example: both.",
            ["HTTPS://A.example/Report", "http://b.example"],
        ),
        ("(https://a.example/b_(c))", ["https://a.example/b_(c)"]),
        ("(see https://a.example/b).", ["https://a.example/b"]),
        ("[see https://a.example/b]", ["https://a.example/b"]),
        ("https://a.example/?b=1&c=2#d", ["https://a.example/?b=1&c=2#d"]),
        ("https://a.example/?b=1&", ["https://a.example/?b=1"]),
        ("https://a.example/Moore's_law", ["https://a.example/Moore's_law"]),
        ("'https://a.example/b'", ["https://a.example/b"]),
        ("“https://a.example/b”", ["https://a.example/b"]),
        ("*https://a.example/b*", ["https://a.example/b"]),
        ("https://a.example:8080/b!", ["https://a.example:8080/b"]),
        ("https://a.example/b;", ["https://a.example/b"]),
        ("https://a.example/~b/--c--/d", ["https://a.example/~b/--c--/d"]),
        ("https://müller.example/straße", ["https://müller.example/straße"]),
        (
            "見https://a.example/価格。次はhttps://b.exampleです",
            ["https://a.example/価格", "https://b.example"],
        ),
        ("https://a.example/b，又", ["https://a.example/b"]),
        ("https://a.example/b获取", ["https://a.example/b"]),
    ],
)
def test_an_address_is_a_link_without_the_signs_of_its_sentence(text: str, addresses: list[str]) -> None:
    assert _addresses(_body(text)) == addresses
    assert _addresses(str(field_text(text))) == addresses


@pytest.mark.parametrize(
    "text",
    [
        "https://localhost/a",
        "https://a.example@b.example/c",
        "https://a.example:word@b.example/c",
        "https://a.example/b…",
        "https://a.example/...",
        "xhttps://a.example",
        "a/https://a.example",
        "ftp://a.example",
        "javascript://a.example/%0aalert(1)",
        "data:text/html,https",
        "https://価格.example",
        "https://" + "a." * LONGEST_ADDRESS + "example",
    ],
)
def test_what_is_no_whole_address_of_the_web_stays_text(text: str) -> None:
    assert "<a" not in _body(text)
    assert "<a" not in str(field_text(text))


def test_addresses_in_code_and_in_links_stay_as_they_are() -> None:
    page = _body(
        "`https://a.example` <https://b.example> [https://c.example](https://d.example)\n\n    https://e.example\n"
    )
    assert _addresses(page) == ["https://b.example", "https://d.example"]


def test_only_a_link_that_shows_no_more_than_its_address_is_bare() -> None:
    page = _body("<https://a.example/?b=1&c=2> [https://d.example](https://d.example) [e](https://e.example)")
    assert re.findall(r'class="away bare" href="([^"]+)"', page) == [
        "https://a.example/?b=1&amp;c=2",
        "https://d.example",
    ]
    assert 'class="away" href="https://e.example"' in page
    assert 'class="away bare" href="https://f.example"' in field_text("See <https://f.example>")


def test_an_address_that_markup_cuts_short_is_no_link() -> None:
    assert "<a" not in _body("https://a.example/*b*/c")


def test_a_footnote_behind_an_address_is_no_part_of_it() -> None:
    assert "https://a.example/b" in _addresses(_body("https://a.example/b[^1]\n\n[^1]: Yes."))


def test_fields_have_the_links_of_markdown() -> None:
    page = field_text(
        "[A *study*](https://a.example/b_(c)), <https://b.example>; **no** [[note]] [x](note.md)"
    )
    assert page == (
        '<a class="away" href="https://a.example/b_(c)" rel="noopener noreferrer">A study</a>, '
        '<a class="away bare" href="https://b.example" rel="noopener noreferrer">https://b.example</a>; '
        "no [[note]] [x](note.md)"
    )


def test_words_without_an_address_are_text() -> None:
    assert field_text("a <b> & *c*") == "a <b> & c"


@given(st.lists(st.sampled_from(_PARTS), max_size=30).map("".join))
def test_nothing_of_a_text_is_lost_and_each_link_shows_where_it_leads(text: str) -> None:
    page = with_addresses(html.escape(text, quote=False))
    tree = html5lib.parseFragment(page, namespaceHTMLElements=False)
    assert "".join(tree.itertext()) == text
    for link in tree.iter("a"):
        assert link.get("href") == link.text
        assert re.match(r"https?://[^\s<>\"]+\Z", link.text or "")
