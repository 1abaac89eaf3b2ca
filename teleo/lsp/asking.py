"""What a command asks of the editor: to show a sentence, to make an edit."""

from typing import TYPE_CHECKING

from lsprotocol import types

from teleo.lsp.view import View
from teleo.model import Edit

if TYPE_CHECKING:
    from teleo.lsp.server import TeleoServer


def say(server: "TeleoServer", text: str) -> None:
    """Show a sentence."""
    server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


async def apply(server: "TeleoServer", view: View, label: str, edits: tuple[Edit, ...]) -> bool:
    """Have edits made, under a name for the editor's list of undos; return whether they were."""
    params = types.ApplyWorkspaceEditParams(view.workspace_edit(edits), label)
    result = await server.workspace_apply_edit_async(params)
    return bool(result.applied)
