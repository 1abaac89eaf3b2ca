"""What an editor says that it can do."""

from dataclasses import dataclass

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Abilities:
    """`document_changes` takes edits held to a version; `renames` and `creates` files as part of an edit;
    `watches` tells the server of changed files, once asked; `configures` answers what the settings are;
    `shows_documents` opens an address; `shows_tooltips` takes one with a link.
    """

    document_changes: bool = False
    renames: bool = False
    creates: bool = False
    watches: bool = False
    configures: bool = False
    shows_documents: bool = False
    shows_tooltips: bool = False


def abilities_of(capabilities: types.ClientCapabilities) -> Abilities:
    """Return what matters of a client's capabilities."""
    workspace, window = capabilities.workspace, capabilities.window
    edit = workspace.workspace_edit if workspace else None
    operations = tuple(edit.resource_operations or ()) if edit else ()
    watched = workspace.did_change_watched_files if workspace else None
    shown = window.show_document if window else None
    text = capabilities.text_document
    links = text.document_link if text else None
    return Abilities(
        # Neovim names the operations that it takes and forgets to say that it takes them in document changes.
        document_changes=bool(edit and (edit.document_changes or operations)),
        renames=types.ResourceOperationKind.Rename in operations,
        creates=types.ResourceOperationKind.Create in operations,
        watches=bool(watched and watched.dynamic_registration),
        configures=bool(workspace and workspace.configuration),
        shows_documents=bool(shown and shown.support),
        shows_tooltips=bool(links and links.tooltip_support),
    )
