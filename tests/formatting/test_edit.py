"""Edits of single fields are canonical and leave all else alone."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from teleo.formatting.edit import (
    FieldShapeError,
    append_entry,
    remove_entry,
    remove_field,
    scalar_to_list,
    set_scalar,
)
from teleo.formatting.formatter import FormattingRefusedError, format_text
from tests.formatting.blocks import SHORT, TEXTS, blocks, by_1_1, by_1_2

APPENDED = {
    "to a list in house style": ("a:\n- x\nb: 1\n", "a:\n- x\n- new\nb: 1\n"),
    "to an indented quoted list": ('a:\n  - "x"\n', "a:\n- x\n- new\n"),
    "before a comment of the next field": ("a:\n- x\n# b\nb: 1\n", "a:\n- x\n- new\n# b\nb: 1\n"),
    "after an entry of many lines": ("a:\n- |\n  x\n\n  y\nb: 1\n", "a:\n- |\n  x\n\n  y\n- new\nb: 1\n"),
    "after a nested entry": ("a:\n- k: v\n  l:\n  - x\n", "a:\n- k: v\n  l:\n  - x\n- new\n"),
    "after an empty entry": ("a:\n-\n", "a:\n-\n- new\n"),
    "to a missing field": ("b: 1\n", "b: 1\na:\n- new\n"),
    "to an empty field": ("a: # c\nb: 1\n", "a: # c\n- new\nb: 1\n"),
    "to a null": ("a: null\nb: 1\n", "a:\n- new\nb: 1\n"),
    "to an empty flow list": ("a: []  # c\n", "a:  # c\n- new\n"),
    "to a flow list": ("a: [x, 'y' ]\n", "a: [x, 'y', new ]\n"),
    "to a scalar": ("a: 'x' # c\n", "a: # c\n- x\n- new\n"),
    "to an empty block": ("", "a:\n- new\n"),
    "to a block of comments": ("# c\n", "# c\na:\n- new\n"),
    "where it stands": ("a:\n- new\n", "a:\n- new\n"),
    "where it stands as a scalar": ("a: new\n", "a: new\n"),
}


@pytest.mark.parametrize("name", APPENDED)
def test_an_entry_is_appended(name: str) -> None:
    block, expected = APPENDED[name]
    assert append_entry(f"---\n{block}---\nbody\n", "a", "new") == f"---\n{expected}---\nbody\n"


def test_a_text_without_a_block_gets_one() -> None:
    assert append_entry("# T\r\n", "a", "new") == "---\r\na:\r\n- new\r\n---\r\n# T\r\n"


def test_appended_lines_have_the_breaks_of_the_file() -> None:
    assert append_entry("---\r\na:\r\n- x\r\n---\r\n", "a", "new") == "---\r\na:\r\n- x\r\n- new\r\n---\r\n"


def test_a_flow_list_gets_quotes_around_what_ends_an_entry() -> None:
    assert append_entry("---\na: [x]\n---\n", "a", "y, z]") == '---\na: [x, "y, z]"]\n---\n'


@pytest.mark.parametrize(
    "block", ["a:\n  k: v\n", "a: {k: v}\n", "a: |\n  x\n", "a: &x y\n", "a: x\n  y\n", "- a\n"]
)
def test_what_is_no_list_is_not_made_one(block: str) -> None:
    with pytest.raises(FieldShapeError, match="edit it by hand"):
        append_entry(f"---\n{block}---\n", "a", "new")


def test_a_refused_block_is_not_edited() -> None:
    with pytest.raises(FormattingRefusedError, match="line 3: the key 'a' stands twice"):
        append_entry("---\na: 1\na: 2\n---\n", "a", "new")


REMOVED = {
    "an entry": ("a:\n- x\n- old\n- y\n", "a:\n- x\n- y\n"),
    "every time it stands": ("a:\n- old\n- x\n- 'old'\n", "a:\n- x\n"),
    "the only entry and its field": ("b: 1\na:\n- old\nc: 1\n", "b: 1\nc: 1\n"),
    "the only entry, not a comment": ("a:\n# c\n- old\nb: 1\n", "# c\nb: 1\n"),
    "a scalar": ("a: old\nb: 1\n", "b: 1\n"),
    "in the middle of a flow list": ("a: [x, old, y]\n", "a: [x, y]\n"),
    "all over a flow list": ("a: [old, x, old, 'old', y, old, old ]\n", "a: [x, y ]\n"),
    "at the end of a flow list": ("a: [x, old]\n", "a: [x]\n"),
    "below its dash": ("a:\n-\n  old\n- x\n", "a:\n- x\n"),
    "not the comment beside it": ("a:\n- x\n- old # why\n- y\n", "a:\n- x\n# why\n- y\n"),
    "not the comment beside the only one": ("a: old # why\nb: 1\n", "# why\nb: 1\n"),
    "not a comment in brackets": ("a: [x,\n  old, # why\n  y]\n", "a: [x,\n   # why\n  y]\n"),
    "not a comment before the bracket": ("a: [x, # why\n  old]\n", "a: [x # why\n  ]\n"),
    "nothing where it is not": ("a:\n- x\n", "a:\n- x\n"),
    "nothing where no field is": ("b: 1\n", "b: 1\n"),
}


@pytest.mark.parametrize("name", REMOVED)
def test_an_entry_is_removed(name: str) -> None:
    block, expected = REMOVED[name]
    assert remove_entry(f"---\n{block}---\nbody\n", "a", "old") == f"---\n{expected}---\nbody\n"


@pytest.mark.parametrize(
    ("block", "value", "expected"),
    [
        ("a: old # c\n", "new", "a: new # c\n"),
        ('a: "old"\n', "new", "a: new\n"),
        ("a:\nb: 1\n", "new", "a: new\nb: 1\n"),
        ("b: 1\n", "2026-03-28", "b: 1\na: 2026-03-28\n"),
        ("a: 1\n", "x: y", 'a: "x: y"\n'),
        ("a: 1\n", "true", "a: true\n"),
        ("a: 1\n", "[[x]]", 'a: "[[x]]"\n'),
        ("a: 1\n", "", 'a: ""\n'),
        ("a: 1\n", "-5", 'a: "-5"\n'),
    ],
)
def test_a_scalar_is_set(block: str, value: str, expected: str) -> None:
    assert set_scalar(f"---\n{block}---\n", "a", value) == f"---\n{expected}---\n"


def test_a_scalar_becomes_a_list() -> None:
    assert scalar_to_list("---\na: 'x'  # c\nb:\n---\n", "a") == "---\na:  # c\n- x\nb:\n---\n"
    assert scalar_to_list("---\na:\n---\n", "a") == "---\na:\n---\n"


def test_a_field_is_removed_and_comments_stay() -> None:
    block = "a: # of a\n- x # x\n# of y\n- |\n  # text\n# below\n\nb: 1\n"
    assert remove_field(f"---\n{block}---\n", "a") == "---\n# of a\n# x\n# of y\n# below\n\nb: 1\n---\n"


def test_a_comment_that_stays_is_no_part_of_a_text_above_it() -> None:
    text = "---\nd: >\n  words\na:\n  # of x\n- x\n  # below\nb: 1\n---\n"
    assert remove_field(text, "a") == "---\nd: >\n  words\n# of x\n# below\nb: 1\n---\n"


@given(blocks(), st.one_of(TEXTS, SHORT))
def test_appending_adds_the_entry_and_changes_no_other_value(block: str, entry: str) -> None:
    before = by_1_1(block)
    text = append_entry(f"---\n{block}---\n", "new", entry)
    formatted = text.removeprefix("---\n").removesuffix("---\n")
    assert format_text(text).text == text
    assert by_1_1(formatted) == {**before, "new": [entry]}
    assert by_1_2(formatted)["new"] == [entry]


@given(blocks())
def test_appending_to_a_list_keeps_its_entries(block: str) -> None:
    before = by_1_1(block)
    for name, value in before.items():
        if isinstance(value, list):
            text = append_entry(f"---\n{block}---\n", name, "a new entry")
            formatted = text.removeprefix("---\n").removesuffix("---\n")
            assert by_1_1(formatted) == {**before, name: [*value, "a new entry"]}


@given(blocks())
def test_removing_what_was_appended_gives_the_canonical_text_back(block: str) -> None:
    text = format_text(f"---\n{block}---\n").text
    assert remove_entry(append_entry(text, "new", "an entry"), "new", "an entry") == text


def test_an_entry_that_stands_there_thousands_of_times_is_removed() -> None:
    many = ", ".join(["old"] * 3000)
    assert remove_entry(f"---\na: [{many}, x]\n---\n", "a", "old") == "---\na: [x]\n---\n"


def test_a_canonical_text_comes_back_as_it_was() -> None:
    text = "---\na:\n- x\n---\nbody"
    assert append_entry(text, "a", "x") == text
    assert yaml.safe_load(text.split("---")[1]) == {"a": ["x"]}
