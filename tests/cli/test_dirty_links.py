"""Links by meaning over what vaults and caches really hold: a sensible result, or a sentence."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teleo.cli import teleo
from teleo.embeddings.store import FILE_NAME

SAME = "---\ntype: claim\n---\n# same\n\nThe very same words stand in both of these notes, to the byte.\n"
DIRTY = {
    "empty": "",
    "frontmatter alone": "---\ntype: claim\n---\n",
    "one word": "word",
    "marks alone": "... --- ???",
    "two hundred kilobytes": "# long\n\n" + "memory bandwidth limits the speed of inference " * 4400,
    "日本語のノート": "# 推論は訓練を超える\n\n推論の計算量は訓練の計算量より速く増える。",
    "推論の計算量": "推論の計算量は速く増える。",
    "Русский текст": "# Вывод\n\nВычисления на вывод растут быстрее обучения.",
    "عربي": "# الاستدلال\n\nتنمو حوسبة الاستدلال أسرع.",
    "twin one": SAME,
    "twin two": SAME,
    "emoji 🙂": "🙂🙂🙂 [[one word]]",
}
COMMANDS = (
    ("embed",),
    ("embed", "--status"),
    ("related", "--all", "--format", "jsonl"),
    ("related", "--evaluate"),
    ("search", "memory"),
    ("search", "推論"),
    ("search", "?!"),
    ("duplicates",),
    ("reweave",),
    ("check",),
)


def vault_of(root: Path, notes: dict[str, str], model: str = "hashing") -> Path:
    root.mkdir()
    (root / "teleo.toml").write_text(f'[links]\nmodel = "{model}"\n')
    for name, text in notes.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELEO_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no hub"))
    return tmp_path / "cache"


@pytest.fixture
def dirty(tmp_path: Path) -> Path:
    return vault_of(tmp_path / "vault", DIRTY)


def run(vault: Path, *arguments: str) -> Result:
    """Run a command; an error that is no sentence ends the test."""
    return CliRunner().invoke(
        teleo, [*arguments, "--vault", str(vault)], catch_exceptions=False, standalone_mode=False
    )


def ranked(vault: Path) -> dict[str, list[str]]:
    lines = run(vault, "related", "--all", "-k", "3", "--format", "jsonl").stdout.splitlines()
    return {one["id"]: [near["id"] for near in one["related"]] for one in map(json.loads, lines)}


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("notes", [DIRTY, {"alone": "# alone\n\nOne note."}, {"empty": ""}], ids=len)
def test_every_command_says_something_and_nothing_crashes(
    tmp_path: Path, notes: dict[str, str], arguments: tuple[str, ...]
) -> None:
    done = run(vault_of(tmp_path / "notes", notes), *arguments)
    assert (done.stdout + done.stderr).strip()


@pytest.mark.parametrize("arguments", [*COMMANDS, ("related", "twin one")], ids=" ".join)
def test_a_vault_in_a_folder_whose_name_is_not_utf8_answers_as_any_other(
    tmp_path: Path, dirty: Path, arguments: tuple[str, ...]
) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/f\xe9"))
    folder.mkdir()
    run(dirty, "embed")
    elsewhere = run(vault_of(folder / "vault", DIRTY), *arguments)
    assert elsewhere.stdout == run(dirty, *arguments).stdout


def test_every_note_has_its_list_and_similar_ones_are_first(dirty: Path) -> None:
    found = ranked(dirty)
    assert set(found) == set(DIRTY) and all(len(near) == 3 for near in found.values())
    assert found["日本語のノート"][0] == "推論の計算量"
    assert found["twin one"][0] == "twin two"


def test_a_search_in_another_script_finds_the_notes_of_that_script(dirty: Path) -> None:
    found = json.loads(run(dirty, "search", "推論の計算", "--format", "json").stdout)
    assert {one["id"] for one in found} == {"日本語のノート", "推論の計算量"}


def test_byte_identical_notes_are_duplicates_and_nothing_else_is(dirty: Path) -> None:
    found = json.loads(run(dirty, "duplicates", "--format", "json").stdout)
    assert [(one["first"], one["second"]) for one in found] == [("twin one", "twin two")]


def test_a_note_alone_has_no_one_beside_it(tmp_path: Path) -> None:
    assert ranked(vault_of(tmp_path / "one", {"alone": "# alone\n\nOne note."})) == {"alone": []}


def damaged(path: Path, kind: str) -> None:
    raw = path.read_bytes()
    path.write_bytes(
        {
            "half": raw[: len(raw) // 2],
            "empty": b"",
            "other": b"not what it was",
            "flipped": raw[:-40] + b"\0" * 40,
        }[kind]
    )


@pytest.mark.parametrize("kind", ["half", "empty", "other", "flipped"])
def test_any_damage_to_any_file_of_the_cache_changes_no_result(dirty: Path, cache: Path, kind: str) -> None:
    told = [COMMANDS[place] for place in (2, 4, 7, 9)]
    run(dirty, "embed")
    before = [run(dirty, *arguments).stdout for arguments in told]
    files = sorted(path for path in cache.rglob("*") if path.is_file())
    assert len(files) >= 4
    for path in files:
        damaged(path, kind)
        assert [run(dirty, *arguments).stdout for arguments in told] == before


def test_a_cache_of_another_version_is_left_alone_and_another_begun(dirty: Path, cache: Path) -> None:
    cache.mkdir()
    other = cache / FILE_NAME.replace("1", "0")
    other.write_bytes(b"of another version")
    assert "12 embedded now" in run(dirty, "embed").stdout
    assert other.read_bytes() == b"of another version"


def test_a_model_folder_without_weights_leaves_words_and_links_and_says_so(tmp_path: Path) -> None:
    vault = vault_of(tmp_path / "vault", DIRTY, "model")
    (vault / "model").mkdir()
    done = run(vault, "related", "twin one")
    assert "twin two" in done.stdout and "has no model.safetensors" in done.stderr


def test_weights_with_the_wrong_hash_leave_words_and_links_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "packages" / "tampered_model"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "model" / "model.safetensors").write_bytes(b"tampered")
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.setattr("teleo.embeddings.models.PACKAGE", package.name)
    monkeypatch.setattr("teleo.embeddings.models.PACKAGED_SIZE", len(b"tampered"))
    done = run(vault_of(tmp_path / "vault", DIRTY, ""), "related", "twin one")
    assert "twin two" in done.stdout and "not the official 53aa51172d" in done.stderr
