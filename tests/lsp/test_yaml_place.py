"""Where a cursor stands in YAML is told from what stands before it."""

import pytest

from teleo.lsp.yaml_place import YamlPlace, yaml_place


@pytest.mark.parametrize(
    ("before", "path", "typed", "is_key", "is_item"),
    [
        ("", (), "", True, False),
        ("conf", (), "conf", True, False),
        ("type: claim\nconf", (), "conf", True, False),
        ("confidence: li", ("confidence",), "li", False, False),
        ("depends_on:\n- some ti", ("depends_on",), "some ti", False, True),
        ("depends_on:\n  - some ti", ("depends_on",), "some ti", False, True),
        ("depends_on:\n- one\n- ", ("depends_on",), "", False, True),
        ('depends_on:\n- "some ti', ("depends_on",), '"some ti', False, True),
        ("depends_on: [one, tw", ("depends_on",), "tw", False, True),
        ("depends_on:\n- one\nsup", (), "sup", True, False),
        ("quantities:\n  q:\n    ca", ("quantities", "q"), "ca", True, False),
        ("quantities:\n  q:\n    calc: shi", ("quantities", "q", "calc"), "shi", False, False),
        ("quantities:\n  q:\n    in:\n      ye", ("quantities", "q", "in"), "ye", True, False),
        ("quantities:\n  q:\n    in:\n      years: 2", ("quantities", "q", "in", "years"), "2", False, False),
        ("quantities:\n  q: {calc: a.b, in: {sh", ("quantities", "q", "in"), "sh", True, False),
        ("quantities:\n  q: {calc: a.b, in: {years: 2}, sta", ("quantities", "q"), "sta", True, False),
        ("quantities:\n  q: {calc: shi", ("quantities", "q", "calc"), "shi", False, False),
        ("quantities:\n  q: {calc: a.b,\n    in: {x: = o", ("quantities", "q", "in", "x"), "= o", False, False),
        ('quantities:\n  q: {src: "a, {b: c", st', ("quantities", "q"), "st", True, False),
    ],
)  # fmt: skip
def test_a_cursor_knows_its_keys(
    before: str, path: tuple[str, ...], typed: str, is_key: bool, is_item: bool
) -> None:
    for text in (before, before.replace("\n", "\r\n")):
        place = yaml_place(f"---\n{text}", 4, 4 + len(text))
        start = 4 + len(text) - len(typed)
        is_in_flow = place.in_flow
        assert place == YamlPlace(path, typed, start, is_key, is_item, is_in_flow)


def test_a_long_block_is_read_once() -> None:
    before = "- [" * 50_000
    assert yaml_place(before, 0, len(before)).in_flow
