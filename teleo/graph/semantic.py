"""What a note means, as a hash: moving, reflowing or reformatting it changes nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from teleo.graph.build import LINK_RELATIONS, resolve_link, stated_edges
from teleo.graph.multigraph import Graph
from teleo.graph.relations import note_of
from teleo.model import Link, LinkKind, Note, Value, loose
from teleo.vault.reader import Vault

BODY_FIELDS = ("body", "Relevant Notes", "Topics")
"""The fields of edges that stand in a body, whose text counts as a whole."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a vault, as it is held against another.

    `names` gives what stands for a note in both states, by its id in this one, where its file was renamed in
    between: who names it by its new title says what they said before. So does who goes on naming it by the old
    one, which nothing has any more: `formerly` is the vault of the earlier state, and `moved` gives ids of today
    by those of then.
    """

    vault: Vault
    graph: Graph
    names: Mapping[str, str] = field(default_factory=dict)
    formerly: Vault | None = None
    moved: Mapping[str, str] = field(default_factory=dict)

    def semantic_hash(self, note_id: str) -> str:
        """Return a SHA-256 of a note's rating, status, normalised title, edges, quantities and body.

        Edges count with the titles that they name, so that moving a note to another folder changes none.
        White space in the body does not count.
        """
        return hashlib.sha256(json.dumps(self._meaning(note_id), sort_keys=True).encode()).hexdigest()

    def _meaning(self, note_id: str) -> dict[str, object]:
        """Return the parts of a note that its semantic hash is made of, each under its name."""
        note = note_of(self.graph, note_id)
        return {
            "rating": note.confidence.word if note.confidence is not None else "",
            "status": note.status.value,
            "title": loose(note.title),
            "edges": sorted(self.stated_edges(note, with_body=False)),
            "quantities": self._named(note.document.fields.data.get("quantities"), note),
            "body": self.body(note),
        }

    def stated_edges(self, note: Note, *, with_body: bool = True) -> dict[tuple[str, str], str]:
        """Return the edges that a note states: the title or words of the other end by relation and loose form.

        An entry in words counts like a title, so that a premise which goes away changes nothing here: the note
        says what it said before. `with_body` takes the links of the body along.
        """
        stated, prose = stated_edges(self.vault, note)
        found: dict[tuple[str, str], str] = {}
        for edge in stated:
            if not with_body and edge.field in BODY_FIELDS:
                continue
            is_inverse = edge.origin != note.id
            name = edge.relation.inverse if is_inverse else edge.relation.value
            other = edge.origin if is_inverse else edge.target
            title = note_of(self.graph, other).title
            found[name, loose(self.names.get(other, title))] = title
        for entry in prose:
            name = entry.relation.inverse if entry.is_inverse else entry.relation.value
            found[name, loose(self._once_named(entry.text, note) or entry.text)] = entry.text
        for link in note.links if with_body else ():
            once = self._once_linked(link, note)
            if once is not None:
                found.setdefault((LINK_RELATIONS[link.section].value, loose(once)), link.target)
        return found

    def body(self, note: Note) -> str:
        """Return the body of a note without regard to white space; its heading where that repeats the title, and
        the names of notes that were renamed, do not count.
        """
        text, document = note.document.text, note.document
        pieces, position = [], document.body.start
        for heading in note.headings[:1]:
            if heading.level == 1 and loose(heading.text) == loose(note.title):
                pieces.append(text[position : heading.span.start])
                position = heading.span.end
        for link in sorted(note.links, key=lambda link: link.span.start) if self.names else ():
            target = resolve_link(self.vault, note, link).id or self._once_linked(link, note)
            if target is None or target not in self.names or not link.target or link.span.start < position:
                continue
            shown = "" if link.kind is not LinkKind.MARKDOWN and link.shown == link.target else link.shown
            pieces += [text[position : link.span.start], f"[[{self.names[target]}#{link.fragment}|{shown}]]"]
            position = link.span.end
        pieces.append(text[position : document.body.end])
        return " ".join("".join(pieces).split())

    def _named(self, value: Value, note: Note) -> Value:
        """Return a value of the block, with the names of notes that were renamed in its references."""
        if isinstance(value, dict):
            return {key: self._named(inner, note) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._named(inner, note) for inner in value]
        if not self.names or not isinstance(value, str) or not value.startswith("="):
            return value
        title, separator, rest = value[1:].partition("#")
        if not separator:
            return value
        target = self.vault.resolver.resolve(title.strip(), note.id).id
        target = target or self._once_named(title.strip(), note)
        return f"= {self.names[target]}#{rest}" if target is not None and target in self.names else value

    def _once_named(self, text: str, note: Note) -> str | None:
        """Return the id of the note that was renamed in between and that `text` named before."""
        if self.formerly is None:
            return None
        return self._today(self.formerly.resolver.resolve(text, note.id).id)

    def _once_linked(self, link: Link, note: Note) -> str | None:
        """Return the id of the note that was renamed in between and to which only its old name in `link` leads."""
        if self.formerly is None or resolve_link(self.vault, note, link).id is not None:
            return None
        return self._today(resolve_link(self.formerly, note, link).id)

    def _today(self, id_: str | None) -> str | None:
        return None if id_ is None else self.moved.get(id_)
