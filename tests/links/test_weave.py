"""An accepted edge stands in both notes, each from its own side."""

from pathlib import Path

from teleo.config import Config
from teleo.graph.build import build_graph
from teleo.links.suggest import Suggestion
from teleo.links.weave import Woven, weave
from teleo.model import Relation
from teleo.vault.reader import read_vault

EMPTY = "---\ntype: claim\n---\n"


def woven(root: Path, relation: Relation, files: dict[str, str]) -> Woven:
    for name, text in files.items():
        path = root / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    first, second = list(files)[:2]
    return weave(read_vault(root, Config()), [Suggestion(first, second, relation, 0.5, 3.0)], "2026-02-03")


def test_each_note_states_the_relation_from_its_side(tmp_path: Path) -> None:
    found = woven(
        tmp_path,
        Relation.SUPPORTS,
        {"a fact": "---\ntype: claim\n---\n", "a view": "---\ntype: claim\n---\n"},
    )
    first, second = found.changes
    assert first.after == b"---\ntype: claim\nreweave_edges:\n- a view|supports|2026-02-03\n---\n"
    assert second.after == b"---\ntype: claim\nreweave_edges:\n- a fact|supported_by|2026-02-03\n---\n"


def test_what_is_written_is_read_back_as_one_edge(tmp_path: Path) -> None:
    for change in woven(
        tmp_path, Relation.SUPPORTS, {"a fact": "# a fact\n", "a view": "# a view\n"}
    ).changes:
        (tmp_path / change.path).write_bytes(change.after)
    graph = build_graph(read_vault(tmp_path, Config()))
    assert list(graph.edges(keys=True)) == [("a fact", "a view", "supports")]


def test_a_title_that_two_notes_have_is_written_as_a_path(tmp_path: Path) -> None:
    files = {"one/same": "# same\n", "other": "# other\n", "two/same": "# same\n"}
    found = woven(tmp_path, Relation.RELATED, files)
    assert b"- one/same|related|2026-02-03" in found.changes[1].after


def test_a_pair_with_a_note_that_cannot_be_edited_is_left_alone_at_both_ends(tmp_path: Path) -> None:
    found = woven(tmp_path, Relation.RELATED, {"good": EMPTY, "torn": "---\ntype: [claim\n---\n"})
    assert found.changes == () and "torn.md were left alone" in found.skipped[0]


def test_a_file_that_is_not_utf8_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"---\ntype: claim\n---\n\xff\n")
    (tmp_path / "good.md").write_text("# good\n")
    vault = read_vault(tmp_path, Config())
    assert weave(vault, [Suggestion("bad", "good", Relation.RELATED, 0.5, 3.0)], "2026-02-03").changes == ()
