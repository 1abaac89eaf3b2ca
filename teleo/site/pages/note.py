"""The page of a note: what it says, how sure it is, on what it rests, who speaks of it."""

from collections.abc import Iterable, Mapping
from itertools import islice
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from teleo.links.related import RelatedNote
from teleo.model import Link, Note, Relation, Section, Severity
from teleo.site.address import base_address, cascade_anchor, permanent_address, to_root
from teleo.site.argument import argument, argument_html
from teleo.site.away import field_text
from teleo.site.blocks import without_names
from teleo.site.card import Card, glyph
from teleo.site.catalogue import Catalogue, bare
from teleo.site.citation import Citation, citation
from teleo.site.history import Past
from teleo.site.near import NearList, near_lists
from teleo.site.neighbourhood import chords, map_svg, neighbourhood
from teleo.site.pages.challenged import challenged
from teleo.site.pages.findings import Finding, findings
from teleo.site.pages.premises import linked_numbers
from teleo.site.pages.sections import MOST_ROWS, Fact, Group, fact_list, group_sections, legend, near_groups
from teleo.site.pages.work import web_address, work_facts
from teleo.site.prose import Way, body_html
from teleo.site.rows import edge_rows, mention_rows
from teleo.site.sentences import Mention, mention, opening
from teleo.site.templating import Entry, Page
from teleo.site.twins import TWINS
from teleo.site.wording import RELATION_WORDS, counted
from teleo.vault.language import language_of

MOST_FINDINGS = 12
MOST_MENTIONS = 60
MOST_STEPS = 7
"""Notes of a witness path that are named; of a longer one its beginning and its end."""


class Rating(Struct, frozen=True):
    """A note's rating beside its effective one; `effective` is `None` when they are the same.

    `left_out` says how many notes of a long path stand before the last of `witness` and are not named.
    """

    effective: Fact | None
    why: str
    witness: tuple[Card, ...]
    left_out: str
    has_premises: bool
    strength: str


class Notices(Struct, frozen=True):
    """What is wrong with a note's file."""

    severity: str
    word: str
    findings: tuple[Finding, ...]
    more: str


def note_page(
    catalogue: Catalogue, note: Note, related: Iterable[RelatedNote] = (), past: Past | None = None
) -> Page:
    """Return the page of `note`; `related` are the notes near it, of each list best first, `past` its history."""
    card = catalogue.cards[note.id]
    root = to_root(card.page)
    area = neighbourhood(note.id, catalogue.ties, catalogue.cards)
    between = chords(area, catalogue.ties)
    mentions = _mentions(catalogue, note)
    mention_count = len(catalogue.mentions.get(note.id, ()))
    more_mentions = mention_count - len(mentions)
    near = near_lists(related, catalogue.vault.by_id, catalogue.cards, root)
    against = challenged(catalogue, note, root)
    groups = _groups(catalogue, note, root)
    reasons = _argument(catalogue, note, root)
    values = SimpleNamespace(
        kind=card.kind,
        domain=_domain(catalogue, note),
        topics=_topics(catalogue, note),
        status=card.state,
        question=_question(catalogue, note),
        is_long=len(note.title) > 110,
        standfirst=catalogue.linked_text(note, note.description, root),
        rating=_rating(catalogue, note),
        disputes=_disputes(catalogue, note, groups),
        facts=fact_list(_facts(catalogue, note, past, root)),
        notices=_notices(catalogue, note),
        numbers=list(linked_numbers(catalogue, note, root)),
        argument=reasons,
        challenges=group_sections([against] if against else []),
        groups=group_sections(groups),
        answered_by=[catalogue.cards[id_] for id_ in catalogue.answers.get(note.id, ())],
        mention_count=mention_count,
        mentions=mention_rows(mentions, root),
        more_mentions=f"and {counted(more_mentions, 'note')} more" if more_mentions else "",
        near=near_groups(near),
        past=past,
        contents=_contents(catalogue, note, against, groups, reasons, mention_count, near, past),
        legend=legend(area.nodes, between),
        left_out=counted(area.left_out, "more neighbour") + " not drawn." if area.left_out else "",
        fragment=card.page.rpartition("/")[0],
        falls=cascade_anchor(card.page),
    )
    picture = map_svg(card, area, catalogue.cards, between, root) if area.nodes else ""
    anchors = frozenset(number.anchor for number in catalogue.numbers.get(note.id, ()))
    body = body_html(
        note, _finder(catalogue, note, root), lambda link: _is_shown(catalogue, note, link), anchors
    )
    return Page(
        card.page,
        "note.html",
        note.title,
        card.description or opening(note) or f"{card.kind} of {catalogue.title}",
        {
            "note": values,
            "card": card,
            "map": picture,
            "body": body,
            "cite": _citation(catalogue, note, past),
            "twins": TWINS,
        },
        language_of(note, catalogue.vault),
    )


def _citation(catalogue: Catalogue, note: Note, past: Past | None) -> Citation:
    page = catalogue.cards[note.id].page
    base = base_address(catalogue.vault.config.vault.base_url)
    commit = past.deeds[0].commit if past else ""
    return citation(note, page, permanent_address(base, page), catalogue.title, commit)


def _finder(catalogue: Catalogue, note: Note, root: str) -> Any:
    def find(link: Link) -> Way:
        resolution = catalogue.resolve(note, link)
        if resolution.id is not None:
            target = catalogue.cards[resolution.id]
            named = catalogue.anchors(resolution.id) if link.fragment else ()
            return Way(root + target.page, target.title, named)
        if resolution.is_ambiguous:
            return Way(None, f"{len(resolution.ids)} notes answer to this title")
        return Way(None, "no note of this title")

    return find


def _is_shown(catalogue: Catalogue, note: Note, link: Link) -> bool:
    """Whether the groups of edges show a link of a list of related notes or topics."""
    return not link.fragment and catalogue.resolve(note, link).id != note.id


def _domain(catalogue: Catalogue, note: Note) -> Entry | None:
    if not note.domain:
        return None
    return Entry(catalogue.domain_title(note.domain), catalogue.domain_page(note.domain))


def _topics(catalogue: Catalogue, note: Note) -> list[Card]:
    """Return the topic maps of a note, save the one that bears its domain's name."""
    domain = catalogue.domain_title(note.domain).casefold()
    cards = (catalogue.cards[tie.other] for tie in catalogue.ties[note.id] if tie.name == "part_of")
    return [card for card in cards if card.title.casefold() != domain]


def _question(catalogue: Catalogue, note: Note) -> Entry | None:
    if not note.question:
        return None
    id_ = catalogue.question_note(note)
    return Entry(bare(note.question), "" if id_ is None else catalogue.cards[id_].page)


def _rating(catalogue: Catalogue, note: Note) -> Rating | None:
    if note.confidence is None:
        return None
    found = catalogue.effective[note.id]
    has_premises = any(tie.name == "depends_on" for tie in catalogue.ties[note.id])
    strength = f"{catalogue.strengths[note.id]:.2f}"
    if found.rank is None or found.rank >= note.confidence:
        return Rating(None, "", (), "", has_premises, strength)
    # What is left out is never one note alone, in whose place its name could stand.
    path = found.witness_within(MOST_STEPS if found.distance > MOST_STEPS else MOST_STEPS + 1)
    left_out = found.distance + 1 - len(path)
    witness = tuple(catalogue.cards[id_] for id_ in path[1:])
    word = found.rank.word
    return Rating(
        Fact(word, glyph(word, is_worded=True)),
        "held down by what it rests on:",
        witness,
        f"{left_out} more" if left_out else "",
        has_premises,
        strength,
    )


def _disputes(catalogue: Catalogue, note: Note, groups: Iterable[Group]) -> list[tuple[str, str]]:
    """Return how many challenge and contradict a note, in words behind the name of the section that says who."""
    every = catalogue.challenges_of(note)
    unanswered = sum(not one.is_answered for one in every)
    said = counted(len(every), "unanswered challenge" if unanswered == len(every) else "challenge")
    if 0 < unanswered < len(every):
        said += f", {unanswered:,} unanswered"
    found = [(Relation.CHALLENGES.inverse, said)] if every else []
    against = (group for group in groups if group.name == Relation.CONTRADICTS)
    return [*found, *((group.name, counted(group.count, "contradiction")) for group in against)]


def _argument(catalogue: Catalogue, note: Note, root: str) -> Markup | None:
    branches = argument(
        note.id,
        catalogue.cards,
        catalogue.ties,
        catalogue.effective_words,
        _way_to_weakest(catalogue, note),
    )
    return argument_html(branches, root) if branches else None


def _way_to_weakest(catalogue: Catalogue, note: Note) -> tuple[str, ...]:
    """Return the premises from a note's own to the one that holds its rating down; none where it is not held down."""
    found = catalogue.effective[note.id]
    return found.witness[1:] if found.rank is not None and found.weakest != note.id else ()


def _facts(catalogue: Catalogue, note: Note, past: Past | None, root: str) -> list[Fact]:
    """Return what is known of the note itself; git tells the days that its author does not."""
    stated = [
        *work_facts(note),
        Fact("Source", _source(catalogue, note, root)),
        Fact("Created", note.created or (past.created if past else "")),
        Fact("Last evaluated", note.last_evaluated),
        Fact("Changed", past.changed if past else ""),
        Fact("Also called", "; ".join(note.aliases)),
        Fact("Also in", _domains(catalogue, note, root)),
    ]
    return [fact for fact in stated if fact.text]


def _source(catalogue: Catalogue, note: Note, root: str) -> str | Markup:
    """Return where a note has it from, with links to the notes that it names or to its one address."""
    found = web_address(note.source)
    return found if isinstance(found, Markup) else catalogue.linked_text(note, note.source, root)


def _domains(catalogue: Catalogue, note: Note, root: str) -> Markup:
    """Return the further domains of a note, those that have a page as links."""
    return Markup(", ").join(
        Markup('<a href="{}{}">{}</a>').format(root, catalogue.domain_page(domain), word)
        if domain in catalogue.domains
        else word
        for domain, word in ((one, catalogue.domain_title(one)) for one in note.secondary_domains)
    )


def _notices(catalogue: Catalogue, note: Note) -> Notices | None:
    faults = [one for one in catalogue.faults.get(note.path, ()) if one.severity is not Severity.INFO]
    if not faults:
        return None
    worst = Severity.ERROR if any(one.severity is Severity.ERROR for one in faults) else Severity.WARNING
    start = "This file has faults" if worst is Severity.ERROR else "Checks found"
    faults.sort(key=lambda one: one.severity is not Severity.ERROR)
    more = len(faults) - MOST_FINDINGS
    return Notices(
        worst.value,
        f"{start}: {counted(len(faults), 'diagnostic')}",
        findings(catalogue, faults[:MOST_FINDINGS]),
        f"{more} more on the health page" if more > 0 else "",
    )


def _groups(catalogue: Catalogue, note: Note, root: str) -> list[Group]:
    """Return what a note is tied to by each relation, save what challenges it, and what mentions it or lists it."""
    rows: dict[str, dict[str, str]] = {}
    ranks: dict[str, tuple[int, Relation, bool]] = {}
    for tie in catalogue.ties[note.id]:
        if tie.relation is Relation.MENTIONS or tie.name in ("part_of", "challenged_by"):
            continue
        group = rows.setdefault(tie.name, {})
        group[tie.other] = group.get(tie.other) or tie.edge.reason
        ranks.setdefault(tie.name, (tie.rank, tie.relation, tie.is_outward))
    prose: dict[str, list[Any]] = {}
    for entry in catalogue.prose[note.id]:
        name, is_outward = (
            (entry.relation.inverse, False) if entry.is_inverse else (entry.relation.value, True)
        )
        if name != "challenged_by":
            prose.setdefault(name, []).append(catalogue.linked_text(note, entry.text, root))
            ranks.setdefault(
                name, (catalogue.rank_of(entry.relation, is_outward), entry.relation, is_outward)
            )
    for link in note.links:
        if link.section is not Section.BODY and catalogue.resolve(note, link).id is None:
            relation = Relation.RELATED if link.section is Section.RELEVANT else Relation.PART_OF
            prose.setdefault(relation.value, []).append(_unresolved(link))
            ranks.setdefault(relation.value, (catalogue.rank_of(relation), relation, True))
    way = _way_to_weakest(catalogue, note)
    return [
        _group(
            catalogue,
            name,
            RELATION_WORDS[relation].outward if is_outward else RELATION_WORDS[relation].inward,
            rows.get(name, {}),
            prose.get(name, ()),
            root,
            way[0] if name == "depends_on" and len(way) == 1 else "",
        )
        for name, (_, relation, is_outward) in sorted(ranks.items(), key=lambda item: (item[1][0], item[0]))
    ]


def _group(
    catalogue: Catalogue,
    name: str,
    word: str,
    rows: Mapping[str, str],
    prose: Iterable[Any],
    root: str,
    weakest: str,
) -> Group:
    shown = (
        (catalogue.cards[id_], reason, id_ == weakest) for id_, reason in islice(rows.items(), MOST_ROWS)
    )
    entries, left = tuple(prose), len(rows) - MOST_ROWS
    more = f"and {counted(left, 'note')} more" if left > 0 else ""
    return Group(name, word, len(rows) + len(entries), edge_rows(shown, root), entries, more=more)


def _contents(
    catalogue: Catalogue,
    note: Note,
    against: Group | None,
    groups: list[Group],
    reasons: Markup | None,
    mentions: int,
    near: tuple[NearList, ...],
    past: Past | None,
) -> Markup:
    """Return the sections below the text, each with how much it holds, as links."""
    sections = [
        ("answers", "Answers", len(catalogue.answers.get(note.id, ()))),
        ("numbers", "Numbers", len(catalogue.numbers.get(note.id, ()))),
        *((one.name, one.word, one.count) for one in [against] if one),
        ("argument", "The argument", "" if reasons else 0),
        *((one.name, one.word, one.count) for one in groups),
        ("mentioned_by", "Mentioned by", mentions),
        ("by-meaning", "Near notes", sum(one.count for one in near)),
        ("history", "History", past.count if past else 0),
    ]
    lines = (
        f'<li><a href="#{anchor}">{word}</a> <span class="aside">{count}</span></li>'
        for anchor, word, count in sections
        if count != 0
    )
    return Markup("".join(lines))  # noqa: S704 - words and numbers of this file


def _unresolved(link: Link) -> Markup:
    reason = Markup(" — {}").format(field_text(without_names(link.reason))) if link.reason else ""
    return Markup('<span class="unresolved" title="no note of this title">{}</span>{}').format(
        link.shown, reason
    )


def _mentions(catalogue: Catalogue, note: Note) -> list[tuple[Card, Mention]]:
    said = catalogue.mentions.get(note.id, ())[:MOST_MENTIONS]
    return [(catalogue.cards[origin.id], mention(origin, link)) for origin, link in said]
