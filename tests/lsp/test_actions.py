"""Code actions and formatting do what they say, and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from lsprotocol import types

from teleo.formatting.formatter import format_text
from teleo.lsp.code_actions import FIX_ALL, FORMAT, code_actions
from teleo.lsp.format import formatting
from teleo.lsp.view import View
from tests.lsp.desk import Desk, applied, at, document, edited
from tests.lsp.vaults import CHIPS, CHIPS_PATH, GROWTH, GROWTH_PATH, NOTES, write_vault


def actions(
    view: View, words: str, inside: int = 1, only: list[str] | None = None
) -> dict[str, types.CodeAction]:
    """Return the actions at some words of a note by their titles."""
    place = at(view, words, inside)
    context = types.CodeActionContext([], only=only)  # type: ignore[arg-type]
    params = types.CodeActionParams(document(view), types.Range(place, place), context)
    return {action.title: action for action in code_actions(view, params)}


def done(root: Path, path: str, text: str, words: str, title: str, inside: int = 1) -> str:
    """Return the text of a file after an action at some words of it."""
    write_vault(root, {path: text})
    found = actions(Desk(root).open(path), words, inside)
    assert title in found, sorted(found)
    edit = found[title].edit
    assert edit is not None
    applied(root, edit)
    return (root / path).read_text()


def test_the_fix_of_a_rule_is_offered_on_its_line(tmp_path: Path) -> None:
    text = GROWTH.replace("confidence: likely", "confidence: Likely")
    after = done(write_vault(tmp_path), GROWTH_PATH, text, "confidence: Likely", "Write likely")
    assert "\nconfidence: likely\n" in after


def test_the_nearest_titles_are_offered_for_one_that_is_not_found(tmp_path: Path) -> None:
    text = GROWTH + "\n[[Queries outnumbered all the training runs]]\n"
    title = "Write 'Queries outnumber training runs'"
    after = done(write_vault(tmp_path), GROWTH_PATH, text, "[[Queries outnumbered", title, 4)
    assert after.endswith("\n[[Queries outnumber training runs|Queries outnumbered all the training runs]]\n")


def test_the_notes_that_an_ambiguous_title_could_be_are_offered(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"a/x.md": "", "b/x.md": ""})
    assert done(root, "c.md", "[[x]]\n", "[[x", "Write 'b/x'", 2) == "[[b/x|x]]\n"


def test_missing_fields_are_added(tmp_path: Path) -> None:
    text = "---\ntype: claim\ndomain: compute\n---\n# A claim of mine\n"
    root = write_vault(tmp_path)
    after = done(root, "new.md", text, "type: claim", "Add `confidence`")
    assert after == "---\ntype: claim\ndomain: compute\nconfidence: speculative\n---\n# A claim of mine\n"
    after = done(root, "new.md", text, "type: claim", "Add all missing fields")
    assert f"\ncreated: {date.today().isoformat()}\n---\n" in after


def test_a_note_that_forgot_its_type_gets_one(tmp_path: Path) -> None:
    after = done(write_vault(tmp_path), "new.md", "---\nconfidence: likely\n---\n", "---", "Add `type`", 0)
    assert after == "---\nconfidence: likely\ntype: claim\n---\n"


def test_a_challenge_in_words_becomes_a_claim(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    title = "Chips get cheaper faster than demand grows"
    after = done(root, GROWTH_PATH, GROWTH, title, f"Write the claim {title!r}")
    assert after == GROWTH
    made = (root / f"compute/{title}.md").read_text()
    assert made.startswith("---\ntype: claim\ndomain: compute\n") and made.endswith(f"---\n# {title}\n")


def test_a_contradiction_is_mirrored_in_the_other_note(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    text = GROWTH.replace("depends_on:\n", "contradicts:\n- chips follow load\ndepends_on:\n")
    write_vault(root, {GROWTH_PATH: text})
    found = actions(Desk(root).open(GROWTH_PATH), "- chips follow", 4)
    (mirror,) = [action for title, action in found.items() if title.startswith("Add 'Inference")]
    assert mirror.edit is not None
    applied(root, mirror.edit)
    assert "contradicts:\n- Inference outgrows training\n" in (root / CHIPS_PATH).read_text()


def test_a_value_is_put_in_quotes(tmp_path: Path) -> None:
    after = done(write_vault(tmp_path), GROWTH_PATH, GROWTH, "a report", "Quote this")
    assert '\nsource: "a report"\n' in after


def test_a_diagnostic_is_ignored_with_room_for_a_reason(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    after = done(root, GROWTH_PATH, GROWTH, "- Queries", "Ignore CF801 in this note")
    assert after == GROWTH.rstrip() + "\n\n<!-- teleo: ignore[CF801] say here why -->\n"
    view = Desk(root).open(GROWTH_PATH)
    assert "CF801" not in [one.code for one in view.session.check((view.note.id,))]


def test_a_comment_that_ignores_ends_its_lines_as_the_note_does(tmp_path: Path) -> None:
    text = GROWTH.rstrip().replace("\n", "\r\n")
    root = write_vault(tmp_path, {**NOTES, GROWTH_PATH: text})
    done(root, GROWTH_PATH, text, "- Queries", "Ignore CF801 in this note")
    after = (root / GROWTH_PATH).read_bytes().decode()
    assert after == text + "\r\n\r\n<!-- teleo: ignore[CF801] say here why -->\r\n"


def test_a_proposed_link_is_accepted(tmp_path: Path) -> None:
    import asyncio

    root = write_vault(
        tmp_path,
        {**NOTES, "lone.md": "---\ntype: claim\n---\n# Training runs are few\n\nQueries are many.\n"},
    )
    view = Desk(root).open("lone.md")
    asyncio.run(view.vault.similarity.prepare(view.session))
    found = actions(view, "# Training", 4)
    (title,) = [each for each in found if each.startswith("Relate to 'Queries outnumber training runs'")]
    edit = found[title].edit
    assert edit is not None
    applied(root, edit)
    assert "related:\n- Queries outnumber training runs\n" in (root / "lone.md").read_text()


def test_all_safe_fixes_are_one_action_of_the_source(tmp_path: Path) -> None:
    text = GROWTH.replace("confidence: likely", "confidence: Likely") + "\n[[CHIPS follow load]]\n"
    view = Desk(write_vault(tmp_path)).open(GROWTH_PATH, text)
    found = actions(view, "type: claim", only=[types.CodeActionKind.SourceFixAll])
    assert [action.kind for action in found.values()] == [FIX_ALL]
    (action,) = found.values()
    assert action.edit is not None and action.edit.document_changes is not None
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    after = edited(view.positions, change.edits)
    assert "confidence: likely\n" in after and "[[chips follow load|CHIPS follow load]]" in after
    assert change.text_document.version == 1


def test_source_actions_are_offered_only_when_asked_for(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(CHIPS_PATH)
    assert FORMAT not in [action.kind for action in actions(view, "type: claim").values()]
    asked = actions(view, "type: claim", only=[types.CodeActionKind.Source])
    assert FORMAT in [action.kind for action in asked.values()]


def test_formatting_is_that_of_the_command_in_the_fewest_lines(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(CHIPS_PATH)
    options = types.FormattingOptions(2, True)
    edits = formatting(view, types.DocumentFormattingParams(document(view), options))
    assert edits is not None
    assert len(edits) == 1
    assert edited(view.positions, edits) == format_text(CHIPS).text


@pytest.mark.parametrize("text", ["---\na: [\n", "---\na: 1\na: 2\n---\n", "---\n<<<<<<< x\n---\n"])
def test_what_has_no_canonical_form_is_left_alone(tmp_path: Path, text: str) -> None:
    view = Desk(write_vault(tmp_path)).open(CHIPS_PATH, text)
    options = types.FormattingOptions(2, True)
    assert formatting(view, types.DocumentFormattingParams(document(view), options)) is None
