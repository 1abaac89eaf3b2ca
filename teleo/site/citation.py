"""How a note is cited: its permanent address, the commit it was read at, an entry for a bibliography."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from teleo.graph.dates import last_judged
from teleo.model import Note

_SPECIAL: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
"""BibTeX counts braces even after a backslash, so that they are written by name."""

_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


class Citation(Struct, frozen=True):
    """A note as others cite it. `address` and `commit` are empty where they are not known."""

    address: str
    commit: str
    bibtex: str


def citation(note: Note, page: str, address: str, publisher: str, commit: str = "") -> Citation:
    """Return the citation of a note.

    Args:
        note: the note.
        page: its page as a path from the site's root; the folder's name is the key of the entry.
        address: its whole address, empty when the site's own is not known.
        publisher: the vault's title.
        commit: the hash of the last commit that changed the note, empty when it is not known.
    """
    day = last_judged(note)
    rated = "" if note.confidence is None else f" rated {note.confidence.word}"
    fields = (
        ("title", f"{{{_latex(note.title)}}}"),
        ("author", f"{{{_latex(publisher)}}}"),
        ("year", f"{day.year:04}" if day else ""),
        ("month", f"{day.month:02}" if day else ""),
        ("url", address),
        ("version", commit),
        ("note", f"{note.type.value.capitalize()}{rated}"),
    )
    key = page.removesuffix("/index.html").rpartition("/")[2]
    return Citation(address, commit, _entry(key, ((name, value) for name, value in fields if value)))


def _entry(key: str, fields: Iterable[tuple[str, str]]) -> str:
    return f"@misc{{{key},\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields) + "\n}"


def _latex(text: str) -> str:
    seen = " ".join(_UNSEEN.sub(" ", text).split())
    return _SPECIALS.sub(lambda match: _SPECIAL[match[0]], seen)
