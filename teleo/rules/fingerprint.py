"""Names a diagnostic so that it is known again after lines have moved."""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

from teleo.model import Diagnostic, Document
from teleo.rules import BY_CODE

_ROOM = 500

_QUOTING = str.maketrans("", "", "'\"\\")
"""What `teleo fmt` may take away around a text and in it."""


def fingerprints(diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return a name for each diagnostic, in their order, 32 hexadecimal digits long.

    It is made of the code, the path and the text that the diagnostic points to, spaces and quotes aside, but for what
    a note lacks; the second diagnostic of one such kind counts as the second. Lines may move, entries may lose needless
    quotes, and messages may be worded anew.
    `documents` are those that the diagnostics are in, by path.
    """
    seen: Counter[str] = Counter()
    names = []
    for item in diagnostics:
        key = "\0".join((item.code, item.path, _text(item, documents.get(item.path))))
        seen[key] += 1
        names.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return tuple(names)


def span_of(document: Document, diagnostic: Diagnostic) -> tuple[int, int]:
    """Return the offsets into the document's text of a diagnostic's place."""
    place = diagnostic.place
    lines = document.lines
    start = lines.line_span(min(place.line, len(lines))).start + place.column - 1
    end = lines.line_span(min(place.end_line, len(lines))).start + place.end_column - 1
    return start, end


def _text(item: Diagnostic, document: Document | None) -> str:
    if document is None or _is_of_a_lack(item.code):
        return ""
    start, end = span_of(document, item)
    return " ".join(document.text[start:end][: 2 * _ROOM].translate(_QUOTING)[:_ROOM].split())


def _is_of_a_lack(code: str) -> bool:
    rule = BY_CODE.get(code)
    return rule is not None and rule.is_of_a_lack
