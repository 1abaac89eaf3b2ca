"""Writes a traced calculator as a JavaScript function that checks its inputs as Python does."""

import json

from teleo.calculators.expression import Body, Node
from teleo.calculators.parts import Input, Kind
from teleo.calculators.trace import Trace, use_counts

PRELUDE = """\
const inputError = (field, value, allowed) => {
  const error = new RangeError(`${field} is ${value}; allowed: ${allowed}`);
  return Object.assign(error, { name: "InputError", field, value, allowed });
};
const finite = (output, value) => {
  if (Array.isArray(value)) return value.map((each) => finite(output, each));
  if (Number.isFinite(value)) return value;
  const error = new RangeError(`no finite ${output} for these inputs; take less extreme ones`);
  throw Object.assign(error, { name: "ResultError", output });
};
const logit = (share) => Math.log(share / (1 - share));
const logistic = (value) => {
  const small = Math.exp(-Math.abs(value));
  return value >= 0 ? 1 / (1 + small) : small / (1 + small);
};
const expm1Over = (value) => (value === 0 ? 1 : Math.expm1(value) / value);
const log1pOver = (value) => (value === 0 ? 1 : Math.log1p(value) / value);
const RESOURCES = ["weights", "kv", "flop", "fabric"];
const record = (field, given, allowed, fits, missing) => {
  const whole = {};
  for (const name of RESOURCES) {
    const value = given[name] ?? missing;
    if (!(Number.isFinite(value) && fits(value))) throw inputError(`${field}.${name}`, value, allowed);
    whole[name] = value;
  }
  return whole;
};
const readResources = (field, given, allowed) => {
  const times = record(field, given ?? {}, "a time of at least 0", (value) => value >= 0, 0);
  if (!RESOURCES.some((name) => times[name] > 0)) throw inputError(field, given, allowed);
  return times;
};
const readMechanisms = (field, given, allowed) => {
  if (!Array.isArray(given) || given.length === 0) throw inputError(field, given, allowed);
  const factors = given.map((entry, index) =>
    record(`${field}[${index}]`, entry, "a factor above 0", (value) => value > 0, 1));
  for (const name of RESOURCES) {
    const sharing = given.filter((entry) => entry[name] !== undefined);
    const orders = sharing.map((entry) => entry.order ?? 0);
    if (sharing.length < 2 || (!orders.includes(0) && new Set(orders).size === orders.length)) continue;
    const error = new RangeError(`${sharing.map((entry) => entry.name).join(" and ")} both change ${name}`);
    throw Object.assign(error, { name: "OverlapError", resource: name });
  }
  const place = (index) => given[index].order ?? 0;
  return [...factors.keys()].sort((a, b) => place(a) - place(b)).map((index) => factors[index]);
};
"""
"""What the emitted functions call; put it once before them."""

_INFIX = {
    "add": ("+", 5),
    "subtract": ("-", 5),
    "multiply": ("*", 6),
    "divide": ("/", 6),
    "less": ("<", 4),
    "at_most": ("<=", 4),
    "equal": ("===", 3),
    "differs": ("!==", 3),
    "both": ("&&", 2),
}
_CALLS = {
    "power": "Math.pow",
    "maximum": "Math.max",
    "minimum": "Math.min",
    "absolute": "Math.abs",
    "logit": "logit",
    "logistic": "logistic",
    "expm1_over": "expm1Over",
    "log1p_over": "log1pOver",
    **{name: f"Math.{name}" for name in ("log", "log1p", "exp", "expm1", "sqrt", "floor", "ceil")},
}
_ATOM = 9
_UNARY = 7
_TERNARY = 1


def javascript_function(trace: Trace) -> str:
    """Return a function expression from an object of inputs to an object of outputs.

    It throws an error named `InputError` with `field`, `value` and `allowed`, or one named `ResultError`.
    """
    writer = _Writer(trace)
    lines = [f"(inputs) => {{ // {trace.name}", *(f"  {line}" for line in writer.lines()), "}"]
    return "\n".join(lines)


class _Writer:
    """Writes each shared step once, as a constant of the innermost block that needs it first."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        held = tuple(node for _, node in trace.conditions)
        self._uses = use_counts((*trace.results, *held))
        self._count = 0

    def lines(self) -> list[str]:
        lines: list[str] = []
        names: dict[int, str] = {}
        for entry in self._trace.inputs:
            lines += _input_lines(entry)
        for condition, node in self._trace.conditions:
            holds, _ = self._write(node, lines, names)
            blamed = f'"{condition.field}", {condition.field}, {json.dumps(condition.allowed)}'
            lines.append(f"if (!({holds})) throw inputError({blamed});")
        shown = []
        for output, node in zip(self._trace.outputs, self._trace.results, strict=True):
            value, _ = self._write(node, lines, names)
            shown.append(f'{output.name}: finite("{output.name}", {value})')
        lines.append(f"return {{ {', '.join(shown)} }};")
        return lines

    def _name(self, stem: str) -> str:
        self._count += 1
        return f"{stem}{self._count}"

    def _write(self, node: Node, lines: list[str], names: dict[int, str]) -> tuple[str, int]:
        """Return the text of a node and how tightly it binds, adding to `lines` what it needs first."""
        if id(node) in names:
            return names[id(node)], _ATOM
        text, strength = self._expression(node, lines, names)
        is_leaf = node.operation in ("input", "constant", "symbol", "element", "field")
        if self._uses.get(id(node), 0) > 1 and not is_leaf:
            name = self._name("$")
            lines.append(f"const {name} = {text};")
            names[id(node)] = name
            return name, _ATOM
        return text, strength

    def _expression(self, node: Node, lines: list[str], names: dict[int, str]) -> tuple[str, int]:
        operation = node.operation
        if operation == "input":
            return node.detail, _ATOM
        if operation == "constant":
            return _constant(node.detail)
        if operation == "loop":
            return self._loop(node, lines, names), _ATOM
        if operation == "element":
            self._write(node.arguments[0], lines, names)
            return f"{names[id(node.arguments[0])]}_{node.detail}", _ATOM
        if operation in ("product", "each"):
            return self._list(node, lines, names), _ATOM
        parts = [self._write(part, lines, names) for part in node.arguments]
        return self._operation(node, parts)

    def _operation(self, node: Node, parts: list[tuple[str, int]]) -> tuple[str, int]:
        operation = node.operation
        if operation in _INFIX:
            sign, strength = _INFIX[operation]
            left, right = _bracketed(parts[0], strength), _bracketed(parts[1], strength + 1)
            return f"{left} {sign} {right}", strength
        if operation == "negate":
            return f"-{_bracketed(parts[0], _UNARY + 1)}", _UNARY
        if operation == "where":
            test, then, otherwise = (_bracketed(part, _TERNARY + 1) for part in parts)
            return f"{test} ? {then} : {otherwise}", _TERNARY
        if operation == "choose":
            (key, _), *entries = parts
            table = ", ".join(
                f'"{name}": {text}' for name, (text, _) in zip(node.detail[1], entries, strict=True)
            )
            return f"({{ {table} }})[{key}]", _ATOM
        if operation == "field":
            return f"{parts[0][0]}.{node.detail}", _ATOM
        return f"{_CALLS[operation]}({', '.join(text for text, _ in parts)})", _ATOM

    def _loop(self, node: Node, lines: list[str], names: dict[int, str]) -> str:
        """Write a `for` statement and return the stem of its state variables."""
        body: Body = node.detail
        count, *state = (self._write(part, lines, names)[0] for part in node.arguments)
        stem = self._name("s")
        turn, *symbols = body.symbols
        inner = dict(names)
        inner[id(turn)] = f"{stem}_turn"
        for index, symbol in enumerate(symbols):
            inner[id(symbol)] = f"{stem}_{index}"
        lines.append("let " + ", ".join(f"{stem}_{i} = {value}" for i, value in enumerate(state)) + ";")
        lines.append(f"const {stem}_end = {count};")
        lines.append(f"for (let {stem}_turn = 1; {stem}_turn <= {stem}_end; {stem}_turn++) {{")
        block: list[str] = []
        if body.until is not None:
            ends, _ = self._write(body.until, block, inner)
            block.append(f"if ({ends}) break;")
        following = [self._write(part, block, inner)[0] for part in body.results]
        if len(following) == 1:
            block.append(f"{stem}_0 = {following[0]};")
        else:
            block.append(
                "const " + ", ".join(f"{stem}_{i}n = {value}" for i, value in enumerate(following)) + ";"
            )
            block += [f"{stem}_{i} = {stem}_{i}n;" for i in range(len(following))]
        lines += [f"  {line}" for line in block] + ["}"]
        names[id(node)] = stem
        return stem

    def _list(self, node: Node, lines: list[str], names: dict[int, str]) -> str:
        """Write a product over a list, or a list of values, as an arrow function over its items."""
        body: Body = node.detail
        items, _ = self._write(node.arguments[0], lines, names)
        item = self._name("item")
        inner = {**names, id(body.symbols[0]): item}
        block: list[str] = []
        value, _ = self._write(body.results[0], block, inner)
        work = " ".join(block)
        if node.operation == "each":
            return f"{items}.map(({item}) => {{ {work} return {value}; }})"
        product = self._name("product")
        return f"{items}.reduce(({product}, {item}) => {{ {work} return {product} * ({value}); }}, 1)"


def _input_lines(entry: Input) -> list[str]:
    name, allowed = entry.name, json.dumps(entry.allowed)
    fallback = "" if entry.omitted is None else f" = {_constant(entry.omitted)[0]}"
    if entry.kind in (Kind.RESOURCES, Kind.MECHANISMS):
        return [f'const {name} = read{entry.kind.value.capitalize()}("{name}", inputs.{name}, {allowed});']
    lines = [f"const {{ {name}{fallback} }} = inputs;"]
    if entry.kind is Kind.CHOICE:
        test = f"{json.dumps(list(entry.choices))}.includes({name})"
    elif entry.kind is Kind.INTEGER:
        test = f"Number.isInteger({name}){_bounds(entry)}"
    else:
        test = f"Number.isFinite({name}){_bounds(entry)}"
    return [*lines, f'if (!({test})) throw inputError("{name}", {name}, {allowed});']


def _bounds(entry: Input) -> str:
    text = ""
    if entry.low != float("-inf"):
        text += f" && {entry.name} {'>' if entry.low_open else '>='} {_constant(entry.low)[0]}"
    if entry.high != float("inf"):
        text += f" && {entry.name} {'<' if entry.high_open else '<='} {_constant(entry.high)[0]}"
    return text


def _constant(value: float | str) -> tuple[str, int]:
    if isinstance(value, str):
        return json.dumps(value), _ATOM
    number = float(value)
    text = str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return text, _UNARY if number < 0 else _ATOM


def _bracketed(part: tuple[str, int], strength: int) -> str:
    text, own = part
    return text if own >= strength else f"({text})"
