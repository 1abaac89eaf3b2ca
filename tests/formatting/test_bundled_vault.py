"""The bundled vault is in the form that teleo asks of others."""

from pathlib import Path

import pytest

from teleo.formatting.formatter import format_bytes
from teleo.resources import bundled

NOTES = sorted(bundled("vault").rglob("*.md"))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem[:60])
def test_a_bundled_note_is_canonical(path: Path) -> None:
    raw = path.read_bytes()
    formatted = format_bytes(raw)
    assert formatted.refusals == ()
    assert formatted.data == raw
