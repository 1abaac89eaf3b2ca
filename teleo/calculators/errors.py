"""The typed errors of calculators: each keeps what was given and what would have been allowed."""

from difflib import get_close_matches

from teleo.errors import TeleoError


class InputError(TeleoError):
    """An input of a calculator has a value outside what its declaration allows."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(f"{field} is {_shown(value)}; allowed: {allowed}")
        self.field = field
        self.value = value
        self.allowed = allowed


class MissingInputError(InputError):
    """A calculator was run without an input that has no value of its own."""

    def __init__(self, field: str, allowed: str) -> None:
        super().__init__(field, None, allowed)
        self.args = (f"{field} is missing; give it a value: {allowed}",)


class UnknownInputError(InputError):
    """A calculator was given an input that it does not have."""

    def __init__(self, field: str, value: object, known: tuple[str, ...]) -> None:
        super().__init__(field, value, ", ".join(known))
        self.args = (f"there is no input {field!r}; the inputs are {', '.join(known)}",)
        self.closest = tuple(get_close_matches(field, known, n=3))


class UnitError(TeleoError):
    """A value has a unit of another dimension than the input or output it is meant for."""

    def __init__(self, field: str, found: str, expected: str) -> None:
        super().__init__(
            f"{field} is given in {found!r}; write it in {expected!r} or a unit that converts to it"
        )
        self.field = field
        self.found = found
        self.expected = expected


class OverlapError(TeleoError):
    """Two mechanisms save the same resource, and nothing says which of them acts first."""

    def __init__(self, resource: str, mechanisms: tuple[str, ...]) -> None:
        super().__init__(
            f"{' and '.join(mechanisms)} both change {resource}, so their factors do not simply multiply; "
            f"order them (each then acts on what the one before it left) or keep one"
        )
        self.resource = resource
        self.mechanisms = mechanisms


class ResultError(TeleoError):
    """Inputs, each in its range, that together lead to no finite number."""

    def __init__(self, calculator: str, output: str) -> None:
        super().__init__(f"{calculator} gives no finite {output} for these inputs; take less extreme ones")
        self.calculator = calculator
        self.output = output


class TraceError(TeleoError):
    """The function of a calculator does something that cannot be written as a formula."""


class UnknownCalculatorError(TeleoError):
    """No calculator has this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.closest = tuple(get_close_matches(name, known, n=3, cutoff=0.5)) or _of_family(name, known)
        hint = f"; did you mean {' or '.join(self.closest)}?" if self.closest else "; see `teleo calc list`"
        super().__init__(f"there is no calculator {name!r}{hint}")


class PluginError(TeleoError):
    """An installed package offers something under `teleo.calculators` that is no usable calculator."""

    def __init__(self, entry: str, problem: str) -> None:
        super().__init__(
            f"the entry point {entry!r} of teleo.calculators {problem}; mend or remove its package"
        )
        self.entry = entry
        self.problem = problem


def _shown(value: object) -> str:
    """Write a value for a message: floats at full precision, text in quotes, long things cut."""
    text = f"{value:.12g}" if isinstance(value, float) else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _of_family(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    family = name.partition(".")[0]
    return tuple(candidate for candidate in known if candidate.startswith(family + "."))[:3]
