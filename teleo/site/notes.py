"""Writes the pages of the notes and their twins, each only when something that it is made from changed."""

from collections.abc import Callable

import msgspec
from msgspec import Struct

from teleo.model import Edge, Note
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.kept import Kept
from teleo.site.keys import NoteKeys, Reach, digest_of
from teleo.site.movable import feeding
from teleo.site.near import told
from teleo.site.output import File, Output
from teleo.site.pages.note import note_page
from teleo.site.published import Related
from teleo.site.templating import Frame, rendered
from teleo.site.twins import Results, note_twins


class _Row(Struct, frozen=True):
    """The digest of a note's text, the notes that its page shows, digests of what it was made from, and its files.

    `quick` is of the shape of the vault and of the whole text of these notes, and soon had; `key` only of what
    the page shows of them; it is empty where the text was just edited, and then no page is kept for its sake.
    """

    text: str
    near: tuple[str, ...]
    quick: bytes
    key: bytes
    files: tuple[File, ...]


_ROWS = msgspec.msgpack.Decoder(_Row)


class NoteSources(Struct, frozen=True):
    """What the pages of notes are made from."""

    catalogue: Catalogue
    related: Related
    results: Results
    history: History
    frame: Frame
    edges: tuple[Edge, ...] = ()
    """The edges that no note states by itself."""


def write_notes(
    output: Output, sources: NoteSources, kept: Kept | None, progress: Callable[[int], None]
) -> None:
    """Write the page and the twins of every note.

    Args:
        output: the folder of the site.
        sources: what they are made from.
        kept: remembers from what each was made; without it all are made.
        progress: told how many notes are done.
    """
    writer = None if kept is None else _Writer(output, sources, kept)
    for done, note in enumerate(sources.catalogue.vault.notes, 1):
        if writer is None:
            _write(output, sources, note)
        else:
            writer.write(note)
        progress(done)
    if writer is not None:
        writer.finish()


class _Writer:
    """Writes the files of the notes of which something changed."""

    def __init__(self, output: Output, sources: NoteSources, kept: Kept) -> None:
        self._output, self._sources, self._kept = output, sources, kept
        around = digest_of(repr((sources.frame, sources.catalogue.title)))
        self._keys = NoteKeys(sources.catalogue, around)
        self._shown = digest_of(around, kept.shape, sources.edges)
        self._digests = {note.id: note.document.digest for note in sources.catalogue.vault.notes}
        self._made: list[tuple[Note, Reach, bytes, list[str]]] = []
        self._used: dict[str, list[str]] = {}
        for note_id, quantity in sorted(feeding(one for those in sources.results.values() for one in those)):
            self._used.setdefault(note_id, []).append(quantity)

    def write(self, note: Note) -> None:
        """Write the files of a note, unless nothing changed that they show."""
        row = self._kept.get(note.id, b"", _ROWS)
        if row is not None and row.quick == self._quick(note, row.near) and self._output.keep(row.files):
            return
        sources = self._sources
        results = sources.results.get(note.id, ())
        reach = self._keys.reach(note, sources.related.get(note.id, ()), results)
        # The key of a note whose own text changed is another: to know which takes all notes and not this one.
        is_edited = row is not None and row.text != note.document.digest
        key = b"" if is_edited else self._key(note, reach)
        if row is not None and not is_edited and row.key == key and self._output.keep(row.files):
            self._remember(note, reach, key, row.files)
            return
        self._made.append((note, reach, key, _write(self._output, self._sources, note)))

    def finish(self) -> None:
        """Remember all for the next build."""
        # The state of a file is known when it was written; asked for one by one, each would be written by itself.
        for note, reach, key, paths in self._made:
            states = map(self._output.state, paths)
            self._remember(note, reach, key, tuple(state for state in states if state is not None))
        self._kept.save()

    def _remember(self, note: Note, reach: Reach, key: bytes, files: tuple[File, ...]) -> None:
        near = tuple(self._keys.near(note, reach))
        self._kept.put(note.id, b"", _Row(note.document.digest, near, self._quick(note, near), key, files))

    def _key(self, note: Note, reach: Reach) -> bytes:
        sources = self._sources
        return self._keys.key(
            note,
            reach,
            sources.related.get(note.id, ()),
            sources.results.get(note.id, ()),
            self._used.get(note.id, ()),
            sources.history.pasts.get(note.path),
        )

    def _quick(self, note: Note, near: tuple[str, ...]) -> bytes:
        sources, digests = self._sources, self._digests
        return digest_of(
            self._shown,
            digests[note.id],
            [(other, digests.get(other)) for other in near],
            [(one.id, one.similarity, one.is_linked) for one in sources.related.get(note.id, ())],
            sources.results.get(note.id, ()),
            self._used.get(note.id, ()),
            sources.history.pasts.get(note.path),
            sources.catalogue.faults.get(note.path, ()),
        )


def _write(output: Output, sources: NoteSources, note: Note) -> list[str]:
    """Write the files of one note and return their paths."""
    near = told(sources.related.get(note.id, ()), sources.catalogue, note)
    page = note_page(sources.catalogue, note, near, sources.history.pasts.get(note.path))
    output.write(page.path, rendered(page, sources.frame))
    written = [page.path]
    results = sources.results.get(note.id, ())
    for path, data in note_twins(sources.catalogue, note, results, near, sources.frame.base):
        output.write(path, data)
        written.append(path)
    return written
