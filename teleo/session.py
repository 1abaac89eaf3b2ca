"""A vault that changes while someone looks at it: what is known of it is kept, and what changed is done again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from teleo.config import Config, read_config
from teleo.graph.multigraph import Graph
from teleo.graph.revise import LiveGraph
from teleo.model import Diagnostic, Fault, Note
from teleo.pipeline import Survey
from teleo.quantities import Quantities, evaluate
from teleo.quantities.memory import Memory
from teleo.quantities.presence import has_numbers
from teleo.rules import BY_CODE, RULES, Context, Rule, diagnose, fm109_suppression, selection_of
from teleo.rules.closeness import TitleIndex
from teleo.rules.edge_index import EdgeIndex, NearEdges
from teleo.rules.reference import Reference, read_references
from teleo.vault.reader import Vault, read_vault
from teleo.vault.revise import Revised, revise

SLOW = frozenset({"GR605"})
"""Rules that compare every note with every other: they wait for the sweep."""

_AT_A_STEP = 64
"""So many diagnostics of one rule are found before a sweep lets others work."""


@dataclass
class _Kept:
    """What holds from one change to the next."""

    references: dict[str, tuple[Reference, ...]] = field(default_factory=dict)
    titles: TitleIndex | None = None
    file_names: frozenset[str] | None = None


@dataclass(frozen=True)
class _KeptContext(Context):
    """A context that takes what it can from what is kept."""

    kept: _Kept = field(default_factory=_Kept)

    def references_of(self, note: Note) -> tuple[Reference, ...]:
        """Return what one note says by title or path, resolved."""
        found = self.kept.references.get(note.id)
        if found is None:
            found = self.kept.references[note.id] = tuple(read_references(self.vault, note))
        return found

    @cached_property
    def edges(self) -> EdgeIndex:
        """The edges that argue: of all notes at once, or of a few when they are asked for."""
        return EdgeIndex(self._argument.edges) if self.only is None else NearEdges(self.graph)

    @cached_property
    def titles(self) -> TitleIndex:
        """The titles and the file names of all notes."""
        if self.kept.titles is None:
            self.kept.titles = TitleIndex(
                name for note in self.vault.notes for name in (note.title, note.stem)
            )
        return self.kept.titles

    @cached_property
    def file_names(self) -> frozenset[str]:
        """The names of all files of the vault."""
        if self.kept.file_names is None:
            self.kept.file_names = Context(self.vault, self.graph, self.quantities).file_names
        return self.kept.file_names


class Session:
    """A vault, its graph, its numbers and its diagnostics, brought up to date file by file.

    After any changes `survey` returns what a fresh survey of the final files would; only the order of the
    graph's nodes and edges may differ. The graph is altered in place. A `vault` that was read before is taken
    as it is, with its settings.

    Raises:
        ConfigError: the settings cannot be used.
        UnknownRuleError: the settings name a rule that there is not.
    """

    def __init__(self, root: Path, config: Config | None = None, vault: Vault | None = None) -> None:
        self.vault: Vault = vault or read_vault(root, config or read_config(root))
        self._selection = selection_of(self.vault.config.check, BY_CODE)
        self._rules = tuple(rule for rule in RULES if self._selection.includes(rule.code))
        self._live = LiveGraph(self.vault)
        self._kept = _Kept()
        self._local: dict[str, tuple[Diagnostic, ...]] = {}
        self._unchecked = {note.id for note in self.vault.notes}
        self._quantities: Quantities | None = None
        self._memory = Memory()
        self._surveyed: Survey | None = None
        self._slow: tuple[Diagnostic, ...] = ()
        self.revision = 0

    @property
    def graph(self) -> Graph:
        """The vault's graph with the contradictions of its numbers."""
        self.quantities  # noqa: B018 - they add their contradictions
        return self._live.graph

    @property
    def quantities(self) -> Quantities:
        """The vault's numbers."""
        if self._quantities is None:
            self._quantities = evaluate(self.vault, self.vault.config, memory=self._memory)
            self._live.add_further(self._quantities.edges)
        return self._quantities

    @property
    def is_swept(self) -> bool:
        """Whether the diagnostics of the whole vault are those of its present text."""
        return self._surveyed is not None and self._surveyed.vault is self.vault

    def apply(self, changes: Mapping[str, bytes | Fault | None]) -> frozenset[str]:
        """Take over the bytes of the files at these paths, and return the ids of all notes this touches.

        `None` is a file that is gone, a fault one that cannot be a note.
        """
        revised = revise(self.vault, changes)
        self.vault = revised.vault
        self._live.revise(self.vault, revised.touched)
        self._forget(revised)
        self.revision += 1
        return revised.touched

    def forget_files(self) -> None:
        """Look again, when next asked, which files besides the notes there are."""
        self._kept.file_names = None

    def references(self) -> Iterator[Reference]:
        """Yield all that the notes say by title or path, resolved, in order of note and place."""
        context = _KeptContext(self.vault, self._live.graph, {}, kept=self._kept)
        for note in self.vault.notes:
            yield from context.references_of(note)

    def titles(self) -> TitleIndex:
        """Return the index that finds the titles nearest to a text."""
        return _KeptContext(self.vault, self._live.graph, {}, kept=self._kept).titles

    def check(self, ids: Collection[str]) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a few notes, without looking at the rest of the vault more than needed.

        What the slow rules say of them is from the last sweep, as far as the text that they speak of is still
        at its place.
        """
        for _ in self._check_notes(self._unchecked & set(ids)):
            pass
        context = self._context(frozenset(ids))
        rules = (self._in_hurry(rule) for rule in self._rules)
        return diagnose(context, tuple(rules), self._selection)

    def sweep(self) -> Iterator[None]:
        """Bring the diagnostics of the whole vault up to date, a rule or a part of one at a step.

        A change of the vault ends it early; then it has to be begun again.
        """
        revision, before = self.revision, self.quantities
        context = self._context(None)
        found: dict[str, list[Diagnostic]] = {rule.code: [] for rule in self._rules}
        for _ in self._check_notes(self._unchecked):
            yield
            if revision != self.revision:
                return
        for rule in self._rules:
            if not rule.is_local:
                for diagnostic in chain(rule.check(context), (None,)):
                    if diagnostic is not None:
                        found[rule.code].append(diagnostic)
                    if diagnostic is None or len(found[rule.code]) % _AT_A_STEP == 0:
                        yield
                        if revision != self.revision:
                            return
        for diagnostic in chain.from_iterable(self._local.values()):
            found[diagnostic.code].append(diagnostic)
        self._slow = tuple(one for code in sorted(SLOW & found.keys()) for one in found[code])
        rules = tuple(_known(rule, found[rule.code]) for rule in self._rules)
        diagnostics = diagnose(context, rules, self._selection)
        graph = self._live.graph
        self._surveyed = Survey(self.vault, lambda: graph, before, diagnostics)

    def survey(self) -> Survey:
        """Return the vault with all that is known about it."""
        if not self.is_swept:
            for _ in self.sweep():
                pass
        assert self._surveyed is not None
        return self._surveyed

    def _context(self, only: frozenset[str] | None) -> Context:
        return _KeptContext(self.vault, self.graph, self.quantities, only, kept=self._kept)

    def _forget(self, revised: Revised) -> None:
        for note in revised.gone:
            self._local.pop(note.path, None)
        for id_ in revised.touched:
            self._kept.references.pop(id_, None)
        self._unchecked -= {note.id for note in revised.gone}
        self._unchecked |= {note.id for note in revised.come}
        if _names(revised.gone) != _names(revised.come):
            self._kept.titles = None
        if {note.id for note in revised.gone} != {note.id for note in revised.come}:
            self._kept.file_names = None
        altered = chain(revised.gone, revised.come)
        if any(map(has_numbers, altered)) or (revised.has_renamed and self._quantities is not None):
            self._quantities = None

    def _check_notes(self, unchecked: Collection[str]) -> Iterator[None]:
        """Run the local rules over notes that they have not seen, one rule at a step."""
        waiting = frozenset(unchecked)
        if not waiting:
            return
        context = _KeptContext(self.vault, self._live.graph, {}, waiting, kept=self._kept)
        found: dict[str, list[Diagnostic]] = {note.path: [] for note in context.notes}
        for rule in self._rules:
            if rule.is_local:
                for diagnostic in rule.check(context):
                    found[diagnostic.path].append(diagnostic)
                yield
        self._unchecked -= waiting
        self._local.update((path, tuple(diagnostics)) for path, diagnostics in found.items())

    def _in_hurry(self, rule: Rule) -> Rule:
        """Return a rule that says what `rule` would, from what is known where that is so."""
        if rule.is_local:
            return replace(rule, check=lambda context: self._known_of(context, rule.code))
        if rule.code in SLOW:
            return replace(rule, check=lambda context: self._last_of(context, rule.code))
        return rule

    def _known_of(self, context: Context, code: str) -> Iterator[Diagnostic]:
        for note in context.notes:
            yield from (one for one in self._local.get(note.path, ()) if one.code == code)

    def _last_of(self, context: Context, code: str) -> Iterator[Diagnostic]:
        if self._surveyed is None:
            return
        paths = {note.path: note for note in context.notes}
        for one in self._slow:
            note, before = paths.get(one.path), self._surveyed.vault.by_path.get(one.path)
            if one.code == code and note and before and _lines(note, one) == _lines(before, one):
                yield one


def _known(rule: Rule, found: list[Diagnostic]) -> Rule:
    """Return a rule that says what `rule` said; the one on suppressions speaks at the very end by itself."""
    return rule if rule == fm109_suppression.RULE else replace(rule, check=lambda _: iter(found))


def _lines(note: Note, diagnostic: Diagnostic) -> str:
    lines, place = note.document.lines, diagnostic.place
    if place.end_line > len(lines):
        return ""
    start, end = lines.line_span(place.line).start, lines.line_span(place.end_line).end
    return note.document.text[start:end]


def _names(notes: Iterable[Note]) -> set[tuple[str, str, str]]:
    return {(note.id, note.title, note.stem) for note in notes}
