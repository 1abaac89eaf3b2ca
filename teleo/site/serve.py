"""A server for one reader on this machine: the built site, rebuilt and reloaded when a note changes."""

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from teleo.errors import TeleoError
from teleo.site.output import MANIFEST
from teleo.site.staging import STAGING
from teleo.site.templating import LOST_PAGE

HOST = "127.0.0.1"
RELOAD = "/.teleo/changes"
"""Answers, when the site has changed, with the number of the last build; a page asks it and reloads."""

_LONGEST_WAIT_S = 20.0
_LOOK_EVERY_S = 0.4
_NAMES = ("127.0.0.1", "localhost")
_ROOT = re.compile(rb'data-root="([^"]*)"')
_ADDRESS = re.compile(rb'((?:href|src)=")(?![a-z]+:|#)([^"]*)')
_SCRIPT = (
    b"(function ask(seen){fetch('/.teleo/changes?'+seen).then(function(r){return r.text()}).then(function(now){"
    b"if(seen&&now!==seen)location.reload();else ask(now)}).catch(function(){setTimeout(ask,2000,seen)})})('');"
)


class PortTakenError(TeleoError):
    """The port cannot be had."""

    def __init__(self, port: int, problem: str) -> None:
        super().__init__(f"cannot serve on {HOST}:{port}: {problem}; choose another with --port")
        self.port = port


class Changes:
    """The number of the last build, and a way to wait for the next."""

    def __init__(self) -> None:
        self._number = 1
        self._changed = threading.Condition()

    def tell(self) -> None:
        """Say that the site was built again."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait(self, seen: str) -> str:
        """Return the number of the last build, once it differs from `seen` or a while has passed."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._number) != seen, _LONGEST_WAIT_S)
            return str(self._number)


class Handler(SimpleHTTPRequestHandler):
    """Serves files of one folder to pages of this server and to nobody else."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, changes: Changes, **named: Any) -> None:
        self._changes = changes
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Answer with a file, the script that reloads, or the number of the last build."""
        if not self._is_ours():
            self.send_error(HTTPStatus.FORBIDDEN, "Only pages of this server may ask")
            return
        path, _, seen = self.path.partition("?")
        if not self._may_be_a_file():
            self._answer_lost()
        elif path == RELOAD:
            self._answer(self._changes.wait(seen).encode(), "text/plain")
        elif path == f"{RELOAD}.js":
            self._answer(_SCRIPT, "text/javascript")
        elif self._is_page(path):
            self._answer_page()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer as for `GET`, without a body."""
        if not self._is_ours():
            self.send_error(HTTPStatus.FORBIDDEN, "Only pages of this server may ask")
        elif self._may_be_a_file():
            super().do_HEAD()
        else:
            self.send_error(HTTPStatus.NOT_FOUND, "No page here")

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the media type of a file; all text of a site is UTF-8."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Show no folder's contents."""
        self.send_error(HTTPStatus.NOT_FOUND, "No page here")

    def send_head(self) -> Any:
        """Serve nothing that lies outside the folder, nor through a symbolic link, nor the list of files."""
        target = Path(self.translate_path(self.path))
        folder = Path(self.directory).resolve()
        if not target.resolve().is_relative_to(folder) or _is_ours_alone(target):
            self.send_error(HTTPStatus.NOT_FOUND, "No page here")
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """Let nothing be kept, guessed, framed, or loaded into a page of another origin."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: what was asked is no news to who reads the site."""

    def _is_ours(self) -> bool:
        """Whether the request names this server, and comes from a page of it if it comes from a page.

        A page elsewhere may lead here; it may not take a script of data from here as its own, which a browser
        asks for without naming an origin.
        """
        port = self.server.server_address[1]  # type: ignore[index]
        names = {f"{name}:{port}" for name in _NAMES}
        origins = {None, *(f"http://{name}" for name in names)}
        is_led = self.headers.get("Sec-Fetch-Mode") == "navigate"
        is_from_elsewhere = self.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        return (
            self.headers.get("Host", "") in names
            and self.headers.get("Origin") in origins
            and (is_led or not is_from_elsewhere)
        )

    def _may_be_a_file(self) -> bool:
        """Whether the address could name a file: none has a NUL in its name, or one longer than disks allow."""
        try:
            os.stat(self.translate_path(self.path))  # noqa: PTH116 - pathlib takes some of these for missing
        except (FileNotFoundError, NotADirectoryError):
            return True
        except (OSError, ValueError):
            return False
        return True

    def _is_page(self, path: str) -> bool:
        target = Path(self.translate_path(path))
        return target.is_dir() if path.endswith("/") else path.endswith(".html") and target.is_file()

    def _answer_page(self) -> None:
        """Serve a page with the script that reloads it."""
        target = Path(self.translate_path(self.path))
        page = target / "index.html" if target.is_dir() else target
        if not page.resolve().is_relative_to(Path(self.directory).resolve()) or not page.is_file():
            self._answer_lost()
        else:
            self._answer_text(page.read_bytes())

    def _answer_lost(self) -> None:
        """Serve the site's page of what is not there, its links made to begin at this server's root."""
        page = Path(self.directory) / LOST_PAGE
        if page.is_symlink() or not page.is_file():
            super().send_error(HTTPStatus.NOT_FOUND, "No page here")
            return
        text = page.read_bytes()
        found = _ROOT.search(text)
        root = found[1] if found else b""
        text = _ADDRESS.sub(lambda one: one[1] + b"/" + one[2].removeprefix(root), text)
        self._answer_text(text.replace(b'data-root="' + root, b'data-root="/', 1), HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say what went wrong; of what is not there, in the site's own words."""
        if code == HTTPStatus.NOT_FOUND and self.command == "GET":
            self._answer_lost()
        else:
            super().send_error(code, message, explain)

    def _answer_text(self, text: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        script = f'<script src="{RELOAD}.js" defer></script></head>'.encode()
        self._answer(text.replace(b"</head>", script, 1), "text/html; charset=utf-8", status)

    def _answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _is_ours_alone(target: Path) -> bool:
    return target.name == MANIFEST or STAGING in target.parts


class Server(ThreadingHTTPServer):
    """A server that says nothing of readers who went away in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a closed connection; report everything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int, changes: Changes) -> Server:
    """Return a server of `folder` on 127.0.0.1; port 0 takes any that is free.

    Raises:
        PortTakenError: the port cannot be had.
    """
    handler = partial(Handler, directory=str(folder), changes=changes)
    try:
        return Server((HOST, port), handler)
    except OSError as error:
        raise PortTakenError(port, error.strerror or str(error)) from error


def watch(root: Path, output: Path, rebuild: Callable[[], None], stop: threading.Event) -> None:
    """Call `rebuild` after each change of a file below `root`, hidden ones and sites aside, until `stop` is set."""
    before = _stamps(root, output)
    while not stop.wait(_LOOK_EVERY_S):
        now = _stamps(root, output)
        if now != before:
            before = now
            rebuild()


def _stamps(root: Path, output: Path) -> dict[str, tuple[int, int]]:
    return {
        path: (found.st_mtime_ns, found.st_size) for path, found in _files(str(root), str(output.resolve()))
    }


def _files(folder: str, output: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "node_modules" or entry.is_symlink():
            continue
        try:
            if entry.is_dir():
                if os.path.realpath(entry.path) != output and not Path(entry.path, MANIFEST).exists():
                    yield from _files(entry.path, output)
            else:
                yield entry.path, entry.stat()
        except OSError:
            continue
