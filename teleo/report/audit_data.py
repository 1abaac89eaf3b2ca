"""An audit as plain values, for `teleo audit --format json`; `schemas/output/audit.json` describes them."""

from datetime import date

from teleo.graph.audit import Audit
from teleo.graph.challenges import Challenge
from teleo.graph.dates import days_between
from teleo.graph.load import OTHER_BASES
from teleo.graph.premises import AbovePremise
from teleo.graph.relations import note_of
from teleo.model import Confidence

PATH_LIMIT = 100
"""Notes of a witness path that are written; the paths of a long chain are together quadratic in its length."""


def audit_data(audit: Audit) -> dict[str, object]:
    """Return an audit as values that JSON can hold; lists are complete and sorted, most urgent first."""
    return {
        "claims": audit.claims,
        "notes": audit.graph.number_of_nodes(),
        "by_confidence": dict(audit.by_confidence),
        "edges": dict(audit.edges),
        "above_premise": {
            "direct": [_above(one) for one in audit.above_direct],
            "transitive": [{**_above(one), "path": _path(audit, one.note)} for one in audit.above_any],
        },
        "strength": {"converged": audit.strengths.converged, "values": _strengths(audit)},
        "load_bearing": _loads(audit),
        "cycles": [list(cycle) for cycle in audit.cycles],
        "orphans": list(audit.orphans),
        "without_incoming": list(audit.without_incoming),
        "hubs": [{"id": hub.note, "named_by": hub.named_by, "names": hub.names} for hub in audit.hubs],
        "articulation_points": list(audit.articulation_points),
        "bridges": [list(bridge) for bridge in audit.bridges],
        "challenges": {
            "total": len(audit.challenges),
            "answered": len(audit.challenges) - len(audit.unanswered),
            "claims_challenged": len({one.note for one in audit.challenges}),
        },
        "unanswered_challenges": [_challenge(one, audit.today) for one in audit.unanswered],
        "tensions": _tensions(audit),
        "coverage": _coverage(audit),
        "stale": [
            {
                "id": one.note,
                "since": one.since.isoformat(),
                "age_days": one.age_days,
                "limit_days": one.limit_days,
            }
            for one in audit.stale
        ],
    }


def _above(one: AbovePremise) -> dict[str, object]:
    return {
        "id": one.note,
        "confidence": one.rating.word,
        "premise": one.premise,
        "premise_confidence": one.premise_rating.word,
        "distance": one.distance,
    }


def _path(audit: Audit, note_id: str) -> list[str]:
    witness = audit.effective[note_id].witness_within(PATH_LIMIT)
    return list(witness)


def _strengths(audit: Audit) -> dict[str, float]:
    return {note_id: round(value, 6) for note_id, value in audit.strengths.values.items()}


def _loads(audit: Audit) -> list[dict[str, object]]:
    return [
        {
            "id": load.note,
            "loss": round(load.loss, 6),
            "dependents": load.dependents,
            "drops": load.drops,
            "places": {"configured": place, **dict(zip(OTHER_BASES, load.places, strict=True))},
        }
        for place, load in enumerate(audit.load_bearing, 1)
    ]


def _challenge(one: Challenge, today: date) -> dict[str, object]:
    return {
        "id": one.note,
        "challenger": one.challenger or None,
        "text": one.text,
        "stated_in": one.stated_in,
        "line": one.line,
        "since": one.since.isoformat() if one.since else None,
        "age_days": days_between(one.since, today),
    }


def _tensions(audit: Audit) -> list[dict[str, object]]:
    return [
        {
            "ids": [pair.one, pair.two],
            "relations": [relation.value for relation in pair.relations],
            "confidence": [_word(note_of(audit.graph, end).confidence) for end in (pair.one, pair.two)],
        }
        for pair in audit.tensions
    ]


def _coverage(audit: Audit) -> list[dict[str, object]]:
    return [
        {
            "domain": one.domain,
            "claims": one.claims,
            "by_confidence": {rating.word: one.rated[rating] for rating in reversed(Confidence)},
            "sourced": one.sourced,
            "resting": one.resting,
            "challenged": one.challenged,
            "answered": one.answered,
            "mapped": one.mapped,
        }
        for one in audit.coverage
    ]


def _word(rating: Confidence | None) -> str | None:
    return rating.word if rating is not None else None
