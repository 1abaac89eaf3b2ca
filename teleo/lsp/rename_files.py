"""Files that are renamed or moved in the editor's tree: the links to them follow."""

from pathlib import Path

from lsprotocol import types

from teleo.lsp.renaming import Move, edits_for
from teleo.lsp.uris import path_of
from teleo.lsp.view import VaultView
from teleo.lsp.workspace import Workspace

FILES = types.FileOperationRegistrationOptions(
    filters=[
        types.FileOperationFilter(types.FileOperationPattern("**/*.md"), scheme="file"),
        types.FileOperationFilter(
            types.FileOperationPattern("**", matches=types.FileOperationPatternKind.Folder), scheme="file"
        ),
    ]
)


async def will_rename_files(
    workspace: Workspace, params: types.RenameFilesParams
) -> types.WorkspaceEdit | None:
    """Return the edits that keep links true when files or folders get new names, within each vault.

    A file whose name is its title gets the new name as its title, and keeps the old one as an alias if the
    settings wish it.
    """
    found: types.WorkspaceEdit | None = None
    for vault in workspace.vaults:
        await vault.read()
        vault.look_at_files()
        vault.catch_up()
        if vault.session is None:
            continue
        view = VaultView(workspace, vault, vault.session)
        moves: dict[str, Move] = {}
        for file in params.files:
            old, new = path_of(file.old_uri), path_of(file.new_uri)
            if old is not None and new is not None:
                moves.update((move.note.id, move) for move in _moves(view, old, new))
        if moves:
            edits = edits_for(vault.session, moves, keep_alias=view.settings.keep_alias)
            found = _joined(found, view.workspace_edit(edits))
    return found


def _joined(one: types.WorkspaceEdit | None, other: types.WorkspaceEdit) -> types.WorkspaceEdit:
    """Return two edits of different files as one."""
    if one is None:
        return other
    if other.document_changes is None:
        return types.WorkspaceEdit(changes={**(one.changes or {}), **(other.changes or {})})
    return types.WorkspaceEdit(document_changes=[*(one.document_changes or ()), *other.document_changes])


def _moves(view: VaultView, old: Path, new: Path) -> list[Move]:
    """Return the moves of the notes at or below a path; those that leave the vault are none."""
    root = view.vault.root
    if not old.is_relative_to(root) or not new.is_relative_to(root):
        return []
    before, after = old.relative_to(root).as_posix(), new.relative_to(root).as_posix()
    found = []
    for note in view.session.vault.notes:
        if note.path == before:
            found.append(Move(note, after, new.stem if note.title == note.stem != new.stem else None))
        elif note.path.startswith(f"{before}/"):
            found.append(Move(note, after + note.path[len(before) :]))
    return found
