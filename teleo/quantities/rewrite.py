"""Rewrites the numbers in texts that disagree with their quantities, and nothing else."""

from collections.abc import Collection
from pathlib import Path

from teleo.errors import TeleoError
from teleo.model import Document
from teleo.quantities.result import BoundNumber, Quantities
from teleo.vault.reader import Vault
from teleo.vault.writer import WriteRefusedError, digest, write_file


class NotRewritableError(TeleoError):
    """A file cannot be rewritten without changing more than a number."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: is not plain UTF-8, so its other bytes could not be kept; mend it first")
        self.path = path


def stale_numbers(quantities: Quantities, notes: Collection[str] | None = None) -> tuple[BoundNumber, ...]:
    """Return the numbers that disagree, in the given notes or in all, in order of note and place."""
    return tuple(
        number
        for number in quantities.numbers
        if not number.agrees and (notes is None or number.note in notes)
    )


def rewrite(
    vault: Vault, quantities: Quantities, notes: Collection[str] | None = None
) -> tuple[tuple[BoundNumber, ...], tuple[TeleoError, ...]]:
    """Write each disagreeing number as recomputed into its file.

    A file is written at one moment or not at all, and only while it is as it was read; one that cannot be
    written keeps no other from it.

    Returns:
        The numbers that were written, and why the files of the others were not.
    """
    by_note: dict[str, list[BoundNumber]] = {}
    for number in stale_numbers(quantities, notes):
        by_note.setdefault(number.note, []).append(number)
    written: list[BoundNumber] = []
    refusals: list[TeleoError] = []
    for note, numbers in by_note.items():
        document = vault.by_id[note].document
        try:
            write_file(Path(vault.root) / document.path, rewritten(document, numbers), document.digest)
        except (NotRewritableError, WriteRefusedError) as error:
            refusals.append(error)
        else:
            written += numbers
    return tuple(written), tuple(refusals)


def rewritten(document: Document, numbers: Collection[BoundNumber]) -> bytes:
    """Return a file's bytes with the numbers replaced.

    Raises:
        NotRewritableError: the text, written again, would not give the bytes that were read.
    """
    text = document.text
    if digest(document.encoded(text)) != document.digest:
        raise NotRewritableError(document.path)
    for number in sorted(numbers, key=lambda number: number.span, reverse=True):
        text = text[: number.span.start] + number.expected + text[number.span.end :]
    return document.encoded(text)
