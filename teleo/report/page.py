"""The parts that pages for a terminal are made of: headings, clipped lines, columns, bars."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from teleo.report.visible import visible, width

ROOM = 100
"""The columns of a page, where no terminal is narrower."""

_LEAST_ROOM = 40
_LEAST_LAST = 20
"""The columns that the last cell of a row needs, lest nothing of it can be read."""

_LONGEST_BAR = 24
_BESIDE_BAR = 24
"""The columns of a bar that stands for all, and of what stands beside it."""


def room() -> int:
    """Return the columns of a page: those of the terminal that it is printed on, from 40 to `ROOM`; else `ROOM`."""
    if not sys.stdout.isatty():
        return ROOM
    return max(_LEAST_ROOM, min(ROOM, shutil.get_terminal_size((ROOM, 24)).columns))


def heading(text: str) -> str:
    """Return a heading with an empty line before it."""
    return f"\n{text}\n{'-' * width(text)}"


def clipped(text: str, most: int) -> str:
    """Return `text`, safe to print, in at most `most` columns, its end replaced by … where it does not fit."""
    shown = visible(text)
    if width(shown) <= most:
        return shown
    kept, used = [], 0
    for character in shown:
        used += width(character)
        if used >= most:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"


def wrapped(text: str, indent: str = "") -> str:
    """Return `text`, safe to print, over as many lines as it needs."""
    return textwrap.fill(visible(text), room(), initial_indent=indent, subsequent_indent=indent)


def columns(
    rows: Iterable[Sequence[str]], right: Iterable[int] = (), *, has_head: bool = False
) -> Iterator[str]:
    """Yield rows whose cells stand below each other, two spaces apart; the last column is clipped to fit.

    Where the others leave too little room for it, the cells of each row stand below its last one.

    Args:
        rows: cells as text, as many in every row.
        right: the columns, from 0, that are set flush right.
        has_head: whether the first row names the columns.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    if not cells:
        return
    flush = set(right)
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    left = room() - sum(wide + 2 for wide in widths[:-1]) - 2
    if left < min(_LEAST_LAST, widths[-1]):
        yield from _stacked(cells[1:], cells[0]) if has_head else _stacked(cells, [""] * len(widths))
        return
    for row in cells:
        *first, last = row
        padded = [
            " " * (wide - width(cell)) + cell if index in flush else cell + " " * (wide - width(cell))
            for index, (cell, wide) in enumerate(zip(first, widths, strict=False))
        ]
        start = "  " + "".join(f"{cell}  " for cell in padded)
        yield start + clipped(last, left)


def _stacked(rows: Iterable[Sequence[str]], names: Sequence[str]) -> Iterator[str]:
    """Yield the last cell of each row on a line of its own and the others, with their names, below it."""
    for *first, last in rows:
        yield clipped(f"  {last}", room())
        said = (f"{name} {cell}".strip() for name, cell in zip(names, first, strict=False) if cell)
        yield wrapped(", ".join(said), "    ")


def bar(share: float) -> str:
    """Return a bar whose length stands for `share`, from 0 to 1; any share above 0 shows."""
    longest = min(_LONGEST_BAR, room() - _BESIDE_BAR)
    return "█" * max(round(share * longest), 1 if share > 0 else 0)


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun in the right form; the plural ends in s unless given."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def more(total: int, shown: int, advice: str) -> Iterator[str]:
    """Yield a line that says how many entries are left out, if any are."""
    if total > shown:
        yield f"  … and {total - shown:,} more ({advice})"
