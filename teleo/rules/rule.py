"""What a rule is, and what it is given to look at."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from teleo.config import SITE_MANIFEST
from teleo.graph.argument import Argument, argument_in, argument_of
from teleo.graph.cycles import cycles_among, dependency_cycles
from teleo.graph.effective import Effective, effective_among, effective_ratings
from teleo.graph.grounds import grounds_of
from teleo.graph.multigraph import Graph
from teleo.links.verdicts import Verdict
from teleo.model import Diagnostic, Fix, Note, Place, ProseEntry, Related, Relation, Severity, Span
from teleo.rules.closeness import TitleIndex
from teleo.rules.edge_index import EdgeIndex
from teleo.rules.reference import Reference, read_references
from teleo.rules.shingles import Share, beginnings_of, wording_of
from teleo.schema import Breach, breaches
from teleo.vault.reader import Vault

MAX_ASKED = 200
"""For how many texts of one note the nearest titles are looked up; only a hostile note has more."""

_START = Place(1, 1, 1, 1)


@dataclass(frozen=True)
class Context:
    """All that a rule may look at.

    `only` holds the ids of the notes to report on (the path without `.md` of a file that is no note), `None`
    for all; a rule may look at any other note of `vault` to judge them. `quantities` are indexed by note id
    and quantity id. `today` is the day that ages are counted to. `meant` gives, by missing title, the
    titles of notes that mean nearly what it says, where vectors are known; `verdicts` gives, by id, the notes
    that a note is alike to in meaning; `beginnings` are those of a note's sentences; `kept_share` makes of
    what compares two notes, by id, what compares only those that it has not compared before. `wired` is the
    graph, or returns it: then it is built when a rule first asks for it.
    """

    vault: Vault
    wired: "Graph | Callable[[], Graph]"
    quantities: Mapping[tuple[str, str], Any]
    only: frozenset[str] | None = None
    today: date = field(default_factory=date.today)
    meant: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    verdicts: Callable[[], Mapping[str, tuple[Verdict, ...]]] = dict
    beginnings: Callable[[Note], tuple[bytes, ...]] = lambda note: beginnings_of(wording_of(note))
    kept_share: Callable[[Share], Share] = lambda share: share

    @cached_property
    def graph(self) -> Graph:
        """The typed graph of the vault."""
        return self.wired() if callable(self.wired) else self.wired

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The notes to report on, in order of id."""
        if self.only is None:
            return self.vault.notes
        return tuple(note for note in self.vault.notes if note.id in self.only)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All that the notes to report on say by title or path, resolved, in order of note and place."""
        return tuple(reference for note in self.notes for reference in self.references_of(note))

    def references_of(self, note: Note) -> tuple[Reference, ...]:
        """Return what one note of the vault says by title or path, resolved."""
        found = self._references.get(note.id)
        if found is None:
            found = self._references[note.id] = tuple(read_references(self.vault, note))
        return found

    def stated_spans(self, note: Note) -> Mapping[tuple[str, Relation], Span]:
        """Return where the fields of a note first state each relation with another note, by the other's id."""
        found = self._stated.get(note.id)
        if found is None:
            found = self._stated[note.id] = {}
            for reference in self.references_of(note):
                if reference.entry is not None and reference.resolution.id is not None:
                    found.setdefault((reference.resolution.id, reference.entry.relation), reference.span)
        return found

    @cached_property
    def _stated(self) -> dict[str, dict[tuple[str, Relation], Span]]:
        return {}

    @cached_property
    def _references(self) -> dict[str, tuple[Reference, ...]]:
        return {}

    @cached_property
    def titles(self) -> TitleIndex:
        """The titles and the file names of all notes of the vault, for finding the nearest to a text."""
        return TitleIndex(name for note in self.vault.notes for name in (note.title, note.stem))

    @cached_property
    def file_names(self) -> frozenset[str]:
        """The names of all files of the vault, those that are no notes included, hidden folders and sites aside."""
        found: set[str] = set()
        for folder, folders, names in os.walk(self.vault.root):
            if SITE_MANIFEST in names and folder != os.fspath(self.vault.root):
                folders.clear()
                continue
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.update(names)
        return frozenset(found)

    def nearest_titles(self, note: Note, text: str, count: int) -> tuple[str, ...]:
        """Return the titles nearest to a text of `note`, best first; none once a note has asked too often."""
        self._asked[note.id] += 1
        return self.titles.nearest(text, count) if self._asked[note.id] <= MAX_ASKED else ()

    @cached_property
    def _asked(self) -> Counter[str]:
        return Counter()

    @cached_property
    def edges(self) -> EdgeIndex:
        """The edges that argue, by relation and note."""
        return EdgeIndex(self._argument.edges)

    def prose_of(self, note: Note) -> tuple[ProseEntry, ...]:
        """Return the entries of a note that name no note."""
        return self._argument.prose[note.id]

    @cached_property
    def _argument(self) -> Argument:
        """What argues: of the graph where there is one, else of the fields alone, which is sooner read."""
        if callable(self.wired) and "graph" not in self.__dict__:
            return argument_of(self.vault, getattr(self.quantities, "edges", ()))
        return argument_in(self.graph)

    @cached_property
    def effective(self) -> Mapping[str, Effective]:
        """The effective ratings of the notes to report on and of what they rest on."""
        if self.only is not None:
            return effective_ratings(self.grounds)
        dependents = {
            id_: [edge.origin for edge in self.edges.arriving(id_, Relation.DEPENDS_ON) if edge.origin != id_]
            for id_ in self.vault.by_id
        }
        return effective_among(self.vault.by_id, dependents)

    @property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """The circles of dependencies among the notes to report on and what they rest on."""
        if self.only is not None:
            return dependency_cycles(self.grounds)
        leaving = (self.edges.leaving(id_, Relation.DEPENDS_ON) for id_ in self.vault.by_id)
        return cycles_among(
            self.vault.by_id, ((edge.origin, edge.target) for edges in leaving for edge in edges)
        )

    @cached_property
    def grounds(self) -> Graph:
        """The notes to report on and what they rest on; the whole graph where all notes are reported on."""
        return self.graph if self.only is None else grounds_of(self.graph, sorted(self.only))

    @cached_property
    def breaches(self) -> Mapping[str, tuple[Breach, ...]]:
        """The departures of each note to report on from the schema of its type, by note id."""
        own = self.vault.config.types.fields
        return {note.id: tuple(breaches(note.document, note.type, own)) for note in self.notes}


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its code, its name, its usual severity, and the function that makes it.

    `is_local` says that the check reads nothing but each note by itself, so that what it found in a note
    holds until that note or the settings change; `is_of_names` that it reads of other notes only what they are
    called, so that it holds until a name changes too; `is_of_heads` that it reads of the notes only what
    `teleo.rules.heads` names, so that what it found holds until a head changes; `is_of_a_lack` that it tells
    what a note does not have, so that the text where it points is whatever stands there instead.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Context], Iterator[Diagnostic]]
    is_local: bool = False
    is_of_names: bool = False
    is_of_heads: bool = False
    is_of_a_lack: bool = False

    @property
    def page(self) -> str:
        """The Markdown page of the rule: the docstring of its module."""
        return sys.modules[self.check.__module__].__doc__ or ""

    @property
    def family(self) -> str:
        """The letters that the code begins with."""
        return self.code[:2]

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

    def at_file(self, path: str, message: str) -> Diagnostic:
        """Return a diagnostic of this rule on a file that is no note."""
        return Diagnostic(self.code, self.name, self.severity, path, _START, message)


def place_of(note: Note, span: Span | None, message: str) -> Related:
    """Return a place in another note that explains a diagnostic."""
    return Related(note.path, note.document.place(span), message)
