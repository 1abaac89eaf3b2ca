"""`teleo related` and `teleo embed` on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from teleo.cli import teleo
from teleo.resources import bundled
from tests.links.five_notes import write_notes


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    return write_notes(tmp_path / "vault")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(teleo, [str(argument) for argument in arguments], catch_exceptions=False)


def output_schema(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads((bundled("schemas") / "output" / name).read_text()))


def test_related_prints_keys_that_its_schema_describes(vault: Path) -> None:
    found = json.loads(
        run("related", "cats sleep a lot", "--vault", vault, "-k", "2", "--format", "json").stdout
    )
    output_schema("related.json").validate(found)
    assert [set(one) for one in found] == [{"id", "title", "similarity", "score"}] * 2


def test_a_note_with_nothing_related_is_described_too(tmp_path: Path) -> None:
    (tmp_path / "cats sleep a lot.md").write_text("# cats sleep a lot\n", encoding="utf-8")
    found = json.loads(run("related", "cats sleep a lot", "--vault", tmp_path, "--format", "json").stdout)
    output_schema("related.json").validate(found)
    assert found == []


def test_related_all_prints_a_line_for_every_note(vault: Path) -> None:
    lines = run("related", "--all", "-k", "3", "--format", "jsonl", "--vault", vault).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    output_schema("related.json").validate(found)
    assert [one["id"] for one in found] == sorted(path.stem for path in vault.glob("*.md"))


def related_ids(vault: Path, *options: str) -> dict[str, list[str]]:
    lines = run(
        "related", "--all", "-k", "9", "--format", "jsonl", "--vault", vault, *options
    ).stdout.splitlines()
    return {line["id"]: [one["id"] for one in line["related"]] for line in map(json.loads, lines)}


def test_related_all_names_linked_notes_only_when_asked(vault: Path) -> None:
    assert "cats sleep a lot" not in related_ids(vault)["dogs sleep less"]
    assert all(len(found) == 4 for found in related_ids(vault, "--include-linked").values())


def test_notes_of_one_type_are_ranked_apart(vault: Path) -> None:
    (vault / "a paper on memory.md").write_text("---\ntype: source\n---\nThe bandwidth of memory.\n")
    found = related_ids(vault, "--type", "source")
    assert found.pop("a paper on memory") == []
    assert set(map(tuple, found.values())) == {("a paper on memory",)}
    both = related_ids(vault, "--type", "source", "--type", "claim")
    assert "a paper on memory" in both["cats sleep a lot"] and len(both["cats sleep a lot"]) == 4


def test_explain_prints_the_parts_of_the_rank(vault: Path) -> None:
    assert ", popularity +" in run("related", "cats sleep a lot", "--explain", "--vault", vault).stdout


def test_an_evaluation_is_what_its_schema_describes_and_says_the_same_in_words(vault: Path) -> None:
    found = json.loads(run("related", "--evaluate", "--vault", vault, "--format", "json").stdout)
    output_schema("related.json").validate(found)
    assert (found["notes"], found["links"]) == (2, 2)
    assert (found["either"]["notes"], found["either"]["links"]) == (4, 2)
    lines = run("related", "--evaluate", "--vault", vault).stdout.splitlines()
    assert lines[0] == "2 notes with 2 links of their own; mean and 95 % interval"
    assert "links to a note sought as well: 4 notes in 2 linked pairs" in lines
    own = found["methods"]["fusion with graph"]["ndcg"]["mean"]
    either = found["either"]["methods"]["fusion with graph"]["ndcg"]["mean"]
    rows = [line.split()[3] for line in lines if line.startswith("fusion with graph  ")]
    assert rows == [f"{own:.3f}", f"{either:.3f}"]


def test_a_name_that_is_no_note_ends_with_a_sentence(vault: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "teleo", "related", "no such", "--vault", vault],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2 and "no note is called 'no such'" in done.stderr and not done.stdout


def test_embed_says_what_it_did_and_does_it_once(vault: Path) -> None:
    first, second = (json.loads(run("embed", "--vault", vault, "--format", "json").stdout) for _ in range(2))
    output_schema("embed.json").validate(first)
    assert (first["embedded"], second["embedded"], second["cached"]) == (5, 0, 5)


def test_embed_status_embeds_nothing(vault: Path) -> None:
    assert json.loads(run("embed", "--status", "--vault", vault, "--format", "json").stdout)["missing"] == 5
    assert json.loads(run("embed", "--status", "--vault", vault, "--format", "json").stdout)["missing"] == 5


def test_a_model_that_is_not_here_leaves_words_and_links(vault: Path) -> None:
    (vault / "teleo.toml").write_text('[links]\nmodel = "someone/absent"\n')
    done = run("related", "cats sleep a lot", "--vault", vault)
    assert done.exit_code == 0 and "ranked by words and links alone" in done.stderr and done.stdout


def test_a_warm_cache_is_read_without_the_heavy_libraries(vault: Path) -> None:
    (vault / "teleo.toml").write_text("")
    script = (
        "import sys; from teleo.cli import teleo\n"
        f"teleo(['related', 'cats sleep a lot', '--vault', {str(vault)!r}], standalone_mode=False)\n"
        "sys.exit(bool({'torch', 'sentence_transformers', 'scipy', 'sklearn'} & set(sys.modules)))"
    )
    run("embed", "--vault", vault)
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 0
