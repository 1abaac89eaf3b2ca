"""What a ranking needs of a vault, kept in the user's cache so that an unchanged vault is not read again."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from teleo.cache import vault_mark
from teleo.config import CONFIG_NAME, Config
from teleo.embeddings import Embedded
from teleo.graph.build import stated_edges
from teleo.links.basis import Basis
from teleo.links.sparse import Numbers, Sparse
from teleo.links.text import text_of
from teleo.links.tokens import Counts, counts_of
from teleo.links.topology import topology
from teleo.links.words import WordIndex
from teleo.model import Document, Note, NoteType, Span
from teleo.vault.discover import find_files
from teleo.vault.raw import FileUnreadableError, read_bytes
from teleo.vault.reader import Vault, read_note

_LAYOUT = 1
_SETTLED_NS = 30_000_000_000
"""A file younger than this may have changed after it was read: it is read again."""


@dataclass(frozen=True)
class Shelf:
    """A vault as rankings see it.

    `notes` carry names and type, and no text. `stamps` are size and time of each file; `keys` name each note's
    vector by the model of `fingerprint`, and are empty for a note without text. `links` has a row for each link
    that a note states: the numbers of its origin, its target and the note that states it.
    """

    notes: tuple[Note, ...]
    stamps: tuple[str, ...]
    fingerprint: str
    counts: Counts
    links: Numbers
    keys: tuple[bytes, ...]

    def basis(self, embedded: Embedded) -> Basis:
        """Return what rankings stand on, with the vectors of the notes in their order."""
        index, links = WordIndex(self.counts), topology(len(self.notes), self.links[:, :2])
        return Basis(self.notes, index, embedded.rows, embedded.is_known, links)


def shelve(vault: Vault, fingerprint: str) -> Shelf:
    """Return the shelf of a vault that was read."""
    texts = [text_of(note) for note in vault.notes]
    return Shelf(
        tuple(_named(note) for note in vault.notes),
        _stamps(vault.root, [note.path for note in vault.notes]),
        fingerprint,
        counts_of(texts),
        _links(vault, vault.notes),
        tuple(_key(text.passage.key(fingerprint), is_empty=text.passage.is_empty) for text in texts),
    )


def shelved(folder: Path, root: Path, config: Config, fingerprint: str) -> Shelf | None:
    """Return the shelf that `folder` keeps of the vault at `root`, brought up to date and kept again.

    Files that changed are read again. `None` when there is none, when a file came, went or changed its name, or
    when settings or model are others: then the vault has to be read.
    """
    shelf = _loaded(_path(folder, root), _settings(root))
    if shelf is None or shelf.fingerprint != fingerprint:
        return None
    paths = find_files(root, config).paths
    if paths != tuple(sorted(note.path for note in shelf.notes)):
        return None
    stamps = _stamps(root, [note.path for note in shelf.notes])
    changed = [row for row, stamp in enumerate(stamps) if stamp != shelf.stamps[row]]
    if not changed:
        return shelf
    updated = _updated(shelf, root, config, changed, stamps)
    if updated is not None:
        keep(updated, folder, root)
    return updated


def keep(shelf: Shelf, folder: Path, root: Path) -> None:
    """Keep `shelf` in `folder`; where that cannot be written, it is not kept."""
    path = _path(folder, root)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            np.savez(file, allow_pickle=False, **_arrays(shelf, _settings(root)))
        temporary.replace(path)


def _updated(
    shelf: Shelf, root: Path, config: Config, changed: Sequence[int], stamps: tuple[str, ...]
) -> Shelf | None:
    try:
        paths = {row: shelf.notes[row].path for row in changed}
        fresh = {row: read_note(path, read_bytes(root, path), config) for row, path in paths.items()}
    except FileUnreadableError:
        return None
    if any(_names(note) != _names(shelf.notes[row]) for row, note in fresh.items()):
        return None
    notes = tuple(fresh.get(row, note) for row, note in enumerate(shelf.notes))
    rows = np.array(changed, dtype=np.intp)
    texts = {row: text_of(note) for row, note in fresh.items()}
    keys = list(shelf.keys)
    for row, text in texts.items():
        keys[row] = _key(text.passage.key(shelf.fingerprint), is_empty=text.passage.is_empty)
    more = counts_of(list(texts.values()), shelf.counts.stems)
    counts = Counts(
        shelf.counts.whole.with_rows(rows, more.whole),
        shelf.counts.titles.with_rows(rows, more.titles),
        more.stems,
    )
    links = np.concatenate(
        (shelf.links[~np.isin(shelf.links[:, 2], rows)], _links(Vault(root, config, notes), fresh.values()))
    )
    return Shelf(tuple(map(_named, notes)), stamps, shelf.fingerprint, counts, links, tuple(keys))


def _links(vault: Vault, notes: Iterable[Note]) -> Numbers:
    number = {note.id: place for place, note in enumerate(vault.notes)}
    rows = [
        (number[edge.origin], number[edge.target], number[note.id])
        for note in notes
        for edge in stated_edges(vault, note)[0]
    ]
    return np.array(rows, dtype=np.intp).reshape(-1, 3)


def _named(note: Note) -> Note:
    """Return the note with its names and type alone."""
    document = Document(note.path, "", note.document.digest, Span(0, 0))
    return Note(note.id, note.path, note.stem, note.title, note.type, document, aliases=note.aliases)


def _names(note: Note) -> tuple[str, NoteType, tuple[str, ...]]:
    return note.title, note.type, note.aliases


def _key(key: bytes, *, is_empty: bool) -> bytes:
    return b"" if is_empty else key


def _stamps(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    now = time_ns()
    return tuple(_stamp(os.path.join(root, path), now) for path in paths)  # noqa: PTH118  (half the time of Path)


def _stamp(path: str, now: int) -> str:
    try:
        status = os.stat(path, follow_symlinks=False)  # noqa: PTH116
    except OSError:
        return ""
    is_settled = now - status.st_mtime_ns > _SETTLED_NS
    return f"{status.st_size} {status.st_mtime_ns}" if is_settled else f"young {now}"


def _settings(root: Path) -> str:
    try:
        raw = (root / CONFIG_NAME).read_bytes()
    except OSError:
        raw = b""
    return f"{_LAYOUT} {sha256(raw).hexdigest()}"


def _path(folder: Path, root: Path) -> Path:
    return folder / f"{vault_mark(root)}.npz"


def _arrays(shelf: Shelf, settings: str) -> dict[str, NDArray[Any]]:
    names = {
        "settings": settings,
        "fingerprint": shelf.fingerprint,
        "stamps": shelf.stamps,
        "stems": shelf.counts.stems,
        "keys": [key.hex() for key in shelf.keys],
        "notes": [
            (note.id, note.stem, note.title, note.type.value, note.document.digest, note.aliases)
            for note in shelf.notes
        ],
    }
    return {
        "names": np.frombuffer(json.dumps(names).encode(), dtype=np.uint8),
        "links": shelf.links.astype(np.int32),
        **_sparse_arrays("whole", shelf.counts.whole),
        **_sparse_arrays("titles", shelf.counts.titles),
    }


def _sparse_arrays(name: str, matrix: Sparse) -> dict[str, NDArray[Any]]:
    return {
        f"{name}_starts": matrix.starts.astype(np.int64),
        f"{name}_columns": matrix.columns.astype(np.int32),
        f"{name}_values": matrix.values,
    }


def _loaded(path: Path, settings: str) -> Shelf | None:
    """Return the shelf in the file, `None` when there is none, or one of other settings, or a damaged one."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            names = json.loads(arrays["names"].tobytes())
            return _read(names, arrays) if names["settings"] == settings else None
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile):
        return None


def _read(names: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Shelf:
    stems, types = tuple(names["stems"]), {kind.value: kind for kind in NoteType}
    notes = tuple(
        Note(
            id_,
            f"{id_}.md",
            stem,
            title,
            types[kind],
            Document(f"{id_}.md", "", digest, Span(0, 0)),
            aliases=tuple(aliases),
        )
        for id_, stem, title, kind, digest, aliases in names["notes"]
    )
    counts = Counts(_sparse("whole", arrays, len(stems)), _sparse("titles", arrays, len(stems)), stems)
    keys = tuple(map(bytes.fromhex, names["keys"]))
    links = arrays["links"].astype(np.intp)
    return Shelf(notes, tuple(names["stamps"]), names["fingerprint"], counts, links, keys)


def _sparse(name: str, arrays: Mapping[str, NDArray[Any]], width: int) -> Sparse:
    starts, columns = arrays[f"{name}_starts"].astype(np.intp), arrays[f"{name}_columns"].astype(np.intp)
    return Sparse(starts, columns, arrays[f"{name}_values"], width)
