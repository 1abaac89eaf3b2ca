"""`graph-data.json`: nodes, edges, events and colours for a web application that draws a vault.

Ids are paths. An edge of type `wiki-link` is a link in a body; one of type `conflict` leads from a note to what
challenges or contradicts it.
"""

import json
from collections.abc import Iterable

from teleo.export.agents import argued, contributions, domain_of
from teleo.export.view import View, writable
from teleo.graph.challenges import Challenge, challenges
from teleo.graph.semantic import BODY_FIELDS
from teleo.model import Note, Relation

_PALETTE = (
    "#4a7fb5", "#b5704a", "#5b9a5b", "#9a5b92", "#b59a3c", "#4a9e9e", "#b55b6b", "#6b6bb5", "#7f8f4a", "#7a6a5b",
)  # fmt: skip
_LONGEST = 200
"""Characters of a challenge that are kept: the application shows them in a tooltip."""


def write(view: View) -> str:
    """Return the object `{nodes, edges, events, domain_colors}`; nodes sorted by path, events by date; no drafts."""
    view = view.published
    notes = argued(view.notes)
    found = contributions(view.vault)
    asked: dict[str, list[Challenge]] = {}
    for challenge in challenges(view.judged):
        asked.setdefault(challenge.note, []).append(challenge)
    data = {
        "nodes": [_node(note, found.agents[note.id], asked.get(note.id, [])) for note in notes],
        "edges": _edges(view, notes),
        "events": [
            {
                "type": "pr-merge",
                "number": event.number,
                "agent": writable(event.agent),
                "claims_added": event.added,
                "date": event.date,
            }
            for event in found.events
        ],
        "domain_colors": _colours(view, notes),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def rating_text(note: Note) -> str:
    """Return a note's rating as it states it, known to teleo or not; `speculative` where it states none."""
    stated = note.document.fields.data.get("confidence")
    return stated if isinstance(stated, str) and stated else "speculative"


def _node(note: Note, agent: str, asked: list[Challenge]) -> dict[str, object]:
    node: dict[str, object] = {
        "id": writable(note.path),
        "title": writable(note.stem),
        "domain": writable(domain_of(note)),
        "agent": writable(agent),
        "created": writable(note.created),
        "confidence": writable(rating_text(note)),
        "challenged": bool(asked),
    }
    if asked:
        node["challenges"] = [writable(challenge.text)[:_LONGEST] for challenge in asked]
    return node


def _edges(view: View, notes: Iterable[Note]) -> list[dict[str, object]]:
    known = {note.id: note for note in notes}
    found: set[tuple[str, str, str]] = set()
    for edge in view.edges:
        if edge.origin in known and edge.target in known and edge.origin != edge.target:
            if edge.relation is Relation.CHALLENGES:
                found.add((edge.target, edge.origin, "conflict"))
            elif edge.relation is Relation.CONTRADICTS:
                found.add((edge.origin, edge.target, "conflict"))
            elif edge.field in BODY_FIELDS:
                found.add((edge.origin, edge.target, "wiki-link"))
    return [
        {
            "source": writable(known[origin].path),
            "target": writable(known[target].path),
            "type": kind,
            "cross_domain": domain_of(known[origin]) != domain_of(known[target]) != "",
        }
        for origin, target, kind in sorted(found)
    ]


def _colours(view: View, notes: Iterable[Note]) -> dict[str, str]:
    """Return a colour for every domain: the settings' own, else one of a palette, in the order of names."""
    stated = view.vault.config.vault.domains
    names = sorted({domain_of(note) for note in notes} | set(stated))
    return {
        writable(name): stated.get(name, {}).get("colour") or _PALETTE[place % len(_PALETTE)]
        for place, name in enumerate(names)
        if name
    }
