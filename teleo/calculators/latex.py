"""Writes a traced calculator as LaTeX equations."""

import math
import re
from collections.abc import Callable

from teleo.calculators.expression import Body, Node
from teleo.calculators.trace import Trace, use_counts

_SUM, _SIGN, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4, 5
_RELATIONS = {"less": "<", "at_most": r"\le", "equal": "=", "differs": r"\ne", "both": r"\text{ and }"}
_FUNCTIONS = {"log": r"\ln"}
_NAMED = {math.log(2.0): (r"\ln 2", _PRODUCT), math.log(10.0): (r"\ln 10", _PRODUCT)}
_STATES = "abcdefgh"
_ITEM = "m"

Part = tuple[str, int]


def latex_formula(trace: Trace) -> str:
    """Return one equation for each output, preceded by those of steps that are used more than once.

    Several equations stand in an `aligned` block, one a line.
    """
    writer = _Writer(trace)
    equations = writer.equations()
    if len(equations) == 1:
        return f"{equations[0][0]} = {equations[0][1]}"
    lines = (f"{left} &= {right}" for left, right in equations)
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def symbol(name: str) -> str:
    r"""Return an input's or output's name as LaTeX: `share0` is `\text{share}_{0}`."""
    word, digits = re.fullmatch(r"(.*?)(\d*)", name).groups()  # type: ignore[union-attr]
    text = rf"\text{{{word.replace('_', ' ')}}}"
    return f"{text}_{{{digits}}}" if digits else text


class _Writer:
    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._uses = use_counts(trace.results)
        self._names: dict[int, str] = {}
        self._equations: list[tuple[str, str]] = []
        self._loops = 0
        self._steps = 0

    def equations(self) -> list[tuple[str, str]]:
        for output, node in zip(self._trace.outputs, self._trace.results, strict=True):
            value = self._write(node)[0]
            suffix = f"_{{{_ITEM}}}" if output.per else ""
            self._equations.append((symbol(output.name) + suffix, value))
        return self._equations

    def _write(self, node: Node) -> Part:
        if id(node) in self._names:
            return self._names[id(node)], _ATOM
        part = self._expression(node)
        if self._uses.get(id(node), 0) > 1 and len(part[0]) > 40:
            self._steps += 1
            name = f"x_{{{self._steps}}}"
            self._names[id(node)] = name
            self._equations.append((name, part[0]))
            return name, _ATOM
        return part

    def _expression(self, node: Node) -> Part:
        operation = node.operation
        if operation == "input":
            return symbol(node.detail), _ATOM
        if operation == "constant":
            return _number(node.detail)
        if operation == "element":
            self._loop(node.arguments[0])
            return self._names[id(node.arguments[0])].split("|")[node.detail], _ATOM
        if operation in ("product", "each"):
            return self._list(node)
        parts = [self._write(part) for part in node.arguments]
        if operation == "choose":
            return _choice(node, parts)
        if operation == "field":
            return f"{parts[0][0]}_{{\\text{{{node.detail}}}}}", _ATOM
        if operation in _RELATIONS:
            return f"{parts[0][0]} {_RELATIONS[operation]} {parts[1][0]}", _SUM
        return _ARITHMETIC[operation](parts) if operation in _ARITHMETIC else _call(operation, parts)

    def _list(self, node: Node) -> Part:
        body: Body = node.detail
        self._names[id(body.symbols[0])] = _ITEM
        value, strength = self._write(body.results[0])
        if node.operation == "each":
            return value, strength
        return rf"\prod_{{{_ITEM}}} {_within((value, strength), _PRODUCT)}", _PRODUCT

    def _loop(self, node: Node) -> None:
        """Add the recurrence of a loop, and name its final state by the number of turns."""
        if id(node) in self._names:
            return
        body: Body = node.detail
        count, *initial = (self._write(part)[0] for part in node.arguments)
        letters = [_STATES[self._loops + index] for index in range(len(initial))]
        self._loops += len(initial)
        turn, *symbols = body.symbols
        self._names[id(turn)] = "i"
        for bound, letter in zip(symbols, letters, strict=True):
            self._names[id(bound)] = f"{letter}_{{i-1}}"
        following = [self._write(part)[0] for part in body.results]
        stop = "" if body.until is None else rf"\quad\text{{until }} {self._write(body.until)[0]}"
        self._equations += [
            (f"{letter}_{{0}}", start) for letter, start in zip(letters, initial, strict=True)
        ]
        self._equations += [
            (f"{letter}_{{i}}", value) for letter, value in zip(letters, following, strict=True)
        ]
        left, right = self._equations[-1]
        self._equations[-1] = (left, right + stop)
        last = count if body.until is None else r"\text{last}"
        self._names[id(node)] = "|".join(f"{letter}_{{{last}}}" for letter in letters)


def _choice(node: Node, parts: list[Part]) -> Part:
    """Write an entry of a table by its symbol, or the table as cases."""
    name, names = node.detail
    (key, _), *entries = parts
    if name:
        return f"{name}_{{{key}}}", _ATOM
    rows = r" \\ ".join(
        rf"{text} & \text{{if }} {key} = \text{{{word}}}"
        for word, (text, _) in zip(names, entries, strict=True)
    )
    return rf"\begin{{cases}} {rows} \end{{cases}}", _SUM


def _number(value: float | str) -> Part:
    if isinstance(value, str):
        return rf"\text{{{value}}}", _ATOM
    number = float(value)
    if number in _NAMED:
        return _NAMED[number]
    text = f"{number:.12g}"
    mantissa, e, exponent = text.partition("e")
    if e:
        text = rf"10^{{{int(exponent)}}}" if mantissa == "1" else rf"{mantissa} \cdot 10^{{{int(exponent)}}}"
        return text, _PRODUCT
    return text, _SIGN if number < 0 else _ATOM


def _within(part: Part, strength: int) -> str:
    text, own = part
    return text if own >= strength else rf"\left({text}\right)"


def _power(parts: list[Part]) -> Part:
    return f"{{{_within(parts[0], _ATOM)}}}^{{{parts[1][0]}}}", _POWER


def _where(parts: list[Part]) -> Part:
    test, then, otherwise = (text for text, _ in parts)
    return (
        rf"\begin{{cases}} {then} & \text{{if }} {test} \\ {otherwise} & \text{{otherwise}} \end{{cases}}",
        _SUM,
    )


def _call(operation: str, parts: list[Part]) -> Part:
    name = _FUNCTIONS.get(operation, rf"\operatorname{{{operation}}}")
    return rf"{name}\left({', '.join(text for text, _ in parts)}\right)", _POWER


_ARITHMETIC: dict[str, Callable[[list[Part]], Part]] = {
    "add": lambda parts: (f"{parts[0][0]} + {parts[1][0]}", _SUM),
    "subtract": lambda parts: (f"{parts[0][0]} - {_within(parts[1], _SIGN + 1)}", _SUM),
    "multiply": lambda parts: (
        rf"{_within(parts[0], _PRODUCT)} \cdot {_within(parts[1], _PRODUCT)}",
        _PRODUCT,
    ),
    "divide": lambda parts: (rf"\frac{{{parts[0][0]}}}{{{parts[1][0]}}}", _PRODUCT),
    "power": _power,
    "negate": lambda parts: (f"-{_within(parts[0], _PRODUCT)}", _SIGN),
    "where": _where,
    "exp": lambda parts: (f"e^{{{parts[0][0]}}}", _POWER),
    "sqrt": lambda parts: (rf"\sqrt{{{parts[0][0]}}}", _ATOM),
    "log1p": lambda parts: (rf"\ln\left(1 + {_within(parts[0], _SIGN + 1)}\right)", _POWER),
    "expm1": lambda parts: (f"e^{{{parts[0][0]}}} - 1", _SUM),
    "logit": lambda parts: (rf"\ln\frac{{{parts[0][0]}}}{{1 - {_within(parts[0], _SIGN + 1)}}}", _PRODUCT),
    "logistic": lambda parts: (rf"\frac{{1}}{{1 + e^{{-\left({parts[0][0]}\right)}}}}", _PRODUCT),
    "expm1_over": lambda parts: (rf"\frac{{e^{{{parts[0][0]}}} - 1}}{{{parts[0][0]}}}", _PRODUCT),
    "log1p_over": lambda parts: (
        rf"\frac{{\ln\left(1 + {_within(parts[0], _SIGN + 1)}\right)}}{{{parts[0][0]}}}",
        _PRODUCT,
    ),
    "floor": lambda parts: (rf"\lfloor {parts[0][0]} \rfloor", _ATOM),
    "ceil": lambda parts: (rf"\lceil {parts[0][0]} \rceil", _ATOM),
    "absolute": lambda parts: (rf"\lvert {parts[0][0]} \rvert", _ATOM),
    "maximum": lambda parts: (rf"\max\left({parts[0][0]}, {parts[1][0]}\right)", _POWER),
    "minimum": lambda parts: (rf"\min\left({parts[0][0]}, {parts[1][0]}\right)", _POWER),
}
