"""A vault and one open note as a feature sees them, with places in both as the editor counts them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lsprotocol import types

from teleo.errors import TeleoError
from teleo.lsp.buffers import Buffer
from teleo.lsp.positions import Positions, positions_of
from teleo.lsp.uris import uri_of
from teleo.model import Edit, Note, Span
from teleo.session import Session

if TYPE_CHECKING:
    from teleo.lsp.open_vault import OpenVault
    from teleo.lsp.settings import Settings
    from teleo.lsp.workspace import Workspace


class NoteChangedError(TeleoError):
    """A note is not on the disk what it was when it was read, so that an edit of it would hit other words."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} changed on the disk a moment ago; try again")
        self.path = path


DocumentChange = types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile


@dataclass(frozen=True)
class VaultView:
    """A vault that is up to date with all that was typed."""

    workspace: "Workspace"
    vault: "OpenVault"
    session: Session

    @property
    def settings(self) -> "Settings":
        """What the user switched."""
        return self.workspace.settings

    def positions_of(self, note: Note) -> Positions:
        """Return the positions of any note of the vault."""
        buffer = self.workspace.open_at(self.vault, note.path)
        has_lead = buffer is not None and buffer.has_bom
        return positions_of(note.document, self.workspace.encoding, has_lead=has_lead)

    def uri(self, note: Note) -> str:
        """Return the address of a note, as the editor writes it if it is open."""
        return self.uri_at(note.path)

    def uri_at(self, path: str) -> str:
        """Return the address of a file of the vault."""
        buffer = self.workspace.open_at(self.vault, path)
        return uri_of(self.vault.root / path) if buffer is None else buffer.uri

    def location(self, note: Note, span: Span) -> types.Location:
        """Return a place in any note of the vault."""
        return types.Location(self.uri(note), self.positions_of(note).range(span))

    def workspace_edit(self, edits: Iterable[Edit], *operations: DocumentChange) -> types.WorkspaceEdit:
        """Return edits of any notes of the vault as one workspace edit, in a form that the editor takes.

        `operations` on files come after the edits; an editor that takes none of them is given none.

        Raises:
            NoteChangedError: a note that is not open changed on the disk; it is read with the next request.
        """
        found: dict[str, list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]] = {}
        for edit in sorted(edits):
            note = self.session.vault.by_path.get(edit.path)
            if note is not None:
                if edit.path not in found and self.vault.look_at_file(edit.path):
                    raise NoteChangedError(edit.path)
                range_ = self.positions_of(note).range(edit.span)
                found.setdefault(edit.path, []).append(types.TextEdit(range_, edit.text))
        if not self.workspace.abilities.document_changes:
            plain = {
                self.uri_at(path): [each for each in parts if isinstance(each, types.TextEdit)]
                for path, parts in found.items()
            }
            return types.WorkspaceEdit(changes=plain)
        changes = [types.TextDocumentEdit(self.identifier(path), parts) for path, parts in found.items()]
        return types.WorkspaceEdit(document_changes=[*changes, *operations])

    def identifier(self, path: str) -> types.OptionalVersionedTextDocumentIdentifier:
        """Return the name of a file with the version of its open text, which an edit is held to."""
        buffer = self.workspace.open_at(self.vault, path)
        version = None if buffer is None else buffer.version
        return types.OptionalVersionedTextDocumentIdentifier(self.uri_at(path), version)


@dataclass(frozen=True)
class View(VaultView):
    """An open note whose vault is up to date with all that was typed."""

    note: Note
    buffer: Buffer

    @property
    def text(self) -> str:
        """The note's text."""
        return self.note.document.text

    @cached_property
    def positions(self) -> Positions:
        """The positions of the note's text."""
        return self.positions_of(self.note)
