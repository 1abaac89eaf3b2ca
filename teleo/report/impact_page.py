"""The cascade of a change, as text and as plain values."""

from collections.abc import Iterator
from itertools import groupby

from teleo.graph.impact import Impact, Reached, Way
from teleo.graph.multigraph import Graph
from teleo.graph.relations import note_of
from teleo.model import Note
from teleo.report.page import clipped, columns, counted, heading, room, wrapped


def impact_text(graph: Graph, impact: Impact, *, since: str = "") -> str:
    """Return the cascade layer by layer, each grouped by type; `since` names the revision compared with."""
    return (
        "\n".join([*_opening(graph, impact, since), *_layers(graph, impact), *_ending(graph, impact)]) + "\n"
    )


def impact_data(graph: Graph, impact: Impact) -> dict[str, object]:
    """Return the cascade as values that JSON can hold."""
    return {
        "starts": list(impact.starts),
        "removed": list(impact.removed),
        "reached": [_row(note_of(graph, one.note), one) for one in impact.reached],
        "cut": list(impact.cut),
        "stale": [one.note for one in impact.stale],
    }


def _row(note: Note, one: Reached) -> dict[str, object]:
    return {
        "id": one.note,
        "title": note.title,
        "type": note.type.value,
        "confidence": note.confidence.word if note.confidence is not None else None,
        "depth": one.depth,
        "via": one.via,
        "by": one.way.value,
        "owner": one.owner,
        "source": note.source,
        "stale": one.is_stale,
    }


def _opening(graph: Graph, impact: Impact, since: str) -> Iterator[str]:
    count = counted(len(impact.reached), "note")
    if since:
        changed = counted(len(impact.starts), "note")
        rest = "rests" if len(impact.reached) == 1 else "rest"
        those = "it" if len(impact.starts) == 1 else "them"
        yield wrapped(
            f"{changed} changed in meaning since {since}; the change reaches {count} that {rest} on {those}."
        )
    else:
        yield f"{count} rest on:" if len(impact.reached) != 1 else "1 note rests on:"
    for note_id in impact.starts:
        yield clipped(f"  {_rating(note_of(graph, note_id)):<12}  {note_of(graph, note_id).title}", room())
    for note_id in impact.removed:
        yield clipped(f"  {'removed':<12}  {note_id}", room())


def _layers(graph: Graph, impact: Impact) -> Iterator[str]:
    for depth, layer in groupby(impact.reached, key=lambda one: one.depth):
        yield heading(counted(depth, "step") + " away")
        entries = sorted(layer, key=lambda one: (note_of(graph, one.note).type.value, one.owner, one.note))
        for (kind, owner), group in groupby(
            entries, key=lambda one: (note_of(graph, one.note).type.value, one.owner)
        ):
            yield f"{kind}, {owner}:" if owner else f"{kind}:"
            yield from columns(
                (
                    "stale" if one.is_stale else "",
                    "by a number" if one.way is Way.NUMBER else "",
                    _rating(note_of(graph, one.note)),
                    note_of(graph, one.note).title,
                )
                for one in group
            )


def _ending(graph: Graph, impact: Impact) -> Iterator[str]:
    if impact.cut:
        yield heading("Passed on nothing")
        yield "Changed or reached, and to those that rest on them they show the same as before."
        yield from (clipped(f"  {note_of(graph, note_id).title}", room()) for note_id in impact.cut)
    if impact.stale:
        verb = "was" if len(impact.stale) == 1 else "were"
        yield ""
        yield f"{counted(len(impact.stale), 'note')} {verb} not evaluated again since a premise moved."


def _rating(note: Note) -> str:
    return note.confidence.word if note.confidence is not None else note.type.value
