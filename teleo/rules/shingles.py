"""Finds texts that share much of their wording, by runs of five words."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest
from itertools import combinations

from teleo.model import Note
from teleo.vault.markdown import without_comments

RUN = 5
"""Words in a run."""

# Each branch begins with one character, so that the engine can skip to the next of them.
_SENTENCE_END = re.compile(r"\.[\"')*_]*\s+|![\"')*_]*\s+|\?[\"')*_]*\s+|:[\"')*_]*\s+|\n\s*\n")
_COMMON = 12
_FEWEST_RUNS = 20
_BEGINNING = 120
_LIST_ITEM = 6
_MOST_PAIRS = 5000
_KEPT = 64
"""Texts whose runs are kept in hand: a family of a few that are alike is compared pair by pair."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two texts, by name, in order, and the share of the shorter one's runs that stand in both."""

    one: str
    two: str
    share: float


Share = Callable[[str, str], float]
"""Tells of two texts by name which share of the shorter one's runs stands in both."""


def wording_of(note: Note) -> str:
    """Return the text of a note's body, without the comments that its readers never see."""
    body = note.document.body
    return without_comments(note.document.text, note.comments, body.start, body.end)


def beginnings_of(text: str) -> tuple[bytes, ...]:
    """Return a digest of the first five words of each sentence of a text, without those of lists of links."""
    found = {
        blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest()
        for sentence in _SENTENCE_END.split(text)
        if "[[" not in sentence[:_LIST_ITEM]
        and len(words := sentence[:_BEGINNING].split(None, RUN)[:RUN]) == RUN
    }
    return tuple(sorted(found))


def shares(text_of: Callable[[str], str]) -> Share:
    """Return what tells of two texts by name which share of the shorter one's runs stands in both.

    It is 0 where the shorter has fewer than 24 words.
    """
    runs_of = lru_cache(_KEPT)(lambda name: _runs(text_of(name)))

    def share(one: str, two: str) -> float:
        left, right = runs_of(one), runs_of(two)
        shorter = min(len(left), len(right))
        return len(left & right) / shorter if shorter >= _FEWEST_RUNS else 0.0

    return share


def overlaps(beginnings: Mapping[str, Sequence[bytes]], share: Share, least: float) -> Iterator[Overlap]:
    """Yield the pairs of texts of which the shorter has at least the share `least` of its runs in the other.

    Pairs of names come sorted. Candidates are texts that begin at least half of that share of their sentences
    alike; what more than twelve texts begin with is boilerplate and tells nothing. So a pair may be missed
    whose every other sentence was worded anew. Of a great many candidates the most alike are compared.

    Args:
        beginnings: what `beginnings_of` says of each text, by its name, in order.
        share: what `shares` returns.
        least: the share, above 0.
    """
    holders: defaultdict[bytes, list[str]] = defaultdict(list)
    for name, found in beginnings.items():
        for beginning in found:
            holders[beginning].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if 1 < len(names) <= _COMMON:
            shared.update(combinations(names, 2))
    counts = {name: len(found) for name, found in beginnings.items()}
    candidates = (
        (-count, pair)
        for pair, count in shared.items()
        if 2 * count >= least * min(counts[pair[0]], counts[pair[1]])
    )
    for one, two in sorted(pair for _, pair in nsmallest(_MOST_PAIRS, candidates)):
        both = share(one, two)
        if both >= least:
            yield Overlap(min(one, two), max(one, two), both)


def _runs(text: str) -> set[int]:
    """Return the runs of a text as numbers of 64 bits, which are compared in half of the time."""
    words = text.casefold().split()
    return set(map(hash, zip(*(words[start:] for start in range(RUN)), strict=False)))
