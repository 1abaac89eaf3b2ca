"""Digests of all that a note's page and its twins are made from: one that is what it was needs no new page.

What `pages/note.py` and `twins.py` read has to be named here; `tests/site/test_again.py` builds after random edits
and holds the outcome against a fresh site.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import msgspec
from msgspec import Struct

from teleo.links.related import RelatedNote
from teleo.model import Note
from teleo.quantities.result import Result
from teleo.site.anchors import anchor
from teleo.site.argument import DEEPEST, is_branch
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue, Tie
from teleo.site.history import Past
from teleo.site.neighbourhood import MOST_NEIGHBOURS, arguments, is_chord
from teleo.site.pages.note import MOST_MENTIONS
from teleo.site.sentences import mention_source

# An address in raw HTML is no link of the note; what it leads to may be any note.
_RAW_LINK = re.compile(r"<a\s", re.IGNORECASE)
_ENCODER = msgspec.msgpack.Encoder()


class Reach(Struct, frozen=True):
    """What the links and fields of a note lead to, in order: an id, or how many notes answer; and the ids of all
    notes of which its page may show something.
    """

    named: list[str | int]
    near: set[str]


@dataclass(frozen=True)
class NoteKeys:
    """The digests of a site's notes. `shared` is a digest of what all pages show around their own text."""

    catalogue: Catalogue
    shared: bytes

    def reach(self, note: Note, related: Sequence[RelatedNote], results: Sequence[Result]) -> Reach:
        """Return what the links of `note` lead to, and all notes of which its page may show something."""
        catalogue = self.catalogue
        named = [*self._named(note), *(id_ for one in results for _, id_ in catalogue.cited(note, one.src))]
        near = {
            *(tie.other for tie in catalogue.ties[note.id]),
            *(one.id for one in related if one.id in catalogue.cards),
            *catalogue.answers.get(note.id, ()),
            *catalogue.effective[note.id].witness,
            *(target for target in named if isinstance(target, str)),
            *(id_ for id_ in _of_numbers(results) if id_ in catalogue.cards),
        }
        return Reach(named, near)

    def key(
        self,
        note: Note,
        reach: Reach,
        related: Sequence[RelatedNote],
        results: Sequence[Result],
        used: Sequence[str],
        past: Past | None,
    ) -> bytes:
        """Return the digest of all that the page of `note` is made from.

        Args:
            note: the note.
            reach: what it leads to.
            related: the notes near it.
            results: its quantities.
            used: those of them that are inputs of others.
            past: its history.
        """
        catalogue, id_ = self.catalogue, note.id
        effective = catalogue.effective[id_]
        ties = catalogue.ties[id_]
        others = list(dict.fromkeys(tie.other for tie in ties))
        return digest_of(
            self.shared,
            note.path,
            note.document.digest,
            self._arguments[id_],
            [(other, self._seen[other]) for other in sorted(reach.near)],
            [_tie(tie) for tie in ties],
            [self._chords[other] for other in others],
            [self._arguing[other] for other in others] if len(others) > MOST_NEIGHBOURS else (),
            (effective.rank, effective.witness, effective.weakest, catalogue.strengths.get(id_)),
            catalogue.prose[id_],
            catalogue.faults.get(note.path, ()),
            [domain in catalogue.domains for domain in note.secondary_domains],
            reach.named,
            self._places(note),
            self._mentions(note),
            catalogue.answers.get(id_, ()),
            [(one.id, one.title, one.similarity, one.is_linked) for one in related],
            results,
            used,
            past,
            self._names if _RAW_LINK.search(note.document.body_text) else b"",
        )

    def near(self, note: Note, reach: Reach) -> list[str]:
        """Return the ids of all other notes whose text, beyond their shape, the page of `note` may show."""
        mentioned = (origin.id for origin, _ in self.catalogue.mentions.get(note.id, ()))
        return sorted({*reach.near, *mentioned})

    def _named(self, note: Note) -> list[str | int]:
        """Return what the note's links and fields lead to, in order: an id, or how many notes answer."""
        catalogue = self.catalogue
        found = [catalogue.resolve(note, link) for link in note.links]
        found += catalogue.field_links(note)
        question = catalogue.question_note(note)
        return [len(one.ids) if one.id is None else one.id for one in found] + [question or 0]

    def _places(self, note: Note) -> list[bool]:
        """Return which of the headings and numbers that the note's links name there are."""
        catalogue = self.catalogue
        found = ((link.fragment, catalogue.resolve(note, link).id) for link in note.links if link.fragment)
        return [id_ is not None and anchor(named) in catalogue.anchors(id_) for named, id_ in found]

    def _mentions(self, note: Note) -> list[tuple[bytes, str, str, str]]:
        said = self.catalogue.mentions.get(note.id, ())[:MOST_MENTIONS]
        return [(self._seen[origin.id], *mention_source(origin, link), link.shown) for origin, link in said]

    @cached_property
    def _seen(self) -> Mapping[str, bytes]:
        """For each note, what the pages of others may show of it."""
        words = self.catalogue.effective_words
        return {
            note.id: digest_of(
                card_facts(self.catalogue.cards[note.id]), note.title, note.confidence, words.get(note.id)
            )
            for note in self.catalogue.vault.notes
        }

    @cached_property
    def _chords(self) -> Mapping[str, bytes]:
        """For each note, the ties that a map may draw between it and a third note."""
        return {
            id_: digest_of([(tie.other, tie.relation) for tie in ties if is_chord(tie)])
            for id_, ties in self.catalogue.ties.items()
        }

    @cached_property
    def _arguing(self) -> Mapping[str, int]:
        """For each note, how many of its ties argue, by which a map of many neighbours chooses."""
        return {id_: arguments(ties) for id_, ties in self.catalogue.ties.items()}

    @cached_property
    def _arguments(self) -> Mapping[str, bytes]:
        """For each note, what its argument tree may show: round by round the notes one branch further on."""
        branches = {
            id_: [(tie.name, tie.other) for tie in ties if is_branch(tie)]
            for id_, ties in self.catalogue.ties.items()
        }
        found = {id_: digest_of(self._seen[id_], own) for id_, own in branches.items()}
        for _ in range(DEEPEST):
            found = {
                id_: digest_of(found[id_], [found[other] for _, other in own])
                for id_, own in branches.items()
            }
        return found

    @cached_property
    def _names(self) -> bytes:
        return digest_of(
            [
                (note.id, note.aliases, sorted(self.catalogue.anchors(note.id)))
                for note in self.catalogue.vault.notes
            ],
            list(self._seen.values()),
        )


def _of_numbers(results: Iterable[Result]) -> Iterator[str]:
    """Yield the notes of the numbers that others are taken from or are in conflict with."""
    for result in results:
        yield from (one.reference[0] for one in result.inputs if one.reference is not None)
        yield from (place.note for problem in result.problems for place in problem.elsewhere)


def _tie(tie: Tie) -> tuple[object, ...]:
    return tie.other, tie.is_outward, tie.edge


def card_facts(card: Card) -> tuple[str, ...]:
    """Return what of a card its other parts follow from."""
    # Heading, glyph, lead and label follow from these.
    return card.page, card.title, card.tone, card.kind, card.state, card.description


def digest_of(*parts: object) -> bytes:
    """Return a digest of values that MessagePack holds."""
    return blake2b(_ENCODER.encode(parts), digest_size=16).digest()
