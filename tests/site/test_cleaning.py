import pytest

from teleo.config import Config
from teleo.site.cleaning import MOST_NESTED, cleaned, is_nested_too_deep
from teleo.site.prose import Way, body_html
from teleo.vault.reader import read_note

FEW, MANY = MOST_NESTED // 2, MOST_NESTED + 1


@pytest.mark.parametrize("mark", ["<", ">"])
def test_no_attribute_holds_a_bracket_of_a_tag(mark: str) -> None:
    page = cleaned(f'<p><abbr title="a {mark} b">c "d" = "e" <b>f</b></abbr></p>')
    assert f'title="a {"&lt;" if mark == "<" else "&gt;"} b"' in page
    assert 'c "d" = "e" <b>f</b>' in page


def test_brackets_are_hidden_in_whichever_attribute_they_stand() -> None:
    parts = cleaned(
        '<a title="x > y" href="https://a.example/">one</a> <img alt="a" title="<b>" src="b.png">'
    )
    assert "x &gt; y" in parts
    assert "&lt;b&gt;" in parts
    assert parts.count("<") == parts.count(">") == 3


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * FEW + "</div>" * FEW,
        "<div></div>" * MANY,
        "<p>a" * MANY,
        "<ul>" + "<li>a" * MANY + "</ul>",
        "<table>" + "<tr><td>a" * MANY + "</table>",
        "<br>a" * MANY + "<img src=x>" * MANY,
        '<svg viewBox="0 0 9 9">' + '<path d="M0 0"/><g><circle r="1"/></g>' * MANY + "</svg>",
        "a < b <" * MANY,
    ],
)
def test_what_lies_side_by_side_is_not_deep(page: str) -> None:
    assert not is_nested_too_deep(page)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * MANY,
        "<DIV\n>" * MANY,
        "<div></b>" * MANY,
        "<div><p></p>" * MANY,
        "<div/>" * MANY,
        "<path/>" * MANY,
        "<svg><p>" + "<path/>" * MANY,
        "<svg><desc>" + "<path/>" * MANY,
        "<svg/>" + "<path/>" * MANY,
        "<ul><li>" * MANY,
        "<x>" * MANY,
        "<b>" * FEW + "<i>" * FEW + "<u>" * FEW,
    ],
)
def test_what_lies_within_each_other_is_deep(page: str) -> None:
    assert is_nested_too_deep(page)


@pytest.mark.parametrize("body", [">" * 20_000 + " deep", "<div>" * 20_000 + "deep"])
def test_a_body_that_is_nested_too_deep_is_shown_as_it_was_written(body: str) -> None:
    note = read_note("A.md", f"---\ntype: claim\n---\n{body} <b>\n".encode(), Config())
    page = str(body_html(note, lambda _: Way(None, "")))
    assert "nested too deep" in page
    assert "deep &lt;b&gt;" in page
    assert page.count("<") < 10


def test_how_a_word_is_read_stays_above_it() -> None:
    page = "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>"
    assert cleaned(page) == page
