"""What links that name no note may have meant, as the last `teleo embed` left it: a check reads it without numpy."""

from collections.abc import Mapping, Sequence

import msgspec

from teleo.cache import Cache
from teleo.vault.reader import Vault

_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[str, ...]])
_ENCODER = msgspec.msgpack.Encoder()
KIND = "meant"
"""The kind of the pack that keeps it."""


def keep_meant(cache: Cache, found: Mapping[str, Sequence[str]]) -> None:
    """Keep the ids of the notes that each missing title may have meant, in place of what was kept before."""
    pack = cache.compared(KIND)
    pack.put("", b"", _ENCODER.encode(found))
    pack.save()


def kept_meant(cache: Cache, vault: Vault) -> Mapping[str, tuple[str, ...]]:
    """Return for missing titles the titles of the notes that they may have meant, best first.

    A note that is gone since is left out.
    """
    found = cache.compared(KIND).read("", b"", _DECODER) or {}
    notes = vault.by_id
    return {title: tuple(notes[id_].title for id_ in ids if id_ in notes) for title, ids in found.items()}
