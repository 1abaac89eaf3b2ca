"""A character that no page may hold is left out of the pages; the note's twin keeps every byte."""

import re
from pathlib import Path

from tests.site.vaults import FOREST, build, write_vault

CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))


def test_no_page_holds_a_control_character(tmp_path: Path) -> None:
    escaped = "".join(f"\\u{ord(one):04x}" for one in CONTROLS)
    note = f'---\ntype: claim\nconfidence: likely\ndescription: "d{escaped}e"\nquestion: "q{escaped}r"\n---\n'
    note += "# Ash holds\n\nx\x07y and [[Oaks outlive birches]] \x1b[0m\n"
    vault = write_vault(tmp_path / "vault", {**FOREST, "Ash holds.md": note})
    build(vault, tmp_path / "site")
    pages = [path.read_bytes() for path in (tmp_path / "site").rglob("*.html")]
    assert not [page for page in pages if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", page)]
    (page,) = (tmp_path / "site").glob("c/ash-holds-*/index.html")
    assert "<p>xy and " in page.read_text(encoding="utf-8")
    assert (page.parent / "index.md").read_bytes() == (vault / "Ash holds.md").read_bytes()
