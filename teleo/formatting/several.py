"""Tells the links of an entry that holds several and nothing else."""

import re

_LINK = r"""(["']?)\[\[[^\[\]\n]+\]\]\{}"""
_SEVERAL = re.compile(rf"{_LINK.format(1)}(?:[ \t]*[,;][ \t]*{_LINK.format(2)})+[ \t]*[,;]?")
_ONE = re.compile(r"\[\[[^\[\]\n]+\]\]")


def several_links(text: str) -> tuple[str, ...]:
    """Return the links, in order, of a text that is two or more with commas between; none of any other text."""
    return tuple(_ONE.findall(text)) if text and _SEVERAL.fullmatch(text.strip()) else ()
