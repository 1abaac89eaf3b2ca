"""Everything worth asking of a vault's graph, asked at once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from teleo.config import ConfidenceTable
from teleo.graph.challenges import Challenge, Tension, challenges, tensions, unanswered
from teleo.graph.cycles import dependency_cycles
from teleo.graph.effective import Effective, effective_ratings
from teleo.graph.load import OTHER_BASES, Load, loads
from teleo.graph.multigraph import Graph
from teleo.graph.premises import AbovePremise, above_any_premise, above_direct_premise
from teleo.graph.staleness import Stale, stale
from teleo.graph.strength import Strengths, strengths
from teleo.graph.structure import (
    Coverage,
    Hub,
    articulation_points,
    bridges,
    claims_of,
    coverage,
    hubs,
    orphans,
    without_incoming,
)
from teleo.model import Confidence, Relation


@dataclass(frozen=True)
class Audit:
    """The answers about one graph as of one day; each is sorted as the function that gave it says.

    `by_confidence` counts claims by rating, `none` for those without; `edges` counts by relation.
    """

    graph: Graph
    today: date
    claims: int
    by_confidence: Mapping[str, int]
    edges: Mapping[str, int]
    effective: Mapping[str, Effective]
    above_direct: tuple[AbovePremise, ...]
    above_any: tuple[AbovePremise, ...]
    strengths: Strengths
    load_bearing: tuple[Load, ...]
    cycles: tuple[tuple[str, ...], ...]
    challenges: tuple[Challenge, ...]
    unanswered: tuple[Challenge, ...]
    tensions: tuple[Tension, ...]
    orphans: tuple[str, ...]
    without_incoming: tuple[str, ...]
    hubs: tuple[Hub, ...]
    articulation_points: tuple[str, ...]
    bridges: tuple[tuple[str, str], ...]
    coverage: tuple[Coverage, ...]
    stale: tuple[Stale, ...]


def audit(graph: Graph, settings: ConfidenceTable, today: date) -> Audit:
    """Ask a graph everything.

    Args:
        graph: the vault's graph.
        settings: the strength of each rating and the days after which it is stale.
        today: the day from which ages are counted.
    """
    effective = effective_ratings(graph)
    strength = strengths(graph, settings.base)
    others = (strengths(graph, base).values for base in OTHER_BASES.values())
    asked = challenges(graph)
    return Audit(
        graph=graph,
        today=today,
        claims=len(claims_of(graph)),
        by_confidence=_by_confidence(graph),
        edges=_by_relation(graph),
        effective=effective,
        above_direct=above_direct_premise(graph),
        above_any=above_any_premise(graph, effective),
        strengths=strength,
        load_bearing=loads(graph, strength.values, *others),
        cycles=dependency_cycles(graph),
        challenges=asked,
        unanswered=unanswered(asked),
        tensions=tensions(graph),
        orphans=orphans(graph),
        without_incoming=without_incoming(graph),
        hubs=hubs(graph),
        articulation_points=articulation_points(graph),
        bridges=bridges(graph),
        coverage=coverage(graph, asked),
        stale=stale(graph, settings.stale_after_days, today),
    )


def _by_confidence(graph: Graph) -> dict[str, int]:
    found = Counter(note.confidence for note in claims_of(graph).values())
    counts = {rating.word: found[rating] for rating in reversed(Confidence)}
    return counts | ({"none": found[None]} if found[None] else {})


def _by_relation(graph: Graph) -> dict[str, int]:
    found = Counter(key for _, _, key in graph.edges(keys=True))
    return {relation.value: found[relation.value] for relation in Relation}
