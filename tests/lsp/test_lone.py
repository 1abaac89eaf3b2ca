"""A file in no vault is looked at by itself."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from teleo.lsp import features
from teleo.lsp.completion import completion
from teleo.lsp.format import formatting
from teleo.lsp.hover import hover
from teleo.lsp.lone import NoVaultError
from teleo.lsp.rename import rename
from teleo.lsp.uris import uri_of
from tests.lsp.client import CONFIG, codes_until
from tests.lsp.desk import Desk, at, document
from tests.lsp.test_bad_input import BROKEN, params_of
from tests.lsp.vaults import CHIPS, GROWTH

LONE = GROWTH.replace("confidence: likely", "confidence: Likely")


def codes(desk: Desk, path: str) -> set[str]:
    view = desk.view(path)
    assert view is not None
    return {one.code for one in view.vault.all_found()}


def test_its_own_faults_are_found_and_nothing_is_said_of_links(tmp_path: Path) -> None:
    desk = Desk(tmp_path, is_folder=False)
    desk.open("Inference outgrows training.md", LONE)
    # The rating is no word of the vocabulary, the number differs from its model, and the inputs have no range.
    assert codes(desk, "Inference outgrows training.md") == {"SC402", "QU904", "QU907"}


def test_a_plain_text_has_no_faults(tmp_path: Path) -> None:
    desk = Desk(tmp_path, is_folder=False)
    desk.open("README.md", "Words and [[a link]].\n\n# Heading\n")
    assert codes(desk, "README.md") == set()


def test_no_other_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# Queries outnumber training runs\n")
    desk = Desk(tmp_path, is_folder=False)
    view = desk.open("a.md", LONE)
    assert [note.path for note in view.session.vault.notes] == ["a.md"]
    view.vault.touch_folder("")
    view.vault.touch(["b.md"])
    view = desk.view("a.md")
    assert view is not None and len(view.session.vault.notes) == 1


def test_what_needs_no_vault_works(tmp_path: Path) -> None:
    desk = Desk(tmp_path, is_folder=False)
    view = desk.open("a.md", CHIPS.replace("confidence: experimental", "confidence: "))
    place = at(view, "confidence: ", 12)
    offered = completion(view, types.CompletionParams(document(view), place))
    assert offered is not None and offered.items[0].label == "proven"
    assert hover(view, types.HoverParams(document(view), at(view, "confidence")))
    options = types.FormattingOptions(2, True)
    assert formatting(view, types.DocumentFormattingParams(document(view), options))


def test_a_rename_is_refused_since_nobody_knows_who_links_to_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, is_folder=False)
    view = desk.open("a.md", LONE)
    with pytest.raises(NoVaultError, match="lies in no vault"):
        rename(view, types.RenameParams(document(view), at(view, "# Inference", 4), "Another title"))


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_every_feature_answers_on_a_broken_text(tmp_path: Path, text: str) -> None:
    desk = Desk(tmp_path, is_folder=False)
    desk.workspace.open(types.TextDocumentItem(desk.uri("a.md"), "markdown", 1, text))
    view = desk.view("a.md")
    if view is None:
        assert len(text) > 2_000_000
        return
    for method, function, _ in features.OF_ONE_TEXT:
        if method != types.TEXT_DOCUMENT_RENAME:
            function(view, params_of(method, document(view), view.positions.position(len(view.text) // 2)))


@pytest.mark.asyncio
async def test_what_was_shown_goes_when_it_is_closed(tmp_path: Path) -> None:
    client = await CONFIG.start()
    assert isinstance(client, LanguageClient)
    await client.initialize_session(types.InitializeParams(capabilities=types.ClientCapabilities()))
    uri = uri_of(tmp_path / "a.md")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, LONE))
    )
    await codes_until(client, uri, lambda found: "SC402" in found)
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    await codes_until(client, uri, lambda found: not found)
    await asyncio.wait_for(client.shutdown_session(), 60)
    await client.stop()
