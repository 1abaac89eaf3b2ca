"""What a check finds in a note, and the edits that would mend it."""

from dataclasses import dataclass, field
from enum import StrEnum

from teleo.model.span import Place, Span


class Severity(StrEnum):
    """How much a diagnostic matters: an error fails a check, a warning only a strict one."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The replacement of one span of one file's text."""

    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a diagnostic; `is_safe` only if no reader could mind them."""

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a diagnostic: the premise, the other claim of a contradiction."""

    path: str
    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a rule found, with its place."""

    code: str
    name: str
    severity: Severity
    path: str
    place: Place
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = field(default=())

    @property
    def sort_key(self) -> tuple[str, Place, str, str]:
        """Order of report: by file, then place, then code."""
        return (self.path, self.place, self.code, self.message)
