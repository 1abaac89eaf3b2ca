"""Each format, read back by a library that had no part in writing it."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import bibtexparser
import networkx as nx
import pydot
import pytest
import rdflib
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

from teleo.export import FORMATS, View, export
from teleo.export.linked import iri
from teleo.export.spreadsheet import guarded
from tests.export.five_notes import BREAKOUT, EVIL, five_notes

RAIN = "claims/rain falls upward in a storm"
HEAT = "claims/heat makes air rise"
STORM = "sources/Field notes of a storm"
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture
def view(tmp_path: Path) -> View:
    return five_notes(tmp_path)


def test_networkx_reads_the_gexf(view: View) -> None:
    graph = nx.read_gexf(io.BytesIO(export(view, "gexf").encode()))
    found = {(one, two, facts["relation"]) for one, two, facts in graph.edges(data=True)}
    assert found == set(view.graph.edges(keys=True))
    assert graph.nodes[STORM]["label"] == EVIL
    assert graph.nodes[HEAT]["confidence"] == "proven"


def test_networkx_reads_the_cytoscape_json(view: View) -> None:
    graph = nx.cytoscape_graph(json.loads(export(view, "cytoscape")))
    assert set(graph.edges(keys=True)) == set(view.graph.edges(keys=True))
    assert graph.nodes[STORM]["title"] == EVIL


def test_no_edge_has_the_id_of_a_note_in_the_cytoscape_json(tmp_path: Path) -> None:
    view = five_notes(tmp_path, {"e0.md": "# e0\n", "e2.md": "# e2\n"})
    elements = json.loads(export(view, "cytoscape"))["elements"]
    ids = [one["data"]["id"] for kind in ("nodes", "edges") for one in elements[kind]]
    assert len(set(ids)) == len(ids) == len(view.notes) + len(view.edges)
    assert [one["data"]["id"] for one in elements["edges"]][:3] == ["e1", "e3", "e4"]


def test_pydot_reads_the_dot(view: View) -> None:
    (graph,) = pydot.graph_from_dot_data(export(view, "dot"))
    found = {
        (one.get_source().strip('"'), one.get_destination().strip('"'), one.get("relation").strip('"'))
        for one in graph.get_edges()
    }
    assert found == set(view.graph.edges(keys=True))


def test_a_quote_or_a_backslash_in_a_title_stays_inside_its_string_in_dot(tmp_path: Path) -> None:
    text = '---\ntype: claim\ntitle: \'say "no" \\" ]; evil [label=x\'\n---\n# a\n'
    (graph,) = pydot.graph_from_dot_data(export(five_notes(tmp_path, {"claims/a.md": text}), "dot"))
    assert sorted(
        node.get_name().strip('"') for node in graph.get_nodes() if node.get_name() != "node"
    ) == sorted([*five_notes(tmp_path).graph])


def test_rdflib_reads_the_json_ld_and_the_turtle_as_one_graph(view: View) -> None:
    linked = rdflib.Graph().parse(data=export(view, "json-ld"), format="json-ld")
    turtle = rdflib.Graph().parse(data=export(view, "turtle"), format="turtle")
    assert isomorphic(linked, turtle)
    rain = rdflib.URIRef("urn:teleo:note:claims/rain%20falls%20upward%20in%20a%20storm")
    assert (rain, rdflib.RDF.type, SCHEMA.Claim) in linked
    storm = linked.value(rain, SCHEMA.citation)
    assert (storm, rdflib.RDF.type, SCHEMA.CreativeWork) in linked
    assert (storm, SCHEMA.name, rdflib.Literal(EVIL)) in linked
    assert (storm, SCHEMA.url, rdflib.URIRef("https://example.org/storm?a=1&b=2")) in linked
    assert (None, SCHEMA.description, rdflib.Literal(BREAKOUT)) in turtle


@pytest.mark.parametrize(("name", "syntax"), [("json-ld", "json-ld"), ("turtle", "turtle")])
def test_rdflib_reads_the_reason_and_the_date_of_each_edge(tmp_path: Path, name: str, syntax: str) -> None:
    reason = 'a "quoted"\\ reason; 雨'
    text = (
        "---\ntype: claim\nreweave_edges:\n- heat makes air rise|supports|2026-03-28\n"
        f"related:\n- '[[gravity always wins]] — {reason}'\n---\n# a\n"
    )
    view = five_notes(tmp_path, {"claims/a.md": text})
    graph = rdflib.Graph().parse(data=export(view, name), format=syntax)
    found = {
        (str(graph.value(about, RDF.subject)), str(graph.value(about, RDF.object))): (
            graph.value(about, SCHEMA.description),
            graph.value(about, SCHEMA.dateCreated),
        )
        for about in graph.subjects(RDF.type, RDF.Statement)
    }
    wanted = {
        (iri(edge.origin), iri(edge.target)): (
            rdflib.Literal(edge.reason) if edge.reason else None,
            rdflib.Literal(edge.date) if edge.date else None,
        )
        for edge in view.edges
        if edge.reason or edge.date
    }
    assert found == wanted
    assert wanted[iri("claims/a"), iri(HEAT)] == (None, rdflib.Literal("2026-03-28"))
    assert (rdflib.Literal(reason), None) in wanted.values()
    for about in graph.subjects(RDF.type, RDF.Statement):
        said = [graph.value(about, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
        assert tuple(said) in graph


def test_an_address_that_is_no_web_page_is_left_out_of_linked_data(tmp_path: Path) -> None:
    text = "---\ntype: source\nurl: javascript:alert(1)\n---\n# a bad source\n"
    view = five_notes(tmp_path, {"sources/a bad source.md": text})
    assert "javascript" not in export(view, "json-ld")
    assert "javascript" not in export(view, "turtle")


def test_bibtexparser_reads_the_bibtex(view: View) -> None:
    library = bibtexparser.parse_string(export(view, "bibtex"))
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert fields["author"] == "Lake, Ada"
    assert fields["year"] == "1998"
    assert fields["url"] == "https://example.org/storm?a=1&b=2"
    assert fields["note"] == r"notes \textbraceleft{}taken\textbraceright{} 100\% by hand"


@pytest.mark.parametrize("before", ["", "doi:", "DOI: ", "https://doi.org/", "http://dx.doi.org/"])
def test_a_doi_is_written_as_it_is_registered(tmp_path: Path, before: str) -> None:
    text = f'---\ntype: source\ndoi: "{before}10.1007/978-3-030-1_12"\nyear: 2019\n---\n# The work\n'
    view = five_notes(tmp_path, {"sources/w.md": text})
    fields = bibtexparser.parse_string(export(view, "bibtex")).entries[-1].fields_dict
    assert fields["doi"].value == "10.1007/978-3-030-1_12"
    assert fields["year"].value == "2019"
    assert json.loads(export(view, "csl-json"))[-1]["DOI"] == "10.1007/978-3-030-1_12"


@pytest.mark.parametrize(
    ("stated", "parts"),
    [
        ("2026-03-31", [2026, 3, 31]),
        ("2026-03-00", [2026, 3]),
        ("2026-04-31", [2026, 4]),
        ("2026-13-01", [2026]),
        ("2026-00-00", [2026]),
        ("2026", [2026]),
    ],
)
def test_a_work_is_dated_by_what_the_calendar_has_of_its_day(
    tmp_path: Path, stated: str, parts: list[int]
) -> None:
    text = f'---\ntype: source\ndate: "{stated}"\naccessed: "{stated}"\n---\n# The work\n'
    view = five_notes(tmp_path, {"sources/w.md": text})
    item = json.loads(export(view, "csl-json"))[-1]
    assert item["issued"] == item["accessed"] == {"date-parts": [parts]}
    fields = bibtexparser.parse_string(export(view, "bibtex")).entries[-1].fields_dict
    assert [int(fields[name].value) for name in ("year", "month") if name in fields] == parts[:2]
    assert fields["urldate"].value == "-".join(f"{part:02}" for part in parts)


def test_works_of_one_title_have_keys_of_their_own(tmp_path: Path) -> None:
    text = "---\ntype: source\ntitle: One title\nauthors:\n- Lake, Ada\n- The {Weather} Office\n---\n# x\n"
    view = five_notes(tmp_path, {"sources/a.md": text, "sources/b.md": text})
    library = bibtexparser.parse_string(export(view, "bibtex"))
    assert [entry.key for entry in library.entries][1:] == ["one-title", "one-title-2"]
    assert library.entries[1].fields_dict["author"].value == (
        r"Lake, Ada and {The \textbraceleft{}Weather\textbraceright{} Office}"
    )


@pytest.mark.parametrize("title", ["a { lone brace", "a lone } brace", r"a \{ brace behind a backslash"])
def test_a_lone_brace_ends_no_entry_of_the_bibtex(tmp_path: Path, title: str) -> None:
    notes = {
        "sources/a.md": f"---\ntype: source\ntitle: '{title}'\n---\n# x\n",
        "sources/b.md": "---\ntype: source\ntitle: The next one\n---\n# x\n",
    }
    library = bibtexparser.parse_string(export(five_notes(tmp_path, notes), "bibtex"))
    assert not library.failed_blocks
    assert library.entries[-1].fields_dict["title"].value == "{The next one}"


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ('["Pope, Reiner", others]', "Pope, Reiner and others"),
        (
            "DeepSeek-AI, seen in explainers of its reports",
            "{DeepSeek-AI, seen in explainers of its reports}",
        ),
        ("van der Berg, Jan", "{van der Berg, Jan}"),
        ('["Wu, Carole-Jean B."]', "Wu, Carole-Jean B."),
        ("Ada Lake and Bo Hill", "{Ada Lake} and {Bo Hill}"),
        ("Lake, Ada and Hill, Bo T.", "Lake, Ada and Hill, Bo T."),
        ("Lake, Ada; Hill, Bo and others", "Lake, Ada and Hill, Bo and others"),
        ("Lake, Hill and Sons, of York", "{Lake, Hill and Sons, of York}"),
        ("Institute of Standards and Technology", "{Institute of Standards and Technology}"),
        ("Centers for Ice and Snow; Ada Lake", "{Centers for Ice and Snow} and {Ada Lake}"),
        ("The Office of Rain, Wind and Heat", "{The Office of Rain, Wind and Heat}"),
        ("Food and Drug Administration", "{Food and Drug Administration}"),
        ("Health and Safety Executive; Ada Lake", "{Health and Safety Executive} and {Ada Lake}"),
        (
            "U.S. National Oceanic and Atmospheric Administration",
            "{U.S. National Oceanic and Atmospheric Administration}",
        ),
        (
            "National Oceanic and Atmospheric Administration",
            "{National Oceanic and Atmospheric Administration}",
        ),
        ("Norwegian Food and Drug Agency", "{Norwegian Food and Drug Agency}"),
        ("Science and Nature", "{Science} and {Nature}"),
        ("Acme Energy and Ada Lake", "{Acme Energy} and {Ada Lake}"),
        ("OpenAI and Microsoft Corporation", "{OpenAI} and {Microsoft Corporation}"),
    ],
)
def test_only_a_family_and_a_given_name_are_parted(tmp_path: Path, author: str, written: str) -> None:
    text = f"---\ntype: source\nauthors: {author}\n---\n# The work\n"
    library = bibtexparser.parse_string(export(five_notes(tmp_path, {"sources/w.md": text}), "bibtex"))
    assert library.entries[-1].fields_dict["author"].value == written


def test_citeproc_sets_a_reference_from_the_csl_json(view: View) -> None:
    items = json.loads(export(view, "csl-json"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    (shown,) = map(str, bibliography.bibliography())
    assert shown.startswith("Lake, A. (1998)")
    assert "https://example.org/storm?a=1&b=2" in shown


def test_the_tables_hold_a_row_for_each_note_and_each_edge(view: View) -> None:
    notes = list(csv.DictReader(io.StringIO(export(view, "csv"))))
    edges = list(csv.DictReader(io.StringIO(export(view, "csv-edges"))))
    assert [row["id"] for row in notes] == sorted(view.graph)
    by_id = {row["id"]: row for row in notes}
    assert (by_id[RAIN]["effective"], by_id[HEAT]["strength"]) == ("experimental", "0.9500")
    assert Counter(row["relation"] for row in edges) == Counter(
        key for *_, key in view.graph.edges(keys=True)
    )


def test_a_table_of_no_notes_has_the_columns_of_one_of_many(view: View) -> None:
    empty = View(view.vault, view.graph.subgraph([]))
    for name in ("csv", "csv-edges"):
        assert export(empty, name) == export(view, name).partition("\r\n")[0] + "\r\n"


def test_no_cell_begins_a_formula(view: View) -> None:
    gravity = next(row for row in csv.DictReader(io.StringIO(export(view, "csv"))) if "gravity" in row["id"])
    assert gravity["source"] == "'=cmd()"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_a_quote(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("graph-data", "claims-context")])
def test_every_format_writes_an_empty_vault_and_the_same_text_twice(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    empty = five_notes(tmp_path / "full")
    part = View(empty.vault, empty.graph.subgraph([]))
    assert isinstance(export(part, name), str)
    assert export(empty, name) == export(five_notes(tmp_path / "full"), name)
