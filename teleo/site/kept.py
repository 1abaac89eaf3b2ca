"""What a build remembers of the last one into the same folder: from what its files were made, and their states."""

import os
from collections.abc import Callable
from hashlib import blake2b
from typing import TypeVar

import msgspec
from msgspec.msgpack import Decoder

from teleo.cache import Cache, Pack
from teleo.site.output import File, Output
from teleo.site.shape import Shape

T = TypeVar("T")
_ENCODER = msgspec.msgpack.Encoder()


class Kept:
    """What is remembered of the files of `output`, and of the vault that has this shape, drafts among its notes.

    `drawings` holds what is the same in every folder that the vault's site is built into, and takes long to make.
    """

    def __init__(self, cache: Cache, output: Output, shape: Shape) -> None:
        folder = blake2b(os.fsencode(output.folder), digest_size=6).hexdigest()
        self._output = output
        self._shape = shape
        self._pack: Pack = cache.pack(f"site-{folder}")
        self.drawings: Pack = cache.pack("drawings")

    @property
    def shape(self) -> bytes:
        """The shape of the vault."""
        return self._shape.digest

    def files(
        self, name: str, digest: bytes, decoder: Decoder[T], of: Callable[[T], tuple[File, ...]]
    ) -> T | None:
        """Return what is remembered under `name`, if it was made from what has this digest and the files that
        `of` finds in it are as they were left; they stay.
        """
        row = self.get(name, digest, decoder)
        return row if row is not None and self._output.keep(of(row)) else None

    def get(self, name: str, digest: bytes, decoder: Decoder[T]) -> T | None:
        """Return what is remembered under `name`, if it was made from what has this digest."""
        return self._pack.read(name, digest, decoder)

    def put(self, name: str, digest: bytes, row: object) -> None:
        """Remember `row` under `name` as made from what has this digest."""
        self._pack.put(name, digest, _ENCODER.encode(row))

    def save(self) -> None:
        """Keep what is remembered for the next build."""
        self._pack.save()
        self.drawings.save()
