"""Notes become a typed multigraph."""

from pathlib import Path

from teleo.config import Config
from teleo.graph.build import build_graph
from teleo.graph.multigraph import Graph
from teleo.vault.reader import read_vault

FILES = {
    "a": "---\ntype: claim\ndepends_on:\n- b\n- no such title\nsupports:\n- c\nchallenged_by:\n- c\n- [[gone]]\n"
    "reweave_edges:\n- c|supports|2026-03-28\nsource: s\n---\nSee [[b]], [[b|again]] and [[a]].\n\n"
    "Relevant Notes:\n- [[b]] — it is near\nTopics:\n- [[m]]\n",
    "b": "---\ntype: claim\nconfidence: likely\ndomain: d\nsource: a book that is no note\n---\n",
    "c": "---\ntype: claim\ncontradicts:\n- a\n---\n[up](a.md) [out](https://x.y)\n",
    "m": "---\ntype: map\ncontains:\n- c\n---\n",
    "s": "---\ntype: source\n---\n",
}


def graph(tmp_path: Path) -> Graph:
    for name, text in FILES.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return build_graph(read_vault(tmp_path, Config()))


def test_each_place_states_its_relation_in_its_direction(tmp_path: Path) -> None:
    assert sorted(graph(tmp_path).edges(keys=True)) == [
        ("a", "b", "depends_on"),
        ("a", "b", "mentions"),
        ("a", "b", "related"),
        ("a", "c", "supports"),
        ("a", "m", "part_of"),
        ("a", "s", "cites"),
        ("c", "a", "challenges"),
        ("c", "a", "contradicts"),
        ("c", "a", "mentions"),
        ("c", "m", "part_of"),
    ]


def test_an_edge_knows_where_it_was_stated_and_why(tmp_path: Path) -> None:
    told = graph(tmp_path).edges(keys=True, data=True)
    edges = {(origin, target, key): facts for origin, target, key, facts in told}
    assert edges["a", "b", "related"]["reason"] == "it is near"
    assert (edges["c", "a", "challenges"]["edge"].note, edges["c", "a", "challenges"]["field"]) == (
        "a",
        "challenged_by",
    )
    assert edges["a", "c", "supports"]["date"] == "2026-03-28"
    assert edges["a", "b", "depends_on"]["line"] == 4


def test_an_entry_that_names_no_note_is_kept_on_the_node(tmp_path: Path) -> None:
    prose = graph(tmp_path).nodes["a"]["prose"]
    assert [(entry.field, entry.text) for entry in prose] == [
        ("depends_on", "no such title"),
        ("challenged_by", "gone"),
    ]


def test_a_node_carries_what_other_programs_read(tmp_path: Path) -> None:
    attributes = {
        key: value for key, value in graph(tmp_path).nodes["b"].items() if key not in ("note", "prose")
    }
    assert attributes == {
        "title": "b",
        "type": "claim",
        "confidence": "likely",
        "domain": "d",
        "path": "b.md",
    }


def test_a_challenge_in_words_that_is_repeated_is_one(tmp_path: Path) -> None:
    entries = '- it is not so\n- "it is not so"\n- it is less so\n'
    (tmp_path / "a.md").write_text(f"---\ntype: claim\nchallenged_by:\n{entries}---\n", encoding="utf-8")
    (node,) = build_graph(read_vault(tmp_path, Config())).nodes.values()
    assert [entry.text for entry in node["prose"]] == ["it is not so", "it is less so"]
