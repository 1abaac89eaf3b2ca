"""What the server writes to its log: faults of its own, and no refusals that the editor was told."""

import json
import subprocess
import sys
from pathlib import Path

from teleo.lsp.uris import uri_of
from tests.lsp.client import place
from tests.lsp.vaults import GROWTH, GROWTH_PATH, write_vault


def test_a_refused_rename_is_a_sentence_to_the_editor_and_nothing_in_the_log(tmp_path: Path) -> None:
    note = uri_of(write_vault(tmp_path) / GROWTH_PATH)
    folders = [{"uri": uri_of(tmp_path), "name": "vault"}]
    opened = {"uri": note, "languageId": "markdown", "version": 1, "text": GROWTH}
    where = place("# Inference", 4)
    renamed = {
        "textDocument": {"uri": note},
        "position": {"line": where.line, "character": where.character},
        "newName": "chips follow load",
    }
    begun = {"processId": None, "rootUri": None, "capabilities": {}, "workspaceFolders": folders}
    messages = [
        {"id": 1, "method": "initialize", "params": begun},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": opened}},
        {"id": 2, "method": "textDocument/rename", "params": renamed},
    ]
    command = [sys.executable, "-m", "teleo", "lsp"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as server:
        assert server.stdin is not None and server.stdout is not None and server.stderr is not None
        for message in messages:
            _send(server, message)
        while (answer := _next(server)).get("id") != 2:
            pass
        _send(server, {"id": 3, "method": "shutdown", "params": None})
        _send(server, {"method": "exit", "params": None})
        log = server.stderr.read().decode()
    assert "has this title already" in answer["error"]["message"]
    assert log == ""


def _send(server: "subprocess.Popen[bytes]", message: dict[str, object]) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    assert server.stdin is not None
    server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.stdin.flush()


def _next(server: "subprocess.Popen[bytes]") -> dict[str, dict[str, str]]:
    assert server.stdout is not None
    size = 0
    while line := server.stdout.readline().strip():
        name, _, value = line.partition(b":")
        size = int(value) if name.lower() == b"content-length" else size
    found: dict[str, dict[str, str]] = json.loads(server.stdout.read(size))
    return found
