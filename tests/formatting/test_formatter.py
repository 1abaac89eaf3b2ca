"""What canonical frontmatter looks like, case by case."""

import pytest

from teleo.formatting.formatter import format_bytes, format_text

CASES = {
    "a list moves to column 0": ("a:\n  - b\n  - c\n", "a:\n- b\n- c\n"),
    "a dash has one space": ("a:\n-   b\n", "a:\n- b\n"),
    "needless quotes go": ("a:\n- \"b\"\n- 'c'\n- 'it''s'\n", "a:\n- b\n- c\n- it's\n"),
    "a needed quote keeps its character": ("a:\n- 'b: c'\n- \"d #e\"\n", "a:\n- 'b: c'\n- \"d #e\"\n"),
    "quotes before a comment like a tag stay": ('a:\n  - "b" #c\n', 'a:\n- "b" #c\n'),
    "words of YAML 1.1 keep quotes": ("a:\n- 'no'\n- \"2026-03-28\"\n- 'y'\n", None),
    "words of YAML 1.2 keep quotes": ("a:\n- '0o17'\n- \"1e5\"\n", None),
    "plain words stay plain": ("a:\n- no\n- 2026-03-28\n", None),
    "a link keeps quotes": ('a:\n- "[[b]]"\n', None),
    "a comment after an entry stays": ('a:\n  - "b"  # why\n', "a:\n- b  # why\n"),
    "a comment of the list moves with it": ("a:\n  # x\n  - b\n  # - c\n", "a:\n# x\n- b\n# - c\n"),
    "a comment left of the list stays": ("a:\n    - b\n  # x\n    - c\n", "a:\n- b\n  # x\n- c\n"),
    "blank lines stay": ("a:\n\n  - b\n\n  - c\n\n", "a:\n\n- b\n\n- c\n\n"),
    "a nested mapping moves along": ("a:\n  - k: v\n    l: w\n", "a:\n- k: v\n  l: w\n"),
    "a wide gap closes": ("a:\n  -   k: v\n      l: w\n", "a:\n- k: v\n  l: w\n"),
    "a mapping below its dash moves along": ("a:\n  -\n    k: v\n", "a:\n-\n  k: v\n"),
    "a nested list is left in its style": ("a:\n  - - 'b'\n    - \"c\"\n", "a:\n- - 'b'\n  - \"c\"\n"),
    "a literal moves along": ("a:\n  - |\n    b\n      c\n\n    d\n", "a:\n- |\n  b\n    c\n\n  d\n"),
    "a literal with a sign moves along": ("a:\n  - |2-\n      b\n", "a:\n- |2-\n    b\n"),
    "a plain entry of two lines moves along": ("a:\n  - b\n    c\n", "a:\n- b\n  c\n"),
    "a quoted entry of two lines stays quoted": ('a:\n  - "b\n    c"\n', 'a:\n- "b\n  c"\n'),
    "a dash in a literal is text": ("a: |\n  - 'b'\nc:\n  - d\n", "a: |\n  - 'b'\nc:\n- d\n"),
    "an anchor on an entry stays": ("a:\n  - &x 'b'\n  - *x\n", "a:\n- &x 'b'\n- *x\n"),
    "a tag on an entry stays": ("a:\n  - !!str 'b'\n", "a:\n- !!str 'b'\n"),
    "a list with an anchor is left": ("a: &x\n  - 'b'\n", None),
    "a flow list is left": ("a: [ 'b',\n    \"c\" ]\n", None),
    "a top-level scalar is left": ("a: 'b'\nc:   \"d\"\n", None),
    "a list inside a mapping is left": ("a:\n  b:\n    - 'c'\n", None),
    "an indented block is left": ("  a:\n    - 'b'\n", None),
    "a list at an explicit key is left": ("? a\n: - 'b'\n  - 'c'\n", None),
    "keys that are no text are fine": ("1:\n  - b\nnull:\n  - c\n", "1:\n- b\nnull:\n- c\n"),
    "a repeated entry stays": ("a:\n- b\n- b\n", None),
    "key order stays": ("b:\n  - x\na:\n  - y\n", "b:\n- x\na:\n- y\n"),
    "a nested link list is left": ("a:\n- [[b]]\n", None),
    "an empty entry stays": ("a:\n  -\n  - b\n", "a:\n-\n- b\n"),
    "an escape that cannot be seen stays": (
        'a:\n- "b\\u200bc"\n- "caf\\u00e9"\n',
        'a:\n- "b\\u200bc"\n- café\n',
    ),
    "a break of YAML 1.1 alone freezes its list": ("a:\n  - 'b'\n  - \"c\u2028d\"\n", None),
    "a block that is no mapping is left": ("- 'a'\n", None),
    "a block of one scalar is left": ("some text\n", None),
    "a long entry is not wrapped": ("a:\n  - '" + "w " * 200 + "x'\n", "a:\n- " + "w " * 200 + "x\n"),
    "white space after an entry stays": ("a:\n  - 'b'  \n", "a:\n- b  \n"),
    "an empty block is fine": ("", None),
}


@pytest.mark.parametrize("name", CASES)
def test_canonical_form(name: str) -> None:
    block, expected = CASES[name]
    formatted = format_text(f"---\n{block}---\nbody\n")
    assert formatted.refusals == ()
    assert formatted.text == f"---\n{block if expected is None else expected}---\nbody\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"body",
        b"# no block\n",
        b"\xef\xbb\xbf",
        b"----\n",
        b"--- \n--- \n",
        b"---\n---",
        b"\n---\na: 1\n---\n",
    ],
)
def test_a_file_without_a_list_is_canonical(raw: bytes) -> None:
    formatted = format_bytes(raw)
    assert (formatted.data, formatted.refusals) == (raw, ())


def test_a_byte_order_mark_and_carriage_returns_stay() -> None:
    raw = b"\xef\xbb\xbf---\r\na:\r\n  - 'b'\r\n---\r\n\r\nbody"
    assert format_bytes(raw).data == b"\xef\xbb\xbf---\r\na:\r\n- b\r\n---\r\n\r\nbody"


def test_a_body_of_two_megabytes_with_rules_and_controls_is_never_touched() -> None:
    body = (b"---\n  - 'x'\n\x07\x0c\r" + "\u2028\x85".encode()) * 100_000
    assert format_bytes(b"---\na:\n  - 'b'\n---\n" + body).data == b"---\na:\n- b\n---\n" + body


def test_the_time_for_a_block_at_the_limit_is_no_matter_of_minutes() -> None:
    block = "".join(f"k{number}:\n  - 'v'\n" for number in range(12_000))
    assert format_text(f"---\n{block}---\n").text.count("\n- v\n") == 12_000


@pytest.mark.parametrize(
    "line",
    ["# ======== numbers ========", "description: a >>>>>>> b", "========: a", "a: |\n  Title\n  =======\n"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_of_signs_is_no_conflict_marker_unless_it_begins_a_line(line: str, end: str) -> None:
    before, after = (
        f"---\n{line}\n\ntags:\n{dash} b\n---\n# T\n".replace("\n", end) for dash in ("  -", "-")
    )
    formatted = format_bytes(before.encode())
    assert (formatted.refusals, formatted.data.decode()) == ((), after)
