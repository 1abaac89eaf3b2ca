"""Many files are written as one: all or none, finished after a kill, taken back to the byte."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleo.config import Config
from teleo.links.journal import Journal, JournalError
from teleo.links.suggest import Suggestion
from teleo.links.weave import Change, weave
from teleo.model import Relation
from teleo.vault.reader import read_vault
from teleo.vault.writer import write_file

HEADS = st.sampled_from(
    [
        "---\ntype: claim\n---\n",
        "---\r\ntype: claim\r\n---\r\n",
        "\ufeff---\ntype: claim\n---\n",
        "",
        '---\ntype: claim\nreweave_edges:\n  - "x|related|2026-01-01"\n---\n',
        "---\ntype: claim\nreweave_edges: []\n# a remark\n---\n",
        '---\ntype: claim\nreweave_edges: ["a b|related"]\n---\n',
        "---\ntype: [claim\n---\n",
        "---\nnever closed\n",
    ]
)
BODIES = st.text(alphabet="ab \n\r-|[]é—", max_size=30)
FILES = st.lists(st.builds(lambda head, body: (head + body).encode(), HEADS, BODIES), min_size=2, max_size=5)


def state(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir()}


def changes_for(root: Path) -> tuple[Change, ...]:
    vault = read_vault(root, Config())
    ids = [note.id for note in vault.notes]
    accepted = [Suggestion(one, other, Relation.SUPPORTS, 0.5, 3.0) for one, other in pairwise(ids)]
    return weave(vault, accepted, "2026-02-03").changes


@settings(max_examples=60, deadline=None)
@given(files=FILES)
def test_write_then_undo_restores_every_byte_and_a_second_write_writes_nothing(
    tmp_path_factory: pytest.TempPathFactory, files: list[bytes]
) -> None:
    root, folder = tmp_path_factory.mktemp("vault"), tmp_path_factory.mktemp("journal")
    for number, raw in enumerate(files):
        (root / f"note {number}.md").write_bytes(raw)
    before = state(root)
    journal = Journal(folder, root)
    journal.commit(changes_for(root))
    assert changes_for(root) == ()
    journal.undo()
    assert state(root) == before


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    for number in range(4):
        (root / f"note {number}.md").write_text(f"---\ntype: claim\n---\n# note {number}\n")
    return root


class Killed(BaseException):
    """Stands for a kill: nothing may catch it."""


def killed_write(
    monkeypatch: pytest.MonkeyPatch, call: int, journal: Journal, changes: tuple[Change, ...]
) -> None:
    """Commit `changes` and be killed at the start of the write of that number; the journal's own is the first."""
    killed(monkeypatch, call, lambda: journal.commit(changes))


def killed(monkeypatch: pytest.MonkeyPatch, call: int, action: Callable[[], object]) -> None:
    calls: list[Path] = []

    def stopping(path: Path, data: bytes, expected: str | None) -> bool:
        calls.append(path)
        if len(calls) == call:
            raise Killed
        return write_file(path, data, expected)

    with monkeypatch.context() as patch:
        patch.setattr("teleo.links.journal.write_file", stopping)
        with pytest.raises(Killed):
            action()


@pytest.mark.parametrize("call", [2, 3, 5])
@pytest.mark.parametrize("is_written", [False, True])
def test_a_write_that_its_user_stops_leaves_the_vault_as_it_was(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int, is_written: bool
) -> None:
    journal, before, calls = Journal(tmp_path / "journal", vault), state(vault), []

    def stopping(path: Path, data: bytes, expected: str | None) -> bool:
        calls.append(path)
        if len(calls) == call:
            if is_written:
                write_file(path, data, expected)
            raise KeyboardInterrupt
        return write_file(path, data, expected)

    monkeypatch.setattr("teleo.links.journal.write_file", stopping)
    with pytest.raises(KeyboardInterrupt):
        journal.commit(changes_for(vault))
    assert state(vault) == before and not journal.is_interrupted
    calls[:] = [tmp_path] * 9
    journal.commit(changes_for(vault))
    written, calls[:] = state(vault), []
    with pytest.raises(KeyboardInterrupt):
        journal.undo()
    assert state(vault) == written and not journal.is_interrupted
    assert journal.undo()
    assert state(vault) == before


@pytest.mark.parametrize("call", [1, 2, 3, 5])
def test_an_undo_killed_between_files_is_finished_by_the_next_and_undoes_nothing_else(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    first, before = vault / "note 0.md", state(vault)
    journal = Journal(tmp_path / "journal", vault)
    journal.commit([Change("note 0.md", first.read_bytes(), b"---\ntype: claim\n---\nearlier")])
    earlier = state(vault)
    journal.commit(changes_for(vault))
    killed(monkeypatch, call, journal.undo)
    again = Journal(tmp_path / "journal", vault)
    if not again.recover():
        assert call == 1 and again.undo()
    assert state(vault) == earlier and not again.is_interrupted
    assert again.undo() == ("note 0.md",)
    assert state(vault) == before
    assert again.undo() == ()


@pytest.mark.parametrize("call", [1, 2, 3, 5])
def test_a_kill_between_files_is_finished_by_the_next_run(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    changes = changes_for(vault)
    killed_write(monkeypatch, call, Journal(tmp_path / "journal", vault), changes)
    journal = Journal(tmp_path / "journal", vault)
    journal.recover()
    wanted = {change.path: change.before if call == 1 else change.after for change in changes}
    assert state(vault) == wanted and not journal.is_interrupted


def test_a_file_changed_after_the_kill_makes_the_next_run_take_all_back(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(vault)
    killed_write(monkeypatch, 3, Journal(tmp_path / "journal", vault), changes_for(vault))
    (vault / "note 3.md").write_text("edited")
    with pytest.raises(JournalError, match=r"note 3\.md changed meanwhile"):
        Journal(tmp_path / "journal", vault).recover()
    assert state(vault) == {**before, "note 3.md": b"edited"}


def test_a_file_changed_since_it_was_read_leaves_all_unwritten(vault: Path, tmp_path: Path) -> None:
    changes = changes_for(vault)
    (vault / "note 2.md").write_text("edited")
    before = state(vault)
    with pytest.raises(JournalError, match="nothing was written"):
        Journal(tmp_path / "journal", vault).commit(changes)
    assert state(vault) == before


def test_undo_refuses_when_a_file_changed_after_the_write(vault: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", vault)
    journal.commit(changes_for(vault))
    (vault / "note 0.md").write_text("edited")
    after = state(vault)
    with pytest.raises(JournalError, match="nothing was undone"):
        journal.undo()
    assert state(vault) == after


def test_writes_are_undone_last_first(vault: Path, tmp_path: Path) -> None:
    journal, path = Journal(tmp_path / "journal", vault), vault / "note 0.md"
    texts = [path.read_bytes(), b"second", b"third"]
    for before, after in pairwise(texts):
        journal.commit([Change("note 0.md", before, after)])
    for expected in texts[-2::-1]:
        assert journal.undo() == ("note 0.md",)
        assert path.read_bytes() == expected
    assert journal.undo() == ()


def test_a_journal_that_cannot_be_read_is_a_sentence(vault: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", vault)
    journal.commit(changes_for(vault))
    next(journal.folder.glob("0*.json")).write_text("{")
    with pytest.raises(JournalError, match="cannot be read"):
        journal.undo()
