"""A session after any changes knows what a fresh survey of the final files would."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from teleo.pipeline import Survey, survey
from teleo.session import SLOW, Session
from tests.edits import CHANGES, written


def known(surveyed: Survey) -> dict[str, Any]:
    """Return all that a survey knows, in an order of its own."""
    graph = surveyed.graph
    return {
        "notes": {note.id: note.document.text for note in surveyed.vault.notes},
        "nodes": {node: facts["prose"] for node, facts in graph.nodes.items()},
        "edges": {(*edge[:3],): edge[3]["edge"] for edge in graph.edges(keys=True, data=True)},
        "quantities": dict(surveyed.quantities),
        "diagnostics": surveyed.diagnostics,
        "problems": surveyed.quantities.problems,
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CHANGES, min_size=2, max_size=6), st.sets(st.integers(0, 5)))
def test_a_session_ends_where_a_fresh_survey_begins(
    changes: list[dict[str, str | None]], asked: set[int]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        written(root, changes[0])
        session = Session(root)
        for step, change in enumerate(changes[1:]):
            touched = session.apply(written(root, change))
            if step in asked:
                quick = session.check(touched)
                paths = {f"{id_}.md" for id_ in touched}
                whole = [item for item in session.survey().diagnostics if item.path in paths]
                assert [item for item in quick if item.code not in SLOW] == [
                    item for item in whole if item.code not in SLOW
                ]
        assert known(session.survey()) == known(survey(root))


def test_a_quick_check_says_of_a_note_what_the_whole_does(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[1] / "vault", tmp_path / "vault")
    session = Session(tmp_path / "vault")
    whole = session.survey().diagnostics
    for note in session.vault.notes[:20]:
        assert session.check({note.id}) == tuple(item for item in whole if item.path == note.path)


def test_a_file_over_the_limit_is_no_note_until_it_shrinks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# a\n")
    session = Session(tmp_path)
    session.apply({"a.md": b"x" * (2048 * 1024 + 1)})
    assert not session.vault.notes
    assert [item.code for item in session.survey().diagnostics] == ["FM107"]
    session.apply({"a.md": b"# a\n"})
    assert [note.id for note in session.vault.notes] == ["a"]
    assert not [item for item in session.survey().diagnostics if item.code == "FM107"]


def test_a_title_that_changes_moves_the_edges_of_those_who_name_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: first words of a\n---\n")
    (tmp_path / "b.md").write_text("[[first words of a]]\n")
    session = Session(tmp_path)
    assert list(session.graph.edges(keys=True)) == [("b", "a", "mentions")]
    assert session.apply({"a.md": b"---\ntitle: other words\n---\n"}) == {"a", "b"}
    assert not list(session.graph.edges(keys=True))


def test_a_sweep_stops_when_the_vault_changes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# a\n")
    session = Session(tmp_path)
    sweep = session.sweep()
    next(sweep)
    session.apply({"a.md": b"# b\n"})
    assert list(sweep) == []
    assert not session.is_swept


def test_a_new_title_is_seen_by_a_bound_number_of_a_vault_without_quantities(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It is [6](Three.md#q:q).\n")
    session = Session(tmp_path)
    session.survey()
    (tmp_path / "b").mkdir()
    (tmp_path / "b/Three.md").write_text("")
    session.apply({"b/Three.md": b""})
    assert known(session.survey()) == known(survey(tmp_path))
