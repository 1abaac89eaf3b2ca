import re

import pytest

from teleo.config import Config
from teleo.model import Link
from teleo.site.anchors import anchor, note_anchors
from teleo.site.blocks import named_blocks, without_names
from teleo.site.prose import Way, body_html
from teleo.vault.reader import read_note


def _html(body: str) -> str:
    def find(link: Link) -> Way:
        return Way("../oak/" if link.target else "", "Oak", {"b-age", "b-own"})

    return str(body_html(read_note("A.md", body.encode(), Config()), find)).strip()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Oaks grow. ^age", '<p id="b-age">Oaks grow.</p>'),
        ("Oaks\r\ngrow. ^Age  \r\n\r\nx", '<p id="b-age">Oaks\ngrow.</p>\n<p>x</p>'),
        ("- a ^one\n  - b ^two", '<ul>\n<li id="b-one">a\n<ul>\n<li id="b-two">b</li>\n</ul>\n</li>\n</ul>'),
        (
            "> said ^age\n> - a",
            '<blockquote>\n<p id="b-age">said</p>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>',
        ),
        (
            "> [!tip] T\n> x ^age",
            '<blockquote class="markdown-alert-tip">\n<p class="alert">T</p>\n<p id="b-age">x</p>\n</blockquote>',
        ),
        ("- a\n  - b\n\n^age", '<span id="b-age"></span><ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>'),
        ("a ^age\n\nb ^age", '<p id="b-age">a</p>\n<p>b</p>'),
        ("**a.** ^one\n\n_b_ ^two", '<p id="b-one"><strong>a.</strong></p>\n<p id="b-two"><em>b</em></p>'),
        (
            "x\n\n- a ^one\n- b ^two\n\n^all",
            '<p>x</p>\n<span id="b-all"></span><ul>\n<li id="b-one">a</li>\n<li id="b-two">b</li>\n</ul>',
        ),
        (
            "<details>\n\nx ^in\n\n</details>\n\n^all",
            '<span id="b-all"></span><details>\n<p id="b-in">x</p>\n</details>',
        ),
        ("> said\n> ^age\n\nx", '<blockquote>\n<p id="b-age">said</p>\n</blockquote>\n<p>x</p>'),
        ("> said\n>\n> ^age", '<blockquote>\n<span id="b-age"></span><p>said</p>\n</blockquote>'),
        ("- a\r\n  ^one\r\n- b\r\n", '<ul>\n<li id="b-one">a</li>\n<li>b</li>\n</ul>'),
        ("1. a\n   ^one\n2. b\n   ^two", '<ol>\n<li id="b-one">a</li>\n<li id="b-two">b</li>\n</ol>'),
        (
            "- a\n  - b\n    ^two\n- c",
            '<ul>\n<li>a\n<ul>\n<li id="b-two">b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>',
        ),
        ("a\n^age\n- b", '<span id="b-age"></span><p>a</p>\n<ul>\n<li>b</li>\n</ul>'),
    ],
)
def test_a_named_block_has_an_id_and_its_name_is_not_shown(markdown: str, html: str) -> None:
    assert _html(markdown) == html


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n> ", "\n>\n> "])
def test_a_name_below_a_table_is_no_row_of_it(between: str) -> None:
    quote = "> " if ">" in between else ""
    page = _html(f"{quote}|a|\n{quote}|-|\n{quote}|1|{between}^age\n\nx")
    assert '<span id="b-age"></span><table' in page
    assert page.count("<td>") == page.count("<table") == 1
    assert page.endswith("<p>x</p>")


@pytest.mark.parametrize(
    "markdown",
    [
        "10 m ^2",
        "per s ^-1",
        "x ^n",
        "x ^high\nlow",
        "> x\n> ^high\n> low",
        "## Heading ^name",
        "- ## Heading ^name",
        "1. > # Heading ^name",
        "`a ^age`",
        "```\na ^age\n\n^rings\n```",
        "    a ^age",
        "a\n\n    ^age\n",
        "a^age",
    ],
)
def test_what_names_no_block_stays_as_it_was_written(markdown: str) -> None:
    page = _html(markdown)
    assert "^" in page
    assert 'id="b-' not in page
    assert named_blocks(read_note("A.md", markdown.encode(), Config()).document) == ()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("`a ^name\n2. b`", "<p><code>a ^name 2. b</code></p>"),
        ('<div id="a ^name\n\nb">c', '<div id="n-a ^name\n&lt;p&gt;b">\n</div>'),
    ],
)
def test_a_name_within_code_or_an_attribute_stays_there(markdown: str, html: str) -> None:
    assert _html(markdown) == html


def test_private_characters_of_an_author_are_no_names() -> None:
    written = "\ue0027\ue003 \ue002" + "9" * 5000 + "\ue003"
    assert _html(f"a ^one\n\n{written}") == f'<p id="b-one">a</p>\n<p>{written}</p>'
    assert _html("\ue0020\ue003 a ^one").count("id=") == 1


def test_a_named_formula_stands_alone_and_its_exponents_are_no_names() -> None:
    page = _html("$$\na ^bc\n- d\n$$ ^sum")
    assert page.startswith('<div id="b-sum" class="formula" tabindex="0"><math')
    assert page.count("id=") == 1


def test_links_to_named_blocks_lead_to_their_places() -> None:
    page = _html("Own. ^own\n\n[[Oak#^age]] [[Oak#Why#^Age]] [[#^own]] [o](#^own) [[Oak#^gone]] [g](#^gone)")
    assert re.findall(r'href="([^"]*)"', page) == [
        "../oak/#b-age",
        "../oak/#b-age",
        "#b-own",
        "#b-own",
        "../oak/",
    ]


def test_the_anchors_of_a_note_hold_its_named_blocks() -> None:
    note = read_note("A.md", b"One. ^One\n\n## Two\n", Config())
    assert note_anchors(note) == {"b-one", "h-two"}
    assert anchor("^one") == "b-one"


def test_names_and_formulas_without_number_are_read_in_the_time_of_their_text() -> None:
    document = read_note("A.md", b"$$x$$ ^name\n\n" * 20_000, Config()).document
    assert len(named_blocks(document)) == 20_000


def test_an_exponent_before_the_end_of_a_line_is_none_whatever_ends_it() -> None:
    for line in ("x ^n", "x ^n\r\n", "x ^n  ", "x ^2\r\n"):
        assert without_names(line) == line
    assert without_names("x ^nn\r\n") == "x\n"
