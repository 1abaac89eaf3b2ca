"""What a rule is, and what it is given to look at."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from teleo.model import Diagnostic, Fix, Note, Related, Severity, Span

if TYPE_CHECKING:
    import networkx as nx

    from teleo.vault.reader import Vault


@dataclass(frozen=True)
class Context:
    """All that a rule may look at.

    `notes` are the notes to report on, by default all of the vault; a rule may look at any other note of
    `vault` to judge them. `quantities` are indexed by note id and quantity id. `today` is the day that ages
    are counted to.
    """

    vault: "Vault"
    graph: "nx.MultiDiGraph"
    quantities: Mapping[tuple[str, str], Any]
    only: frozenset[str] | None = None
    today: date = field(default_factory=date.today)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes to report on, in order of id."""
        if self.only is None:
            return self.vault.notes
        return tuple(note for note in self.vault.notes if note.id in self.only)


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its code, its name, its usual severity, and the function that makes it.

    `is_local` says that the check reads nothing but each note by itself, so that what it found in a note
    holds until that note or the settings change.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Context], Iterator[Diagnostic]]
    is_local: bool = False

    @property
    def page(self) -> str:
        """The Markdown page of the rule: the docstring of its module."""
        return sys.modules[self.check.__module__].__doc__ or ""

    @property
    def family(self) -> str:
        """The letters that the code begins with."""
        return self.code.rstrip("0123456789")

    def at(
        self,
        note: Note,
        span: Span | None,
        message: str,
        *,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Return a diagnostic of this rule at `span` of `note`; `None` is the start of the file."""
        place = note.document.place(span)
        return Diagnostic(
            self.code, self.name, severity or self.severity, note.path, place, message, fix, related
        )
