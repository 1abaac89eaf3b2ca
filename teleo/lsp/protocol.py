"""The protocol with texts kept by teleo: the library's own splits lines where the protocol does not."""

from typing import TYPE_CHECKING, Any, cast

from lsprotocol import types
from pygls.protocol.language_server import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from teleo.lsp.server import TeleoServer


class TeleoProtocol(LanguageServerProtocol):
    """Hands what happens to texts to the server's workspace."""

    @property
    def _teleo(self) -> "TeleoServer":
        return cast("TeleoServer", self._server)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Any:
        """Take over a text that was opened."""
        self._teleo.texts.open(params.text_document)
        self._teleo.look_at(params.text_document.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Any:
        """Take over what was typed."""
        document = params.text_document
        self._teleo.texts.change(document.uri, document.version, params.content_changes)
        self._teleo.look_at(document.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Any:
        """Forget a text."""
        lone = self._teleo.texts.close(params.text_document.uri)
        if lone is not None:
            self._teleo.diagnostician.forget(lone)
        else:
            self._teleo.look_at(params.text_document.uri)
