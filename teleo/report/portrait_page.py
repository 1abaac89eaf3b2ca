"""One note as a page of text and as plain values."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from teleo.graph.multigraph import Graph
from teleo.graph.portrait import Neighbour, Portrait
from teleo.graph.relations import note_of
from teleo.model import Confidence, Relation
from teleo.report.page import clipped, columns, counted, heading, room, wrapped
from teleo.report.visible import visible
from teleo.vault.history import Commit

_FEW = 12
_QUIET = (Relation.MENTIONS, Relation.RELATED, Relation.PART_OF)
"""Relations that are cut to a few lines; those that argue are shown whole."""


def portrait_text(graph: Graph, one: Portrait, numbers: Mapping[str, str], commits: Sequence[Commit]) -> str:
    """Return the page.

    Args:
        graph: the vault's graph, for the notes on the witness path.
        one: the note.
        numbers: its quantities as a reader sees them, by name.
        commits: its newest commits, newest first.
    """
    lines = [
        *_head(one),
        *_ratings(graph, one),
        *_neighbours(one),
        *_words(one),
        *_challenges(one),
        *_numbers(numbers),
        *_commits(commits),
    ]
    return "\n".join(lines) + "\n"


def portrait_data(one: Portrait, numbers: Mapping[str, str], commits: Sequence[Commit]) -> dict[str, object]:
    """Return the note as values that JSON can hold."""
    note, rank = one.note, one.effective.rank
    return {
        "id": note.id,
        "title": note.title,
        "path": note.path,
        "type": note.type.value,
        "domain": note.domain,
        "status": note.status.value,
        "description": note.description,
        "question": note.question,
        "source": note.source,
        "created": note.created,
        "last_evaluated": note.last_evaluated,
        "confidence": _word(note.confidence),
        "effective": {"confidence": _word(rank), "path": list(one.effective.witness)},
        "strength": None if one.strength is None else round(one.strength, 6),
        "edges": [
            {
                "relation": neighbour.relation,
                "id": neighbour.note.id,
                "title": neighbour.note.title,
                "confidence": _word(neighbour.note.confidence),
                "reason": neighbour.edge.reason,
                "date": neighbour.edge.date,
                "stated_in": neighbour.edge.note,
                "field": neighbour.edge.field,
                "line": neighbour.edge.line,
            }
            for neighbour in one.neighbours
        ],
        "prose": [{"field": entry.field, "text": entry.text} for entry in one.prose],
        "challenges": [
            {"challenger": asked.challenger or None, "text": asked.text, "response": asked.response or None}
            for asked in one.challenges
        ],
        "quantities": [{"quantity": name, "value": value} for name, value in numbers.items()],
        "commits": [
            {"hash": commit.hash, "date": commit.date, "author": commit.author, "subject": commit.subject}
            for commit in commits
        ],
    }


def _head(one: Portrait) -> Iterator[str]:
    note = one.note
    if note.question:
        yield wrapped(note.question)
    yield wrapped(note.title)
    status = "" if note.status.value == "active" else note.status.value.replace("_", " ")
    yield clipped(" · ".join(filter(None, (note.type.value, note.domain, status))), room())
    yield visible(note.path)
    if note.description:
        yield "\n" + wrapped(note.description, "  ")
    dates = [
        f"created {note.created}" if note.created else "",
        f"last evaluated {note.last_evaluated}" if note.last_evaluated else "",
    ]
    if note.source:
        yield "\n" + wrapped(f"Source: {note.source}")
    if any(dates):
        yield wrapped(", ".join(filter(None, dates)).capitalize())


def _ratings(graph: Graph, one: Portrait) -> Iterator[str]:
    rank, rating = one.effective.rank, one.note.confidence
    if rank is None:
        return
    yield heading("Rating")
    strength = "" if one.strength is None else f", strength {one.strength:.2f}"
    yield f"{_word(rating) or 'none'}{strength}"
    if rank is rating:
        yield (
            "No premise is rated lower."
            if any(_is_premise(near) for near in one.neighbours)
            else "It names no premise."
        )
        return
    yield f"Effective rating {rank.word}, because of what it rests on:"
    for step in one.effective.witness_within(20)[1:]:
        premise = note_of(graph, step)
        yield clipped(f"  → {_word(premise.confidence) or 'no rating'}: {premise.title}", room())


def _is_premise(near: Neighbour) -> bool:
    return near.relation == Relation.DEPENDS_ON.value


def _neighbours(one: Portrait) -> Iterator[str]:
    for relation, group in groupby(one.neighbours, key=lambda near: near.relation):
        found = list(group)
        limit = _FEW if found[0].edge.relation in _QUIET else len(found)
        yield heading(f"{relation.replace('_', ' ').capitalize()} ({len(found)})")
        for near in found[:limit]:
            yield clipped(
                f"  {_word(near.note.confidence) or near.note.type.value:<12}  {near.note.title}", room()
            )
            if near.edge.reason:
                yield wrapped(near.edge.reason, " " * 16)
        if len(found) > limit:
            yield f"  … and {counted(len(found) - limit, 'note')} more"


def _words(one: Portrait) -> Iterator[str]:
    others = [
        entry for entry in one.prose if not (entry.relation is Relation.CHALLENGES and entry.is_inverse)
    ]
    if others:
        yield heading("In words")
    yield from (wrapped(f"{entry.field.replace('_', ' ')}: {entry.text}", "  ") for entry in others)


def _challenges(one: Portrait) -> Iterator[str]:
    if one.challenges:
        yield heading("Challenges and responses")
    for asked in one.challenges:
        yield wrapped(asked.text, "  ")
        yield wrapped(f"→ {asked.response}" if asked.response else "→ no response yet", "    ")


def _numbers(numbers: Mapping[str, str]) -> Iterator[str]:
    if numbers:
        yield heading("Quantities")
    yield from columns(numbers.items())


def _commits(commits: Sequence[Commit]) -> Iterator[str]:
    if commits:
        yield heading("Last commits")
    yield from columns((commit.date, commit.hash[:8], commit.subject) for commit in commits)


def _word(rating: Confidence | None) -> str | None:
    return rating.word if rating is not None else None
