"""Each command does what it says, through the editor alone."""

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from teleo.cli.lsp import page_address
from teleo.config import read_config
from teleo.vault.reader import read_vault
from tests.lsp.client import document, opened, uri
from tests.lsp.vaults import GROWTH_PATH, write_vault

LONE = "compute/lone.md"
WORDS = """---
type: claim
---
# lone

Chips follow queries, and so this weakens Queries outnumber training runs. Queries need chips.
"""


async def run(editor: LanguageClient, command: str, *arguments: object) -> Any:
    return await editor.workspace_execute_command_async(
        types.ExecuteCommandParams(command, list(arguments))  # type: ignore[arg-type]
    )


class Answers:
    """What the editor was asked, and how it answers: edits are taken, of choices the one that begins so."""

    def __init__(self, editor: LanguageClient, chosen: str = "") -> None:
        self.edits: list[types.WorkspaceEdit] = []
        self.choices: list[str] = []

        @editor.feature(types.WORKSPACE_APPLY_EDIT)
        def _apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.edits.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        @editor.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
        def _choose(params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
            self.choices = [action.title for action in params.actions or ()]
            return next((one for one in params.actions or () if one.title.startswith(chosen)), None)


@pytest.mark.asyncio
async def test_the_neighbourhood_of_a_note_is_told(editor: LanguageClient) -> None:
    opened(editor)
    assert "depends on (1): Queries outnumber" in await run(editor, "teleo.showNeighbourhood", uri(editor))


@pytest.mark.asyncio
async def test_numbers_that_differ_are_rewritten(editor: LanguageClient) -> None:
    answers = Answers(editor)
    opened(editor)
    assert await run(editor, "teleo.recompute", uri(editor)) is True
    (change,) = answers.edits[0].document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert [getattr(edit, "new_text", "") for edit in change.edits] == ["about 83%"]


@pytest.mark.asyncio
async def test_a_note_whose_numbers_agree_is_left_alone(editor: LanguageClient) -> None:
    answers = Answers(editor)
    opened(editor, "maps/compute map.md")
    assert await run(editor, "teleo.recompute", uri(editor, "maps/compute map.md")) is False
    assert not answers.edits
    assert "agrees with its model" in editor.messages[-1].message


@pytest.mark.asyncio
async def test_reweaving_records_the_edge_that_the_authors_words_give_in_both_notes(
    editor: LanguageClient,
) -> None:
    answers = Answers(editor, "challenges 'Queries outnumber training runs'")
    write_vault(editor.root, {LONE: WORDS})  # type: ignore[attr-defined]
    opened(editor, LONE, WORDS)
    assert await run(editor, "teleo.reweave", uri(editor, LONE)) is True
    assert answers.choices[-1] == "None of them"
    assert any(choice.startswith("related 'chips follow load'") for choice in answers.choices)
    changes = answers.edits[0].document_changes or ()
    said = {change.text_document.uri: _words(change) for change in changes if hasattr(change, "edits")}
    day = date.today().isoformat()
    assert said == {
        uri(editor, LONE): f"reweave_edges:\n- Queries outnumber training runs|challenges|{day}\n",
        uri(editor, "compute/Queries outnumber training runs.md"): (
            f"reweave_edges:\n- lone|challenged_by|{day}\n"
        ),
    }


def _words(change: Any) -> str:
    return "".join(edit.new_text for edit in change.edits)


@pytest.mark.asyncio
async def test_reweaving_writes_nothing_when_none_is_chosen(editor: LanguageClient) -> None:
    answers = Answers(editor, "None")
    write_vault(editor.root, {LONE: WORDS})  # type: ignore[attr-defined]
    opened(editor, LONE, WORDS)
    assert await run(editor, "teleo.reweave", uri(editor, LONE)) is False
    assert not answers.edits


@pytest.mark.asyncio
async def test_a_page_that_was_built_is_opened(editor: LanguageClient) -> None:
    root: Path = editor.root  # type: ignore[attr-defined]
    opened(editor)
    assert await run(editor, "teleo.openPage", uri(editor)) is None
    assert "build the site with `teleo build`" in editor.messages[-1].message
    await built(root)
    address = await run(editor, "teleo.openPage", uri(editor))
    vault = read_vault(root, read_config(root))
    assert address == page_address(vault, GROWTH_PATH.removesuffix(".md"))
    assert [one.uri for one in editor.shown_documents] == [address]
    page = Path(address.removeprefix("file://"))
    assert "Inference outgrows training" in page.read_text()


async def built(root: Path) -> None:
    """Build the site of the vault."""
    command = [sys.executable, "-m", "teleo", "build", "--vault", str(root)]
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL)
    assert await process.wait() == 0


@pytest.mark.asyncio
async def test_a_page_of_a_published_site_is_opened_there(editor: LanguageClient) -> None:
    root: Path = editor.root  # type: ignore[attr-defined]
    (root / "teleo.toml").write_text('[vault]\nbase_url = "https://example.org/claims"\n')
    opened(editor)
    address = await run(editor, "teleo.openPage", uri(editor))
    assert address.startswith("https://example.org/claims/")
    assert "inference-outgrows-training" in address
    assert [one.uri for one in editor.shown_documents] == [address]


@pytest.mark.asyncio
@pytest.mark.parametrize("command", ["showNeighbourhood", "reweave", "recompute", "openPage"])
async def test_a_command_for_what_is_not_open_does_nothing(editor: LanguageClient, command: str) -> None:
    answers = Answers(editor)
    opened(editor)
    for wrong in (uri(editor, "hardware/chips follow load.md"), "untitled:1", ""):
        assert not await run(editor, f"teleo.{command}", wrong)
    assert not answers.edits and not editor.shown_documents
    assert await editor.text_document_hover_async(types.HoverParams(document(editor), types.Position(1, 2)))
