"""Edges are proposed between near notes that are not linked, and named by the author's own words."""

from pathlib import Path

import pytest

from teleo.embeddings import VectorStore
from teleo.links.basis import basis_of, texts_of
from teleo.links.suggest import Suggestion, suggestions, without_rewoven
from teleo.links.vectors import vault_vectors
from teleo.model import Relation
from tests.links.five_notes import NOTES, read_notes, write_notes


def proposed(tmp_path: Path, notes: dict[str, str] = NOTES, **options: object) -> tuple[Suggestion, ...]:
    vault, graph = read_notes(write_notes(tmp_path / "vault", notes))
    with VectorStore(tmp_path / "cache") as store:
        embedded = vault_vectors(vault, store, may_embed=True).embedded
    basis = basis_of(vault.notes, without_rewoven(graph), embedded)
    texts = dict(zip(basis.number, texts_of(vault.notes), strict=True))
    return suggestions(basis, texts, **{"least_score": 0.0, **options})  # type: ignore[arg-type]


def pairs(found: tuple[Suggestion, ...]) -> set[frozenset[str]]:
    return {frozenset((one.origin, one.target)) for one in found}


def test_near_notes_are_proposed_as_related_and_linked_ones_are_not(tmp_path: Path) -> None:
    found = proposed(tmp_path)
    assert (found[0].relation, found[0].reason) == (Relation.RELATED, "")
    assert frozenset(("inference needs memory bandwidth", "memory limits inference")) in pairs(found[:2])
    assert frozenset(("cats sleep a lot", "dogs sleep less")) not in pairs(found)


def test_what_was_rewoven_is_proposed_again_so_that_the_list_stays_the_same(tmp_path: Path) -> None:
    before = proposed(tmp_path / "before")
    vault = write_notes(tmp_path / "after" / "vault")
    path = vault / "inference needs memory bandwidth.md"
    entry = "reweave_edges:\n- memory limits inference|related|2026-01-01\n---\n#"
    path.write_text(path.read_text().replace("---\n#", entry))
    written = {one.stem: "" for one in vault.glob("*.md")}
    read, graph = read_notes(vault)
    with VectorStore(tmp_path / "cache") as store:
        embedded = vault_vectors(read, store, may_embed=True).embedded
    basis = basis_of(read.notes, without_rewoven(graph), embedded)
    texts = dict(zip(basis.number, texts_of(read.notes), strict=True))
    assert set(written) == set(texts)
    assert suggestions(basis, texts, least_score=0.0) == before


@pytest.mark.parametrize(
    ("sentence", "relation", "is_from_namer"),
    [
        ("This challenges the view that memory bandwidth limits speed.", Relation.CHALLENGES, True),
        ("It rests on the fact that memory bandwidth limits speed.", Relation.DEPENDS_ON, True),
        ("It is supported by the finding that memory bandwidth limits speed.", Relation.SUPPORTS, False),
        ("It contradicts that memory bandwidth limits speed.", Relation.CONTRADICTS, True),
        ("Some say memory bandwidth limits speed.", Relation.RELATED, False),
    ],
)
def test_the_words_beside_a_title_give_the_relation(
    tmp_path: Path, sentence: str, relation: Relation, is_from_namer: bool
) -> None:
    notes = {"chips wait": sentence, "memory bandwidth limits speed": "memory bandwidth", "z": "other"}
    found = next(one for one in proposed(tmp_path, notes) if "z" not in (one.origin, one.target))
    assert found.relation is relation
    if relation is not Relation.RELATED:
        assert (found.origin == "chips wait") is is_from_namer and found.reason == sentence


def test_no_word_of_a_title_gives_the_relation_however_the_title_is_written(tmp_path: Path) -> None:
    sentence = "Some say slow memory supports slow chips."
    notes = {"chips wait": sentence, "Slow memory supports slow chips": "memory and chips", "z": "other"}
    found = next(one for one in proposed(tmp_path, notes) if "z" not in (one.origin, one.target))
    assert (found.relation, found.reason) == (Relation.RELATED, "")


def test_a_title_within_longer_words_is_not_named(tmp_path: Path) -> None:
    notes = {"chips wait": "This supports that slow chips limit speeders.", "chips limit speed": "slow chips"}
    assert proposed(tmp_path, notes)[0].relation is Relation.RELATED


def test_refused_pairs_and_low_ranks_are_left_out(tmp_path: Path) -> None:
    first = proposed(tmp_path)[0]
    refused = frozenset((first.origin, first.target))
    assert refused not in pairs(proposed(tmp_path, refused={refused}))
    assert proposed(tmp_path, least_score=99.0) == ()


def test_among_names_one_end_of_each_pair(tmp_path: Path) -> None:
    for pair in pairs(proposed(tmp_path, among={"cats sleep a lot"})):
        assert "cats sleep a lot" in pair
