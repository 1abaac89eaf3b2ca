"""Compiled templates, kept in `__pycache__` beside their sources as Python keeps its own modules there."""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from teleo.cache import code_stamp

_DIGEST_BYTES = 32


class CompiledBeside(BytecodeCache):
    """Takes compiled templates from `__pycache__` in their own folder, and puts them there if it can be written to.

    Who can write there can change the templates themselves, so what lies there is trusted as they are; the user's
    cache folder holds nothing that runs. What was cut, or compiled from another text, by another Python or by
    another state of teleo, counts as none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "__pycache__"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of a template: the folder is its own, wherever it stands."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket`, unless there is nothing for it."""
        try:
            raw = self._file(bucket).read_bytes()
        except OSError:
            return
        body = raw[_DIGEST_BYTES:]
        if raw[:_DIGEST_BYTES] == _digest(bucket, body):
            bucket.code = marshal.loads(body)  # noqa: S302 - trusted as the templates beside it

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds, unless Python is told to write nothing beside its sources."""
        if sys.dont_write_bytecode or sys.pycache_prefix:
            return
        file, body = self._file(bucket), marshal.dumps(bucket.code)
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            temporary.write_bytes(_digest(bucket, body) + body)
            temporary.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"


def _digest(bucket: Bucket, body: bytes) -> bytes:
    return sha256(f"{code_stamp()}\0{bucket.checksum}\0".encode() + body).digest()
