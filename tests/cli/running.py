"""Runs commands as a user would, without the cost of a new interpreter."""

import contextlib
import io
import sys
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
