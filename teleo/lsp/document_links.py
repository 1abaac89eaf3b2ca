"""Document links: what names a note can be clicked."""

from lsprotocol import types

from teleo.lsp.facts import rating_of
from teleo.lsp.view import View
from teleo.rules.reference import read_references


def document_links(view: View, _: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """Return the links and entries of a note that name one note of the vault, in order of place."""
    found = []
    for reference in sorted(read_references(view.session.vault, view.note), key=lambda one: one.span):
        note = view.session.vault.by_id.get(reference.resolution.id or "")
        if note is not None and note.id != view.note.id:
            said = " · ".join(filter(None, (note.title, rating_of(view, note))))
            tooltip = said if view.workspace.abilities.shows_tooltips else None
            found.append(types.DocumentLink(view.positions.range(reference.span), view.uri(note), tooltip))
    return found
