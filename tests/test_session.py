"""A session after any changes knows what a fresh survey of the final files would."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from teleo.pipeline import Survey, survey
from teleo.session import Session

PATHS = (
    "a/one claim is here.md",
    "a/two claims are there.md",
    "b/one claim is here.md",
    "b/Three.md",
    "map.md",
)
LINES = (
    "---\n",
    "type: claim\n",
    "type: map\n",
    "title: one claim is here\n",
    "title: two claims are there\n",
    "aliases: [Drei]\n",
    "confidence: likely\n",
    "confidence: speculative\n",
    "status: retired\n",
    "created: 2026-01-01\n",
    "depends_on:\n- two claims are there\n",
    "depends_on:\n- Three\n",
    "supports:\n- a/one claim is here\n",
    "challenged_by:\n- some words\n- drei\n",
    "contradicts:\n- '[[One Claim is here]]'\n",
    "quantities:\n  q: {calc: given, stated: 5, var: x}\n",
    "quantities:\n  q: {calc: given, stated: 7, var: x}\n",
    "quantities:\n  r: {calc: shift.share_at, in: {share0: 35%, growth_ratio: '= Three#q', years: 2}, stated: 90%}\n",
    "---\n",
    "# one claim is here\n",
    "# Three\n",
    "# two claims\n",
    "See [[Three]] and [[two claims ar]] and [a](../b/Three.md) and [b](one claim is here.md).\n",
    "It is [5](#q:q) or [6](Three.md#q:q).\n",
    "<!-- teleo: ignore[LK501] for now -->\n",
    "[[nowhere at all]]\n",
    "\nRelevant Notes:\n- [[Drei]] — why\n- [[map]]\n",
    "\nTopics:\n- [[map]]\n",
    "<<<<<<< ours\n",
    "words " * 30 + "\n",
)
TEXTS = st.lists(st.sampled_from(LINES), max_size=14).map("".join)
CLAIMS = st.lists(st.sampled_from(LINES), max_size=12).map(
    lambda lines: "---\ntype: claim\n" + "".join(lines)
)
CHANGES = st.dictionaries(st.sampled_from(PATHS), st.none() | TEXTS | CLAIMS, min_size=1, max_size=2)


def written(root: Path, changes: dict[str, str | None]) -> dict[str, bytes | None]:
    """Write the files and return the changes as a session takes them."""
    for path, text in changes.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink(missing_ok=True)
        else:
            place.write_bytes(text.encode())
    return {path: None if text is None else text.encode() for path, text in changes.items()}


def known(surveyed: Survey) -> dict[str, Any]:
    """Return all that a survey knows, in an order of its own."""
    graph = surveyed.graph
    return {
        "notes": {note.id: note.document.text for note in surveyed.vault.notes},
        "nodes": {node: facts["prose"] for node, facts in graph.nodes(data=True)},
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
                session.survey()
                assert {item.path for item in quick} <= {f"{id_}.md" for id_ in touched}
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
    assert list(session.graph.edges) == [("b", "a", "mentions")]
    assert session.apply({"a.md": b"---\ntitle: other words\n---\n"}) == {"a", "b"}
    assert not list(session.graph.edges)


def test_a_sweep_stops_when_the_vault_changes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# a\n")
    session = Session(tmp_path)
    sweep = session.sweep()
    next(sweep)
    session.apply({"a.md": b"# b\n"})
    assert list(sweep) == []
    assert not session.is_swept
