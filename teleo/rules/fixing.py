"""Applies the fixes of diagnostics to the texts of notes, all edits of a fix or none."""

import hashlib
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from teleo.model import Diagnostic, Document, Edit
from teleo.vault.reader import Vault
from teleo.vault.writer import WriteRefusedError, write_file


@dataclass(frozen=True, slots=True)
class Fixed:
    """The texts after fixing, by path; only of files that change. `count` is how many fixes were applied."""

    texts: Mapping[str, str]
    count: int


def apply_fixes(vault: Vault, diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> Fixed:
    """Return the texts that the fixes make, safe ones only unless `unsafe`.

    Fixes are taken in the order of the diagnostics; one whose edits meet those of an earlier one is left for
    the next round. A file that is not sound UTF-8 is left alone, since its text is not all that it holds, and so
    is one with a NUL anywhere or a control character in its block.
    """

    @cache
    def can_be_written(path: str) -> bool:
        return path in vault.by_path and _is_all_text(vault.by_path[path].document)

    chosen: defaultdict[str, list[Edit]] = defaultdict(list)
    count = 0
    for item in diagnostics:
        fix = item.fix
        if fix is None or not fix.edits or not (fix.is_safe or unsafe):
            continue
        if all(can_be_written(edit.path) and not _meets(edit, chosen[edit.path]) for edit in fix.edits):
            count += 1
            for edit in fix.edits:
                insort(chosen[edit.path], edit)
    texts = {
        path: _edited(vault.by_path[path].document, edits) for path, edits in sorted(chosen.items()) if edits
    }
    changed = {path: text for path, text in texts.items() if text != vault.by_path[path].document.text}
    return Fixed(changed, count)


def write_fixed(vault: Vault, fixed: Fixed) -> None:
    """Write the fixed texts, each file at one moment, and only if it is still what was checked.

    Raises:
        WriteRefusedError: a file, the first of them, changed since it was read or cannot be written; the others
            are written.
    """
    refused: WriteRefusedError | None = None
    for path, data in encoded(vault, fixed).items():
        try:
            write_file(vault.root / path, data, vault.by_path[path].document.digest)
        except WriteRefusedError as error:
            refused = refused or error
    if refused:
        raise refused


def encoded(vault: Vault, fixed: Fixed) -> dict[str, bytes]:
    """Return the fixed texts as the bytes of their files, with the byte order mark where there was one."""
    return {path: vault.by_path[path].document.encoded(text) for path, text in fixed.texts.items()}


def _is_all_text(document: Document) -> bool:
    """Whether the text is what the file holds; a control character below the block, as out of a PDF, is text."""
    bad = [fault for fault in document.faults if fault.code == "FM105"]
    if not bad:
        return True
    if document.block is None or any(fault.span.start < document.body.start for fault in bad):
        return False
    whole = document.encoded(document.text)
    return b"\0" not in whole and hashlib.sha256(whole).hexdigest() == document.digest


def _meets(edit: Edit, taken: list[Edit]) -> bool:
    """Whether an edit touches one of those taken, which are sorted and apart from each other."""
    index = bisect_left(taken, edit)
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for other in taken[max(index - 1, 0) : index + 1]
    )


def _edited(document: Document, edits: list[Edit]) -> str:
    text, parts, position = document.text, [], 0
    for edit in edits:
        parts += [text[position : edit.span.start], edit.text]
        position = edit.span.end
    return "".join(parts) + text[position:]
