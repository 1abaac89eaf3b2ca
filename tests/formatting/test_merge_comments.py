"""A comment is its author's: a merge keeps it, wherever it stands and whatever becomes of what it speaks of."""

import re

import pytest
from hypothesis import given

from teleo.formatting.merge import merge_bytes
from tests.formatting.blocks import by_1_1, commented_sides
from tests.formatting.test_merge import block_of, merged, note

CLEAN = {
    "a line of spaces below a text in lines": (
        "a: 1\n",
        "a: 1\n   \n",
        "a: 1\nd: |\n  x\n",
        "a: 1\nd: |\n  x\n\n",
    ),
    "a comment below a text in lines": (
        "d: >\n  x\ns:\n- a\nt: 1\n",
        "d: >\n  x\ns:\n- a\n  # of v\nv: 1\nt: 1\n",
        "d: >\n  x\nt: 1\n",
        "d: >\n  x\n# of v\nv: 1\nt: 1\n",
    ),
    "a comment below an entry in lines": (
        "s:\n- |\n  x\n- a\n",
        "s:\n- |\n  x\n- a\n  # of b\n- b\n",
        "s:\n- |\n  x\n- c\n",
        "s:\n- |\n  x\n# of b\n- b\n- c\n",
    ),
    "a comment above an entry that the other side removes": (
        "s:\n- a\n- b\n",
        "s:\n# of a\n- a\n- b\n- x\n",
        "s:\n- b\n",
        "s:\n# of a\n- b\n- x\n",
    ),
    "comments above fields": ("a: 1\n", "# x\na: 1\n", "a: 1\n# y\nb: 2\n", "# x\na: 1\n# y\nb: 2\n"),
    "comments beside a value": ("a: 1\n", "a: 1 # x\n", "a: 2\n", "a: 2 # x\n"),
    "comments of both beside a value": ("a: 1\n", "a: 1 # x\n", "a: 1 # y\n", "a: 1 # x # y\n"),
    "comments above entries": (
        "s:\n- a\n",
        "s:\n# x\n- a\n",
        "s:\n- a\n# y\n- b\n",
        "s:\n# x\n- a\n# y\n- b\n",
    ),
    "comments beside entries": ("s:\n- a\n", "s:\n- a # x\n", "s:\n- a\n- b # y\n", "s:\n- a # x\n- b # y\n"),
    "a comment above what the other removed": (
        "s:\n- a\n- b\n",
        "s:\n# x\n- a\n- b\n",
        "s:\n- b\n",
        "s:\n# x\n- b\n",
    ),
    "a comment above a field that the other removed": (
        "a: 1\nb: 2\n",
        "# x\na: 1\nb: 2\n",
        "b: 2\n",
        "# x\nb: 2\n",
    ),
    "a comment beside an entry that the other removed": (
        "s:\n- a\n- b\n",
        "s:\n- a # x\n- b\n",
        "s:\n- b\n",
        "s:\n# x\n- b\n",
    ),
    "comments on a list that the other removed": (
        "a: 1\ns:\n- a\nz: 1\n",
        "a: 1\n# x\ns: # y\n# z\n- a # b\nz: 1\n",
        "a: 1\nz: 1\n",
        "a: 1\n# x\n# y\n# z\n# b\nz: 1\n",
    ),
    "a comment beside the last value, which the other removed": ("a: 1\n", "a: 1 # x\n", "", "# x\n"),
    "comments on one entry by two people": (
        "s:\n- a\n",
        "s:\n- a # x\n- b\n",
        "s:\n- a # y\n- c\n",
        "s:\n# y\n- a # x\n- b\n- c\n",
    ),
    "a comment within brackets that the other fills": (
        "s: [\n  a]\n",
        "s: [\n  # x\n  a]\n",
        "s: ['a']\n",
        "# x\ns: ['a']\n",
    ),
    "a comment in an entry that the other quotes anew": (
        "s:\n- k: a\n",
        "s:\n- k: a # x\n",
        "s:\n- k: 'a'\n- b\n",
        "s:\n# x\n- k: 'a'\n- b\n",
    ),
    "a comment above a list that both empty": (
        "# x\ns:\n- a\n- b\nt: 1\n",
        "# x\ns:\n- a\nt: 1\n",
        "# x\ns:\n- b\nt: 1\n",
        "# x\nt: 1\n",
    ),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_merge_keeps_comments(name: str) -> None:
    base, ours, theirs, expected = CLEAN[name]
    assert merged(base, ours, theirs) == expected


@given(commented_sides())
def test_no_new_comment_of_either_side_is_lost_or_becomes_a_value(three: tuple[str, str, str]) -> None:
    result = merge_bytes(*map(note, three))
    found = re.findall(r"# [ot]f\d\.\d+", result.data.decode())
    for side in three[1:]:
        assert set(re.findall(r"# [ot]f\d\.\d+", side)) <= set(found)
    if result.is_clean:
        assert not re.search(r"# [ot]f", repr(by_1_1(block_of(result.data))))
