"""What rules read of notes: those on the argument heads, headings and the names in links; those on links names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b

import msgspec

from teleo.model import Edge, Note
from teleo.rules.cf803_no_evidence import names_a_work

_ENCODER = msgspec.msgpack.Encoder()


def head_digest(note: Note) -> bytes:
    """Return a digest of all that a rule with `is_of_heads` may read of `note`.

    It is the text up to the body, so that places in the frontmatter are as they were, and of the body what
    makes titles and edges, without its places. Of a file with faults, or without frontmatter, it is all.
    """
    document = note.document
    is_plain = document.block is not None and not document.faults
    return _digest(
        note.path,
        document.text[: document.body.start] if is_plain else document.text,
        [(heading.level, heading.text) for heading in note.headings],
        [(link.kind, link.target, link.section, link.reason) for link in note.links],
        names_a_work(note),
    )


def names_digest(notes: Iterable[Note], meant: Mapping[str, Sequence[str]]) -> str:
    """Return a digest of all that a rule with `is_of_names` may read of other notes: what they are called, and
    which of them missing titles may have meant.
    """
    names = [(note.path, note.title, note.aliases, note.h1.text if note.h1 else "") for note in notes]
    return _digest(names, meant).hex()


def argument_digest(heads: Mapping[str, bytes], today: date, edges: Iterable[Edge]) -> bytes:
    """Return a digest of what those rules read of the vault: the notes' heads by path, the day, and the edges
    that no note states by itself.
    """
    return _digest(sorted(heads.items()), today, list(edges))


def _digest(*parts: object) -> bytes:
    return blake2b(_ENCODER.encode(parts), digest_size=32).digest()
