"""What a note says of one quantity, before anything is read into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from teleo.model import Span, Value
from teleo.quantities.calendar import plain_date
from teleo.quantities.problem import Problem

KEYS = ("calc", "output", "in", "stated", "tolerance", "unit", "as_of", "scope", "var", "src")
GIVEN = "given"
"""The calculator name of a sourced value without a model."""


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar, or a nested value, with its place."""

    value: Value
    span: Span

    @property
    def text(self) -> str:
        """The scalar as the file writes it; empty for a nested value."""
        if isinstance(self.value, bool):
            return str(self.value).lower()
        return self.value.strip() if isinstance(self.value, str) else ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One quantity as a note declares it; `terms` are its keys save `in`, whose entries are `inputs`."""

    note: str
    id: str
    span: Span
    terms: Mapping[str, Written] = field(default_factory=dict)
    inputs: Mapping[str, Written] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def text(self, key: str) -> str:
        """Return the text of a term, empty when it is not there."""
        return self.terms[key].text if key in self.terms else ""

    @property
    def as_of(self) -> str:
        """The date that the inputs hold for, `June 2026` as `2026-06`."""
        return plain_date(self.text("as_of"))

    def place(self, key: str) -> Span:
        """Return where a term stands, or the quantity when it is not there."""
        return self.terms[key].span if key in self.terms else self.span
