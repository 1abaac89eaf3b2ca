"""`teleo recompute` judges every number of a vault and rewrites those of its texts."""

import json
import subprocess
from pathlib import Path

import jsonschema_rs
import pytest

from tests.cli.running import run
from tests.quantities.building import write_claim

KEYS = [
    "note",
    "quantity",
    "calculator",
    "version",
    "value",
    "unit",
    "low",
    "high",
    "stated",
    "verdict",
    "mass",
]
SCHEMA = jsonschema_rs.validator_for(
    json.loads((Path(__file__).parents[2] / "schemas/output/recompute.json").read_text(encoding="utf-8"))
)
KV = "kv: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, stated: 6x}"
YEAR = """
year_70:
  calc: shift.years_to_share
  in: {share0: 30% to 40%, share1: 70%, growth_ratio: 2 to 5}
  as_of: 2026-06
  stated: 2028 to 2030
"""


def test_json_has_the_promised_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_claim(tmp_path, "a", KV)
    write_claim(tmp_path, "b", "x: {calc: nope}")
    rows = json.loads(run(monkeypatch, "recompute", "--vault", tmp_path, "--format", "json").out)
    SCHEMA.validate(rows)
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert [row["verdict"] for row in rows] == ["contradicted", "failed"]
    assert rows[0]["value"] == pytest.approx(16 / 3)


def test_a_person_reads_what_is_stated_the_model_and_the_verdict(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_claim(tmp_path, "a", YEAR)
    ran = run(monkeypatch, "recompute", "--vault", tmp_path)
    assert ran.out.splitlines() == [
        "a",
        "  year_70  stated 2028 to 2030  2027.8 (2027.4 to 2028.7)  possible 0.28",
    ]
    assert ran.err == "1 quantity: 1 possible\n"


def test_a_model_without_uncertainty_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_claim(tmp_path, "a", KV)
    assert "no uncertainty given" in run(monkeypatch, "recompute", "--vault", tmp_path).out


def test_write_changes_the_numbers_and_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = "It is [about 2027](#q:year_70), by 2027 [2 to 4 times](#q:year_70.growth_ratio).  \r\n\ttail é"
    path = write_claim(tmp_path, "a", YEAR)
    path.write_bytes("\ufeff".encode() + path.read_bytes() + body.encode())
    before = path.read_bytes()
    first = run(monkeypatch, "recompute", "--vault", tmp_path, "--write")
    assert path.read_bytes() == before.replace(b"about 2027", b"about 2028").replace(b"2 to 4", b"2 to 5")
    assert "2 rewritten" in first.err
    again = run(monkeypatch, "recompute", "--vault", tmp_path, "--write")
    assert "rewritten" not in again.err


def test_a_file_that_cannot_be_written_keeps_no_other_from_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, latin, last = (write_claim(tmp_path, name, KV, "[6 times](#q:kv) é") for name in "abc")
    kept = latin.read_text(encoding="utf-8").encode("latin-1")
    latin.write_bytes(kept)
    ran = run(monkeypatch, "recompute", "--vault", tmp_path, "--write", "--fail-on", "stale")
    assert ran.code == 2
    assert latin.read_bytes() == kept
    assert ["[5 times](#q:kv) é" in path.read_text(encoding="utf-8") for path in (first, last)] == [
        True,
        True,
    ]
    assert "Rewritten:\n  a: '6 times' is '5 times' by kv\n  c: '6 times' is '5 times' by kv\n" in ran.out
    assert ran.out.endswith("Numbers in texts that disagree:\n  b: '6 times' is '5 times' by kv\n")
    assert ran.err == (
        "3 quantities: 3 contradicted; 2 rewritten; 1 stale in texts\n"
        "teleo: b.md: is not plain UTF-8, so its other bytes could not be kept; mend it first\n"
    )


def test_without_write_nothing_is_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = write_claim(tmp_path, "a", YEAR, "[about 2027](#q:year_70)")
    before = path.read_bytes()
    ran = run(monkeypatch, "recompute", "--vault", tmp_path)
    assert path.read_bytes() == before
    assert "'about 2027' is 'about 2028'" in ran.out


def test_only_the_chosen_notes_are_shown_and_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_claim(tmp_path, "a", KV, "[6 times](#q:kv)")
    other = write_claim(tmp_path, "b", KV, "[6 times](#q:kv)")
    ran = run(monkeypatch, "recompute", "a", "--vault", tmp_path, "--write")
    assert ran.out.startswith("a\n")
    assert "\nb\n" not in ran.out
    assert "[6 times]" in other.read_text(encoding="utf-8")
    assert "[5 times]" in (tmp_path / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("fail_on", "code"), [("contradicted", 1), ("stale", 1), ("failed", 0)])
def test_fail_on_sets_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fail_on: str, code: int
) -> None:
    write_claim(tmp_path, "a", KV, "[6 times](#q:kv)")
    assert run(monkeypatch, "recompute", "--vault", tmp_path, "--fail-on", fail_on).code == code


def test_since_shows_what_moved_in_every_claim_that_rests_on_the_input(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_claim(tmp_path, "a", "start: {calc: given, stated: 30%}\nsame: {calc: given, stated: 5}")
    write_claim(
        tmp_path, "b", "later: {calc: shift.share_at, in: {share0: = a#start, growth_ratio: 2, years: 1}}"
    )
    for arguments in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    write_claim(tmp_path, "a", "start: {calc: given, stated: 50%}\nsame: {calc: given, stated: 5}")
    ran = run(monkeypatch, "recompute", "--vault", tmp_path, "--since", "HEAD")
    assert "was stated 30%" in ran.out
    assert "was 46.2%" in ran.out
    assert ran.out.count("was ") == 2
    rows = json.loads(
        run(monkeypatch, "recompute", "--vault", tmp_path, "--since", "HEAD", "--format", "json").out
    )
    SCHEMA.validate(rows)
    assert [row["quantity"] for row in rows if "before" in row] == ["start", "later"]


def test_contradictions_and_mismatches_are_listed_with_what_would_reconcile(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    share = "share: {{calc: given, var: inference_share, scope: {}, as_of: 2026, stated: {}}}"
    write_claim(tmp_path, "a", share.format("labs", "30% to 40%"))
    write_claim(tmp_path, "b", share.format("global", "66%"))
    write_claim(tmp_path, "c", share.format("global", "20%"))
    out = run(monkeypatch, "recompute", "--vault", tmp_path).out
    assert "Contradictions:\n  inference_share cannot be both 66% and 20% (global, 2026)" in out
    assert "Scope mismatches:" in out
    assert "shift.lifetime_to_aggregate gives both with training_growth = 3.63x/year" in out


def test_a_vault_without_quantities_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_claim(tmp_path, "a")
    ran = run(monkeypatch, "recompute", "--vault", tmp_path, "--format", "json")
    assert json.loads(ran.out) == []
    assert ran.err == "0 quantities\n"


def test_notes_whose_quantities_cannot_be_read_are_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocks = {
        "brace": "  " + KV.removesuffix("}"),
        "conflict": f"<<<<<<< ours\n  {KV}\n=======\n  kv: {{calc: given}}\n>>>>>>> theirs",
        "empty": "",
        "large": f"  {KV}" + "\n# much" * 40_000,
        "tab": f"\t{KV}",
        "whole": f"  {KV}\ndescription: one: two",
    }
    for name, block in blocks.items():
        (tmp_path / f"{name}.md").write_text(f"---\nquantities:\n{block}\n---\n", encoding="utf-8")
    write_claim(tmp_path, "fence", body=f"```quantities\n{KV.removesuffix('}')}\n```")
    said = "{} quantities that cannot be read; `teleo check` says where and why\n"
    ran = run(monkeypatch, "recompute", "--vault", tmp_path)
    assert ran.out.splitlines()[0] == "whole"
    assert ran.err == "1 quantity: 1 contradicted\n" + said.format("5 notes declare")
    ran = run(monkeypatch, "recompute", "tab", "whole", "empty", "--vault", tmp_path, "--format", "json")
    assert [row["note"] for row in json.loads(ran.out)] == ["whole"]
    assert ran.err == "1 quantity: 1 contradicted\n" + said.format("1 note declares")


@pytest.mark.parametrize(("selector", "code"), [("torn", 1), ("whole", 0)])
def test_quantities_that_cannot_be_read_have_failed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, selector: str, code: int
) -> None:
    write_claim(tmp_path, "torn", KV.removesuffix("}"))
    write_claim(tmp_path, "whole", KV)
    assert run(monkeypatch, "recompute", selector, "--vault", tmp_path, "--fail-on", "failed").code == code


def test_one_wide_value_does_not_push_the_columns_of_all_others_aside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wide = "11.0000000000001 tokens/s to 13.00000000000001 tokens/s"
    write_claim(tmp_path, "a", f"n: {{calc: given, stated: 5 GB}}\nw: {{calc: given, stated: {wide}}}")
    ran = run(monkeypatch, "recompute", "--vault", tmp_path)
    assert ran.out.splitlines() == ["a", "  n  stated 5 GB    given", f"  w  stated {wide}    given"]
