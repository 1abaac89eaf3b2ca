"""Measures how long an editor waits: diagnostics after the pause, completion, rename, over a running server."""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from teleo.lsp.settings import Settings
from teleo.lsp.uris import uri_of

RUNS = 5
_BUDGETS_S = {1229: 0.15, 10_000: 0.5}
_PATIENCE_S = 300.0
_SETTLED_S = 20.0
"""How long nothing may come until the first look at the whole vault, and the index of its words, are done."""


def editor_rows(vault: Path, size: int, row: Callable[[str, str, str], None], runs: int = RUNS) -> None:
    """Measure a vault of `size` notes and hand each line of the table to `row`: name, budget, what was measured.

    The time of diagnostics counts from the end of the pause to the arrival at the editor.
    """
    found = asyncio.run(_measured(vault, runs))
    budget = f"<= {_BUDGETS_S[size] * 1000:.0f} ms" if size in _BUDGETS_S else ""
    for name, waits in found.items():
        limit = budget if name.startswith("diagnostics") else ""
        row(f"editor: {name}, {size} notes", limit, _shown(waits))


def _shown(waits: Sequence[tuple[float, float]]) -> str:
    walls, cpus = zip(*waits, strict=True)
    wall, cpu = statistics.median(walls) * 1000, statistics.median(cpus) * 1000
    return f"{wall:.0f} ms, at most {max(walls) * 1000:.0f} ms; {cpu:.0f} CPU ms"


class _Watch:
    """Seconds since it was made, on the wall and of the server's processor time."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._wall, self._cpu = time.perf_counter(), self._cpu_s()

    def read(self, less_s: float = 0.0) -> tuple[float, float]:
        """Return the wall seconds, less a pause, and the processor seconds."""
        return time.perf_counter() - self._wall - less_s, self._cpu_s() - self._cpu

    def _cpu_s(self) -> float:
        fields = Path(f"/proc/{self._server}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Editor:
    """A client that remembers which versions it was sent diagnostics for."""

    def __init__(self) -> None:
        self.client = LanguageClient("bench", "1")
        self.versions: dict[str, int | None] = {}
        self.news = asyncio.Event()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _published(params: types.PublishDiagnosticsParams) -> None:
            self.versions[params.uri] = params.version
            self.news.set()

    @property
    def server(self) -> int:
        """The number of the server's process."""
        process = self.client._server
        assert process is not None
        return process.pid

    async def until(self, uri: str, version: int) -> None:
        """Wait until the diagnostics of a version have come."""
        async with asyncio.timeout(_PATIENCE_S):
            while self.versions.get(uri) != version:
                self.news.clear()
                await self.news.wait()

    async def quiet(self, pause_s: float) -> None:
        """Wait until nothing came for a while, so that the sweep over the vault is over."""
        while True:
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), pause_s)
            except TimeoutError:
                return


async def _measured(vault: Path, runs: int) -> dict[str, list[tuple[float, float]]]:
    editor = _Editor()
    client = editor.client
    await client.start_io(sys.executable, "-m", "teleo", "lsp")
    edits = types.WorkspaceEditClientCapabilities(document_changes=True, resource_operations=["rename"])
    workspace = types.WorkspaceClientCapabilities(workspace_edit=edits)
    await client.initialize_async(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(workspace=workspace),
            workspace_folders=[types.WorkspaceFolder(uri_of(vault), "bench")],
        )
    )
    client.initialized(types.InitializedParams())
    path = sorted((vault / "claims").rglob("*.md"))[7]
    uri, text = uri_of(path), path.read_text(encoding="utf-8")
    item = types.TextDocumentItem(uri, "markdown", 1, text)
    watch = _Watch(editor.server)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await editor.until(uri, 1)
    waits: dict[str, list[tuple[float, float]]] = {"first diagnostics after start": [watch.read()]}
    await editor.quiet(_SETTLED_S)
    last = text.count("\n")
    version = 1
    for name, place, words in (
        ("diagnostics after a word", types.Position(last, 0), "word "),
        ("diagnostics after a change of the heading", _heading(text), "x"),
    ):
        waits[name] = []
        for _ in range(runs):
            version += 1
            change = types.TextDocumentContentChangePartial(types.Range(place, place), words)
            watch = _Watch(editor.server)
            named = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
            client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))
            await editor.until(uri, version)
            waits[name].append(watch.read(Settings().pause_ms / 1000))
            await editor.quiet(4.0)
    waits |= await _asked(editor, uri, last, text, runs)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return waits


async def _asked(
    editor: _Editor, uri: str, last: int, text: str, runs: int
) -> dict[str, list[tuple[float, float]]]:
    client = editor.client
    name, end = types.TextDocumentIdentifier(uri), types.Position(last, 2)
    named = types.VersionedTextDocumentIdentifier(version=1000, uri=uri)
    start_of_line = types.Position(last, 0)
    change = types.TextDocumentContentChangePartial(types.Range(start_of_line, start_of_line), "[[\n")
    client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))
    waits: dict[str, list[tuple[float, float]]] = {"completion of a title": [], "rename": []}
    for number in range(runs):
        watch = _Watch(editor.server)
        found = await client.text_document_completion_async(types.CompletionParams(name, end))
        waits["completion of a title"].append(watch.read())
        assert isinstance(found, types.CompletionList) and found.items
        title = f"a title that no note has yet, number {number}"
        watch = _Watch(editor.server)
        await client.text_document_rename_async(types.RenameParams(name, _heading(text), title))
        waits["rename"].append(watch.read())
    return waits


def _heading(text: str) -> types.Position:
    before = text[: text.index("\n# ") + 1]
    return types.Position(before.count("\n"), 4)
