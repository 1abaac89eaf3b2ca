"""The cap of premises: the least of a value and all that it rests on, by either of its two ways."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teleo.graph.cap import cap_of

SIZE = 10


@pytest.mark.parametrize("nodes_a_level", [0, 1_000])
@given(
    premises=st.lists(st.lists(st.integers(0, SIZE - 1), max_size=3), min_size=SIZE, max_size=SIZE),
    values=st.lists(st.floats(0, 1), min_size=SIZE, max_size=SIZE),
)
def test_each_value_is_lowered_to_the_least_that_it_rests_on(
    nodes_a_level: int, premises: list[list[int]], values: list[float]
) -> None:
    graph: nx.DiGraph[int] = nx.DiGraph((node, by) for node, named in enumerate(premises) for by in named)
    graph.add_nodes_from(range(SIZE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("teleo.graph.cap.NODES_A_LEVEL", nodes_a_level)
        found = cap_of(premises)(np.array(values))
    assert found.tolist() == [
        min(values[by] for by in {node, *nx.descendants(graph, node)}) for node in range(SIZE)
    ]
