"""Settles the strengths of notes that influence each other in cycles, by damped iteration over arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from teleo.graph.cap import cap_of
from teleo.graph.wiring import Wiring

STEP = 0.1
TOLERANCE = 1e-9
MAX_STEPS = 5000
PATIENCE = 25
"""Steps without progress after which the step is halved, because the strengths swing."""

_SMALLEST_STEP = STEP / 64

Values = NDArray[np.float64]
Indices = NDArray[np.intp]


def settle(wiring: Wiring, values: Values, block: Sequence[int]) -> bool:
    """Put the strengths of `block` into `values` and return whether they came to rest.

    The state of a note is its strength before the cap by premises; σ is that state capped by all notes it
    rests on, so that notes which depend on each other share the least of their states. Every step moves the
    states by `STEP` of the way to what the strengths call for, until no state is off by more than
    `TOLERANCE`.

    Args:
        wiring: the argument.
        values: the strengths of all nodes; what `block` depends on must be known.
        block: nodes; all that influences them from outside is settled.
    """
    nodes = np.array(sorted(block), dtype=np.intp)
    local = {int(node): index for index, node in enumerate(nodes)}
    pull, ceiling = _from_outside(wiring, values, nodes, local)
    targets, origins, signs = _pushes(wiring, nodes, local)
    cap = cap_of([[local[by] for by in wiring.premises[node] if by in local] for node in nodes])
    base, is_rated = wiring.base[nodes], wiring.is_rated[nodes]

    def called_for(strength: Values) -> Values:
        energy = pull + np.bincount(targets, weights=signs * strength[origins], minlength=len(nodes))
        share = energy * energy / (1.0 + energy * energy)
        moved = base + np.where(energy > 0, (1.0 - base) * share, -base * share)
        return np.minimum(np.where(is_rated, moved, 1.0), ceiling)

    state = np.minimum(base, ceiling)
    step, best, waited = STEP, np.inf, 0
    for _ in range(MAX_STEPS):
        gap = called_for(cap(state)) - state
        error = float(np.abs(gap).max())
        if error <= TOLERANCE:
            values[nodes] = cap(state + gap)
            return True
        waited = 0 if error < best else waited + 1
        best = min(best, error)
        if waited >= PATIENCE:
            step, best, waited = max(step / 2, _SMALLEST_STEP), error, 0
        state = state + step * gap
    values[nodes] = cap(state)
    return False


def _from_outside(
    wiring: Wiring, values: Values, nodes: Indices, local: dict[int, int]
) -> tuple[Values, Values]:
    """Return the energy and the least premise that settled nodes give to each node of the block."""
    pull, ceiling = wiring.pull[nodes].copy(), np.ones(len(nodes))
    for index, node in enumerate(nodes):
        pull[index] += sum(values[by] for by in wiring.supporters[node] if by not in local)
        pull[index] -= sum(values[by] for by in wiring.challengers[node] if by not in local)
        ceiling[index] = min((values[by] for by in wiring.premises[node] if by not in local), default=1.0)
    return pull, ceiling


def _pushes(wiring: Wiring, nodes: Indices, local: dict[int, int]) -> tuple[Indices, Indices, Values]:
    """Return target, origin and sign of every support and challenge within the block."""
    pushes = [
        (index, local[by], sign)
        for index, node in enumerate(nodes)
        for neighbours, sign in ((wiring.supporters, 1.0), (wiring.challengers, -1.0))
        for by in neighbours[node]
        if by in local
    ]
    targets, origins, signs = zip(*pushes, strict=True) if pushes else ((), (), ())
    return np.array(targets, np.intp), np.array(origins, np.intp), np.array(signs, np.float64)
