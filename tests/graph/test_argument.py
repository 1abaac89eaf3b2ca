"""The edges that argue, read without the graph, are those of the graph."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleo.config import Config
from teleo.graph.argument import argument_in, argument_of
from teleo.graph.build import build_graph
from teleo.graph.cycles import cycles_among, dependency_cycles
from teleo.graph.effective import effective_among, effective_ratings
from teleo.model import Edge, Relation
from teleo.vault.reader import read_vault

_NAMES = ("a", "b", "c", "d")
_FIELDS = ("depends_on", "supports", "challenged_by", "contradicts", "related", "cites")
_TARGETS = st.sampled_from((*_NAMES, "[[b]]|because", "no such note", "A"))
_HEADS = st.lists(st.tuples(st.sampled_from(_FIELDS), st.lists(_TARGETS, min_size=1, max_size=3)), max_size=3)
_RATED = st.sampled_from(("", "confidence: likely\n", "confidence: speculative\n"))


@settings(max_examples=60)
@given(st.lists(st.tuples(_RATED, _HEADS), min_size=4, max_size=4))
def test_the_fields_alone_say_of_the_argument_what_the_graph_says(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, list[tuple[str, list[str]]]]]
) -> None:
    root = tmp_path_factory.mktemp("vault")
    for name, (rated, head) in zip(_NAMES, written, strict=True):
        fields = "".join(
            f"{field}:\n" + "".join(f'- "{entry}"\n' for entry in entries)
            for field, entries in dict(head).items()
        )
        (root / f"{name}.md").write_text(f"---\ntype: claim\n{rated}{fields}---\n# {name}\n[[a]]\n")
    vault = read_vault(root, Config())
    graph = build_graph(vault)
    further = [Edge("a", "b", Relation.CONTRADICTS, "a", "quantities", 1, "", "")]
    fields_only, whole = argument_of(vault), argument_in(graph)
    assert dict(fields_only.prose) == dict(whole.prose)
    assert sorted(map(repr, fields_only.edges)) == sorted(map(repr, whole.edges))
    assert len(argument_of(vault, further).edges) - len(fields_only.edges) in (0, 1)
    ends = [(e.origin, e.target) for e in fields_only.edges if e.relation is Relation.DEPENDS_ON]
    assert cycles_among(vault.by_id, ends) == dependency_cycles(graph)
    dependents = {
        id_: sorted(origin for origin, target in ends if target == id_ != origin) for id_ in vault.by_id
    }
    assert effective_among(vault.by_id, dependents) == effective_ratings(graph)
