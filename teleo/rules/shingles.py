"""Finds texts that share much of their wording, by runs of five words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

RUN = 5
"""Words in a run."""

# Each branch begins with one character, so that the engine can skip to the next of them.
_SENTENCE_END = re.compile(r"\.[\"')*_]*\s+|![\"')*_]*\s+|\?[\"')*_]*\s+|:[\"')*_]*\s+|\n\s*\n")
_COMMON = 12
_FEWEST_RUNS = 20
_BEGINNING = 120
_LIST_ITEM = 6
_MOST_PAIRS = 5000


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two texts, by name, in order, and the share of the shorter one's runs that stand in both."""

    one: str
    two: str
    share: float


def overlaps(texts: Mapping[str, str], least: float) -> Iterator[Overlap]:
    """Yield the pairs of texts of which the shorter has at least the share `least` of its runs in the other.

    Pairs come sorted. Texts of fewer than 24 words are not compared. Candidates are texts that begin at least
    half of that share of their sentences alike; what more than twelve texts begin with is boilerplate and
    tells nothing. So a pair may be missed whose every other sentence was worded anew. Of a great many candidates
    the most alike are compared.
    """
    beginnings = _by_beginning(texts)
    shared: Counter[tuple[str, str]] = Counter()
    for names in beginnings.values():
        if 1 < len(names) <= _COMMON:
            shared.update(combinations(names, 2))
    counts = Counter(name for names in beginnings.values() for name in names)
    most_alike = nsmallest(_MOST_PAIRS, shared.items(), key=lambda pair: (-pair[1], pair[0]))
    for (one, two), count in sorted(most_alike):
        if 2 * count >= least * min(counts[one], counts[two]):
            left, right = _runs(texts[one]), _runs(texts[two])
            shorter = min(len(left), len(right))
            if shorter >= _FEWEST_RUNS and len(left & right) >= least * shorter:
                yield Overlap(min(one, two), max(one, two), len(left & right) / shorter)


def _by_beginning(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the texts that hold a sentence with these first five words, each text once."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in texts.items():
        beginnings = {
            " ".join(words)
            for sentence in _SENTENCE_END.split(text)
            if "[[" not in sentence[:_LIST_ITEM]
            and len(words := sentence[:_BEGINNING].split(None, RUN)[:RUN]) == RUN
        }
        for beginning in beginnings:
            found[beginning].append(name)
    return found


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))
