"""The words of the site: relations seen from either end, ratings, and a title in two parts."""

import re

from msgspec import Struct

from teleo.model import Confidence, NoteType, Relation

SHORT_TITLE = 64
"""Titles up to this many characters are shown whole, in one voice."""

_EARLIEST_BREAK = 28
_LATEST_BREAK = 110
_LONGEST_WHOLE = 140
_SHORTEST_REST = 12
_BREAK = re.compile(
    r"(?<=,)\s|\s(?=\()|\s(?=(?:so long as|as long as|by|if|as|where|that|than|through|without)\s)",
    re.IGNORECASE,
)
_LAST_BREAK = re.compile(r"\s(?=and\s)", re.IGNORECASE)
"""An `and` joins words of one clause as often as it begins another."""

_STRONG = re.compile(
    r"\s(?=[—–]\s)|(?<=[;:])\s"
    r"|\s(?=(?:because|but|while|when|which|since|although|though|unless|until|whereas|so that|creating|making"
    r"|producing|causing|enabling|requiring|rather than|regardless of|even|despite)\s)",
    re.IGNORECASE,
)


class Words(Struct, frozen=True):
    """A relation in words: as its origin says it and as its target hears it, with the class that colours it."""

    outward: str
    inward: str


_INITIALS = frozenset(("agi", "ai", "api", "cpu", "eu", "gpu", "llm", "ml", "nlp", "rl", "tpu", "uk", "ux"))
"""Words of domains that are initials."""

RELATION_WORDS: dict[Relation, Words] = {
    Relation.DEPENDS_ON: Words("Rests on", "Holds up"),
    Relation.SUPPORTS: Words("Supports", "Supported by"),
    Relation.CHALLENGES: Words("Challenges", "Challenged by"),
    Relation.CONTRADICTS: Words("Contradicts", "Contradicted by"),
    Relation.RELATED: Words("Related to", "Related to"),
    Relation.CITES: Words("Cites", "Cited by"),
    Relation.PART_OF: Words("Part of", "Contains"),
    Relation.MENTIONS: Words("Mentions", "Mentioned by"),
}

RELATION_NAMES: dict[Relation, str] = {
    Relation.DEPENDS_ON: "rests on",
    Relation.SUPPORTS: "supports",
    Relation.CHALLENGES: "challenges",
    Relation.CONTRADICTS: "contradicts",
    Relation.RELATED: "related",
    Relation.CITES: "cites",
    Relation.PART_OF: "part of",
    Relation.MENTIONS: "mentions",
}

RATINGS: tuple[str, ...] = ("proven", "likely", "experimental", "speculative", "unrated")
"""The classes of ratings, strongest first; `unrated` stands for a note without one."""

KIND_WORDS: dict[NoteType, tuple[str, str]] = {
    NoteType.CLAIM: ("claim", "claims"),
    NoteType.SOURCE: ("source", "sources"),
    NoteType.QUESTION: ("question", "questions"),
    NoteType.ENTITY: ("entity", "entities"),
    NoteType.BELIEF: ("belief", "beliefs"),
    NoteType.POSITION: ("position", "positions"),
    NoteType.CONVICTION: ("conviction", "convictions"),
    NoteType.MAP: ("topic map", "topic maps"),
    NoteType.NOTE: ("note", "notes"),
}


def rating_word(confidence: Confidence | None) -> str:
    """Return the word, which is also the class, of a rating."""
    return "unrated" if confidence is None else confidence.word


def parted(title: str) -> tuple[str, str]:
    """Return a title as its leading clause and the rest; a short title has no rest.

    The two joined by a space are the title. The break is sought first before a subordinate clause, then
    before a smaller word, between the 28th and the 110th character; without one, only a very long title is cut.
    """
    if len(title) <= SHORT_TITLE:
        return title, ""
    is_huge = len(title) > _LONGEST_WHOLE
    for pattern in (_STRONG, _BREAK, _LAST_BREAK) if is_huge else (_STRONG, _BREAK):
        for match in pattern.finditer(title, _EARLIEST_BREAK, _LATEST_BREAK):
            if len(title) - match.end() >= _SHORTEST_REST:
                return title[: match.start()], title[match.end() :]
    cut = title.rfind(" ", _EARLIEST_BREAK, _LATEST_BREAK) if is_huge else -1
    return (title[:cut], title[cut + 1 :]) if cut > 0 else (title, "")


def readable(title: str) -> str:
    """Return a title as people read it: dashes between the words of a file name become spaces."""
    return title.replace("-", " ") if " " not in title and title.count("-") > 2 else title


def domain_words(name: str) -> str:
    """Return a domain's folder name as a title: `ai-alignment` is `AI alignment`, `a/b-c` `A / B c`."""
    parts = [part for part in name.split("/") if part.strip()]
    if len(parts) > 1:
        return " / ".join(map(domain_words, parts))
    first, *rest = re.findall(r"[^-_\s]+", name) or [name]
    words = [first[:1].upper() + first[1:], *rest]
    return " ".join([word.upper() if word.casefold() in _INITIALS else word for word in words])


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, as in `1 claim` and `1,229 claims`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
