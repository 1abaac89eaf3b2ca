"""`teleo reweave --interactive` on a terminal: yes, no, other relation, open, quit."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from select import select

import pytest

from teleo.links.refusals import REFUSED_NAME
from tests.links.five_notes import NOTES, write_notes

DEADLINE_S = 60.0
QUESTION = "[q]uit: "


class Terminal:
    """A run of `teleo reweave --interactive` whose terminal the test holds."""

    def __init__(self, vault: Path, *arguments: str) -> None:
        self.vault = vault
        self._master, slave = pty.openpty()
        given = [
            "reweave",
            "-i",
            "--vault",
            str(vault),
            "--min-rank",
            "-9",
            "--date",
            "2026-02-03",
            *arguments,
        ]
        path = f"{vault.parent / 'programs'}{os.pathsep}{os.environ['PATH']}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "teleo", *given],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "PATH": path, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        os.close(slave)
        self.shown = ""

    def until(self, text: str) -> str:
        """Wait for `text` and return what was shown up to it since the last wait."""
        deadline = time.monotonic() + DEADLINE_S
        while text not in self.shown:
            assert time.monotonic() < deadline, f"{text!r} is not in {self.shown!r}"
            if select([self._master], [], [], 1.0)[0]:
                self.shown += os.read(self._master, 4096).decode().replace("\r\n", "\n")
        before, _, self.shown = self.shown.partition(text)
        return before

    def say(self, answer: str) -> None:
        os.write(self._master, f"{answer}\n".encode())

    def end(self) -> str:
        """Wait for the end and return what was shown since the last wait."""
        while True:
            try:
                part = os.read(self._master, 4096)
            except OSError:
                part = b""
            if not part:
                break
            self.shown += part.decode().replace("\r\n", "\n")
        assert self._process.wait(DEADLINE_S) == 0
        os.close(self._master)
        return self.shown


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        (programs / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{tmp_path}/opened"\n')
        (programs / name).chmod(0o755)
    return write_notes(tmp_path / "vault")


def edges(vault: Path) -> list[str]:
    lines = [line for path in sorted(vault.glob("*.md")) for line in path.read_text().splitlines()]
    return [line for line in lines if line.endswith("|2026-02-03")]


def names(question: str) -> list[str]:
    """Return the titles that a question is about: each stands on a line with what is said of it."""
    return sorted(title for title in NOTES if title in question)


def test_yes_writes_the_edge_and_quit_leaves_the_rest(vault: Path) -> None:
    terminal = Terminal(vault)
    first = names(terminal.until(QUESTION))
    terminal.say("y")
    terminal.until(QUESTION)
    terminal.say("q")
    assert "1 edge written to 2 files" in terminal.end()
    assert sorted(edges(vault)) == sorted(f"- {name}|related|2026-02-03" for name in first)
    assert not (vault / REFUSED_NAME).exists()


def test_no_is_remembered_and_the_pair_is_not_asked_about_again(vault: Path) -> None:
    terminal = Terminal(vault)
    first = names(terminal.until(QUESTION))
    terminal.say("n")
    second = names(terminal.until(QUESTION))
    terminal.say("q")
    assert "0 edges written to 0 files" in terminal.end()
    again = Terminal(vault)
    assert names(again.until(QUESTION)) == second != first
    again.say("q")
    again.end()
    assert edges(vault) == []


def test_another_relation_is_written_in_the_direction_that_was_confirmed(vault: Path) -> None:
    terminal = Terminal(vault)
    origin, target = names(terminal.until(QUESTION))
    terminal.say("r")
    terminal.until("relation")
    terminal.say("supports")
    asked = terminal.until("[Y/n]: ")
    terminal.say("n")
    terminal.until(QUESTION)
    terminal.say("q")
    terminal.end()
    subject = origin if f"{origin!r} supports" in asked else target
    other = target if subject == origin else origin
    assert f"- {other}|supported_by|2026-02-03" in (vault / f"{subject}.md").read_text()
    assert f"- {subject}|supports|2026-02-03" in (vault / f"{other}.md").read_text()


def test_open_hands_both_notes_to_the_system_and_asks_again(vault: Path) -> None:
    terminal = Terminal(vault)
    first = names(terminal.until(QUESTION))
    terminal.say("o")
    terminal.until(QUESTION)
    terminal.say("q")
    terminal.end()
    opened, deadline = vault.parent / "opened", time.monotonic() + DEADLINE_S
    while not (opened.exists() and len(opened.read_text().splitlines()) == 2):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert sorted(opened.read_text().splitlines()) == [str(vault / f"{name}.md") for name in first]


def test_an_answer_that_is_none_is_asked_again(vault: Path) -> None:
    terminal = Terminal(vault)
    terminal.until(QUESTION)
    terminal.say("perhaps")
    assert "not one of" in terminal.until(QUESTION)
    terminal.say("q")
    terminal.end()
    assert edges(vault) == []
