"""Three versions of a note become one; only what two people changed differently is a conflict."""

import subprocess

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from teleo.formatting.formatter import format_bytes, format_text
from teleo.formatting.merge import Labels, merge_bytes
from tests.formatting.blocks import blocks, by_1_1, sources

TITLES = ("a", "b c", "d: e", "[[f]]", "no", "g #h")
ENTRIES = st.lists(st.sampled_from(TITLES), unique=True, max_size=5)
STYLES = st.tuples(st.integers(0, 4), st.integers(1, 2), st.integers(0, 2))

SCALARS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"))


def note(block: str, body: str = "body\n") -> bytes:
    return f"---\n{block}---\n{body}".encode()


def merged(base: str, ours: str, theirs: str) -> str:
    """Return the block of a merge that must be clean."""
    result = merge_bytes(note(base), note(ours), note(theirs))
    assert result.is_clean, result
    return result.data.decode().removeprefix("---\n").removesuffix("---\nbody\n")


def styled(entries: list[str], style: tuple[int, int, int]) -> str:
    """Return a list in one of the styles that people write."""
    column, gap, way = style
    lines = ["supports:"]
    for entry in entries:
        ways = sources(entry)
        lines.append(" " * column + "-" + " " * gap + ways[min(way, len(ways) - 1)])
    return "\n".join(lines) + "\n" if entries else ""


CLEAN = {
    "both append": ("s:\n- a\n", "s:\n- a\n- x\n", "s:\n- a\n- y\n", "s:\n- a\n- x\n- y\n"),
    "both append in two styles": (
        "s:\n- a\n",
        "s:\n- a\n- x\n",
        's:\n  - "a"\n  - "z"\n',
        "s:\n- a\n- x\n- z\n",
    ),
    "both append the same": ("s:\n- a\n", "s:\n- a\n- x\n", "s:\n- a\n- 'x'\n", "s:\n- a\n- x\n"),
    "one removes, one appends": ("s:\n- a\n- b\n", "s:\n- b\n", "s:\n- a\n- b\n- x\n", "s:\n- b\n- x\n"),
    "both remove": ("s:\n- a\n- b\n- c\n", "s:\n- b\n- c\n", "s:\n- a\n- b\n", "s:\n- b\n"),
    "both remove all": ("s:\n- a\n- b\nt: 1\n", "s:\n- b\nt: 1\n", "s:\n- a\nt: 1\n", "t: 1\n"),
    "one empties the list, one only quotes it": ("s:\n- a\n", "s: []\n", "s:\n  - 'a'\n", "s: []\n"),
    "one makes a text of the list, one only quotes it": ("s:\n- a\n", "s:\n- 'a'\n", "s: a\n", "s: a\n"),
    "one drops the field, one only quotes it": ("t: 1\ns: a\n", "t: 1\ns: 'a'\n", "t: 1\n", "t: 1\n"),
    "a mapping in lines becomes two in braces": (
        "q:\n  a: 1\n  b: 2\n",
        "q: {a: 3, b: 2}\n",
        "q: {a: 1, b: 4}\n",
        "q: {a: 3, b: 4}\n",
    ),
    "a mapping in braces and one in lines": (
        "q: {a: 1, b: 2}\n",
        "q: {a: 3, b: 2}\n",
        "q:\n  a: 1\n  # why\n  b: 4\n",
        "q:\n  a: 3\n  # why\n  b: 4\n",
    ),
    "one drops the field, one appends": (
        "t: 1\ns:\n- a\n",
        "t: 1\n",
        "t: 1\ns:\n- a\n- x\n",
        "t: 1\ns:\n- x\n",
    ),
    "both make the field": ("t: 1\n", "t: 1\ns:\n- x\n", "t: 1\ns:\n- y\n", "t: 1\ns:\n- x\n- y\n"),
    "both make other fields": ("t: 1\n", "t: 1\nu: 2\n", "t: 1\nv: 3\n", "t: 1\nu: 2\nv: 3\n"),
    "a scalar becomes a list": ("s: a\n", "s:\n- a\n- x\n", "s:\n- a\n- y\n", "s:\n- a\n- x\n- y\n"),
    "a scalar beside a list": ("s: a\n", "s:\n- a\n- x\n", "s: b\n", "s:\n- x\n- b\n"),
    "a null becomes a list": ("s:\n", "s:\n- x\n", "s:\n- y\n", "s:\n- x\n- y\n"),
    "one quotes a date, one changes it": (
        "d: 2026-03-28\n",
        'd: "2026-03-28"\n',
        "d: 2026-04-01\n",
        "d: 2026-04-01\n",
    ),
    "both change a date, one quotes it": (
        "d: 2026-03-28\n",
        "d: '2026-04-01'\n",
        "d: 2026-04-01\n",
        "d: '2026-04-01'\n",
    ),
    "both change a list in brackets over lines": (
        "s: [a,\n  b,\n  c]\n",
        "s: [a,\n  b,\n  x,\n  c]\n",
        "s: [a,\n  c,\n  y]\n",
        "s: [a,\n  x,\n  c,\n  y]\n",
    ),
    "both change a list in brackets on lines of its own": (
        "s:\n  [\n    a,\n    b,\n  ]\n",
        "s:\n  [\n    a,\n    b,\n    x,\n  ]\n",
        "s: [b, y]\n",
        "s:\n  [\n    b,\n    x,\n    y,\n  ]\n",
    ),
    "a list in brackets over lines within a mapping": (
        "q:\n  s: [a,\n    b]\n",
        "q:\n  s: [a,\n    b,\n    x]\n",
        "q:\n  s: [b]\n",
        "q:\n  s: [b,\n    x]\n",
    ),
    "flow lists stay flow lists": ("s: [a]\n", "s: [a, x]\n", "s: [a, 'y']\n", "s: [a, x, 'y']\n"),
    "a dash as a text": ("s: [a]\n", "s: [a, -]\n", "s:\n- a\n- y\n", 's:\n- a\n- "-"\n- y\n'),
    "a flow list beside a block list": ("s: [a]\n", "s: [a, x]\n", "s:\n- a\n- y\n", "s:\n- a\n- x\n- y\n"),
    "one side reorders": ("s:\n- a\n- b\n", "s:\n- b\n- a\n", "s:\n- a\n- b\n", "s:\n- b\n- a\n"),
    "scalars of two fields": ("a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 1\nb: 2\n", "a: 2\nb: 2\n"),
    "the same change in two styles": ("a: 1\n", "a: 'x'\n", "a: x\n", "a: 'x'\n"),
    "a style and a value": ("a: x\n", "a: 'x'\n", "a: y\n", "a: y\n"),
    "a removed scalar": ("a: 1\nb: 1\n", "b: 1\n", "a: 1\nb: 2\n", "b: 2\n"),
    "fields in the order of ours": ("a: 1\nb: 1\n", "b: 1\na: 1\n", "a: 1\nb: 2\n", "b: 2\na: 1\n"),
    "mappings by key": ("q:\n  a: 1\n", "q:\n  a: 1\n  b: 2\n", "q:\n  a: 3\n", "q:\n  a: 3\n  b: 2\n"),
    "mappings in two indents": (
        "q:\n  a: 1\n",
        "q:\n  a: 1\n  b: 2\n",
        "q:\n    a: 1\n    c: 3\n",
        "q:\n  a: 1\n  b: 2\n  c: 3\n",
    ),
    "braces within braces": (
        "q:\n  x: {calc: c, in: {a: 1, b: = y}, unit: GB}\n",
        "q:\n  x: {calc: c, in: {a: 1, b: = z, d: 5}, unit: GB}\n",
        "q:\n  x: {calc: c, in: {a: 2 to 3, b: = y}, unit: TB}\n",
        "q:\n  x: {calc: c, in: {a: 2 to 3, b: = z, d: 5}, unit: TB}\n",
    ),
    "braces within braces that both add": (
        "q: {a: 1}\n",
        "q: {a: 1, x: {in: {b: {c: 1}}}}\n",
        "q: {a: 1, x: {in: {b: {d: 2}}}}\n",
        "q: {a: 1, x: {in: {b: {c: 1, d: 2}}}}\n",
    ),
    "braces within braces from which each side takes": (
        "q: {x: {in: {a: 1, b: 2, c: 3}}}\n",
        "q: {x: {in: {b: 2, c: 3}}}\n",
        "q: {x: {in: {a: 1, b: 2}}}\n",
        "q: {x: {in: {b: 2}}}\n",
    ),
    "mappings in braces": (
        "q: {a: 1, b: 1}\n",
        "q: {a: 2, b: 1}\n",
        "q: {a: 1, b: 2, c: 3}\n",
        "q: {a: 2, b: 2, c: 3}\n",
    ),
    "an empty mapping in braces": ("q: {}\n", "q:\n  a: 1\n", "q: {}\n", "q:\n  a: 1\n"),
    "mappings of mappings": (
        "quantities:\n  a:\n    calc: x\n    in: {p: 1}\n",
        "quantities:\n  a:\n    calc: x\n    in: {p: 2}\n",
        "quantities:\n  a:\n    calc: y\n    in: {p: 1}\n  b:\n    calc: z\n",
        "quantities:\n  a:\n    calc: y\n    in: {p: 2}\n  b:\n    calc: z\n",
    ),
    "lists in mappings": (
        "q:\n  l:\n    - a\n",
        "q:\n  l:\n    - a\n    - x\n",
        "q:\n  l:\n  - a\n  - y\n",
        "q:\n  l:\n    - a\n    - x\n    - y\n",
    ),
    "entries that are mappings": (
        "s:\n- k: a\n  l: b\n",
        "s:\n- k: a\n  l: b\n- x\n",
        "s:\n- k: a\n  l: b\n- k: y\n",
        "s:\n- k: a\n  l: b\n- x\n- k: y\n",
    ),
    "literals": ("a: |\n  x\nb: 1\n", "a: |\n  y\nb: 1\n", "a: |\n  x\nb: 2\n", "a: |\n  y\nb: 2\n"),
    "an edge recorded twice keeps the earlier date": (
        "t: 1\n",
        "t: 1\nreweave_edges:\n- a|supports|2026-04-02\n- c|related|2026-04-02\n",
        "t: 1\nreweave_edges:\n- a|supports|2026-04-01\n- a|related|2026-04-01\n",
        "t: 1\nreweave_edges:\n- a|supports|2026-04-01\n- c|related|2026-04-02\n- a|related|2026-04-01\n",
    ),
    "an edge whose date one side changed": (
        "reweave_edges:\n- a|supports|2026-04-01\n",
        "reweave_edges:\n- a|supports|2026-04-05\n- b|related|2026-04-05\n",
        "reweave_edges:\n- a|supports|2026-04-01\n- c|related|2026-04-05\n",
        "reweave_edges:\n- a|supports|2026-04-05\n- b|related|2026-04-05\n- c|related|2026-04-05\n",
    ),
    "both empty a list": ("s:\n- a\n- b\n", "s: []\n", "s: [] # x\n", "s: [] # x\n"),
    "a loose list that nobody else touched": ("a: 1\n", "a: 2\n", "a: 1\ns:\n  - 'x'\n", "a: 2\ns:\n- x\n"),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_merge(name: str) -> None:
    base, ours, theirs, expected = CLEAN[name]
    assert merged(base, ours, theirs) == expected


CONFLICTS = {
    "a scalar": (
        "a: 1\nconfidence: likely\nz: 1\n",
        "a: 2\nconfidence: proven\nz: 1\n",
        "a: 1\nconfidence: speculative\nz: 2\n",
        "a: 2\n<<<<<<< ours\nconfidence: proven\n=======\nconfidence: speculative\n>>>>>>> theirs\nz: 2\n",
    ),
    "a word that quotes make a text": (
        "a: true\n",
        "a: 'no'\n",
        "a: no\n",
        "<<<<<<< ours\na: 'no'\n=======\na: no\n>>>>>>> theirs\n",
    ),
    "a scalar that one removed": (
        "a: 1\nb: 1\n",
        "b: 1\n",
        "a: 2\nb: 1\n",
        "<<<<<<< ours\n=======\na: 2\n>>>>>>> theirs\nb: 1\n",
    ),
    "a new scalar": (
        "b: 1\n",
        "b: 1\na: 1\n",
        "b: 1\na: 2\n",
        "b: 1\n<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n",
    ),
    "a key of a mapping": (
        "q:\n  a: 1\n  b: 1\n",
        "q:\n  a: 2\n  b: 1\n",
        "q:\n  a: 3\n  b: 2\n",
        "q:\n<<<<<<< ours\n  a: 2\n=======\n  a: 3\n>>>>>>> theirs\n  b: 2\n",
    ),
    "a key in braces": (
        "q: {a: 1}\n",
        "q: {a: 2}\n",
        "q: {a: 3}\n",
        "<<<<<<< ours\nq: {a: 2}\n=======\nq: {a: 3}\n>>>>>>> theirs\n",
    ),
    "a mapping against a list": (
        "q:\n",
        "q:\n- a\n",
        "q:\n  b: 1\n",
        "<<<<<<< ours\nq:\n- a\n=======\nq:\n  b: 1\n>>>>>>> theirs\n",
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_disagreement_stands_between_markers_by_itself(name: str) -> None:
    base, ours, theirs, expected = CONFLICTS[name]
    result = merge_bytes(note(base), note(ours), note(theirs))
    assert not result.is_clean
    assert result.problem == ""
    assert result.data == note(expected)


def test_the_body_is_merged_as_git_merges_text() -> None:
    base, ours, theirs = (
        note("a: 1\n", f"{top}\n\n\nmiddle\n\n\n{end}\n") for top, end in ("xz", "yz", "xw")
    )
    result = merge_bytes(base, ours, theirs)
    assert result.is_clean
    assert result.data == note("a: 1\n", "y\n\n\nmiddle\n\n\nw\n")


def test_a_conflict_in_the_body_leaves_the_fields_merged() -> None:
    result = merge_bytes(
        note("s:\n- a\n", "x\n"), note("s:\n- a\n- b\n", "y\n"), note("s:\n- a\n- c\n", "z\n")
    )
    assert not result.is_clean
    assert result.data == note("s:\n- a\n- b\n- c\n", "<<<<<<< ours\ny\n=======\nz\n>>>>>>> theirs\n")


def test_labels_and_size_of_markers_are_the_callers() -> None:
    labels = Labels("HEAD", "base", "topic", 9)
    result = merge_bytes(note("a: 1\n", "x\n"), note("a: 2\n", "y\n"), note("a: 3\n", "z\n"), labels)
    text = result.data.decode()
    assert text.count("<<<<<<<<< HEAD\n") == text.count("=========\n") == text.count(">>>>>>>>> topic\n") == 2


@pytest.mark.parametrize("emptied", [b"", b"# T\n\nbody\n"])
def test_a_block_that_one_side_removed_and_the_other_changed_is_left_to_a_person(emptied: bytes) -> None:
    base, other = note("type: claim\ns:\n- a\n"), note("type: claim\ns:\n- a\n- b\n")
    for ours, theirs in ((emptied, other), (other, emptied)):
        result = merge_bytes(base, ours, theirs)
        assert not result.is_clean
        assert b"type: claim\ns:\n- a\n- b\n" in result.data
        assert "no frontmatter left" in result.problem


def test_a_base_in_conflict_says_nothing_where_it_is() -> None:
    """Where merges cross, the base that git makes holds the conflict of the merges before."""
    conflict = "<<<<<<<<< ours\nconfidence: proven\n=========\nconfidence: speculative\n>>>>>>>>> theirs\n"
    base = note(f"type: claim\n{conflict}s:\n- a\n- b\n")
    ours = note("type: claim\nconfidence: likely\ns:\n- b\n- a\n- c\n")
    theirs = note("type: source\nconfidence: likely\ns:\n- a\n- d\n")
    assert merge_bytes(base, ours, theirs).data == note(
        "type: source\nconfidence: likely\ns:\n- a\n- c\n- d\n"
    )
    disagreed = merge_bytes(base, ours, theirs.replace(b"likely", b"proven"))
    assert not disagreed.is_clean
    assert disagreed.data.decode().count("<<<<") == 1
    assert b"s:\n- a\n- c\n- d\n" in disagreed.data


@pytest.mark.parametrize(
    "conflict", ["<<<<<<< a\n", ">>>>>>> b\n", "=======\n", "<<<<<<< a\nx: 1\n=======\n"]
)
def test_half_a_conflict_in_the_base_is_left_to_a_person(conflict: str) -> None:
    base = note(f"a: 1\n{conflict}b: 1\n")
    result = merge_bytes(base, note("a: 1\nb: 2\n"), note("a: 2\nb: 1\n"))
    assert not result.is_clean
    assert "base" in result.problem


@pytest.mark.parametrize(
    "bad", [b"---\na: [\n---\nbody\n", b"---\na: 1\na: 2\n---\nbody\n", b"---\ns:\n- a\n  - b\n---\nbody\n"]
)
def test_a_side_that_does_not_load_is_merged_as_text_and_never_clean(bad: bytes) -> None:
    for three in (
        (bad, note("a: 1\n"), note("b: 1\n")),
        (note("a: 1\n"), bad, note("b: 1\n")),
        (bad, bad, bad),
    ):
        result = merge_bytes(*three)
        assert not result.is_clean
        assert "line" in result.problem


@pytest.mark.parametrize(
    ("ours", "theirs", "problem"),
    [
        ("b: 1\n", "a: &x v\nb: 1\nc: *x\n", "the alias *x has no anchor above it"),
        ("a: &x v\nb: &y 1\n", "a: &x v\nb: 1\nc: &y 2\n", "the anchor &y stands twice"),
    ],
)
def test_fields_whose_anchors_fit_no_more_are_left_to_a_person(ours: str, theirs: str, problem: str) -> None:
    result = merge_bytes(note("a: &x v\nb: 1\n"), note(ours), note(theirs))
    assert not result.is_clean
    assert result.problem == f"the merged fields do not load: {problem}"


def test_a_conflict_that_only_one_side_changed_is_what_that_side_made_of_it() -> None:
    """`git rerere` hands a conflict to the driver as base and ours, and how it was once settled as theirs."""
    conflict = note("a: 1\n<<<<<<<\nb: 1\n=======\nb: 2\n>>>>>>>\n")
    settled = note("a: 1\nb: 2\n")
    for three in ((conflict, conflict, settled), (conflict, settled, conflict)):
        result = merge_bytes(*three)
        assert (result.data, result.is_clean, result.problem) == (settled, True, "")


def test_a_binary_side_leaves_ours_and_is_not_clean() -> None:
    result = merge_bytes(note("a: 1\n"), note("a: 2\n"), b"\0\1\2")
    assert (result.data, result.is_clean) == (note("a: 2\n"), False)


def test_two_files_made_at_once_have_no_base() -> None:
    result = merge_bytes(b"", note("type: claim\ns:\n- a\n"), note("type: claim\ns:\n- b\n"))
    assert result.is_clean
    assert result.data == note("type: claim\ns:\n- a\n- b\n")


@pytest.mark.parametrize("mixed", [0, 1, 2])
def test_a_version_with_two_kinds_of_line_ends_merges_into_a_file_that_loads(mixed: int) -> None:
    """A program that writes line feeds has touched a note with carriage returns."""
    blocks = ["s:\n- a\nt: 1\n", "s:\n- a\n- b\nt: 1\n", "s:\n- a\n- c\nt: 1\n"]
    versions = [note(block, "x\n\ny\n").replace(b"\n", b"\r\n") for block in blocks]
    versions[mixed] = versions[mixed].replace(b"- a\r\n", b"  - a\n").replace(b"- b\r\n", b"  - b\r\n")
    versions[mixed] = versions[mixed].replace(b"- c\r\n", b"  - c\r\n")
    result = merge_bytes(*versions)
    expected = note("s:\n- a\n- b\n- c\nt: 1\n", "x\n\ny\n").replace(b"\n", b"\r\n")
    assert (result.data, result.is_clean) == (expected, True)


def test_line_ends_of_a_body_that_mixes_them_stay() -> None:
    base, ours, theirs = (
        note(f"s:\n{entries}", "x\r\ny\n") for entries in ("- a\n", "- a\n- b\n", "- a\n- c\n")
    )
    assert merge_bytes(base, ours, theirs).data == note("s:\n- a\n- b\n- c\n", "x\r\ny\n")


def test_a_value_that_can_only_stand_in_brackets_is_left_to_a_person() -> None:
    base, ours = note("s: 1\n"), note("s: [a\u2028b,\nc]\n")
    result = merge_bytes(base, ours, note("s: [d]\n"))
    assert not result.is_clean


def test_frontmatter_that_one_side_added_comes_along() -> None:
    result = merge_bytes(b"x\n\n\n\ny\n", b"x\n\n\n\nz\n", note("a: 1\n", "x\n\n\n\ny\n"))
    assert result.is_clean
    assert result.data == note("a: 1\n", "x\n\n\n\nz\n")


def test_line_ends_and_the_byte_order_mark_follow_who_changed_them() -> None:
    base, ours, theirs = note("s:\n- a\n"), note("s:\n- a\n- b\n"), note("s:\n- a\n- c\n")
    returns = b"\xef\xbb\xbf" + theirs.replace(b"\n", b"\r\n")
    expected = b"\xef\xbb\xbf" + note("s:\n- a\n- b\n- c\n").replace(b"\n", b"\r\n")
    assert merge_bytes(base, ours, returns) == merge_bytes(base, returns, ours).__class__(expected, True)


@given(ENTRIES, ENTRIES, ENTRIES, st.tuples(STYLES, STYLES, STYLES))
def test_lists_merge_as_ordered_sets(
    base: list[str], ours: list[str], theirs: list[str], styles: tuple[tuple[int, int, int], ...]
) -> None:
    head = "type: claim\n"
    three = [
        head + styled(entries, style) for entries, style in zip((base, ours, theirs), styles, strict=True)
    ]
    block = merged(*three)
    expected = {
        entry for entry in {*ours, *theirs} if entry not in base or (entry in ours and entry in theirs)
    }
    found = by_1_1(block).get("supports") or []
    assert set(found) == expected
    assert len(found) == len(expected)
    assert format_text(f"---\n{block}---\n").text == f"---\n{block}---\n"
    if ours != base and theirs != base:
        kept = [entry for entry in ours if entry in expected]
        assert found == kept + [entry for entry in theirs if entry in expected and entry not in kept]


@given(blocks(), blocks(), blocks())
def test_a_merge_that_reports_success_loads_and_is_canonical(base: str, ours: str, theirs: str) -> None:
    result = merge_bytes(note(base), note(ours), note(theirs))
    if result.is_clean:
        formatted = format_bytes(result.data)
        assert formatted.refusals == ()
        assert formatted.data == result.data
        assert isinstance(
            by_1_1(result.data.decode().removeprefix("---\n").rpartition("---\n")[0]), dict | None
        )


@given(blocks(), blocks())
def test_a_side_that_changed_nothing_takes_what_the_other_did(base: str, theirs: str) -> None:
    expected = format_bytes(note(theirs)).data
    for result in (
        merge_bytes(note(base), note(base), note(theirs)),
        merge_bytes(note(base), note(theirs), note(base)),
    ):
        assert result.is_clean
        assert by_1_1(block_of(result.data)) == by_1_1(block_of(expected))


@given(blocks(), blocks())
def test_two_sides_that_did_the_same_agree(base: str, ours: str) -> None:
    result = merge_bytes(note(base), note(ours), note(ours))
    assert result.is_clean
    assert by_1_1(block_of(result.data)) == by_1_1(ours)


@given(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz")),
    *[st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"))] * 2,
)
def test_scalars_merge_three_way(base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> None:
    written = [
        note("t: 1\n" + "".join(f"{key}: {value}\n" for key, value in side.items()))
        for side in (base, ours, theirs)
    ]
    result = merge_bytes(*written)
    disagreed = {
        key
        for key in {*base, *ours, *theirs}
        if ours.get(key) != theirs.get(key) and base.get(key) not in (ours.get(key), theirs.get(key))
    }
    assert result.is_clean == (not disagreed)
    if result.is_clean:
        expected = {"t": "1"}
        for key in {*base, *ours, *theirs}:
            value = theirs.get(key) if ours.get(key) == base.get(key) else ours.get(key)
            expected |= {key: value} if value is not None else {}
        found = yaml.load(block_of(result.data), Loader=yaml.BaseLoader)
        assert found == expected


@given(blocks(), st.binary(max_size=200), st.binary(max_size=200))
def test_nothing_makes_the_merge_fail(base: str, ours: bytes, theirs: bytes) -> None:
    result = merge_bytes(note(base), b"---\n" + ours, b"---\n" + theirs + b"\n---\n")
    assert isinstance(result.data, bytes)


def block_of(raw: bytes) -> str:
    return raw.decode().removeprefix("---\n").removesuffix("---\nbody\n")


def test_git_is_asked_only_for_bodies_that_differ_three_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("git was run"))
    assert merge_bytes(note("a: 1\n"), note("a: 2\n"), note("a: 1\n", "new\n")).is_clean
