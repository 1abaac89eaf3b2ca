"""Turns accepted suggestions into new bytes of the notes at both ends, or says why a pair cannot be written."""

from collections.abc import Iterable
from dataclasses import dataclass

from teleo.errors import TeleoError
from teleo.formatting.edit import append_entry
from teleo.links.suggest import Suggestion
from teleo.model import REWEAVE_FIELD, Note
from teleo.vault.reader import Vault
from teleo.vault.writer import digest


@dataclass(frozen=True, slots=True)
class Change:
    """The bytes of one file before and after."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Woven:
    """The changes that write suggestions, by path, and a sentence for each suggestion left out."""

    changes: tuple[Change, ...]
    skipped: tuple[str, ...]


def weave(vault: Vault, accepted: Iterable[Suggestion], date: str) -> Woven:
    """Return the changes that record `accepted` under `date` in the `reweave_edges` of both notes.

    A pair is written at both ends or not at all. An entry that is there already, under whatever date, is kept.
    """
    texts: dict[str, str] = {}
    skipped: list[str] = []
    for one in accepted:
        origin, target = vault.by_id[one.origin], vault.by_id[one.target]
        try:
            updated = {
                origin.id: _with_edge(vault, texts, origin, target, one.relation.value, date),
                target.id: _with_edge(vault, texts, target, origin, one.relation.inverse, date),
            }
        except TeleoError as error:
            skipped.append(f"{origin.path} and {target.path} were left alone: {error}")
            continue
        texts.update(updated)
    changes = (_change(vault.by_id[id_], text) for id_, text in sorted(texts.items()))
    return Woven(tuple(change for change in changes if change.before != change.after), tuple(skipped))


class NotRestorableError(TeleoError):
    """A note's text does not give back the bytes of its file."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not UTF-8; save it as UTF-8 first")
        self.path = path


class NameUnclearError(TeleoError):
    """A note has no name that finds it and it alone."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"no title or path finds {path} and it alone; rename one of the notes it is mistaken for"
        )
        self.path = path


def _with_edge(vault: Vault, texts: dict[str, str], note: Note, other: Note, relation: str, date: str) -> str:
    text = texts.get(note.id, note.document.text)
    if digest(note.document.encoded(note.document.text)) != note.document.digest:
        raise NotRestorableError(note.path)
    name = _name_of(vault, other, note)
    if any(
        entry.field == REWEAVE_FIELD and vault.resolver.resolve(entry.target, note.id).id == other.id
        for entry in note.entries
    ):
        return text
    return append_entry(text, REWEAVE_FIELD, f"{name}|{relation}|{date}")


def _name_of(vault: Vault, note: Note, origin: Note) -> str:
    """Return the shortest name under which `origin` finds `note`: its title, its stem, or its path."""
    for name in (note.title, note.stem, note.id):
        if vault.resolver.resolve(name, origin.id).id == note.id:
            return name
    raise NameUnclearError(note.path)


def _change(note: Note, text: str) -> Change:
    document = note.document
    return Change(note.path, document.encoded(document.text), document.encoded(text))
