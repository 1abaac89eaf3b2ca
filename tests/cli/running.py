"""Runs commands as a user would, without the cost of a new interpreter."""

import contextlib
import io
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from teleo.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object, folder: Path | None = None) -> Ran:
    """Run `teleo ARGUMENTS`, in `folder` if one is given."""
    monkeypatch.setattr(sys, "argv", ["teleo", *map(str, arguments)])
    if folder is not None:
        monkeypatch.chdir(folder)
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
    return Ran(code, out.getvalue(), err.getvalue())


def said_on_terminal(*arguments: str | Path, stream: str, environment: Mapping[str, str], cwd: Path) -> str:
    """Return what `teleo ARGUMENTS` writes to one of its streams, `stdout` or `stderr`, where that is a terminal."""
    master, slave = pty.openpty()
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: slave}
    process = subprocess.Popen(
        [sys.executable, "-m", "teleo", *arguments], cwd=cwd, env=environment, **streams
    )
    os.close(slave)
    said = b""
    with contextlib.suppress(OSError):
        while part := os.read(master, 65536):
            said += part
    process.wait()
    return said.decode()
