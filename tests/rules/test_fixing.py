"""Applying fixes: all edits of one or none, and none to a file whose bytes are not all text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.config import Config
from teleo.model import Diagnostic, Edit, Fix, Note, NoteType, Place, Severity, Span
from teleo.rules.fixing import apply_fixes, write_fixed
from teleo.vault.frontmatter import read_document
from teleo.vault.reader import Vault, read_vault
from teleo.vault.writer import WriteRefusedError

TEXT = "0123456789"


def vault(**texts: str) -> Vault:
    notes = tuple(
        Note(name, f"{name}.md", name, name, NoteType.NOTE, read_document(f"{name}.md", text.encode()))
        for name, text in texts.items()
    )
    return Vault(Path("nowhere"), Config(), notes)


def finding(*edits: Edit, is_safe: bool = True) -> Diagnostic:
    fix = Fix("mend", edits, is_safe)
    return Diagnostic("XX100", "x", Severity.ERROR, edits[0].path, Place(1, 1, 1, 1), "", fix)


def edit(start: int, end: int, text: str, path: str = "a.md") -> Edit:
    return Edit(path, Span(start, end), text)


def test_edits_of_several_fixes_are_made_together() -> None:
    fixed = apply_fixes(vault(a=TEXT), [finding(edit(7, 8, "x")), finding(edit(1, 3, ""))])
    assert (fixed.texts, fixed.count) == ({"a.md": "03456x89"}, 2)


def test_a_fix_that_meets_an_earlier_one_waits_with_all_its_edits() -> None:
    first, second = finding(edit(2, 5, "x")), finding(edit(4, 6, "y"), edit(0, 1, "z", "b.md"))
    fixed = apply_fixes(vault(a=TEXT, b=TEXT), [first, second])
    assert (fixed.texts, fixed.count) == ({"a.md": "01x56789"}, 1)


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    findings = [finding(edit(0, 1, "x"), is_safe=False)]
    assert apply_fixes(vault(a=TEXT), findings).texts == {}
    assert apply_fixes(vault(a=TEXT), findings, unsafe=True).texts == {"a.md": "x123456789"}


def test_a_file_with_bytes_that_are_no_text_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"caf\xe9 0123")
    read = read_vault(tmp_path, Config())
    assert apply_fixes(read, [finding(edit(0, 1, "x"))]).texts == {}


@pytest.mark.parametrize(
    ("raw", "is_written"),
    [
        (b"---\na: b\n---\npasted \x02from a PDF\x0b\n", True),
        (b"\xef\xbb\xbf---\r\na: b\r\n---\r\npasted \x02\r\n", True),
        (b"---\na: \x02b\n---\npasted\n", False),
        (b"---\na: b\n---\npasted \0\n", False),
        (b"---\na: b\n---\npasted \x02 caf\xe9\n", False),
    ],
)
def test_a_control_character_below_the_block_keeps_no_fix_from_a_file(
    tmp_path: Path, raw: bytes, is_written: bool
) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    read = read_vault(tmp_path, Config())
    fixed = apply_fixes(read, [finding(edit(0, 0, "x"))])
    write_fixed(read, fixed)
    start = raw.index(b"---")
    expected = raw[:start] + b"x" + raw[start:] if is_written else raw
    assert (tmp_path / "a.md").read_bytes() == expected


def test_a_file_that_changed_since_it_was_read_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    read = read_vault(tmp_path, Config())
    fixed = apply_fixes(read, [finding(edit(0, 1, "x"))])
    (tmp_path / "a.md").write_text("meanwhile", encoding="utf-8")
    with pytest.raises(WriteRefusedError):
        write_fixed(read, fixed)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "meanwhile"


spans = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(sorted)


def test_one_file_that_cannot_be_written_keeps_no_other_from_being_mended(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.md").write_text(TEXT)
    (tmp_path / "a.md").chmod(0o444)
    read = read_vault(tmp_path, Config())
    fixed = apply_fixes(read, [finding(edit(0, 10, "new", f"{name}.md")) for name in "abc"])
    with pytest.raises(WriteRefusedError, match="a.md: not written: it is read-only"):
        write_fixed(read, fixed)
    assert [(tmp_path / f"{name}.md").read_text() for name in "abc"] == [TEXT, "new", "new"]


@given(st.lists(spans, max_size=6))
def test_what_no_fix_touches_stays_in_its_order(chosen: list[list[int]]) -> None:
    fixed = apply_fixes(vault(a=TEXT), [finding(edit(start, end, "-")) for start, end in chosen])
    left = fixed.texts.get("a.md", TEXT).replace("-", "")
    assert "".join(sorted(left)) == left
    taken = {index for start, end in chosen for index in range(start, end)}
    assert {character for character in TEXT if int(character) not in taken} <= set(left)
