"""Makes text from a vault safe to print: nothing in it moves the cursor, sets colours or hides."""

import re
import unicodedata

_JOINED = re.compile("(?<=[^\x00-\u02ff\u2000-\u206f])([\u200c\u200d])(?=[^\x00-\u02ff\u2000-\u206f])")
"""A joiner within an emoji or a word of a script that needs it, which is part of what is seen."""

_SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")


def visible(text: str) -> str:
    """Return `text` on one line; breaks and tabs become spaces, what cannot be seen its code point."""
    if text.isascii() and text.isprintable():
        return text
    parts = _JOINED.split(text)
    return "".join(part if place % 2 else "".join(map(_shown, part)) for place, part in enumerate(parts))


def width(text: str) -> int:
    """Return the columns that `text` takes in a terminal: two for wide characters, none for marks and joiners."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character in _SPACES or unicodedata.category(character) == "Zs":
        return " "
    return f"<U+{ord(character):04X}>"


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
