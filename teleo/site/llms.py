"""The vault for language models: `llms.txt`, a list of every claim in one line, and `llms-full.txt`, all texts."""

import re
from collections.abc import Iterable, Iterator

from teleo.model import ARGUING, PROPOSITIONS, Note, NoteType
from teleo.site.catalogue import Catalogue
from teleo.site.pages.ratings import rank
from teleo.site.wording import KIND_WORDS, RELATION_WORDS, counted

LLMS = "llms.txt"
LLMS_FULL = "llms-full.txt"

_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")

_SHOWN = 12
_MARKS = re.compile(r"([\\\[\]`<])")
_READING = """\
Each note has one page, a folder with `index.html`, `index.md` (the file as it was written), `index.json` (ratings, \
edges, challenges, numbers, related notes) and `index.jsonld` (schema.org).
A rating is its author's: proven, likely, experimental or speculative. The effective rating is the lowest of a \
claim's own and of all that it rests on."""


def llms_text(catalogue: Catalogue, base: str) -> bytes:
    """Return the list: what bears most, topic maps, then every note by domain with its rating.

    Args:
        catalogue: the vault as its pages read it.
        base: the whole address of the site's root; links are relative without one.
    """
    description = catalogue.vault.config.vault.description
    counts = ", ".join(
        counted(len(notes), *KIND_WORDS[kind]) for kind in NoteType if (notes := catalogue.by_kind.get(kind))
    )
    about = _line(description) or "A vault of claims that could be wrong"
    blocks = [
        f"# {_line(catalogue.title)}",
        f"> {_sentence(about)} It holds {counts or 'no notes'}.",
        _READING,
        *_section("What most else rests on", [_item(catalogue, id_, base) for id_ in _bearing(catalogue)]),
        *_section("Topic maps", _items(catalogue, catalogue.by_kind.get(NoteType.MAP, ()), base)),
        *_domains(catalogue, base),
        *_section("Optional", [f"- [All notes in one file]({base}{LLMS_FULL})"]),
    ]
    return _encoded("\n\n".join(blocks))


def llms_full_text(catalogue: Catalogue, base: str) -> bytes:
    """Return every note with its rating, what argues for and against it, and its text; in the order of the ids."""
    head = f"# {_line(catalogue.title)}\n\n{_READING}"
    return _encoded(
        "\n\n---\n\n".join([head, *(_whole(catalogue, note, base) for note in catalogue.vault.notes)])
    )


def _bearing(catalogue: Catalogue) -> list[str]:
    return [load.note for load in catalogue.loads[:_SHOWN]]


def _domains(catalogue: Catalogue, base: str) -> Iterator[str]:
    homeless = [note for note in catalogue.vault.notes if not note.domain]
    for domain, notes in (*catalogue.domains.items(), ("", homeless)):
        word = catalogue.domain_title(domain) if domain else "Without a domain"
        listed = sorted((note for note in notes if note.type is not NoteType.MAP), key=_order)
        yield from _section(word, _items(catalogue, listed, base))


def _order(note: Note) -> tuple[bool, int, str, str]:
    return (note.type not in PROPOSITIONS, -rank(note), note.title.casefold(), note.id)


def _section(word: str, lines: Iterable[str]) -> list[str]:
    text = "\n".join(lines)
    return [f"## {_line(word)}", text] if text else []


def _items(catalogue: Catalogue, notes: Iterable[Note], base: str) -> list[str]:
    return [_item(catalogue, note.id, base) for note in notes]


def _item(catalogue: Catalogue, id_: str, base: str) -> str:
    card, note = catalogue.cards[id_], catalogue.vault.by_id[id_]
    said = ". ".join(filter(None, (_rating(catalogue, note) or card.kind, _line(card.description))))
    return f"- [{_line(card.title)}]({base}{card.page.removesuffix('index.html')}index.md): {said}"


def _rating(catalogue: Catalogue, note: Note) -> str:
    if note.confidence is None:
        return ""
    effective = catalogue.effective[note.id].rank
    if effective is None or effective >= note.confidence:
        return note.confidence.word
    return f"{note.confidence.word}, effectively {effective.word}"


def _whole(catalogue: Catalogue, note: Note, base: str) -> str:
    card = catalogue.cards[note.id]
    facts = [
        ("Page", f"{base}{card.page}"),
        ("Kind", card.kind),
        ("Domain", catalogue.domain_title(note.domain) if note.domain else ""),
        ("Rating", _rating(catalogue, note)),
        ("Source", note.source),
        *_arguing(catalogue, note),
    ]
    lines = [f"{word}: {' '.join(text.split())}" for word, text in facts if text]
    body = note.document.body_text.strip()
    return "\n\n".join(
        filter(None, (f"# {_line(card.title)}", _line(note.description), "\n".join(lines), body))
    )


def _arguing(catalogue: Catalogue, note: Note) -> Iterator[tuple[str, str]]:
    for tie in catalogue.ties[note.id]:
        if tie.relation in ARGUING:
            words = RELATION_WORDS[tie.relation]
            title = catalogue.vault.by_id[tie.other].title
            yield (words.outward if tie.is_outward else words.inward), f"[[{title}]]"


def _sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith(_ENDS) else f"{text}."


def _line(text: str) -> str:
    """Return a text on one line, in which no character is Markdown's."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _encoded(text: str) -> bytes:
    return (text + "\n").encode("utf-8", "replace")
