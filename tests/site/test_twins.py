import json
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner
from rdflib import Graph, Literal, URIRef

from teleo.cli import teleo
from tests.site.vaults import LIVELY, build, claim, page_of, write_vault

SCHEMA = jsonschema_rs.validator_for(
    json.loads((Path(__file__).parents[2] / "schemas/output/twin.json").read_text(encoding="utf-8"))
)
CONFIG = '[vault]\ntitle = "A forest"\nbase_url = "https://example.org/forest"\n'
TERM = "urn:teleo:term:"
SCHEMA_ORG = "https://schema.org/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twins")
    build(write_vault(folder / "vault", LIVELY), folder / "site")
    return folder / "site"


def _folder(site: Path, slug: str) -> Path:
    (folder,) = site.glob(f"*/{slug}-??????")
    return folder


def test_every_note_has_its_three_twins_and_its_page_links_to_them(site: Path) -> None:
    pages = [page for page in site.glob("[cmnqse]/*/index.html") if page.parent.parent.name != "d"]
    assert len(pages) == len(LIVELY) - 1
    for page in pages:
        for name, kind in (
            ("index.md", "text/markdown"),
            ("index.json", "application/json"),
            ("index.jsonld", "application/ld+json"),
        ):
            assert (page.parent / name).is_file()
            assert f'<link rel="alternate" type="{kind}" href="{name}">' in page.read_text(encoding="utf-8")


def test_the_markdown_twin_is_the_file(site: Path) -> None:
    twin = _folder(site, "oaks-take-over") / "index.md"
    assert twin.read_text(encoding="utf-8") == LIVELY["Oaks take over.md"]


@pytest.mark.parametrize("text", ["\ufeff---\ntype: claim\n---\n# A\n", "\ufeff# A\r\n\r\nText.\r\n", ""])
def test_the_markdown_twin_has_every_byte_of_the_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "v/A.md").write_bytes(text.encode())
    build(tmp_path / "v", tmp_path / "site")
    assert (_folder(tmp_path / "site", "a") / "index.md").read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("written", "told"),
    [("2026-03-24", "2026-03-24"), ("2026-03", "2026-03"), ("2026-03-24 or so", "2026-03-24")],
)
def test_the_linked_twin_tells_a_date_as_schema_org_wants_it(tmp_path: Path, written: str, told: str) -> None:
    vault = {"A.md": f"---\ntype: claim\ncreated: {written}\nlast_evaluated: 2026-03-00\n---\n# A\n"}
    build(write_vault(tmp_path / "v", vault), tmp_path / "site")
    linked = json.loads((_folder(tmp_path / "site", "a") / "index.jsonld").read_text())
    assert linked["dateCreated"] == told
    assert "dateModified" not in linked


def test_every_json_twin_fits_its_schema(site: Path) -> None:
    for path in site.glob("*/*/index.json"):
        SCHEMA.validate(json.loads(path.read_text(encoding="utf-8")))


def test_a_program_walks_from_twin_to_twin(site: Path) -> None:
    folder = _folder(site, "oaks-outlive-birches")
    twin = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    premises = [edge for edge in twin["edges"] if edge["relation"] == "depends_on"]
    assert [edge["id"] for edge in premises] == ["Rings count years"]
    reached = json.loads((folder / premises[0]["folder"] / "index.json").read_text(encoding="utf-8"))
    assert reached["title"] == "Rings count years"


def test_the_json_twin_says_what_the_page_says(site: Path) -> None:
    twin = json.loads((_folder(site, "oaks-outlive-birches") / "index.json").read_text(encoding="utf-8"))
    assert twin["confidence"] == "proven"
    assert twin["effective"] == {
        "confidence": "experimental",
        "path": ["Oaks outlive birches", "Rings count years"],
    }
    assert twin["challenges"] == [
        {"challenger": None, "text": "A storm fells any tree", "response": "Storms fell birches first"},
        {"challenger": "Birches grow fast", "text": "Birches grow fast", "response": None},
    ]
    later = json.loads((_folder(site, "oaks-take-over") / "index.json").read_text(encoding="utf-8"))
    (quantity,) = later["quantities"]
    assert (quantity["quantity"], quantity["stated"]) == ("share_2030", "80% to 90%")
    assert quantity["low"] < quantity["value"] < quantity["high"]


def test_the_json_twin_says_of_a_number_what_recompute_says(tmp_path: Path) -> None:
    numbers = (
        "{asked: {calc: growth.doubling, in: {factor: 4, years: 1}, stated: 6}, "
        "open: {calc: growth.doubling, in: {factor: 4, years: 1 to 2}}, "
        "told: {calc: given, stated: 3 to 5}}"
    )
    vault = write_vault(tmp_path / "vault", {"Oaks.md": claim("Oaks", quantities=numbers)})
    build(vault, tmp_path / "site")
    told = CliRunner().invoke(teleo, ["recompute", "--vault", str(vault), "--format", "json"])
    twin = json.loads((_folder(tmp_path / "site", "oaks") / "index.json").read_text(encoding="utf-8"))
    said = json.loads(told.stdout)
    assert [one["stated"] for one in said] == ["6", None, "3 to 5"]
    for one, other in zip(said, twin["quantities"], strict=True):
        assert {key: other[key] for key in one if key != "note"} == {
            k: v for k, v in one.items() if k != "note"
        }


def test_the_linked_twin_is_a_schema_org_claim_of_its_page(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "vault", {**LIVELY, "teleo.toml": CONFIG})
    build(vault, tmp_path / "site")
    folder = _folder(tmp_path / "site", "oaks-outlive-birches")
    facts = Graph().parse(folder / "index.jsonld", format="json-ld")
    address = URIRef(f"https://example.org/forest/c/{folder.name}/")
    rings = URIRef(f"https://example.org/forest/c/{_folder(tmp_path / 'site', 'rings-count-years').name}/")
    assert facts.value(address, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")) == URIRef(
        SCHEMA_ORG + "Claim"
    )
    assert facts.value(address, URIRef(TERM + "confidence")) == Literal("proven")
    assert facts.value(address, URIRef(TERM + "effectiveConfidence")) == Literal("experimental")
    assert (address, URIRef(SCHEMA_ORG + "isBasedOn"), rings) in facts


def test_without_an_address_the_linked_twin_names_pages_from_where_it_stands(site: Path) -> None:
    folder = _folder(site, "oaks-outlive-birches")
    facts = Graph().parse(
        folder / "index.jsonld", format="json-ld", publicID=(folder / "index.jsonld").as_uri()
    )
    premises = set(facts.objects(None, URIRef(SCHEMA_ORG + "isBasedOn")))
    assert premises == {URIRef(_folder(site, "rings-count-years").as_uri() + "/")}


def test_no_twin_holds_a_character_that_begins_markup(tmp_path: Path) -> None:
    title = "<script>alert(1)<script> in \u2028 a title"
    build(write_vault(tmp_path / "vault", {"A.md": f"---\ntitle: '{title}'\n---\n"}), tmp_path / "site")
    for path in (tmp_path / "site").rglob("index.json*"):
        text = path.read_text(encoding="utf-8")
        assert "<" not in text
        assert "\u2028" not in text


def test_a_page_names_itself_for_those_who_share_it(tmp_path: Path) -> None:
    vault = write_vault(tmp_path / "vault", {**LIVELY, "teleo.toml": CONFIG})
    build(vault, tmp_path / "site")
    page = page_of(tmp_path / "site", "oaks-outlive-birches")
    name = _folder(tmp_path / "site", "oaks-outlive-birches").name
    assert '<meta property="og:title" content="Oaks outlive birches">' in page
    assert '<meta property="og:description" content="By two centuries on average">' in page
    assert '<meta property="og:type" content="article">' in page
    assert f'<link rel="canonical" href="https://example.org/forest/c/{name}/">' in page


def test_the_page_of_what_is_not_there_has_no_address_of_its_own(tmp_path: Path) -> None:
    build(write_vault(tmp_path / "vault", {**LIVELY, "teleo.toml": CONFIG}), tmp_path / "site")
    assert "canonical" not in (tmp_path / "site/404.html").read_text(encoding="utf-8")
