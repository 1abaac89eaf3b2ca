"""What tests do with a running server: open and change texts, and wait for diagnostics."""

import asyncio
import sys
from typing import Any

from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from teleo.lsp.uris import uri_of
from tests.lsp.vaults import GROWTH, GROWTH_PATH, NOTES

CONFIG = ClientServerConfig(server_command=[sys.executable, "-m", "teleo", "lsp"])
PATIENCE_S = 60.0


def uri(editor: LanguageClient, path: str = GROWTH_PATH) -> str:
    return uri_of(editor.root / path)  # type: ignore[attr-defined]


def document(editor: LanguageClient, path: str = GROWTH_PATH) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri(editor, path))


def opened(editor: LanguageClient, path: str = GROWTH_PATH, text: str | None = None) -> None:
    item = types.TextDocumentItem(uri(editor, path), "markdown", 1, NOTES[path] if text is None else text)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(item))


def changed(editor: LanguageClient, text: str, version: int) -> None:
    name = types.VersionedTextDocumentIdentifier(version=version, uri=uri(editor))
    change = types.TextDocumentContentChangeWholeDocument(text)
    editor.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))


async def codes_until(editor: LanguageClient, where: str, is_right: Any) -> list[str]:
    """Return the codes shown for a file once they are right."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            found = [str(one.code) for one in editor.diagnostics.get(where, [])]
            if where in editor.diagnostics and is_right(found):
                return found
            await editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)


def place(words: str, inside: int = 1, text: str = GROWTH) -> types.Position:
    before = text[: text.index(words) + inside]
    return types.Position(before.count("\n"), len(before.rpartition("\n")[2]))
