"""The closed sets of a note's own words: its type, its rating, its status."""

from enum import IntEnum, StrEnum


class NoteType(StrEnum):
    """What a note is. `NOTE` stands for a plain note: linked and rendered, held to no schema."""

    CLAIM = "claim"
    SOURCE = "source"
    QUESTION = "question"
    ENTITY = "entity"
    BELIEF = "belief"
    POSITION = "position"
    CONVICTION = "conviction"
    MAP = "map"
    NOTE = "note"


PROPOSITIONS = (NoteType.CLAIM, NoteType.BELIEF, NoteType.POSITION, NoteType.CONVICTION)
"""The types whose title states something that could be wrong."""

TYPE_ALIASES: dict[str, NoteType] = {
    **{kind.value: kind for kind in NoteType},
    "moc": NoteType.MAP,
    "topic-map": NoteType.MAP,
}


class Confidence(IntEnum):
    """A rating; the order is the order of strength."""

    SPECULATIVE = 0
    EXPERIMENTAL = 1
    LIKELY = 2
    PROVEN = 3

    @property
    def word(self) -> str:
        """The rating as notes write it."""
        return self.name.lower()


def confidence_named(word: str) -> Confidence | None:
    """Return the rating that notes write as `word`, or `None`."""
    return _CONFIDENCES.get(word)


_CONFIDENCES = {rating.word: rating for rating in Confidence}


class Status(StrEnum):
    """Where a note is in its life."""

    ACTIVE = "active"
    UNDER_REVIEW = "under_review"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
