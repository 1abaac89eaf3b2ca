"""Tells how well a name fits what was typed of it."""

import re

from teleo.model import loose

_LONG = 4
"""Of a shorter word a wrong letter leaves nothing to go by."""


def fit_of(wanted: str, name: str) -> int:
    """Return how well a name fits loose text: 4 as its beginning, 3 as its words, 2 within, 1 by letters, 0 not."""
    if not wanted:
        return 1
    plain = loose(name)
    if plain.startswith(wanted):
        return 4
    words = plain.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 3
    if wanted in plain:
        return 2
    return int(_begins_words(wanted.replace(" ", ""), words))


def misspelt_words(wanted: str) -> list[re.Pattern[str]]:
    """Return for each word of a loose text a pattern of words that begin so but for one letter.

    The letter may be another, missing, too many, or have changed places with the next. Shorter words must begin
    a word as they are.
    """
    return [re.compile(rf"\b(?:{'|'.join(_with_a_fault(word))})") for word in wanted.split()]


def _with_a_fault(word: str) -> list[str]:
    if len(word) < _LONG:
        return [re.escape(word)]
    # The first letter is seldom wrong, and keeps the search fast.
    found = [word]
    for index in range(1, len(word)):
        found.append(f"{word[:index]}.?{word[index + 1 :]}")
        found.append(f"{word[:index]}.{word[index:]}")
        found.append(word[:index] + word[index : index + 2][::-1] + word[index + 2 :])
    return found


def _begins_words(letters: str, words: list[str]) -> bool:
    """Return whether letters can be cut into beginnings of words that follow each other, others between them."""
    reached = {0}
    for word in words:
        for start in list(reached):
            length = 0
            while length < len(word) and letters[start + length : start + length + 1] == word[length]:
                length += 1
                reached.add(start + length)
        if len(letters) in reached:
            return True
    return False
