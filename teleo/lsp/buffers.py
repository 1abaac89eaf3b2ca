"""The texts that the editor holds, as its changes leave them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

from teleo.lsp.positions import BOM, Positions
from teleo.model import Lines

Change = types.TextDocumentContentChangePartial | types.TextDocumentContentChangeWholeDocument


@dataclass(frozen=True)
class Buffer:
    """One open text at one version; `uri` is written as the editor writes it."""

    uri: str
    text: str
    version: int | None

    @property
    def raw(self) -> bytes:
        """The bytes that saving the text would write."""
        return self.text.encode("utf-8", "replace")

    @property
    def has_bom(self) -> bool:
        """Whether the editor shows a byte order mark as part of the text."""
        return self.text.startswith(BOM)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    def changed(self, changes: Sequence[Change], version: int | None, encoding: str) -> "Buffer":
        """Return the buffer after the changes of one notification, each made to what the one before left."""
        buffer = self
        for change in changes:
            text = sound(change.text)
            if isinstance(change, types.TextDocumentContentChangePartial):
                span = Positions(buffer.text, buffer.lines, encoding).span(ordered(change.range))
                text = buffer.text[: span.start] + text + buffer.text[span.end :]
            buffer = Buffer(self.uri, text, version)
        return buffer


def sound(text: str) -> str:
    """Return `text` with halves of characters, which no file can hold, replaced one for one."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def ordered(range_: types.Range) -> types.Range:
    """Return a range with its ends in order."""
    start, end = range_.start, range_.end
    if (start.line, start.character) <= (end.line, end.character):
        return range_
    return types.Range(end, start)
