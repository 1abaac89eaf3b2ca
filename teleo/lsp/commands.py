"""Commands on the note being written: its neighbourhood, new edges, its numbers, its page."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from lsprotocol import types

from teleo.graph.build import Graph
from teleo.links.basis import basis_of
from teleo.links.related import RelatedNote, Wanted, related
from teleo.lsp.code_lens import NEIGHBOURHOOD
from teleo.lsp.facts import note_facts
from teleo.lsp.view import View
from teleo.model import REWEAVE_FIELD, Edit
from teleo.rules.rewriting import fix_adding_entry, name_for
from teleo.vault.reader import Vault

if TYPE_CHECKING:
    from teleo.lsp.server import TeleoServer

PageAddress = Callable[[Vault, str], str | None]
"""Gives the address of the page of a vault's note by its id; `None` while there is no page."""

_PROPOSED = 4
_NONE = "None of them"


async def show_neighbourhood(server: "TeleoServer", uri: str = "") -> str | None:
    """Return in Markdown what is known of a note and its edges, and show it if the editor does not."""
    view = await server.texts.view(uri)
    if view is None:
        return None
    text = note_facts(view, view.note)
    if not view.settings.shows_results:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
    return text


async def reweave(server: "TeleoServer", uri: str = "") -> bool:
    """Ask which of the notes most related should be linked, record it in both, and return whether one was."""
    view = await server.texts.view(uri)
    if view is None:
        return False
    vault, graph, id_ = view.session.vault, view.session.graph.copy(), view.note.id
    proposed = await asyncio.to_thread(_proposals, vault, graph, id_)
    if not proposed:
        _say(server, "no note is left to propose")
        return False
    by_choice = {f"{one.title} ({one.similarity:.2f})": one.id for one in proposed}
    chosen = await server.window_show_message_request_async(
        types.ShowMessageRequestParams(
            types.MessageType.Info,
            f"Which note is related to {view.note.title!r}?",
            [types.MessageActionItem(title) for title in (*by_choice, _NONE)],
        )
    )
    view = await server.texts.view(uri)
    if chosen is None or chosen.title not in by_choice or view is None:
        return False
    return await _apply(server, view, "Reweave", _edges(view, by_choice[chosen.title]))


async def recompute(server: "TeleoServer", uri: str = "") -> bool:
    """Write what the models give into the numbers of a note that say something else; return whether any did."""
    view = await server.texts.view(uri)
    if view is None:
        return False
    found = view.session.check((view.note.id,))
    edits = tuple(edit for one in found if one.code == "QU904" and one.fix for edit in one.fix.edits)
    if not edits:
        _say(server, "every number of this note agrees with its model")
        return False
    return await _apply(server, view, "Recompute", edits)


async def open_page(server: "TeleoServer", uri: str = "") -> str | None:
    """Open a note's page in the browser and return its address."""
    view = await server.texts.view(uri)
    if view is None or server.page_address is None:
        return None
    address = server.page_address(view.session.vault, view.note.id)
    if address is None:
        _say(server, "this note has no page yet; build the site with `teleo build`")
        return None
    if server.texts.abilities.shows_documents:
        await server.window_show_document_async(types.ShowDocumentParams(address, external=True))
    elif not view.settings.shows_results:
        _say(server, address)
    return address


COMMANDS: Mapping[str, Callable[..., Awaitable[Any]]] = {
    NEIGHBOURHOOD: show_neighbourhood,
    "teleo.reweave": reweave,
    "teleo.recompute": recompute,
    "teleo.openPage": open_page,
}
"""Each command by its name; all take the address of an open note."""


def _proposals(vault: Vault, graph: Graph, id_: str) -> tuple[RelatedNote, ...]:
    basis = basis_of(vault.notes, graph, None)
    return related(basis, np.array([basis.number[id_]], dtype=np.intp), Wanted(_PROPOSED))[id_]


def _edges(view: View, other: str) -> tuple[Edit, ...]:
    """Return the edits that record an edge in both notes; none when one of them cannot be written."""
    vault, today = view.session.vault, date.today().isoformat()
    if other not in vault.by_id:
        return ()
    pair = (view.note, vault.by_id[other])
    fixes = [
        fix_adding_entry(note, REWEAVE_FIELD, f"{name_for(vault, far)}|related|{today}")
        for note, far in (pair, pair[::-1])
    ]
    return tuple(edit for fix in fixes if fix is not None for edit in fix.edits) if all(fixes) else ()


async def _apply(server: "TeleoServer", view: View, label: str, edits: tuple[Edit, ...]) -> bool:
    if not edits:
        _say(server, "the frontmatter of one of the notes cannot be written; mend it first")
        return False
    params = types.ApplyWorkspaceEditParams(view.workspace_edit(edits), label)
    result = await server.workspace_apply_edit_async(params)
    return bool(result.applied)


def _say(server: "TeleoServer", text: str) -> None:
    server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
