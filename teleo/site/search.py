"""The search index: titles in one script, words of the bodies in shards that the page fetches when asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from teleo.cache import Cache
from teleo.model import Note
from teleo.site.catalogue import Catalogue
from teleo.site.json_text import script_data, script_shard
from teleo.site.tokens import tokens
from teleo.site.wording import RATINGS

SEARCH_DATA = "static/data/search.js"
SHARD_SIZE = 24_000
"""Characters that a shard of the index aims at."""

TEXTS_IN_SHARD = 4
LONGEST_TEXT = 20_000
"""Characters of a body that are searched and shown; the rest of a longer one is left to the browser's own search."""

_TITLE_WEIGHT = 5
_NAME_WEIGHT = 3
_MOST_SHARE = 0.5
_FEW = 40


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a note as the index counts them, and how many its text has."""

    length: int
    counts: dict[str, int]


_DECODER = msgspec.msgpack.Decoder(_Words)


def search_scripts(catalogue: Catalogue, cache: Cache | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of the index by their paths: the list of notes, the shards of words, the texts.

    The words of notes that did not change are taken from `cache`.

    A shard holds a range of words in order, each with its notes: numbers of the list, each as the distance from
    the one before, and how often, words of the title counted five times.
    """
    notes = catalogue.vault.notes
    texts = [plain_text(note) for note in notes]
    words = _kept_words(notes, texts, cache) if cache else list(map(_words_of, notes, texts))
    shards = _shards(_postings([one.counts for one in words]))
    entries = [
        [
            card.page.removesuffix("/index.html"),
            card.title,
            RATINGS.index(card.tone),
            card.kind,
            " · ".join(filter(None, (note.question, *note.aliases))),
            one.length,
        ]
        for note, card, one in zip(notes, catalogue.cards.values(), words, strict=True)
    ]
    data = {
        "notes": entries,
        "starts": [shard[0][0] for shard in shards],
        "ratings": RATINGS,
        "texts": TEXTS_IN_SHARD,
    }
    yield SEARCH_DATA, script_data("search", data)
    for number, shard in enumerate(shards):
        yield f"static/data/words/{number}.js", script_shard("words", number, dict(shard))
    for number, start in enumerate(range(0, len(texts), TEXTS_IN_SHARD)):
        shown = texts[start : start + TEXTS_IN_SHARD]
        yield f"static/data/texts/{number}.js", script_shard("texts", number, shown)


def plain_text(note: Note) -> str:
    """Return the body of a note without its first heading, links to notes as what they show."""
    text, body = note.document.text, note.document.body
    end = min(body.end, body.start + LONGEST_TEXT)
    parts, position = [], body.start
    if note.headings and note.headings[0].level == 1:
        parts.append(text[position : note.headings[0].span.start])
        position = note.headings[0].span.end
    for link in note.links:
        if position <= link.span.start < end:
            parts += (text[position : link.span.start], link.shown)
            position = link.span.end
    parts.append(text[position:end])
    return "".join(parts)


def _kept_words(notes: Iterable[Note], texts: Iterable[str], cache: Cache) -> list[_Words]:
    pack = cache.pack("search")
    found = [
        pack.derived(note.path, bytes.fromhex(note.document.digest), _DECODER, partial(_words_of, note, text))
        for note, text in zip(notes, texts, strict=True)
    ]
    pack.save()
    return found


def _words_of(note: Note, text: str) -> _Words:
    words = tokens(text)
    counts = Counter(words)
    for weight, named in ((_TITLE_WEIGHT, note.title), (_NAME_WEIGHT, _names(note))):
        for word in tokens(named):
            counts[word] += weight
    return _Words(len(words), counts)


def _postings(counted: Sequence[Mapping[str, int]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, counts in enumerate(counted):
        for word, count in counts.items():
            if word in found:
                found[word] += (number - last[word], count)
            else:
                found[word] = [number, count]
            last[word] = number
    most = max(_FEW, round(len(counted) * _MOST_SHARE)) * 2
    return {word: found[word] for word in sorted(found) if len(found[word]) <= most}


def _names(note: Note) -> str:
    return " ".join((note.question, note.description, *note.aliases))


def _shards(postings: Mapping[str, list[int]]) -> list[list[tuple[str, list[int]]]]:
    shards: list[list[tuple[str, list[int]]]] = []
    size = SHARD_SIZE
    for word, numbers in postings.items():
        if size >= SHARD_SIZE:
            shards.append([])
            size = 0
        shards[-1].append((word, numbers))
        size += len(word) + 4 + 3 * len(numbers)
    return shards
