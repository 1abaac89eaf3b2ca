"""Related notes: ranked by words, meaning and links; shown with a cosine."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from teleo.links.basis import basis_of
from teleo.links.ranking import WEIGHTS, UnknownSignalError, weights_with
from teleo.links.related import RelatedNote, Wanted, related, related_apart
from teleo.links.signal import Signal, top
from teleo.model import NoteType
from tests.links.five_notes import basis_in, read_notes, write_notes


def ranked(tmp_path: Path, wanted: Wanted, *, has_vectors: bool = True) -> dict[str, list[str]]:
    basis = basis_in(tmp_path, has_vectors=has_vectors)
    return {
        id_: [one.id for one in notes]
        for id_, notes in related(basis, np.arange(len(basis.notes)), wanted).items()
    }


@pytest.mark.parametrize("has_vectors", [True, False])
def test_the_note_on_the_same_matter_comes_first(tmp_path: Path, has_vectors: bool) -> None:
    found = ranked(tmp_path, Wanted(1), has_vectors=has_vectors)
    assert found["memory limits inference"] == ["inference needs memory bandwidth"]


def test_linked_notes_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    assert "cats sleep a lot" not in ranked(tmp_path, Wanted(5))["dogs sleep less"]
    assert ranked(tmp_path, Wanted(5, has_linked=True))["dogs sleep less"][0] == "cats sleep a lot"


def test_a_link_counts_from_both_ends(tmp_path: Path) -> None:
    assert "dogs sleep less" not in ranked(tmp_path, Wanted(5))["cats sleep a lot"]


def test_no_note_is_related_to_itself(tmp_path: Path) -> None:
    assert all(id_ not in notes for id_, notes in ranked(tmp_path, Wanted(9, has_linked=True)).items())


def test_only_the_wanted_types_are_named(tmp_path: Path) -> None:
    assert not any(ranked(tmp_path, Wanted(5, frozenset({NoteType.SOURCE}))).values())


def test_similarity_is_the_cosine_of_the_vectors_and_the_score_is_the_sum_of_its_parts(
    tmp_path: Path,
) -> None:
    basis = basis_in(tmp_path)
    rows = basis.number["cats sleep a lot"], basis.number["memory limits inference"]
    (found,) = related(basis, np.array(rows[:1]), Wanted(5, has_parts=True)).values()
    one = next(note for note in found if note.id == "memory limits inference")
    assert one.similarity == pytest.approx(float(basis.vectors[rows[0]] @ basis.vectors[rows[1]]), abs=1e-4)
    assert one.score == pytest.approx(sum(one.parts.values()), abs=1e-3)


def test_novel_leaves_out_what_the_links_say(tmp_path: Path) -> None:
    basis = basis_in(tmp_path)
    for notes in related(basis, np.arange(5), Wanted(5, is_novel=True, has_parts=True)).values():
        assert all(signal.is_of_text for one in notes for signal in one.parts)


def test_without_vectors_words_and_links_rank_alone(tmp_path: Path) -> None:
    vault, graph = read_notes(write_notes(tmp_path))
    found = related(basis_of(vault.notes, graph, None), np.arange(len(vault.notes)), Wanted(2))
    assert [one.id for one in found["memory limits inference"]][0] == "inference needs memory bandwidth"
    assert {id_: [one.id for one in notes] for id_, notes in found.items()} == ranked(
        tmp_path, Wanted(2), has_vectors=False
    )


@pytest.mark.parametrize(
    "notes", [{}, {"one": "word"}, {"one": "", "two": ""}, {"one": "same", "two": "same"}]
)
def test_tiny_and_empty_vaults_give_lists_and_no_nonsense(tmp_path: Path, notes: dict[str, str]) -> None:
    basis = basis_in(tmp_path, notes)
    found = related(basis, np.arange(len(notes)), Wanted(3))
    assert set(found) == set(notes)
    assert all(len(rest) == len(notes) - 1 for rest in found.values())
    assert all(
        np.isfinite(one.score) and -1 <= one.similarity <= 1 for rest in found.values() for one in rest
    )


def test_byte_identical_notes_have_similarity_one(tmp_path: Path) -> None:
    body = "the same words in both"
    basis = basis_in(tmp_path, {"first": body, "second": body, "third": "something else"})
    (found,) = related(basis, np.array([0]), Wanted(1)).values()
    assert found[0].id == "second" and found[0].similarity == pytest.approx(1, abs=0.2)


@given(arrays(np.float32, (3, 60), elements=st.integers(0, 9).map(float)), st.integers(0, 60))
def test_top_agrees_with_a_stable_sort(scores: np.ndarray, k: int) -> None:
    assert np.array_equal(top(scores, k), np.argsort(-scores, axis=1, kind="stable")[:, :k])


def test_a_note_of_two_hundred_kilobytes_is_ranked(tmp_path: Path) -> None:
    basis = basis_in(tmp_path, {"long": "memory bandwidth " * 12_000, "short": "memory", "other": "cat"})
    (found,) = related(basis, np.array([basis.number["long"]]), Wanted(1)).values()
    assert isinstance(found[0], RelatedNote) and found[0].id == "short"


def test_lists_of_types_are_ranked_apart(tmp_path: Path) -> None:
    root = write_notes(tmp_path)
    for stem in ("cats sleep a lot", "bandwidth grows slowly"):
        path = root / f"{stem}.md"
        path.write_text(path.read_text().replace("type: claim", "type: source"))
    vault, graph = read_notes(root)
    wanted = {kind.value: Wanted(3, frozenset({kind})) for kind in (NoteType.CLAIM, NoteType.SOURCE)}
    found = related_apart(basis_of(vault.notes, graph, None), np.arange(5), wanted)
    sources = [one.id for one in found["source"]["inference needs memory bandwidth"]]
    assert sources == ["bandwidth grows slowly", "cats sleep a lot"]
    assert not set(sources) & {one.id for one in found["claim"]["inference needs memory bandwidth"]}


def test_a_weight_of_the_settings_takes_the_place_of_the_usual_one() -> None:
    assert weights_with({"meaning": 2})[Signal.MEANING] == 2.0
    assert weights_with({"meaning": 2})[Signal.WORDS] == WEIGHTS[Signal.WORDS]


def test_a_weight_for_no_signal_is_refused_with_the_signals_named() -> None:
    with pytest.raises(UnknownSignalError, match="'mood'; the signals are words, meaning"):
        weights_with({"mood": 1.0})
