"""Another program changed files and nobody told the server yet: no edit hits words that it was not made for."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from teleo.lsp.rename import rename
from teleo.lsp.rename_files import will_rename_files
from teleo.lsp.view import NoteChangedError
from teleo.model import Edit, Span
from tests.lsp.desk import Desk, applied, at, document
from tests.lsp.test_rename import NEW
from tests.lsp.vaults import CHIPS, CHIPS_PATH, GROWTH_PATH, write_vault

LONGER = CHIPS.replace(
    "---\n# Chips", "source: pulled a moment ago 😀\n---\nA line that was pulled.\n\n# Chips"
)
OLD = "Inference outgrows training"


def pulled(root: Path) -> None:
    """Change a note, delete one and make one, as `git pull` does."""
    write_vault(root, {CHIPS_PATH: LONGER, "new/a note.md": f"# A note\n\n[[{OLD}]]\n"}, settings=None)
    (root / "maps/compute map.md").unlink()


@pytest.mark.parametrize("is_by_name", [True, False])
def test_a_rename_edits_files_as_they_are_now(tmp_path: Path, is_by_name: bool) -> None:
    root = write_vault(tmp_path)
    desk = Desk(root)
    view = desk.open(GROWTH_PATH)
    pulled(root)
    if is_by_name:
        edit = rename(view, types.RenameParams(document(view), at(view, "# Inf", 3), NEW))
    else:
        new = desk.uri(f"compute/{NEW}.md")
        files = types.RenameFilesParams([types.FileRename(desk.uri(GROWTH_PATH), new)])
        edit = asyncio.run(will_rename_files(desk.workspace, files))
    assert edit is not None
    applied(root, edit)
    changed = LONGER.replace(OLD, NEW).replace("Inference%20outgrows%20training", NEW.replace(" ", "%20"))
    assert (root / CHIPS_PATH).read_text() == changed
    assert (root / "new/a note.md").read_text() == f"# A note\n\n[[{NEW}]]\n"


def test_an_edit_of_a_note_that_changed_is_refused_and_made_anew_the_next_time(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    desk = Desk(root)
    view = desk.open(GROWTH_PATH)
    pulled(root)
    with pytest.raises(NoteChangedError, match=r"hardware/chips follow load\.md changed on the disk"):
        view.workspace_edit([Edit(CHIPS_PATH, Span(4, 8), "kind")])
    again = desk.view(GROWTH_PATH)
    assert again is not None
    applied(root, again.workspace_edit([Edit(CHIPS_PATH, Span(4, 8), "kind")]))
    assert (root / CHIPS_PATH).read_text() == LONGER.replace("type", "kind", 1)


def test_an_open_text_counts_and_not_its_file(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    desk = Desk(root)
    view = desk.open(GROWTH_PATH)
    desk.open(CHIPS_PATH)
    desk.view(GROWTH_PATH)
    write_vault(root, {CHIPS_PATH: LONGER})
    edit = view.workspace_edit([Edit(CHIPS_PATH, Span(4, 8), "kind")])
    assert edit.document_changes is not None
