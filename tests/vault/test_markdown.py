"""Links and headings of a body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.model import Document, Link, LinkKind, Section, Span
from teleo.vault.frontmatter import read_document
from teleo.vault.markdown import read_body, render, without_comments, without_links


def body(text: str) -> tuple[Document, tuple[Link, ...]]:
    document = read_document("x.md", text.encode())
    return document, read_body(document).links


def test_a_marker_line_of_many_spaces_takes_no_time() -> None:
    text = "Relevant Notes:" + " " * 200_000 + "x\n- [[good]]\n"
    assert [link.section for link in read_body(read_document("n.md", text.encode())).links] == [Section.BODY]


def test_a_wikilink_has_a_target_a_heading_and_a_shown_text() -> None:
    document, (link,) = body("---\na: b\n---\né😀 see [[A title#A heading|shown]] here\n")
    assert (link.kind, link.target, link.fragment, link.shown) == (
        LinkKind.WIKILINK,
        "A title",
        "A heading",
        "shown",
    )
    assert document.text[link.span.start : link.span.end] == "[[A title#A heading|shown]]"
    assert document.text[link.context.start : link.context.end].startswith("é😀 see")


def test_links_in_code_and_links_to_other_hosts_are_left_out() -> None:
    _, links = body("`[[a]]`\n\n```\n[[b]]\n```\n\n    [[c]]\n\n[d](https://x.y) [e](mailto:x@y.z) [[f]]\n")
    assert [link.target for link in links] == ["f"]


def test_a_title_with_a_colon_is_no_address() -> None:
    _, links = body("[[AI: a survey]] and [[//x]] ![[C: d]]\n")
    assert [link.target for link in links] == ["AI: a survey", "//x", "C: d"]


def test_a_markdown_link_is_unquoted_and_keeps_its_fragment() -> None:
    _, links = body("[66%](../a%20b.md#q:share) [1](<c d.md>) [2](#q:x)\n")
    assert [(link.target, link.fragment) for link in links] == [
        ("../a b.md", "q:share"),
        ("c d.md", ""),
        ("", "q:x"),
    ]


def test_a_wikilink_in_a_table_may_escape_its_bar() -> None:
    _, (link,) = body("| a | b |\n|---|---|\n| [[x\\|y]] | z |\n")
    assert (link.target, link.shown) == ("x", "y")


def test_relevant_notes_carry_reasons_and_topics_do_too() -> None:
    _, links = body(
        "[[m]]\n\n---\nRelevant Notes:\n- [[a]] — why, as [[b|bee]] says\n- [[c]] -- goes\n  on\n- [[d]]\n"
        "Topics:\n- [[e]]\n\nA [[later]] paragraph.\n"
    )
    assert [(link.target, link.section, link.reason) for link in links] == [
        ("m", Section.BODY, ""),
        ("a", Section.RELEVANT, "why, as bee says"),
        ("b", Section.BODY, ""),
        ("c", Section.RELEVANT, "goes on"),
        ("d", Section.RELEVANT, ""),
        ("e", Section.TOPICS, ""),
        ("later", Section.BODY, ""),
    ]


def test_a_section_may_be_a_heading_and_may_leave_a_blank_line() -> None:
    _, links = body("## Relevant Notes\n\n- [[a]]: because\n\n**Topics:**\n\n- [[b]]\n\n## Else\n\n- [[c]]\n")
    assert [(link.target, link.section, link.reason) for link in links] == [
        ("a", Section.RELEVANT, "because"),
        ("b", Section.TOPICS, ""),
        ("c", Section.BODY, ""),
    ]


def test_headings_keep_their_text_without_markup() -> None:
    document = read_document("x.md", b"# A *b* `c` [[d|e]]\n\ntext\n\n## F\n")
    assert [(heading.level, heading.text) for heading in read_body(document).headings] == [
        (1, "A b c e"),
        (2, "F"),
    ]


def test_rendering_takes_the_replacements_for_their_spans() -> None:
    document, links = body("---\na: b\n---\né [[a]] and [[b]]\n")
    html = render(document, {links[1].span: "[B](#two)", links[0].span: "*A*"})
    assert html == '<p>é <em>A</em> and <a href="#two">B</a></p>\n'


@given(st.text(alphabet="[]()|#!`-* \n\\aé😀:>", max_size=80))
def test_every_link_is_found_within_the_body(text: str) -> None:
    document, links = body(text)
    for link in links:
        assert 0 <= link.span.start < link.span.end <= len(document.text)
        assert document.text[link.span.start] in "![<"
    assert isinstance(render(document, {Span(0, 0): ""}), str)


def test_thousands_of_sections_and_of_links_in_one_entry_take_no_time() -> None:
    _, links = body("Relevant Notes:\n- [[a]] — x\n" * 15_000)
    assert {(link.section, link.reason) for link in links} == {(Section.RELEVANT, "x")}
    _, links = body("Relevant Notes:\n- " + "[[a]] " * 40_000)
    assert [link.section for link in links[:2]] == [Section.RELEVANT, Section.BODY]
    _, links = body("> " * 3_000 + "[[a]] " * 20_000)
    assert len(links) == 20_000


def test_comments_are_found_with_the_links_and_headings_of_a_body() -> None:
    text = "---\ntype: claim\n---\nÄ %% one [[B]] %% and `%%` 5%% <!-- two -->\n\n```\n%% code %%\n```\n\n%% open\n"
    note = read_document("n.md", text.encode())
    assert [text[span.start : span.end] for span in read_body(note).comments] == [
        "%% one [[B]] %%",
        "<!-- two -->",
    ]


@pytest.mark.parametrize(
    ("text", "count"), [("$$a %%b%% c$$", 0), ("\\$$a %%b%% c$$", 1), ("$$$a %%b%% c$$$", 1)]
)
def test_a_comment_begins_in_no_formula(text: str, count: int) -> None:
    assert len(read_body(read_document("n.md", text.encode())).comments) == count


def test_an_address_with_brackets_is_no_part_of_a_reason() -> None:
    text = "# A\n\nRelevant Notes:\n- [[B]] — see [salt](https://example.org/Salt_(sea)#a_(b)) and more\n"
    (link, *_) = read_body(read_document("n.md", text.encode())).links
    assert link.reason == "see salt and more"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a [salt](sea.md), ![salt](salt.png) and [salt](<dead sea.md>)", "a salt, salt and salt"),
        ("as [1 and [salt](sea.md) say", "as [1 and salt say"),
        ("[" * 20_000, "[" * 20_000),
    ],
)
def test_links_are_their_words_and_other_brackets_stay(text: str, words: str) -> None:
    assert without_links(text) == words


def test_a_comment_is_no_part_of_a_reason() -> None:
    text = "# A\n\nRelevant Notes:\n- [[B]] — since %% to be checked %% rain falls <!-- [[C]] -->\n"
    (link, *_) = read_body(read_document("n.md", text.encode())).links
    assert (link.section, link.reason) == (Section.RELEVANT, "since rain falls")


def test_comments_in_their_thousands_take_no_square_of_time() -> None:
    text = "word %% x %% [[A]] " * 40_000
    found = read_body(read_document("n.md", text.encode()))
    assert len(found.comments) == len(found.links) == 40_000
    assert without_comments(text, found.comments, 0, 40) == "word  [[A]] word  [[A]] wo"
    _, links = body("Relevant Notes:\n" + "- [[a]] — rain %% or %% falls\n" * 40_000)
    assert {link.reason for link in links} == {"rain falls"}
