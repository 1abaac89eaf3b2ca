"""Cuts texts into words and counts their stems."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from teleo.links.sparse import Sparse, starts_of
from teleo.links.text import NoteText

_WORD = re.compile(r"[^\W_]+")
_ASCII_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""Leaves of ASCII what `_WORD` finds, in a fifth of the time."""

_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""A letter of a script that puts no space between words. Compiled when a text is not ASCII: it takes its time."""
_ACCENTED = re.compile("[\u00c0-\u052f\u0590-\u074f\u0900-\u0dff\u1e00-\u1fff]")
_ACCENTS = "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]+"
"""What a word keeps its meaning without; the points of Hebrew and Arabic too, which most texts leave out."""

_ENDINGS = ("ingly", "edly", "ies", "ing", "ed", "es", "ly", "s", "e")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each note holds each stem: in all its text, and in its title alone.

    The columns of both matrices are the places of `stems`; within a row they ascend. A stem of a title is in the
    whole text too.
    """

    whole: Sparse
    titles: Sparse
    stems: tuple[str, ...]


def counts_of(texts: Sequence[NoteText], stems: Sequence[str] = ()) -> Counts:
    """Return the counts of `texts`; `stems` come first among the columns, and new ones after them."""
    terms = _Terms(stems)
    whole = _counted([words(text.whole) for text in texts], terms)
    titles = _counted([words(text.title) for text in texts], terms)
    return Counts(whole, titles, tuple(terms.stems))


def counts_from(stems: Sequence[Mapping[str, int]], titles: Sequence[str]) -> Counts:
    """Return what `counts_of` does, from the `stem_counts` of each text and its title."""
    terms = _Terms(())
    terms.stems = _Numbers()
    columns = np.fromiter(map(terms.stems.__getitem__, chain.from_iterable(stems)), dtype=np.intp)
    values = np.fromiter(chain.from_iterable(counts.values() for counts in stems), dtype=np.float32)
    owners = np.repeat(np.arange(len(stems)), [len(counts) for counts in stems])
    order = np.argsort(owners * max(len(terms.stems), 1) + columns)
    whole = Sparse(starts_of(owners, len(stems)), columns[order], values[order], len(terms.stems))
    return Counts(whole, _counted([words(title) for title in titles], terms), tuple(terms.stems))


def stem_counts(text: NoteText) -> dict[str, int]:
    """Return how often a text holds each stem, in the order in which they first stand there."""
    counts: dict[str, int] = {}
    for word, count in Counter(words(text.whole)).items():
        stem_ = stem(word)
        counts[stem_] = counts.get(stem_, 0) + count
    return counts


def counts_of_query(text: str, stems: Sequence[str]) -> Sparse:
    """Return the counts of one text in the columns of `stems`; words of other stems are left out."""
    terms = _Terms(stems)
    return _counted([[word for word in words(text) if stem(word) in terms.stems]], terms)


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, without accents; scripts without spaces give pairs of characters."""
    if text.isascii():
        return text.lower().translate(_ASCII_WORDS).split()
    plain = text.casefold()
    found = _accented_words(plain) if _ACCENTED.search(plain) else _WORD.findall(plain)
    if not re.search(_UNSPACED, text):
        return found
    return [part for word in found for part in (_pairs(word) if is_unspaced(word) else (word,))]


def is_unspaced(word: str) -> bool:
    """Whether a word holds a letter of a script that puts no space between words."""
    return re.search(_UNSPACED, word) is not None


def _accented_words(text: str) -> list[str]:
    plain = re.sub(_ACCENTS, "", unicodedata.normalize("NFD", text))
    return re.findall(_with_vowels(), unicodedata.normalize("NFC", plain))


@lru_cache(maxsize=1)
def _with_vowels() -> str:
    """Return the pattern of a word in which the signs of India's scripts that stand for vowels are letters."""
    signs = (chr(code) for code in range(0x900, 0xE00))
    vowels = "".join(sign for sign in signs if unicodedata.category(sign).startswith("M"))
    return rf"(?:[^\W_]|[{vowels}])+"


def _pairs(word: str) -> list[str]:
    return [word[place : place + 2] for place in range(max(1, len(word) - 1))]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return `word` without an English ending, if four letters are left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


class _Numbers(dict[str, int]):
    """Numbers for stems in the order in which they are first asked for."""

    def __missing__(self, stem_: str) -> int:
        number = self[stem_] = len(self)
        return number


class _Terms(dict[str, int]):
    """Numbers for words; words of one stem share a number."""

    def __init__(self, stems: Sequence[str]) -> None:
        super().__init__()
        self.stems: dict[str, int] = {stem_: place for place, stem_ in enumerate(stems)}

    def __missing__(self, word: str) -> int:
        number = self.stems.setdefault(stem(word), len(self.stems))
        self[word] = number
        return number


def _counted(texts: Sequence[Sequence[str]], terms: _Terms) -> Sparse:
    numbers = np.fromiter((terms[word] for text in texts for word in text), dtype=np.intp)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    width = len(terms.stems)
    places, counts = np.unique(owners * max(width, 1) + numbers, return_counts=True)
    rows, columns = np.divmod(places, max(width, 1))
    return Sparse(starts_of(rows, len(texts)), columns, counts.astype(np.float32), width)
