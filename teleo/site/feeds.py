"""What programs read of the whole site: the Atom feed of what changed last, and the site map."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from teleo.graph.dates import day
from teleo.model import Note, NoteType
from teleo.site.address import permanent_address
from teleo.site.catalogue import Catalogue
from teleo.site.history import History
from teleo.site.templating import FEED
from teleo.vault.language import language_of
from teleo.vault.reader import Vault

SITE_MAP = "sitemap.xml"
MOST_ADDRESSES = 50_000
"""Addresses that one site map may hold by its specification; more are parted among several."""

_IN_QUOTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})

# What XML 1.0 cannot carry even when escaped.
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Dated(Struct, frozen=True):
    """A note with the day on which it was last judged."""

    day: date
    note: Note


def newest(notes: Iterable[Note], history: History, limit: int) -> tuple[Dated, ...]:
    """Return the notes that were judged last, newest first, ties by id; topic maps and undated notes never."""
    found = [
        Dated(when, note)
        for note in notes
        if note.type is not NoteType.MAP and (when := _judged(history, note)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.note.id))[:limit])


def feed(catalogue: Catalogue, history: History, base: str) -> bytes | None:
    """Return the Atom feed of the notes that were judged last; nothing when no note has a date.

    Without an address of the site, links are relative to the feed, and names begin with what tells the vault.
    """
    config = catalogue.vault.config
    entries = newest(catalogue.vault.notes, history, config.site.feed_size)
    if not entries:
        return None
    space = base or _own_space(catalogue.vault)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(config.vault.language)}>',
        f"<id>{_name(space, '')}</id>",
        f"<title>{_text(catalogue.title)}</title>",
        *_told("subtitle", config.vault.description),
        f"<updated>{_instant(entries[0].day)}</updated>",
        f"<author><name>{_text(catalogue.title)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(base + FEED)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(base or "index.html")}/>',
        "<generator>teleo</generator>",
        *(line for one in entries for line in _entry(catalogue, one, base, space)),
        "</feed>",
    ]
    return _encoded(lines)


def last_changed(history: History, note: Note) -> date | None:
    """Return the day on which a note was last changed or judged; `None` where nothing tells it."""
    past = history.pasts.get(note.path)
    changed = day(past.changed) if past else None
    return max(filter(None, (changed, _judged(history, note))), default=None)


def site_maps(pages: Mapping[str, date | None], base: str) -> Iterator[tuple[str, bytes]]:
    """Yield the site map by its path; above the limit of one, an index and its parts.

    Args:
        pages: every page to be found, as a path from the site's root, with the day of its last change.
        base: the whole address of the site's root; without one there is no site map.
    """
    if not base:
        return
    entries = [_location("url", permanent_address(base, page), when) for page, when in sorted(pages.items())]
    if len(entries) <= MOST_ADDRESSES:
        yield SITE_MAP, _listing("urlset", entries)
        return
    parts = [entries[start : start + MOST_ADDRESSES] for start in range(0, len(entries), MOST_ADDRESSES)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield SITE_MAP, _listing("sitemapindex", [_location("sitemap", base + name, None) for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, _listing("urlset", part)


def _judged(history: History, note: Note) -> date | None:
    """Return the day on which the author or a commit last judged a note, else the day on which git first knew it.

    An author judges a note when it is created as well, which is the later day where the other is a slip.
    """
    past = history.pasts.get(note.path)
    told = (day(note.last_evaluated), day(note.created), day(past.judged) if past else None)
    return max(filter(None, told), default=day(past.created) if past else None)


def _entry(catalogue: Catalogue, one: Dated, base: str, space: str) -> Iterator[str]:
    note = one.note
    card = catalogue.cards[note.id]
    created = day(note.created)
    language = language_of(note, catalogue.vault)
    is_other = language != catalogue.vault.config.vault.language
    yield f"<entry xml:lang={_quoted(language)}>" if is_other else "<entry>"
    yield f"<id>{_name(space, note.id)}</id>"
    yield f"<title>{_text(card.title)}</title>"
    yield f'<link rel="alternate" type="text/html" href={_quoted(permanent_address(base, card.page) or card.page)}/>'
    yield f"<updated>{_instant(one.day)}</updated>"
    if created is not None:
        yield f"<published>{_instant(created)}</published>"
    if note.domain:
        label = catalogue.domain_title(note.domain)
        yield f"<category term={_quoted(note.domain)} label={_quoted(label)}/>"
    yield from _told("summary", _summary(catalogue, note))
    yield "</entry>"


def _summary(catalogue: Catalogue, note: Note) -> str:
    effective = catalogue.effective[note.id].rank
    rating = ""
    if note.confidence is not None:
        rating = f"Rated {note.confidence.word}"
        if effective is not None and effective < note.confidence:
            rating += f", effectively {effective.word}"
        rating += "."
    return " ".join(filter(None, (rating, catalogue.cards[note.id].description)))


def _told(name: str, text: str) -> tuple[str, ...]:
    return (f"<{name}>{_text(text)}</{name}>",) if text else ()


def _own_space(vault: Vault) -> str:
    """Return what tells a vault without an address from others, whatever is added to it: its title and its first note.

    The first note is that of the earliest day of creation, ties by id.
    """
    born = min(((when, note.id) for note in vault.notes if (when := day(note.created))), default=("", ""))
    return "urn:teleo:vault:" + "".join(f"{part}\n" for part in (vault.config.vault.title, *born))


def _name(space: str, note_id: str) -> str:
    """Return an entry's or the feed's own name, the same as long as what comes before it and the id are."""
    return uuid5(NAMESPACE_URL, _UNWRITABLE.sub("\ufffd", f"{space}{note_id}")).urn


def _instant(when: date) -> str:
    return f"{when.isoformat()}T00:00:00Z"


def _location(name: str, address: str, when: date | None) -> str:
    changed = f"<lastmod>{when.isoformat()}</lastmod>" if when is not None else ""
    return f"<{name}><loc>{_text(address)}</loc>{changed}</{name}>"


def _listing(name: str, entries: Iterable[str]) -> bytes:
    opening = f'<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return _encoded(['<?xml version="1.0" encoding="utf-8"?>', opening, *entries, f"</{name}>"])


def _encoded(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _text(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text), quote=False)


def _quoted(text: str) -> str:
    return f'"{_text(text).translate(_IN_QUOTES)}"'
