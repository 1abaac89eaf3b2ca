"""A traced calculation: the graph of steps that a calculator's function takes on symbolic inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from teleo.calculators.errors import TraceError


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One step: an operation on earlier steps.

    `operation` is one of `input`, `constant`, `symbol` (a loop's own variable), `add`, `subtract`,
    `multiply`, `divide`, `power`, `negate`, `less`, `at_most`, `equal`, `differs`, `both`, the functions of
    `ops`, `choose`, `field`, `loop`, `element` (of a loop's state), `product` and `each`. `detail` holds what
    is no step: a name, a number, a table, a `Body`, an index. Nodes are compared by identity.
    """

    operation: str
    arguments: tuple[Node, ...] = ()
    detail: Any = None

    def __add__(self, other: object) -> Node:
        return apply("add", self, other)

    def __radd__(self, other: object) -> Node:
        return apply("add", other, self)

    def __sub__(self, other: object) -> Node:
        return apply("subtract", self, other)

    def __rsub__(self, other: object) -> Node:
        return apply("subtract", other, self)

    def __mul__(self, other: object) -> Node:
        return apply("multiply", self, other)

    def __rmul__(self, other: object) -> Node:
        return apply("multiply", other, self)

    def __truediv__(self, other: object) -> Node:
        return apply("divide", self, other)

    def __rtruediv__(self, other: object) -> Node:
        return apply("divide", other, self)

    def __pow__(self, other: object) -> Node:
        return apply("power", self, other)

    def __rpow__(self, other: object) -> Node:
        return apply("power", other, self)

    def __neg__(self) -> Node:
        return apply("negate", self)

    def __lt__(self, other: object) -> Node:
        return apply("less", self, other)

    def __le__(self, other: object) -> Node:
        return apply("at_most", self, other)

    def __gt__(self, other: object) -> Node:
        return apply("less", other, self)

    def __ge__(self, other: object) -> Node:
        return apply("at_most", other, self)

    def __and__(self, other: object) -> Node:
        return apply("both", self, other)

    def __getitem__(self, name: str) -> Node:
        return Node("field", (self,), name)

    def __iter__(self) -> NoReturn:
        raise TraceError("a calculator may not loop over an input; use ops.product, ops.each or ops.iterate")

    def __bool__(self) -> NoReturn:
        raise TraceError("a calculator may not branch on an input with `if`; use ops.where")

    def __float__(self) -> NoReturn:
        raise TraceError("a calculator may not turn an input into a float; use the functions of ops")


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What a loop, product or list does at each turn.

    `symbols` are the variables it binds (a loop's counter first, then its state), `results` the new state,
    `until` the condition that ends a loop before its next turn.
    """

    symbols: tuple[Node, ...]
    results: tuple[Node, ...]
    until: Node | None = None


def apply(operation: str, *values: object, detail: object = None) -> Node:
    """Return the node of an operation, numbers among `values` becoming constants."""
    return Node(operation, tuple(as_node(value) for value in values), detail)


def as_node(value: object) -> Node:
    """Return a node as it is, and a number or text as a constant.

    Raises:
        TraceError: the value is neither.
    """
    if isinstance(value, Node):
        return value
    if isinstance(value, (int, float, str)):
        return Node("constant", (), value)
    raise TraceError(f"a calculator's formula cannot hold {type(value).__name__}; use numbers and inputs")
