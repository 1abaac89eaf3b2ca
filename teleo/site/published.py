"""What of a vault is shown: all but the drafts, which stay on their author's machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from teleo.links.related import RelatedNote
from teleo.model import Diagnostic, Note
from teleo.pipeline import Survey, wired
from teleo.quantities import evaluate
from teleo.quantities.problem import Problem
from teleo.quantities.result import InputValue, Quantities
from teleo.vault.reader import Vault
from teleo.vault.resolve import Resolution, Resolver, Step

_Said = TypeVar("_Said", Diagnostic, Problem)
_ON_NUMBERS = "QU"
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
    named = tuple(
        form
        for note in drafts
        for name in {note.title, note.id, note.stem}
        for form in (repr(name), f"{name}#")
    )
    found = _of_what_is_shown(survey.quantities, vault)
    moved = {key[0] for key, result in found.items() if result != survey.quantities[key]}
    quantities = _shown_quantities(found, frozenset(vault.by_id), named)
    paths = frozenset(note.path for note in drafts)
    said = (one for one in survey.diagnostics if not (one.code.startswith(_ON_NUMBERS) and _id(one) in moved))
    return Published(
        Survey(vault, lambda: wired(vault, quantities), quantities, _of_others(said, paths, named)),
        {
            id_: tuple(one for one in near if one.id in vault.by_id)
            for id_, near in (related or {}).items()
            if id_ in vault.by_id
        },
        paths,
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


def _shown_quantities(quantities: Quantities, ids: frozenset[str], named: tuple[str, ...]) -> Quantities:
    return Quantities(
        {
            key: replace(
                result,
                problems=tuple(_silent(result.problems, named)),
                inputs=tuple(_unnamed(one, named) for one in result.inputs),
            )
            for key, result in quantities.items()
            if key[0] in ids
        },
        {id_: found for id_, found in quantities.problems.items() if id_ in ids},
        tuple(one for one in quantities.conflicts if one.first[0] in ids and one.second[0] in ids),
        tuple(edge for edge in quantities.edges if edge.origin in ids and edge.target in ids),
        tuple(one for one in quantities.numbers if one.note in ids and one.target[0] in ids),
    )


def _unnamed(entry: InputValue, named: tuple[str, ...]) -> InputValue:
    """Return an input that says nothing of a draft."""
    return replace(entry, text=_OF_A_DRAFT) if any(name in entry.text for name in named) else entry


def _id(diagnostic: Diagnostic) -> str:
    return diagnostic.path.removesuffix(".md")


def _of_others(
    diagnostics: Iterable[Diagnostic], paths: frozenset[str], named: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    return tuple(one for one in _silent(diagnostics, named) if one.path not in paths)


def _silent(said: Iterable[_Said], named: tuple[str, ...]) -> Iterator[_Said]:
    """Yield what says nothing of a draft; messages quote the titles that they name."""
    return (one for one in said if not any(name in one.message for name in named))
