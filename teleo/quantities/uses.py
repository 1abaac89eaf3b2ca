"""Says which quantities of a vault use a calculator."""

from teleo.quantities.presence import has_declarations
from teleo.quantities.reading import read_declarations
from teleo.vault.reader import Vault


def quantities_using(calculator: str, vault: Vault) -> list[str]:
    """Return the quantities that name a calculator, as `note#id`, in order of note and file."""
    return [
        f"{note.id}#{declaration.id}"
        for note in vault.notes
        if has_declarations(note.document)
        for declaration in read_declarations(note).declarations
        if declaration.text("calc") == calculator
    ]
