"""An editor with a server, for the tests that drive the protocol."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities

from teleo.lsp.uris import uri_of
from tests.lsp.client import CONFIG
from tests.lsp.vaults import write_vault


@pytest_lsp.fixture(config=CONFIG)
async def editor(editor: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    """An editor like VS Code with a vault of four notes open."""
    root = write_vault(tmp_path / "vault")
    capabilities = client_capabilities("visual-studio-code")
    editor.shown: dict[str, types.PublishDiagnosticsParams] = {}  # type: ignore[misc]

    @editor.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _registered(params: types.RegistrationParams) -> None:
        editor.registered = params  # type: ignore[attr-defined]

    await editor.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            workspace_folders=[types.WorkspaceFolder(uri_of(root), "vault")],
        )
    )
    editor.root = root  # type: ignore[attr-defined]
    yield
    await editor.shutdown_session()
