"""What the last walk over a vault's quantities computed, so that the next computes only what changed."""

from dataclasses import dataclass, field

from teleo.model import Note
from teleo.quantities.declaration import Declaration
from teleo.quantities.plan import Link
from teleo.quantities.problem import Problem
from teleo.quantities.reading import Declared
from teleo.quantities.result import Key, Result


@dataclass(frozen=True, slots=True)
class Remembered:
    """A result, and all that it was made from besides the quantities that it refers to.

    `known` are the problems before it was computed.
    """

    declaration: Declaration
    links: dict[str, Link]
    known: tuple[Problem, ...]
    result: Result


@dataclass(slots=True)
class Memory:
    """The declarations of each note as it was, and the results; a walk brings it up to date.

    It holds for one set of settings.
    """

    declared: dict[str, tuple[Note, Declared]] = field(default_factory=dict)
    results: dict[Key, Remembered] = field(default_factory=dict)
