"""Finds notes that say the same: equal titles, copied text, and texts nearer to each other than to all others."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

import numpy as np

from teleo.links.basis import Basis
from teleo.links.near import Near, near
from teleo.links.text import NoteText
from teleo.links.tokens import counts_of, words
from teleo.links.words import WordIndex
from teleo.model import loose, signs

GRAM = 5
CONTAINMENT = 0.5
FEWEST_GRAMS = 12
COMMON_GRAM = 20
"""A 5-gram in more notes than this is a set phrase, and says nothing of copying."""

ALIKE = 0.80
TWIN_SIMILARITY = 0.65
TWIN_MARGIN = 0.05
"""Chosen on 24 paraphrases, light and heavy; `docs/links.md` has what they find and miss."""

_ROUNDING = 0.002
"""The nearest notes are known to within this."""


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


def duplicates(basis: Basis, texts: Sequence[NoteText], nearest: Near | None = None) -> tuple[Duplicate, ...]:
    """Return the pairs of notes that say the same, by likeness, then value, highest first, then ids.

    Equal titles and copied text count even where the two notes are linked. By meaning, linked notes do not:
    most near pairs are cousins that their author has linked. Of many equal notes each is paired with the first.

    Args:
        basis: the notes.
        texts: the text of each note, in their order.
        nearest: the nearest notes of each; found here when not given.
    """
    nearest = nearest or near(basis)
    found: dict[tuple[int, int], tuple[Likeness, float]] = {}
    for likeness, pairs in (
        (Likeness.TITLE, _same_titles(texts)),
        (Likeness.COPY, _copies(texts)),
        (Likeness.ALIKE, alike(basis, texts, nearest)),
        (Likeness.TWIN, _twins(basis, nearest)),
    ):
        for first, second, value in pairs:
            found.setdefault((first, second), (likeness, value))
    if not found:
        return ()
    pairs_ = np.array(list(found), dtype=np.intp)
    similarities = basis.similarity_of(pairs_[:, 0], pairs_[:, 1]).tolist()
    rows = [
        _duplicate(basis, pair, *why, similarity)
        for (pair, why), similarity in zip(found.items(), similarities, strict=True)
    ]
    order = list(Likeness)
    return tuple(sorted(rows, key=lambda one: (order.index(one.likeness), -one.value, one.first, one.second)))


def _duplicate(
    basis: Basis, pair: tuple[int, int], likeness: Likeness, value: float, similarity: float
) -> Duplicate:
    first, second = pair
    ids = sorted((basis.notes[first].id, basis.notes[second].id))
    return Duplicate(
        ids[0], ids[1], likeness, round(value, 4), round(similarity, 4), _is_linked(basis, first, second)
    )


def _same_titles(texts: Sequence[NoteText]) -> Iterator[tuple[int, int, float]]:
    groups: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if title := loose(text.title):
            groups[title, signs(text.title)].append(number)
    return ((group[0], other, 1.0) for group in groups.values() for other in group[1:])


def _copies(texts: Sequence[NoteText]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs in which half of the shorter body's 5-grams stand in the other; a short body must be equal."""
    grams = [_grams(text.body) for text in texts]
    first_of: dict[frozenset[int], int] = {}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(grams):
        if not own:
            continue
        first = first_of.setdefault(own, number)
        if first != number:
            yield first, number, 1.0
        if first != number or len(own) < FEWEST_GRAMS:
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


def alike(basis: Basis, texts: Sequence[NoteText], nearest: Near) -> Iterator[tuple[int, int, float]]:
    """Yield unlinked pairs of which the mean of title and text similarity is high, the lower number first."""
    titles = WordIndex(counts_of([NoteText(text.title, "", "") for text in texts]))
    # A mean of ALIKE needs this much of either.
    rows, places = np.nonzero(nearest.similarities >= 2 * ALIKE - 1 - _ROUNDING)
    ends = np.sort(np.stack((rows, nearest.columns[rows, places]), axis=1), axis=1)
    pairs = np.unique(ends.reshape(-1, 2), axis=0)
    first, second = pairs[:, 0], pairs[:, 1]
    values = (titles.between(first, second) + basis.similarity_of(first, second)) / 2
    for one, other, value in zip(first.tolist(), second.tolist(), values.tolist(), strict=True):
        if value >= ALIKE and not _is_linked(basis, one, other):
            yield one, other, value


def _twins(basis: Basis, nearest: Near) -> Iterator[tuple[int, int, float]]:
    """Yield unlinked pairs that are each other's nearest note, one of them with no second near it."""
    best, highest = nearest.columns[:, 0].tolist(), nearest.similarities[:, 0]
    margin = highest - np.maximum(nearest.similarities[:, 1], 0.0)
    # A model gives texts in scripts that it cannot read one vector; such have no word in common.
    numbers = np.arange(len(best))
    has_common = basis.words.between(numbers, np.maximum(nearest.columns[:, 0], 0)) > 0
    for number, other in enumerate(best):
        if (
            not has_common[number]
            or number >= other
            or best[other] != number
            or highest[number] < TWIN_SIMILARITY
        ):
            continue
        is_clear = max(margin[number], margin[other]) >= TWIN_MARGIN
        if is_clear and not _is_linked(basis, number, other):
            yield number, other, float(highest[number])


def _is_linked(basis: Basis, one: int, other: int) -> bool:
    return bool(np.isin(other, basis.topology.neighbours(one)))
