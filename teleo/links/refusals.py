"""The edges that an author said no to, one pair of notes a line, in a file of the vault that travels with it."""

import json
from contextlib import suppress
from pathlib import Path

from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.writer import digest, write_file

REFUSED_NAME = "reweave-refused.jsonl"
"""Sorted lines, each `["id", "id"]`: two hands that add pairs merge without a conflict of meaning."""


class Refusals:
    """The pairs of notes that are not to be proposed again, in the vault at `root`.

    A note that was renamed may be proposed again.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self) -> frozenset[frozenset[str]]:
        """Return the refused pairs of ids; a line that is no pair, as those of a conflict, is passed over."""
        return _pairs(self._raw())

    def add(self, one: str, other: str) -> None:
        """Remember that two notes are not to be linked.

        Raises:
            WriteRefusedError: the file cannot be written.
        """
        before = self._raw()
        pairs = _pairs(before) | {frozenset((one, other))}
        lines = [json.dumps(pair, ensure_ascii=False) for pair in sorted(map(sorted, pairs))]
        after = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
        write_file(self._root / REFUSED_NAME, after, digest(before) if before else None)

    def _raw(self) -> bytes:
        with suppress(FileUnreadableError):
            return read_bytes(self._root, REFUSED_NAME)
        return b""


def _pairs(raw: bytes) -> frozenset[frozenset[str]]:
    found = set()
    for line in raw.splitlines():
        with suppress(ValueError):
            match json.loads(line):
                case [str(one), str(other)]:
                    found.add(frozenset((one, other)))
    return frozenset(found)
