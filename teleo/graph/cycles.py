"""Circles of dependencies: each is named once, by a shortest cycle."""

from collections import deque
from collections.abc import Iterable, Sequence

from teleo.graph.components import Steps, has_cycle, strong_components
from teleo.graph.multigraph import Graph
from teleo.graph.relations import pairs
from teleo.model import Relation

MAX_VISITS = 5_000_000
"""Edges followed in one component before the shortest cycle so far is named; only a huge knot has as many."""


def dependency_cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Return one shortest cycle for each set of notes that all depend on each other.

    A cycle is its notes in the order of `depends_on`, from the first id on, the first not repeated at the
    end; a note that depends on itself is a cycle of one. Sorted. Ties go to the cycle found from the first
    id. Every other circle runs through notes of a set that is named.
    """
    return cycles_among(graph, pairs(graph, Relation.DEPENDS_ON, with_loops=True))


def cycles_among(
    notes: Iterable[str], dependencies: Iterable[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """Return the same of `notes`, by id, and their dependencies, each from its origin to its target."""
    ids = sorted(notes)
    number = {note_id: index for index, note_id in enumerate(ids)}
    steps: list[list[int]] = [[] for _ in ids]
    for origin, target in dependencies:
        steps[number[origin]].append(number[target])
    for targets in steps:
        targets.sort()
    found = [
        shortest_cycle(component, steps)
        for component in strong_components(steps)
        if has_cycle(component, steps)
    ]
    return tuple(sorted(tuple(ids[node] for node in cycle) for cycle in found))


def shortest_cycle(component: Sequence[int], steps: Steps) -> tuple[int, ...]:
    """Return a shortest cycle of a strongly connected component, beginning with its least node."""
    inside = set(component)
    within = {node: [step for step in steps[node] if step in inside] for node in component}
    # Unless the component is one ring, each of its cycles passes a node from which two ways lead on.
    starts = [node for node in component if len(within[node]) > 1] or [component[0]]
    best: list[int] = []
    visits = 0
    for start in starts:
        cycle, followed = _through(start, within, len(best) - 1 if best else len(component))
        visits += followed
        if cycle:
            best = cycle
        if len(best) == 1 or (best and visits > MAX_VISITS):
            break
    first = best.index(min(best))
    return tuple(best[first:] + best[:first])


def _through(start: int, within: dict[int, list[int]], limit: int) -> tuple[list[int], int]:
    """Return a shortest cycle through `start` of at most `limit` nodes, else none, and the edges followed."""
    came_from = {start: start}
    depth = {start: 1}
    queue = deque([start])
    followed = 0
    while queue:
        node = queue.popleft()
        if depth[node] > limit:
            break
        for step in within[node]:
            followed += 1
            if step == start:
                cycle = [node]
                while cycle[-1] != start:
                    cycle.append(came_from[cycle[-1]])
                return cycle[::-1], followed
            if step not in came_from:
                came_from[step], depth[step] = node, depth[node] + 1
                queue.append(step)
    return [], followed
