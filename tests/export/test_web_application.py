"""`graph-data` and `claims-context`, as the web application reads them."""

import json
from pathlib import Path
from typing import Any

import igraph
import pytest

from teleo.config import read_config
from teleo.export import View, export
from teleo.export.agents import agent_of
from teleo.export.claims_context import ContextTooLargeError
from teleo.graph.build import build_graph
from teleo.vault.reader import read_vault
from tests.cli.outputs import valid_output
from tests.export.five_notes import NOTES
from tests.repository import Repository, claim_text, repository

RAIN = "claims/rain falls upward in a storm.md"
HEAT = "claims/heat makes air rise.md"
GRAVITY = "claims/gravity always wins.md"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    made = repository(tmp_path)
    made.commit("theseus: rain", {path: NOTES[path] for path in (RAIN, "maps/weather.md")})
    made.git("checkout", "-q", "-b", "side")
    made.commit("rio: heat", {HEAT: NOTES[HEAT]}, "2026-03-02")
    made.git("checkout", "-q", "main")
    made.git(
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "Merge pull request #12 from example/rio/heat",
        "side",
        date="2026-03-05",
    )
    toml = '[export.agents]\nphysics = "astra"\n\n[vault.domains.weather]\ncolour = "#123456"\n'
    made.commit("add gravity", {GRAVITY: NOTES[GRAVITY], "teleo.toml": toml}, "2026-03-06")
    return made


def view(folder: Path) -> View:
    vault = read_vault(folder, read_config(folder))
    return View(vault, build_graph(vault))


def exported(folder: Path, name: str) -> Any:
    return valid_output(name, export(view(folder), name))


def test_ids_are_paths_and_agents_come_from_the_commit_then_the_settings(made: Repository) -> None:
    data = exported(made.folder, "graph-data")
    assert {node["id"]: node["agent"] for node in data["nodes"]} == {
        RAIN: "theseus",
        HEAT: "rio",
        GRAVITY: "astra",
    }


def test_a_note_that_nobody_is_known_for_belongs_to_all(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(claim_text("a"), encoding="utf-8")
    (node,) = exported(tmp_path, "graph-data")["nodes"]
    assert (node["agent"], node["confidence"], node["challenged"]) == ("collective", "likely", False)
    assert "challenges" not in node


def test_agents_keep_their_notes_where_two_lines_used_one_name(tmp_path: Path) -> None:
    made = repository(tmp_path)
    made.commit("begin", {"README.md": "# Read me\n"}, "2026-01-01")
    made.git("branch", "side")
    first, other = claim_text("One", body="Rings tell. " * 20), claim_text("Two", body="Winds rise. " * 20)
    made.commit("astra: one", {"name.md": first}, "2026-01-02")
    made.commit("rio: move", {"name.md": None, "moved.md": first}, "2026-01-20")
    made.git("checkout", "-q", "side")
    made.commit("borea: two", {"name.md": other}, "2026-01-10")
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "--no-ff", "-m", "join", "side", date="2026-01-30")
    nodes = {node["id"]: node["agent"] for node in exported(tmp_path, "graph-data")["nodes"]}
    assert (nodes["moved.md"], nodes["name.md"]) == ("astra", "borea")


def test_an_agent_keeps_a_note_that_is_renamed(made: Repository) -> None:
    made.commit("clay: move", {HEAT: None, "new/heat.md": NOTES[HEAT]})
    nodes = {node["id"]: node["agent"] for node in exported(made.folder, "graph-data")["nodes"]}
    assert nodes["new/heat.md"] == "rio"


@pytest.mark.parametrize(
    ("subject", "agent"),
    [
        ("Theseus: x", "theseus"),
        ("feat: x", ""),
        ("Merge x: y", ""),
        ("no prefix", ""),
        ("a-b : x", "a-b"),
        (": x", ""),
    ],
)
def test_the_agent_is_the_word_before_the_colon(subject: str, agent: str) -> None:
    assert agent_of(subject) == agent


def test_edges_are_links_of_bodies_and_conflicts(made: Repository) -> None:
    data = exported(made.folder, "graph-data")
    found = {(edge["source"], edge["target"], edge["type"], edge["cross_domain"]) for edge in data["edges"]}
    assert found == {
        (RAIN, HEAT, "wiki-link", False),
        (RAIN, GRAVITY, "wiki-link", True),
        (RAIN, GRAVITY, "conflict", True),
        (GRAVITY, RAIN, "conflict", True),
    }


def test_igraph_reads_nodes_and_edges(made: Repository) -> None:
    data = exported(made.folder, "graph-data")
    graph = igraph.Graph.DictList(
        data["nodes"],
        data["edges"],
        directed=True,
        vertex_name_attr="id",
        edge_foreign_keys=("source", "target"),
    )
    assert (graph.vcount(), graph.ecount()) == (3, 4)


def test_challenges_are_shown_as_text(made: Repository) -> None:
    rain = next(node for node in exported(made.folder, "graph-data")["nodes"] if node["id"] == RAIN)
    assert rain["challenged"] is True
    assert rain["challenges"] == ["gravity always wins", "a drop has a weight"]


def test_a_merge_that_added_notes_is_an_event(made: Repository) -> None:
    assert exported(made.folder, "graph-data")["events"] == [
        {"type": "pr-merge", "number": 12, "agent": "rio", "claims_added": 1, "date": "2026-03-05"}
    ]


def test_every_domain_has_a_colour_and_the_settings_go_first(made: Repository) -> None:
    colours = exported(made.folder, "graph-data")["domain_colors"]
    assert colours["weather"] == "#123456"
    assert set(colours) == {"weather", "physics"}


def test_the_context_lists_claims_by_domain_and_title(made: Repository) -> None:
    data = exported(made.folder, "claims-context")
    assert list(data) == ["generated", "claimCount", "claims"]
    assert (data["generated"], data["claimCount"]) == ("2026-03-06T00:00:00Z", 3)
    assert [claim["title"] for claim in data["claims"]] == [
        "gravity always wins",
        "heat makes air rise",
        "rain falls upward in a storm",
    ]
    assert list(data["claims"][0]) == ["title", "description", "domain", "agent", "confidence"]


def test_descriptions_are_cut_to_one_length_until_the_context_fits(tmp_path: Path) -> None:
    for number in range(400):
        words = "ø" * (100 + number)
        (tmp_path / f"claim {number:03}.md").write_text(claim_text("x", description=words), encoding="utf-8")
    (tmp_path / "short.md").write_text(claim_text("x", description="short"), encoding="utf-8")
    text = export(view(tmp_path), "claims-context")
    assert 99_000 < len(text.encode()) <= 100_000
    claims = json.loads(text)["claims"]
    assert len(claims) == 401
    lengths = {len(claim["description"]) for claim in claims}
    assert lengths == {5, max(lengths)}
    assert claims[0]["description"].endswith("ø…")


def test_descriptions_shrink_to_dots_before_a_context_is_refused(tmp_path: Path) -> None:
    (tmp_path / "teleo.toml").write_text("[export]\ncontext_limit_kb = 2\n", encoding="utf-8")
    for number in range(19):
        words = claim_text("x", description="more words than fit")
        (tmp_path / f"claim {number:03}.md").write_text(words, encoding="utf-8")
    text = export(view(tmp_path), "claims-context")
    assert len(text.encode()) <= 2000
    (description,) = {claim["description"] for claim in json.loads(text)["claims"]}
    assert description.endswith("…")
    assert len(description) < 12


def test_a_context_whose_titles_do_not_fit_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "teleo.toml").write_text("[export]\ncontext_limit_kb = 1\n", encoding="utf-8")
    for number in range(20):
        (tmp_path / f"claim {number:03}.md").write_text(claim_text("x"), encoding="utf-8")
    with pytest.raises(ContextTooLargeError, match="raise `context_limit_kb`"):
        export(view(tmp_path), "claims-context")


def test_topic_maps_sources_and_readmes_are_no_claims(made: Repository) -> None:
    made.commit("more", {"README.md": "# read me\n", "s.md": "---\ntype: source\n---\n# s\n"})
    assert exported(made.folder, "claims-context")["claimCount"] == 3


def test_a_draft_is_in_neither_file_nor_is_its_title(tmp_path: Path) -> None:
    notes = {
        "Oaks.md": "---\ntype: claim\nconfidence: likely\n---\n# Oaks\n\nSee [[Elms]].\n",
        "Elms.md": "---\ntype: claim\nconfidence: likely\ndraft: true\nchallenges: [Oaks]\n---\n# Elms\n\n[[Oaks]]\n",
    }
    for name, text in notes.items():
        (tmp_path / name).write_text(text)
    data, context = exported(tmp_path, "graph-data"), exported(tmp_path, "claims-context")
    assert [node["id"] for node in data["nodes"]] == ["Oaks.md"]
    assert [line["title"] for line in context["claims"]] == ["Oaks"]
    assert "Elms" not in json.dumps([data, context])
    (tmp_path / "Elms.md").write_text(notes["Elms.md"].replace("draft: true\n", ""))
    assert (
        len(exported(tmp_path, "graph-data")["nodes"])
        == len(exported(tmp_path, "claims-context")["claims"])
        == 2
    )


def test_a_claim_is_challenged_though_its_challenger_is_not_chosen(tmp_path: Path) -> None:
    stated = "---\ntype: claim\nconfidence: likely\n"
    for name, more in (
        ("Oaks", ""),
        ("Elms", "challenges: [Oaks]\n"),
        ("Ash", "draft: true\nchallenges: [Elms]\n"),
    ):
        (tmp_path / f"{name}.md").write_text(f"{stated}{more}---\n# {name}\n\nThey grow.\n")
    whole = view(tmp_path)
    for chosen in ("Oaks", "Elms"):
        part = View(whole.vault, whole.graph.subgraph([chosen]), whole.graph)
        (node,) = valid_output("graph-data", export(part, "graph-data"))["nodes"]
        # A draft is told of to nobody, nor is what it challenges.
        assert (node["id"], node.get("challenges")) == (
            f"{chosen}.md",
            ["Elms"] if chosen == "Oaks" else None,
        )
