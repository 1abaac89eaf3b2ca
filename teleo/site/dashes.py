"""Keeps the two hyphens that many write for a dash on one line: browsers break a line between them."""

import re

from teleo.site.cleaning import ATTRIBUTES

_DASH = re.compile(
    rf"<(code|pre)\b[^>]*>.*?</\1>|</?[a-z][a-z0-9]*{ATTRIBUTES}>|(?<=[\s\w>])-{{2,3}}(?=[\s\w<])", re.DOTALL
)


def with_whole_dashes(page: str) -> str:
    """Return sanitised HTML in which no line ends within a dash of two or three hyphens; code stays as it is."""
    return _DASH.sub(_whole, page)


def _whole(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("<") else f'<span class="nowrap">{match[0]}</span>'
