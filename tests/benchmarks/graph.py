"""Measures the graph alone on generated arguments: `python -m tests.benchmarks.graph`."""

import time
from collections.abc import Callable
from random import Random

from teleo.config import Config
from teleo.graph.cycles import dependency_cycles
from teleo.graph.effective import effective_ratings
from teleo.graph.load import loads
from teleo.graph.multigraph import Graph
from teleo.graph.strength import strengths
from teleo.model import Relation
from tests.graph.drawing import add_edge, drawn

WORDS = ("speculative", "experimental", "likely", "proven")
RELATIONS = (Relation.DEPENDS_ON, Relation.SUPPORTS, Relation.CHALLENGES)


def generate(notes: int, edges: int, *, is_acyclic: bool, seed: int = 1) -> Graph:
    """Return claims of random ratings with random edges; where acyclic, later claims move none before them."""
    random = Random(seed)
    graph = drawn({f"{number:06}": random.choice(WORDS) for number in range(notes)})
    for _ in range(edges):
        one, two = random.randrange(notes), random.randrange(notes)
        relation = random.choice(RELATIONS)
        if is_acyclic:
            low, high = sorted((one, two))
            one, two = (high, low) if relation is Relation.DEPENDS_ON else (low, high)
        if one != two:
            add_edge(graph, f"{one:06}", relation, f"{two:06}")
    return graph


def measure(name: str, work: Callable[..., object], *values: object) -> None:
    """Print the CPU seconds of one run of `work` on `values`."""
    start = time.process_time()
    work(*values)
    print(f"{name:58} {time.process_time() - start:8.2f} CPU s", flush=True)


def main() -> None:
    """Print what each question costs."""
    base = Config().confidence.base
    for is_acyclic in (True, False):
        kind = "acyclic" if is_acyclic else "any shape"
        graph = generate(100_000, 500_000, is_acyclic=is_acyclic)
        measure(f"strength, 100,000 notes, 500,000 edges, {kind}", strengths, graph, base)
        measure("  effective ratings", effective_ratings, graph)
        measure("  circles of dependencies", dependency_cycles, graph)
    graph = generate(10_000, 50_000, is_acyclic=False)
    values = strengths(graph, base).values
    measure("loads, 10,000 notes, 50,000 edges", loads, graph, values, values, values)


if __name__ == "__main__":
    main()
