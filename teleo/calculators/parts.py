"""The parts of a calculator's declaration: inputs with their ranges, outputs, conditions, literature."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from teleo.calculators.ops import Value

HUGE = 1e30
"""Upper end of a range that has no natural one: above any real figure, yet products stay finite."""


class Kind(StrEnum):
    """What an input may hold."""

    REAL = "real"
    INTEGER = "integer"
    CHOICE = "choice"
    RESOURCES = "resources"
    MECHANISMS = "mechanisms"


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its unit, the range in which the formula holds, and what is plausible for it.

    `default` is a plausible value to explore from and `interval` its 90% interval, both from `source`.
    `omitted` is the value that an input takes when nobody gives it; an input without one must be given.
    """

    name: str
    unit: str
    purpose: str
    low: float = -inf
    high: float = inf
    low_open: bool = False
    high_open: bool = False
    default: float | str | None = None
    interval: tuple[float, float] | None = None
    source: str = ""
    kind: Kind = Kind.REAL
    choices: tuple[str, ...] = ()
    omitted: float | str | None = None

    @property
    def is_number(self) -> bool:
        """Whether the input holds a number, so that an interval can be given for it."""
        return self.kind in (Kind.REAL, Kind.INTEGER)

    @property
    def shown_unit(self) -> str:
        """The unit that readers see: a count is no multiple, 32 sequences and not 32x."""
        return "" if self.kind is Kind.INTEGER and self.unit == "x" else self.unit

    @property
    def allowed(self) -> str:
        """The range in words: `above 0 and below 1`, `a whole number of at least 1`, `one of a, b`."""
        if self.kind is Kind.CHOICE:
            return "one of " + ", ".join(self.choices)
        if not self.is_number:
            return self.purpose
        noun = "a whole number" if self.kind is Kind.INTEGER else "a number"
        bounds = []
        if self.low != -inf:
            bounds.append(f"{'above' if self.low_open else 'at least'} {_figure(self.low)}")
        if self.high not in (inf, HUGE):
            bounds.append(f"{'below' if self.high_open else 'at most'} {_figure(self.high)}")
        elif self.high == HUGE and not bounds:
            bounds.append(f"at most {_figure(self.high)}")
        text = " and ".join(bounds)
        if self.kind is Kind.INTEGER:
            return f"{noun}, {text}" if text else noun
        return text or noun

    def allowed_for(self, value: float) -> str:
        """Return the range in words; for a value beyond what any amount may be, with that bound."""
        is_beyond = self.high == HUGE < value and "at most" not in self.allowed
        return f"{self.allowed} and at most {_figure(HUGE)}" if is_beyond else self.allowed


def _figure(bound: float) -> str:
    """Return a bound as a person writes it: `1,024`, `10 million`, `1e16`."""
    scales = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
    scale, word = next((one for one in scales if one[0] <= abs(bound) < 1e15), (1.0, ""))
    return f"{bound / scale:,g} {word}".rstrip().replace("e+", "e")


@dataclass(frozen=True, slots=True)
class Output:
    """One result: its unit and meaning.

    `is_after_as_of` marks a time that elapses from the date for which the inputs hold, so that it can be
    placed in the calendar. `choices` names the values 0, 1, … of a result that is a kind and no amount. `per`
    names the input of which the result holds one number for each item. `of_each` names the count of which the
    result is that of one, where people say it with the unit: `0.3 Wh per query` for the energy of one answer.
    """

    name: str
    unit: str
    purpose: str
    is_after_as_of: bool = False
    choices: tuple[str, ...] = ()
    per: str = ""
    of_each: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A relation that inputs must keep among themselves.

    `holds` takes the inputs that `of` names, in that order; when it is false, `field` is to blame and
    `allowed` says what would have been right. `pole` is the one value at which a condition on `field` alone fails and
    to whose two sides the result runs off.
    """

    field: str
    of: tuple[str, ...]
    holds: Callable[..., Value]
    allowed: str
    pole: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Something published that a formula or a figure rests on.

    `is_verified` says that its text, or a public repetition of what it is cited for, was seen.
    """

    citation: str
    url: str = ""
    is_verified: bool = True
