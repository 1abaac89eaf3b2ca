"""The features, each with the request that asks for it; a new one is one file and one line here."""

from collections.abc import Awaitable, Callable
from typing import Any

from lsprotocol import types

from teleo.lsp.code_actions import KINDS, code_actions
from teleo.lsp.code_lens import code_lenses
from teleo.lsp.completion import TRIGGERS, completion
from teleo.lsp.definition import definition
from teleo.lsp.document_links import document_links
from teleo.lsp.folding import folding
from teleo.lsp.format import formatting
from teleo.lsp.hover import hover
from teleo.lsp.inlay_hints import inlay_hints
from teleo.lsp.references import references
from teleo.lsp.rename import prepare_rename, rename
from teleo.lsp.rename_files import FILES, will_rename_files
from teleo.lsp.symbols import document_symbols, workspace_symbols
from teleo.lsp.view import View
from teleo.lsp.workspace import Workspace

OF_ONE_TEXT: tuple[tuple[str, Callable[[View, Any], Any], Any], ...] = (
    (
        types.TEXT_DOCUMENT_COMPLETION,
        completion,
        types.CompletionOptions(trigger_characters=list(TRIGGERS)),
    ),
    (types.TEXT_DOCUMENT_HOVER, hover, None),
    (types.TEXT_DOCUMENT_DEFINITION, definition, None),
    (types.TEXT_DOCUMENT_REFERENCES, references, None),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols, None),
    (types.TEXT_DOCUMENT_FOLDING_RANGE, folding, None),
    (types.TEXT_DOCUMENT_DOCUMENT_LINK, document_links, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions(code_action_kinds=list(KINDS)),
    ),
    (types.TEXT_DOCUMENT_FORMATTING, formatting, None),
    (types.TEXT_DOCUMENT_PREPARE_RENAME, prepare_rename, None),
    (types.TEXT_DOCUMENT_RENAME, rename, None),
    (types.TEXT_DOCUMENT_CODE_LENS, code_lenses, None),
    (types.TEXT_DOCUMENT_INLAY_HINT, inlay_hints, None),
)
"""Requests about one open text, which answer null when it is not open."""

OF_ALL: tuple[tuple[str, Callable[[Workspace, Any], Awaitable[Any]], Any], ...] = (
    (types.WORKSPACE_SYMBOL, workspace_symbols, None),
    (types.WORKSPACE_WILL_RENAME_FILES, will_rename_files, FILES),
)
"""Requests about all vaults."""
