"""Strongly connected components of a graph of numbers, without recursion."""

from collections.abc import Sequence

Steps = Sequence[Sequence[int]]
"""For each node from 0, the nodes that its edges lead to."""


def strong_components(steps: Steps) -> list[list[int]]:
    """Return the strongly connected components, each sorted; what a component leads to comes before it.

    Tarjan's algorithm with a stack of its own: linear, and a path of any length does not exhaust Python's.
    """
    unseen = len(steps) + 1
    order = [unseen] * len(steps)
    low = [0] * len(steps)
    is_open = [False] * len(steps)
    pending: list[int] = []
    found: list[list[int]] = []
    count = 0
    for root in range(len(steps)):
        if order[root] != unseen:
            continue
        path = [(root, 0)]
        while path:
            node, position = path.pop()
            if position == 0:
                order[node] = low[node] = count
                count += 1
                pending.append(node)
                is_open[node] = True
            for index in range(position, len(steps[node])):
                step = steps[node][index]
                if order[step] == unseen:
                    path += ((node, index + 1), (step, 0))
                    break
                if is_open[step]:
                    low[node] = min(low[node], order[step])
            else:
                if low[node] == order[node]:
                    found.append(_closed(node, pending, is_open))
                if path:
                    parent = path[-1][0]
                    low[parent] = min(low[parent], low[node])
    return found


def has_cycle(component: Sequence[int], steps: Steps) -> bool:
    """Whether a component is more than one node that does not lead to itself."""
    return len(component) > 1 or component[0] in steps[component[0]]


def _closed(node: int, pending: list[int], is_open: list[bool]) -> list[int]:
    """Take the component whose first node is `node` off the stack."""
    start = len(pending) - 1
    while pending[start] != node:
        start -= 1
    component = pending[start:]
    del pending[start:]
    for member in component:
        is_open[member] = False
    return sorted(component)
