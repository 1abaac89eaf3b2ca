"""What was derived from files, kept in the user's cache folder so that the next run need not derive it again."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.msgpack import Decoder

from teleo import __version__
from teleo.config import Config
from teleo.errors import TeleoError
from teleo.resources import ResourceNotFoundError, bundled

UNUSED_AFTER_DAYS = 90
"""A pack that was not written for so long is removed; at worst its rows are derived once more."""

_MAGIC = b"teleo pack 1\n"
_SUFFIX = ".pack"
_DIGEST_BYTES = 32
_DAY_S = 86_400.0
T = TypeVar("T")
_Rows = dict[str, tuple[bytes, msgspec.Raw]]


class NoHomeError(TeleoError):
    """The user has no home folder, as in some containers, and nothing names another place for the cache."""

    def __init__(self) -> None:
        super().__init__("no home folder is known; set TELEO_CACHE_DIR to a folder for teleo's cache")


def cache_folder() -> Path:
    """Return the folder of teleo's cache: `TELEO_CACHE_DIR`, else `teleo` in the user's cache folder.

    Raises:
        NoHomeError: there is neither.
    """
    if named := os.environ.get("TELEO_CACHE_DIR"):
        return Path(named)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - which raises nothing where there is none
    if not home.is_absolute() and not os.environ.get("XDG_CACHE_HOME"):
        raise NoHomeError
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "teleo"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "teleo" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "teleo"


def vault_mark(root: Path) -> str:
    """Return the 16 hexadecimal digits in the names of what is kept of the vault at `root`."""
    return sha256(os.fsencode(root.resolve())).hexdigest()[:16]


@dataclass(slots=True)
class Pack:
    """Rows by key, each with the digest of what it was derived from: one file, read and written whole.

    A row answers only to its own digest. Rows that nobody asked for since the pack was opened are dropped when
    it is saved, so that it never outgrows what it describes.
    """

    path: Path
    stamp: bytes
    _rows: _Rows = field(default_factory=dict)
    _used: _Rows = field(default_factory=dict)

    def get(self, key: str, digest: bytes) -> msgspec.Raw | None:
        """Return the row of `key` as it was put, if it was derived from what has this digest."""
        row = self._rows.get(key)
        if row is None or row[0] != digest:
            return None
        self._used[key] = row
        return row[1]

    def read(self, key: str, digest: bytes, decoder: Decoder[T]) -> T | None:
        """Return what the row of `key` holds, if it was derived from what has this digest and can be read."""
        row = self.get(key, digest)
        try:
            return None if row is None else decoder.decode(row)
        except msgspec.MsgspecError:
            return None

    def hold(self, key: str) -> None:
        """Count the row of `key`, if there is one, among those that were asked for."""
        if key in self._rows:
            self._used[key] = self._rows[key]

    def put(self, key: str, digest: bytes, row: bytes) -> None:
        """Keep `row`, a value in MessagePack, as derived from what has this digest."""
        self._used[key] = (digest, msgspec.Raw(row))

    def derived(self, key: str, digest: bytes, decoder: Decoder[T], derive: Callable[[], T]) -> T:
        """Return the row of `key`, or what `derive` returns, which is kept, if there is none of this digest."""
        found = self.read(key, digest, decoder)
        if found is not None:
            return found
        made = derive()
        self.put(key, digest, msgspec.msgpack.encode(made))
        return made

    def save(self) -> None:
        """Write the rows that were used, if they are not those of the file; a failure costs only time."""
        if self._used == self._rows:
            return
        body = msgspec.msgpack.encode((self.stamp, self._used))
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, (_MAGIC, sha256(body).digest(), body))
            _remove_unused(self.path.parent)


@dataclass(frozen=True, slots=True)
class Cache:
    """The packs of one vault. They hold what this version of teleo derives under the vault's settings.

    `beside` tells the state of what else they are derived from, such as the calculators of other packages.
    """

    folder: Path
    root: Path
    config: Config
    beside: str = ""

    def pack(self, kind: str, *settings: str) -> Pack:
        """Return the pack of a kind, made under these further settings; it is empty when there is none yet.

        A file that was cut, changed, or written by another version or under other settings counts as none.
        """
        settings = (code_stamp(), repr(self.config), self.beside, *settings)
        stamp = sha256("\0".join(settings).encode("utf-8", "replace")).digest()
        path = self.path(kind)
        return Pack(path, stamp, _read(path, stamp))

    def compared(self, kind: str) -> Pack:
        """Return the pack of a kind that `teleo embed` fills, which no setting but the model bears upon."""
        return replace(self, config=Config()).pack(kind, self.config.links.model)

    def path(self, kind: str) -> Path:
        """Return the file of the pack of a kind, which need not be there."""
        return self.folder / f"{kind}-{vault_mark(self.root)}{_SUFFIX}"


def open_cache(root: Path, config: Config) -> Cache:
    """Return the cache of the vault at `root` in the user's cache folder."""
    return Cache(cache_folder(), root, config)


def cache_if_any(root: Path, config: Config) -> Cache | None:
    """Return the cache of the vault at `root`; `None` where there is no place for one."""
    try:
        return open_cache(root, config)
    except NoHomeError:
        return None


@cache
def code_stamp() -> str:
    """Return a text that changes with teleo's version, its files, and the libraries beside it.

    Of the files, names, sizes and times are enough: they tell a checkout that someone works on from the last
    state of it. The time of the folder of libraries changes whenever one is installed or replaced.
    """
    folders = [Path(__file__).parent]
    with suppress(ResourceNotFoundError):
        folders += [bundled("schemas"), bundled("site") / "templates", bundled("site") / "static"]
    known = sha256()
    for folder in folders:
        for line in _listed(os.fspath(folder)):
            known.update(line.encode("utf-8", "replace"))
    libraries = Path(msgspec.__file__).parents[1].stat().st_mtime_ns
    return f"{__version__} {sys.version} {libraries} {known.hexdigest()}"


def _listed(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _listed(entry.path)
        else:
            state = entry.stat()
            yield f"{entry.name} {state.st_size} {state.st_mtime_ns}\n"


def _read(path: Path, stamp: bytes) -> _Rows:
    try:
        raw = path.read_bytes()
    except OSError:
        return {}
    start = len(_MAGIC) + _DIGEST_BYTES
    body = memoryview(raw)[start:]
    if raw[:start] != _MAGIC + sha256(body).digest():
        return {}
    try:
        found, rows = msgspec.msgpack.decode(body, type=tuple[bytes, _Rows])
    except msgspec.MsgspecError:
        return {}
    return rows if found == stamp else {}


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.writelines(parts)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _remove_unused(folder: Path) -> None:
    oldest = time.time() - UNUSED_AFTER_DAYS * _DAY_S
    for pack in folder.glob(f"*{_SUFFIX}"):
        if pack.stat().st_mtime < oldest:
            pack.unlink()
