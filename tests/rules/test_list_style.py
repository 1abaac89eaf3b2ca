"""The rules on the form of lists: ST301 to ST304."""

from pathlib import Path

import pytest
from hypothesis import given

from teleo.formatting.formatter import format_text
from teleo.pipeline import survey
from tests.formatting.blocks import blocks
from tests.rules.one_note import found, mended, places
from tests.rules.vaults import claim, write
from tests.rules.vaults import found as found_in

FORM = ("ST301", "ST302")


def formatted(block: str) -> str:
    return format_text(f"---\n{block}---\n").text.removeprefix("---\n").removesuffix("---\n")


@given(blocks())
def test_the_fixes_of_the_rules_give_the_bytes_of_the_formatter(block: str) -> None:
    assert mended(block, *FORM) == formatted("type: claim\n" + block).removeprefix("type: claim\n")


@given(blocks())
def test_the_rules_are_silent_exactly_on_what_the_formatter_leaves(block: str) -> None:
    assert (found(block, *FORM) == []) == (formatted(block) == block)


def test_a_list_is_found_at_its_first_dash() -> None:
    assert places('a:\n- b\nsupports:\n  # c\n  - "d"\n', "ST301") == [(5, 3, 4)]


def test_quotes_are_counted_by_list() -> None:
    (item,) = found("supports:\n- 'a'\n- \"b\"\n- 'c: d'\n", "ST302")
    assert item.message.startswith("2 entries of `supports` stand in needless quotes")


def test_a_refused_block_has_no_form() -> None:
    assert found("supports:\n  - 'a'\nx: 1\nx: 2\n", *FORM) == []


@pytest.mark.parametrize(
    "block", ["supports: a\n", "aliases: 'a b'\n", "tags: true\n", "challenged_by: a # c\n"]
)
def test_a_scalar_for_a_list_is_found(block: str) -> None:
    assert len(found(block, "ST303")) == 1


@pytest.mark.parametrize(
    "block", ["supports:\n", "supports: []\n", "supports: ''\n", "source: a\n", "supports: {a: b}\n"]
)
def test_what_is_no_scalar_for_a_list_is_not_found(block: str) -> None:
    assert found(block, "ST303") == []


def test_a_plain_note_may_hold_what_it_likes() -> None:
    assert found("aliases: a\n", "ST303", head="") == []


def test_a_scalar_becomes_a_list_of_one_and_keeps_its_comment() -> None:
    assert mended("supports: 'a'  # c\nx: 1\n", "ST303") == "supports:  # c\n- a\nx: 1\n"


def test_tags_are_parted_at_their_commas_and_titles_are_not() -> None:
    assert mended("tags: a, b/c,d\nx: 1\n", "ST303") == "tags:\n- a\n- b/c\n- d\nx: 1\n"
    assert mended("aliases: a, b\n", "ST303") == "aliases:\n- a, b\n"


def test_a_scalar_of_two_lines_is_left_to_its_author() -> None:
    (item,) = found("supports: a\n  b\n", "ST303")
    assert item.fix is None


@pytest.mark.parametrize(
    ("block", "after"),
    [
        ("supports:\n- a\n-\n- b\n", "supports:\n- a\n- b\n"),
        ("supports:\n  - a\n  - ''\n", "supports:\n  - a\n"),
        ("supports:\n- a\n- b\n- 'a'\n- a\n", "supports:\n- a\n- b\n"),
        ("tags: [a, b, a]\n", "tags: [a, b]\n"),
        ("tags: [a, a, b]\n", "tags: [a, b]\n"),
        ("supports:\n  - a\n  - a # why\n  - b\n", "supports:\n  - a\n  # why\n  - b\n"),
        ('supports:\n- "[[a]]"\n- b\n- a\n', 'supports:\n- "[[a]]"\n- b\n'),
    ],
)
def test_empty_and_repeated_entries_go(block: str, after: str) -> None:
    assert mended(block, "ST304") == after


def test_a_list_of_nothing_is_found_and_left() -> None:
    (item,) = found("supports:\n-\n", "ST304")
    assert item.fix is None


def test_entries_that_differ_are_not_found() -> None:
    assert found("supports:\n- a\n- b\nx:\n- {a: b}\n- {a: b}\n", "ST304") == []
    assert found("supports:\n- a\n- '[[a|b]]'\ntags:\n- a\n- '[[a]]'\n", "ST304") == []


def test_a_refused_alias_is_no_empty_entry() -> None:
    assert found("x: &a b\nsupports:\n- *a\n- c\n", "ST304") == []


def test_an_entry_that_says_there_is_none_is_idle_in_a_field_that_argues() -> None:
    assert len(found("challenged_by: none\n", "ST303", "ST304")) == 1
    assert places("challenged_by:\n- N/A.\n- it is doubted\nresponses:\n- tbd\n", "ST304") == [
        (2, 3, 7),
        (5, 3, 6),
    ]
    assert found("tags:\n- none\naliases:\n- tbd\n", "ST304") == []
    assert len(found("tags: none\naliases: TBD\n", "ST303")) == 2
    assert found("challenged_by:\n- '[[none]]'\n- none of the sites saw it\n", "ST304") == []


def test_what_says_there_is_none_is_neither_a_challenge_nor_a_response(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "calm": claim("challenged_by: none", "depends_on: N/A"),
            "open": claim("challenged_by:", "- it is doubted", "responses:", "- tbd"),
        },
    )
    assert [item.path for item in found_in(tmp_path, "CF804")] == ["open.md"]
    assert [item.path for item in found_in(tmp_path, "LK504")] == ["open.md"]


def test_a_note_that_is_called_none_is_named_by_its_title(tmp_path: Path) -> None:
    write(
        tmp_path, {"None": claim(), "TBD": claim(), "b": claim("depends_on:", "- none", "challenged_by: TBD")}
    )
    graph = survey(tmp_path).graph
    assert {edge[:3] for edge in graph.edges(keys=True)} == {
        ("b", "None", "depends_on"),
        ("TBD", "b", "challenges"),
    }
