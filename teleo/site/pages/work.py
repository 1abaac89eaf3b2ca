"""What a source note states of the work that it is about: who wrote it, when it appeared, where it is found."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from markupsafe import Markup

from teleo.model import Note, NoteType
from teleo.model.document import Value
from teleo.site.away import away
from teleo.site.catalogue import bare
from teleo.site.pages.sections import Fact

MOST_AUTHORS = 8
"""Authors that are named; of more, the first of them and how many are left."""

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[\w.]+/\S+)", re.IGNORECASE)


def work_facts(note: Note) -> Iterator[Fact]:
    """Yield what a source note states of its work; of any other note nothing.

    An address that is none of the web is shown and leads nowhere.
    """
    if note.type is not NoteType.SOURCE:
        return
    data = note.document.fields.data
    yield Fact("By", _authors(data.get("authors") or data.get("author")))
    yield Fact(
        "Published",
        ", ".join(filter(None, (_text(data, "publisher"), _text(data, "date", "published", "year")))),
    )
    yield Fact("Format", _text(data, "format"))
    yield Fact("Found at", web_address(_text(data, "url")))
    doi = _text(data, "doi")
    found = _DOI.fullmatch(doi)
    yield Fact("DOI", away(f"https://doi.org/{found[1]}", found[1]) if found else doi)
    yield Fact("Read", _text(data, "accessed"))


def web_address(text: str) -> str | Markup:
    """Return a text that is an address of the web as a link, and any other as it is."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    is_web = (
        parts.scheme in ("http", "https") and bool(parts.netloc) and text.isprintable() and " " not in text
    )
    return away(text, text) if is_web else text


def _authors(value: Value) -> str:
    names = [bare(name) for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]
    left = len(names) - MOST_AUTHORS
    return "; ".join(names[:MOST_AUTHORS]) + (f" and {left} more" if left > 0 else "")


def _text(data: Mapping[str, Value], *names: str) -> str:
    """Return the first of some fields that is a text."""
    texts = (value.strip() for name in names if isinstance(value := data.get(name), str))
    return next(filter(None, texts), "")
