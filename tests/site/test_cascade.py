"""What the cascade page finds when a reader rates a claim otherwise is what the audit finds of a vault so rated."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx
import pytest

from teleo.config import Config
from teleo.graph.effective import effective_ratings
from teleo.graph.strength import strengths
from teleo.graph.wiring import wire
from teleo.model import Confidence
from teleo.site.pages.bearing import argument_data
from tests.graph.drawing import drawn
from tests.quantities.node import printed
from tests.site.vaults import build, claim, write_vault

SOURCE = Path(__file__).parents[2] / "site/src/strength.js"
BASES = Config().confidence.base
RELATIONS = ("depends_on", "depends_on", "supports", "challenges", "related")
WORDS = ["", *(rating.word for rating in Confidence)]


def random_argument(seed: int) -> tuple[dict[str, str], list[str], dict[str, list[str]]]:
    """Return ratings by note, edges and challenges in prose; some graphs have cycles, some notes no rating."""
    random = Random(seed)
    ids = [f"n{number:02}" for number in range(random.randint(2, 24))]
    ratings = {id_: random.choice(WORDS) for id_ in ids}
    edges = [
        f"{random.choice(ids)} {random.choice(RELATIONS)} {random.choice(ids)}"
        for _ in range(random.randint(1, 3 * len(ids)))
    ]
    prose = {id_: ["so they say"] * random.randint(0, 2) for id_ in random.sample(ids, len(ids) // 3)}
    return ratings, edges, prose


def answers(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the strengths and effective ranks that the page's code finds for each case."""
    code = SOURCE.read_text(encoding="utf-8").replace("export function", "function")
    return printed(  # type: ignore[no-any-return]
        f"{code}\nconst cases = {json.dumps(cases)};\n"
        "console.log(JSON.stringify(cases.map(({ data, node, base, rank }) => ({\n"
        "  strength: Array.from(strengths(data, new Map(node === null ? [] : [[node, base]]))),\n"
        "  rank: effective(data, new Map(node === null ? [] : [[node, rank]])),\n"
        "}))));\n"
    )


def test_a_claim_that_carries_others_is_named_whole(tmp_path: Path) -> None:
    title = "Expected use of wood makes oaks smaller and longer grown trees the better buy"
    notes = {f"{title}.md": claim(title), "Other.md": claim("Other", depends_on=f"[{title}]")}
    build(write_vault(tmp_path / "v", notes), tmp_path / "site")
    page = (tmp_path / "site/cascade/index.html").read_text(encoding="utf-8")
    (summary,) = re.findall(r"<summary>(.*?)</summary>", page)
    assert title in re.sub(r"<[^>]+>", "", summary)


def test_a_claim_rated_otherwise_moves_the_others_as_the_audit_says() -> None:
    cases, expected = [], []
    for seed in range(150):
        ratings, edges, prose = random_argument(seed)
        data = argument_data(drawn(ratings, *edges, prose=prose), BASES)
        rated = [id_ for id_ in ratings if ratings[id_]]
        for id_ in [None, *Random(seed).sample(rated, min(3, len(rated)))]:
            for rating in Confidence if id_ else [None]:
                now = {**ratings, **({id_: rating.word} if id_ and rating is not None else {})}
                graph = drawn(now, *edges, prose=prose)
                found, ranks = strengths(graph, BASES).values, effective_ratings(graph)
                ids = wire(graph, BASES).ids
                cases.append(
                    {
                        "data": data,
                        "node": None if id_ is None else ids.index(id_),
                        "base": None if rating is None else BASES[rating.word],
                        "rank": None if rating is None else int(rating),
                    }
                )
                expected.append(([found.get(one) for one in ids], [ranks[one].rank for one in ids]))
    assert len(cases) > 1000
    for (values, ranks), answer in zip(expected, answers(cases), strict=True):
        assert answer["rank"] == [None if rank is None else int(rank) for rank in ranks]
        for value, shown in zip(values, answer["strength"], strict=True):
            assert value is None or shown == pytest.approx(value, abs=1e-9)


def test_a_claim_that_falls_takes_all_that_rests_on_it_to_nothing() -> None:
    cases, resting = [], []
    for seed in range(40):
        ratings, edges, prose = random_argument(seed)
        graph = drawn(ratings, *edges, prose=prose)
        ids = wire(graph, BASES).ids
        needs = nx.DiGraph()
        needs.add_nodes_from(ids)
        needs.add_edges_from(edge.split()[::2] for edge in edges if " depends_on " in edge)
        for id_ in (one for one in ids if ratings[one]):
            data = argument_data(graph, BASES)
            cases.append({"data": data, "node": ids.index(id_), "base": 0, "rank": 0})
            resting.append([ids.index(one) for one in nx.ancestors(needs, id_)])
    for dependents, answer in zip(resting, answers(cases), strict=True):
        assert [answer["strength"][node] for node in dependents] == pytest.approx([0.0] * len(dependents))


def test_a_strength_is_written_as_the_audit_writes_it() -> None:
    random = Random(7)
    values = [number / 1000 for number in range(1001)] + [random.random() for _ in range(1000)]
    code = SOURCE.read_text(encoding="utf-8").replace("export function", "function")
    told = printed(f"{code}\nconsole.log(JSON.stringify({json.dumps(values)}.map(hundredths)));\n")
    assert told == [f"{value:.2f}" for value in values]
