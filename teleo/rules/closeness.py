"""Finds what an author may have meant: the edit distance of two texts, and the titles nearest to one."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from heapq import nlargest, nsmallest
from importlib import import_module
from math import log

from teleo.model import loose

MAX_COMPARED = 8
"""How many titles are compared letter by letter, of those that share the most and the rarest words."""

MAX_WORDS = 8
"""How many words of a text are looked up, the rarest first."""

_FIGURE = re.compile(r"\d+")
_MAX_LENGTH = 300
_MAX_POSTINGS = 500


def edit_distance(left: str, right: str) -> int:
    """Return how many characters must be inserted, deleted or replaced to make one text of the other."""
    return _distance()(left, right)


def have_same_numbers(left: str, right: str) -> bool:
    """Return whether two texts hold the same numbers in order.

    Another number is another day, amount or note, and seldom a slip: `2026-03-15` is not `2026-03-05`.
    """
    return _FIGURE.findall(left) == _FIGURE.findall(right)


@cache
def _distance() -> Callable[[str, str], int]:
    # Imported where it is needed: most runs compare nothing.
    found: Callable[[str, str], int] = import_module("rapidfuzz.distance.Levenshtein").distance
    return found


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` is most likely a slip of, or `None` when all are too far.

    Case and punctuation do not count; ties go to the word that is known first. A slip changes at most one
    character in three.
    """
    wanted = loose(word)[:_MAX_LENGTH]
    if not wanted:
        return None
    best = min(
        ((edit_distance(wanted, loose(other)), other) for other in known),
        default=None,
        key=lambda pair: pair[0],
    )
    if best is None or best[0] * 3 > max(len(wanted), len(loose(best[1]))):
        return None
    return best[1]


class TitleIndex:
    """Titles by their words, to find the nearest without comparing with each."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = tuple(dict.fromkeys(titles))
        self._loose = tuple(loose(title)[:_MAX_LENGTH] for title in self._titles)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_gram: dict[str, set[str]] = defaultdict(set)
        self._ranked: dict[str, tuple[str, ...]] = {}
        for number, text in enumerate(self._loose):
            for word in set(text.split()):
                self._by_word[word].append(number)
        for word in self._by_word:
            for gram in _grams(word):
                self._by_gram[gram].add(word)

    def nearest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Return the `count` titles nearest to `text` by edit distance, best first, ties in order of title.

        Only titles that share words with `text`, or words a slip away from its own, are compared. Left out
        are those that differ in more than half of their characters and lack words of `text`.
        """
        wanted = loose(text)[:_MAX_LENGTH]
        ranked = self._ranked.get(wanted)
        if ranked is None:
            ranked = self._ranked[wanted] = tuple(self._rank(wanted))
        return ranked[:count]

    def _rank(self, wanted: str) -> list[str]:
        words = set(wanted.split())
        near: list[tuple[int, str]] = []
        for number in self._candidates(wanted):
            title = self._loose[number]
            longer = max(len(wanted), len(title))
            holds_all = len(words) > 1 and words <= set(title.split())
            if holds_all or 2 * abs(len(wanted) - len(title)) <= longer:
                distance = edit_distance(wanted, title)
                if holds_all or 2 * distance <= longer:
                    near.append((distance, self._titles[number]))
        return [title for _, title in sorted(near)]

    def _candidates(self, wanted: str) -> list[int]:
        """Return the numbers of the titles that share the most weight of rare words, heaviest first."""
        known = {word for written in set(wanted.split()) for word in self._known(written)}
        rarest = nsmallest(MAX_WORDS, ((len(self._by_word[word]), word) for word in known))
        weights: defaultdict[int, float] = defaultdict(float)
        for frequency, word in rarest:
            weight = log((len(self._titles) + 1) / frequency)
            for number in self._by_word[word][:_MAX_POSTINGS]:
                weights[number] += weight
        scored = (
            (weight, -abs(len(self._loose[number]) - len(wanted)), -number)
            for number, weight in weights.items()
        )
        return [-number for _, _, number in nlargest(MAX_COMPARED, scored)]

    def _known(self, word: str) -> tuple[str, ...]:
        """Return the word itself if some title has it, else the few words of titles most like it."""
        if word in self._by_word:
            return (word,)
        shared: Counter[str] = Counter()
        for gram in _grams(word):
            shared.update(self._by_gram.get(gram, ()))
        likely = nlargest(3, ((count, other) for other, count in shared.items() if count >= 2))
        return tuple(other for _, other in likely)


def _grams(word: str) -> set[str]:
    padded = f" {word[:40]} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
