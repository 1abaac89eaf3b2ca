"""Where something stands in a text: spans in characters, places in lines and columns."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters (code points) of a document's text."""

    start: int
    end: int


def span_at(spans: Sequence[Span], place: int) -> Span | None:
    """Return which of `spans`, in order and apart from each other, holds the character at `place`."""
    last = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[last] if last >= 0 and place < spans[last].end else None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A range as people count it: lines and columns from 1, the end column one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    r"""The starts of a text's lines. Lines end at `\n` only, as YAML's and Python's other breaks differ."""

    __slots__ = ("_length", "_starts")

    def __init__(self, text: str) -> None:
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        self._starts = starts
        self._length = len(text)

    def place(self, span: Span) -> Place:
        """Return the lines and columns of `span`; offsets outside the text are moved to its ends."""
        line, column = self.position(span.start)
        end_line, end_column = self.position(max(span.start, span.end))
        return Place(line, column, end_line, end_column)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column, both from 1, of one offset."""
        offset = min(max(offset, 0), self._length)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """Return the span of a line from 1, its break included."""
        end = self._starts[line] if line < len(self._starts) else self._length
        return Span(self._starts[line - 1], end)

    def __len__(self) -> int:
        return len(self._starts)
