"""The scripts of the search: the list of notes, their words in shards, and their texts, fetched as they are wanted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import log2

from teleo.cache import Cache
from teleo.model import Note
from teleo.site.address import LONGEST_SLUG
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue, bare
from teleo.site.json_text import script_data, script_shard
from teleo.site.search_vectors import Meaning, vector_scripts
from teleo.site.search_words import (
    GRAMMAR,
    NoteWords,
    common_words,
    note_words,
    plain_text,
    postings,
    title_postings,
    vocabulary,
    word_shards,
)
from teleo.site.sentences import field_words
from teleo.site.wording import RATINGS

SEARCH_DATA = "static/data/search.js"
LONGEST_TEXT = 20_000
"""Characters of a description and body of which a sentence is shown; words count to the end."""

TEXT_SHARD_SIZE = 4_000
"""Characters that a shard of texts aims at."""

MOST_TITLE_CHARACTERS = 160_000
"""Titles, questions and aliases of up to so many characters come at once, as the first thing that is fetched.
Those of a larger vault come in shards, each when one of its notes was found."""

CARDS_IN_SHARD = 8

_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NOT_SIMPLE = re.compile(r"[^a-z0-9]+")
_SIMPLE_PAGE = re.compile(r"([a-z])/(.*)-([0-9a-f]{6})")


def search_scripts(
    catalogue: Catalogue, cache: Cache | None = None, meaning: Meaning | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts of the index by their paths.

    `search.js` holds what every query needs; `words/N.js` the words from one to another in order, each with its
    notes; `vocabulary/N.js` words of N letters to correct a query by; `texts/N.js` bodies; `cards/N.js` titles and
    `titles/N.js` their words, where they are too many for `search.js`; `vectors.js` and `near/N.js` what a search by
    `meaning` needs. The words of notes that did not change are taken from `cache`.
    """
    notes = catalogue.vault.notes
    texts = [plain_text(note) for note in notes]
    words = note_words(notes, texts, cache)
    found = postings(words)
    common = common_words(found, len(notes))
    shards = word_shards({word: found[word] for word in sorted(found) if word not in common})
    starts, shown = _text_shards(
        [
            f"{field_words(note.description)}\n\n{text}".strip()[:LONGEST_TEXT]
            for note, text in zip(notes, texts, strict=True)
        ]
    )
    data: dict[str, object] = {
        "ratings": RATINGS,
        "lengths": "".join(map(_length, words)),
        "common": sorted(common),
        "grammar": " ".join(sorted(GRAMMAR)),
        "starts": [shard[0][0] for shard in shards],
        "texts": starts,
    }
    by_length = vocabulary(found, common)
    data["vocabulary"] = list(by_length)
    vectors = dict(vector_scripts(meaning, found, common))
    if vectors:
        data["hasVectors"] = True
    yield from _listed(catalogue, data)
    yield from vectors.items()
    for number, shard in enumerate(shards):
        yield f"static/data/words/{number}.js", script_shard("words", number, dict(shard))
    for letters, known in by_length.items():
        yield f"static/data/vocabulary/{letters}.js", script_shard("vocabulary", letters, " ".join(known))
    for number, group in enumerate(shown):
        yield f"static/data/texts/{number}.js", script_shard("texts", number, group)


def _listed(catalogue: Catalogue, data: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """Yield `search.js`, and where it does not hold the titles itself, the shards of cards and of titles' words."""
    pairs = list(zip(catalogue.vault.notes, catalogue.cards.values(), strict=True))
    kinds = list(dict.fromkeys((_kind(card), card.tone) for _, card in pairs))
    data["kinds"] = [[kind, RATINGS.index(tone)] for kind, tone in kinds]
    numbers = {kind: number for number, kind in enumerate(kinds)}
    if sum(len(card.title) + len(_also(note)) for note, card in pairs) <= MOST_TITLE_CHARACTERS:
        yield SEARCH_DATA, script_data("search", data | {"cards": [_cards(pairs, numbers)]})
        return
    shards = word_shards(title_postings(card.title for _, card in pairs))
    data |= {"inShard": CARDS_IN_SHARD, "titles": [shard[0][0] for shard in shards]}
    yield SEARCH_DATA, script_data("search", data)
    for number, shard in enumerate(shards):
        yield f"static/data/titles/{number}.js", script_shard("titles", number, dict(shard))
    for number, start in enumerate(range(0, len(pairs), CARDS_IN_SHARD)):
        group = _cards(pairs[start : start + CARDS_IN_SHARD], numbers)
        yield f"static/data/cards/{number}.js", script_shard("cards", number, group)


def _cards(
    pairs: Sequence[tuple[Note, Card]], kinds: Mapping[tuple[str, str], int]
) -> dict[str, Sequence[object]]:
    """Return what results show of notes, by column, since columns compress better than rows."""
    return {
        "titles": [card.title for _, card in pairs],
        "pages": [_short_page(card) for _, card in pairs],
        "kinds": [kinds[_kind(card), card.tone] for _, card in pairs],
        "also": [_also(note) for note, _ in pairs],
    }


def _kind(card: Card) -> str:
    return f"{card.kind}, {card.state}" if card.state else card.kind


def _also(note: Note) -> str:
    return " · ".join(filter(None, (bare(note.question), *note.aliases)))


def _short_page(card: Card) -> str:
    """Return the folder of a page: its letter and digits where the page can make the rest from the title."""
    page = card.page.removesuffix("/index.html")
    parts = _SIMPLE_PAGE.fullmatch(page)
    if parts and card.title.isascii() and parts[2] == _simple_slug(card.title):
        return parts[1] + parts[3]
    return f"/{page}"


def _simple_slug(title: str) -> str:
    """Return the words of an ASCII title in an address; `simpleSlug` in `site/src/cards.js` is its twin."""
    words = _NOT_SIMPLE.sub("-", title.lower()).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    return words


def _length(words: NoteWords) -> str:
    """Return the number of words as a character: four classes for each doubling."""
    return _LENGTHS[min(len(_LENGTHS) - 1, round(4 * log2(words.length + 1)))]


def _text_shards(texts: Sequence[str]) -> tuple[list[int], list[list[str]]]:
    """Return the number of the first text of each shard, and the shards."""
    groups: list[list[str]] = []
    size = TEXT_SHARD_SIZE
    for text in texts:
        if size + len(text) / 2 >= TEXT_SHARD_SIZE:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += len(text)
    return list(accumulate((len(group) for group in groups[:-1]), initial=0)) if groups else [], groups
