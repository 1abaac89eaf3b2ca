"""Turns an entry in words into a claim of its own, and the entry into its title."""

import posixpath
from datetime import date

from lsprotocol import types

from teleo.formatting.plain import entry_source
from teleo.lsp.cursor import reference_at
from teleo.lsp.rename import RenameRefusedError, require_file_name
from teleo.lsp.view import View
from teleo.model import Edit
from teleo.vault.resolve import Step

_MAX_BYTES = 200


def claim_from_entry(view: View, offset: int) -> tuple[str, types.WorkspaceEdit] | None:
    """Return the title of the action and the edit; `None` where no entry in words stands, or none can be made."""
    reference = reference_at(view, offset)
    if (
        reference is None
        or reference.entry is None
        or not view.workspace.abilities.creates
        or view.vault.lone
    ):
        return None
    if reference.resolution.step is not Step.NONE:
        return None
    title = reference.text.strip().rstrip(".")
    path = posixpath.join(posixpath.dirname(view.note.path), f"{title}.md")
    try:
        require_file_name(title, title)
    except RenameRefusedError:
        return None
    is_taken = path in view.session.vault.by_path or (view.vault.root / path).exists()
    if is_taken or len(path.rpartition("/")[2].encode()) > _MAX_BYTES:
        return None
    edits = []
    raw = view.text[reference.span.start : reference.span.end]
    if raw.strip("\"'") != title and not reference.entry.is_linked:
        edits.append(Edit(view.note.path, reference.span, entry_source(title)))
    uri = view.uri_at(path)
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    made = types.TextDocumentEdit(
        types.OptionalVersionedTextDocumentIdentifier(uri), [types.TextEdit(start, _text(view, title))]
    )
    edit = view.workspace_edit(edits, types.CreateFile(uri), made)
    return f"Write the claim {title!r}", edit


def _text(view: View, title: str) -> str:
    fields = {
        "type": "claim",
        "domain": view.note.domain or "general",
        "description": "one sentence that adds to the title",
        "confidence": "speculative",
        "source": "who says so, and on what evidence",
    }
    lines = [f"{name}: {entry_source(value)}" for name, value in fields.items()]
    block = "\n".join([*lines, f"created: {date.today().isoformat()}"])
    return f"---\n{block}\n---\n# {title}\n"
