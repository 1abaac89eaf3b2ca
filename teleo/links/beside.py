"""What a page shows beside a note: what to read next, near notes that it links, sources, and questions."""

from collections.abc import Mapping

import numpy as np

from teleo.config import LinksTable
from teleo.links.basis import Basis
from teleo.links.ranking import weights_with
from teleo.links.related import RelatedNote, Wanted, related_apart
from teleo.model import NoteType

MOST_LINKED = 3
MOST_SOURCES = 4
MOST_QUESTIONS = 3
_DIGITS = 2
"""As many as a page shows: with more, one changed word would change what is told beside half the notes of a vault."""

_APART = frozenset({NoteType.SOURCE, NoteType.QUESTION, NoteType.MAP})
_NOTES = frozenset(NoteType) - _APART


def beside(basis: Basis, settings: LinksTable) -> Mapping[str, tuple[RelatedNote, ...]]:
    """Return for each note's id what a page shows beside it, by the weights and in the number of the settings.

    First the nearest notes that it does not link, then the nearest that it does, then sources, linked or not,
    then questions that it does not link; each of these is ranked apart, best first, and none is named twice.
    Topic maps take no part: they lead to all notes of their topic. A note that would be shown with a similarity of
    0.00 is not beside another.
    """
    wanted = {
        "next": Wanted(settings.k, _NOTES, digits=_DIGITS),
        "linked": Wanted(MOST_LINKED, _NOTES, has_linked=True, has_unlinked=False, digits=_DIGITS),
        "sources": Wanted(MOST_SOURCES, frozenset({NoteType.SOURCE}), has_linked=True, digits=_DIGITS),
        "questions": Wanted(MOST_QUESTIONS, frozenset({NoteType.QUESTION}), digits=_DIGITS),
    }
    found = related_apart(basis, np.arange(len(basis.notes)), wanted, weights_with(settings.weights))
    return {
        note.id: tuple(one for name in wanted for one in found[name][note.id] if one.similarity > 0)
        for note in basis.notes
    }
