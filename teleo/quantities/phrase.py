"""A text with its one number or its range, as its author wrote it."""

from dataclasses import dataclass

from teleo.quantities.amounts import plain_number


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a text, at `start` to `end` of it: `digits` as written, and what stands around them.

    `power` is the power of ten and `mark` what is written before it, as `e` or ` × 10^`; both may be missing. `unit` is
    the word behind the first of two numbers, as in `500 MB to 2 GB`.
    """

    start: int
    end: int
    digits: str
    power: int | None
    mark: str
    scale: float
    is_percent: bool
    currency: str
    is_hedged: bool
    unit: str = ""

    @property
    def decimals(self) -> int:
        """How many digits are written behind the point."""
        return len(self.digits.partition(".")[2])

    @property
    def value(self) -> float:
        """The digits as a number, with their exponent and without scale and percent sign."""
        return plain_number(self.digits, None if self.power is None else f"e{self.power}")

    @property
    def step(self) -> float:
        """The worth of the last digit that is meant: zeros at the end of a hedged whole number are not."""
        if self.power is not None:
            return float(f"1e{self.power - self.decimals}")
        plain = self.digits.replace(",", "").lstrip("-+\u2212")
        zeros = len(plain) - len(plain.rstrip("0"))
        if self.is_hedged and not self.decimals and 0 < zeros < len(plain):
            return 10.0**zeros
        return 10.0**-self.decimals


@dataclass(frozen=True, slots=True)
class Phrase:
    """The text of a link with its one number or its range; `unit` is the word that follows the last.

    `bound` says what the words around the number make of it: `floor` in `more than 70%`, `ceiling` in `up to 5`,
    `period` in `late 2027`, which is any time of that year, `by` in `by 2030`, which is any time up to its end.
    """

    text: str
    numerals: tuple[Numeral, ...]
    unit: str
    bound: str = ""
