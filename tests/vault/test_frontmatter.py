"""Splitting a file and reading its block."""

import io

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from teleo.model import Document
from teleo.vault.frontmatter import read_document, split


def read(text: str | bytes) -> Document:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_document("x.md", raw)


def faults(document: Document) -> list[tuple[str, int, int]]:
    return [
        (fault.code, document.place(fault.span).line, document.place(fault.span).column)
        for fault in document.faults
    ]


def test_numbers_and_dates_stay_as_the_file_writes_them() -> None:
    data = read("---\na: 1e13\nb: 2026-03-24\nc: 010\nd: yes\ne: 1.0\n---\n").fields.data
    assert data == {"a": "1e13", "b": "2026-03-24", "c": "010", "d": "yes", "e": "1.0"}


def test_true_false_and_null_are_read_unless_quoted() -> None:
    data = read("---\na: true\nb: False\nc: ~\nd:\ne: 'null'\n---\n").fields.data
    assert data == {"a": True, "b": False, "c": None, "d": None, "e": "null"}


def test_every_value_and_key_has_its_span() -> None:
    document = read("---\né😀: x\nsupports:\n  - 'a b'\n  - [[c]]\nq: {in: {k: 2 to 5}}\n---\nbody\n")
    text = {path: document.text[span.start : span.end] for path, span in document.fields.spans.items()}
    assert text["é😀",] == "x"
    assert text["supports", 0] == "'a b'"
    assert text["supports", 1] == "[[c]]"
    assert text["q", "in", "k"] == "2 to 5"
    key = document.fields.keys["q", "in", "k"]
    assert document.text[key.start : key.end] == "k"


@pytest.mark.parametrize("closing", ["---", "...", "--- ", "---\r"])
def test_a_block_closes_with_three_dashes_or_dots(closing: str) -> None:
    document = read(f"---\na: b\n{closing}\nbody\n")
    assert document.fields.data == {"a": "b"}
    assert document.body_text == "body\n"
    assert document.faults == ()


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    document = read("\ufeff---\na: b\n---\nbody")
    assert document.has_bom
    assert document.fields.data == {"a": "b"}


def test_a_rule_in_the_body_opens_no_block() -> None:
    document = read("body\n---\na: b\n---\n")
    assert document.block is None
    assert document.body_text == "body\n---\na: b\n---\n"


def test_a_block_that_never_closes_is_read_to_the_first_blank_line() -> None:
    document = read("---\ntype: claim\nsupports:\n- x\n\n# Title\n\nBody.\n")
    assert faults(document) == [("FM101", 1, 1)]
    assert document.fields.data == {"type": "claim", "supports": ["x"]}
    assert document.body_text == "\n# Title\n\nBody.\n"


def test_a_block_that_ran_on_to_a_rule_in_the_body_is_said_not_to_close() -> None:
    document = read("---\ntype: claim\n\n# Title\n\nBody text here.\n\n---\n\nTopics:\n- [[x]]\n")
    assert faults(document) == [("FM101", 1, 1)]
    assert document.fields.data == {"type": "claim"}
    assert "Topics:" in document.body_text


def test_a_comment_above_names_of_several_words_is_no_heading_of_a_body() -> None:
    document = read(
        '---\nsource: "open\n\n# dates\ndate created: 2026-01-01\ndate modified: 2026-01-02\n---\n'
    )
    assert faults(document) == [("FM102", 2, 9)]


def test_one_bad_field_does_not_hide_the_others() -> None:
    document = read('---\ntype: claim\nsource: "open\nsupports:\n- x\n---\nbody')
    assert [code for code, _, _ in faults(document)] == ["FM102"]
    assert document.fields.data == {"type": "claim", "supports": ["x"]}


def test_a_key_that_stands_twice_is_reported_where_it_stands_again() -> None:
    document = read("---\na: 1\nb: {c: 1, c: 2}\na: 2\n---\n")
    assert faults(document) == [("FM103", 3, 11), ("FM103", 4, 1)]
    assert document.fields.data == {"a": "1", "b": {"c": "1"}}


def test_a_conflict_marker_is_reported_and_the_rest_is_read() -> None:
    document = read("---\na: b\n<<<<<<< HEAD\nc: 1\n=======\nc: 2\n>>>>>>> x\nd: 4\n---\n")
    assert faults(document) == [("FM104", 3, 1)]
    assert document.fields.data == {"a": "b", "c": "1", "d": "4"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_conflict_marker_ends_before_the_break_of_its_line(end: str) -> None:
    document = read(f"---{end}<<<<<<< HEAD{end}a: 1{end}---{end}")
    (fault,) = document.faults
    assert document.text[fault.span.start : fault.span.end] == "<<<<<<< HEAD"


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        (b"---\na: \xff\n---\n", "FM105", 2, 4),
        (b"\xef\xbb\xbf---\na: \xff\n---\n", "FM105", 2, 4),
        ("---\na: é\xff".encode("latin-1"), "FM105", 2, 4),
        (b"---\na: b\x00\n---\n", "FM105", 2, 5),
        (b"---\na: b\n---\nbody \x00\n", "FM105", 4, 6),
        ("---\na: b\n---\n".encode("utf-16"), "FM105", 1, 1),
        (b"---\na: \x7f\n---\n", "FM105", 2, 4),
    ],
)
def test_bytes_that_are_no_text_are_reported(raw: bytes, code: str, line: int, column: int) -> None:
    assert (code, line, column) in faults(read(raw))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_block_nested_without_end_is_refused_and_crashes_nothing(opening: str) -> None:
    document = read(f"---\na: b\nx: {opening * 20_000}\n---\n")
    assert [code for code, _, _ in faults(document)][0] in ("FM108", "FM102")
    assert document.fields.data.get("a") == "b"


def test_an_alias_is_refused_where_it_stands() -> None:
    document = read("---\na: &x [1]\nb: *x\n---\n")
    assert faults(document) == [("FM108", 3, 4)]
    assert document.fields.data == {"a": ["1"], "b": None}


def test_a_block_over_the_limit_is_refused() -> None:
    document = read("---\na: " + "x" * 300_000 + "\n---\nbody")
    assert faults(document) == [("FM108", 1, 1)]
    assert document.body_text == "body"


@pytest.mark.parametrize("block", ["- a\n", "just text\n", "? [a]\n: b\n"])
def test_a_block_that_is_no_mapping_is_reported(block: str) -> None:
    assert [code for code, _, _ in faults(read(f"---\n{block}---\n"))] == ["FM102"]


@pytest.mark.parametrize(
    "text", ["", "---", "---\n", "---\n---", "---\n---\n", "\n---\na: b\n---\n", "...\n"]
)
def test_odd_texts_are_split_without_loss(text: str) -> None:
    document = read(text)
    assert document.text[document.body.start : document.body.end] == document.body_text
    assert document.body.end == len(text)


SCALARS = st.text(alphabet="abé😀 :#-'\"[]{}|>&*!%@,\\~", min_size=1, max_size=12)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), VALUES, max_size=5), st.booleans())
def test_what_yaml_writers_write_is_read_as_their_own_readers_read_it(
    data: dict[str, object], flow: bool
) -> None:
    block = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=10_000)
    document = read(f"---\n{block}---\nbody")
    oracle = YAML(typ="base").load(io.StringIO(block))
    assert document.faults == ()
    assert document.fields.data == (oracle or {}) == data


@given(st.text(alphabet="-.\n\r\t ab:#'\"[]{}<>=|é\u2028\x85\x00", max_size=60))
def test_no_text_raises_or_loses_a_character_of_its_body(text: str) -> None:
    document = read(text)
    parts = split(text)
    assert text.endswith(document.body_text)
    if parts.is_closed and parts.block is not None and not document.faults:
        assert document.block == parts.block


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"---\rtype: claim\r---\r# x\r", "FM105", "the lines end in carriage returns alone"),
        ("---\na: b\n\ufeffc: d\n---\n".encode(), "FM105", "a byte order mark (U+FEFF) stands here"),
        (b"---\na:\n\t- b\n---\n", "FM102", "a tab indents this line; indent with spaces"),
        (b'---\na: "\\ud800"\n---\n', "FM102", "double the backslash, or use single quotes"),
        (
            b'---\na: "b \\uD83D\\ude00 c"\n---\n',
            "FM102",
            "is how JSON writes \U0001f600, which YAML does not",
        ),
        (b"---\na: \x07\n---\n", "FM105", "U+0007 stands here; delete it"),
    ],
)
def test_each_fault_is_said_once_in_words_that_help(raw: bytes, code: str, words: str) -> None:
    (fault,) = read_document("x.md", raw).faults
    assert fault.code == code
    assert words in fault.message


@pytest.mark.parametrize(
    ("block", "shown", "line", "words"),
    [
        ("a: b\nc:\xa0d\ne: f\n", "\xa0", 3, "U+00A0 stands here where a space is due"),
        ("a:\xa0b\nc: d\n", "\xa0", 2, "U+00A0 stands here where a space is due"),
        ("a:\xa0b\n", "\xa0", 2, "U+00A0 stands here where a space is due"),
        ("a:\n- b\n-\u3000c\n", "\u3000", 4, "U+3000 stands here where a space is due"),
        ("a: 😀 b\u2028c\nd: e\n", "\u2028", 2, "U+2028 stands here, where YAML takes the line to end"),
        ("a:\n– b\n– c\n", "–", 3, "U+2013 is no dash that begins an entry"),
        ("a:\n-b\nc: d\n", "-", 3, "a dash begins an entry with a space after it"),
        ("a: b\nc:d\ne: f\n", ":", 3, "a colon ends a name with a space after it"),
        ("a b\nc: d\n", "a b", 2, "this line is no field"),
        ("a: b\nhttps://c.d/e\nf: g\n", "https://c.d/e", 3, "this line is no field"),
        ("a: b\n  c: d\n", "c", 3, "this line goes on from the value above"),
        ('a: "b" and c\nd: e\n', "and c", 2, "text follows the quote that closes the value"),
        ("a:\n- [[b]], [[c]]\n", ", [[c]]", 3, "text follows the bracket that closes the value"),
        ("a: [b, c\nd: e\n", "[", 2, "a bracket opens here and does not close"),
        ("a: b\n- c\n", "-", 3, "an entry begins here, and the field above has a value"),
        ("a:\n  b:\n    c: 1\n   d: 2\n", "d", 5, "this line begins in another column"),
        ("a: 😀 b: c\n", ":", 2, "quote a value that holds a colon and a space"),
        ("a: - b\n", "-", 2, "begin the list on a line of its own"),
    ],
)
def test_a_fault_of_syntax_is_shown_where_its_author_went_wrong(
    block: str, shown: str, line: int, words: str
) -> None:
    document = read(f"---\n{block}---\nbody\n")
    (fault,) = document.faults
    assert (fault.code, document.place(fault.span).line) == ("FM102", line)
    assert words in fault.message
    assert document.text[fault.span.start : fault.span.end] == shown


@pytest.mark.parametrize(
    "rest", ["", "c: d\n- e\n", 'c: "d"\n', 'c: d\ne: {f: "= g", h: 1}\n', 'c:\n- "d"\n']
)
@pytest.mark.parametrize("key", ["a: ", "a:\n- ", "a:\n  b: "])
def test_a_quote_that_never_closes_is_shown_where_it_opens(rest: str, key: str) -> None:
    document = read(f'---\n{key}"b c\n{rest}---\nbody\n')
    (fault,) = document.faults
    assert fault.message == "a quote opens here and does not close on its line; close it"
    assert document.text[fault.span.start :].startswith('"b c')


def test_a_quote_over_several_lines_is_no_fault_of_another_line() -> None:
    document = read('---\na: "b\n  c"\nd: e: f\n---\n')
    (fault,) = document.faults
    assert "quote a value that holds a colon" in fault.message


def test_an_entry_with_a_mark_of_a_key_alone_ends_with_its_line() -> None:
    document = read_document("a.md", b"---\nsupports:\n- ? rain is due\n\nrelated: x\n---\n")
    span = document.fields.spans["supports", 0]
    assert document.text[span.start : span.end] == "? rain is due"


@pytest.mark.parametrize("raw", [b"", b"# A\r\n", b"\xef\xbb\xbf---\ntype: claim\n---\n# \xc3\x84\n"])
def test_a_text_that_is_written_again_gives_the_bytes_that_were_read(raw: bytes) -> None:
    document = read_document("a.md", raw)
    assert document.encoded(document.text) == raw
