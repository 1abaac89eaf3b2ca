"""Notes that are alike in meaning, as the last look at the vectors left them: a check reads them without numpy."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from teleo.cache import Cache
from teleo.vault.reader import Vault


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two notes alike in title and text: the id and the digest of the other, and the mean of the similarities."""

    other: str
    digest: str
    value: float


_DECODER = msgspec.msgpack.Decoder(tuple[Verdict, ...])
_ENCODER = msgspec.msgpack.Encoder()
KIND = "alike"
"""The kind of the pack that keeps them."""


def keep_verdicts(cache: Cache, vault: Vault, pairs: Iterable[tuple[str, str, float]]) -> None:
    """Keep pairs of ids in place of those kept before; each holds for as long as both files are what they are."""
    rows: dict[str, list[Verdict]] = {}
    for one, other, value in pairs:
        for note, far in ((one, other), (other, one)):
            digest = vault.by_id[far].document.digest
            rows.setdefault(note, []).append(Verdict(far, digest, round(value, 4)))
    pack = cache.compared(KIND)
    for note, found in rows.items():
        key = bytes.fromhex(vault.by_id[note].document.digest)
        pack.put(note, key, _ENCODER.encode(sorted(found, key=lambda one: (-one.value, one.other))))
    pack.save()


def kept_verdicts(cache: Cache, vault: Vault) -> dict[str, tuple[Verdict, ...]]:
    """Return for the id of each note the notes that it is alike to, the most alike first; those without are left out.

    A note that was edited since is alike to none until its text is embedded again.
    """
    pack = cache.compared(KIND)
    found: dict[str, tuple[Verdict, ...]] = {}
    for note in vault.notes:
        verdicts = pack.read(note.id, bytes.fromhex(note.document.digest), _DECODER) or ()
        now = tuple(one for one in verdicts if _digest(vault, one.other) == one.digest)
        if now:
            found[note.id] = now
    return found


def _digest(vault: Vault, id_: str) -> str:
    note = vault.by_id.get(id_)
    return "" if note is None else note.document.digest
