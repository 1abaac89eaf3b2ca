"""What is typed at random in a running editor is shown as a fresh start on the final texts shows it."""

import asyncio
from pathlib import Path
from random import Random

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from teleo.lsp.buffers import Buffer
from teleo.lsp.uris import uri_of
from teleo.pipeline import survey
from tests.edits import LINES
from tests.lsp.client import CONFIG, PATIENCE_S
from tests.lsp.vaults import CHIPS_PATH, GROWTH_PATH, NOTES, write_vault

PIECES = (
    *LINES, "---\n", "[[", "]]", '"', "<<<<<<< ours\n", "😀", "e\u0301", "\r\n", '  - "b"\n', "quantities:\n", "{",
    "title: chips follow load\n", "x" * 3000, "confidence: ", "```\n", "<!-- teleo: ignore[CF801] so -->", "\t",
)  # fmt: skip
Shown = dict[str, list[tuple[str, int, str]]]


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_diagnostics_end_as_those_of_a_fresh_start(tmp_path: Path, encoding: str) -> None:
    root, random = write_vault(tmp_path / "vault"), Random(encoding)
    client = await started(root, encoding)
    buffers = {path: Buffer(uri_of(root / path), NOTES[path], 1) for path in (GROWTH_PATH, CHIPS_PATH)}
    for buffer in buffers.values():
        item = types.TextDocumentItem(buffer.uri, "markdown", 1, buffer.text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    for _ in range(80):
        path = random.choice(sorted(buffers))
        buffers[path] = typed(client, buffers[path], random, encoding)
        name = types.TextDocumentIdentifier(buffers[path].uri)
        if random.random() < 0.3:
            await client.text_document_document_link_async(types.DocumentLinkParams(name))
    for path, buffer in buffers.items():
        (root / path).write_bytes(buffer.raw)
    fresh = survey(root).diagnostics
    expected: Shown = {
        buffer.uri: sorted((one.code, one.place.line - 1, one.message) for one in fresh if one.path == path)
        for path, buffer in buffers.items()
    }
    async with asyncio.timeout(PATIENCE_S):
        while (found := shown(client, expected)) != expected:
            await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert found == expected
    await client.shutdown_session()
    await client.stop()


async def started(root: Path, encoding: str) -> LanguageClient:
    client = await CONFIG.start()
    assert isinstance(client, LanguageClient)
    general = types.GeneralClientCapabilities(position_encodings=[encoding])
    folders = [types.WorkspaceFolder(uri_of(root), "vault")]
    abilities = types.ClientCapabilities(general=general)
    await client.initialize_session(types.InitializeParams(capabilities=abilities, workspace_folders=folders))
    return client


def typed(client: LanguageClient, buffer: Buffer, random: Random, encoding: str) -> Buffer:
    """Replace some of a text in the editor and in the server, and return what the editor has."""
    lines = buffer.text.split("\n")
    line = random.randrange(len(lines))
    start = types.Position(line, random.choice((0, 2, random.randrange(80), 10**6)))
    end = start if random.random() < 0.6 else types.Position(line + random.randrange(3), random.randrange(30))
    change = types.TextDocumentContentChangePartial(types.Range(start, end), random.choice(PIECES))
    after = buffer.changed([change], (buffer.version or 0) + 1, encoding)
    name = types.VersionedTextDocumentIdentifier(version=after.version or 0, uri=after.uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))
    return after


def shown(client: LanguageClient, like: Shown) -> Shown:
    found = {uri: client.diagnostics.get(uri, []) for uri in like}
    return {
        uri: sorted((str(one.code), one.range.start.line, one.message) for one in each)
        for uri, each in found.items()
    }
