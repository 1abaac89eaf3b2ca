"""Hears of files that change outside the editor: from the editor, or by looking where it does not tell."""

import asyncio
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from teleo.config import CONFIG_NAME
from teleo.lsp.open_vault import OpenVault
from teleo.lsp.uris import path_of

if TYPE_CHECKING:
    from teleo.lsp.server import TeleoServer

_PAUSE_S = 2.0
_SHARE = 20
"""Looking at all files may take one part in so many of the time."""

Seen = Mapping[str, tuple[int, int]]


def register(server: "TeleoServer") -> None:
    """Take what the editor tells of changed files."""

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _changed(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = path_of(change.uri)
            if path is not None:
                take(server, path, is_gone=change.type == types.FileChangeType.Deleted)


async def begin(server: "TeleoServer") -> None:
    """Ask the editor to tell of changes, and look for them every few seconds where it does not."""
    server.run(_look(server))
    if not server.texts.abilities.watches:
        return
    watchers = [types.FileSystemWatcher("**/*")]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    registration = types.Registration("teleo-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    await server.client_register_capability_async(types.RegistrationParams([registration]))


def take(server: "TeleoServer", path: Path, *, is_gone: bool) -> None:
    """Take over that a file or a folder changed."""
    if path.name == CONFIG_NAME:
        _take_settings(server, path.parent)
        return
    for vault in server.texts.vaults:
        if vault.session is None:
            continue
        if path == vault.baseline:
            vault.read_baseline()
            server.diagnostician.look_soon(vault)
        if not path.is_relative_to(vault.root):
            continue
        relative = path.relative_to(vault.root).as_posix()
        if vault.holds(relative):
            vault.touch((relative,))
        elif is_gone or path.is_dir():
            vault.touch_folder("" if relative == "." else relative)
        else:
            vault.session.forget_files()
            continue
        server.diagnostician.look_soon(vault)


def _take_settings(server: "TeleoServer", root: Path) -> None:
    server.texts.look_again()
    for vault in server.texts.vaults:
        if vault.root == root:
            vault.forget()
            server.diagnostician.look_soon(vault)


async def _look(server: "TeleoServer") -> None:
    seen: dict[OpenVault, Seen] = {}
    while True:
        took = 0.0
        for vault in filter(partial(_is_untold, server), server.texts.vaults):
            start = time.perf_counter()
            before, now = seen.get(vault), await asyncio.to_thread(_snapshot, vault.root, vault.baseline)
            took += time.perf_counter() - start
            seen[vault] = now
            for path in _different(before, now) if before is not None else ():
                take(server, Path(path), is_gone=path not in now)
        await asyncio.sleep(max(_PAUSE_S, _SHARE * took))


def _is_untold(server: "TeleoServer", vault: OpenVault) -> bool:
    """Whether the editor tells nothing of a vault: it cannot, or has only a part of it open."""
    return not (server.texts.abilities.watches and server.texts.is_inside(vault.root))


def _different(before: Seen, now: Seen) -> list[str]:
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def _snapshot(root: Path, baseline: Path | None) -> Seen:
    """Return time of change and size of each Markdown file below `root`, of its settings and its baseline."""
    found: dict[str, tuple[int, int]] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        for name in names:
            if name.endswith(".md") or name == CONFIG_NAME:
                _look_at(f"{folder}{os.sep}{name}", found)
    if baseline is not None:
        _look_at(str(baseline), found)
    return found


def _look_at(path: str, found: dict[str, tuple[int, int]]) -> None:
    with suppress(OSError):
        state = os.lstat(path)
        found[path] = (state.st_mtime_ns, state.st_size)
