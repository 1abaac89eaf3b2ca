"""Whether a site still stands as it was built: where nothing changed, a build need not so much as read the vault.

As git does, files are told apart by their state on the disk. A file that was changed within a few seconds before it was
looked at may change once more without showing it, so its text is held against what was read.
"""

import os
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import blake2b, sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from teleo.cache import Cache, Pack
from teleo.site.output import OutputError, listed
from teleo.site.staging import STAGING
from teleo.vault.repository import newest_commit, variables
from teleo.vault.states import state_of, told

UNSURE_S = 3
"""A file is unsure that was changed within so many seconds before a look at it."""

_GIT = ".git"
_VARIABLES = ("GIT_", "HF_", "HUGGINGFACE_", "XDG_", "HOME", "TELEO_")


class Look(Struct, frozen=True):
    """The files of a vault at one moment: a digest of their states, and the paths of those that are unsure.

    `around` is a digest of the day, the commit and the variables under which a site is made.
    """

    files: bytes
    unsure: frozenset[str]
    around: bytes


class Left(Struct, frozen=True):
    """What a build said: how many files the site has, notes and pages in words, bytes, faults, what is amiss."""

    files: int
    made: str
    size: int
    faults: str
    complaints: tuple[str, ...]


class Standing(Struct, frozen=True):
    """What a build looked at, what it wrote, and what it said of that.

    `unsure` are digests of the texts of unsure files; `watched` are the states of files elsewhere; `site` is a
    digest of the states of the site's files.
    """

    files: bytes
    unsure: dict[str, str]
    around: bytes
    watched: dict[str, str]
    site: bytes
    left: Left


_ROWS = msgspec.msgpack.Decoder(Standing)


def look(root: Path, folder: Path) -> Look:
    """Return what is to be seen of the vault at `root` now; `folder`, that of the site, is passed over."""
    known, unsure = blake2b(), set[str]()
    latest = time.time_ns() - UNSURE_S * 1_000_000_000
    for path, entry in _entries(os.fspath(root.resolve()), os.fspath(folder.resolve())):
        # Of what is hidden nothing is read; a link may lead to it.
        line = path
        if not path.startswith(".") and "/." not in path:
            state = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(state.st_mode):
                line = f"{path}\0{state.st_mode}"
            else:
                line = f"{path}\0{told(state)}"
                if max(state.st_mtime_ns, state.st_ctime_ns) >= latest:
                    unsure.add(path)
        known.update(os.fsencode(f"{line}\n"))
    around = "\0".join((date.today().isoformat(), newest_commit(root), *variables(_VARIABLES)))
    return Look(known.digest(), frozenset(unsure), sha256(os.fsencode(around)).digest())


def standing(cache: Cache, root: Path, folder: Path) -> Standing | None:
    """Return what the last build into `folder` left, if nothing changed since that the site is made from."""
    folder = folder.resolve()
    found = _pack(cache, folder).read("", b"", _ROWS)
    if found is None or (folder / STAGING).exists():
        return None
    now = look(root, folder)
    if (now.files, now.around) != (found.files, found.around) or found.watched != _watched(found.watched):
        return None
    try:
        paths = listed(folder)
    except OutputError:
        return None
    if paths is None or found.site != _site(folder, paths):
        return None
    is_same = all(_digest(root / path) == digest for path, digest in found.unsure.items())
    return found if is_same else None


def keep_standing(
    cache: Cache,
    folder: Path,
    before: Look,
    *,
    digests: Mapping[str, str],
    watched: Mapping[str, str],
    left: Left,
) -> None:
    """Remember what a build left.

    Args:
        cache: of the vault.
        folder: of the site, as the build left it.
        before: the look at the vault before the build read it.
        digests: those of the notes' files, as the build read them, by path.
        watched: the states, from before the build, of files elsewhere that it read.
        left: what the build said.
    """
    folder = folder.resolve()
    site = _site(folder, listed(folder) or frozenset())
    if site is None or dict(watched) != _watched(watched):
        return
    # Of other files nothing but the name and the state is read.
    unsure = {path: digests[path] for path in before.unsure if path in digests}
    pack = _pack(cache, folder)
    found = Standing(before.files, unsure, before.around, dict(watched), site, left)
    # A path may hold bytes that are no UTF-8; such a site is looked through each time.
    with suppress(UnicodeEncodeError):
        pack.put("", b"", msgspec.msgpack.encode(found))
        pack.save()


def states_of(paths: Iterable[Path]) -> dict[str, str]:
    """Return what tells the state of each file or folder from another, by its path."""
    return _watched(os.fspath(path) for path in paths)


def _entries(root: str, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that is below `root` in order, save what git keeps and the site."""
    pending = [(root, "")]
    while pending:
        current, prefix = pending.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name != _GIT and entry.path != folder:
                yield prefix + entry.name, entry
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{prefix}{entry.name}/"))


def _site(folder: Path, paths: Collection[str]) -> bytes | None:
    """Return a digest of the states of a site's files; nothing where one is missing."""
    known = blake2b()
    base = os.fspath(folder)
    try:
        for path in sorted(paths):
            known.update(f"{path}\0{told(os.lstat(f'{base}/{path}'))}\n".encode())
    except OSError:
        return None
    return known.digest()


def _watched(paths: Iterable[str]) -> dict[str, str]:
    return {path: state_of(path) for path in paths}


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _pack(cache: Cache, folder: Path) -> Pack:
    return cache.pack(f"standing-{blake2b(os.fsencode(folder), digest_size=6).hexdigest()}")
