"""What the links of near texts say, as worked out by hand."""

import numpy as np
import pytest

from teleo.links.prior import prior_signals
from teleo.links.signal import Signal
from teleo.links.topology import Topology, topology


def near_links(links: Topology, text: list[float]) -> list[float]:
    """Return the near links of note 0, given how near each text is to its own."""
    near = np.array([text], dtype=np.float32)
    found = dict(prior_signals(links, np.array([0]), near, is_hidden=True))
    return [float(value) for value in found[Signal.NEAR_LINKS].whole()[0]]


def test_a_near_text_with_few_links_says_more_by_each() -> None:
    links = topology(8, [(1, 3), (2, 4), (2, 5), (2, 6), (7, 2)])
    found = near_links(links, [-np.inf, 1, 1, 0, 0, 0, 0, 0])
    assert found == pytest.approx([0, 0, 0, 1, 1 / 2, 1 / 2, 1 / 2, 1 / 2])


def test_nearer_texts_say_more_and_far_ones_nothing() -> None:
    links = topology(5, [(1, 3), (2, 4)])
    assert near_links(links, [-np.inf, 2, 0.5, -1, -1]) == pytest.approx([0, 0, 0, 2, 0.5])


def test_the_link_of_a_near_text_to_the_note_itself_counts_for_nothing() -> None:
    without = near_links(topology(4, [(1, 2), (1, 3)]), [-np.inf, 1, 0, 0])
    linked = near_links(topology(4, [(1, 2), (1, 3), (1, 0)]), [-np.inf, 1, 0, 0])
    assert linked[1:] == without[1:]
