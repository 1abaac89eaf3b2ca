"""Says which notes declare quantities in a block that cannot be read, so that nothing is known of them."""

from collections.abc import Iterator

from teleo.model import Document
from teleo.quantities.presence import FIELD
from teleo.quantities.result import Quantities
from teleo.vault.reader import Vault


def has_unread(document: Document) -> bool:
    """Return whether quantities stand in a frontmatter of which they could not be read.

    A conflict marker below their name parts them from it.
    """
    data = document.fields.data
    if data.get(FIELD) is not None:
        return False
    is_torn = any(fault.code == "FM104" for fault in document.faults)
    return (is_torn or FIELD not in data) and document.writes_key(FIELD)


def unread_notes(vault: Vault, quantities: Quantities) -> Iterator[str]:
    """Yield the ids of the notes that declare what is no quantity of theirs, in order."""
    known = {(result.note, problem) for result in quantities.values() for problem in result.problems}
    for note in vault.notes:
        refused = (each for each in quantities.problems.get(note.id, ()) if each.code == "QU901")
        if has_unread(note.document) or any((note.id, problem) not in known for problem in refused):
            yield note.id
