"""`contributors.json`: who did what for the vault, from `attribution:` blocks, git trailers and `source:`."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from teleo.export.agents import added_by, argued, domain_of
from teleo.export.bibliography import cited
from teleo.export.view import View
from teleo.model import Note, Value
from teleo.vault.history import Commit

ROLES = ("sourcer", "extractor", "challenger", "synthesizer", "reviewer")

_TRAILERS: Mapping[str, str] = {
    "sourced-by": "sourcer",
    "extracted-by": "extractor",
    "co-authored-by": "extractor",
    "challenged-by": "challenger",
    "synthesized-by": "synthesizer",
    "reviewed-by": "reviewer",
}
_LINK = re.compile(r"\[\[([^\[\]|#]+)(?:[|#][^\[\]]*)?\]\]")
_NAME_END = re.compile(r"[,;:(\n\"“]|(?<!\w)['‘]|['’](?!\w)| - | — | – ")
_LONGEST = 60
_YEAR_BEHIND = re.compile(r"(?<!\s)\s+\d{4}$")
_PARTICLES = frozenset({"and", "&", "et", "al", "al.", "de", "der", "van", "von", "others", "team"})
_NO_NAMES = frozenset(
    {"a", "an", "the", "this", "our", "my", "its", "own", "several", "various", "many", "some"}
)
_MOST_WORDS = 5
"""Words of the longest name: more than that is a description."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who contributed: the weight of all that they did, how often in each role, in which domains and notes.

    `domains` and `notes` are sorted. `first` is the day of their first contribution, empty when not known.
    """

    handle: str
    weight: float
    roles: Mapping[str, int]
    domains: tuple[str, ...]
    notes: tuple[str, ...]
    first: str


def contributors(view: View) -> tuple[Contributor, ...]:
    """Return the contributors to the claims of a view, the weightiest first, ties by handle.

    A note's `attribution` counts where there is one; else the trailers of the commit that added it, such as
    `Reviewed-by:`, and for who found the material its `source`. Each role on each note counts once, with the
    weight that `[export.role_weights]` gives it, 1 where it gives none.
    """
    commits = added_by(view.vault)
    weights = weights_of(view)
    deeds: dict[str, list[tuple[str, Note]]] = {}
    for note in argued(view.notes):
        for handle, role in sorted(set(_deeds(view, note, commits.get(note.path)))):
            deeds.setdefault(handle, []).append((role, note))
    found = (_contributor(handle, done, weights) for handle, done in deeds.items())
    return tuple(sorted(found, key=lambda one: (-one.weight, one.handle)))


def weights_of(view: View) -> dict[str, float]:
    """Return the weight of each role."""
    stated = view.vault.config.export.role_weights
    return {role: float(stated.get(role, 1.0)) for role in ROLES}


def contributors_data(view: View) -> dict[str, object]:
    """Return the contributors as values that JSON can hold."""
    return {
        "weights": weights_of(view),
        "contributors": [
            {
                "handle": one.handle,
                "weight": round(one.weight, 6),
                "roles": {role: one.roles.get(role, 0) for role in ROLES},
                "domains": list(one.domains),
                "claims": len(one.notes),
                "first": one.first or None,
                "notes": list(one.notes),
            }
            for one in contributors(view)
        ],
    }


def _contributor(handle: str, deeds: list[tuple[str, Note]], weights: Mapping[str, float]) -> Contributor:
    roles = Counter(role for role, _ in deeds)
    return Contributor(
        handle,
        sum(weights[role] * count for role, count in roles.items()),
        dict(roles),
        tuple(sorted({domain_of(note) for _, note in deeds} - {""})),
        tuple(sorted({note.id for _, note in deeds})),
        min((note.created for _, note in deeds if note.created), default=""),
    )


def _deeds(view: View, note: Note, commit: Commit | None) -> Iterator[tuple[str, str]]:
    """Yield handle and role of all that is known to have been done for a note."""
    stated = list(_attributed(note))
    if stated:
        yield from stated
        return
    for key, value in commit.trailers if commit is not None else ():
        role, handle = _TRAILERS.get(key.casefold()), _handle(value)
        if role and handle:
            yield handle, role
    if sourcer := _handle(_sourcer(view, note)):
        yield sourcer, "sourcer"


def _attributed(note: Note) -> Iterator[tuple[str, str]]:
    """Yield handle and role of each entry of a note's `attribution`, however it is written."""
    block = note.document.fields.data.get("attribution")
    for role in ROLES if isinstance(block, dict) else ():
        assert isinstance(block, dict)
        value = block.get(role)
        for entry in value if isinstance(value, list) else [value]:
            if handle := _handle(_named(entry)):
                yield handle, role


def _named(entry: Value) -> str:
    if isinstance(entry, dict):
        name = entry.get("handle") or entry.get("name")
        return name if isinstance(name, str) else ""
    return entry if isinstance(entry, str) else ""


def _sourcer(view: View, note: Note) -> str:
    """Return who a note's `source` names first: the first author of a linked source note, else a name at its head.

    Empty where it begins with words that describe, as in `arithmetic on chip counts`.
    """
    link = _LINK.search(note.source)
    if link is None:
        head = _NAME_END.split(note.source, maxsplit=1)[0].partition(" via ")[0].strip()
        name = _YEAR_BEHIND.sub("", head)
        return name if _is_name(name) else ""
    known = view.vault.by_id.get(view.vault.resolver.resolve(link.group(1), note.id).id or "")
    authors = cited(known).authors if known is not None else ()
    return authors[0].shown if authors else link.group(1)


def _is_name(text: str) -> bool:
    """Return whether words are a name: a handle, or capitals throughout but for particles."""
    words = text.split()
    if len(words) == 1:
        return words[0].casefold() not in _NO_NAMES
    if not 0 < len(words) <= _MOST_WORDS or words[0].casefold() in _NO_NAMES:
        return False
    return all(not word[0].islower() or word in _PARTICLES for word in words)


def _handle(text: str) -> str:
    """Return a name without address and sign, in small letters, so that two spellings of one are equal."""
    name = " ".join(text.partition("<")[0].split()).lstrip("@").casefold()
    return name if len(name) <= _LONGEST else ""
