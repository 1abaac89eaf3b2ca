"""`teleo graph` and `teleo ls`, as a user runs them."""

import csv
import io
import json
import sys
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.running import run
from tests.export.five_notes import five_notes
from tests.repository import claim_text, repository


def test_graph_prints_node_link_json_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = five_notes(tmp_path)
    done = run(monkeypatch, "graph", "--vault", tmp_path)
    assert (done.code, done.err) == (0, "")
    graph = nx.node_link_graph(json.loads(done.out), edges="edges")
    assert set(graph.edges(keys=True)) == set(view.graph.edges(keys=True))


def test_graph_of_a_selector_holds_its_notes_and_the_edges_among_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    five_notes(tmp_path)
    done = run(monkeypatch, "graph", "--vault", tmp_path, "domain:weather", "--exclude", "type:map")
    graph = nx.node_link_graph(json.loads(done.out), edges="edges")
    assert set(graph) == {"claims/heat makes air rise", "claims/rain falls upward in a storm"}
    assert graph.number_of_edges() == 3


def test_a_note_chosen_alone_keeps_the_rating_that_its_vault_gives_it_in_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {"a.md": claim_text("a", "proven", depends_on=["b"]), "b.md": claim_text("b", "speculative")}
    for path, text in notes.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    done = run(monkeypatch, "graph", "--vault", tmp_path, "a", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(done.out, newline=""))
    assert (row["id"], row["confidence"]) == ("a", "proven")
    assert (row["effective"], row["strength"]) == ("speculative", "0.2500")


def test_graph_writes_to_a_file_and_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    five_notes(tmp_path / "vault")
    done = run(monkeypatch, "graph", "--format", "graphml", "-o", "g.graphml", folder=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert nx.read_graphml(tmp_path / "g.graphml").number_of_nodes() == 5


@pytest.mark.parametrize("command", ["graph", "contributors"])
def test_a_dash_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    five_notes(tmp_path / "vault")
    done = run(monkeypatch, command, "-o", "-", folder=tmp_path)
    assert done.code == 0
    assert isinstance(json.loads(done.out), dict)
    assert {path.name for path in tmp_path.iterdir()} == {"vault"}


def test_without_the_extra_graph_names_it_and_exits_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    five_notes(tmp_path)
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    monkeypatch.delitem(sys.modules, "teleo.export.html", raising=False)
    done = run(monkeypatch, "graph", "--vault", tmp_path, "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert "pip install 'teleo[pyvis]'" in done.err


def test_ls_prints_one_id_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    five_notes(tmp_path)
    done = run(monkeypatch, "ls", "--vault", tmp_path, "heat makes air rise+")
    assert done.out == "claims/heat makes air rise\nclaims/rain falls upward in a storm\n"


@pytest.mark.parametrize("command", [("ls",), ("graph",), ("graph", "-o", "g.json"), ("contributors",)])
def test_a_selector_that_chooses_no_note_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    five_notes(tmp_path)
    for selector, said in (("domain:wether", "teleo: no note is chosen\n"), ("domain:weather", "")):
        done = run(monkeypatch, *command, selector, "--vault", tmp_path, folder=tmp_path)
        assert (done.code, done.err) == (0, said)


def test_ls_as_json_has_the_facts_of_each_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    five_notes(tmp_path)
    (row,) = json.loads(run(monkeypatch, "ls", "--vault", tmp_path, "type:map", "--format", "json").out)
    assert row == {
        "id": "maps/weather",
        "title": "weather",
        "type": "map",
        "confidence": None,
        "domain": "",
        "path": "maps/weather.md",
    }


def test_a_wrong_selector_is_shown_with_a_caret_and_exits_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    five_notes(tmp_path)
    done = run(monkeypatch, "ls", "--vault", tmp_path, "type:clam")
    assert done.code == 2
    assert done.err.endswith("did you mean 'claim'?\n  type:clam\n       ^\n")


def test_ls_knows_what_changed_since_a_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = repository(tmp_path)
    made.commit(
        "one", {"a.md": claim_text("a", depends_on=["b"]), "b.md": claim_text("b"), "c.md": claim_text("c")}
    )
    made.commit(
        "two", {"b.md": claim_text("b", "proven"), "d.md": claim_text("d"), "c.md": claim_text("c") + "\n\n"}
    )
    since = ("--vault", tmp_path, "--since", "HEAD~1")
    assert run(monkeypatch, "ls", *since, "state:modified").out == "b\nd\n"
    assert run(monkeypatch, "ls", *since, "state:new").out == "d\n"
    assert run(monkeypatch, "ls", *since, "state:modified+").out == "a\nb\nd\n"
    assert run(monkeypatch, "ls", "--vault", tmp_path, "state:modified").out == ""


def test_state_outside_of_git_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    five_notes(tmp_path)
    done = run(monkeypatch, "ls", "--vault", tmp_path, "state:new")
    assert done.code == 2
    assert "is in no git repository" in done.err
