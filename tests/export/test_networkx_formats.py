"""Node-link JSON and GraphML, read back by networkx and by igraph."""

import json
from io import BytesIO
from pathlib import Path

import igraph
import networkx as nx
import pytest

from teleo.export import UnknownFormatError, export
from tests.export.five_notes import EVIL, five_notes

RAIN = "claims/rain falls upward in a storm"
HEAT = "claims/heat makes air rise"


def test_networkx_reads_its_node_link_json_back_with_parallel_edges(tmp_path: Path) -> None:
    view = five_notes(tmp_path)
    graph = nx.node_link_graph(json.loads(export(view, "node-link")), edges="edges")
    assert graph.is_multigraph()
    assert graph.is_directed()
    assert set(graph.edges(keys=True)) == set(view.graph.edges(keys=True))
    assert set(graph[RAIN][HEAT]) == {"depends_on", "mentions"}
    assert graph.nodes[RAIN]["confidence"] == "experimental"
    assert graph.nodes["sources/Field notes of a storm"]["title"] == EVIL


def test_networkx_reads_the_graphml_back(tmp_path: Path) -> None:
    view = five_notes(tmp_path)
    graph = nx.read_graphml(BytesIO(export(view, "graphml").encode()))
    found = {(origin, target, facts["relation"]) for origin, target, facts in graph.edges(data=True)}
    assert found == set(view.graph.edges(keys=True))
    assert graph.nodes[HEAT]["description"] == "warm air, being lighter, rises; Ærø, 雨, 🌧"


def test_igraph_reads_the_graphml_back(tmp_path: Path) -> None:
    view = five_notes(tmp_path / "vault")
    file = tmp_path / "graph.graphml"
    file.write_text(export(view, "graphml"), encoding="utf-8")
    graph = igraph.Graph.Read_GraphML(str(file))
    names = graph.vs["id"]
    found = {(names[edge.source], names[edge.target], edge["relation"]) for edge in graph.es}
    assert found == set(view.graph.edges(keys=True))
    assert EVIL in graph.vs["title"]


def test_graphml_leaves_out_characters_that_xml_cannot_hold(tmp_path: Path) -> None:
    text = (
        '---\ntype: claim\ndescription: "bell \\x07 and \\uFFFE"\nconfidence: likely\n---\n# a bell rings\n'
    )
    view = five_notes(tmp_path, {"claims/a bell rings.md": text})
    graph = nx.read_graphml(BytesIO(export(view, "graphml").encode()))
    assert graph.nodes["claims/a bell rings"]["description"] == "bell \ufffd and \ufffd"


def test_the_same_vault_gives_the_same_text(tmp_path: Path) -> None:
    first, second = five_notes(tmp_path), five_notes(tmp_path)
    for name in ("node-link", "graphml"):
        assert export(first, name) == export(second, name)


def test_an_unknown_format_is_named_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"'visio'.*node-link"):
        export(five_notes(tmp_path), "visio")
