"""Hover, definition, references, symbols, folding, lenses and hints say what is so."""

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types

from teleo.lsp.code_lens import code_lenses
from teleo.lsp.definition import definition
from teleo.lsp.document_links import document_links
from teleo.lsp.folding import folding
from teleo.lsp.hover import hover
from teleo.lsp.inlay_hints import inlay_hints
from teleo.lsp.references import references
from teleo.lsp.symbols import document_symbols, workspace_symbols
from teleo.lsp.view import View
from tests.lsp.desk import Desk, at, document, words_at
from tests.lsp.vaults import CHIPS_PATH, GROWTH, GROWTH_PATH, write_vault


def hovered(view: View, words: str, inside: int = 1) -> str:
    found = hover(view, types.HoverParams(document(view), at(view, words, inside)))
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


@pytest.mark.parametrize(
    ("words", "inside", "said"),
    [
        ("[[Queries", 4, "speculative, claim, compute"),
        ("- Queries", 4, "underlies (1): Inference outgrows training"),
        ("# Inference", 4, "likely, effectively speculative"),
        ("# Inference", 4, "Rests on *Queries outnumber training runs*, which is speculative."),
        ("confidence: likely", 2, "How sure the author is"),
        ("confidence: likely", 14, "`likely`: Good evidence"),
        ("- Queries", 4, "**CF801** above-premise"),
        ("about 12%", 2, "Stated 80% to 90%; the model gives"),
        ("shift.share_at", 3, "`growth_ratio`"),
        ("stated: 80%", 9, "share = 1 / (1 + e^(−(ln(share0 / (1 − share0)) + years × ln(growth_ratio))))"),
    ],
)
def test_hover_says_what_is_known(tmp_path: Path, words: str, inside: int, said: str) -> None:
    assert said in hovered(Desk(write_vault(tmp_path)).open(GROWTH_PATH), words, inside)


def test_hover_explains_the_rule_that_a_comment_silences(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(GROWTH_PATH, GROWTH + "\n<!-- teleo: ignore[CF801] so -->\n")
    assert "above-premise" in hovered(view, "CF801", 2)


def test_hover_over_plain_words_says_nothing(tmp_path: Path) -> None:
    assert hovered(Desk(write_vault(tmp_path)).open(GROWTH_PATH), "Clusters follow") == ""


def test_markup_in_a_title_is_shown_and_not_carried_out(tmp_path: Path) -> None:
    notes = {"a.md": "---\ntitle: '<b>loud</b> [x](http://x)'\n---\n", "b.md": "[[a]]\n"}
    said = hovered(Desk(write_vault(tmp_path, notes)).open("b.md"), "[[a", 3)
    assert "\\<b\\>loud" in said and "\\[x\\](http" in said


@pytest.mark.parametrize(
    ("path", "words", "inside", "target", "line"),
    [
        (GROWTH_PATH, "[[Queries", 4, "compute/Queries outnumber training runs.md", 8),
        (GROWTH_PATH, "- Queries", 4, "compute/Queries outnumber training runs.md", 8),
        (GROWTH_PATH, "about 12%", 2, GROWTH_PATH, 12),
        (CHIPS_PATH, "the growth note", 2, GROWTH_PATH, GROWTH.split("\n").index("## Challenges")),
        (CHIPS_PATH, "[again]", 2, GROWTH_PATH, 12),
    ],
)
def test_definition_leads_to_where_it_is_made(
    tmp_path: Path, path: str, words: str, inside: int, target: str, line: int
) -> None:
    desk = Desk(write_vault(tmp_path))
    view = desk.open(path)
    found = definition(view, types.DefinitionParams(document(view), at(view, words, inside)))
    assert found is not None
    assert (found.uri, found.range.start.line) == (desk.uri(target), line)


def test_definition_of_a_calculator_is_its_documentation(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(GROWTH_PATH)
    found = definition(view, types.DefinitionParams(document(view), at(view, "shift.share_at", 3)))
    assert found is not None
    lines = Path(found.uri.removeprefix("file://")).read_text().split("\n")
    assert lines[found.range.start.line] == "### shift.share_at"


def test_references_are_found_in_bodies_and_edges(tmp_path: Path) -> None:
    desk = Desk(write_vault(tmp_path))
    view = desk.open(GROWTH_PATH)
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(context, document(view), at(view, "# Inference", 4))
    found = references(view, params)
    assert found is not None
    assert [one.uri for one in found] == [
        desk.uri(GROWTH_PATH),
        *[desk.uri(CHIPS_PATH)] * 3,
        desk.uri("maps/compute map.md"),
    ]


def test_references_of_a_quantity_are_the_numbers_bound_to_it(tmp_path: Path) -> None:
    desk = Desk(write_vault(tmp_path))
    view = desk.open(GROWTH_PATH)
    context = types.ReferenceContext(include_declaration=False)
    found = references(view, types.ReferenceParams(context, document(view), at(view, "share: {", 2)))
    assert found is not None
    assert [one.uri for one in found] == [desk.uri(GROWTH_PATH), desk.uri(CHIPS_PATH)]


def test_symbols_of_a_note_are_its_sections_within_each_other(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(GROWTH_PATH)
    found = document_symbols(view, types.DocumentSymbolParams(document(view)))
    (title,) = [one for one in found if one.children]
    assert [one.name for one in title.children or ()] == ["Why it matters 😀 é", "Challenges"]
    assert words_at(view, title.selection_range) == "# Inference outgrows training"


def test_symbols_of_the_vault_fit_every_word(tmp_path: Path) -> None:
    desk = Desk(write_vault(tmp_path))
    desk.open(GROWTH_PATH)
    found = asyncio.run(workspace_symbols(desk.workspace, types.WorkspaceSymbolParams("training out")))
    assert found is not None
    assert [one.name for one in found] == ["Inference outgrows training", "Queries outnumber training runs"]


def test_the_frontmatter_and_the_sections_fold(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(GROWTH_PATH)
    found = {
        (one.start_line, one.end_line) for one in folding(view, types.FoldingRangeParams(document(view)))
    }
    assert (0, 14) in found
    assert (11, 13) in found
    lines = view.text.split("\n")
    start = lines.index("## Why it matters 😀 é")
    assert (start, start + 2) in found


def test_every_link_that_leads_somewhere_can_be_clicked(tmp_path: Path) -> None:
    desk = Desk(write_vault(tmp_path))
    view = desk.open(GROWTH_PATH)
    found = document_links(view, types.DocumentLinkParams(document(view)))
    assert [words_at(view, one.range) for one in found] == [
        "Queries outnumber training runs",
        "[[Queries outnumber training runs]]",
        "[[chips follow load|the chips]]",
        "[[chips follow load]]",
        "[[compute map]]",
    ]


def test_hints_give_ratings_and_numbers_that_differ(tmp_path: Path) -> None:
    view = Desk(write_vault(tmp_path)).open(CHIPS_PATH)
    found = inlay_hints(view, types.InlayHintParams(document(view), view.positions.whole))
    assert "likely, effectively speculative" in [hint.label for hint in found]
    assert view.session.quantities.numbers


def test_a_lens_counts_who_is_for_and_against(tmp_path: Path) -> None:
    premise = "compute/Queries outnumber training runs.md"
    view = Desk(write_vault(tmp_path)).open(premise)
    (lens,) = code_lenses(view, types.CodeLensParams(document(view)))
    assert lens.command is not None
    assert lens.command.title == "1 supports it · 1 rests on it"
