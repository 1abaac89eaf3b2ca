"""The language of a note, as the tag that browsers and readers of feeds know it by."""

from teleo.allowed import is_language
from teleo.model import Note
from teleo.vault.reader import Vault


def language_of(note: Note, vault: Vault) -> str:
    """Return the language of a note: what its field `lang` names, if that is a tag, else the vault's."""
    stated = note.document.fields.data.get("lang")
    return stated if isinstance(stated, str) and is_language(stated) else vault.config.vault.language
