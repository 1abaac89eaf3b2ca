"""Positions as the protocol counts them, in code units of UTF-8, UTF-16 or UTF-32, and as teleo does."""

from dataclasses import dataclass

from lsprotocol import types

from teleo.model import Document, Lines, Place, Span

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions of one text.

    Lines end at line feeds; a carriage return before one belongs to the break. `has_lead` says that the editor
    holds a byte order mark before the text, which counts on the first line.
    """

    text: str
    lines: Lines
    encoding: str
    has_lead: bool = False

    def offset(self, position: types.Position) -> int:
        """Return the character that a position stands before; one outside the text is moved to its line's end."""
        if position.line >= len(self.lines):
            return len(self.text)
        if position.line < 0:
            return 0
        span = self.lines.line_span(position.line + 1)
        line = self.text[span.start : span.end]
        if line.endswith("\n"):
            line = line[:-1].removesuffix("\r")
        units = position.character - (self._lead if position.line == 0 else 0)
        return span.start + characters(line, max(units, 0), self.encoding)

    def position(self, offset: int) -> types.Position:
        """Return the position of a character."""
        line, column = self.lines.position(offset)
        return self._position(line, column)

    def range(self, span: Span) -> types.Range:
        """Return the range of a span."""
        return types.Range(self.position(span.start), self.position(max(span.start, span.end)))

    def span(self, range_: types.Range) -> Span:
        """Return the span of a range."""
        start = self.offset(range_.start)
        return Span(start, max(start, self.offset(range_.end)))

    def range_of(self, place: Place) -> types.Range:
        """Return the range of a place."""
        return types.Range(
            self._position(place.line, place.column), self._position(place.end_line, place.end_column)
        )

    @property
    def whole(self) -> types.Range:
        """The range of the whole text."""
        return self.range(Span(0, len(self.text)))

    @property
    def _lead(self) -> int:
        return units_of(BOM, self.encoding) if self.has_lead else 0

    def _position(self, line: int, column: int) -> types.Position:
        if line > len(self.lines):
            return self.position(len(self.text))
        span = self.lines.line_span(line)
        before = self.text[span.start : min(span.start + column - 1, span.end)]
        lead = self._lead if line == 1 else 0
        return types.Position(line - 1, lead + units_of(before, self.encoding))


def positions_of(document: Document, encoding: str, *, has_lead: bool = False) -> Positions:
    """Return the positions of a document's text."""
    return Positions(document.text, document.lines, encoding, has_lead)


def units_of(text: str, encoding: str) -> int:
    """Return how many code units `text` takes in an encoding: `utf-8`, `utf-16` or `utf-32`."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "replace"))
    return len(text.encode("utf-16-le", "replace")) // 2


def characters(line: str, units: int, encoding: str) -> int:
    """Return how many characters of `line` lie within its first code units; half a character is none."""
    if encoding == "utf-32" or line.isascii():
        return min(units, len(line))
    if encoding == "utf-8":
        return len(line.encode("utf-8", "replace")[:units].decode("utf-8", "ignore"))
    return len(line.encode("utf-16-le", "replace")[: 2 * units].decode("utf-16-le", "ignore"))
