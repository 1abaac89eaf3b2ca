"""`teleo new`: names, refusals, templates, and what it says of the vault."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from teleo.cli import teleo
from teleo.cli.drafting import MAX_NAME_BYTES, TitleError, file_name
from teleo.config import Config
from teleo.model import NoteType
from teleo.resources import bundled
from teleo.vault.reader import read_vault
from teleo.vault.writer import WriteRefusedError

NOTE = "---\ntype: claim\ndomain: {}\n---\n# {}\n\n{}\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    notes = {
        "claims/chips/chips follow their load": ("chips", "Hardware is built for the work that pays for it."),
        "claims/chips/memory limits inference": (
            "chips",
            "Weights must be read for every token of inference.",
        ),
        "claims/cost/inference costs fall tenfold a year": ("cost", "Prices of inference per token drop."),
    }
    for name, (domain, body) in notes.items():
        path = tmp_path / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTE.format(domain, path.stem, body), encoding="utf-8")
    return tmp_path


def new(vault: Path, *arguments: str) -> Result:
    return CliRunner().invoke(teleo, ["new", "--vault", str(vault), *arguments], catch_exceptions=False)


def test_a_claim_is_written_among_those_of_its_domain(vault: Path) -> None:
    result = new(vault, "small models win at the edge", "--domain", "chips")
    path = vault / "claims" / "chips" / "small models win at the edge.md"
    assert result.exit_code == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:5] == ["---", "type: claim", "domain: chips", "description:", "confidence: speculative"]
    assert lines[8] == "# small models win at the edge"


@pytest.mark.parametrize(
    ("folder", "given", "shown"),
    [
        ("", "vault", "vault/claims/small models win at the edge.md"),
        ("vault/claims", None, "small models win at the edge.md"),
        ("vault/drafts", None, "../claims/small models win at the edge.md"),
        ("elsewhere", "../vault", "../vault/claims/small models win at the edge.md"),
        ("elsewhere", "{root}/vault", "{root}/vault/claims/small models win at the edge.md"),
    ],
)
def test_the_path_is_printed_as_the_author_can_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, given: str | None, shown: str
) -> None:
    for each in ("vault/claims", "vault/drafts", "elsewhere"):
        (tmp_path / each).mkdir(parents=True)
    (tmp_path / "vault" / "teleo.toml").write_text("")
    monkeypatch.chdir(tmp_path / folder)
    vault = ["--vault", given.format(root=tmp_path)] if given else []
    result = CliRunner().invoke(
        teleo, ["new", "small models win at the edge", *vault], catch_exceptions=False
    )
    assert result.stdout.strip() == shown.format(root=tmp_path)


@pytest.mark.parametrize("kind", [kind.value for kind in NoteType if kind is not NoteType.NOTE])
def test_a_new_note_of_each_type_is_read_as_that_type_and_named_by_its_title(vault: Path, kind: str) -> None:
    assert new(vault, "Is 5/6 of “it”: enough? It is", "--type", kind).exit_code == 0
    read = read_vault(vault, Config())
    (note,) = [note for note in read.notes if note.title == "Is 5/6 of “it”: enough? It is"]
    assert note.type.value == kind
    assert note.document.faults == ()


def test_the_title_may_be_given_without_quotes(vault: Path) -> None:
    assert new(vault, "small", "models", "win", "at", "the", "edge").exit_code == 0


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        ("inference economics", "names a topic and states nothing"),
        ("what comes after inference?", "asks and states nothing"),
        ("???", "has no character"),
        (
            "Memory-limits inference!",
            "is the title of a note already: claims/chips/memory limits inference.md",
        ),
    ],
)
def test_what_cannot_be_a_claim_is_refused(vault: Path, title: str, problem: str) -> None:
    with pytest.raises(TitleError, match=problem.replace("?", r"\?")):
        new(vault, title)


def test_a_short_sentence_of_a_vault_in_another_language_is_a_claim(vault: Path) -> None:
    with pytest.raises(TitleError, match="set `language"):
        new(vault, "Strom wird billiger als Gas")
    (vault / "teleo.toml").write_text('[vault]\nlanguage = "de"\n')
    assert new(vault, "Strom wird billiger als Gas").exit_code == 0


def test_a_label_is_a_fine_title_for_what_states_nothing(vault: Path) -> None:
    assert new(vault, "inference economics", "--type", "map").exit_code == 0


@pytest.mark.parametrize(
    "title",
    [
        "\x1b[31mred is a \x00colour",
        "tags like <b> are [[odd]]",
        "a \\ slash is `code`",
        "the cost is: high # 1",
    ],
)
def test_a_title_with_odd_signs_is_the_heading_and_the_title_of_a_sound_note(vault: Path, title: str) -> None:
    made = new(vault, title, "--domain", "a: b\nevil: yes # it", "--in", "odd", "--words")
    assert made.exit_code == 0
    (note,) = (note for note in read_vault(vault, Config()).notes if note.id.startswith("odd/"))
    wanted = "".join(sign for sign in title if sign.isprintable())
    assert (note.title, note.headings[0].text, note.document.faults) == (wanted, wanted.replace("`", ""), ())
    assert (note.domain, note.links) == ("a: b evil: yes # it", ())


@pytest.mark.parametrize(
    "arguments", [("x\udcff is odd",), ("it is", "--domain", "\udcff"), ("it is", "--in", "\udcff")]
)
def test_bytes_that_are_no_text_are_refused_in_a_sentence(vault: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(TitleError, match="not UTF-8"):
        new(vault, *arguments, "--words")


def test_a_folder_that_cannot_be_made_is_said(vault: Path) -> None:
    (vault / "file").write_text("x")
    with pytest.raises(TitleError, match="its folder cannot be made"):
        new(vault, "it is so", "--in", "file/sub", "--words")


@pytest.mark.parametrize("folder", ["..", "/tmp", "claims/../../elsewhere"])
def test_a_note_is_not_written_outside_the_vault(vault: Path, folder: str) -> None:
    with pytest.raises(TitleError, match="lies outside the vault"):
        new(vault, "small models win at the edge", "--in", folder)


def test_a_link_out_of_the_vault_is_not_followed(
    vault: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (vault / "out").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    with pytest.raises(TitleError, match="lies outside the vault"):
        new(vault, "small models win at the edge", "--in", "out")


def test_a_file_in_the_way_is_never_overwritten(vault: Path) -> None:
    (vault / "hidden.md").mkdir()
    (vault / "teleo.toml").write_text('[vault]\nexclude = ["drafts/"]\n', encoding="utf-8")
    (vault / "drafts").mkdir()
    (vault / "drafts" / "small models win.md").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteRefusedError):
        new(vault, "small models win", "--in", "drafts")
    assert (vault / "drafts" / "small models win.md").read_text(encoding="utf-8") == "mine"


def test_near_duplicates_are_named_and_related_notes_offered(vault: Path) -> None:
    result = new(vault, "inference costs fall twofold a year", "--format", "json")
    facts = json.loads(result.stdout)
    schema = json.loads((bundled("schemas") / "output" / "new.json").read_text(encoding="utf-8"))
    assert jsonschema_rs.is_valid(schema, facts)
    assert facts["alike"] == ["inference costs fall tenfold a year"]
    assert facts["related"] == ["memory limits inference"]
    assert "perhaps a note says the same: inference costs fall tenfold a year" in result.stderr
    text = (vault / facts["path"]).read_text(encoding="utf-8")
    assert "- [[memory limits inference]] — why" in text


def test_what_is_offered_states_no_edge_until_it_is_kept(vault: Path) -> None:
    new(vault, "inference costs fall twofold a year")
    read = read_vault(vault, Config())
    (note,) = [note for note in read.notes if note.title == "inference costs fall twofold a year"]
    assert note.links == ()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("costs fall by half", "costs fall by half"),
        ("A/B tests: do they work?", "A-B tests- do they work"),
        ('what "x" means...', "what -x- means"),
        ("con", "note con"),
        ("nul.txt is no file", "note nul.txt is no file"),
        (".hidden", "hidden"),
        ("推理" * 50, "推理" * 32 + "推"),
    ],
)
def test_names_worked_by_hand(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text(max_size=300))
def test_a_name_can_stand_on_every_system(title: str) -> None:
    name = file_name(title)
    assert len(f"{name}.md".encode("utf-8", "replace")) <= MAX_NAME_BYTES
    assert not set('<>:"/\\|?*\0') & set(name)
    assert all(ord(character) >= 32 for character in name)
    assert name == name.strip(" .") or not name
    assert not name.startswith("-")


def test_in_an_embedded_vault_notes_are_related_by_meaning_too(
    vault: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    (vault / "teleo.toml").write_text('[links]\nmodel = "hashing"\n', encoding="utf-8")
    CliRunner().invoke(teleo, ["embed", "--vault", str(vault)], catch_exceptions=False)
    result = new(vault, "prices of inference per token drop tenfold a year", "--format", "json")
    assert json.loads(result.stdout)["related"][0] == "inference costs fall tenfold a year"
    result = new(vault, "prices of inference per token fall tenfold", "--words", "--format", "json")
    assert "inference costs fall tenfold a year" in json.loads(result.stdout)["related"]


@pytest.mark.parametrize("kind", ["source", "question", "map"])
def test_a_domain_that_is_asked_for_stands_in_a_note_of_any_type(vault: Path, kind: str) -> None:
    new(vault, "how chips are bought", "--type", kind, "--domain", "chips", "--in", "")
    lines = (vault / "how chips are bought.md").read_text(encoding="utf-8").splitlines()
    assert lines[1:3] == [f"type: {kind}", "domain: chips"]


def test_a_note_that_needs_no_domain_has_none_unless_asked(vault: Path) -> None:
    new(vault, "how chips are bought", "--type", "map", "--in", "claims/chips")
    assert "domain" not in (vault / "claims/chips/how chips are bought.md").read_text(encoding="utf-8")
