"""What all pages share: a card for each note, its ties to others, and what was found wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from markupsafe import Markup
from msgspec import Struct

from teleo.graph.build import resolve_link
from teleo.graph.challenges import Challenge, challenges, challenges_to
from teleo.graph.effective import Effective, effective_ratings
from teleo.graph.load import Load, loads
from teleo.graph.multigraph import Graph
from teleo.graph.strength import strengths
from teleo.model import (
    Diagnostic,
    Edge,
    Link,
    Note,
    NoteType,
    ProseEntry,
    Relation,
    Section,
    relation_named,
)
from teleo.site.address import domain_address, note_addresses
from teleo.site.anchors import note_anchors
from teleo.site.away import field_text, without_addresses
from teleo.site.card import Card, card_of
from teleo.site.numbers import Number
from teleo.site.sentences import shown_links
from teleo.site.wording import RELATION_WORDS, domain_words
from teleo.vault.reader import Vault
from teleo.vault.resolve import Resolution

RELATION_ORDER: tuple[tuple[Relation, bool], ...] = (
    (Relation.CHALLENGES, False),
    (Relation.DEPENDS_ON, True),
    (Relation.SUPPORTS, False),
    (Relation.CONTRADICTS, True),
    (Relation.CONTRADICTS, False),
    (Relation.DEPENDS_ON, False),
    (Relation.SUPPORTS, True),
    (Relation.CHALLENGES, True),
    (Relation.RELATED, True),
    (Relation.RELATED, False),
    (Relation.CITES, True),
    (Relation.CITES, False),
    (Relation.PART_OF, False),
    (Relation.PART_OF, True),
    (Relation.MENTIONS, True),
    (Relation.MENTIONS, False),
)
"""Relations with the side they are seen from (`True`: from the origin), what bears most on a claim first."""

_FIELD_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_KEY = re.compile(r"\A\w+(?:-\w+)*|(?<![\w-])(?=\w*[\d-])[^\W\d]\w*(?:-\w+)*")
_RANK = {seen: rank for rank, seen in enumerate(RELATION_ORDER)}
_SIDES = {
    relation: (
        (relation.value, _RANK[relation, True]),
        (relation.inverse, _RANK[relation, False]),
    )
    for relation in Relation
}
"""The name and the rank of each relation as its origin and as its target sees it."""


class Tie(Struct, frozen=True):
    """An edge as one of its ends sees it; `other` is the id of the far end."""

    other: str
    relation: Relation
    is_outward: bool
    edge: Edge
    name: str
    """The relation's name from this side, which is also its class."""
    rank: int
    """How early the tie is shown: what bears most on a claim comes first."""

    @property
    def words(self) -> str:
        """The relation in words from this side."""
        words = RELATION_WORDS[self.relation]
        return words.outward if self.is_outward else words.inward


@dataclass(frozen=True)
class Catalogue:
    """The vault as the pages read it. All mappings are by note id unless they say otherwise."""

    vault: Vault
    graph: Graph
    cards: Mapping[str, Card]
    ties: Mapping[str, tuple[Tie, ...]]
    effective: Mapping[str, Effective]
    prose: Mapping[str, tuple[ProseEntry, ...]]
    faults: Mapping[str, tuple[Diagnostic, ...]]
    """Diagnostics by the path of their file."""

    numbers: Mapping[str, tuple[Number, ...]]
    weighed: Callable[[Graph, Mapping[str, float]], Mapping[str, float]]
    """Returns the strengths of a graph's notes by the base of each rating, or finds them where they are known."""

    @cached_property
    def effective_words(self) -> Mapping[str, str]:
        """The word of each note's effective rating; notes without one are left out."""
        return {id_: one.rank.word for id_, one in self.effective.items() if one.rank is not None}

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        """Every challenge, by a note or in words, with its answer."""
        return challenges(self.graph)

    def challenges_of(self, note: Note) -> tuple[Challenge, ...]:
        """Return the challenges to one note: of all that are known, or found for it alone."""
        if "challenges" in self.__dict__:
            return self._challenges_of.get(note.id, ())
        return challenges_to(self.graph, note.id)

    @cached_property
    def _challenges_of(self) -> Mapping[str, tuple[Challenge, ...]]:
        found: dict[str, list[Challenge]] = {}
        for one in self.challenges:
            found.setdefault(one.note, []).append(one)
        return {id_: tuple(those) for id_, those in found.items()}

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """What each note with dependents carries, heaviest first."""
        return loads(self.graph, self.strengths)

    @cached_property
    def strengths(self) -> Mapping[str, float]:
        """The strength of each rated note, from 0 to 1."""
        return self.weighed(self.graph, self.vault.config.confidence.base)

    @cached_property
    def mentions(self) -> Mapping[str, tuple[tuple[Note, Link], ...]]:
        """For each note, who mentions it in running text that is shown, with the first link that does."""
        found: dict[str, dict[str, tuple[Note, Link]]] = {}
        for note in self.vault.notes:
            for link in shown_links(note):
                if link.section is Section.BODY and link.target:
                    id_ = resolve_link(self.vault, note, link).id
                    if id_ is not None and id_ != note.id:
                        found.setdefault(id_, {}).setdefault(note.id, (note, link))
        return {id_: tuple(said.values()) for id_, said in found.items()}

    @cached_property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """The notes that answer each question note."""
        found: dict[str, list[str]] = {}
        for note in self.vault.notes:
            id_ = self.question_note(note)
            if id_ is not None and id_ != note.id:
                found.setdefault(id_, []).append(note.id)
        return {id_: tuple(ids) for id_, ids in found.items()}

    @cached_property
    def by_kind(self) -> Mapping[NoteType, tuple[Note, ...]]:
        """The notes of each type, in the order of their titles."""
        return {kind: tuple(notes) for kind, notes in _grouped(self.vault.notes).items()}

    @cached_property
    def domains(self) -> Mapping[str, tuple[Note, ...]]:
        """The notes of each domain by its name; topic maps stand last."""
        found: dict[str, list[Note]] = {}
        for note in self.vault.notes:
            if note.domain:
                found.setdefault(note.domain, []).append(note)
        return {domain: tuple(found[domain]) for domain in sorted(found)}

    @cached_property
    def further(self) -> Mapping[str, tuple[Note, ...]]:
        """The notes of other domains that name each domain as a further one."""
        found: dict[str, list[Note]] = {}
        for note in self.vault.notes:
            for domain in dict.fromkeys(note.secondary_domains):
                if domain != note.domain:
                    found.setdefault(domain, []).append(note)
        return {domain: tuple(notes) for domain, notes in found.items()}

    def domain_title(self, domain: str) -> str:
        """Return a domain's title: the configured one, or its name in words."""
        named = self.vault.config.vault.domains.get(domain, {}).get("title", "")
        return named or domain_words(domain)

    def domain_page(self, domain: str) -> str:
        """Return a domain's page, as a path from the site's root."""
        return domain_address(domain)

    def question_note(self, note: Note) -> str | None:
        """Return the question note that a note says it answers, if there is one."""
        if not note.question:
            return None
        return self.vault.resolver.resolve(_target(note.question), note.id).id

    def resolve(self, note: Note, link: Link) -> Resolution:
        """Return what a link in the body of `note` names."""
        return resolve_link(self.vault, note, link)

    def anchors(self, id_: str) -> frozenset[str]:
        """Return the ids of the headings and numbers that the page of a note has."""
        found = self._anchors.get(id_)
        if found is None:
            numbers = (number.anchor for number in self.numbers.get(id_, ()))
            found = self._anchors[id_] = note_anchors(self.vault.by_id[id_], numbers)
        return found

    @cached_property
    def _anchors(self) -> dict[str, frozenset[str]]:
        return {}

    @staticmethod
    def rank_of(relation: Relation, is_outward: bool = True) -> int:
        """Return how early entries of a relation are shown."""
        return _RANK[relation, is_outward]

    def field_links(self, note: Note) -> list[Resolution]:
        """Return what the `[[links]]` name that `linked_text` meets in the fields of a note."""
        texts = (
            note.source,
            note.description,
            *note.responses,
            *(entry.text for entry in self.prose[note.id]),
        )
        found = (link for text in texts if "[[" in text for link in _FIELD_LINK.finditer(text))
        return [self._named(note, link[1]) for link in found]

    def linked_text(self, note: Note, text: str, root: str) -> str | Markup:
        """Return the words of a field with its `[[links]]` and addresses of the web as links; without any, as text."""
        if "[[" not in text:
            return field_text(text)
        parts: list[str | Markup] = []
        position = 0
        for found in _FIELD_LINK.finditer(text):
            shown, id_ = found[2] or found[1], self._named(note, found[1]).id
            parts.append(field_text(text[position : found.start()]))
            if id_ is None:
                unresolved = Markup('<span class="unresolved" title="no note of this title">{}</span>')
                parts.append(unresolved.format(shown))
            else:
                parts.append(Markup('<a href="{}{}">{}</a>').format(root, self.cards[id_].page, shown))
            position = found.end()
        return Markup().join((*parts, field_text(text[position:])))

    def cited(self, note: Note, text: str) -> list[tuple[re.Match[str], str]]:
        """Return the words of a text on a number's origin that are keys of works, each with the id of the note.

        A key is what a note answers to to the letter: the first word, or one with a digit or a dash. An address of
        the web holds none.
        """
        words = _KEY.finditer(without_addresses(text))
        found = ((word, self.vault.resolver.resolve(word[0], note.id)) for word in words)
        return [(word, one.id) for word, one in found if one.id is not None and one.step.is_exact]

    def cited_text(self, note: Note, text: str, root: str) -> Markup:
        """Return a text on a number's origin with the keys of works as links."""
        parts: list[str | Markup] = []
        position = 0
        for word, id_ in self.cited(note, text):
            card = self.cards[id_]
            link = Markup('<a href="{}{}" title="{}">{}</a>').format(root, card.page, card.title, word[0])
            parts += field_text(text[position : word.start()]), link
            position = word.end()
        return Markup().join((*parts, field_text(text[position:])))

    def _named(self, note: Note, target: str) -> Resolution:
        return self.vault.resolver.resolve(target.partition("#")[0].strip(), note.id)

    @cached_property
    def title(self) -> str:
        """The vault's title: the configured one, or the name of its folder."""
        return self.vault.config.vault.title or self.vault.root.resolve().name


def catalogued(
    vault: Vault,
    graph: Graph,
    diagnostics: Iterable[Diagnostic],
    numbers: Mapping[str, tuple[Number, ...]],
    weighed: Callable[[Graph, Mapping[str, float]], Mapping[str, float]] | None = None,
) -> Catalogue:
    """Return the catalogue of a vault; `weighed` finds the strengths of its notes sooner than by the graph."""
    addresses = note_addresses(vault.notes)
    faults: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        faults.setdefault(diagnostic.path, []).append(diagnostic)
    return Catalogue(
        vault=vault,
        graph=graph,
        cards={note.id: card_of(note, addresses[note.id]) for note in vault.notes},
        ties=_ties(graph),
        effective=effective_ratings(graph),
        prose={id_: data["prose"] for id_, data in graph.nodes.items()},
        faults={path: tuple(sorted(found, key=lambda one: one.sort_key)) for path, found in faults.items()},
        numbers=numbers,
        weighed=weighed or _weighed,
    )


def _weighed(graph: Graph, base: Mapping[str, float]) -> Mapping[str, float]:
    return strengths(graph, base).values


@lru_cache(maxsize=64)
def stroke(name: str) -> Markup:
    """Return a relation, named from either side, as a short line with its colour, dash and shape."""
    relation = relation_named(name)
    shape = relation[0].value if relation else name
    return Markup(
        '<svg class="stroke {}" viewBox="0 0 34 12" aria-hidden="true"><line x1="0" y1="6" x2="34" y2="6"/>'
        '<use class="tip" href="#t-{}" transform="translate(18 6)"/></svg>'
    ).format(name, shape)


def _ties(graph: Graph) -> Mapping[str, tuple[Tie, ...]]:
    found: dict[str, list[Tie]] = {id_: [] for id_ in graph}
    for origin, target, facts in graph.edges(data=True):
        if origin != target:
            edge: Edge = facts["edge"]
            relation = edge.relation
            (name, rank), (inverse, inward) = _SIDES[relation]
            found[origin].append(Tie(target, relation, True, edge, name, rank))
            found[target].append(Tie(origin, relation, False, edge, inverse, inward))
    return {id_: tuple(sorted(ties, key=lambda tie: (tie.rank, tie.other))) for id_, ties in found.items()}


def _grouped(notes: Iterable[Note]) -> dict[NoteType, list[Note]]:
    found: dict[NoteType, list[Note]] = {}
    for note in sorted(notes, key=lambda note: (note.title.casefold(), note.id)):
        found.setdefault(note.type, []).append(note)
    return found


def bare(text: str) -> str:
    """Return the words of a text that may be a link as a whole: what the link shows, without brackets."""
    link = _FIELD_LINK.fullmatch(text.strip())
    return (link[2] or link[1]).strip() if link else text.strip().removeprefix("[[").removesuffix("]]")


def _target(text: str) -> str:
    """Return the title that a text names, which may be a link as a whole."""
    link = _FIELD_LINK.fullmatch(text.strip())
    return link[1].partition("#")[0].strip() if link else bare(text)
