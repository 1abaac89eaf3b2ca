"""Hostile and strange vaults end in diagnostics, and light ones load nothing heavy."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teleo.config import Config, ConfigError, QuantitiesTable
from teleo.model import Note
from teleo.quantities import evaluate
from teleo.vault.reader import Vault, read_note
from tests.quantities.building import codes, messages, recomputed, vault_of, write_claim

ROOT = Path(__file__).parents[2]


def test_ten_thousand_quantities_of_one_note_are_all_computed(tmp_path: Path) -> None:
    lines = [f"q{i}: {{calc: given, stated: {i}}}" for i in range(10_000)]
    blocks = ["\n".join(lines[start : start + 5000]) for start in (0, 5000)]
    write_claim(tmp_path, "a", "", "\n".join(f"```quantities\n{block}\n```\n" for block in blocks))
    quantities = recomputed(tmp_path, 10)
    assert len(quantities) == 10_000
    assert quantities["a", "q9999"].value == 9999.0


def test_a_fenced_block_has_the_limit_of_frontmatter(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "", f"```quantities\n# {'x' * 300_000}\n```\n")
    assert "larger than 256 KiB" in messages(recomputed(tmp_path), "a")


def test_a_chain_over_ten_thousand_claims_is_followed_and_its_end_moves_its_start(tmp_path: Path) -> None:
    notes = [
        _note(
            f"c{i}", f"x: {{calc: shift.share_at, in: {{share0: = c{i + 1}#x, growth_ratio: 1, years: 1}}}}"
        )
        for i in range(10_000)
    ]
    vault = _vault([*notes, _note("c10000", "x: {calc: given, stated: 37%}")])
    assert evaluate(vault, vault.config)["c0", "x"].value == pytest.approx(0.37)


def test_a_circle_of_ten_thousand_claims_is_reported_in_words_of_readable_length() -> None:
    notes = [
        _note(
            f"c{i}",
            f"x: {{calc: shift.share_at, in: {{share0: = c{(i + 1) % 10_000}#x, growth_ratio: 1, years: 1}}}}",
        )
        for i in range(10_000)
    ]
    vault = _vault(notes)
    quantities = evaluate(vault, vault.config)
    assert all(codes(quantities, f"c{i}") == ["QU905"] for i in range(10_000))
    assert len(messages(quantities, "c17")) < 400


def test_many_circles_through_one_claim_do_not_take_quadratic_time() -> None:
    count = 3000
    notes = [
        _note(
            f"c{i}",
            f"x: {{calc: shift.share_at, in: {{share0: = c{(i + 1) % count}#x, growth_ratio: = c0#x, years: 1}}}}",
        )
        for i in range(count)
    ]
    vault = _vault(notes)
    quantities = evaluate(vault, vault.config)
    assert all(result.value is None for result in quantities.values())


def test_a_thousand_disjoint_values_of_one_variable_are_not_a_million_messages() -> None:
    notes = [
        _note(f"c{i}", f"x: {{calc: given, var: v, stated: {i + 1}, tolerance: 0%}}") for i in range(1000)
    ]
    vault = _vault(notes)
    quantities = evaluate(vault, vault.config)
    assert 1000 <= len(quantities.conflicts) <= 5000


@pytest.mark.parametrize(
    "value",
    [
        "1e999",
        "-1e999",
        "nan",
        "inf",
        "9" * 4000,
        "1e-999",
        "[[[[]]]]",
        "{a: {b: c}}",
        "true",
        "null",
        "~",
        "= =",
        "= a#b#c",
        "'= '",
        "'%'",
        "0x10",
        "1_000",
        "!!python/object:os.system x",
        "*x",
        "'\\u0000'",
    ],
)
def test_no_input_value_raises(tmp_path: Path, value: str) -> None:
    write_claim(
        tmp_path, "a", f"q: {{calc: quant.compression, in: {{bits_from: {value}, bits_to: 3}}, stated: 5x}}"
    )
    write_claim(
        tmp_path, "b", f"q: {{calc: quant.compression, in: {{bits_from: 16, bits_to: 3}}, stated: {value}}}"
    )
    quantities = recomputed(tmp_path, 10)
    assert quantities.problems or ("a", "q") not in quantities


@pytest.mark.parametrize(
    "name", ["", "1", "a b", "a.b", "a#b", "é", "a-b_1", "__proto__", "'a\"b'", "= x", "<script>"]
)
def test_no_id_raises(tmp_path: Path, name: str) -> None:
    write_claim(tmp_path, "a", f"{json.dumps(name)}: {{calc: given, stated: 5}}", f"[5](#q:{name})")
    recomputed(tmp_path, 10)


TEXTS = st.text("0123456789.,%x$ to-+()=#~<>kMBTGe/abq_", max_size=25)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_in_any_place_raises(value: str, stated: str, unit: str, shown: str) -> None:
    entry = {
        "calc": "mem.weights",
        "in": {"params": value, "bits": 4, "overhead": stated},
        "stated": stated,
        "unit": unit,
    }
    note = _note("a", f"q: {json.dumps(entry)}", f"[{shown}](#q:q) [{shown}](#q:q.params)")
    vault = _vault([note])
    for result in evaluate(vault, vault.config).values():
        assert result.value is None or result.value == result.value


@pytest.mark.parametrize("samples", [0, 10**9])
def test_a_number_of_samples_that_cannot_be_drawn_is_refused(tmp_path: Path, samples: int) -> None:
    write_claim(tmp_path, "a", "q: {calc: given, stated: 5}")
    vault = vault_of(tmp_path, samples)
    with pytest.raises(ConfigError, match=r"quantities\.samples"):
        evaluate(vault, vault.config)


def test_one_sample_is_enough(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: given, stated: 2 to 5}")
    assert recomputed(tmp_path, 1)["a", "q"].value == pytest.approx(10**0.5)


@pytest.mark.parametrize(
    ("quantities", "heavy"), [("", []), ("q: {calc: given, stated: 2 GB to 5 GB}", ["numpy"])]
)
def test_numpy_is_loaded_for_quantities_alone_and_pint_for_unusual_units(
    tmp_path: Path, quantities: str, heavy: list[str]
) -> None:
    write_claim(tmp_path, "a", quantities)
    program = (
        "import sys, json\n"
        "from pathlib import Path\n"
        "from teleo.config import Config\n"
        "from teleo.quantities import evaluate\n"
        "from teleo.vault.reader import read_vault\n"
        f"vault = read_vault(Path({str(tmp_path)!r}), Config())\n"
        "evaluate(vault, vault.config)\n"
        "print(json.dumps([name for name in ('numpy', 'pint') if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert json.loads(done.stdout) == heavy


def _note(name: str, quantities: str, body: str = "") -> Note:
    text = f"---\ntype: claim\nquantities:\n  {quantities}\n---\n# {name}\n\n{body}\n"
    return read_note(f"{name}.md", text.encode(), Config())


def _vault(notes: list[Note]) -> Vault:
    config = Config(quantities=QuantitiesTable(samples=50))
    return Vault(Path(), config, tuple(sorted(notes, key=lambda note: note.id)))


def test_an_input_that_is_empty_a_map_or_a_list_is_named_as_its_author_wrote_it(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "x: {calc: growth.annual, in: {factor: , years: [1]}}")
    write_claim(tmp_path, "b", "x: {calc: growth.annual, in: {factor: {y: 1}, years: null}}")
    quantities = recomputed(tmp_path)
    said = messages(quantities, "a") + messages(quantities, "b")
    assert "factor: '' is no number" in said and "factor: '{…}' is no number" in said
    assert "years: '[…]' is no number" in said and "None" not in said


@pytest.mark.parametrize("reference", ["= joint", "= joint.alone"])
def test_a_list_that_another_number_is_taken_from_is_said_and_ends_nothing(
    tmp_path: Path, reference: str
) -> None:
    block = "{name: fewer bits, weights: 4}"
    write_claim(
        tmp_path,
        "a",
        f"""
        joint: {{calc: stack.combined, in: {{baseline: {{weights: 1}}, mechanisms: [{block}]}}, output: alone}}
        after: {{calc: growth.annual, in: {{factor: {reference}, years: 1}}}}
        """,
    )
    quantities = recomputed(tmp_path, 10)
    assert quantities["a", "after"].value is None
    assert "a#joint.alone is a list and no number" in messages(quantities, "a")


@pytest.mark.parametrize("output", ["", ".regime"])
def test_a_word_is_no_number_and_none_is_taken_from_it(tmp_path: Path, output: str) -> None:
    speeds = "bandwidth: 3.35 TB/s, peak_flops: 989 TFLOP/s"
    sizes = "bytes_weights: 140 GB, flop_per_token: 140e9, kv_bytes_per_seq: 2.7 GB, batch: 32, chips: 8"
    write_claim(
        tmp_path,
        "a",
        f"""
        limit: {{calc: roofline.decode, in: {{{sizes}, {speeds}}}, output: regime}}
        after: {{calc: jevons.spend, in: {{price_factor: 0.5, elasticity: = limit{output}}}}}
        step: {{calc: roofline.generation, in: {{ttft: 1 s, tokens: 5, step_time: = limit.step_time}}}}
        """,
    )
    quantities = recomputed(tmp_path, 10)
    assert [quantities["a", name].value for name in ("limit", "after")] == [None, None]
    assert "regime is a word and no number; choose another `output`" in messages(quantities, "a")
    assert "a#limit.regime is a word and no number" in messages(quantities, "a")
