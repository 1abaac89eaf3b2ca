"""The note that a person names on the command line, with choices when the name is not enough."""

from difflib import get_close_matches

from teleo.errors import TeleoError
from teleo.model import loose
from teleo.vault.reader import Vault

_CHOICES = 12


class NoteNotNamedError(TeleoError):
    """What was given names no note, or several; `choices` are the ids to choose from, nearest first."""

    def __init__(self, name: str, choices: tuple[str, ...], *, is_ambiguous: bool) -> None:
        problem = f"{name!r} names {len(choices)} notes" if is_ambiguous else f"no note is called {name!r}"
        advice = "; write one of these" if is_ambiguous else "; the nearest are"
        listed = "".join(f"\n  {choice}" for choice in choices[:_CHOICES])
        super().__init__(problem + (f"{advice}:{listed}" if choices else ""))
        self.name = name
        self.choices = choices


def note_named(vault: Vault, name: str) -> str:
    """Return the id of the note that `name` names by the resolver's ladder.

    Raises:
        NoteNotNamedError: no note has that name, or several do.
    """
    resolution = vault.resolver.resolve(name)
    if resolution.id is not None:
        return resolution.id
    if resolution.is_ambiguous:
        raise NoteNotNamedError(name, resolution.ids, is_ambiguous=True)
    raise NoteNotNamedError(name, _nearest(vault, name), is_ambiguous=False)


def _nearest(vault: Vault, name: str) -> tuple[str, ...]:
    """Return the ids of notes whose title holds the words of `name`, else of those spelled like it."""
    wanted = loose(name)
    holding = [note.id for note in vault.notes if wanted and wanted in loose(note.title)]
    by_title = {loose(note.title): note.id for note in reversed(vault.notes)}
    near = get_close_matches(wanted, by_title, 5, 0.4)
    return tuple(holding) or tuple(by_title[title] for title in near)
