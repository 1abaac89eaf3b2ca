"""The works that source notes are about, as BibTeX and as CSL-JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from teleo.export.view import View, writable
from teleo.graph.dates import day
from teleo.model import Note, NoteType, Value, slug

_SPECIAL: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts a brace behind a backslash like any other, so that a lone one would swallow what follows.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_BEFORE_DOI = re.compile(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_NAME = re.compile(r"[^\s,]+(?: [^\s,]+)?, ([^\W\d_][^\s,]*(?: [^\s,]+){0,3})")
_OTHERS = frozenset({"others", "et al.", "et al"})
_AND = re.compile(r"\s+and\s+")
_OFFICE = re.compile(r"\b(?:of|for)\b")
"""What the names of institutes hold, as in `Institute of Standards and Technology`, and those of people do not."""
_FIELD = (
    "Aeronautics|Agricultur(?:e|al)|Alcohol|Arts?|Business|Climate|Commerce|Defen[cs]e|Drugs?|Economics?|Education|Energy"
    "|Environment(?:al)?|Fish|Fisheries|Food|Forest(?:ry)?|Health|Housing|Industry|Information|Infrastructure|Justice"
    "|Labou?r|Medicines?|Oceanic|Population|Research|Safety|Sciences?|Securities|Standards|Statistics|Technology|Trade"
    "|Transport|Water|Weather|Wildlife"
)
_LEVEL = (
    r"Federal|Global|International|National|Royal|State|World|U\.?K\.?|U\.?S\.?|Dutch|French"
    "|[A-Z][a-z]+(?:an|ish|ese)"
)
_BODY = (
    "Academy|Administration|Agency|Association|Authority|Board|Bureau|Cent(?:er|re)|Commission|Committee|Corporation|Council"
    "|Department|Executive|Foundation|Institute|Laborator(?:y|ies)|Ministry|Office|Organi[sz]ation|Services?|Society|Unit"
)
_FIELDS_OF_A_BODY = re.compile(
    rf"(?:[Tt]he )?(?:(?:{_LEVEL}) )*(?:{_FIELD})\s+and\s+(?:[A-Z]\w+ )+(?:{_BODY})"
)
"""The name of a body that is called by what it is for, as in `Food and Drug Administration`: nobody is called Food."""

_KINDS: Mapping[str, str] = {
    "book": "book",
    "paper": "article-journal",
    "article": "article-journal",
    "report": "report",
    "post": "post-weblog",
    "blog": "post-weblog",
    "thesis": "thesis",
    "video": "motion_picture",
}
"""The CSL type of the first of these words that a note's `format` holds."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a work: a person of two names, or a name to be taken as it stands, when `given` is empty."""

    family: str
    given: str = ""

    @property
    def is_others(self) -> bool:
        """Whether this stands for all who are not named."""
        return not self.given and self.family.casefold() in _OTHERS

    @property
    def shown(self) -> str:
        """The name in the order of speech."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited work as its note describes it; empty where the note is silent. `date` is `2026`, `2026-03` or
    a whole day.
    """

    key: str
    title: str
    authors: tuple[Author, ...]
    publisher: str
    date: str
    accessed: str
    url: str
    doi: str
    kind: str
    description: str


def write_bibtex(view: View) -> str:
    """Return an entry for each source note, sorted by id."""
    return "\n".join(_entry(work) for work in _works(view))


def write_csl_json(view: View) -> str:
    """Return an item for each source note, sorted by id."""
    return json.dumps([_item(work) for work in _works(view)], ensure_ascii=False, indent=1) + "\n"


def cited(note: Note, key: str = "") -> Cited:
    """Return the work that a source note is about."""
    data = note.document.fields.data
    return Cited(
        key,
        writable(note.title),
        tuple(_authors(data.get("authors") or data.get("author"))),
        writable(_text(data, "publisher")),
        _day(_text(data, "date", "published", "year")),
        _day(_text(data, "accessed")),
        writable(_text(data, "url")),
        _BEFORE_DOI.sub("", writable(_text(data, "doi")), count=1),
        _text(data, "format").casefold(),
        writable(note.description),
    )


def _works(view: View) -> Iterator[Cited]:
    taken: set[str] = set()
    for note in view.notes:
        if note.type is NoteType.SOURCE:
            key = stem = slug(note.title)[:40].strip("-") or "source"
            number = 2
            while key in taken:
                key, number = f"{stem}-{number}", number + 1
            taken.add(key)
            yield cited(note, key)


def _entry(work: Cited) -> str:
    found = _DATE.match(work.date)
    fields = {
        "title": f"{{{_latex(work.title)}}}",
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "year": found.group(1) if found else "",
        "month": found.group(2) or "" if found else "",
        "publisher": _latex(work.publisher),
        "doi": _verbatim(work.doi),
        "url": _verbatim(work.url),
        "urldate": work.accessed,
        "note": _latex(work.description),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{'book' if work.kind == 'book' else 'misc'}{{{work.key},\n{lines}\n}}\n"


def _bibtex_name(author: Author) -> str:
    if author.is_others:
        return "others"
    if author.given:
        return f"{_latex(author.family)}, {_latex(author.given)}"
    return f"{{{_latex(author.family)}}}"


def _verbatim(address: str) -> str:
    """Return an address for a field that is not set as LaTeX, where an escape would be a part of it."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", address)


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _item(work: Cited) -> dict[str, object]:
    kind = next(
        (name for word, name in _KINDS.items() if word in work.kind), "webpage" if work.url else "document"
    )
    fields: dict[str, object] = {
        "id": work.key,
        "type": kind,
        "title": work.title,
        "author": [
            {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
            for author in work.authors
        ],
        "publisher": work.publisher,
        "issued": _parts(work.date),
        "accessed": _parts(work.accessed),
        "DOI": work.doi,
        "URL": work.url,
        "abstract": work.description,
    }
    return {name: value for name, value in fields.items() if value}


def _parts(date: str) -> dict[str, list[list[int]]]:
    found = _DATE.match(date)
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else {}


def _authors(value: Value) -> Iterator[Author]:
    """Yield the authors of a list or of a text; what is neither `Last, First` nor a list is one name.

    A text with commas is a list where each of its parts is `Last, First`, as BibTeX writes authors.
    """
    names = value if isinstance(value, list) else [value]
    for name in names:
        if isinstance(name, str) and name.strip():
            parts = [_author(part.strip()) for part in _parted(name) if part.strip()]
            is_list = "," not in name or all(part.given or part.is_others for part in parts)
            yield from parts if is_list else [_author(name.strip())]


def _parted(text: str) -> Iterator[str]:
    for part in text.split(";"):
        is_one = _OFFICE.search(part) or _FIELDS_OF_A_BODY.fullmatch(part.strip())
        yield from [part] if is_one else _AND.split(part)


def _author(name: str) -> Author:
    found = _NAME.fullmatch(name)
    if found and all(word[0].isupper() for word in (found[1].split()[0], found[1].split()[-1])):
        family, _, given = name.partition(", ")
        return Author(writable(family), writable(given))
    return Author(writable(name))


def _day(text: str) -> str:
    """Return what `text` begins with of a day that the calendar has: the month of `2026-03-00`, or the year."""
    found = _DATE.match(text)
    if found is None:
        return ""
    return next((part for part in (found.group(), found.group()[:7]) if day(part)), found.group(1))


def _text(data: Mapping[str, Value], *names: str) -> str:
    for name in names:
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
