"""What is offered fits the place, and what is taken can be read back."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
from lsprotocol import types

from teleo.config import read_config
from teleo.embeddings import VectorStore, hashing_model
from teleo.links.text import text_of
from teleo.lsp.completion import completion
from teleo.pipeline import survey
from teleo.vault.reader import read_vault
from tests.lsp.desk import Desk, document, edited
from tests.lsp.vaults import CHIPS_PATH, GROWTH, GROWTH_PATH, write_vault


def offered(root: Path, text: str, path: str = GROWTH_PATH) -> list[types.CompletionItem]:
    """Return what is offered where a text has the mark ‸, which is left out."""
    offset = text.index("‸")
    view = Desk(root).open(path, text.replace("‸", ""))
    found = completion(view, types.CompletionParams(document(view), view.positions.position(offset)))
    return [] if found is None else list(found.items)


def labels(root: Path, text: str) -> list[str]:
    return [item.label for item in offered(root, text)]


def taken(root: Path, text: str, label: str) -> str:
    """Return the text after the item of a label was taken."""
    view = Desk(root).open(GROWTH_PATH, text.replace("‸", ""))
    (item,) = [one for one in offered(root, text) if one.label == label]
    return edited(view.positions, [item.text_edit])


@pytest.mark.parametrize("typed", ["", "que", "Queries out", "training queries", "qutrru", "quereis"])
def test_titles_are_offered_between_brackets_by_any_of_their_letters(tmp_path: Path, typed: str) -> None:
    found = labels(write_vault(tmp_path), f"{GROWTH}\nSee [[{typed}‸")
    assert "Queries outnumber training runs" in found
    assert "Inference outgrows training" not in found


def test_titles_most_like_the_note_come_first(tmp_path: Path) -> None:
    notes = {
        "Whales sing.md": "",
        "Clusters follow the load that they serve.md": "",
        "Aardvarks dig.md": "",
        "new.md": "# Clusters serve a load\n",
    }
    root = write_vault(tmp_path, notes)
    found = [item.label for item in offered(root, "# Clusters serve a load\n\n[[‸", "new.md")]
    assert found == ["Clusters follow the load that they serve", "Aardvarks dig", "Whales sing"]


def test_titles_alike_in_meaning_come_first_where_vectors_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("teleo.lsp.similarity._SHARE", 0)
    notes = {"Whales sing.md": "", "Clusters serve a load.md": "", "new.md": "# Clusters serve\n"}
    root = write_vault(tmp_path / "vault", notes, '[links]\nmodel = "hashing"\n')
    vault = read_vault(root, read_config(root))
    rows = {"Whales sing": (1.0, 0.0), "new": (1.0, 0.0), "Clusters serve a load": (0.0, 1.0)}
    fingerprint = hashing_model().fingerprint
    with VectorStore() as store:
        keys = {text_of(note).passage.key(fingerprint): rows[note.id] for note in vault.notes}
        store.write(fingerprint, {key: np.array(row, np.float32) for key, row in keys.items()})
    desk = Desk(root)
    view = desk.open("new.md")
    assert _first(desk, "new.md") == "Clusters serve a load"
    asyncio.run(view.vault.similarity.prepare(view.session))
    assert _first(desk, "new.md") == "Whales sing"
    write_vault(root, {"another.md": ""})
    view.vault.touch(["another.md"])
    # A text that was changed keeps the vector that it had.
    view = desk.open("new.md", "# Clusters serve, as everybody knows\n")
    asyncio.run(view.vault.similarity.prepare(view.session))
    assert "another" in view.vault.similarity.to(view.note, view.session.vault.notes)
    assert _first(desk, "new.md") == "Whales sing"


def _first(desk: Desk, path: str) -> str:
    """Return the title that is offered first at the end of a note."""
    buffer = desk.workspace.buffer(desk.uri(path))
    assert buffer is not None
    view = desk.open(path, buffer.text + "\n[[")
    found = completion(view, types.CompletionParams(document(view), view.positions.position(len(view.text))))
    desk.open(path, buffer.text)
    assert found is not None
    return found.items[0].label


def test_the_notes_compared_are_those_of_the_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teleo.lsp.similarity._SHARE", 0)
    desk = Desk(write_vault(tmp_path))
    view = desk.open(GROWTH_PATH)
    asyncio.run(view.vault.similarity.prepare(view.session))
    assert "new" not in view.vault.similarity.to(view.note, view.session.vault.notes)
    write_vault(tmp_path, {"new.md": "Serving outgrows training.\n"})
    view.vault.touch(["new.md"])
    again = desk.open(CHIPS_PATH)
    asyncio.run(again.vault.similarity.prepare(again.session))
    assert again.vault.similarity.to(view.note, again.session.vault.notes)["new"] > 0


def test_a_title_that_is_taken_closes_the_brackets_once(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    for tail in ("", "]]"):
        after = taken(root, f"{GROWTH}\nSee 😀 [[que‸{tail}", "Queries outnumber training runs")
        assert after.endswith("See 😀 [[Queries outnumber training runs]]")


def test_an_entry_is_quoted_where_yaml_needs_it(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"x.md": "---\ntitle: 'Costs: the sum'\n---\n", GROWTH_PATH: GROWTH})
    after = taken(root, GROWTH.replace("challenged_by:\n", "challenged_by:\n- cos‸\n"), "Costs: the sum")
    assert '\n- "Costs: the sum"\n' in after


@pytest.mark.parametrize(
    "entry",
    [
        '["cos‸"]',
        '["Queries outnumber training runs", "cos‸", x]',
        '\n- "[[cos‸"',
        '\n- "[[cos‸',
        '\n- "[[cos‸]]"',
        "\n- '[[cos‸]]'",
        "\n- '[[cos‸",
    ],
)
def test_a_title_taken_between_quotes_is_read_back_as_it_is(tmp_path: Path, entry: str) -> None:
    title = 'Costs of "free" it\'s \\ the sum'
    notes = {"x.md": "---\ntitle: 'Costs of \"free\" it''s \\ the sum'\n---\n", GROWTH_PATH: GROWTH}
    root = write_vault(tmp_path, notes)
    after = taken(root, GROWTH.replace("challenged_by:\n", f"supports: {entry}\nchallenged_by:\n"), title)
    (root / GROWTH_PATH).write_text(after)
    graph = survey(root).graph
    assert graph.has_edge(GROWTH_PATH.removesuffix(".md"), "x", "supports")


def test_headings_are_offered_after_a_number_sign(tmp_path: Path) -> None:
    found = labels(write_vault(tmp_path), f"{GROWTH}\n[[chips follow load#‸")
    assert found == ["Chips follow load"]
    assert "Why it matters 😀 é" in labels(write_vault(tmp_path), f"{GROWTH}\n[[#‸")


def test_fields_that_are_missing_are_offered_the_required_first(tmp_path: Path) -> None:
    text = GROWTH.replace("confidence: likely\n", "").replace("source: a report\n", "‸\n")
    found = offered(write_vault(tmp_path), text)
    assert [item.label for item in found[:2]] == ["confidence", "source"]
    assert "no rating may stand above a premise" in str(found[0].detail)
    assert "created" not in [item.label for item in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("confidence: ‸", ["proven", "likely", "experimental", "speculative"]),
        ("status: ‸", ["active", "under_review", "superseded", "retired"]),
        ("domain: ‸", ["compute", "hardware"]),
        ("secondary_domains:\n- ‸", ["compute", "hardware"]),
    ],
)
def test_the_values_of_a_field_are_offered(tmp_path: Path, line: str, expected: list[str]) -> None:
    text = GROWTH.replace("confidence: likely\n", "").replace("domain: compute\n", f"{line}\n")
    assert labels(write_vault(tmp_path), text) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{calc: shift.share‸", "shift.share_at"),
        ("{calc: shift.share_at, in: {‸", "growth_ratio"),
        ("{calc: shift.share_at, in: {share0: ‸", "0.35"),
        ("{calc: shift.share_at, in: {years: = ‸", "= share"),
        ("{calc: shift.share_at, in: {years: = chips‸", "= chips follow load#power"),
        ("{calc: given, va‸", "var"),
        ("{calc: given, var: ‸", "part"),
        ("{calc: shift.share_at, output: ‸", "share"),
    ],
)
def test_quantities_are_completed_as_they_are_typed(tmp_path: Path, written: str, expected: str) -> None:
    text = GROWTH.replace("  base: {calc: given, stated: 5 GW}", f"  new: {written}")
    assert expected in labels(write_vault(tmp_path), text)


def test_a_fenced_block_of_quantities_is_completed_too(tmp_path: Path) -> None:
    text = f"{GROWTH}\n```quantities\nq:\n  calc: shift.share_at\n  in:\n    ‸\n```\n"
    assert "years" in labels(write_vault(tmp_path), text)


def test_an_input_says_its_unit_and_what_is_plausible(tmp_path: Path) -> None:
    text = GROWTH.replace("  base: {calc: given, stated: 5 GW}", "  new: {calc: shift.share_at, in: {‸")
    (item,) = [one for one in offered(write_vault(tmp_path), text) if one.label == "growth_ratio"]
    assert "plausibly 2 to 5" in str(item.detail)


def test_the_quantities_of_a_note_are_offered_as_the_end_of_a_link(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    assert labels(root, f"{GROWTH}\n[x](#‸") == ["#q:share", "#q:base"]
    path = "../hardware/chips%20follow%20load.md"
    text = f"{GROWTH}\n[x]({path}#‸"
    assert [item.label for item in offered(root, text.replace("%20", " "), GROWTH_PATH)] == ["#q:power"]


def test_prose_is_left_alone(tmp_path: Path) -> None:
    assert labels(write_vault(tmp_path), f"{GROWTH}\nSome words ‸") == []
    assert labels(write_vault(tmp_path), f"{GROWTH}\n[[a|shown ‸") == []


def test_a_note_that_is_no_claim_is_completed(tmp_path: Path) -> None:
    root = write_vault(tmp_path)
    assert "claim" in [item.label for item in offered(root, "---\ntype: ‸\n---\n", CHIPS_PATH)]
