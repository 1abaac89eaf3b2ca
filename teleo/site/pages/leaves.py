"""Long lists in parts: a page for each, and the way from one to the next."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

MOST_ROWS = 300
"""Rows of a list on one page: about 15 kB compressed, and more than anybody reads at once."""

Shelf = TypeVar("Shelf", bound=Any)
"""A part of a list: a struct whose `rows` stand under a heading."""


class Leaf(Struct, frozen=True):
    """One part of a list: its address, its number from 1, and the addresses of all parts."""

    page: str
    number: int
    pages: tuple[str, ...]

    @property
    def before(self) -> str:
        """The address of the part before this one; empty for the first."""
        return self.pages[self.number - 2] if self.number > 1 else ""

    @property
    def after(self) -> str:
        """The address of the part after this one; empty for the last."""
        return self.pages[self.number] if self.number < len(self.pages) else ""

    @property
    def said(self) -> str:
        """Which part of how many this is; nothing when there is one."""
        return f"page {self.number} of {len(self.pages)}" if len(self.pages) > 1 else ""

    def titled(self, title: str) -> str:
        """Return the title of this part."""
        return title if self.number == 1 else f"{title}, {self.said}"


def leaves(page: str, shelves: Iterable[Shelf], most: int = MOST_ROWS) -> Iterator[tuple[Leaf, list[Shelf]]]:
    """Yield the parts of a list whose first part stands at `page`, a path that ends in `/index.html`.

    No part holds more than `most` rows; a shelf that does not fit goes on in the next part. Without shelves
    there is one part, an empty one.
    """
    parts = list(_parts(shelves, most)) or [[]]
    folder = page.removesuffix("index.html")
    pages = (page, *(f"{folder}{number}/index.html" for number in range(2, len(parts) + 1)))
    for number, part in enumerate(parts, 1):
        yield Leaf(pages[number - 1], number, pages), part


def _parts(shelves: Iterable[Shelf], most: int) -> Iterator[list[Shelf]]:
    part: list[Shelf] = []
    room = most
    for shelf in shelves:
        start = 0
        if not shelf.rows:
            part.append(shelf)
        while start < len(shelf.rows):
            if room == 0:
                yield part
                part, room = [], most
            end = min(len(shelf.rows), start + room)
            is_whole = end - start == len(shelf.rows)
            part.append(shelf if is_whole else replace(shelf, rows=shelf.rows[start:end]))
            room -= end - start
            start = end
    if part:
        yield part
