"""The cap that premises put on strengths: each value lowered to the least of all that it rests on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from teleo.graph.components import Steps, strong_components

NODES_A_LEVEL = 16
"""Fewer nodes a level than this, and a plain loop beats array operations level by level."""

Values = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Cap:
    """Premises as groups of nodes that depend on each other, and what each group rests on.

    `group` is the group of each node. `rests_on` lists groups with the groups they rest on, the latter first.
    Level by level, the groups `members[k]` are lowered to the least of `premises[k]`, cut at `starts[k]`.
    """

    group: Indices
    size: int
    rests_on: tuple[tuple[int, tuple[int, ...]], ...]
    members: tuple[Indices, ...]
    premises: tuple[Indices, ...]
    starts: tuple[Indices, ...]

    def __call__(self, values: Values) -> Values:
        """Return each value lowered to the least of all that it rests on."""
        low = np.full(self.size, np.inf)
        np.minimum.at(low, self.group, values)
        if len(self.rests_on) < len(self.members) * NODES_A_LEVEL:
            return self._one_by_one(low)[self.group]
        for members, premises, starts in zip(self.members, self.premises, self.starts, strict=True):
            low[members] = np.minimum(low[members], np.minimum.reduceat(low[premises], starts))
        return low[self.group]

    def _one_by_one(self, low: Values) -> Values:
        values: list[float] = low.tolist()
        for group, premises in self.rests_on:
            value = values[group]
            for premise in premises:
                value = min(value, values[premise])
            values[group] = value
        return np.array(values)


def cap_of(premises: Steps) -> Cap:
    """Return the cap of nodes numbered from 0; `premises` lists what each rests on."""
    components = strong_components(premises)
    group = np.zeros(len(premises), dtype=np.intp)
    for number, component in enumerate(components):
        group[component] = number
    depth = [0] * len(components)
    rests_on: list[tuple[int, tuple[int, ...]]] = []
    for number, component in enumerate(components):
        below = tuple(sorted({int(group[by]) for node in component for by in premises[node]} - {number}))
        if below:
            depth[number] = 1 + max(depth[other] for other in below)
            rests_on.append((number, below))
    levels: list[list[tuple[int, tuple[int, ...]]]] = [[] for _ in range(max(depth, default=0))]
    for number, below in rests_on:
        levels[depth[number] - 1].append((number, below))
    return Cap(
        group,
        len(components),
        tuple(rests_on),
        tuple(np.array([number for number, _ in level], dtype=np.intp) for level in levels),
        tuple(np.array([by for _, below in level for by in below], dtype=np.intp) for level in levels),
        tuple(np.cumsum([0] + [len(below) for _, below in level[:-1]]) for level in levels),
    )
