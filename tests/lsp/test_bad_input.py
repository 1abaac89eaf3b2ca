"""No text stops the server, and no process is left behind."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lsprotocol import types

from teleo.lsp import features
from teleo.lsp.diagnostics import Client, Diagnostician
from teleo.lsp.uris import path_of, uri_of
from teleo.lsp.workspace import Workspace
from tests.lsp.desk import Desk, document
from tests.lsp.vaults import CHIPS_PATH, GROWTH, GROWTH_PATH, write_vault

BROKEN = {
    "half a frontmatter": GROWTH[:90],
    "an unclosed quote": GROWTH.replace("source: a report", 'source: "a report'),
    "conflict markers": GROWTH.replace("depends_on:", "<<<<<<< ours\ndepends_on:\n=======\n>>>>>>> theirs"),
    "two megabytes": GROWTH + "pasted [[text]] " * 140_000,
    "one long line": "x" * 1_500_000 + " [[y",
    "deep nesting": "---\nquantities: " + "[{a: " * 5_000 + "\n---\n",
    "nothing": "",
    "controls": "---\n\x00\x1b: \x7f\n---\n\ufeff\u202e[[\x00]]",
    "open brackets": "[[" * 20_000,
    "halves of characters": "---\ntitle: \ud83d\n---\n[[\udc00]]",
    "a mark before it": "\ufeff" + GROWTH,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_every_feature_answers_on_a_broken_text(tmp_path: Path, text: str) -> None:
    desk = Desk(write_vault(tmp_path))
    desk.open(GROWTH_PATH)
    whole = types.TextDocumentContentChangeWholeDocument(text)
    desk.workspace.change(desk.uri(GROWTH_PATH), 2, [whole])
    view = desk.view(GROWTH_PATH)
    if view is None:
        assert len(text) > 2_000_000
        return
    view.session.survey()
    assert view.vault.session is not None
    for offset in (0, len(view.text) // 2, len(view.text)):
        place = view.positions.position(offset)
        for method, function, _ in features.OF_ONE_TEXT:
            function(view, params_of(method, document(view), place))
    desk.workspace.change(desk.uri(GROWTH_PATH), 3, [types.TextDocumentContentChangeWholeDocument(GROWTH)])
    mended = desk.view(GROWTH_PATH)
    assert mended is not None
    assert mended.note.document.text == GROWTH


def params_of(method: str, name: types.TextDocumentIdentifier, place: types.Position) -> object:
    """Return what a request about one text asks with."""
    range_ = types.Range(place, place)
    made = {
        types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionParams(name, range_, types.CodeActionContext([])),
        types.TEXT_DOCUMENT_INLAY_HINT: types.InlayHintParams(name, range_),
        types.TEXT_DOCUMENT_REFERENCES: types.ReferenceParams(types.ReferenceContext(True), name, place),
        types.TEXT_DOCUMENT_RENAME: types.RenameParams(name, place, "A title of its own"),
        types.TEXT_DOCUMENT_FORMATTING: types.DocumentFormattingParams(
            name, types.FormattingOptions(2, True)
        ),
    }
    return made.get(method) or types.TextDocumentPositionParams(name, place)


def test_a_deleted_file_that_is_still_open_stays_a_note_until_it_is_closed(tmp_path: Path) -> None:
    desk = Desk(write_vault(tmp_path))
    desk.open(GROWTH_PATH)
    (tmp_path / GROWTH_PATH).unlink()
    found = desk.workspace.vault_of(desk.uri(GROWTH_PATH))
    assert found is not None
    vault = found[0]
    vault.touch([GROWTH_PATH])
    assert desk.view(GROWTH_PATH) is not None
    desk.workspace.close(desk.uri(GROWTH_PATH))
    vault.catch_up()
    assert vault.session is not None and GROWTH_PATH not in vault.session.vault.by_path


def test_what_is_typed_counts_and_not_the_file(tmp_path: Path) -> None:
    desk = Desk(write_vault(tmp_path))
    view = desk.open(GROWTH_PATH, "# Other words\n")
    assert view.note.document.text == "# Other words\n"
    write_vault(tmp_path, {GROWTH_PATH: "# From outside\n"})
    view.vault.touch([GROWTH_PATH])
    again = desk.view(GROWTH_PATH)
    assert again is not None and again.note.document.text == "# Other words\n"


def test_files_outside_every_vault_answer_null(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault")
    desk = Desk(root)
    for uri in (uri_of(tmp_path / "x.txt"), "untitled:Untitled-1", "file:", "vault.md", "file:///a\0b.md"):
        desk.workspace.open(types.TextDocumentItem(uri, "markdown", 1, "# x\n"))
        assert asyncio.run(desk.workspace.view(uri)) is None


def test_several_vaults_in_one_workspace_do_not_mix(tmp_path: Path) -> None:
    one = write_vault(tmp_path / "one")
    two = write_vault(tmp_path / "deep/two", {"a.md": "[[Inference outgrows training]]\n"})
    desk = Desk(tmp_path)
    assert set(desk.workspace.roots()) == {one, two}
    view = desk.open("one/" + CHIPS_PATH)
    assert len(view.session.vault.notes) == 4
    other = desk.open("deep/two/a.md")
    assert [one.code for one in other.session.check({"a"})] == ["LK501"]
    assert desk.view("one/" + CHIPS_PATH) is not None


def test_a_part_of_a_vault_that_is_opened_as_a_folder_is_seen_in_the_whole(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault")
    desk = Desk(root / "hardware")
    assert desk.workspace.roots() == (root,)
    view = desk.open("chips follow load.md")
    assert len(view.session.vault.notes) == 4
    assert "LK501" not in {one.code for one in view.vault.check({view.note.id})}
    assert [one.root for one in desk.workspace.remove_folder(uri_of(root / "hardware"))] == [root]
    assert desk.workspace.vaults == ()


def test_a_vault_is_kept_while_another_of_its_folders_is_open(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault")
    desk = Desk(root / "hardware")
    desk.workspace.add_folder(uri_of(root / "compute"))
    desk.open("chips follow load.md")
    assert desk.workspace.remove_folder(uri_of(root / "hardware")) == ()
    assert [one.root for one in desk.workspace.vaults] == [root]


def test_a_note_belongs_to_the_nearest_vault_around_it(tmp_path: Path) -> None:
    outer = write_vault(tmp_path / "vault")
    inner = write_vault(outer / "hardware/old", {"a.md": "[[Inference outgrows training]]\n"})
    desk = Desk(outer / "hardware")
    assert set(desk.workspace.roots()) == {inner, outer}
    view = desk.open("old/a.md")
    assert [one.code for one in view.session.check({view.note.id})] == ["LK501"]
    assert desk.open("chips follow load.md").vault.root == outer


def test_a_vault_needs_no_settings(tmp_path: Path) -> None:
    root = write_vault(tmp_path, settings=None)
    view = Desk(root).open(GROWTH_PATH)
    assert view.vault.root == root
    assert "CF801" in [one.code for one in view.session.check({view.note.id})]


def test_a_folder_named_vault_is_the_vault_of_a_project(tmp_path: Path) -> None:
    write_vault(tmp_path, {"README.md": "# Project\n"}, settings=None)
    write_vault(tmp_path / "vault", settings=None)
    desk = Desk(tmp_path)
    assert desk.open("vault/" + GROWTH_PATH).vault.root == tmp_path / "vault"
    desk.workspace.open(types.TextDocumentItem(desk.uri("README.md"), "markdown", 1, "# Project\n"))
    assert desk.view("README.md") is None


def test_an_address_with_any_character_leads_back_to_its_file() -> None:
    path = Path("/a b/é;😀?#%20.md")
    assert path_of(uri_of(path)) == path


class _Recording(Client):
    def __init__(self) -> None:
        self.published: list[types.PublishDiagnosticsParams] = []

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        self.published.append(params)

    def say(self, kind: types.MessageType, text: str) -> None:
        raise AssertionError(text)

    def report(self, error: BaseException) -> None:
        raise error


def test_diagnostics_carry_the_version_of_the_text_that_they_are_of(tmp_path: Path) -> None:
    async def typed() -> list[types.PublishDiagnosticsParams]:
        workspace, client = Workspace(), _Recording()
        workspace.add_folder(uri_of(write_vault(tmp_path)))
        uri = uri_of(tmp_path / GROWTH_PATH)
        looking = Diagnostician(workspace, client)
        workspace.open(types.TextDocumentItem(uri, "markdown", 1, GROWTH))
        found = workspace.vault_of(uri)
        assert found is not None
        await found[0].read()
        for version in range(2, 6):
            change = types.TextDocumentContentChangeWholeDocument(f"{GROWTH}\n[[nowhere {version}]]\n")
            workspace.change(uri, version, [change])
            looking.now(found[0])
        return client.published

    published = asyncio.run(typed())
    assert [each.version for each in published] == [2, 3, 4, 5]
    for each in published:
        assert f"nowhere {each.version}" in str([one.message for one in each.diagnostics])


def test_a_client_that_dies_leaves_no_process_behind(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    script = (
        "import subprocess, sys, json, time\n"
        "pipes = {'stdin': subprocess.PIPE, 'stdout': subprocess.PIPE}\n"
        "server = subprocess.Popen([sys.executable, '-m', 'teleo', 'lsp'], **pipes)\n"
        "import os\n"
        "params = {'processId': os.getpid(), 'rootUri': sys.argv[1], 'capabilities': {}}\n"
        "for message in ({'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': params},\n"
        "                {'jsonrpc': '2.0', 'method': 'initialized', 'params': {}}):\n"
        "    body = json.dumps(message).encode()\n"
        "    server.stdin.write(b'Content-Length: %d\\r\\n\\r\\n' % len(body) + body)\n"
        "    server.stdin.flush()\n"
        "server.stdout.readline()\n"
        "print(server.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    command = [sys.executable, "-c", script, uri_of(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        server = int(client.stdout.readline())
        client.kill()
    assert _ends(server)


def test_a_client_that_dies_while_its_streams_stay_open_leaves_no_process_behind(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as client:
        server = subprocess.Popen(
            [sys.executable, "-m", "teleo", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        params = {"processId": client.pid, "rootUri": uri_of(tmp_path), "capabilities": {}}
        _send(server, {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})
        _send(server, {"jsonrpc": "2.0", "method": "initialized", "params": {}})
        assert server.stdout is not None
        server.stdout.readline()
        client.kill()
    try:
        assert server.wait(60) is not None
    finally:
        for stream in (server.stdin, server.stdout):
            if stream is not None:
                stream.close()


def _send(server: "subprocess.Popen[bytes]", message: dict[str, object]) -> None:
    assert server.stdin is not None
    body = json.dumps(message).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.stdin.flush()


def _ends(process: int, patience_s: float = 60.0) -> bool:
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    return False
