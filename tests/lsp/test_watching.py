"""What changes outside the editor is seen in it."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from teleo.cli.checking import Check
from teleo.lsp.uris import uri_of
from tests.lsp.client import CONFIG, PATIENCE_S, codes_until, opened, uri
from tests.lsp.desk import Desk
from tests.lsp.vaults import CHIPS_PATH, GROWTH, GROWTH_PATH, NOTES, write_vault


def told(editor: LanguageClient, path: str, how: types.FileChangeType = types.FileChangeType.Changed) -> None:
    """Tell the server of a file or folder that changed."""
    event = types.FileEvent(uri(editor, path), how)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


@pytest.mark.asyncio
async def test_a_file_changed_outside_is_seen(editor: LanguageClient) -> None:
    opened(editor)
    await codes_until(editor, uri(editor), lambda codes: "CF801" in codes)
    premise = "compute/Queries outnumber training runs.md"
    raised = NOTES[premise].replace("speculative", "likely")
    write_vault(editor.root, {premise: raised})  # type: ignore[attr-defined]
    event = types.FileEvent(uri(editor, premise), types.FileChangeType.Changed)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await codes_until(editor, uri(editor), lambda codes: "CF801" not in codes)


@pytest.mark.asyncio
async def test_a_folder_deleted_outside_is_seen(editor: LanguageClient) -> None:
    opened(editor)
    await codes_until(editor, uri(editor), lambda codes: "LK501" not in codes)
    folder = editor.root / "hardware"  # type: ignore[attr-defined]
    (folder / "chips follow load.md").unlink()
    folder.rmdir()
    event = types.FileEvent(uri_of(folder), types.FileChangeType.Deleted)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await codes_until(editor, uri(editor), lambda codes: "LK501" in codes)


@pytest.mark.asyncio
async def test_settings_that_cannot_be_used_are_said_and_mended(editor: LanguageClient) -> None:
    settings = editor.root / "teleo.toml"  # type: ignore[attr-defined]
    opened(editor)
    await codes_until(editor, uri(editor), lambda codes: "CF801" in codes)
    event = types.DidChangeWatchedFilesParams(
        [types.FileEvent(uri_of(settings), types.FileChangeType.Changed)]
    )
    settings.write_text("[check]\nselekt = []\n")
    editor.workspace_did_change_watched_files(event)
    async with asyncio.timeout(PATIENCE_S):
        await editor.wait_for_notification(types.WINDOW_SHOW_MESSAGE)
    assert "selekt" in editor.messages[-1].message
    settings.write_text('[check]\nignore = ["CF"]\n')
    editor.workspace_did_change_watched_files(event)
    await codes_until(editor, uri(editor), lambda codes: "CF801" not in codes)


TELLS = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    )
)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("able", "part"), [(types.ClientCapabilities(), ""), (TELLS, "hardware")], ids=["none", "of-a-part"]
)
async def test_changes_outside_are_found_where_the_editor_tells_of_none(
    tmp_path: Path, able: types.ClientCapabilities, part: str
) -> None:
    root = write_vault(tmp_path / "vault")
    client = await CONFIG.start()
    assert isinstance(client, LanguageClient)
    client.root = root  # type: ignore[attr-defined]
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda _: None)
    await client.initialize_session(
        types.InitializeParams(
            capabilities=able, workspace_folders=[types.WorkspaceFolder(uri_of(root / part), "vault")]
        )
    )
    opened(client)
    await codes_until(client, uri(client), lambda codes: "CF801" in codes)
    await asyncio.sleep(2.5)
    premise = "compute/Queries outnumber training runs.md"
    write_vault(root, {premise: NOTES[premise].replace("speculative", "likely")})
    await codes_until(client, uri(client), lambda codes: "CF801" not in codes)
    await client.shutdown_session()
    await client.stop()


@pytest.mark.asyncio
async def test_a_folder_that_gets_another_name_is_seen(editor: LanguageClient) -> None:
    opened(editor, CHIPS_PATH)
    await codes_until(editor, uri(editor, CHIPS_PATH), lambda codes: "LK501" not in codes)
    root: Path = editor.root  # type: ignore[attr-defined]
    (root / "compute").rename(root / "thought")
    told(editor, "compute", types.FileChangeType.Deleted)
    told(editor, "thought", types.FileChangeType.Created)
    # The titles are found in the new folder; the Markdown link names the old one.
    await codes_until(editor, uri(editor, CHIPS_PATH), lambda codes: "LK501" in codes)
    params = types.WorkspaceSymbolParams("Inference outgrows")
    found = await editor.workspace_symbol_async(params)
    assert found is not None
    assert [one.location.uri for one in found] == [uri(editor, GROWTH_PATH.replace("compute/", "thought/"))]


@pytest.mark.asyncio
async def test_what_the_baseline_records_is_not_shown(editor: LanguageClient) -> None:
    root: Path = editor.root  # type: ignore[attr-defined]
    opened(editor)
    await codes_until(editor, uri(editor), lambda codes: "CF801" in codes)
    Check(root, baseline=root / "known.json").run()
    (root / "teleo.toml").write_text('[check]\nbaseline = "known.json"\n')
    told(editor, "teleo.toml")
    await codes_until(editor, uri(editor), lambda codes: not codes)
    (root / "known.json").write_text('{"version": 1, "diagnostics": []}')
    told(editor, "known.json")
    await codes_until(editor, uri(editor), lambda codes: "CF801" in codes)
    (root / "known.json").write_text("{")
    told(editor, "known.json")
    async with asyncio.timeout(PATIENCE_S):
        await editor.wait_for_notification(types.WINDOW_SHOW_MESSAGE)
    assert "known.json: is no baseline" in editor.messages[-1].message


def test_of_two_alike_only_the_new_one_is_shown(tmp_path: Path) -> None:
    one = "\n[[nowhere]]\n"
    root = write_vault(tmp_path, {GROWTH_PATH: GROWTH + one})
    Check(root, baseline=root / "known.json").run()
    (root / "teleo.toml").write_text('[check]\nbaseline = "known.json"\n')
    view = Desk(root).open(GROWTH_PATH, GROWTH + one + "\n[[elsewhere]]\n")
    assert [found.message for found in view.vault.check({view.note.id})] == [
        "no note is named 'elsewhere'; write that note, or mend the link"
    ]
