"""What a page shows beside a note: lists ranked apart, none of which names a note of another."""

from pathlib import Path

import numpy as np
import pytest

from teleo.config import Config, LinksTable
from teleo.graph.build import build_graph
from teleo.links.basis import Basis, basis_of
from teleo.links.beside import MOST_LINKED, MOST_QUESTIONS, MOST_SOURCES, beside
from teleo.links.related import Wanted, related_apart
from teleo.model import NoteType
from teleo.vault.reader import read_vault

SETTINGS = LinksTable(k=4)
TEXT = "Memory bandwidth limits the speed of inference"
LINKED = "\n".join(f"[[claim {number}]]" for number in (1, 2, 3, 4, 5))


@pytest.fixture
def basis(tmp_path: Path) -> Basis:
    """Return a vault of ten claims, six sources, five questions and a map, of which `claim 0` links a few."""
    kinds = {"claim": 10, "source": 6, "question": 5, "map": 1}
    for kind, count in kinds.items():
        for number in range(count):
            links = f"{LINKED} [[source 0]] [[question 0]]" if (kind, number) == ("claim", 0) else ""
            text = f"---\ntype: {kind}\n---\n# {kind} {number}\n\n{TEXT} {'more ' * number}{links}\n"
            (tmp_path / f"{kind} {number}.md").write_text(text)
    vault = read_vault(tmp_path, Config())
    return basis_of(vault.notes, build_graph(vault), None)


def kinds_of(basis: Basis, id_: str) -> list[tuple[NoteType, bool]]:
    types = {note.id: note.type for note in basis.notes}
    return [(types[one.id], one.is_linked) for one in beside(basis, SETTINGS)[id_]]


def test_unlinked_notes_linked_notes_sources_and_questions_stand_in_this_order(basis: Basis) -> None:
    found = kinds_of(basis, "claim 0")
    sources = [kind for kind, _ in found if kind is NoteType.SOURCE]
    assert found[: 4 + MOST_LINKED] == [(NoteType.CLAIM, False)] * 4 + [(NoteType.CLAIM, True)] * MOST_LINKED
    assert len(sources) == MOST_SOURCES
    assert found[-MOST_QUESTIONS:] == [(NoteType.QUESTION, False)] * MOST_QUESTIONS


def test_a_linked_source_is_named_and_a_linked_question_is_not(basis: Basis) -> None:
    names = [one.id for one in beside(basis, SETTINGS)["claim 0"]]
    assert "source 0" in names and "question 0" not in names


def test_no_list_names_the_note_itself_a_map_or_a_note_twice(basis: Basis) -> None:
    for id_, found in beside(basis, SETTINGS).items():
        names = [one.id for one in found]
        assert id_ not in names and "map 0" not in names and len(set(names)) == len(names)


def test_each_list_is_best_first(basis: Basis) -> None:
    found = beside(basis, SETTINGS)["claim 0"]
    for part in (found[:4], found[4:7], found[7:11], found[11:]):
        assert [one.score for one in part] == sorted((one.score for one in part), reverse=True)


@pytest.mark.parametrize("k", [1, 3, 30])
def test_the_list_of_linked_notes_is_that_of_all_notes_without_the_others(basis: Basis, k: int) -> None:
    claims = frozenset({NoteType.CLAIM})
    wanted = {
        "all": Wanted(30, claims, has_linked=True),
        "linked": Wanted(k, claims, has_linked=True, has_unlinked=False),
    }
    found = related_apart(basis, np.arange(len(basis.notes)), wanted)
    for id_, everything in found["all"].items():
        assert found["linked"][id_] == tuple(one for one in everything if one.is_linked)[:k]
    assert len(found["linked"]["claim 0"]) == min(k, 5)


def test_a_vault_of_one_note_has_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntype: claim\n---\n# a\n")
    vault = read_vault(tmp_path, Config())
    assert beside(basis_of(vault.notes, build_graph(vault), None), SETTINGS) == {"a": ()}


def test_a_note_that_shares_no_word_is_not_beside_another(tmp_path: Path) -> None:
    texts = {"Oaks": "rings of wood", "Elms": "rings of wood too", "Prices": "tokens cost less yearly"}
    for title, text in texts.items():
        (tmp_path / f"{title}.md").write_text(f"---\ntype: claim\n---\n# {title}\n\n{text}\n")
    vault = read_vault(tmp_path, Config())
    found = beside(basis_of(vault.notes, build_graph(vault), None), SETTINGS)
    assert [one.id for one in found["Oaks"]] == ["Elms"]
    assert found["Prices"] == ()
