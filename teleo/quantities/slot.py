"""A place in a sentence where a number stands, and how a number is written there. `slot.js` is the twin."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

MOST_DECIMALS = 100
"""Digits behind the point beyond which a number is written by its power of ten: JavaScript writes no more."""

SLACK = 1e-12
"""Relative width in which a number is taken to be at a bound: 0.29 times 100 is a hair less than 29."""

_MOST_BOUNDED = 15
"""Digits behind the point up to which a number with a power of ten is kept on its side of a bound."""

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
"""Room for every digit of a float; ties go away from zero, as JavaScript rounds them."""


@dataclass(frozen=True, slots=True)
class Slot:
    """How a number is written: what it is multiplied by first, its digits, and what stands around them.

    `end` says which number stands here: `value`, `low` or `high`. `step` is the worth of the last digit that is
    meant. `mark` is what parts the digits from a power of ten, `None` without one. `bound` is `floor` where the
    words before the number make it a lower bound, `ceiling` for an upper one.
    """

    end: str
    factor: float
    decimals: int
    step: float
    mark: str | None = None
    is_grouped: bool = False
    has_long_minus: bool = False
    bound: str = ""

    def text(self, value: float) -> str:
        """Return a value, in the unit of its quantity, as it is written here."""
        shown = value * self.factor
        if not math.isfinite(shown):
            return "infinity"
        if self.mark is not None:
            mantissa, power = _scientific(shown, self.decimals)
            if self.bound and self.decimals <= _MOST_BOUNDED:
                mantissa, power = _within(mantissa, power, shown, self.bound)
            return f"{mantissa}{self.mark}{power}"
        rounded, decimals = self._rounded(shown), self.decimals
        if rounded == 0.0 and shown != 0.0 and not self.bound:
            decimals = max(decimals, -math.floor(math.log10(abs(shown))))
            rounded = shown
            if decimals > MOST_DECIMALS:
                return self._signed(f"{shown:.0e}")
        fixed = _fixed(Decimal(rounded), decimals)
        digits = f"{fixed:,f}" if self.is_grouped else f"{fixed:f}"
        digits = digits if fixed else digits.removeprefix("-")
        return self._signed(digits)

    def as_json(self) -> dict[str, Any]:
        """Return what the twin takes; what has its usual value is left out."""
        found: dict[str, Any] = {
            "end": self.end,
            "factor": self.factor,
            "decimals": self.decimals,
            "step": self.step,
        }
        if self.mark is not None:
            found["mark"] = self.mark
        extras = {"bound": self.bound, "grouped": self.is_grouped, "longMinus": self.has_long_minus}
        return found | {name: extra for name, extra in extras.items() if extra}

    def _signed(self, digits: str) -> str:
        return digits.replace("-", "\u2212") if self.has_long_minus else digits

    def _rounded(self, shown: float) -> float:
        """Return a number as a multiple of the step, or itself where there are more steps than a float holds."""
        steps = shown / self.step
        if not math.isfinite(steps):
            return shown
        slack = abs(steps) * SLACK
        if self.bound == "floor":
            return math.floor(steps + slack) * self.step
        return (math.ceil(steps - slack) if self.bound == "ceiling" else math.floor(steps + 0.5)) * self.step


Template = tuple[str | Slot, ...]
"""A text in parts: what stays, and the slots in it."""


def filled(template: Template, numbers: dict[str, float]) -> str:
    """Return a text with its slots filled; `numbers` has `value`, `low` and `high`."""
    return "".join(part if isinstance(part, str) else part.text(numbers[part.end]) for part in template)


def template_json(template: Template) -> list[Any]:
    """Return a text in parts as the twin takes it."""
    return [part if isinstance(part, str) else part.as_json() for part in template]


def _fixed(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def _within(mantissa: str, power: int, value: float, bound: str) -> tuple[str, int]:
    """Return a rounded number, or the next below or above it where rounding took it beyond what it bounds."""
    rounded = float(f"{mantissa}e{power}")
    slack = abs(value) * SLACK
    is_beyond = rounded > value + slack if bound == "floor" else rounded < value - slack
    if not is_beyond:
        return mantissa, power
    number = Decimal(mantissa)
    step = Decimal(1).scaleb(number.as_tuple().exponent)  # type: ignore[arg-type]
    number += -step if bound == "floor" else step
    if abs(number) >= 10:
        number, power = number.scaleb(-1).quantize(step), power + 1
    elif abs(number) < 1:
        number, power = (10 - step).copy_sign(Decimal(mantissa)), power - 1
    return f"{number:f}", power


def _scientific(value: float, decimals: int) -> tuple[str, int]:
    """Return the mantissa with its decimals and the power of ten."""
    exact = Decimal(value)
    power = exact.adjusted() if exact else 0
    mantissa = _fixed(exact.scaleb(-power, context=_EXACT), decimals)
    if abs(mantissa) >= 10:
        power += 1
        mantissa = _fixed(exact.scaleb(-power, context=_EXACT), decimals)
    return f"{mantissa:f}", power
