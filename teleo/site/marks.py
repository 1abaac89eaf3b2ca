"""Sets what an author marked as `==these words==`, as Obsidian and many other editors do."""

import re

from teleo.model import Document, Span, span_at
from teleo.site.cleaning import ATTRIBUTES
from teleo.vault.markdown import code_spans

HELD = "\ue004"
"""Stands for an equals sign behind a backslash, which marks nothing."""

_TAG = rf"<(?:/?[a-z][a-z0-9]*){ATTRIBUTES}>"
_WORDS = rf"(?![\s=])((?:(?!<(?:code|pre)\b){_TAG}|[^<\n=]|=(?!=))+)(?<!\s)"
_MARKED = re.compile(
    rf"<(code|pre)\b[^>]*>.*?</\1>|{_TAG}|(?<![A-Za-z0-9=!;])=={_WORDS}==(?![A-Za-z0-9=])", re.DOTALL
)
_BOUNDARY = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_NAMES = "a em strong del s sub sup span kbd abbr b i u q cite small var samp ins"
_INLINE = frozenset(_NAMES.split())
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*(\\=)(?:(?=\\?=)|(?<==\\=))")
_HELD = re.compile(rf"<code\b[^>]*>.*?</code>|{HELD}", re.DOTALL)


def escaped_signs(document: Document) -> tuple[Span, ...]:
    """Return where an equals sign behind a backslash stands beside another one, outside of blocks of code."""
    if "\\=" not in document.text or HELD in document.text:
        return ()
    body = document.body
    found = [Span(*one.span(1)) for one in _ESCAPED.finditer(document.text, body.start, body.end)]
    code = code_spans(document) if found else ()
    return tuple(span for span in found if span_at(code, span.start) is None)


def with_signs(page: str) -> str:
    """Return HTML in which the signs that were held are written again; in code with the backslash."""
    return _HELD.sub(lambda match: "=" if match[0] == HELD else match[0].replace(HELD, "\\="), page)


def with_marks(page: str) -> str:
    """Return sanitised HTML in which words between `==` and `==` of one line are marked; code stays as it is.

    A comparison, as in `a==b` or `a == b`, opens no mark, and none holds a part of another element.
    """
    return _MARKED.sub(_marked, page)


def _marked(match: re.Match[str]) -> str:
    words = match[2]
    return match[0] if words is None or not _is_whole(words) else f"<mark>{words}</mark>"


def _is_whole(words: str) -> bool:
    """Return whether each element that begins in a text ends in it, and none is a block or code."""
    within: list[str] = []
    for closing, name in _BOUNDARY.findall(words):
        if name not in _INLINE or (closing and (not within or within.pop() != name)):
            return False
        if not closing:
            within.append(name)
    return not within
