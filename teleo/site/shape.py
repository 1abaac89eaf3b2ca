"""The shape of a vault: all of its notes save the running text, which only a note's own page and few others show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import msgspec

from teleo.cache import Cache
from teleo.graph.multigraph import Graph
from teleo.graph.strength import strengths
from teleo.model import Note, Relation
from teleo.site.blocks import named_blocks
from teleo.vault.reader import Vault

_STRENGTHS = msgspec.msgpack.Decoder(dict[str, float])
_ROW = msgspec.msgpack.Decoder(bytes)
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True)
class Shape:
    """The shape of a vault, and what follows from it and was kept."""

    vault: Vault
    cache: Cache

    @cached_property
    def digest(self) -> bytes:
        """The digest of the shape."""
        return shape_of(self.vault, self.cache)

    def strengths(self, graph: Graph, base: Mapping[str, float]) -> Mapping[str, float]:
        """Return the strengths of the notes of the vault's graph, from the last time if its shape is the same."""
        pack = self.cache.pack("strengths")
        found = pack.derived("", self.digest, _STRENGTHS, lambda: dict(strengths(graph, base).values))
        pack.save()
        return found


def shape_of(vault: Vault, cache: Cache) -> bytes:
    """Return a digest of the shape of a vault; of notes that did not change it is known from the last time."""
    pack = cache.pack("shapes")
    known: list[bytes] = [
        pack.derived(note.path, bytes.fromhex(note.document.digest), _ROW, _of(note)) for note in vault.notes
    ]
    pack.save()
    return blake2b(b"".join(known)).digest()


def _of(note: Note) -> Callable[[], bytes]:
    return lambda: note_shape(note)


def note_shape(note: Note) -> bytes:
    """Return a digest of a note's fields, headings, names of blocks, links and entries, in order, not their places.

    Challenges are told in the order of their lines, so that these are in it, from that of the first on.
    """
    document = note.document
    parts = (
        (
            note.id,
            note.path,
            note.title,
            note.type,
            note.type_name,
            note.confidence,
            note.status,
            note.domain,
        ),
        (note.description, note.question, note.source, note.created, note.last_evaluated, note.is_draft),
        (note.aliases, note.responses, note.secondary_domains, document.fields.data),
        [(heading.level, heading.text) for heading in note.headings],
        [block.name for block in named_blocks(document)],
        [
            (link.kind.value, link.target, link.fragment, link.shown, link.section.value, link.reason)
            for link in note.links
        ],
        [
            (entry.field, entry.relation.value, entry.is_inverse, entry.target, entry.is_linked)
            for entry in note.entries
        ],
        [(entry.date, entry.reason) for entry in note.entries],
        _challenge_lines(note),
    )
    return blake2b(repr(parts).encode("utf-8", "replace"), digest_size=16).digest()


def _challenge_lines(note: Note) -> list[int]:
    spans = [
        entry.span for entry in note.entries if entry.relation is Relation.CHALLENGES and entry.is_inverse
    ]
    lines = [note.document.lines.position(span.start)[0] for span in spans]
    return [line - lines[0] for line in lines]
