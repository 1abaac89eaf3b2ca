"""A hash of a calculator's formula: equal after renaming locals, other after one changed sign."""

from hashlib import sha256

from teleo.calculators.expression import Body, Node
from teleo.calculators.parts import Input
from teleo.calculators.trace import Trace, parts_of


def structure_hash(trace: Trace) -> str:
    """Return twelve hex digits over the formula, the conditions, and each input's and output's terms.

    Prose, sources and literature are left out: rewording them moves no number.
    """
    digests = _Digests()
    lines = [trace.name]
    lines += [_terms(entry) for entry in trace.inputs]
    lines += [
        f"{each.name} {each.unit} {each.is_after_as_of} {each.choices} {each.per}" for each in trace.outputs
    ]
    lines += [digests.of(node) for node in trace.results]
    lines += [f"{condition.field} {digests.of(node)}" for condition, node in trace.conditions]
    return _digest("\n".join(lines))[:12]


class _Digests:
    """Digests of nodes, each computed once; a loop's symbols are numbered in the order of their binding."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        self._bound = 0

    def of(self, root: Node) -> str:
        waiting = [root]
        while waiting:
            node = waiting[-1]
            if id(node) in self._known:
                waiting.pop()
                continue
            if isinstance(node.detail, Body):
                self._bind(node.detail)
            missing = [part for part in parts_of(node) if id(part) not in self._known]
            if missing:
                waiting.extend(reversed(missing))
                continue
            self._known[id(node)] = _digest(self._text(node))
            waiting.pop()
        return self._known[id(root)]

    def _bind(self, body: Body) -> None:
        for symbol in body.symbols:
            if id(symbol) not in self._known:
                self._known[id(symbol)] = _digest(f"symbol {self._bound}")
                self._bound += 1

    def _text(self, node: Node) -> str:
        if node.operation == "constant" and not isinstance(node.detail, str):
            detail = repr(float(node.detail))
        else:
            detail = "" if isinstance(node.detail, Body) else repr(node.detail)
        return " ".join((node.operation, detail, *(self._known[id(part)] for part in parts_of(node))))


def _terms(entry: Input) -> str:
    bounds = (entry.low, entry.high, entry.low_open, entry.high_open)
    return repr(
        (entry.name, entry.unit, entry.kind.value, *bounds, entry.choices, entry.omitted, entry.default)
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
