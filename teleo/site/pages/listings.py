"""Pages that list notes: claims, topic maps, questions, sources, domains."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from teleo.model import PROPOSITIONS, Note, NoteType
from teleo.site.card import Card
from teleo.site.catalogue import Catalogue, bare
from teleo.site.pages.leaves import leaves
from teleo.site.pages.ratings import rank, spectrum
from teleo.site.templating import Page
from teleo.site.wording import KIND_WORDS, counted

MOST_CLAIMS = 400
MOST_OF_DOMAIN = 12
"""With more claims than that, the list of all shows the best established of each domain."""


class Line(Struct, frozen=True):
    """A note in a list, with a word about it."""

    card: Card
    said: str


class Shelf(Struct, frozen=True):
    """A part of a list under its own heading; `count` is of the whole, of which `rows` may be some."""

    word: str
    page: str
    said: str
    rows: tuple[Line, ...]
    count: int


def listing_pages(catalogue: Catalogue) -> Iterable[Page]:
    """Yield every list that has something to show."""
    for page, shelves in (
        (_claims_page, _claim_shelves),
        (_topics_page, _topic_shelves),
        (_questions_page, _question_shelves),
        (_sources_page, _source_shelves),
        (_entities_page, _other_shelves),
    ):
        found = [shelf for shelf in shelves(catalogue) if shelf.rows]
        if found:
            yield from page(catalogue, found)
    if catalogue.domains:
        yield from _domains_page(catalogue)
        for domain in catalogue.domains:
            yield from _domain_page(catalogue, domain)


def topic_lines(catalogue: Catalogue) -> tuple[Line, ...]:
    """Return the topic maps with the number of notes that each contains."""
    return _lines(catalogue, catalogue.by_kind.get(NoteType.MAP, ()), _contents)


def question_lines(catalogue: Catalogue) -> tuple[Line, ...]:
    """Return the question notes with the number of notes that answer each."""
    return _lines(catalogue, catalogue.by_kind.get(NoteType.QUESTION, ()), _answers)


def _lines(
    catalogue: Catalogue, notes: Iterable[Note], said: Callable[[Catalogue, Note], str]
) -> tuple[Line, ...]:
    return tuple(Line(catalogue.cards[note.id], said(catalogue, note)) for note in notes)


def _contents(catalogue: Catalogue, note: Note) -> str:
    ties = catalogue.ties[note.id]
    inside = {tie.other for tie in ties if tie.name in ("contains", "mentions", "related")}
    return counted(len(inside), "note") if inside else "empty"


def _answers(catalogue: Catalogue, note: Note) -> str:
    number = len(catalogue.answers.get(note.id, ()))
    return counted(number, "answer") if number else "no answer yet"


def _citations(catalogue: Catalogue, note: Note) -> str:
    ties = catalogue.ties[note.id]
    number = len({tie.other for tie in ties if tie.name in ("cited_by", "mentioned_by")})
    return f"cited or mentioned by {counted(number, 'note')}" if number else _described(catalogue, note)


def _described(catalogue: Catalogue, note: Note) -> str:
    return catalogue.cards[note.id].description


def _domain_of(catalogue: Catalogue, note: Note) -> str:
    return catalogue.domain_title(note.domain) if note.domain else ""


def _nothing(_: Catalogue, __: Note) -> str:
    return ""


def _claim_shelves(catalogue: Catalogue) -> list[Shelf]:
    shelves = []
    claims = [note for kind in PROPOSITIONS for note in catalogue.by_kind.get(kind, ())]
    by_domain: dict[str, list[Note]] = {}
    for note in claims:
        by_domain.setdefault(note.domain, []).append(note)
    for domain in sorted(by_domain, key=lambda one: (not one, one)):
        word = catalogue.domain_title(domain) if domain else "without a domain"
        page = catalogue.domain_page(domain) if domain else ""
        notes = sorted(by_domain[domain], key=_strongest_first)
        shown = notes if len(claims) <= MOST_CLAIMS or not page else notes[:MOST_OF_DOMAIN]
        said = "" if len(shown) == len(notes) else f"{len(shown)} of {len(notes)}, the best established"
        shelves.append(Shelf(word, page, said, _lines(catalogue, shown, _nothing), len(notes)))
    return shelves


def _strongest_first(note: Note) -> tuple[int, str, str]:
    return (-rank(note), note.title.casefold(), note.id)


def _claims_page(catalogue: Catalogue, shelves: list[Shelf]) -> Iterator[Page]:
    listed = [(kind, notes) for kind in PROPOSITIONS if (notes := catalogue.by_kind.get(kind))]
    *most, last = [counted(len(notes), *KIND_WORDS[kind]) for kind, notes in listed] or ["0 claims"]
    numbers = f"{', '.join(most)} and {last}" if most else last
    summary = f"{numbers} that could be wrong, by domain, the best established first."
    rated = (note for _, notes in listed for note in notes)
    return _pages("claims/index.html", "Claims", summary, shelves, rated)


def _topic_shelves(catalogue: Catalogue) -> list[Shelf]:
    return [_shelf("Topic maps", "", "", topic_lines(catalogue))]


def _topics_page(_: Catalogue, shelves: list[Shelf]) -> Iterator[Page]:
    return _pages("topics/index.html", "Topics", "Maps that order a topic's claims for reading.", shelves)


def _question_shelves(catalogue: Catalogue) -> list[Shelf]:
    shelves = [_shelf("Questions", "", "", question_lines(catalogue))]
    asked: dict[str, list[Note]] = {}
    for note in catalogue.vault.notes:
        if note.question and catalogue.question_note(note) is None:
            asked.setdefault(bare(note.question), []).append(note)
    for question in sorted(asked):
        shelves.append(_shelf(question, "", "", _lines(catalogue, asked[question], _nothing)))
    return shelves


def _questions_page(_: Catalogue, shelves: list[Shelf]) -> Iterator[Page]:
    return _pages("questions/index.html", "Questions", "What the claims of this vault answer.", shelves)


def _source_shelves(catalogue: Catalogue) -> list[Shelf]:
    return [
        _shelf("Sources", "", "", _lines(catalogue, catalogue.by_kind.get(NoteType.SOURCE, ()), _citations))
    ]


def _sources_page(_: Catalogue, shelves: list[Shelf]) -> Iterator[Page]:
    return _pages("sources/index.html", "Sources", "The works that the claims draw on.", shelves)


def _other_shelves(catalogue: Catalogue) -> list[Shelf]:
    return [
        _shelf(KIND_WORDS[kind][1], "", "", _lines(catalogue, catalogue.by_kind.get(kind, ()), _described))
        for kind in (NoteType.ENTITY, NoteType.NOTE)
    ]


def _entities_page(_: Catalogue, shelves: list[Shelf]) -> Iterator[Page]:
    return _pages("notes/index.html", "Other notes", "Entities and plain notes.", shelves)


def _domains_page(catalogue: Catalogue) -> Iterator[Page]:
    shelves = [
        Shelf(
            catalogue.domain_title(domain),
            catalogue.domain_page(domain),
            domain_said(catalogue, domain),
            _lines(catalogue, sorted(notes, key=_strongest_first)[:6], _nothing),
            len(notes),
        )
        for domain, notes in catalogue.domains.items()
    ]
    return _pages("domains/index.html", "Domains", "The fields that the notes belong to.", shelves)


def domain_said(catalogue: Catalogue, domain: str) -> str:
    """Return in words how many notes a domain has, how many of them are of type claim, and how many are rated."""
    notes = catalogue.domains[domain]
    claims = sum(note.type is NoteType.CLAIM for note in notes)
    rated = sum(note.confidence is not None for note in notes)
    said = f"{counted(len(notes), 'note')}, {counted(claims, 'claim')}"
    return f"{said}, {rated:,} rated" if rated else said


def _domain_page(catalogue: Catalogue, domain: str) -> Iterator[Page]:
    notes = catalogue.domains[domain]
    shelves = []
    for kind in (
        NoteType.MAP,
        *PROPOSITIONS,
        NoteType.QUESTION,
        NoteType.SOURCE,
        NoteType.ENTITY,
        NoteType.NOTE,
    ):
        chosen = sorted((note for note in notes if note.type is kind), key=_strongest_first)
        if chosen:
            shelves.append(_shelf(KIND_WORDS[kind][1], "", "", _lines(catalogue, chosen, _nothing)))
    if further := sorted(catalogue.further.get(domain, ()), key=_strongest_first):
        shelves.append(_shelf("From other domains", "", "", _lines(catalogue, further, _domain_of)))
    title = catalogue.domain_title(domain)
    said = domain_said(catalogue, domain)
    return _pages(catalogue.domain_page(domain), title, said, shelves, notes, kind="domain")


def _pages(
    path: str,
    title: str,
    summary: str,
    shelves: list[Shelf],
    rated: Iterable[Note] = (),
    *,
    kind: str = "",
) -> Iterator[Page]:
    """Yield the pages of a list; `kind` is what a title that may be a note's too is the title of."""
    capital = [replace(shelf, word=_capital(shelf.word)) for shelf in shelves]
    bar = spectrum(rated)
    for leaf, part in leaves(path, capital):
        listing = {
            "shelves": part,
            "nothing": "Nothing here yet.",
            "kind": kind,
            **(bar if leaf.number == 1 else spectrum(())),
        }
        values = {"listing": listing, "leaf": leaf}
        yield Page(leaf.page, "listing.html", leaf.titled(_capital(title)), summary, values)


def _shelf(word: str, page: str, said: str, rows: tuple[Line, ...]) -> Shelf:
    return Shelf(word, page, said, rows, len(rows))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
