"""Search ranks by words and meaning and shows what matched."""

from pathlib import Path

import numpy as np
import pytest

from teleo.embeddings import Vectors, hashing_model
from teleo.links.basis import texts_of
from teleo.links.search import Found, search
from tests.links.five_notes import NOTES, basis_in


def found(
    tmp_path: Path, query: str, k: int = 3, *, has_vector: bool = False, notes: dict[str, str] = NOTES
) -> list[Found]:
    basis = basis_in(tmp_path, notes)
    vector: Vectors | None = hashing_model().load().encode([query])[0] if has_vector else None
    return list(search(basis, texts_of(basis.notes), query, k, vector=vector))


def test_the_note_that_holds_the_words_comes_first(tmp_path: Path) -> None:
    assert found(tmp_path, "dog sleeping")[0].id == "dogs sleep less"


def test_a_word_in_the_title_weighs_more_than_one_in_the_body(tmp_path: Path) -> None:
    notes = {"oak": "a tree", "tree": "an oak", "fir": "needles"}
    assert found(tmp_path, "oak", notes=notes)[0].id == "oak"


def test_a_query_that_no_note_holds_finds_nothing_without_a_vector(tmp_path: Path) -> None:
    assert found(tmp_path, "zebra") == [] and found(tmp_path, "") == []


def test_a_note_without_a_word_of_the_query_is_found_only_if_near_in_meaning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {one.id for one in found(tmp_path, "cat", 9, has_vector=True)} == {
        "cats sleep a lot",
        "dogs sleep less",
    }
    monkeypatch.setattr("teleo.links.search.LEAST_MEANING", -1.0)
    assert len(found(tmp_path, "cat", 9, has_vector=True)) == len(NOTES)


def test_one_character_of_a_script_without_spaces_is_found_wherever_it_stands(tmp_path: Path) -> None:
    notes = {"a": "犬は固体である。", "b": "私の猫は液体である。", "c": "白い猫", "d": "cats"}
    hits = found(tmp_path, "猫", notes=notes)
    assert {(one.id, one.matched) for one in hits} == {("b", ("猫",)), ("c", ("猫",))}


def test_words_are_found_with_and_without_their_accents(tmp_path: Path) -> None:
    notes = {"a": "A cafe\u0301 in town.", "b": "A tea room."}
    assert [one.id for one in found(tmp_path, "café", notes=notes)] == ["a"]
    assert [one.id for one in found(tmp_path, "cafe", notes=notes)] == ["a"]


def test_a_query_without_words_finds_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, "''", has_vector=True) == [] and found(tmp_path, "?!", has_vector=True) == []


def test_the_matching_sentence_and_the_matched_words_are_shown(tmp_path: Path) -> None:
    notes = {"a": "First things. The whale sings at night. Last things.", "b": "none"}
    (one,) = found(tmp_path, "whales zebra", notes=notes)
    assert one.match == "The whale sings at night." and one.matched == ("whales",)


def test_a_long_sentence_is_cut_around_the_match(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "whale", notes={"a": "word " * 500 + "whale " + "word " * 500, "b": "none"})
    assert "whale" in one.match and len(one.match) <= 242


def test_only_notes_among_the_chosen_are_named(tmp_path: Path) -> None:
    basis = basis_in(tmp_path)
    among = np.array([note.id == "cats sleep a lot" for note in basis.notes])
    hits = search(basis, texts_of(basis.notes), "dog cat sleep", 5, among=among)
    assert [one.id for one in hits] == ["cats sleep a lot"]
