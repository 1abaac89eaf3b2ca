"""The numbers of a vault as the cache keeps them: they hold until a note with numbers, or any name, changes."""

from hashlib import sha256
from importlib import import_module

import msgspec

from teleo.cache import Cache
from teleo.quantities import evaluate
from teleo.quantities.declaration import GIVEN
from teleo.quantities.presence import has_numbers
from teleo.quantities.result import Quantities
from teleo.vault.reader import Vault

_ROW = "quantities"
_DECODER = msgspec.msgpack.Decoder(Quantities)
_ENCODER = msgspec.msgpack.Encoder()


def kept_quantities(vault: Vault, cache: Cache) -> Quantities:
    """Return what `evaluate` does, from the cache when nothing changed that bears on a number.

    Nothing is kept where a calculator is not teleo's own: its package may change unseen.
    """
    digest = _digest(vault)
    if digest is None:
        return Quantities()
    pack = cache.pack("numbers")
    kept = pack.read(_ROW, digest, _DECODER)
    if kept is not None:
        return kept
    found = evaluate(vault, vault.config)
    if not _is_ours(found):
        return found
    encoded = _ENCODER.encode(found)
    # What the format does not bring back as it was, a whole number where a float is due among it, is not kept.
    restored = _DECODER.decode(encoded)
    if restored == found and _ENCODER.encode(restored) == encoded:
        pack.put(_ROW, digest, encoded)
        pack.save()
    return found


def _is_ours(found: Quantities) -> bool:
    """Whether no calculator but those of teleo was asked."""
    # Imported where it is needed: what is kept asks none.
    ours = import_module("teleo.calculators").CALCULATORS
    return all(one.calculator == GIVEN or one.calculator in ours for one in found.values())


def _digest(vault: Vault) -> bytes | None:
    """Return a digest of the notes with numbers and of the names by which notes are found; `None` without any."""
    numbered = [(note.path, note.document.digest) for note in vault.notes if has_numbers(note)]
    if not numbered:
        return None
    names = [
        (note.id, note.title, note.aliases, note.h1.text if note.h1 is not None else "")
        for note in vault.notes
    ]
    return sha256(_ENCODER.encode((numbered, names))).digest()
