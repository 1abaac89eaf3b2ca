"""How many notes hold each rating, as a bar from strongest to weakest."""

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from teleo.model import Note
from teleo.site.card import glyph
from teleo.site.wording import RATINGS, counted, rating_word


class Share(Struct, frozen=True):
    """The notes of one rating: how many, and how many stand before them in the bar."""

    tone: str
    count: int
    start: int
    glyph: Markup


def rank(note: Note) -> int:
    """Return how high a note is rated, from 0 for speculative on; -1 where it is not."""
    return -1 if note.confidence is None else int(note.confidence)


def shares(notes: Iterable[Note]) -> tuple[Share, ...]:
    """Return the ratings that occur among the rated notes, strongest first."""
    counts = Counter(rating_word(note.confidence) for note in notes if note.confidence is not None)
    found, start = [], 0
    for tone in RATINGS:
        if counts[tone]:
            found.append(Share(tone, counts[tone], start, glyph(tone, is_worded=True)))
            start += counts[tone]
    return tuple(found)


def said(parts: tuple[Share, ...]) -> str:
    """Return the shares in words."""
    return ", ".join(f"{part.count} {part.tone}" for part in parts)


def spectrum(notes: Iterable[Note], kind: str = "note") -> dict[str, object]:
    """Return the values that a template needs to draw the bar; `kind` is the word for one of the notes."""
    parts = shares(notes)
    rated = sum(part.count for part in parts)
    return {
        "ratings": parts,
        "rated": rated,
        "rated_said": f"of {counted(rated, f'rated {kind}')}",
        "ratings_said": said(parts),
    }
