"""A file as it was read: its text, its frontmatter with the span of each part, and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from teleo.model.span import Lines, Place, Span

Value = str | bool | None | list["Value"] | dict[str, "Value"]
KeyPath = tuple[str | int, ...]
BOM = b"\xef\xbb\xbf"
"""The byte order mark of UTF-8."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file that reading it found; the rule of the same code reports it."""

    code: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Fields:
    """A frontmatter mapping with the spans of its keys and values.

    `data` holds text for every scalar save `true`, `false` and null: numbers and dates stay as the file
    writes them. `spans` and `keys` are indexed by the path to a value, such as `("supports", 0)`.
    """

    data: Mapping[str, Value]
    spans: Mapping[KeyPath, Span]
    keys: Mapping[KeyPath, Span]

    def span(self, *path: str | int) -> Span | None:
        """Return the span of the value at `path`, or of its nearest enclosing value that has one."""
        while path:
            if path in self.spans:
                return self.spans[path]
            path = path[:-1]
        return None

    def key(self, *path: str | int) -> Span | None:
        """Return the span of the key at `path`."""
        return self.keys.get(path)


NO_FIELDS = Fields({}, {}, {})


@dataclass(frozen=True)
class Document:
    """One Markdown file, read and split.

    `text` is the file without its byte order mark. `block` is the frontmatter between its fences, `None`
    when there is none; `body` runs from the line after the closing fence to the end.
    """

    path: str
    text: str
    digest: str
    body: Span
    block: Span | None = None
    fields: Fields = NO_FIELDS
    faults: tuple[Fault, ...] = field(default=())
    has_bom: bool = False

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @property
    def body_text(self) -> str:
        """The text after the frontmatter."""
        return self.text[self.body.start : self.body.end]

    def encoded(self, text: str) -> bytes:
        """Return `text` as the bytes of this file would hold it, behind a byte order mark where there is one."""
        return (BOM if self.has_bom else b"") + text.encode("utf-8", "surrogatepass")

    def writes_key(self, name: str) -> bool:
        """Return whether a line of the frontmatter begins with a key, though it may not be readable as YAML."""
        key = re.compile(rf"^(['\"]?){re.escape(name)}\1[ \t]*:", re.MULTILINE)
        return self.block is not None and key.search(self.text, self.block.start, self.block.end) is not None

    def place(self, span: Span | None) -> Place:
        """Return the lines and columns of `span`; the file's first character stands for `None`."""
        return self.lines.place(span or Span(0, 0))
