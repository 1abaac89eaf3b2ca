"""The folders, the vaults and the open texts of one editor."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from teleo.config import CONFIG_NAME
from teleo.lsp.abilities import Abilities
from teleo.lsp.buffers import Buffer, Change, sound
from teleo.lsp.open_vault import OpenVault
from teleo.lsp.settings import Settings
from teleo.lsp.uris import key_of, path_of
from teleo.lsp.view import View
from teleo.vault.discover import folder_with_settings

_DEPTH = 3
"""How far below a folder of the workspace a vault with settings is looked for."""


class Workspace:
    """What the editor has open.

    `encoding` is the one that was agreed on for positions, `abilities` what the editor said that it can do.
    """

    def __init__(self) -> None:
        self.encoding = "utf-16"
        self.settings = Settings()
        self.abilities = Abilities()
        self._folders: dict[Path, tuple[Path, ...]] = {}
        self._buffers: dict[str, Buffer] = {}
        self._vaults: dict[Path, OpenVault] = {}
        self._lone: dict[Path, OpenVault] = {}

    @property
    def vaults(self) -> tuple[OpenVault, ...]:
        """The vaults that something was asked of; files in no vault are not among them."""
        return tuple(self._vaults.values())

    def add_folder(self, uri: str) -> None:
        """Add a folder of the workspace, with the vaults in it."""
        path = path_of(uri)
        if path is not None:
            self._folders[path] = tuple(_roots(path))

    def remove_folder(self, uri: str) -> tuple[OpenVault, ...]:
        """Remove a folder, and return the vaults that are gone with it."""
        path = path_of(uri)
        roots = None if path is None else self._folders.pop(path, None)
        if path is None or roots is None:
            return ()
        left = frozenset(self.roots())
        gone = [
            root for root in self._vaults if root.is_relative_to(path) or (root in roots and root not in left)
        ]
        return tuple(self._vaults.pop(root) for root in gone)

    def open(self, item: types.TextDocumentItem) -> None:
        """Take over a text that was opened."""
        self._buffers[key_of(item.uri)] = Buffer(item.uri, sound(item.text), item.version)
        self._touch(item.uri)

    def change(self, uri: str, version: int | None, changes: Iterable[Change]) -> None:
        """Take over what was typed; changes of a text that is not open are passed over."""
        buffer = self._buffers.get(key_of(uri))
        if buffer is not None:
            self._buffers[key_of(uri)] = buffer.changed(tuple(changes), version, self.encoding)
            self._touch(uri)

    def close(self, uri: str) -> OpenVault | None:
        """Forget a text; from now on its file counts. Return what stood for it if it lay in no vault."""
        if self._buffers.pop(key_of(uri), None) is not None:
            self._touch(uri)
        path = path_of(uri)
        return None if path is None else self._lone.pop(path, None)

    def buffer(self, uri: str) -> Buffer | None:
        """Return the open text at an address."""
        return self._buffers.get(key_of(uri))

    def vault_of(self, uri: str) -> tuple[OpenVault, str] | None:
        """Return the vault that a file lies in, and its path there; `None` when it lies in none.

        An open file outside all folders of the workspace and all vaults stands for itself.
        """
        path = path_of(uri)
        if path is None:
            return None
        root = self._root_of(path)
        if root is not None:
            return self.vault_at(root), path.relative_to(root).as_posix()
        is_outside = not any(path.is_relative_to(folder) for folder in self._folders)
        if not is_outside or path.suffix != ".md" or key_of(uri) not in self._buffers:
            return None
        if path not in self._lone:
            self._lone[path] = OpenVault(path.parent, lambda: (path.name,), self._raw, lone=path.name)
        return self._lone[path], path.name

    def vault_at(self, root: Path) -> OpenVault:
        """Return the vault in a folder."""
        if root not in self._vaults:
            self._vaults[root] = OpenVault(root, lambda: self._open_below(root), self._raw)
        return self._vaults[root]

    def roots(self) -> tuple[Path, ...]:
        """Return the folders of the workspace's vaults that have settings of their own."""
        return tuple(root for roots in self._folders.values() for root in roots)

    def is_inside(self, root: Path) -> bool:
        """Return whether a vault lies in a folder of the workspace, and is not one that such a folder is part of."""
        return any(root.is_relative_to(folder) for folder in self._folders)

    def look_again(self) -> None:
        """Find the vaults of the workspace's folders anew, as after settings came or went."""
        self._folders = {folder: tuple(_roots(folder)) for folder in self._folders}

    async def view(self, uri: str) -> View | None:
        """Return an open note, brought up to date; `None` for what is not open or no note."""
        found = self.vault_of(uri)
        if found is None or self.buffer(uri) is None:
            return None
        vault, path = found
        await vault.read()
        vault.catch_up()
        return self.view_at(vault, path)

    def view_at(self, vault: OpenVault, path: str) -> View | None:
        """Return the note at a path of a vault that is up to date, if it is open."""
        buffer = self.open_at(vault, path)
        note = vault.session.vault.by_path.get(path) if vault.session is not None else None
        if vault.session is None or note is None or buffer is None:
            return None
        return View(self, vault, vault.session, note, buffer)

    def open_at(self, vault: OpenVault, path: str) -> Buffer | None:
        """Return the open text at a path of a vault."""
        return self._buffers.get(str(vault.root / path))

    def open_paths(self, vault: OpenVault) -> tuple[str, ...]:
        """Return the paths of a vault's notes that are open."""
        return (vault.lone,) if vault.lone else self._open_below(vault.root)

    def _touch(self, uri: str) -> None:
        found = self.vault_of(uri)
        if found is not None:
            found[0].touch((found[1],))

    def _open_below(self, root: Path) -> tuple[str, ...]:
        paths = (path_of(buffer.uri) for buffer in self._buffers.values())
        return tuple(
            path.relative_to(root).as_posix()
            for path in paths
            if path is not None and self._root_of(path) == root
        )

    def _raw(self, path: Path) -> bytes | None:
        buffer = self._buffers.get(str(path))
        return None if buffer is None else buffer.raw

    def _root_of(self, path: Path) -> Path | None:
        """Return the nearest folder with settings; else the folder of the workspace, if it knows no vault."""
        for folder in path.parents:
            if folder in self._vaults or folder in self.roots() or (folder / CONFIG_NAME).is_file():
                return folder
            if folder in self._folders and not self._folders[folder]:
                return folder
        return None


def _roots(folder: Path) -> Iterator[Path]:
    """Yield the vaults of a folder of the workspace: those with settings, at it, below it and nearest above it; else
    its folder `vault`.
    """
    if (folder / CONFIG_NAME).is_file():
        yield folder
        return
    found = sorted(_with_settings(folder, _DEPTH))
    if (above := folder_with_settings(folder)) is not None:
        found.append(above)
    if not found and (folder / "vault").is_dir():
        found = [folder / "vault"]
    yield from found


def _with_settings(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError:
        return
    for entry in entries:
        if entry.name == "node_modules" or not entry.is_dir(follow_symlinks=False):
            continue
        path = Path(entry.path)
        if (path / CONFIG_NAME).is_file():
            yield path
        elif depth > 1:
            yield from _with_settings(path, depth - 1)
