"""The twins of a note's page for programs: the file as it was written, JSON, and JSON-LD, in the same folder."""

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite

from teleo.graph.dates import iso_text
from teleo.links.related import RelatedNote
from teleo.model import Note, NoteType, Relation
from teleo.quantities.result import Key, Result
from teleo.site.address import permanent_address, to_root
from teleo.site.catalogue import Catalogue, Tie
from teleo.site.json_text import json_bytes
from teleo.vault.language import language_of

TWINS: Mapping[str, str] = {
    "index.md": "text/markdown",
    "index.json": "application/json",
    "index.jsonld": "application/ld+json",
}
"""The names of the twins in a page's folder, with their media types."""

MOST_STEPS = 20
"""Notes of a witness path that are named; of a longer one its beginning and its end."""

_SCHEMA_TYPES: Mapping[NoteType, str] = {
    NoteType.CLAIM: "Claim",
    NoteType.BELIEF: "Claim",
    NoteType.POSITION: "Claim",
    NoteType.CONVICTION: "Claim",
    NoteType.QUESTION: "Question",
    NoteType.ENTITY: "Thing",
    NoteType.MAP: "Collection",
}
_SCHEMA_RELATIONS: Mapping[Relation, str] = {
    Relation.DEPENDS_ON: "isBasedOn",
    Relation.CITES: "citation",
    Relation.PART_OF: "isPartOf",
    Relation.MENTIONS: "mentions",
}

Results = Mapping[str, tuple[Result, ...]]
"""The recomputed quantities by the id of their note."""

Twins = Iterator[tuple[str, bytes]]
"""Files, each as its path from the site's root and its bytes."""


def results_by_note(quantities: Mapping[Key, Result]) -> Results:
    """Return each note's quantities in the order in which its file has them."""
    found: dict[str, list[Result]] = {}
    for (note, _), result in quantities.items():
        found.setdefault(note, []).append(result)
    return {note: tuple(results) for note, results in found.items()}


def note_twins(
    catalogue: Catalogue, note: Note, results: Iterable[Result], related: Iterable[RelatedNote], base: str
) -> Twins:
    """Yield the twins of a note's page.

    Args:
        catalogue: the vault as its pages read it.
        note: the note.
        results: its quantities.
        related: the notes near it in meaning, best first.
        base: the whole address of the site's root, empty when it is not known.
    """
    folder = catalogue.cards[note.id].page.removesuffix("index.html")
    yield folder + "index.md", note.document.encoded(note.document.text)
    yield folder + "index.json", _encoded(_facts(catalogue, note, results, related))
    yield folder + "index.jsonld", _encoded(_linked(catalogue, note, base))


def _encoded(value: object) -> bytes:
    return json_bytes(value) + b"\n"


def _facts(
    catalogue: Catalogue, note: Note, results: Iterable[Result], related: Iterable[RelatedNote]
) -> dict[str, object]:
    """Return all that the page says, with the way to each other page's folder from this one."""
    effective = catalogue.effective[note.id]
    strength = catalogue.strengths.get(note.id)
    return {
        "id": note.id,
        "title": note.title,
        "path": note.path,
        "page": catalogue.cards[note.id].page,
        "type": note.type.value,
        "domain": note.domain,
        "status": note.status.value,
        "description": note.description,
        "question": note.question,
        "source": note.source,
        "created": note.created,
        "last_evaluated": note.last_evaluated,
        "confidence": note.confidence.word if note.confidence is not None else None,
        "effective": {
            "confidence": effective.rank.word if effective.rank is not None else None,
            "path": list(effective.witness_within(MOST_STEPS)),
        },
        "strength": None if strength is None else round(strength, 6),
        "edges": [_edge(catalogue, note, tie) for tie in catalogue.ties[note.id]],
        "prose": [{"field": one.field, "text": one.text} for one in catalogue.prose[note.id]],
        "challenges": [
            {"challenger": one.challenger or None, "text": one.text, "response": one.response or None}
            for one in catalogue.challenges_of(note)
        ],
        "quantities": [_quantity(one) for one in results],
        **_related(catalogue, related),
    }


def _related(catalogue: Catalogue, related: Iterable[RelatedNote]) -> dict[str, object]:
    """Return the near notes as the page shows them: sources and questions apart from the others."""
    lists: dict[NoteType | None, list[object]] = {None: [], NoteType.SOURCE: [], NoteType.QUESTION: []}
    for one in related:
        kind = catalogue.vault.by_id[one.id].type
        row = {"id": one.id, "title": one.title, "similarity": one.similarity, "linked": one.is_linked}
        lists[kind if kind in lists else None].append(row)
    return {
        "related": lists[None],
        "related_sources": lists[NoteType.SOURCE],
        "related_questions": lists[NoteType.QUESTION],
    }


def _edge(catalogue: Catalogue, note: Note, tie: Tie) -> dict[str, object]:
    other = catalogue.vault.by_id[tie.other]
    page = catalogue.cards[note.id].page
    return {
        "relation": tie.name,
        "id": other.id,
        "title": other.title,
        "confidence": other.confidence.word if other.confidence is not None else None,
        "folder": to_root(page) + catalogue.cards[other.id].page.removesuffix("index.html"),
        "reason": tie.edge.reason,
        "date": tie.edge.date,
        "stated_in": tie.edge.note,
        "field": tie.edge.field,
        "line": tie.edge.line,
    }


def _quantity(one: Result) -> dict[str, object]:
    return {
        "quantity": one.quantity,
        "calculator": one.calculator,
        "version": one.version,
        "value": _finite(one.value),
        "unit": one.unit,
        "low": _finite(one.low),
        "high": _finite(one.high),
        "stated": one.stated or None,
        "verdict": one.verdict.value,
        "mass": _finite(one.mass),
        "variable": one.var,
        "scope": one.scope,
        "as_of": one.as_of,
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _linked(catalogue: Catalogue, note: Note, base: str) -> dict[str, object]:
    page = catalogue.cards[note.id].page
    effective = catalogue.effective[note.id].rank
    is_source = note.type is NoteType.SOURCE
    facts: dict[str, object] = {
        "@context": {"@vocab": "https://schema.org/", "teleo": "urn:teleo:term:"},
        "@id": _name(page, page, base),
        "@type": _SCHEMA_TYPES.get(note.type, "CreativeWork"),
        "name": note.title,
        "inLanguage": language_of(note, catalogue.vault),
        "description": note.description,
        "about": catalogue.domain_title(note.domain) if note.domain else "",
        "dateCreated": iso_text(note.created),
        "dateModified": iso_text(note.last_evaluated),
        "creativeWorkStatus": note.status.value,
        "teleo:confidence": note.confidence.word if note.confidence is not None else "",
        "teleo:effectiveConfidence": effective.word if effective is not None else "",
        "teleo:source": "" if is_source else note.source,
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": {"@id": _beside(page, base, name)}}
            for name, kind in TWINS.items()
            if name != "index.jsonld"
        ],
    }
    for tie in catalogue.ties[note.id]:
        if tie.is_outward:
            term = _SCHEMA_RELATIONS.get(tie.relation, f"teleo:{tie.relation.value}")
            names = facts.setdefault(term, [])
            assert isinstance(names, list)
            names.append({"@id": _name(catalogue.cards[tie.other].page, page, base)})
    return {term: value for term, value in facts.items() if value}


def _name(page: str, seen_from: str, base: str) -> str:
    """Return the address of a page, relative to that of `seen_from` when the site's own is not known."""
    return permanent_address(base, page) or to_root(seen_from) + page.removesuffix("index.html")


def _beside(page: str, base: str, name: str) -> str:
    return permanent_address(base, page) + name
