"""The text that is embedded for a note: a head that every chunk repeats, and a body cut into chunks."""

from dataclasses import dataclass
from hashlib import sha256

CHUNK_WORDS = 150
"""A chunk with its head stays within the 256 word pieces that small models read."""

MAX_CHUNKS = 32
"""A longer body is read at evenly spaced chunks, so that a huge note costs no more than a long one."""

CHUNKING = f"head+{CHUNK_WORDS}w-max{MAX_CHUNKS}-mean"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to embed."""

    head: str
    body: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to embed."""
        return not (self.head.strip() or self.body.strip())

    def key(self, fingerprint: str) -> bytes:
        """Return the 32 bytes under which the vector of this text by one model is kept."""
        parts = (fingerprint, CHUNKING, self.head, self.body)
        framed = b"".join(len(part).to_bytes(8, "big") + part for part in map(_encoded, parts))
        return sha256(framed).digest()


def chunks(passage: Passage) -> tuple[str, ...]:
    """Return the texts whose mean stands for the passage: at least one, at most `MAX_CHUNKS`."""
    words = passage.body.split()
    if not words:
        return (passage.head,)
    starts = range(0, len(words), CHUNK_WORDS)
    if len(starts) > MAX_CHUNKS:
        starts = range(0, len(words), len(words) // MAX_CHUNKS + 1)
    return tuple(f"{passage.head}\n{' '.join(words[start : start + CHUNK_WORDS])}" for start in starts)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
