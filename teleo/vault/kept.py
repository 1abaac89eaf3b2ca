"""Notes as the cache keeps them: all that was read from a file save its text, which is read anew."""

from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from teleo.cache import Cache, Pack, cache_if_any
from teleo.config import Config, read_config
from teleo.model import Document, Fault, Fields, KeyPath, Note, Span
from teleo.vault.reader import Vault, read_note, read_vault

_NOT_KEPT = ("id", "path", "document")
_HINTS = get_type_hints(Note)
_OF_NOTE: Mapping[str, Any] = {
    item.name: _HINTS[item.name] for item in fields(Note) if item.name not in _NOT_KEPT
}
_OF_DOCUMENT: Mapping[str, Any] = {
    "body": Span,
    "block": Span | None,
    "faults": tuple[Fault, ...],
    "has_bom": bool,
}
# The values of a block nest without a bound that a type could state; the reader has made them plain.
_OF_FIELDS: Mapping[str, Any] = {
    "data": dict[str, Any],
    "spans": dict[KeyPath, Span],
    "keys": dict[KeyPath, Span],
}
_DECODER: msgspec.msgpack.Decoder[tuple[Any, ...]] = msgspec.msgpack.Decoder(
    tuple[*_OF_NOTE.values(), *_OF_DOCUMENT.values(), *_OF_FIELDS.values()]  # type: ignore[misc]
)
_ENCODER = msgspec.msgpack.Encoder()


def kept_vault(root: Path, config: Config | None = None) -> Vault:
    """Return the vault at `root` as `read_kept` does, and as `read_vault` where there is no place for a cache.

    Args:
        root: the folder of the vault.
        config: its settings; read from its `teleo.toml` when not given.
    """
    config = config or read_config(root)
    cache = cache_if_any(root, config)
    return read_kept(root, config, cache) if cache else read_vault(root, config)


def read_kept(root: Path, config: Config, cache: Cache) -> Vault:
    """Return what `read_vault` does; files that are what they were at the last time are not parsed again."""
    pack = cache.pack("notes")
    vault = read_vault(root, config, lambda path, raw: _note(path, raw, config, pack))
    pack.save()
    return vault


def _note(path: str, raw: bytes, config: Config, pack: Pack) -> Note:
    digest = sha256(raw)
    row = pack.get(path, digest.digest())
    if row is not None:
        try:
            return _restored(path, raw, digest.hexdigest(), _DECODER.decode(row))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            pass
    note = read_note(path, raw, config)
    if (kept := _row(note, raw)) is not None:
        pack.put(path, digest.digest(), kept)
    return note


def _restored(path: str, raw: bytes, digest: str, values: tuple[Any, ...]) -> Note:
    of_note = dict(zip(_OF_NOTE, values, strict=False))
    body, block, faults, has_bom, data, spans, keys = values[len(_OF_NOTE) :]
    text = raw.decode("utf-8")
    document = Document(
        path, text[1:] if has_bom else text, digest, body, block, Fields(data, spans, keys), faults, has_bom
    )
    return Note(id=path.removesuffix(".md"), path=path, document=document, **of_note)


def _row(note: Note, raw: bytes) -> bytes | None:
    """Return what is kept of a note; nothing when its file is not plain UTF-8."""
    document = note.document
    values = [
        *(getattr(note, name) for name in _OF_NOTE),
        *(getattr(document, name) for name in _OF_DOCUMENT),
        *(getattr(document.fields, name) for name in _OF_FIELDS),
    ]
    try:
        raw.decode("utf-8")
        return _ENCODER.encode(values)
    except UnicodeError:
        return None
