"""Symbols: the headings and quantities of one note, the titles and quantities of all."""

from dataclasses import dataclass, field

from lsprotocol import types

from teleo.lsp.definition import quantity_span, start_of
from teleo.lsp.open_vault import OpenVault
from teleo.lsp.positions import positions_of
from teleo.lsp.uris import uri_of
from teleo.lsp.view import View
from teleo.lsp.workspace import Workspace
from teleo.model import Heading, Note, NoteType, Span, folded
from teleo.quantities.reading import read_declarations

_MOST = 200
_KINDS = {NoteType.MAP: types.SymbolKind.Package, NoteType.NOTE: types.SymbolKind.File}


@dataclass
class _Section:
    heading: Heading
    span: Span
    below: list["_Section"] = field(default_factory=list)


def document_symbols(view: View, _: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """Return the sections of a note, each with those below it, and then its quantities."""
    found = [_symbol(view, section) for section in _sections(view.note)]
    for each in read_declarations(view.note).declarations:
        range_ = view.positions.range(each.span)
        detail = each.text("stated") or each.text("calc")
        found.append(types.DocumentSymbol(each.id, types.SymbolKind.Number, range_, range_, detail))
    return found


async def workspace_symbols(
    workspace: Workspace, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol] | None:
    """Return the notes and quantities whose names hold every word of the query, the best fit first."""
    words = folded(params.query).split()
    found: list[tuple[tuple[bool, int, str], types.WorkspaceSymbol]] = []
    for vault in workspace.vaults:
        await vault.read()
        vault.catch_up()
        if vault.session is not None:
            for note in vault.session.vault.notes:
                place = _fit(words, note.title)
                if place is not None:
                    found.append((place, _note_symbol(workspace, vault, note)))
            for key in vault.session.quantities:
                place = _fit(words, key[1]) if words else None
                note = vault.session.vault.by_id[key[0]]
                if place is not None:
                    found.append((place, _quantity_symbol(workspace, vault, note, key[1])))
    return [symbol for _, symbol in sorted(found, key=lambda pair: pair[0])[:_MOST]]


def _sections(note: Note) -> list[_Section]:
    top: list[_Section] = []
    opened: list[_Section] = []
    for index, heading in enumerate(note.headings):
        later = (other.span.start for other in note.headings[index + 1 :] if other.level <= heading.level)
        end = next(later, len(note.document.text))
        section = _Section(heading, Span(heading.span.start, max(end, heading.span.end)))
        while opened and opened[-1].heading.level >= heading.level:
            opened.pop()
        (opened[-1].below if opened else top).append(section)
        opened.append(section)
    return top


def _symbol(view: View, section: _Section) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        section.heading.text or "(no words)",
        types.SymbolKind.String,
        view.positions.range(section.span),
        view.positions.range(section.heading.span),
        children=[_symbol(view, each) for each in section.below],
    )


def _fit(words: list[str], name: str) -> tuple[bool, int, str] | None:
    """Return where a name stands among those that fit; `None` when it lacks a word."""
    plain = folded(name)
    if not all(word in plain for word in words):
        return None
    return not plain.startswith(" ".join(words)), len(plain), plain


def _note_symbol(workspace: Workspace, vault: OpenVault, note: Note) -> types.WorkspaceSymbol:
    kind = _KINDS.get(note.type, types.SymbolKind.Class)
    return types.WorkspaceSymbol(
        _location(workspace, vault, note, start_of(note)),
        note.title,
        kind,
        container_name=note.domain or None,
    )


def _quantity_symbol(workspace: Workspace, vault: OpenVault, note: Note, id_: str) -> types.WorkspaceSymbol:
    location = _location(workspace, vault, note, quantity_span(note, id_) or start_of(note))
    return types.WorkspaceSymbol(location, id_, types.SymbolKind.Number, container_name=note.title)


def _location(workspace: Workspace, vault: OpenVault, note: Note, span: Span) -> types.Location:
    buffer = workspace.open_at(vault, note.path)
    uri = uri_of(vault.root / note.path) if buffer is None else buffer.uri
    has_lead = buffer is not None and buffer.has_bom
    return types.Location(uri, positions_of(note.document, workspace.encoding, has_lead=has_lead).range(span))
