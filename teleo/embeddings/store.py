"""The cache of vectors: one SQLite file in the user's cache folder, float16 rows, shared by all vaults."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zlib import crc32

import numpy as np

from teleo.cache import cache_folder
from teleo.embeddings.encoder import Vectors, unit_rows

FILE_NAME = "vectors-1.sqlite"
"""The digit is the version of the layout: a teleo of another version keeps another file."""

STALE_AFTER_DAYS = 90
_TOUCH_AFTER_DAYS = 7
_BUSY_TIMEOUT_S = 60.0
_CHECK_BYTES = 4
_KEYS_AT_ONCE = 500
_LAYOUT = 7351
_SCHEMA = f"""
PRAGMA page_size = 8192;
BEGIN;
PRAGMA user_version = {_LAYOUT};
CREATE TABLE IF NOT EXISTS models (id INTEGER PRIMARY KEY, fingerprint TEXT UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS vectors (model INTEGER NOT NULL, used INTEGER NOT NULL, row BLOB NOT NULL,
    key BLOB NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS digests (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, digest TEXT NOT NULL);
COMMIT;
"""


@dataclass(frozen=True, slots=True)
class StoredModel:
    """How many vectors of one model the cache holds."""

    fingerprint: str
    vectors: int


class VectorStore:
    """An open cache; a context manager that closes it.

    A row that was cut, changed or written by something else fails its checksum and counts as absent. A file
    that is no database is replaced. Where the folder cannot be written, rows live in memory for this run.
    `complaint` says in one sentence what was wrong, and is empty otherwise.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or cache_folder()) / FILE_NAME
        self.complaint = ""
        self._today = date.today().toordinal()
        self._database = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def read(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Return the sound rows among `keys` as float32 of unit length; those of a minority's width are left out."""
        rows = dict(self._sound_rows(keys))
        if not rows:
            return {}
        width, _ = Counter(map(len, rows.values())).most_common(1)[0]
        found = [key for key, row in rows.items() if len(row) == width]
        matrix = np.frombuffer(b"".join(rows[key] for key in found), dtype="<f2").reshape(len(found), -1)
        return dict(zip(found, unit_rows(matrix), strict=True))

    def write(self, fingerprint: str, rows: Mapping[bytes, Vectors]) -> None:
        """Keep rows made by the model of `fingerprint`, in one transaction."""
        entries = [(key, _sealed(row)) for key, row in rows.items()]
        self._guarded(self._insert(fingerprint, entries))

    def models(self) -> tuple[StoredModel, ...]:
        """Return the models whose vectors are kept, by fingerprint."""
        query = """SELECT fingerprint, count(vectors.key) FROM models LEFT JOIN vectors ON vectors.model = models.id
            GROUP BY models.id ORDER BY fingerprint"""
        return tuple(StoredModel(name, count) for name, count in self._select(query) if count)

    def size(self) -> int:
        """Return the bytes that the file takes."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def prune(self, fingerprint: str) -> int:
        """Remove the rows of other models and those unused for `STALE_AFTER_DAYS`; return how many."""
        oldest = self._today - STALE_AFTER_DAYS
        before = sum(model.vectors for model in self.models())

        def remove(database: sqlite3.Connection) -> None:
            with database:
                database.execute(
                    "DELETE FROM vectors WHERE used < ? OR model NOT IN (SELECT id FROM models WHERE fingerprint = ?)",
                    (oldest, fingerprint),
                )
                database.execute("DELETE FROM models WHERE id NOT IN (SELECT model FROM vectors)")
            database.execute("VACUUM")

        self._guarded(remove)
        return before - sum(model.vectors for model in self.models())

    def digest(self, path: Path) -> str | None:
        """Return the digest kept for a file, if the file has the size and time that it had then."""
        query = "SELECT digest FROM digests WHERE path = ? AND stamp = ?"
        rows = self._select(query, (str(path), _stamp(path)))
        return str(rows[0][0]) if rows else None

    def keep_digest(self, path: Path, digest: str) -> None:
        """Keep a file's digest, so that large weights are hashed once."""
        values = (str(path), _stamp(path), digest)

        def keep(database: sqlite3.Connection) -> None:
            with database:
                database.execute("INSERT OR REPLACE INTO digests VALUES (?, ?, ?)", values)

        self._guarded(keep)

    def _opened(self) -> sqlite3.Connection:
        for _ in range(2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return _connected(str(self.path))
            except sqlite3.OperationalError as error:
                self.complaint = (
                    f"the cache {self.path} cannot be opened ({error}); vectors are kept for this run only"
                )
                break
            except sqlite3.DatabaseError:
                self._discard()
            except OSError as error:
                self.complaint = (
                    f"the cache {self.path} cannot be made ({error.strerror}); "
                    "vectors are kept for this run only"
                )
                break
        return _connected(":memory:")

    def _discard(self) -> None:
        self.complaint = f"the cache {self.path} was damaged and is begun anew"
        for suffix in ("", "-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _guarded(self, work: Callable[[sqlite3.Connection], None]) -> None:
        try:
            work(self._database)
        except sqlite3.OperationalError as error:
            self.complaint = f"the cache {self.path} was not written: {error}"
        except sqlite3.DatabaseError:
            self._begin_anew()
            work(self._database)

    def _select(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            self.complaint = f"the cache {self.path} was not read: {error}"
        except sqlite3.DatabaseError:
            self._begin_anew()
        return []

    def _begin_anew(self) -> None:
        self._database.close()
        self._discard()
        self._database = self._opened()

    def _sound_rows(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[start : start + _KEYS_AT_ONCE]
            places = ",".join("?" * len(some))
            found += self._select(f"SELECT key, row, used FROM vectors WHERE key IN ({places})", some)  # noqa: S608
        for key, sealed, _ in found:
            if isinstance(sealed, bytes) and (row := _unsealed(sealed)):
                yield key, row
        stale = [(self._today, key) for key, _, used in found if used < self._today - _TOUCH_AFTER_DAYS]
        if stale:
            self._guarded(lambda database: _touch(database, stale))

    def _insert(
        self, fingerprint: str, entries: Sequence[tuple[bytes, bytes]]
    ) -> Callable[[sqlite3.Connection], None]:
        def insert(database: sqlite3.Connection) -> None:
            with database:
                database.execute(
                    "INSERT OR IGNORE INTO models (fingerprint) VALUES (?)",
                    (fingerprint,),
                )
                (model,) = database.execute(
                    "SELECT id FROM models WHERE fingerprint = ?", (fingerprint,)
                ).fetchone()
                database.executemany(
                    "INSERT OR REPLACE INTO vectors (model, used, row, key) VALUES (?, ?, ?, ?)",
                    ((model, self._today, row, key) for key, row in entries),
                )

        return insert


def _connected(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S)
    try:
        (layout,) = database.execute("PRAGMA user_version").fetchone()
        if layout == 0:
            database.executescript(_SCHEMA)
        elif layout != _LAYOUT:
            raise sqlite3.DatabaseError(f"layout {layout} is not {_LAYOUT}")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _touch(database: sqlite3.Connection, stale: Sequence[tuple[int, bytes]]) -> None:
    with database:
        database.executemany("UPDATE vectors SET used = ? WHERE key = ?", stale)


def _sealed(row: Vectors) -> bytes:
    body = np.asarray(row, dtype="<f2").tobytes()
    return crc32(body).to_bytes(_CHECK_BYTES, "big") + body


def _unsealed(sealed: bytes) -> bytes:
    body = sealed[_CHECK_BYTES:]
    is_sound = len(body) % 2 == 0 and crc32(body).to_bytes(_CHECK_BYTES, "big") == sealed[:_CHECK_BYTES]
    return body if is_sound else b""


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"
