"""What is wrong with a quantity: the code of the rule that reports it, its place, and a way out."""

from dataclasses import dataclass

from teleo.model import Span


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place that explains a problem: the other claim of a contradiction."""

    note: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a quantity or with a number bound to one.

    `replacement` is what the text at `span` should be, where that is known.
    """

    code: str
    span: Span
    message: str
    replacement: str | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
