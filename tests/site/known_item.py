"""Asks the search that a site ships for notes by words of their bodies, with MiniSearch beside it."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from teleo.pipeline import survey
from teleo.resources import bundled
from teleo.site.catalogue import catalogued
from teleo.site.numbers import numbers_by_note
from teleo.site.search import search_scripts
from teleo.site.search_vectors import Meaning
from teleo.site.search_words import plain_text
from tests.quantities.node import run_file

PAGE = Path(__file__).with_name("search_page.cjs")
FEWEST, MOST = 5, 50
WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Indexed:
    """A vault's search scripts in a folder, and its notes by the folder of their page: title and text."""

    folder: Path
    notes: Mapping[str, tuple[str, str]]


def indexed(vault: Path, folder: Path, meaning: Meaning | None = None) -> Indexed:
    """Write the search scripts of the vault below `folder`, as a build does."""
    found = survey(vault)
    catalogue = catalogued(found.vault, found.graph, found.diagnostics, numbers_by_note(found.quantities))
    for path, script in search_scripts(catalogue, meaning=meaning):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(script)
    pages = (card.page.removesuffix("/index.html") for card in catalogue.cards.values())
    notes = {
        page: (note.title, plain_text(note)) for page, note in zip(pages, found.vault.notes, strict=True)
    }
    return Indexed(folder, notes)


def known_items(site: Indexed, count: int, seed: int) -> list[tuple[str, str]]:
    """Return queries of four words of one note's body that 5 to 50 notes have, none in its title; and the note."""
    random = Random(seed)
    words = {page: set(WORD.findall(text.lower())) for page, (_, text) in site.notes.items()}
    notes_of = Counter(word for own in words.values() for word in own)
    found = []
    for page in random.sample(sorted(words), len(words)):
        title = set(WORD.findall(site.notes[page][0].lower()))
        mid = sorted(word for word in words[page] - title if FEWEST <= notes_of[word] <= MOST)
        if len(mid) >= 4 and len(found) < count:
            found.append((" ".join(random.sample(mid, 4)), page))
    return found


def asked(
    site: Indexed, queries: Sequence[str], *, first: int = 0, most: int = 10, has_peer: bool = True
) -> dict[str, Any]:
    """Return what `search_page.cjs` prints: for each query the pages found by us and by MiniSearch, and bytes."""
    task = {
        "site": str(site.folder),
        "script": str(bundled("site") / "static" / "search.js"),
        "queries": list(queries),
        "first": first,
        "most": most,
        "peer": str(bundled("site") / "node_modules" / "minisearch") if has_peer else "",
        "documents": [
            {"id": page, "title": title, "text": text} for page, (title, text) in site.notes.items()
        ],
    }
    file = site.folder / "task.json"
    file.write_text(json.dumps(task), encoding="utf-8")
    return run_file(PAGE, str(file))


def shares(found: Sequence[Sequence[str]], wanted: Sequence[str]) -> tuple[float, float]:
    """Return in which part of the queries the wanted note is among the first ten, and the first."""
    among = sum(want in pages[:10] for pages, want in zip(found, wanted, strict=True))
    best = sum(pages[:1] == [want] for pages, want in zip(found, wanted, strict=True))
    return among / len(wanted), best / len(wanted)
