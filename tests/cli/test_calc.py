"""`teleo calc` lists, shows and runs calculators."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
import pytest

from teleo.calculators import CALCULATORS, UnitError
from teleo.quantities.run import run as run_calculator
from tests.cli.running import run
from tests.quantities.building import write_claim


def _schema(name: str) -> jsonschema_rs.Validator:
    path = Path(__file__).parents[2] / f"schemas/output/{name}.json"
    return jsonschema_rs.validator_for(json.loads(path.read_text(encoding="utf-8")))


SCHEMA = _schema("calc")


def test_every_calculator_is_listed_with_its_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run(monkeypatch, "calc", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CALCULATORS)


def test_one_family_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads(run(monkeypatch, "calc", "list", "quant", "--format", "json").out)
    _schema("calc-list").validate(rows)
    assert [row["name"] for row in rows] == ["quant.compression", "quant.reduction"]


def test_a_family_that_does_not_exist_exits_2(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run(monkeypatch, "calc", "list", "nope")
    assert ran.code == 2
    assert "shift" in ran.err


def test_a_calculator_is_shown_with_the_claims_that_use_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_claim(tmp_path, "a", "kv: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}}")
    shown = run(monkeypatch, "calc", "show", "quant.compression", "--vault", tmp_path).out
    assert "Formula: bits_from / (bits_to + scale_bits / block)" in shown
    assert "a#kv" in shown
    assert "above 0 and at most 1,024" in shown


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_can_be_shown_outside_a_vault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    text = run(monkeypatch, "calc", "show", name, folder=tmp_path)
    assert text.code == 0, text.err
    assert all(line.startswith("    https://") for line in text.out.split("\n") if "https://" in line)
    described = json.loads(run(monkeypatch, "calc", "show", name, "--format", "json", folder=tmp_path).out)
    _schema("calc-show").validate(described)
    assert described["name"] == name
    assert described["latex"]
    assert described["formula"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_runs_on_its_plausible_values(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    ran = run(monkeypatch, "calc", "run", name, "--defaults", "--samples", "500", "--format", "json")
    assert ran.code == 0, ran.err
    SCHEMA.validate(json.loads(ran.out))
    assert run(monkeypatch, "calc", "run", name, "--defaults", "--samples", "500").code == 0


def test_numbers_give_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run(
        monkeypatch, "calc", "run", "quant.compression", "bits_from=16", "bits_to=3", "--format", "json"
    )
    found = json.loads(ran.out)
    assert set(found) == {"value", "unit", "low", "high"}
    assert found["value"] == found["low"] == found["high"] == pytest.approx(16 / 3)
    assert found["unit"] == "x"


def test_a_run_on_numbers_loads_neither_numpy_nor_pint_nor_a_vault() -> None:
    program = (
        "import sys, json\n"
        "from teleo.cli import main\n"
        "sys.argv = ['teleo', 'calc', 'run', 'quant.compression', 'bits_from=16', 'bits_to=3']\n"
        "main()\n"
        "print(json.dumps([name for name in ('numpy', 'pint', 'pyromark', 'yaml') if name in sys.modules]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["factor: 5.33x", "[]"]


def test_intervals_give_an_interval_in_the_wanted_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = ("params=40B to 70B", "bits=4.25", "overhead=2 GB to 4 GB", "--unit", "GB")
    ran = run(monkeypatch, "calc", "run", "mem.weights", *inputs)
    assert ran.out == "memory: 31 GB (90%: 24.1 to 40.2 GB)\n"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("alloc.parity", "elasticity_training=3", "elasticity_inference=1", "--unit", "%"), "share: 25%"),
        (
            ("price.at", "price0=60", "annual_factor=10", "years=3", "--unit", "$ per 1k tokens"),
            "price: 6e-5 $/ktoken",
        ),
        (("price.at", "price0=$60 per 1M tokens", "annual_factor=10", "years=3"), "price: $0.06/Mtoken"),
        (("carbon.of", "Wh=1287 MWh", "g_per_kWh=429 gCO2e/kWh", "--unit", "tCO2"), "carbon: 552 t"),
    ],
)  # fmt: skip
def test_units_are_wanted_as_they_are_written(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], text: str
) -> None:
    ran = run(monkeypatch, "calc", "run", *arguments)
    assert (ran.code, ran.out) == (0, f"{text}\n")


def test_a_unit_is_that_of_the_outputs_which_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = ("tokens=32", "experts=9", "hidden=7000", "bytes=3", "bandwidth=50 GB/s", "layers=61")
    ran = run(monkeypatch, "calc", "run", "comm.expert_step", *inputs, "--unit", "us")
    assert ran.out == "time: 0.0148 s/token\nexchange: 121 us\nspeed: 67.8 tokens/s\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("nope",), "there is no calculator 'nope'"),
        (("quant.compresion",), "quant.compression"),
        (("quant.compression", "bits_from=16"), "needs the input bits_to"),
        (("quant.compression", "bits_from=16", "bits_to=3", "bits=1"), "no input 'bits'"),
        (("quant.compression", "bits_from=16", "bits_to=3 GB"), "bits_to"),
        (("quant.compression", "bits_from=16", "bits_to=5 to 3"), "backwards"),
        (("quant.compression", "bits_from=16", "bits_to=-1"), "above 0"),
        (("quant.compression", "bits_from=16", "bits_to=nan"), "no number"),
        (("quant.compression", "bits_from=16", "bits_to== a#b"), "no vault is read"),
        (("quant.compression", "bits_from"), "name=value"),
        (("quant.compression", "bits_to=3", "bits_to=4"), "given twice"),
        (
            ("quant.compression", "bits_from=16", "bits_to=3", "--unit", "W"),
            "the unit 'W' does not fit the result, which is in 'x'",
        ),
        (
            ("roofline.generation", "tokens=64", "step_time=29 ms/token", "--unit", "W"),
            "the unit 'W' does not fit the result, which is in 's'",
        ),
        (("shift.years_to_share", "share0=0.3", "share1=0.7", "growth_ratio=1"), "any but 1"),
    ],
)
def test_what_cannot_be_run_is_explained_and_exits_2(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    ran = run(monkeypatch, "calc", "run", *arguments)
    assert ran.code == 2
    assert complaint in ran.err
    assert ran.out == ""


def test_a_speed_at_full_efficiency_is_called_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = [
        "bytes_weights=16 GB",
        "flop_per_token=16 GFLOP",
        "kv_bytes_per_seq=0",
        "batch=1",
        "chips=1",
        "bandwidth=3.35 TB/s",
        "peak_flops=989 TFLOP/s",
    ]
    assert "a bound and no estimate" in run(monkeypatch, "calc", "run", "roofline.decode", *inputs).out
    reached = run(monkeypatch, "calc", "run", "roofline.decode", *inputs, "eff_bw=60%", "eff_flops=50%")
    assert "bound" not in reached.out


def test_a_run_beyond_the_data_of_a_fit_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = ["params=6B to 8B", "tokens=15T", "fit=besiroglu"]
    assert "at most 1,000 for each parameter" in run(monkeypatch, "calc", "run", "scaling.loss", *inputs).out
    as_json = run(monkeypatch, "calc", "run", "scaling.loss", *inputs, "--format", "json")
    assert set(json.loads(as_json.out)) == {"value", "unit", "low", "high"}
    assert "at most 1,000 for each parameter" in as_json.err


def test_each_mechanism_is_named_with_its_gain_and_what_it_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = [
        "baseline=weights 10, kv 2",
        "mechanisms=b: weights 2, order 2; a: weights 5, order 1; c: kv 4",
    ]
    found = json.loads(run(monkeypatch, "calc", "run", "stack.combined", *inputs, "--format", "json").out)
    assert found["alone"]["items"] == ["c", "a", "b"]
    assert found["alone"]["value"] == pytest.approx([12 / 10.5, 12 / 4, 12 / 7])
    assert found["overlaps"]["value"] == ["weights: a, then b"]
    text = run(monkeypatch, "calc", "run", "stack.combined", *inputs).out
    assert "alone: c 1.14x, a 3x, b 1.71x" in text
    assert "overlaps: weights: a, then b" in text


def test_a_unit_of_another_dimension_is_a_unit_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnitError) as raised:
        run_calculator("mem.max_params", {"memory": "80 s", "bits": "4", "overhead": "0"}, 100)
    assert (raised.value.field, raised.value.found, raised.value.expected) == ("memory", "s", "byte")
    ran = run(monkeypatch, "calc", "run", "mem.max_params", "memory=80 s", "bits=4", "overhead=0")
    assert ran.code == 2
    assert "memory is given in 's'; write it in 'byte'" in ran.err


def test_a_run_takes_as_many_samples_as_the_vault_says_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "teleo.toml").write_text("[quantities]\nsamples = 100\n")

    def answer(*options: str) -> str:
        given = ("calc", "run", "jevons.spend", "price_factor=0.1 to 0.5", "elasticity=1.3")
        return run(monkeypatch, *given, "--format", "json", *options).out

    few, many = answer("--samples", "100"), answer()
    assert answer("--vault", str(tmp_path)) == few != many
    assert answer("--vault", str(tmp_path), "--samples", "10000") == many
