"""Finds notes that say the same: equal titles, copied text, and texts nearer to each other than to all others."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

import numpy as np

from teleo.links.basis import Basis
from teleo.links.sparse import Floats, Numbers
from teleo.links.text import NoteText
from teleo.links.tokens import counts_of, words
from teleo.links.words import WordIndex
from teleo.model import loose

GRAM = 5
CONTAINMENT = 0.5
FEWEST_GRAMS = 12
COMMON_GRAM = 20
"""A 5-gram in more notes than this is a set phrase, and says nothing of copying."""

ALIKE = 0.80
TWIN_SIMILARITY = 0.65
TWIN_MARGIN = 0.05
"""Chosen on 24 paraphrases, light and heavy; `docs/links.md` has what they find and miss."""

_BLOCK = 512


class Likeness(StrEnum):
    """Why two notes are taken for duplicates, the surest first."""

    TITLE = "same title"
    COPY = "copied text"
    ALIKE = "alike in title and text"
    TWIN = "nearest to each other"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two notes that say the same; `first` has the lower id.

    `value` is the share of copied 5-grams, or the mean or the cosine that the likeness is judged by; 1 for
    equal titles. `similarity` is the cosine of the two texts.
    """

    first: str
    second: str
    likeness: Likeness
    value: float
    similarity: float
    is_linked: bool


def duplicates(basis: Basis, texts: Sequence[NoteText]) -> tuple[Duplicate, ...]:
    """Return the pairs of notes that say the same, by likeness, then value, highest first, then ids.

    Equal titles and copied text count even where the two notes are linked. By meaning, linked notes do not:
    most near pairs are cousins that their author has linked. Of many equal notes each is paired with the first.

    Args:
        basis: the notes.
        texts: the text of each note, in their order.
    """
    found: dict[tuple[int, int], tuple[Likeness, float]] = {}
    for likeness, pairs in (
        (Likeness.TITLE, _same_titles(texts)),
        (Likeness.COPY, _copies(texts)),
        (Likeness.ALIKE, _alike(basis, texts)),
        (Likeness.TWIN, _twins(basis)),
    ):
        for first, second, value in pairs:
            found.setdefault((first, second), (likeness, value))
    order = list(Likeness)
    rows = [_duplicate(basis, pair, *why) for pair, why in found.items()]
    return tuple(sorted(rows, key=lambda one: (order.index(one.likeness), -one.value, one.first, one.second)))


def _duplicate(basis: Basis, pair: tuple[int, int], likeness: Likeness, value: float) -> Duplicate:
    first, second = pair
    row = np.array([first])
    similarity = basis.similarity(row, basis.words.similarities(row), basis.meaning(row))[0, second]
    ids = sorted((basis.notes[first].id, basis.notes[second].id))
    is_linked = bool(np.isin(second, basis.topology.neighbours(first)))
    return Duplicate(ids[0], ids[1], likeness, round(value, 4), round(float(similarity), 4), is_linked)


def _same_titles(texts: Sequence[NoteText]) -> Iterator[tuple[int, int, float]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if title := loose(text.title):
            groups[title].append(number)
    return ((group[0], other, 1.0) for group in groups.values() for other in group[1:])


def _copies(texts: Sequence[NoteText]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs in which half of the shorter body's 5-grams stand in the other."""
    grams = [_grams(text.body) for text in texts]
    first_of: dict[frozenset[int], int] = {}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(grams):
        if len(own) < FEWEST_GRAMS:
            continue
        first = first_of.setdefault(own, number)
        if first != number:
            yield first, number, 1.0
            continue
        for gram in own:
            holders[gram].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for notes in holders.values():
        if len(notes) <= COMMON_GRAM:
            shared.update((one, other) for place, one in enumerate(notes) for other in notes[place + 1 :])
    for (one, other), count in shared.items():
        share = count / min(len(grams[one]), len(grams[other]))
        if share >= CONTAINMENT:
            yield one, other, share


def _grams(body: str) -> frozenset[int]:
    found = words(body)
    return frozenset(
        int.from_bytes(blake2b(" ".join(found[start : start + GRAM]).encode(), digest_size=8).digest(), "big")
        for start in range(len(found) - GRAM + 1)
    )


def _alike(basis: Basis, texts: Sequence[NoteText]) -> Iterator[tuple[int, int, float]]:
    """Yield unlinked pairs whose mean of title and text similarity is high."""
    titles = WordIndex(counts_of([NoteText(text.title, "", "") for text in texts]))
    for rows, similarity in _similarities(basis):
        value = (titles.similarities(rows) + similarity) / 2
        value[basis.topology.is_linked(rows)] = 0.0
        for place, column in zip(*np.nonzero(value >= ALIKE), strict=True):
            if rows[place] < column:
                yield int(rows[place]), int(column), float(value[place, column])


def _twins(basis: Basis) -> Iterator[tuple[int, int, float]]:
    """Yield unlinked pairs that are each other's nearest note, one of them with no second near it."""
    nearest, highest, margin = _nearest(basis)
    for number, other in enumerate(nearest):
        if number >= other or nearest[other] != number or highest[number] < TWIN_SIMILARITY:
            continue
        is_clear = max(margin[number], margin[other]) >= TWIN_MARGIN
        if is_clear and not np.isin(other, basis.topology.neighbours(number)):
            yield number, int(other), float(highest[number])


def _nearest(basis: Basis) -> tuple[Numbers, Floats, Floats]:
    """Return each note's nearest other note, how near it is, and how much nearer than the next."""
    count = len(basis.notes)
    nearest = np.zeros(count, dtype=np.intp)
    highest, margin = np.full(count, -1.0, np.float32), np.zeros(count, np.float32)
    if count < 2:
        return nearest, highest, margin
    for rows, similarity in _similarities(basis):
        similarity[np.arange(len(rows)), rows] = -1.0
        nearest[rows] = similarity.argmax(axis=1)
        two = np.sort(np.partition(similarity, max(0, count - 2), axis=1)[:, -2:], axis=1)
        highest[rows], margin[rows] = two[:, 1], two[:, 1] - two[:, 0]
    return nearest, highest, margin


def _similarities(basis: Basis) -> Iterator[tuple[Numbers, Floats]]:
    for start in range(0, len(basis.notes), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(basis.notes)))
        yield rows, basis.similarity(rows, basis.words.similarities(rows), basis.meaning(rows))
