"""A client of the protocol drives every feature of a running server."""

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from teleo.lsp.uris import uri_of
from tests.lsp.client import CONFIG, changed, codes_until, document, opened, place, uri
from tests.lsp.vaults import GROWTH, GROWTH_PATH, write_vault


@pytest.mark.asyncio
async def test_a_mistake_is_shown_while_typing_and_goes_when_it_is_mended(editor: LanguageClient) -> None:
    opened(editor)
    await codes_until(editor, uri(editor), lambda codes: "LK501" not in codes)
    changed(editor, GROWTH + "\n[[nowhere at all]]\n", 2)
    await codes_until(editor, uri(editor), lambda codes: "LK501" in codes)
    changed(editor, GROWTH, 3)
    assert "CF801" in await codes_until(editor, uri(editor), lambda codes: "LK501" not in codes)


@pytest.mark.asyncio
async def test_the_whole_vault_is_looked_at_when_idle(editor: LanguageClient) -> None:
    opened(editor)
    other = uri(editor, "hardware/chips follow load.md")
    await codes_until(editor, other, lambda codes: "ST301" in codes)


@pytest.mark.asyncio
async def test_a_diagnostic_names_the_other_place(editor: LanguageClient) -> None:
    opened(editor)
    await codes_until(editor, uri(editor), lambda codes: "CF801" in codes)
    (above,) = [one for one in editor.diagnostics[uri(editor)] if one.code == "CF801"]
    assert above.related_information is not None
    assert above.related_information[0].location.uri == uri(
        editor, "compute/Queries outnumber training runs.md"
    )
    assert above.related_information[0].location.range.start.line == 4


@pytest.mark.asyncio
async def test_the_features_of_reading_answer(editor: LanguageClient) -> None:
    opened(editor)
    name, link = document(editor), place("[[Queries", 4)
    hover = await editor.text_document_hover_async(types.HoverParams(name, link))
    assert hover is not None and isinstance(hover.contents, types.MarkupContent)
    assert "speculative" in hover.contents.value
    found = await editor.text_document_definition_async(types.DefinitionParams(name, link))
    assert isinstance(found, types.Location)
    assert found.uri == uri(editor, "compute/Queries outnumber training runs.md")
    context = types.ReferenceContext(include_declaration=False)
    users = await editor.text_document_references_async(types.ReferenceParams(context, name, link))
    assert users is not None and len(users) == 4
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(name))
    assert symbols is not None
    assert [one.name for one in symbols] == ["Inference outgrows training", "share", "base"]
    everywhere = await editor.workspace_symbol_async(types.WorkspaceSymbolParams("chips"))
    assert everywhere is not None and [one.name for one in everywhere] == ["chips follow load"]
    assert await editor.text_document_folding_range_async(types.FoldingRangeParams(name))
    links = await editor.text_document_document_link_async(types.DocumentLinkParams(name))
    assert links is not None and len(links) == 5
    lenses = await editor.text_document_code_lens_async(types.CodeLensParams(name))
    assert lenses is not None and lenses[0].command is not None
    assert lenses[0].command.title == "1 rests on it · 1 premise"
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    hints = await editor.text_document_inlay_hint_async(types.InlayHintParams(name, whole))
    assert hints is not None
    assert [hint.label for hint in hints] == [
        "speculative",
        "recomputed about 83%",
        "speculative",
        "experimental, effectively speculative",
        "experimental, effectively speculative",
    ]


@pytest.mark.asyncio
async def test_the_features_of_writing_answer(editor: LanguageClient) -> None:
    opened(editor, "hardware/chips follow load.md")
    opened(editor, text=GROWTH + "\n[[que\n")
    name = document(editor)
    end = types.Position((GROWTH + "\n").count("\n"), 5)
    offered = await editor.text_document_completion_async(types.CompletionParams(name, end))
    assert isinstance(offered, types.CompletionList)
    assert offered.items[0].label == "Queries outnumber training runs"
    chips = document(editor, "hardware/chips follow load.md")
    options = types.FormattingOptions(2, True)
    edits = await editor.text_document_formatting_async(types.DocumentFormattingParams(chips, options))
    assert edits is not None
    assert [edit.new_text for edit in edits] == ["- Inference outgrows training\n"]
    title = place("# Inference", 4)
    ready = await editor.text_document_prepare_rename_async(types.PrepareRenameParams(name, title))
    assert isinstance(ready, types.PrepareRenamePlaceholder)
    assert ready.placeholder == "Inference outgrows training"
    renamed = await editor.text_document_rename_async(
        types.RenameParams(name, title, "Serving outgrows learning")
    )
    assert renamed is not None and renamed.document_changes is not None
    last = renamed.document_changes[-1]
    assert isinstance(last, types.RenameFile)
    assert last.new_uri == uri(editor, "compute/Serving outgrows learning.md")
    moved = types.RenameFilesParams(
        [types.FileRename(uri(editor, "maps/compute map.md"), uri(editor, "maps/all maps.md"))]
    )
    followed = await editor.workspace_will_rename_files_async(moved)
    assert followed is not None and followed.document_changes is not None
    context = types.CodeActionContext([])
    asked = types.CodeActionParams(name, types.Range(types.Position(0, 0), types.Position(30, 0)), context)
    actions = await editor.text_document_code_action_async(asked)
    assert actions is not None
    assert any(action.title == "Ignore CF801 in this note" for action in actions)


@pytest.mark.asyncio
async def test_a_refused_rename_says_why(editor: LanguageClient) -> None:
    opened(editor)
    params = types.RenameParams(document(editor), place("# Inference", 4), "chips follow load")
    with pytest.raises(Exception, match=r"hardware/chips follow load\.md has this title already"):
        await editor.text_document_rename_async(params)


@pytest.mark.asyncio
async def test_lenses_and_hints_can_be_switched_off(editor: LanguageClient) -> None:
    opened(editor)
    off = {"teleo": {"codeLens": False, "ratingHints": False, "numberHints": False}}
    editor.set_configuration({"teleo": off["teleo"]})
    editor.workspace_did_change_configuration(types.DidChangeConfigurationParams(off))
    name = document(editor)
    assert not await editor.text_document_code_lens_async(types.CodeLensParams(name))
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    assert not await editor.text_document_inlay_hint_async(types.InlayHintParams(name, whole))


@pytest.mark.asyncio
async def test_a_request_for_a_closed_file_answers_null(editor: LanguageClient) -> None:
    opened(editor)
    name = document(editor)
    assert await editor.text_document_hover_async(types.HoverParams(name, place("# Inference", 4)))
    editor.text_document_did_close(types.DidCloseTextDocumentParams(name))
    assert await editor.text_document_hover_async(types.HoverParams(name, place("# Inference", 4))) is None
    assert (
        await editor.text_document_completion_async(types.CompletionParams(name, types.Position(0, 0)))
        is None
    )
    assert (
        await editor.text_document_rename_async(types.RenameParams(name, place("# In", 4), "x y z")) is None
    )


@pytest.mark.asyncio
@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
async def test_positions_are_counted_as_was_agreed(tmp_path: Path, encoding: str, units: int) -> None:
    root = write_vault(tmp_path / "vault")
    client = await CONFIG.start()
    assert isinstance(client, LanguageClient)
    general = types.GeneralClientCapabilities(position_encodings=[encoding])
    answer = await client.initialize_session(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(general=general),
            workspace_folders=[types.WorkspaceFolder(uri_of(root), "vault")],
        )
    )
    assert answer.capabilities.position_encoding == encoding
    text = GROWTH + "\n😀 [[Queries outnumber training runs]]\n"
    item = types.TextDocumentItem(uri_of(root / GROWTH_PATH), "markdown", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    name = types.TextDocumentIdentifier(item.uri)
    links = await client.text_document_document_link_async(types.DocumentLinkParams(name))
    assert links is not None
    assert links[-1].range.start.character == units + 1
    await client.shutdown_session()
    await client.stop()
