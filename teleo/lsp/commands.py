"""Commands on the note being written: its neighbourhood, new edges, its numbers, its page."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from teleo.lsp.asking import apply, say
from teleo.lsp.code_lens import NEIGHBOURHOOD
from teleo.lsp.facts import note_facts
from teleo.lsp.reweave import reweave
from teleo.vault.reader import Vault

if TYPE_CHECKING:
    from teleo.lsp.server import TeleoServer

PageAddress = Callable[[Vault, str], str | None]
"""Gives the address of the page of a vault's note by its id; `None` while there is no page."""


async def show_neighbourhood(server: "TeleoServer", uri: str = "") -> str | None:
    """Return in Markdown what is known of a note and its edges, and show it if the editor does not."""
    view = await server.texts.view(uri)
    if view is None:
        return None
    text = note_facts(view, view.note)
    if not view.settings.shows_results:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
    return text


async def recompute(server: "TeleoServer", uri: str = "") -> bool:
    """Write what the models give into the numbers of a note that say something else; return whether any did."""
    view = await server.texts.view(uri)
    if view is None:
        return False
    found = view.session.check((view.note.id,))
    edits = tuple(edit for one in found if one.code == "QU904" and one.fix for edit in one.fix.edits)
    if not edits:
        say(server, "every number of this note agrees with its model")
        return False
    return await apply(server, view, "Recompute", edits)


async def open_page(server: "TeleoServer", uri: str = "") -> str | None:
    """Open a note's page in the browser and return its address."""
    view = await server.texts.view(uri)
    if view is None or server.page_address is None:
        return None
    address = server.page_address(view.session.vault, view.note.id)
    if address is None:
        say(server, "this note has no page yet; build the site with `teleo build`")
        return None
    if server.texts.abilities.shows_documents:
        await server.window_show_document_async(types.ShowDocumentParams(address, external=True))
    elif not view.settings.shows_results:
        say(server, address)
    return address


COMMANDS: Mapping[str, Callable[..., Awaitable[Any]]] = {
    NEIGHBOURHOOD: show_neighbourhood,
    "teleo.reweave": reweave,
    "teleo.recompute": recompute,
    "teleo.openPage": open_page,
}
"""Each command by its name; all take the address of an open note."""
