"""What `teleo new` does: names the file, writes it, and says what stands near it in the vault."""

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teleo.errors import TeleoError
from teleo.formatting.plain import entry_source
from teleo.links.basis import texts_of
from teleo.links.sparse import Floats
from teleo.links.tokens import counts_of
from teleo.links.words import WordIndex
from teleo.model import PROPOSITIONS, Note, NoteType, loose, nfc
from teleo.rules.closeness import TitleIndex, edit_distance
from teleo.rules.wording import is_label, is_question
from teleo.schema import schema_of
from teleo.vault.file_name import UNFIT, is_device
from teleo.vault.reader import Vault
from teleo.vault.writer import write_file

MAX_NAME_BYTES = 200
LEAST_SIMILARITY = 0.1
SUGGESTIONS = 5

LEAST_MEANING = 0.5
"""The cosine from which a note is related by meaning; two notes of one topic often have 0.4."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_MARKUP = re.compile(r"[\\<\[]")
_UNLINKABLE = re.compile(r"[\[\]|#\n]|--")
_FOLDERS = {
    NoteType.CLAIM: "claims",
    NoteType.SOURCE: "sources",
    NoteType.QUESTION: "questions",
    NoteType.ENTITY: "entities",
    NoteType.BELIEF: "beliefs",
    NoteType.POSITION: "positions",
    NoteType.CONVICTION: "convictions",
    NoteType.MAP: "maps",
}


class TitleError(TeleoError):
    """A title cannot become a note."""

    def __init__(self, title: str, problem: str) -> None:
        super().__init__(f"{title!r}: {problem}")
        self.title = title


@dataclass(frozen=True, slots=True)
class Draft:
    """A new note: its path below the vault, its text, and the titles that stand near it, best first.

    `alike` may say the same already; `related` may be worth a link.
    """

    path: str
    text: str
    alike: tuple[str, ...]
    related: tuple[str, ...]


def draft(
    vault: Vault,
    title: str,
    kind: NoteType,
    domain: str,
    folder: str | None,
    today: date,
    meaning: Floats | None = None,
) -> Draft:
    """Return the new note with the fields that its type requires.

    `meaning` holds the cosine of the title and each note of the vault, in their order, where vectors are
    known; without it notes are related by words alone.

    Raises:
        TitleError: the title is empty or no text, only names a topic where a proposition is due, or is taken.
    """
    title, domain = (" ".join(_CONTROL.sub(" ", nfc(text)).split()) for text in (title, domain))
    name = file_name(title)
    for text in (title, domain, folder or ""):
        if not _is_text(text):
            raise TitleError(text, "holds bytes that are not UTF-8; type it again")
    if not name:
        raise TitleError(title, "has no character that a file name can hold; write it in words")
    if kind in PROPOSITIONS and is_question(title):
        raise TitleError(title, "asks and states nothing; say what is so, or give --type question")
    if kind in PROPOSITIONS and is_label(title, vault.config.vault.language):
        raise TitleError(
            title,
            "names a topic and states nothing; say what is so, as a sentence that could be wrong, "
            'or set `language = "de"` or the like under `[vault]` in teleo.toml if it is not English',
        )
    taken = [
        note for note in vault.notes if loose(note.title) == loose(title) or loose(note.stem) == loose(name)
    ]
    if taken:
        raise TitleError(title, f"is the title of a note already: {taken[0].path}")
    place = folder if folder is not None else usual_folder(vault, kind, domain)
    path = posixpath.join(place, f"{name}.md")
    alike = _alike(vault, title)
    related = tuple(found for found in _related(vault, title, meaning) if found not in alike)
    if "domain" in _required(kind):
        domain = domain or _usual_domain(vault, place)
    return Draft(path, _text(title, name, kind, domain, today, related), alike, related)


def write_draft(vault: Vault, made: Draft) -> Path:
    """Write the note to a name that is free, with the folders it needs, and return where it is.

    Raises:
        TitleError: the path leaves the vault, or its folder cannot be made.
        WriteRefusedError: a file of that name is there.
    """
    path = vault.root / made.path
    if not path.resolve().is_relative_to(vault.root.resolve()):
        raise TitleError(made.path, "lies outside the vault; name a folder in it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TitleError(made.path, f"its folder cannot be made: {error.strerror}; name another") from error
    write_file(path, made.text.encode(), None)
    return path


def file_name(title: str) -> str:
    """Return the name, without `.md`, of a file for a title that every system and every link can hold.

    What some system forbids becomes a dash, names that Windows keeps for devices are lengthened, and what is
    longer than 200 bytes is cut at a word.
    """
    name = UNFIT.sub("-", title)
    name = re.sub(r"\s*-(?:\s*-)*\s*$|^[\s.-]+", "", name).rstrip(" .")
    if is_device(name):
        name = f"note {name}"
    return _cut(name, MAX_NAME_BYTES - len(".md"))


def _is_text(text: str) -> bool:
    """Return whether a text can be written; bytes of the command line that are none stand as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def usual_folder(vault: Vault, kind: NoteType, domain: str) -> str:
    """Return the folder that holds most notes of the type and domain, else of the type, else its own name."""
    of_kind = [note for note in vault.notes if note.type is kind]
    for notes in ([note for note in of_kind if domain and note.domain == domain], of_kind):
        if notes:
            counts = Counter(posixpath.dirname(note.id) for note in notes)
            return min(counts, key=lambda folder: (-counts[folder], folder))
    return _FOLDERS[kind]


def _cut(name: str, limit: int) -> str:
    raw = name.encode("utf-8", "replace")
    if len(raw) <= limit:
        return name
    cut = raw[:limit].decode("utf-8", "ignore")
    return (cut.rpartition(" ")[0] or cut).rstrip(" .-")


def _usual_domain(vault: Vault, folder: str) -> str:
    domains = Counter(
        note.domain for note in vault.notes if note.domain and posixpath.dirname(note.id) == folder
    )
    return min(domains, key=lambda domain: (-domains[domain], domain), default="")


def _alike(vault: Vault, title: str) -> tuple[str, ...]:
    """Return the titles that differ from `title` in at most three characters of ten."""
    wanted = loose(title)
    near = TitleIndex(note.title for note in vault.notes).nearest(title)
    return tuple(other for other in near if 10 * edit_distance(wanted, loose(other)) <= 3 * len(wanted))


def _related(vault: Vault, title: str, meaning: Floats | None) -> tuple[str, ...]:
    notes: tuple[Note, ...] = vault.notes
    if not notes:
        return ()
    by_words = WordIndex(counts_of(texts_of(notes))).similarities_to(title)
    likeness = by_words if meaning is None else by_words + meaning
    is_near = by_words >= LEAST_SIMILARITY
    if meaning is not None:
        is_near |= meaning >= LEAST_MEANING
    ranked = sorted(range(len(notes)), key=lambda number: (-likeness[number], notes[number].id))
    return tuple(notes[number].title for number in ranked[:SUGGESTIONS] if is_near[number])


def _text(title: str, name: str, kind: NoteType, domain: str, today: date, related: tuple[str, ...]) -> str:
    given = {
        "type": kind.value,
        "domain": entry_source(domain) if domain else "",
        "confidence": "speculative",
        "created": today.isoformat(),
    }
    fields = list(_required(kind))
    if domain and "domain" not in fields:
        fields.insert(1, "domain")
    if "created" not in fields:
        fields.append("created")
    lines = [f"{field}: {given.get(field, '')}".rstrip() for field in fields]
    if name != title:
        lines.insert(1, f"title: {entry_source(title)}")
    heading = _MARKUP.sub(r"\\\g<0>", title)
    body = [f"# {heading}", "", ""]
    if related:
        body += ["<!-- Perhaps related; keep what is, with a reason, and delete this comment:"]
        body += [f"- [[{other}]] — why" for other in related if not _UNLINKABLE.search(other)]
        body += ["-->", ""]
    return "\n".join(["---", *lines, "---", *body])


def _required(kind: NoteType) -> tuple[str, ...]:
    schema = schema_of(kind)
    return schema.required if schema else ("type",)
