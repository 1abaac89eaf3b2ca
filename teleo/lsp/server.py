"""The language server: it agrees with the editor on what both can do, and hands requests to the features."""

import asyncio
import logging
import os
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from teleo import __version__
from teleo.errors import TeleoError
from teleo.lsp import features, watching
from teleo.lsp.abilities import abilities_of
from teleo.lsp.commands import COMMANDS, PageAddress
from teleo.lsp.diagnostics import Client, Diagnostician
from teleo.lsp.protocol import TeleoProtocol
from teleo.lsp.settings import settings_from
from teleo.lsp.view import NoteChangedError
from teleo.lsp.workspace import Workspace

_LIFE_S = 3.0
"""How often the server looks whether its editor still lives."""


class TeleoServer(LanguageServer):
    """A server for one editor. `texts` are what it has open."""

    def __init__(self, page_address: PageAddress | None = None) -> None:
        self.texts = Workspace()
        super().__init__("teleo", __version__, protocol_cls=TeleoProtocol)
        self.page_address = page_address
        self.diagnostician = Diagnostician(self.texts, _Told(self))
        self.background: set[asyncio.Task[Any]] = set()
        _register(self)

    def look_at(self, uri: str) -> None:
        """Look soon at the vault that a file lies in."""
        found = self.texts.vault_of(uri)
        if found is not None:
            self.diagnostician.look_soon(found[0])

    def run(self, work: Awaitable[Any]) -> None:
        """Do something beside the requests."""
        task = asyncio.ensure_future(work)
        self.background.add(task)
        task.add_done_callback(self.background.discard)


class _Told(Client):
    """Tells an editor through its server."""

    def __init__(self, server: TeleoServer) -> None:
        self._server = server

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        self._server.text_document_publish_diagnostics(params)

    def say(self, kind: types.MessageType, text: str) -> None:
        self._server.window_show_message(types.ShowMessageParams(kind, text))

    def report(self, error: BaseException) -> None:
        text = "".join(traceback.format_exception(error))
        self._server.window_log_message(types.LogMessageParams(types.MessageType.Error, text))


def serve(page_address: PageAddress | None = None) -> None:
    """Serve one editor over the standard streams until it says goodbye, closes them or dies.

    Args:
        page_address: gives the address of a note's page on the vault's site.
    """
    server = TeleoServer(page_address)
    # What something prints by mistake must not get between the messages.
    stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # The editor has the sentence; the library would log where it was raised, as if the server had failed.
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)
    server.start_io(sys.stdin.buffer, stdout)


def _register(server: TeleoServer) -> None:
    @server.feature(types.INITIALIZE)
    def _initialize(params: types.InitializeParams) -> None:
        server.texts.encoding = types.PositionEncodingKind(
            server.workspace.position_encoding or "utf-16"
        ).value
        server.texts.abilities = abilities_of(params.capabilities)
        server.texts.settings = settings_from(params.initialization_options, server.texts.settings)
        folders = [folder.uri for folder in params.workspace_folders or ()]
        for uri in folders or filter(None, (params.root_uri,)):
            server.texts.add_folder(uri)

    @server.feature(types.INITIALIZED)
    async def _initialized(_: types.InitializedParams) -> None:
        server.run(_watch_over(server))
        for root in server.texts.roots():
            server.diagnostician.look_soon(server.texts.vault_at(root))
        await watching.begin(server)
        await _configure(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def _configured(params: types.DidChangeConfigurationParams) -> None:
        server.texts.settings = settings_from(params.settings, server.texts.settings)
        await _configure(server)
        for vault in server.texts.vaults:
            server.diagnostician.look_soon(vault)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def _folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            for vault in server.texts.remove_folder(folder.uri):
                server.diagnostician.forget(vault)
        for folder in params.event.added:
            server.texts.add_folder(folder.uri)
        for root in server.texts.roots():
            server.diagnostician.look_soon(server.texts.vault_at(root))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _saved(params: types.DidSaveTextDocumentParams) -> None:
        server.look_at(params.text_document.uri)

    for method, function, options in features.OF_ONE_TEXT:
        _answer_for_text(server, method, function, options)
    for method, of_all, options in features.OF_ALL:
        server.feature(method, options)(_bound(server, of_all))
    for name, command in COMMANDS.items():
        server.command(name)(_command(server, command))
    watching.register(server)


def _answer_for_text(
    server: TeleoServer, method: str, function: Callable[[Any, Any], Any], options: Any
) -> None:
    @server.feature(method, options)
    async def _answer(params: Any) -> Any:
        with _refusals_told():
            try:
                view = await server.texts.view(params.text_document.uri)
                return None if view is None else function(view, params)
            except NoteChangedError:
                view = await server.texts.view(params.text_document.uri)
                return None if view is None else function(view, params)


def _bound(server: TeleoServer, function: Callable[[Workspace, Any], Awaitable[Any]]) -> Callable[[Any], Any]:
    async def _answer(params: Any) -> Any:
        with _refusals_told():
            return await function(server.texts, params)

    return _answer


def _command(server: TeleoServer, function: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
    async def _run(*arguments: Any) -> Any:
        with _refusals_told():
            return await function(server, *arguments)

    return _run


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Make a refusal of ours the answer to a request: the editor shows its sentence."""
    try:
        yield
    except TeleoError as error:
        raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from error


def _is_no_refusal(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, JsonRpcException) and isinstance(error.__cause__, TeleoError))


async def _configure(server: TeleoServer) -> None:
    """Ask the editor for the settings, if it answers such questions."""
    if not server.texts.abilities.configures:
        return
    item = types.ConfigurationItem(section="teleo")
    found = await server.workspace_configuration_async(types.ConfigurationParams([item]))
    for given in found or ():
        server.texts.settings = settings_from(given, server.texts.settings)


async def _watch_over(server: TeleoServer) -> None:
    """End the process when the editor's is gone, even if something else holds the streams open."""
    while server.process_id is not None:
        await asyncio.sleep(_LIFE_S)
        try:
            os.kill(server.process_id, 0)
        except ProcessLookupError:
            os._exit(1)
        except OSError:
            continue
