"""An editor without a screen and without a server: texts are opened and the features asked."""

import asyncio
from pathlib import Path

from lsprotocol import types

from teleo.lsp.abilities import Abilities
from teleo.lsp.uris import uri_of
from teleo.lsp.view import View
from teleo.lsp.workspace import Workspace
from teleo.model import Span

ABLE = Abilities(document_changes=True, renames=True, creates=True)


class Desk:
    """One folder open in an editor that can do all that the server asks of it; or files of it alone."""

    def __init__(
        self, root: Path, encoding: str = "utf-16", abilities: Abilities = ABLE, *, is_folder: bool = True
    ) -> None:
        self.root = root
        self.workspace = Workspace()
        self.workspace.encoding = encoding
        self.workspace.abilities = abilities
        if is_folder:
            self.workspace.add_folder(uri_of(root))

    def open(self, path: str, text: str | None = None) -> View:
        """Open a note, with the text of its file unless another is given, and return what features see."""
        text = (self.root / path).read_bytes().decode() if text is None else text
        item = types.TextDocumentItem(self.uri(path), "markdown", 1, text)
        self.workspace.open(item)
        view = self.view(path)
        assert view is not None
        return view

    def uri(self, path: str) -> str:
        """Return the address of a file."""
        return uri_of(self.root / path)

    def view(self, path: str) -> View | None:
        """Return what features see of a note now."""
        return asyncio.run(self.workspace.view(self.uri(path)))


def at(view: View, words: str, inside: int = 1) -> types.Position:
    """Return the position `inside` characters into the first place where a note says `words`."""
    return view.positions.position(view.text.index(words) + inside)


def document(view: View) -> types.TextDocumentIdentifier:
    """Return the name of an open text."""
    return types.TextDocumentIdentifier(view.buffer.uri)


def words_at(view: View, range_: types.Range) -> str:
    """Return the words of a note in a range."""
    span = view.positions.span(range_)
    return view.text[span.start : span.end]


def applied(root: Path, edit: types.WorkspaceEdit, encoding: str = "utf-16") -> None:
    """Do to the files below `root` what a workspace edit says, as an editor would that has none of them open."""
    from teleo.lsp.positions import Positions
    from teleo.lsp.uris import path_of
    from teleo.model import Lines

    for change in edit.document_changes or ():
        if isinstance(change, types.RenameFile):
            old, new = path_of(change.old_uri), path_of(change.new_uri)
            assert old is not None and new is not None and not new.exists()
            old.rename(new)
        elif isinstance(change, types.CreateFile):
            place = path_of(change.uri)
            assert place is not None and not place.exists()
            place.write_text("")
        elif isinstance(change, types.TextDocumentEdit):
            place = path_of(change.text_document.uri)
            assert place is not None
            text = place.read_bytes().decode()
            positions = Positions(text, Lines(text), encoding)
            place.write_bytes(edited(positions, change.edits).encode())


def edited(positions, edits) -> str:  # type: ignore[no-untyped-def]
    """Return a text after edits that were all made for it as it is."""
    text = positions.text
    spans: list[tuple[Span, str]] = sorted(
        ((positions.span(edit.range), edit.new_text) for edit in edits), reverse=True
    )
    for span, new in spans:
        text = text[: span.start] + new + text[span.end :]
    return text
