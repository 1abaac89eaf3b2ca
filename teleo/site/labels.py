"""Labels of notes on a map: the beginning of a title in short lines."""

import re
from collections.abc import Iterator

_LABEL_CHARACTERS = 18
_LABEL_LINES = 3

# What is not below them: a set with all that is above takes five milliseconds to compile.
_WIDE = re.compile("[^\0-\u2e7f]")
"""Letters that take the room of two: those of Chinese, Japanese and Korean, and small pictures."""

_PIECE = re.compile("[^\0-\u2e7f][\ufe0f、。，．；：！？）」』】》]*|[\0-\u2e7f]+")
"""What stands together in a line: a wide letter with the stops behind it, other letters up to the next wide one."""


def beginning(text: str, most: int) -> str:
    """Return the words of a text that fit into so many characters; of a first word that is longer, its beginning.

    `beginning` in `site/src/labels.js` is its twin.
    """
    if len(text) > most:
        cut = text.rfind(" ", 0, most + 1)
        text = text[: cut if cut > 0 else most]
    return text.rstrip(" ,;:")


def label_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a label: at most three, the last one cut with an ellipsis."""
    if not title.isascii() and _WIDE.search(title):
        return _wide_lines(title)
    lines: list[str] = []
    line = ""
    for word in title.split():
        if line and len(line) + 1 + len(word) > _LABEL_CHARACTERS:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
        if len(lines) == _LABEL_LINES:
            break
    if len(lines) < _LABEL_LINES:
        lines.append(line)
    elif line:
        lines[-1] = beginning(lines[-1], _LABEL_CHARACTERS - 1) + "…"
    return tuple(one if len(one) <= _LABEL_CHARACTERS + 2 else one[:_LABEL_CHARACTERS] + "…" for one in lines)


def _wide_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a label with wide letters, before and after which a line may end."""
    lines = [""]
    for gap, piece in _pieces(title):
        if lines[-1] and _width(lines[-1] + gap + piece) > _LABEL_CHARACTERS:
            if len(lines) == _LABEL_LINES:
                lines[-1] = _within(lines[-1], _LABEL_CHARACTERS - 1).rstrip(" ,;:") + "…"
                break
            lines.append(piece)
        else:
            lines[-1] += gap + piece if lines[-1] else piece
    return tuple(
        one if _width(one) <= _LABEL_CHARACTERS + 2 else _within(one, _LABEL_CHARACTERS) + "…"
        for one in lines
    )


def _pieces(title: str) -> Iterator[tuple[str, str]]:
    """Yield what stands together, each piece behind the space that parts it from the one before it."""
    for word in title.split():
        for number, piece in enumerate(_PIECE.findall(word)):
            yield "" if number else " ", piece


def _width(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _within(text: str, most: int) -> str:
    """Return the beginning of a text that takes the room of so many letters."""
    while _width(text) > most:
        text = text[: -max(1, (_width(text) - most) // 2)]
    return text
