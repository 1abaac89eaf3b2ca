"""Turns a traced formula into a sympy expression, so that algebra can be done on what really runs."""

from collections.abc import Callable

import sympy  # type: ignore[import-untyped]

from teleo.calculators import calculator
from teleo.calculators.expression import Node

FUNCTIONS: dict[str, Callable[..., sympy.Expr]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "negate": lambda a: -a,
    "log": sympy.log,
    "exp": sympy.exp,
    "sqrt": sympy.sqrt,
    "ceil": sympy.ceiling,
    "maximum": sympy.Max,
    "minimum": sympy.Min,
    "less": sympy.Lt,
    "at_most": sympy.Le,
    "where": lambda test, then, otherwise: sympy.Piecewise((then, test), (otherwise, True)),
    "logit": lambda share: sympy.log(share / (1 - share)),
    "logistic": lambda value: 1 / (1 + sympy.exp(-value)),
    "expm1": lambda value: sympy.exp(value) - 1,
    "expm1_over": lambda value: (sympy.exp(value) - 1) / value,
    "log1p_over": lambda value: sympy.log(1 + value) / value,
}


def symbols(name: str) -> dict[str, sympy.Symbol]:
    """Return a positive symbol for each input of a calculator."""
    return {entry.name: sympy.Symbol(entry.name, positive=True) for entry in calculator(name).inputs}


def formula(name: str, output: int = 0) -> sympy.Expr:
    """Return an output of a calculator as an expression in the symbols of its inputs."""
    return _expression(calculator(name).trace().results[output])


def _expression(node: Node) -> sympy.Expr:
    if node.operation == "input":
        return sympy.Symbol(node.detail, positive=True)
    if node.operation == "constant":
        return (
            sympy.nsimplify(node.detail) if float(node.detail).is_integer() else sympy.Float(node.detail, 17)
        )
    return FUNCTIONS[node.operation](*(_expression(part) for part in node.arguments))
