"""What titles lead to once notes have moved, so that none leads elsewhere than before."""

from collections.abc import Mapping
from dataclasses import dataclass

from teleo.model import LinkKind
from teleo.rules.reference import Reference
from teleo.rules.rewriting import name_for
from teleo.vault.reader import Vault
from teleo.vault.resolve import Resolution
from teleo.vault.revise import revise


@dataclass(frozen=True, slots=True)
class Later:
    """A vault after moves; `ids` are the ids that notes have then, by those they had, where they differ."""

    vault: Vault
    ids: Mapping[str, str]

    def leads_there(self, reference: Reference, text: str) -> bool:
        """Whether `text` in the place of a reference will name the note that the reference names now."""
        origin = self._id(reference.note.id)
        is_address = reference.link is not None and reference.link.kind is LinkKind.MARKDOWN
        resolver = self.vault.resolver
        found = resolver.resolve_path(text, origin) if is_address else resolver.resolve(text, origin)
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
    changes: dict[str, bytes | None] = dict.fromkeys(texts)
    changes.update((path, text.encode("utf-8", "replace")) for path, text in texts.values())
    ids = {old.removesuffix(".md"): new.removesuffix(".md") for old, (new, _) in texts.items()}
    return Later(revise(vault, changes).vault, ids)
