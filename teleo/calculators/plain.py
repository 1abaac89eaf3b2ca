"""Writes a traced calculator in one line of plain characters for each equation, for where no formula is drawn."""

import math
from collections.abc import Callable

from teleo.calculators.expression import Body, Node
from teleo.calculators.trace import Trace, use_counts

_SUM, _SIGN, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4, 5
_RELATIONS = {"less": "<", "at_most": "≤", "equal": "=", "differs": "≠", "both": "and"}
_FUNCTIONS = {"log": "ln"}
_NAMED = {math.log(2.0): ("ln 2", _POWER), math.log(10.0): ("ln 10", _POWER)}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_TABLES = {r"\alpha": "α", r"\beta": "β"}
_STATES = "abcdefgh"
_LONG = 30

Part = tuple[str, int]


def plain_formula(trace: Trace) -> str:
    """Return one equation a line for each output, preceded by those of steps that are used more than once.

    Inputs and outputs have the names that they are declared by.
    """
    return "\n".join(f"{left} = {right}" for left, right in _Writer(trace).equations())


class _Writer:
    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._uses = use_counts(trace.results)
        self._names: dict[int, str] = {}
        self._states: dict[int, tuple[str, ...]] = {}
        self._equations: list[tuple[str, str]] = []
        self._steps = 0

    def equations(self) -> list[tuple[str, str]]:
        for output, node in zip(self._trace.outputs, self._trace.results, strict=True):
            value = self._write(node)[0]
            self._equations.append((output.name + ("[m]" if output.per else ""), value))
        return self._equations

    def _write(self, node: Node) -> Part:
        if id(node) in self._names:
            return self._names[id(node)], _ATOM
        part = self._expression(node)
        if self._uses.get(id(node), 0) > 1 and len(part[0]) > _LONG:
            self._steps += 1
            self._names[id(node)] = f"x{self._steps}"
            self._equations.append((f"x{self._steps}", part[0]))
            return f"x{self._steps}", _ATOM
        return part

    def _expression(self, node: Node) -> Part:
        operation = node.operation
        if operation == "input":
            return node.detail, _ATOM
        if operation == "constant":
            return _number(node.detail)
        if operation == "element":
            return self._state(node.arguments[0], node.detail), _ATOM
        if operation in ("product", "each"):
            return self._list(node)
        parts = [self._write(part) for part in node.arguments]
        if operation == "choose":
            return _choice(node, parts)
        if operation == "field":
            return f"{_within(parts[0], _ATOM)}.{node.detail}", _ATOM
        if operation in _RELATIONS:
            return f"{parts[0][0]} {_RELATIONS[operation]} {parts[1][0]}", _SUM
        return _ARITHMETIC[operation](parts) if operation in _ARITHMETIC else _call(operation, parts)

    def _list(self, node: Node) -> Part:
        body: Body = node.detail
        self._names[id(body.symbols[0])] = "m"
        value, strength = self._write(body.results[0])
        return (value, strength) if node.operation == "each" else (f"product over m of ({value})", _PRODUCT)

    def _state(self, node: Node, index: int) -> str:
        """Return the name of a final state of a loop, and add its recurrence when it is first asked for."""
        if id(node) not in self._states:
            body: Body = node.detail
            count, *initial = (self._write(part)[0] for part in node.arguments)
            used = sum(map(len, self._states.values()))
            letters = _STATES[used : used + len(initial)]
            turn, *symbols = body.symbols
            self._names[id(turn)] = "i"
            self._names |= {id(one): f"{letter}[i-1]" for one, letter in zip(symbols, letters, strict=True)}
            self._equations += [(f"{one}[0]", start) for one, start in zip(letters, initial, strict=True)]
            following = [self._write(part)[0] for part in body.results]
            stop = "" if body.until is None else f", until {self._write(body.until)[0]}"
            self._equations += [
                (f"{one}[i]", step + stop) for one, step in zip(letters, following, strict=True)
            ]
            last = count if body.until is None else "last"
            self._states[id(node)] = tuple(f"{letter}[{last}]" for letter in letters)
        return self._states[id(node)][index]


def _choice(node: Node, parts: list[Part]) -> Part:
    """Write an entry of a table by its symbol, or the table entry by entry."""
    name, names = node.detail
    (key, _), *entries = parts
    if name:
        return f"{_TABLES.get(name, name)}[{key}]", _ATOM
    rows = ", ".join(f"{word}: {text}" for word, (text, _) in zip(names, entries, strict=True))
    return f"{{{rows}}}[{key}]", _ATOM


def _number(value: float | str) -> Part:
    if isinstance(value, str):
        return value, _ATOM
    number = float(value)
    if number in _NAMED:
        return _NAMED[number]
    mantissa, e, exponent = f"{number:.12g}".partition("e")
    if e:
        power = f"10{str(int(exponent)).translate(_RAISED)}"
        return (power, _POWER) if mantissa == "1" else (f"{mantissa} × {power}", _PRODUCT)
    return mantissa, _SIGN if number < 0 else _ATOM


def _within(part: Part, strength: int) -> str:
    text, own = part
    return text if own >= strength else f"({text})"


def _power(parts: list[Part]) -> Part:
    base, exponent = _within(parts[0], _ATOM), parts[1][0]
    is_whole = exponent.removeprefix("-").isdecimal()
    return base + (exponent.translate(_RAISED) if is_whole else f"^{_within(parts[1], _ATOM)}"), _POWER


def _where(parts: list[Part]) -> Part:
    test, then, otherwise = (text for text, _ in parts)
    return f"{then} if {test}, else {otherwise}", 0


def _call(operation: str, parts: list[Part]) -> Part:
    return (
        f"{_FUNCTIONS.get(operation, operation)}({', '.join(_within(part, _SUM) for part in parts)})",
        _ATOM,
    )


_ARITHMETIC: dict[str, Callable[[list[Part]], Part]] = {
    "add": lambda parts: (f"{_within(parts[0], _SUM)} + {_within(parts[1], _SIGN + 1)}", _SUM),
    "subtract": lambda parts: (f"{_within(parts[0], _SUM)} − {_within(parts[1], _SIGN + 1)}", _SUM),
    "multiply": lambda parts: (f"{_within(parts[0], _PRODUCT)} × {_within(parts[1], _PRODUCT)}", _PRODUCT),
    "divide": lambda parts: (f"{_within(parts[0], _PRODUCT)} / {_within(parts[1], _POWER)}", _PRODUCT),
    "power": _power,
    "negate": lambda parts: (f"−{_within(parts[0], _PRODUCT)}", _SIGN),
    "where": _where,
    "exp": lambda parts: (f"e^{_within(parts[0], _ATOM)}", _POWER),
    "sqrt": lambda parts: (f"√{_within(parts[0], _ATOM)}", _POWER),
    "log1p": lambda parts: (f"ln(1 + {_within(parts[0], _SIGN + 1)})", _ATOM),
    "expm1": lambda parts: (f"e^{_within(parts[0], _ATOM)} − 1", _SUM),
    "logit": lambda parts: (
        f"ln({_within(parts[0], _PRODUCT)} / (1 − {_within(parts[0], _SIGN + 1)}))",
        _ATOM,
    ),
    "logistic": lambda parts: (f"1 / (1 + e^(−{_within(parts[0], _PRODUCT)}))", _PRODUCT),
    "expm1_over": lambda parts: (
        f"(e^{_within(parts[0], _ATOM)} − 1) / {_within(parts[0], _POWER)}",
        _PRODUCT,
    ),
    "log1p_over": lambda parts: (
        f"ln(1 + {_within(parts[0], _SIGN + 1)}) / {_within(parts[0], _POWER)}",
        _PRODUCT,
    ),
    "floor": lambda parts: (f"⌊{parts[0][0]}⌋", _ATOM),
    "ceil": lambda parts: (f"⌈{parts[0][0]}⌉", _ATOM),
    "absolute": lambda parts: (f"|{parts[0][0]}|", _ATOM),
    "maximum": lambda parts: _call("max", parts),
    "minimum": lambda parts: _call("min", parts),
}
