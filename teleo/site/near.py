"""The notes near a note as its page shows them: what to read next, near notes linked already, sources, questions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from markupsafe import Markup
from msgspec import Struct

from teleo.links.related import RelatedNote
from teleo.model import Note, NoteType
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue
from teleo.site.rows import near_rows

_NEXT, _LINKED, _SOURCES, _QUESTIONS = "next", "linked", "sources", "questions"

_WORDS: Mapping[str, tuple[str, str]] = {
    _NEXT: ("Not linked yet", "Nearest of the notes that this one does not link."),
    _LINKED: ("Linked already", "Nearest of the notes that it links or that link it."),
    _SOURCES: ("Sources", "Nearest of the sources of this vault, cited here or not."),
    _QUESTIONS: ("Questions", "Nearest of the questions that this note does not link."),
}
"""The lists in the order in which they are shown, each with its heading and what it says of itself."""


class NearList(Struct, frozen=True):
    """One list of near notes, best first."""

    name: str
    word: str
    about: str
    count: int
    rows: Markup


def told(related: Iterable[RelatedNote], catalogue: Catalogue, note: Note) -> tuple[RelatedNote, ...]:
    """Return the notes near `note` as its page and its twin tell of them.

    A question and its answers are linked: each page leads to the other. Of questions those are left that are not.
    """
    joined = {catalogue.question_note(note), *catalogue.answers.get(note.id, ())}
    every = [replace(one, is_linked=True) if one.id in joined else one for one in related]
    notes = catalogue.vault.by_id
    return tuple(one for one in every if not (one.is_linked and list_of(one, notes[one.id]) == _QUESTIONS))


def near_lists(
    related: Iterable[RelatedNote], notes: Mapping[str, Note], cards: Mapping[str, Card], root: str
) -> tuple[NearList, ...]:
    """Return the lists that hold a note, in the order in which they are shown.

    Args:
        related: the near notes, those of one list best first.
        notes: the notes by their ids.
        cards: the cards of the notes that have a page; others are left out.
        root: the way from the page to the site's root.
    """
    rows: dict[str, list[tuple[Card, float, bool]]] = {name: [] for name in _WORDS}
    for one in related:
        if one.id in cards:
            name = list_of(one, notes[one.id])
            rows[name].append((cards[one.id], one.similarity, one.is_linked and name != _LINKED))
    return tuple(
        NearList(name, *_WORDS[name], len(found), near_rows(found, root))
        for name, found in rows.items()
        if found
    )


def list_of(one: RelatedNote, note: Note) -> str:
    """Return the name of the list in which a near note is shown."""
    if note.type is NoteType.SOURCE:
        return _SOURCES
    if note.type is NoteType.QUESTION:
        return _QUESTIONS
    return _LINKED if one.is_linked else _NEXT
