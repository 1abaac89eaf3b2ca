"""Where each page of the site stands: one folder a note, named by its title and its id."""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from urllib.parse import quote, urlsplit

from teleo.model import Note, NoteType, permalink_folder, slug

LONGEST_SLUG = 60

_IN_PATH = "/%:@!$&'()*+,;=~-._"
"""The characters that stand for themselves in a path, and the sign before those that do not."""

_FOLDERS: dict[NoteType, str] = {
    NoteType.CLAIM: "c",
    NoteType.BELIEF: "c",
    NoteType.POSITION: "c",
    NoteType.CONVICTION: "c",
    NoteType.SOURCE: "s",
    NoteType.QUESTION: "q",
    NoteType.ENTITY: "e",
    NoteType.MAP: "m",
    NoteType.NOTE: "n",
}


def base_address(base_url: str) -> str:
    """Return the address of the site's root, in ASCII but for the host, with a slash at its end; empty when none
    is configured.
    """
    if not base_url:
        return ""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}{quote(parts.path.rstrip('/'), safe=_IN_PATH)}/"


def permanent_address(base: str, page: str) -> str:
    """Return the whole address of the page at `page`, or nothing when the site's own is not known."""
    return base and base + page.removesuffix("index.html")


def note_addresses(notes: Iterable[Note]) -> Mapping[str, str]:
    """Return each note's page by its id, as a path from the site's root: `c/<slug>-<6 hex>/index.html`.

    The hexadecimal digits are those of the id's SHA-256; where two pages would share a folder, the later
    id takes more of them. A `permalink` goes before, made of plain words, unless another note or the site
    itself has that folder.
    """
    every = tuple(notes)
    wanted = {note.id: _permalink(note) for note in every}
    taken: set[str] = set()
    folders: dict[str, str] = {}
    for note in every:
        folder = wanted[note.id]
        if folder and folder not in taken:
            taken.add(folder)
            folders[note.id] = folder
    for note in every:
        if note.id not in folders:
            folders[note.id] = _note_folder(note, taken)
            taken.add(folders[note.id])
    return {note.id: f"{folders[note.id]}/index.html" for note in every}


@cache
def domain_address(domain: str) -> str:
    """Return the page of a domain, as a path from the site's root."""
    return f"d/{_slug_with_hash(domain, domain, 6)}/index.html"


def calculator_address(name: str) -> str:
    """Return the page of a calculator, as a path from the site's root."""
    return f"calculators/{slug(name)}/index.html"


def person_address(name: str) -> str:
    """Return the page of a contributor, as a path from the site's root."""
    return f"contributors/{_slug_with_hash(name, name, 6)}/index.html"


def cascade_anchor(page: str) -> str:
    """Return the name of a note's place on the page of what would fall: the folder of its page.

    One without a slash in it has one at its end, so that a permalink such as `search` is no id of the page's own.
    """
    folder = page.removesuffix("/index.html")
    return folder if "/" in folder else f"{folder}/"


def to_root(path: str) -> str:
    """Return the relative prefix that leads from the page at `path` to the site's root."""
    return "../" * path.count("/")


def _permalink(note: Note) -> str:
    """Return the folder that a note asks for, or nothing."""
    asked = note.document.fields.data.get("permalink")
    return permalink_folder(asked) if isinstance(asked, str) else ""


def _note_folder(note: Note, taken: set[str]) -> str:
    for digits in range(6, 65):
        folder = f"{_FOLDERS[note.type]}/{_slug_with_hash(note.title, note.id, digits)}"
        if folder not in taken:
            return folder
    raise AssertionError("two notes have one id")


def _slug_with_hash(title: str, id_: str, digits: int) -> str:
    words = slug(title)
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    mark = sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
    return f"{words}-{mark}" if words else mark
