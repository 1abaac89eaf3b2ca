"""Writes the pages of the notes and their twins, each only when something that it is made from changed."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from teleo.cache import Cache, Pack
from teleo.model import Note
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.keys import NoteKeys
from teleo.site.output import File, Output
from teleo.site.pages.note import note_page
from teleo.site.published import Related
from teleo.site.templating import Frame, rendered
from teleo.site.twins import Results, note_twins

_DECODER = msgspec.msgpack.Decoder(tuple[File, ...])
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class NoteSources:
    """What the pages of notes are made from."""

    catalogue: Catalogue
    related: Related
    results: Results
    history: History
    frame: Frame


def write_notes(
    output: Output, sources: NoteSources, cache: Cache | None, progress: Callable[[int], None]
) -> None:
    """Write the page and the twins of every note.

    Args:
        output: the folder of the site.
        sources: what they are made from.
        cache: remembers from what each was made; without one all are made.
        progress: told how many notes are done.
    """
    pack = cache.pack(f"site-{_short(os.fsencode(output.folder))}") if cache else None
    shared = blake2b(repr((sources.frame, sources.catalogue.title)).encode("utf-8", "replace")).digest()
    keys = NoteKeys(sources.catalogue, shared)
    for done, note in enumerate(sources.catalogue.vault.notes, 1):
        if pack is None:
            _write(output, sources, note)
        else:
            _write_if_changed(output, sources, note, keys, pack)
        progress(done)
    if pack is not None:
        pack.save()


def _write_if_changed(output: Output, sources: NoteSources, note: Note, keys: NoteKeys, pack: Pack) -> None:
    key = keys.key(
        note,
        sources.related.get(note.id, ()),
        sources.results.get(note.id, ()),
        sources.history.pasts.get(note.path),
    )
    row = pack.get(note.id, key)
    try:
        if row is not None and output.keep(_DECODER.decode(row)):
            return
    except msgspec.MsgspecError:
        pass
    states = [output.state(path) for path in _write(output, sources, note)]
    pack.put(note.id, key, _ENCODER.encode([state for state in states if state is not None]))


def _write(output: Output, sources: NoteSources, note: Note) -> list[str]:
    """Write the files of one note and return their paths."""
    near = sources.related.get(note.id, ())
    page = note_page(sources.catalogue, note, near, sources.history.pasts.get(note.path))
    output.write(page.path, rendered(page, sources.frame))
    written = [page.path]
    results = sources.results.get(note.id, ())
    for path, data in note_twins(sources.catalogue, note, results, near, sources.frame.base):
        output.write(path, data)
        written.append(path)
    return written


def _short(text: bytes) -> str:
    return blake2b(text, digest_size=6).hexdigest()
