"""Runs a calculator's function on symbols, so that its formula can be translated and compared."""

from collections.abc import Callable
from dataclasses import dataclass

from teleo.calculators.errors import TraceError
from teleo.calculators.expression import Node, as_node
from teleo.calculators.ops import Value
from teleo.calculators.parts import Condition, Input, Output


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """The formula of a calculator: one node for each output and for each condition, in the declared order."""

    name: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    results: tuple[Node, ...]
    conditions: tuple[tuple[Condition, Node], ...]


def traced(
    name: str,
    inputs: tuple[Input, ...],
    outputs: tuple[Output, ...],
    conditions: tuple[Condition, ...],
    function: Callable[..., Value],
) -> Trace:
    """Return the trace of a function over its declared inputs.

    Raises:
        TraceError: the function branches on an input, leaves arithmetic, or returns another number of outputs
            than are declared.
    """
    symbols = {entry.name: Node("input", (), entry.name) for entry in inputs}
    result = function(*symbols.values())
    values = result if isinstance(result, tuple) else (result,)
    if len(values) != len(outputs):
        raise TraceError(f"{name} declares {len(outputs)} outputs and its function returns {len(values)}")
    held = tuple((each, as_node(each.holds(*(symbols[of] for of in each.of)))) for each in conditions)
    return Trace(name, inputs, outputs, tuple(as_node(value) for value in values), held)


def use_counts(roots: tuple[Node, ...]) -> dict[int, int]:
    """Return how often each node, by `id`, is an argument of another or a root, loops' bodies included."""
    counts: dict[int, int] = {}
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        counts[id(node)] = counts.get(id(node), 0) + 1
        if counts[id(node)] == 1:
            waiting.extend(parts_of(node))
    return counts


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes that a node is made of: its arguments, then what its body computes."""
    if node.operation not in ("loop", "product", "each"):
        return node.arguments
    body = node.detail
    return (*node.arguments, *body.results, *(() if body.until is None else (body.until,)))
