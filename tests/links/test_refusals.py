"""A no is remembered in the vault, in a file that merges."""

from pathlib import Path

import pytest

from teleo.links.refusals import REFUSED_NAME, Refusals
from teleo.vault.writer import WriteRefusedError


def test_a_no_is_remembered_whichever_way_round(tmp_path: Path) -> None:
    assert Refusals(tmp_path).read() == frozenset()
    Refusals(tmp_path).add("b", "a")
    Refusals(tmp_path).add("a", "b")
    assert Refusals(tmp_path).read() == {frozenset(("a", "b"))}


def test_pairs_stand_sorted_one_a_line(tmp_path: Path) -> None:
    for pair in (("z", "é"), ("b", "a"), ("c", "a")):
        Refusals(tmp_path).add(*pair)
    assert (tmp_path / REFUSED_NAME).read_text() == '["a", "b"]\n["a", "c"]\n["z", "é"]\n'


def test_the_lines_of_a_conflict_are_passed_over_and_both_sides_are_kept(tmp_path: Path) -> None:
    raw = '<<<<<<< ours\n["a", "b"]\n=======\n["a", "c"]\n>>>>>>> theirs\n[1, 2]\n["x"]\n{"a": 1}\n\xff\n'
    (tmp_path / REFUSED_NAME).write_bytes(raw.encode("latin-1"))
    assert Refusals(tmp_path).read() == {frozenset("ab"), frozenset("ac")}


def test_a_name_with_a_line_break_or_a_lone_surrogate_is_remembered(tmp_path: Path) -> None:
    Refusals(tmp_path).add("a\nb", "c|d")
    assert Refusals(tmp_path).read() == {frozenset(("a\nb", "c|d"))}


def test_a_link_in_place_of_the_file_is_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text('["a", "b"]\n')
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / REFUSED_NAME).symlink_to(tmp_path / "elsewhere")
    assert Refusals(tmp_path / "vault").read() == frozenset()
    with pytest.raises(WriteRefusedError):
        Refusals(tmp_path / "vault").add("a", "c")
    assert (tmp_path / "elsewhere").read_text() == '["a", "b"]\n'
