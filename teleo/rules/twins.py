"""Tells names apart that look the same: one letter may be written as one character or as two."""

from collections import Counter
from collections.abc import Sequence
from unicodedata import is_normalized

from teleo.model import nfc


def told_apart(names: Sequence[str]) -> list[str]:
    """Return the names, those that look like another with the Unicode form that they are written in."""
    alike = Counter(map(nfc, names))
    return [f"{name} ({_form(name)})" if alike[nfc(name)] > 1 else name for name in names]


def are_twins(names: Sequence[str]) -> bool:
    """Return whether the names differ in nothing but their Unicode form."""
    return len(names) > 1 and len(set(map(nfc, names))) == 1


def _form(name: str) -> str:
    return next((form for form in ("NFC", "NFD") if is_normalized(form, name)), "mixed form")
