"""Places of all notes on the plane of the whole graph, the same for the same vault."""

from collections.abc import Mapping
from random import Random

import igraph

from teleo.graph.build import Graph
from teleo.model import Relation

Point = tuple[int, int]
"""A place in thousandths of the plane's half width, from -1000 to 1000 either way."""

_SEED = 20_260_401
_ROUNDS = 400
_START = 0.08
_WEIGHTS = {
    Relation.DEPENDS_ON: 3.0,
    Relation.SUPPORTS: 3.0,
    Relation.CHALLENGES: 2.5,
    Relation.CONTRADICTS: 2.5,
    Relation.RELATED: 1.5,
    Relation.CITES: 1.0,
    Relation.PART_OF: 1.0,
    Relation.MENTIONS: 1.0,
}


def places(graph: Graph) -> Mapping[str, Point]:
    """Return each note's place, by Fruchterman and Reingold's forces on a grid; notes that are tied attract.

    The random numbers are seeded, so that the same graph gives the same places on every run.
    """
    ids = sorted(graph)
    if len(ids) < 2:
        return dict.fromkeys(ids, (0, 0))
    numbers = {id_: number for number, id_ in enumerate(ids)}
    weights: dict[tuple[int, int], float] = {}
    for origin, target, relation in graph.edges(keys=True):
        if origin != target:
            ends = sorted((numbers[origin], numbers[target]))
            pair = (ends[0], ends[1])
            weights[pair] = max(weights.get(pair, 0.0), _WEIGHTS[Relation(relation)])
    pairs = sorted(weights)
    drawing = igraph.Graph(n=len(ids), edges=pairs)
    random = Random(_SEED)  # noqa: S311 - a drawing, not a secret
    igraph.set_random_number_generator(random)
    try:
        layout = drawing.layout_fruchterman_reingold(
            weights=[weights[pair] for pair in pairs] or None,
            niter=_ROUNDS,
            seed=[(random.uniform(-1, 1), random.uniform(-1, 1)) for _ in ids],
            grid="grid" if len(ids) > 300 else "nogrid",
        )
    finally:
        igraph.set_random_number_generator(None)
    return _scaled(ids, layout.coords)


def _scaled(ids: list[str], coords: list[list[float]]) -> dict[str, Point]:
    middle_x = sum(x for x, _ in coords) / len(coords)
    middle_y = sum(y for _, y in coords) / len(coords)
    reach = max(max(abs(x - middle_x), abs(y - middle_y)) for x, y in coords) or 1.0
    return {
        id_: (round(1000 * (x - middle_x) / reach), round(1000 * (y - middle_y) / reach))
        for id_, (x, y) in zip(ids, coords, strict=True)
    }
