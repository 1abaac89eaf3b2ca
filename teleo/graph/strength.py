"""The strength of a claim: its rating moved by supporters and challengers, capped by its premises.

Source: Potyka, "Continuous dynamical systems for weighted bipolar argumentation" (KR 2018), for the
quadratic energy; the cap is ours, since a dependency is a conjunction and no support.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleo.graph.components import has_cycle, strong_components
from teleo.graph.equilibrium import settle
from teleo.graph.multigraph import Graph
from teleo.graph.wiring import Wiring, wire

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Strengths:
    """The strength of each rated note by id, from 0 to 1, and whether the iteration came to rest."""

    values: Mapping[str, float]
    converged: bool


def strengths(graph: Graph, base: Mapping[str, float]) -> Strengths:
    """Return the strength of every rated note.

    With base β, supporters S and challengers A: E = Σσ(S) - Σσ(A), h(z) = max(z, 0)² / (1 + max(z, 0)²),
    v = β - β·h(-E) + (1 - β)·h(E), and σ is the smaller of v and the strengths of all premises. A note
    without a rating neither supports nor challenges by a strength of its own, but lets its premises through;
    its challenge counts as one in prose, which has the base of `experimental`.

    Args:
        graph: the vault's graph.
        base: the strength of each rating by its word, from 0 to 1.
    """
    wiring = wire(graph, base)
    values, converged = solve(wiring)
    rated = np.flatnonzero(wiring.is_rated)
    return Strengths({wiring.ids[index]: float(values[index]) for index in rated}, converged)


def solve(wiring: Wiring) -> tuple[Values, bool]:
    """Return the strength of every node and whether all cycles came to rest.

    What no cycle touches is computed once, premises first; the cycles of one level are settled together.
    """
    influences = [
        wiring.premises[node] + wiring.supporters[node] + wiring.challengers[node]
        for node in range(wiring.size)
    ]
    values = wiring.base.copy()
    converged = True
    for single, cyclic in _levels(influences):
        for node in single:
            values[node] = _settled(wiring, values, node)
        if cyclic:
            converged &= settle(wiring, values, cyclic)
    return values, converged


def _levels(influences: list[tuple[int, ...]]) -> list[tuple[list[int], list[int]]]:
    """Return the nodes level by level, those outside of cycles and those within; each level needs only
    those before it.
    """
    level = [0] * len(influences)
    levels: list[tuple[list[int], list[int]]] = []
    for component in strong_components(influences):
        members = set(component)
        depth = 1 + max(
            (level[by] for node in component for by in influences[node] if by not in members), default=-1
        )
        for node in component:
            level[node] = depth
        while len(levels) <= depth:
            levels.append(([], []))
        levels[depth][has_cycle(component, influences)].extend(component)
    return levels


def _settled(wiring: Wiring, values: Values, node: int) -> float:
    """Return the strength of a node whose influences are known."""
    value = float(wiring.base[node])
    if wiring.is_rated[node]:
        energy = float(wiring.pull[node])
        energy += sum(float(values[by]) for by in wiring.supporters[node])
        energy -= sum(float(values[by]) for by in wiring.challengers[node])
        share = energy * energy / (1.0 + energy * energy)
        value += (1.0 - value) * share if energy > 0 else -value * share
    return min([value, *(float(values[premise]) for premise in wiring.premises[node])])
