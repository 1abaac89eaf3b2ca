"""What titles lead to once notes have moved, so that none leads elsewhere than before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from teleo.model import LinkKind
from teleo.rules.reference import Reference
from teleo.rules.rewriting import name_for
from teleo.vault.reader import Vault, read_note
from teleo.vault.resolve import Resolution, Step


@dataclass(frozen=True, slots=True)
class Later:
    """A vault after moves; `ids` are the ids that the notes which move have then, by those they had.

    `touched` are the texts that may name other notes then, of those that were resolved before.
    """

    vault: Vault
    ids: Mapping[str, str]
    touched: frozenset[str]

    def may_change(self, reference: Reference) -> bool:
        """Whether a reference may have to be written otherwise; most need not, and this is quick to say."""
        if reference.resolution.id in self.ids or reference.note.id in self.ids:
            return True
        if reference.resolution.id is None:
            return False
        return reference.text in self.touched or (_is_address(reference) and not _is_path(reference))

    def leads_there(self, reference: Reference, text: str) -> bool:
        """Whether `text` in the place of a reference will name the note that the reference names now."""
        origin = self._id(reference.note.id)
        resolver = self.vault.resolver
        found = (
            resolver.resolve_path(text, origin) if _is_address(reference) else resolver.resolve(text, origin)
        )
        return found.id == self._id(reference.resolution.id or "")

    def name(self, resolution: Resolution, text: str, origin: str) -> str:
        """Return `text` if it will name the one note that `resolution` found, else a text that does.

        `origin` is the id that the note with the text has now.
        """
        target = self._id(resolution.id or "")
        found = self.vault.resolver.resolve(text, self._id(origin))
        return text if found.id == target else name_for(self.vault, self.vault.by_id[target])

    def _id(self, id_: str) -> str:
        return self.ids.get(id_, id_)


def later(vault: Vault, texts: Mapping[str, tuple[str, str]]) -> Later:
    """Return the vault in which each note, by its old path, has the path and the text of `texts`."""
    gone = tuple(vault.by_path[old] for old in texts)
    come = tuple(
        read_note(path, text.encode("utf-8", "replace"), vault.config) for path, text in texts.values()
    )
    stay = (note for note in vault.notes if note.path not in texts)
    notes = tuple(sorted((*stay, *come), key=lambda note: note.id))
    resolver, touched = vault.resolver.revised(notes, gone, come)
    after = replace(vault, notes=notes)
    after.__dict__["resolver"] = resolver
    ids = {old.id: new.id for old, new in zip(gone, come, strict=True)}
    return Later(after, ids, touched)


def _is_address(reference: Reference) -> bool:
    return reference.link is not None and reference.link.kind is LinkKind.MARKDOWN


def _is_path(reference: Reference) -> bool:
    return reference.resolution.step is Step.PATH
