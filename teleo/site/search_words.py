"""The words of notes as the search counts them: how often, where, and in which notes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from operator import sub

import msgspec
from msgspec import Struct

from teleo.cache import Cache
from teleo.links.text import repeats_title, with_cuts
from teleo.model import Note
from teleo.site.blocks import named_blocks
from teleo.site.sentences import field_words
from teleo.site.tokens import title_words, token_counts, tokens

SHARD_SIZE = 8_000
"""Characters that a shard of the index aims at: about 3 kB compressed."""

MOST_WORDS = 9_000
"""Words by which a query is corrected, those of the most notes."""

IN_TITLE = 2
IN_NAMES = 1
_FIELDS = 4
_MOST_SHARE = 0.9
_MOST_SHARE_OF_GRAMMAR = 0.5
_GRAMMAR_WORDS = (
    "about all an and any are as at be been but by can could did do does each for from had has have how if in into "
    "is it its may more most much no not of on one only or other our out over should so some such than that the "
    "their them then there these they this those to up was we were what when where which while who whom whose why "
    "will with without would"
)
GRAMMAR = frozenset(_GRAMMAR_WORDS.split())
"""Words that tell nothing beside others: a query is answered by the others, if notes have any of them."""

_FEW = 40


class NoteWords(Struct, frozen=True):
    """The words of a note as the index counts them, and how many its text has.

    A count is four times how often the text has the word, and 2 more when the title has it, 1 more when the
    question, the description or an alias has it.
    """

    length: int
    counts: dict[str, int]


_DECODER = msgspec.msgpack.Decoder(NoteWords)


def plain_text(note: Note) -> str:
    """Return the body of a note without a heading that repeats its title, comments and names of blocks.

    Links are what they show.
    """
    cuts = {(link.span.start, link.span.end): link.shown for link in note.links}
    cuts |= {(span.start, span.end): " " for span in note.comments}
    cuts |= {(block.span.start, block.span.end): "" for block in named_blocks(note.document)}
    if repeats_title(note):
        cuts[note.headings[0].span.start, note.headings[0].span.end] = ""
    return with_cuts(note.document.text, note.document.body, cuts)


def note_words(notes: Sequence[Note], texts: Sequence[str], cache: Cache | None) -> list[NoteWords]:
    """Return the words of each note, of which `texts` are the plain texts, from the cache where it has them."""
    if cache is None:
        return list(map(_words_of, notes, texts))
    pack = cache.pack("search")
    found = [
        pack.derived(note.path, bytes.fromhex(note.document.digest), _DECODER, partial(_words_of, note, text))
        for note, text in zip(notes, texts, strict=True)
    ]
    pack.save()
    return found


def postings(words: Iterable[NoteWords]) -> dict[str, list[int]]:
    """Return for each word its notes, each as the distance of its number from the one before, and its count."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(words):
        for word, count in one.counts.items():
            found[word] += (number, count)
    for listed in found.values():
        if len(listed) > 2:
            numbers = listed[::2]
            listed[2::2] = map(sub, numbers[1:], numbers)
    return dict(found)


def common_words(found: Mapping[str, Sequence[int]], notes: int) -> frozenset[str]:
    """Return the words of so many notes that they tell nothing.

    Half of the notes are enough for a word of grammar; what the vault is about may stand in nearly all.
    """
    most, some = (max(_FEW, round(notes * share)) * 2 for share in (_MOST_SHARE, _MOST_SHARE_OF_GRAMMAR))
    return frozenset(
        word
        for word, numbers in found.items()
        if len(numbers) > some and (len(numbers) > most or word in GRAMMAR)
    )


def word_shards(found: Mapping[str, list[int]]) -> list[list[tuple[str, list[int]]]]:
    """Return the words in their order in groups of about one size."""
    shards: list[list[tuple[str, list[int]]]] = []
    size = SHARD_SIZE
    for word, numbers in found.items():
        if size >= SHARD_SIZE:
            shards.append([])
            size = 0
        shards[-1].append((word, numbers))
        size += len(word) + 4 + 3 * len(numbers)
    return shards


def title_postings(titles: Iterable[str]) -> dict[str, list[int]]:
    """Return for each word of titles, in order, its notes, each as the distance of its number from the one before,
    and the place of the word in the title, of the last word ~place; without words of grammar.
    """
    found: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, title in enumerate(titles):
        words = title_words(title)
        end = len(words) - 1
        for place, word in enumerate(words):
            if word not in GRAMMAR:
                found.setdefault(word, []).extend(
                    (number - last.get(word, 0), place if place < end else ~place)
                )
                last[word] = number
    return {word: found[word] for word in sorted(found)}


def vocabulary(found: Mapping[str, Sequence[int]], common: Collection[str]) -> dict[int, list[str]]:
    """Return by length, in order, the words that a query is corrected by: those of the most notes."""
    known = [word for word in found if word.isalpha()]
    known.sort(key=lambda word: (word not in common, -len(found[word]), word))
    by_length: dict[int, list[str]] = {}
    for word in sorted(known[:MOST_WORDS], key=lambda word: (len(word), word)):
        by_length.setdefault(len(word), []).append(word)
    return by_length


def _words_of(note: Note, text: str) -> NoteWords:
    found = token_counts(text)
    counts = {word: _FIELDS * times for word, times in found.items()}
    for mark, named in ((IN_TITLE, note.title), (IN_NAMES, _names(note))):
        for word in dict.fromkeys(tokens(named)):
            counts[word] = counts.get(word, 0) + mark
    return NoteWords(found.total(), counts)


def _names(note: Note) -> str:
    return " ".join((note.question, field_words(note.description), *note.aliases))
