"""The vault as linked data: claims are schema.org Claims, sources CreativeWorks; as JSON-LD and as Turtle.

Nothing is fetched to read it: the context is written out, and names are URNs, since a claim has no address
before its vault has one. An edge is one statement, as every reader expects; where its author gave a reason or it
bears a date, an `rdf:Statement` about it, which every reader of RDF knows, has them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from teleo.export.bibliography import cited
from teleo.export.view import View, writable
from teleo.model import Edge, Note, NoteType, Relation

SCHEMA = "https://schema.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
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
    context = {"@vocab": SCHEMA, "rdf": RDF, "teleo": TERMS}
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def write_turtle(view: View) -> str:
    """Return the same statements as Turtle."""
    prefixes = (("rdf", RDF), ("schema", SCHEMA), ("teleo", TERMS))
    lines = [*(f"@prefix {short}: <{full}> ." for short, full in prefixes), ""]
    for name, facts in _described(view):
        stated = " ;\n    ".join(f"{_short(fact.term)} {_object(fact)}" for fact in facts)
        subject = name if name.startswith("_:") else f"<{name}>"
        lines.append(f"{subject}\n    {stated} .\n")
    return "\n".join(lines)


def iri(note_id: str) -> str:
    """Return the URN of a note."""
    return NOTES + quote(writable(note_id), safe="/")


def _described(view: View) -> Iterator[tuple[str, list[Fact]]]:
    outgoing: dict[str, list[Fact]] = {}
    for edge in view.edges:
        outgoing.setdefault(edge.origin, []).append(Fact(_term(edge), iri(edge.target), True))
    for note in view.notes:
        yield iri(note.id), [*_facts(note), *outgoing.get(note.id, ())]
    explained = (edge for edge in view.edges if edge.reason or edge.date)
    for number, edge in enumerate(explained, start=1):
        yield f"_:edge{number}", list(_about(edge))


def _term(edge: Edge) -> str:
    return _RELATIONS.get(edge.relation, TERMS + edge.relation.value)


def _about(edge: Edge) -> Iterator[Fact]:
    """Yield what is said of an edge: which statement it is, its reason and its date."""
    yield Fact("@type", f"{RDF}Statement", True)
    yield Fact(f"{RDF}subject", iri(edge.origin), True)
    yield Fact(f"{RDF}predicate", _term(edge), True)
    yield Fact(f"{RDF}object", iri(edge.target), True)
    if edge.reason:
        yield Fact(f"{SCHEMA}description", writable(edge.reason))
    if edge.date:
        yield Fact(f"{SCHEMA}dateCreated", writable(edge.date))


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
    key = _short(fact.term.removeprefix(SCHEMA)) if fact.term != "@type" else fact.term
    if key == "@type":
        node[key] = _short(fact.value.removeprefix(SCHEMA))
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
    return term.replace(SCHEMA, "schema:").replace(TERMS, "teleo:").replace(RDF, "rdf:")


def _object(fact: Fact) -> str:
    if fact.is_iri:
        return f"<{fact.value}>"
    escaped = fact.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
