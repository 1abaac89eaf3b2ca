"""A distribution that stands for a number and how far it is uncertain."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The distribution that stands for an interval."""

    POINT = "point"
    LOGNORMAL = "lognormal"
    LOGITNORMAL = "logit-normal"
    NORMAL = "normal"
    UNIFORM = "uniform"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution: `low` and `high` are its 5th and 95th percentile, of a uniform one its ends.

    `median` is `None` where it follows from the ends; `choices` are alternatives of equal weight. A point has
    the same number in `low`, `high` and `median`.
    """

    shape: Shape
    low: float
    high: float
    median: float | None = None
    choices: tuple[float, ...] = ()

    @property
    def is_point(self) -> bool:
        """Whether there is no uncertainty."""
        return self.shape is Shape.POINT

    @property
    def named(self) -> tuple[float, ...]:
        """The numbers that the author wrote, in the unit of the spread."""
        if self.choices:
            return self.choices
        return (self.low, self.high) if self.median is None else (self.low, self.median, self.high)


def point(value: float) -> Spread:
    """Return a number without uncertainty."""
    return Spread(Shape.POINT, value, value, value)
