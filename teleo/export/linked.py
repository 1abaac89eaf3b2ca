"""The vault as linked data: claims are schema.org Claims, sources CreativeWorks; as JSON-LD and as Turtle.

Nothing is fetched to read it: the context is written out, and names are URNs, since a claim has no address
before its vault has one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from teleo.export.bibliography import cited
from teleo.export.view import View, writable
from teleo.model import Note, NoteType, Relation

SCHEMA = "https://schema.org/"
TERMS = "urn:teleo:term:"
NOTES = "urn:teleo:note:"

_TYPES: Mapping[NoteType, str] = {
    NoteType.CLAIM: "Claim",
    NoteType.BELIEF: "Claim",
    NoteType.POSITION: "Claim",
    NoteType.CONVICTION: "Claim",
    NoteType.QUESTION: "Question",
    NoteType.ENTITY: "Thing",
    NoteType.MAP: "Collection",
}
_RELATIONS: Mapping[Relation, str] = {
    Relation.CITES: f"{SCHEMA}citation",
    Relation.PART_OF: f"{SCHEMA}isPartOf",
    Relation.MENTIONS: f"{SCHEMA}mentions",
}
_SAFE = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a note: `term` is a full IRI, `value` a text, or an IRI when `is_iri`."""

    term: str
    value: str
    is_iri: bool = False


def write_json_ld(view: View) -> str:
    """Return one JSON-LD document whose context is written out."""
    graph = []
    for name, facts in _described(view):
        node: dict[str, object] = {"@id": name}
        for fact in facts:
            _put(node, fact)
        graph.append(node)
    context = {"@vocab": SCHEMA, "teleo": TERMS}
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def write_turtle(view: View) -> str:
    """Return the same statements as Turtle."""
    lines = [f"@prefix schema: <{SCHEMA}> .", f"@prefix teleo: <{TERMS}> .", ""]
    for name, facts in _described(view):
        stated = " ;\n    ".join(f"{_short(fact.term)} {_object(fact)}" for fact in facts)
        lines.append(f"<{name}>\n    {stated} .\n")
    return "\n".join(lines)


def iri(note_id: str) -> str:
    """Return the URN of a note."""
    return NOTES + quote(writable(note_id), safe="/")


def _described(view: View) -> Iterator[tuple[str, list[Fact]]]:
    outgoing: dict[str, list[Fact]] = {}
    for edge in view.edges:
        term = _RELATIONS.get(edge.relation, TERMS + edge.relation.value)
        outgoing.setdefault(edge.origin, []).append(Fact(term, iri(edge.target), True))
    for note in view.notes:
        yield iri(note.id), [*_facts(note), *outgoing.get(note.id, ())]


def _facts(note: Note) -> Iterator[Fact]:
    kind = "CreativeWork" if note.type is NoteType.SOURCE else _TYPES.get(note.type, "CreativeWork")
    yield Fact("@type", SCHEMA + kind, True)
    stated = {
        "name": note.title,
        "description": note.description,
        "about": note.domain,
        "dateCreated": note.created,
        "dateModified": note.last_evaluated,
    }
    yield from (Fact(SCHEMA + term, writable(value)) for term, value in stated.items() if value)
    if note.type is NoteType.SOURCE:
        yield from _cited(note)
    else:
        if note.confidence is not None:
            yield Fact(f"{TERMS}confidence", note.confidence.word)
        if note.source:
            yield Fact(f"{TERMS}source", writable(note.source))
    yield Fact(f"{SCHEMA}creativeWorkStatus", note.status.value)


def _cited(note: Note) -> Iterator[Fact]:
    work = cited(note)
    named = (author for author in work.authors if not author.is_others)
    yield from (Fact(f"{SCHEMA}author", writable(author.shown)) for author in named)
    if work.publisher:
        yield Fact(f"{SCHEMA}publisher", writable(work.publisher))
    if work.date:
        yield Fact(f"{SCHEMA}datePublished", work.date)
    if _SAFE.fullmatch(work.url):
        yield Fact(f"{SCHEMA}url", work.url, True)
    if work.doi:
        yield Fact(f"{SCHEMA}identifier", f"doi:{writable(work.doi)}")


def _put(node: dict[str, object], fact: Fact) -> None:
    key = fact.term.removeprefix(SCHEMA).replace(TERMS, "teleo:")
    if key == "@type":
        node[key] = fact.value.removeprefix(SCHEMA)
        return
    value: object = {"@id": fact.value} if fact.is_iri else fact.value
    known = node.get(key)
    if known is None:
        node[key] = value
    elif isinstance(known, list):
        known.append(value)
    else:
        node[key] = [known, value]


def _short(term: str) -> str:
    if term == "@type":
        return "a"
    return term.replace(SCHEMA, "schema:").replace(TERMS, "teleo:")


def _object(fact: Fact) -> str:
    if fact.is_iri:
        return f"<{fact.value}>"
    escaped = fact.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
