"""What is known of a quantity after it was recomputed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from teleo.model import Edge, Span
from teleo.quantities.distribution import Spread
from teleo.quantities.problem import Problem
from teleo.quantities.slot import Template

Key = tuple[str, str]

SHARES = (0.005, *(fiftieth / 50 for fiftieth in range(1, 50)), 0.995)
"""The shares of samples at which the percentiles of a result are kept, ascending."""


def name_of(key: Key) -> str:
    """Return how a quantity is written in messages: `note#id`."""
    return f"{key[0]}#{key[1]}"


class Verdict(StrEnum):
    """How a stated value stands against the model."""

    SUPPORTED = "supported"
    POSSIBLE = "possible"
    CONTRADICTED = "contradicted"
    GIVEN = "given"
    UNSTATED = "unstated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Span90:
    """A median with the 5th and 95th percentile; all three are the same for a point."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class InputValue:
    """One input of a quantity: what was written, and the numbers it stands for in `unit`.

    `spread` is `None` for a reference and for an input that is no number; `reference` names the quantity and
    the output that the input is taken from; `variable` is the name under which the samples are drawn.
    """

    name: str
    text: str
    unit: str
    numbers: Span90 | None
    spread: Spread | None = None
    reference: Key | None = None
    output: str = ""
    variable: str = ""
    factor: float = 1.0
    plain: Any = None


@dataclass(frozen=True, slots=True)
class Influence:
    """How much one input moves a result, the others at their medians.

    `low` and `high` are the results at the input's 5th and 95th percentile, `swing` their difference;
    `elasticity` is the percentage by which the result moves when the input moves by one percent, `None` where
    that has no meaning: at zero, across signs, at the end of the range, for a whole number.
    """

    input: str
    low: float
    high: float
    swing: float
    elasticity: float | None


@dataclass(frozen=True, slots=True)
class StatedSet:
    """The set of numbers that a stated value allows, as closed ranges in the unit of the result."""

    ranges: tuple[tuple[float, float], ...]

    @property
    def low(self) -> float:
        """The least number of the set."""
        return min(low for low, _ in self.ranges)

    @property
    def high(self) -> float:
        """The greatest number of the set."""
        return max(high for _, high in self.ranges)

    def holds(self, value: float) -> bool:
        """Return whether a number lies in the set."""
        return any(low <= value <= high for low, high in self.ranges)


@dataclass(frozen=True, slots=True)
class Result:
    """A quantity, recomputed: `value` is the median, `low` and `high` the 5th and 95th percentile, all in
    `unit`.

    `value` is `None` when nothing could be computed; `problems` say why. `mass` is the probability that the
    model gives to the stated set. `is_point` says that no uncertainty was given. `undefined` is the share of
    samples for which the model has no result. A calendar date counts in years, with the unit `calendar year`.
    `tolerance` widens the stated value; it is `None` where there is none that it could widen. `is_undefined` says
    of a quantity without a value that it is well stated, and that a model may have one for other values of its
    inputs. `cautions` say for which inputs the formula was not made, though it takes them.
    `given` is the distribution of a value without a model, before `scale` and `offset`, and `variable` the
    name under which its samples are drawn. `percentiles` are those of the model at `SHARES`, in `unit`; there are
    none of a point and of a value without a model.
    """

    note: str
    quantity: str
    span: Span
    calculator: str
    version: str
    output: str
    value: float | None
    unit: str
    low: float | None
    high: float | None
    stated: str
    verdict: Verdict
    mass: float | None
    is_point: bool = False
    is_calendar: bool = False
    undefined: float = 0.0
    is_undefined: bool = False
    tolerance: float | None = None
    stated_set: StatedSet | None = None
    as_of: str = ""
    scope: str = ""
    var: str = ""
    src: str = ""
    scale: float = 1.0
    offset: float = 0.0
    inputs: tuple[InputValue, ...] = ()
    sensitivity: tuple[Influence, ...] = ()
    problems: tuple[Problem, ...] = ()
    cautions: tuple[str, ...] = ()
    given: Spread | None = None
    variable: str = ""
    percentiles: tuple[float, ...] = ()

    @property
    def key(self) -> Key:
        """The ids of the note and of the quantity."""
        return self.note, self.quantity

    def input(self, name: str) -> InputValue | None:
        """Return the input of a name, or `None`."""
        return next((entry for entry in self.inputs if entry.name == name), None)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two quantities of one variable that cannot both be true as stated.

    `is_contradiction` when scope and date agree as well; else their difference may be the reason, and
    `reconcilers` say what else would be.
    """

    var: str
    first: Key
    second: Key
    is_contradiction: bool
    message: str
    reconcilers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundNumber:
    """A number in a text that a link binds to a quantity or to one of its inputs.

    `span` is the text in the brackets, `shown` what it says; `expected` is what it should say when it does
    not agree.
    """

    note: str
    span: Span
    shown: str
    target: Key
    input: str
    agrees: bool
    expected: str
    template: Template = ()


@dataclass(frozen=True)
class Quantities(Mapping[Key, Result]):
    """All quantities of a vault, by note id and quantity id in that order, and what they say of each other.

    `problems` are by note id; `edges` are the numeric contradictions, to be added to the graph.
    """

    results: Mapping[Key, Result] = field(default_factory=dict)
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    edges: tuple[Edge, ...] = ()
    numbers: tuple[BoundNumber, ...] = ()

    def __getitem__(self, key: Key) -> Result:
        return self.results[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.results)

    def __len__(self) -> int:
        return len(self.results)

    def of_note(self, note: str) -> tuple[Result, ...]:
        """Return the quantities of one note in the order of its file."""
        return tuple(result for key, result in self.results.items() if key[0] == note)
