"""`teleo check`: what it prints, what it writes, and how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from teleo.cli import main, teleo
from teleo.resources import bundled

GOOD = """---
type: claim
domain: ai-compute
description: Models are trained once and queried for years.
confidence: likely
source: Deloitte 2026, projections of load
created: 2026-03-24
---
# inference outgrows training

Because queries multiply.
"""


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(teleo, ["check", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return write(
        tmp_path / "v",
        {
            "claims/inference outgrows training.md": GOOD,
            "claims/chips follow their load.md": GOOD.replace("likely", "plausible").replace(
                "# inference outgrows training",
                "# chips follow their load\n\n[[Inference Outgrows Training]]",
            ),
        },
    )


def codes(result: Result) -> list[str]:
    return [item["code"] for item in json.loads(result.stdout)["diagnostics"]]


def test_a_sound_vault_exits_zero(tmp_path: Path) -> None:
    write(tmp_path, {"inference outgrows training.md": GOOD})
    result = check("--vault", tmp_path, "--strict", "--select", "FM,SC,LK,TI")
    assert (result.exit_code, result.stdout) == (0, "1 note checked, nothing found\n")


def test_an_error_exits_one_and_is_shown_with_its_line_and_a_caret(vault: Path) -> None:
    result = check("--vault", vault, "--select", "SC402")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:4] == [
        "claims/chips follow their load.md",
        "  5:13    error SC402 vocabulary: `confidence` is 'plausible', "
        "not one of proven, likely, experimental, speculative",
        "        5 | confidence: plausible",
        "          |             ^^^^^^^^^",
    ]


def test_json_has_the_promised_keys_and_fits_its_schema(vault: Path) -> None:
    result = check("--vault", vault, "--format", "json", "--select", "SC,LK")
    data = json.loads(result.stdout)
    schema = json.loads((bundled("schemas") / "output" / "check.json").read_text(encoding="utf-8"))
    assert jsonschema_rs.is_valid(schema, data)
    assert data["summary"] == {"error": 1, "warning": 0, "info": 1, "notes": 2}
    assert data["diagnostics"][0] | {"message": "", "fix": None} == {
        "code": "SC402",
        "name": "vocabulary",
        "severity": "error",
        "path": "claims/chips follow their load.md",
        "line": 5,
        "column": 13,
        "end_line": 5,
        "end_column": 22,
        "message": "",
        "fix": None,
    }


def test_paths_choose_what_is_reported_and_not_what_is_read(vault: Path) -> None:
    result = check(
        vault / "claims" / "chips follow their load.md",
        "--vault",
        vault,
        "--format",
        "json",
        "--select",
        "LK",
    )
    assert codes(result) == ["LK502"]
    assert json.loads(result.stdout)["summary"]["notes"] == 1
    other = check(
        vault / "claims" / "inference outgrows training.md",
        "--vault",
        vault,
        "--format",
        "json",
        "--select",
        "LK",
    )
    assert codes(other) == []


def test_a_folder_that_is_in_no_vault_is_one_itself(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert codes(check(vault, "--format", "json", "--select", "SC")) == ["SC402"]
    assert codes(check("v", "--format", "json", "--select", "SC")) == ["SC402"]


def test_a_warning_fails_a_strict_check_only(vault: Path) -> None:
    write(vault, {"claims/chips follow their load.md": GOOD + "\n[[nothing of the kind]]\n"})
    assert check("--vault", vault, "--select", "LK").exit_code == 0
    assert check("--vault", vault, "--select", "LK", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--vault", "nowhere"], "no vault at nowhere"),
        (["--vault", "v", "nowhere.md"], "nowhere.md: there is no such file or folder"),
        (["--vault", "v", "other"], "other: is not in the vault v"),
        (
            ["--vault", "v", "v/notes.txt"],
            "v/notes.txt: is no note: the settings of its vault include **/*.md",
        ),
        (["--vault", "v", "v/claims", "v/notes.txt"], "v/notes.txt: is no note"),
        (["--vault", "empty"], "no notes in empty"),
        (["--vault", "v", "--select", "SC4O2"], "did you mean SC402?"),
        (["--vault", "v", "--baseline", "broken.json"], "broken.json: is no baseline"),
        (["--vault", "v", "--statistics", "--format", "json"], "--statistics is for --format text"),
        (["--vault", "v", "--fix", "--diff", "--format", "json"], "--diff is for --format text"),
    ],
)
def test_what_cannot_run_is_said_in_a_sentence_and_exits_two(
    vault: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    write(tmp_path, {"other/a note.md": "x", "broken.json": "{", "v/notes.txt": "x"})
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["teleo", "check", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_file_that_the_settings_leave_out_or_take_in_may_be_named(tmp_path: Path) -> None:
    settings = "[vault]\ninclude = ['**/*.md', '*.txt']\nexclude = ['drafts/']\n"
    write(tmp_path, {"teleo.toml": settings, "a.txt": GOOD, "drafts/b.md": GOOD, "README.markdown": "x"})
    for name, notes in (("a.txt", 1), ("drafts/b.md", 0), ("README.markdown", 0)):
        result = check(tmp_path / name, "--vault", tmp_path, "--format", "json", "--select", "SC")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["summary"]["notes"] == notes


def test_fix_writes_the_safe_fixes_and_reports_what_is_left(vault: Path) -> None:
    note = vault / "claims" / "chips follow their load.md"
    result = check("--vault", vault, "--fix", "--format", "json", "--select", "SC,LK")
    assert codes(result) == ["SC402"]
    assert "applied 1 fix in 1 file" in result.stderr
    assert "[[inference outgrows training|Inference Outgrows Training]]" in note.read_text(encoding="utf-8")


def test_fix_keeps_byte_order_mark_line_ends_and_all_else(vault: Path) -> None:
    note = vault / "claims" / "chips follow their load.md"
    before = b"\xef\xbb\xbf" + note.read_bytes().replace(b"\n", b"\r\n")
    note.write_bytes(before)
    check("--vault", vault, "--fix", "--select", "LK502")
    wanted = b"[[inference outgrows training|Inference Outgrows Training]]"
    assert note.read_bytes() == before.replace(b"[[Inference Outgrows Training]]", wanted)


def test_diff_shows_what_fix_would_do_and_writes_nothing(vault: Path) -> None:
    note = vault / "claims" / "chips follow their load.md"
    before = note.read_bytes()
    result = check("--vault", vault, "--diff", "--select", "LK")
    assert result.exit_code == 1
    assert "-[[Inference Outgrows Training]]\n+[[inference outgrows training|Inf" in result.stdout
    assert note.read_bytes() == before
    assert check("--vault", vault, "--diff", "--select", "SC403").exit_code == 0


def test_the_diff_is_a_patch_that_makes_what_fix_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The entry is renamed in the first round and loses its quotes in the second; a form feed ends no line.
    block = 'supports:\n- "Inference Outgrows Training"\n'
    odd = GOOD.replace("created:", block + "created:").replace(
        "training\n\n", "training\n\none\x0ctwo\u2028three\n"
    )
    files = {"inference outgrows training.md": GOOD, "chips follow their load.md": odd}
    shown, mended = write(tmp_path / "shown", files), write(tmp_path / "mended", files)
    monkeypatch.chdir(shown)
    patch = check("--vault", ".", "--select", "LK,ST", "--diff").stdout
    check("--vault", mended, "--select", "LK,ST", "--fix")
    run = ["git", "apply"]
    subprocess.run(run, input=patch.encode(), cwd=shown, check=True, timeout=60)
    name = "chips follow their load.md"
    assert "- inference outgrows training\n" in (mended / name).read_text(encoding="utf-8")
    assert (shown / name).read_bytes() == (mended / name).read_bytes()


def test_a_baseline_is_written_once_and_holds_when_lines_move(vault: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    note = vault / "claims" / "chips follow their load.md"
    arguments = ("--vault", vault, "--baseline", baseline, "--select", "SC,LK", "--format", "json")
    assert codes(check(*arguments)) == []
    written = baseline.read_bytes()
    note.write_text(
        note.read_text(encoding="utf-8").replace("type: claim\n", "type: claim\naliases: []\n\n"), "utf-8"
    )
    assert codes(check(*arguments)) == []
    note.write_text(note.read_text(encoding="utf-8") + "\n[[Inference-outgrows-training]]\n", "utf-8")
    assert codes(check(*arguments)) == ["LK502"]
    assert baseline.read_bytes() == written


def test_a_new_baseline_is_said_to_have_been_written(vault: Path, tmp_path: Path) -> None:
    arguments = ("--vault", vault, "--baseline", tmp_path / "known.json", "--select", "SC402,LK502")
    assert check(*arguments).stderr == f"recorded 2 findings in {tmp_path / 'known.json'}\n"
    assert check(*arguments).stderr == ""


def test_a_new_baseline_records_what_is_left_after_the_fixes(vault: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"
    result = check("--vault", vault, "--baseline", baseline, "--select", "SC402,LK502", "--fix")
    assert result.stderr == f"applied 1 fix in 1 file\nrecorded 1 finding in {baseline}\n"
    assert [entry["code"] for entry in json.loads(baseline.read_text())["diagnostics"]] == ["SC402"]


def test_a_patch_is_of_all_fixes_and_records_no_baseline(vault: Path, tmp_path: Path) -> None:
    result = check("--vault", vault, "--baseline", tmp_path / "known.json", "--select", "LK502", "--diff")
    assert (result.exit_code, result.stderr) == (1, "would apply 1 fix in 1 file\n")
    assert not (tmp_path / "known.json").exists()


def test_the_settings_can_name_a_baseline_and_silence_rules_by_path(vault: Path) -> None:
    write(vault, {"teleo.toml": '[check.per_path]\n"claims/chips*" = ["SC4"]\n'})
    assert codes(check("--vault", vault, "--format", "json", "--select", "SC")) == []
    write(vault, {"teleo.toml": '[check]\nbaseline = "known.json"\n'})
    check("--vault", vault, "--baseline", vault / "known.json")
    assert codes(check("--vault", vault, "--format", "json")) == []


def test_statistics_count_what_each_rule_found(vault: Path) -> None:
    result = check("--vault", vault, "--statistics", "--select", "SC402,LK502")
    assert result.stdout == "1  LK502  * info     link-inexact\n1  SC402    error    vocabulary\n"


def test_the_same_vault_gives_the_same_bytes(vault: Path) -> None:
    for output in ("text", "json", "sarif", "github"):
        arguments = ("--vault", vault, "--format", output)
        assert check(*arguments).stdout == check(*arguments).stdout


def test_ratings_are_weighed_without_the_graph(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntype: claim\nconfidence: proven\ndepends_on:\n- b\n---\n# a\n")
    (tmp_path / "b.md").write_text("---\ntype: claim\nconfidence: speculative\n---\n# b\n")
    script = (
        "import sys\nfrom teleo.cli import main\n"
        f"sys.argv = ['teleo', 'check', '--vault', {str(tmp_path)!r}]\n"
        "try: main()\nfinally: print(sorted({'networkx', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "CF801" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
