"""What of a vault is shown: all but the drafts, which stay on their author's machine."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from teleo.links.related import RelatedNote
from teleo.model import Diagnostic, Note
from teleo.pipeline import Survey, wired
from teleo.quantities import evaluate
from teleo.quantities.problem import Problem
from teleo.quantities.result import InputValue, Quantities
from teleo.rules.quoting import quoted
from teleo.vault.reader import Vault
from teleo.vault.resolve import Resolution, Resolver, Step

_Said = TypeVar("_Said", Diagnostic, Problem)
_ON_NUMBERS = "QU"
_LISTING = frozenset({"LK503"})
"""Rules that list notes by their ids, without quotes and without leading to them."""

_QUOTED = re.compile(r"""(?=('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")
"""What may be a name in quotes, from each quotation mark on: others than these stand in words as well."""

_OF_A_DRAFT = "a number that is not published yet"

Related = Mapping[str, Sequence[RelatedNote]]
"""For each note id the notes near it in words and meaning, best first."""


@dataclass(frozen=True)
class Published:
    """A survey without the drafts, the notes near each note, and the paths of what was left out."""

    survey: Survey
    related: Related
    drafts: frozenset[str] = frozenset()


def published(survey: Survey, related: Related | None) -> Published:
    """Return what of a survey may be shown.

    A link to a draft leads nowhere, an entry that names one is words, and nothing is computed from one: a
    rating and a number rest on what a reader can see. What the checks say of a number that rests on a draft is
    left out, since it tells what the draft says.
    """
    drafts = tuple(note for note in survey.vault.notes if note.is_draft)
    if not drafts:
        return Published(survey, related or {})
    vault = _without(survey.vault, drafts)
    hidden = _Hidden.of(drafts)
    found = _of_what_is_shown(survey.quantities, vault)
    moved = {key[0] for key, result in found.items() if result != survey.quantities[key]}
    quantities = _shown_quantities(found, frozenset(vault.by_id), hidden)
    said = (one for one in survey.diagnostics if not (one.code.startswith(_ON_NUMBERS) and _id(one) in moved))
    return Published(
        Survey(vault, lambda: wired(vault, quantities), quantities, _of_others(said, hidden)),
        {
            id_: tuple(one for one in near if one.id in vault.by_id)
            for id_, near in (related or {}).items()
            if id_ in vault.by_id
        },
        hidden.paths,
    )


@dataclass(frozen=True)
class _Hidden:
    """What would tell of a draft: its path, its names as messages quote them, its id as they list it."""

    paths: frozenset[str]
    names: frozenset[str]
    quotes: frozenset[str]
    lengths: tuple[int, ...]
    listed: re.Pattern[str]

    @classmethod
    def of(cls, drafts: Iterable[Note]) -> "_Hidden":
        """Return what would tell of these drafts."""
        every = tuple(drafts)
        names = frozenset(
            name
            for note in every
            for name in (note.title, note.id, note.stem, note.path, *note.aliases)
            if name
        )
        rooms = (80, 120, 160)  # what rules leave for a name
        quotes = frozenset(form for name in names for form in (repr(name), *(quoted(name, n) for n in rooms)))
        ids = "|".join(re.escape(note.id) for note in every)
        listed = re.compile(rf"(?:^|[ ;:])(?:{ids})(?:\.md)?(?=$|[ ;,])")
        lengths = tuple(sorted(set(map(len, names))))
        return cls(frozenset(note.path for note in every), names, quotes, lengths, listed)

    def is_in(self, text: str) -> bool:
        """Whether a text quotes the name of a draft, or names a number of one."""
        # Looked up, and not looked for: there may be thousands of drafts and of texts.
        if not self.quotes.isdisjoint(_QUOTED.findall(text)):
            return True
        ends = [at for at, letter in enumerate(text) if letter == "#"]
        return any(text[max(0, at - n) : at] in self.names for at in ends for n in self.lengths)

    def is_told_by(self, one: Diagnostic | Problem) -> bool:
        """Whether something that is said tells of a draft, in its words or by another place that it leads to."""
        if isinstance(one, Problem):
            return self.is_in(one.message) or any(f"{place.note}.md" in self.paths for place in one.elsewhere)
        texts = (one.message, one.fix.title if one.fix else "")
        return (
            any(place.path in self.paths for place in one.related)
            or any(map(self.is_in, texts))
            or (one.code in _LISTING and self.listed.search(one.message) is not None)
        )


class _ShownResolver(Resolver):
    """Finds what a title names among all notes, and passes over it when that is a draft.

    Titles are not looked up among the shown notes alone: what is meant for a draft would then be taken for a
    note of a like name.
    """

    def __init__(self, notes: Iterable[Note], drafts: Iterable[Note]) -> None:
        super().__init__(notes)
        self._hidden = frozenset(note.id for note in drafts)

    def resolve(self, text: str, origin: str = "") -> Resolution:
        """Return what `text` names, nothing when that is a draft."""
        return self._shown(super().resolve(text, origin))

    def resolve_path(self, path: str, origin: str) -> Resolution:
        """Return what a path names, nothing when that is a draft."""
        return self._shown(super().resolve_path(path, origin))

    def _shown(self, found: Resolution) -> Resolution:
        if self._hidden.isdisjoint(found.ids):
            return found
        ids = tuple(id_ for id_ in found.ids if id_ not in self._hidden)
        # Of several, the one that is left is not what the author meant for sure.
        return replace(found, ids=ids) if len(ids) > 1 else Resolution(found.text, Step.NONE, ())


def _without(vault: Vault, drafts: tuple[Note, ...]) -> Vault:
    fresh = replace(vault, notes=tuple(note for note in vault.notes if not note.is_draft))
    fresh.__dict__["resolver"] = _ShownResolver(vault.notes, drafts)
    return fresh


def _of_what_is_shown(quantities: Quantities, vault: Vault) -> Quantities:
    """Return the quantities as they are without those of drafts, which are left among them or not."""
    ids = vault.by_id.keys()
    rests_on_draft = any(
        entry.reference is not None and entry.reference[0] not in ids
        for key, result in quantities.items()
        if key[0] in ids
        for entry in result.inputs
    )
    return evaluate(vault, vault.config) if rests_on_draft else quantities


def _shown_quantities(quantities: Quantities, ids: frozenset[str], hidden: _Hidden) -> Quantities:
    return Quantities(
        {
            key: replace(
                result,
                problems=tuple(_silent(result.problems, hidden)),
                inputs=tuple(_unnamed(one, hidden) for one in result.inputs),
            )
            for key, result in quantities.items()
            if key[0] in ids
        },
        {id_: found for id_, found in quantities.problems.items() if id_ in ids},
        tuple(one for one in quantities.conflicts if one.first[0] in ids and one.second[0] in ids),
        tuple(edge for edge in quantities.edges if edge.origin in ids and edge.target in ids),
        tuple(one for one in quantities.numbers if one.note in ids and one.target[0] in ids),
    )


def _unnamed(entry: InputValue, hidden: _Hidden) -> InputValue:
    """Return an input that says nothing of a draft."""
    return replace(entry, text=_OF_A_DRAFT) if hidden.is_in(entry.text) else entry


def _id(diagnostic: Diagnostic) -> str:
    return diagnostic.path.removesuffix(".md")


def _of_others(diagnostics: Iterable[Diagnostic], hidden: _Hidden) -> tuple[Diagnostic, ...]:
    return tuple(one for one in _silent(diagnostics, hidden) if one.path not in hidden.paths)


def _silent(said: Iterable[_Said], hidden: _Hidden) -> Iterator[_Said]:
    """Yield what says nothing of a draft."""
    return (one for one in said if not hidden.is_told_by(one))
