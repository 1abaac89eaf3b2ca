"""What the page's engine recomputes is what the check computed."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from teleo.calculators import all_calculators
from teleo.config import QuantitiesTable
from teleo.quantities import Quantities
from teleo.site.given import given_inputs
from teleo.site.live import MODELS, NUMBERS_DATA, live_scripts
from tests.quantities.building import recomputed, write_claim
from tests.quantities.node import printed

COUNT = 2000
ENGINE = Path(__file__).parents[2] / "site/src/engine.js"

WEB = """
start: {{calc: given, var: inference_share, scope: labs, as_of: 2026, stated: {start}}}
growth: {{calc: shift.growth_ratio, in: {{share0: 33.3%, share1: 66.7%, years: 3}}}}
year_70:
  calc: shift.years_to_share
  in: {{share0: = start, share1: 70%, growth_ratio: {growth}}}
  as_of: 2026-06
  stated: 2028 to 2030
later: {{calc: shift.share_at, in: {{share0: = start, growth_ratio: 2.5 (2 to 5), years: = year_70}}, stated: 60-80%}}
choice:
  calc: mem.weights
  in: {{params: 40B to 70B, bits: "one of 4, 4.25", overhead: 2 GB to 4 GB}}
  unit: GB
  stated: <= 24 GB
cut: {{calc: train.flop_from_hours, in: {{gpu_hours: 1M to 3M, peak_flops: 989 TFLOP/s, mfu: 0.5 to 0.95}}}}
whole: {{calc: mem.chips, in: {{params: 40B to 700B, bits: 4 to 8, overhead: 2 GB, memory: 80 GB}}, stated: 1 to 8}}
loops: {{calc: queue.servers, in: {{load: 50 to 200, max_wait_p: 10%}}, stated: 130}}
few: {{calc: mem.max_params, in: {{memory: = memory, bits: 4, overhead: 2 GB}}}}
memory: {{calc: given, stated: 2.02 GB (2.001 GB to 60 GB)}}
kv: {{calc: quant.compression, in: {{bits_from: 16, bits_to: 3}}, stated: 6x}}
fit: {{calc: scaling.loss, in: {{params: 70B, tokens: 1.4T, fit: besiroglu}}}}
"""

HELD = """
held: {{calc: mem.max_params, in: {{memory: 1 GB to 60 GB, bits: 4, overhead: {overhead} GB}}}}
"""
"""A model without a result where memory is below the overhead, as it is for one sample in twenty at 1 GB."""


def vault(root: Path, start: str = "30% to 40%", growth: str = "2 to 5") -> Quantities:
    write_claim(root, "a", WEB.format(start=start, growth=growth))
    write_claim(
        root, "b", "after: {calc: shift.share_at, in: {share0: = a#start, growth_ratio: 2, years: 1}}"
    )
    return recomputed(root, COUNT)


def in_a_page(quantities: Quantities, overrides: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return what the engine finds for every quantity, given a reader's inputs by `note#id.input`."""
    cards: Any = {key[0]: SimpleNamespace(page=f"c/{key[0]}/index.html", title=key[0]) for key in quantities}
    scripts = live_scripts(quantities, cards, QuantitiesTable(samples=COUNT))
    places = {f"{note}#{id_}": index for index, (note, id_) in enumerate(quantities)}
    pairs = []
    for name, value in overrides.items():
        quantity, _, entry = name.rpartition(".")
        pairs.append([f"{places[quantity]}.{entry}", value])
    return printed(  # type: ignore[no-any-return]
        "globalThis.self = globalThis;\n"
        + scripts[NUMBERS_DATA].decode()
        + scripts[MODELS].decode()
        + ENGINE.read_text(encoding="utf-8").replace("export function", "function")
        + "\nconst { numbers, models, sampler } = self.teleo;"
        + "\nconst machine = engine(numbers, sampler, models, (value, unit) => `${value} ${unit}`);"
        + f"\nconst run = machine.run(new Map({json.dumps(pairs)}), {COUNT});"
        + "\nconst results = numbers.list.map((entry, index) => ({ ...run.result(index), ordered: null,"
        + " influences: run.influences(index) }));"
        + "\nconsole.log(JSON.stringify(results));"
    )


def test_a_page_recomputes_every_number_of_the_check(tmp_path: Path) -> None:
    quantities = vault(tmp_path)
    for (key, result), found in zip(quantities.items(), in_a_page(quantities, {}), strict=True):
        here = [result.low, result.value, result.high]
        assert [found["low"], found["value"], found["high"]] == pytest.approx(here, rel=1e-12), key
        if result.mass is not None:
            assert (found["mass"], found["verdict"]) == (result.mass, result.verdict), key


def test_a_reader_who_moves_an_input_sees_what_the_check_would_find(tmp_path: Path) -> None:
    found = in_a_page(vault(tmp_path), {"a#year_70.growth_ratio": 3.0})
    for (key, result), there in zip(vault(tmp_path, growth="3").items(), found, strict=True):
        assert there["value"] == pytest.approx(result.value, rel=1e-12), key


def test_a_reader_who_moves_a_number_without_a_model_moves_all_that_rests_on_it(tmp_path: Path) -> None:
    quantities = vault(tmp_path)
    found = in_a_page(quantities, {"a#start.": 0.5})
    moved = vault(tmp_path, start="50%")
    for (key, result), there in zip(moved.items(), found, strict=True):
        assert there["value"] == pytest.approx(result.value, rel=1e-12), key
    assert moved["b", "after"].value != pytest.approx(quantities["b", "after"].value)


@pytest.mark.parametrize(("moved", "growth"), [({}, "2 to 5"), ({"a#year_70.growth_ratio": 3.0}, "3")])
def test_what_moves_a_number_is_what_the_check_finds_for_the_same_inputs(
    tmp_path: Path, moved: dict[str, float], growth: str
) -> None:
    found = in_a_page(vault(tmp_path), moved)
    count = 0
    for (key, result), there in zip(vault(tmp_path, growth=growth).items(), found, strict=True):
        wanted = {one.input: (one.low, one.high) for one in result.sensitivity if one.swing}
        shown = {one["name"]: (one["low"], one["high"]) for one in there["influences"]}
        assert shown == {name: pytest.approx(ends, rel=1e-9) for name, ends in wanted.items()}, key
        swings = [one["swing"] for one in there["influences"]]
        assert swings == sorted(swings, reverse=True)
        count += len(shown)
    assert count > 10


def test_an_input_out_of_range_is_a_complaint_and_no_number(tmp_path: Path) -> None:
    quantities = vault(tmp_path)
    found = dict(zip(quantities, in_a_page(quantities, {"a#kv.bits_to": -1.0}), strict=True))
    assert "bits_to is -1 bit; allowed" in found["a", "kv"]["complaint"]
    assert found["a", "fit"]["value"] == pytest.approx(quantities["a", "fit"].value, rel=1e-12)


@pytest.mark.parametrize(
    ("overhead", "has_result"), [("0.5", True), ("0.95", True), ("1.05", False), ("9", False)]
)
def test_a_few_samples_without_a_result_are_left_out_and_many_are_a_complaint(
    tmp_path: Path, overhead: str, has_result: bool
) -> None:
    write_claim(tmp_path, "a", HELD.format(overhead="0.1"))
    found = in_a_page(recomputed(tmp_path, COUNT), {"a#held.overhead": float(overhead) * 1e9})[0]
    write_claim(tmp_path, "a", HELD.format(overhead=overhead))
    checked = recomputed(tmp_path, COUNT)["a", "held"].value
    assert (checked is not None) == has_result
    assert found.get("value") == (pytest.approx(checked, rel=1e-12) if has_result else None)
    assert ("complaint" in found) != has_result


BROKEN = """
start: {{calc: given, stated: {start}}}
broken: {{calc: shift.share_at, in: {{share0: = start, growth_ratio: 2, years: 1}}, unit: "%", stated: 70%}}
after: {{calc: shift.share_at, in: {{share0: = broken, growth_ratio: 2 to 3, years: 1}}}}
typed: {{calc: shift.share_at, in: {{share0: = start, growth_ratio: 2, years: 1, wood: 3}}}}
shown: {{calc: shift.share_at, in: {{share0: = start, growth_ratio: 2, years: 1}}, unit: GB}}
"""
"""A share of 120%, which no model takes; a model with an input too many, and one in a unit that is none of its."""


def test_a_number_that_has_no_result_has_one_where_a_reader_gives_it_what_it_takes(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", BROKEN.format(start="120%"))
    quantities = recomputed(tmp_path, COUNT)
    assert [quantities["a", one].value for one in ("broken", "after", "typed", "shown")] == [None] * 4
    found = dict(zip(quantities, in_a_page(quantities, {"a#start.": 0.6}), strict=True))
    write_claim(tmp_path, "a", BROKEN.format(start="60%"))
    mended = recomputed(tmp_path, COUNT)
    for name in ("broken", "after"):
        assert found["a", name]["value"] == pytest.approx(mended["a", name].value, rel=1e-12), name
    assert found["a", "broken"]["verdict"] == mended["a", "broken"].verdict
    for name in ("typed", "shown"):
        assert mended["a", name].value is None
        assert "complaint" in found["a", name]


def test_a_page_takes_every_output_of_a_model_of_tables(tmp_path: Path) -> None:
    joint = 'joint: {calc: stack.combined, in: {baseline: "weights 12.5, kv 1.2", mechanisms: %s}}'
    after = "after: {calc: growth.annual, in: {factor: = joint.product, years: 2 to 3}}"
    for mechanisms in ('"a: kv 3, weights 2, order 2; b: kv 2, order 1"', "[{name: bits, weights: 4x}]"):
        write_claim(tmp_path, "a", f"{joint % mechanisms}\n{after}")
        quantities = recomputed(tmp_path, COUNT)
        for (key, result), there in zip(quantities.items(), in_a_page(quantities, {}), strict=True):
            assert there["value"] == pytest.approx(result.value, rel=1e-12), key


def test_a_number_that_rests_on_one_without_a_result_says_so(tmp_path: Path) -> None:
    quantities = vault(tmp_path)
    found = dict(zip(quantities, in_a_page(quantities, {"a#year_70.growth_ratio": 1.0}), strict=True))
    assert "complaint" in found["a", "year_70"]
    assert found["a", "later"]["complaint"] == "years rests on a number that has no result"


@pytest.mark.parametrize(
    ("stated", "taker", "bounds"),
    [
        (
            "30% to 40%",
            "shift.share_at, in: {share0: = n, growth_ratio: 2, years: 1}",
            (0.0, True, 1.0, True),
        ),
        ("50%", "stack.amdahl, in: {fraction: = n, speedup: 2}", (0.0, True, 1.0, True)),
        ("100%", "stack.amdahl, in: {fraction: = n, speedup: 2}", (0.0, True, 1.0, False)),
        ("0%", "stack.amdahl, in: {fraction: = n, speedup: 2}", (0.0, False, 1.0, True)),
        ("4.6x", "growth.doubling, in: {factor: = n, years: 1}", (1.0, True, 1e30, True)),
        ("600 days", "growth.annual, in: {factor: 2, years: = n}", (0.0, True, 365.25e6, False)),
        (
            "-3 years",
            "price.at, in: {price0: $1/Mtoken, annual_factor: 2, years: = n}",
            (-50, False, 50, False),
        ),
        ("1e40x", "growth.annual, in: {factor: = n, years: 1}", (0.0, True, None, False)),
        ("30%", "queue.wait, in: {load: 2, servers: = n, service: 1 s}", (0.0, True, 1.0, True)),
    ],
)
def test_a_number_without_a_model_keeps_within_the_ranges_of_all_that_takes_it(
    tmp_path: Path, stated: str, taker: str, bounds: tuple[float, bool, float | None, bool]
) -> None:
    write_claim(tmp_path, "a", f"n: {{calc: given, stated: {stated}}}\nm: {{calc: {taker}}}")
    quantities = recomputed(tmp_path, COUNT)
    cards: Any = {"a": SimpleNamespace(page="c/a/index.html", title="a")}
    script = live_scripts(quantities, cards, QuantitiesTable(samples=COUNT))[NUMBERS_DATA].decode()
    (entry,) = printed(
        f"globalThis.self = globalThis; {script}; console.log(JSON.stringify(teleo.numbers.list))"
    )[0]["inputs"]
    found = entry["bounds"]
    there = (found["low"], found["lowOpen"], found.get("high"), found["highOpen"])
    assert there == pytest.approx(bounds)
    assert "isWhole" not in found


ONE = """
here: {{calc: given, var: wood, as_of: 2026, stated: {here}}}
after: {{calc: growth.annual, in: {{factor: 8, years: = here}}}}
elsewhen: {{calc: given, var: wood, as_of: 2027, stated: 3 years}}
mass: {{calc: given, var: wood, as_of: 2026, stated: 3 GB}}
"""
THERE = """
there: {{calc: given, var: wood, as_of: 2026, stated: {there}}}
then: {{calc: growth.doubling, in: {{factor: 8, years: = there}}}}
"""


def one_unknown(root: Path, here: str, there: str) -> Quantities:
    write_claim(root, "a", ONE.format(here=here))
    write_claim(root, "b", THERE.format(there=there))
    return recomputed(root, COUNT)


def test_a_reader_who_moves_an_unknown_moves_it_wherever_it_is_stated(tmp_path: Path) -> None:
    quantities = one_unknown(tmp_path, "2 years to 4 years", "30 months to 60 months")
    found = in_a_page(quantities, {"a#here.": 5.0})
    moved = one_unknown(tmp_path, "5 years", "60 months")
    for (key, result), there in zip(moved.items(), found, strict=True):
        assert there["value"] == pytest.approx(result.value, rel=1e-12), key
    assert moved["b", "then"].value != pytest.approx(quantities["b", "then"].value)


def test_statements_of_one_unknown_have_one_range_each_in_its_unit(tmp_path: Path) -> None:
    quantities = one_unknown(tmp_path, "2 years to 4 years", "30 months to 60 months")
    places = {key: place for place, key in enumerate(quantities)}
    inputs = given_inputs(quantities, all_calculators(), places)
    assert set(inputs) == {("a", "here"), ("b", "there")}
    assert inputs["a", "here"]["unknown"] == [places["a", "here"], 1.0]
    assert inputs["b", "there"]["unknown"] == [places["a", "here"], pytest.approx(12.0)]
    (here,), (there,) = (inputs[key]["inputs"] for key in (("a", "here"), ("b", "there")))
    assert here["bounds"]["high"] == pytest.approx(1e6)
    assert there["bounds"]["high"] == pytest.approx(12e6)


def test_a_chain_of_thousands_of_numbers_is_followed_to_its_start(tmp_path: Path) -> None:
    count = 8000
    links = [
        f"n{i}: {{calc: shift.share_at, in: {{share0: = n{i + 1}, growth_ratio: 1, years: 1}}}}"
        for i in range(count)
    ]
    links.append(f"n{count}: {{calc: given, stated: 40%}}")
    blocks = ["\n".join(links[start : start + 2000]) for start in range(0, count + 1, 2000)]
    write_claim(tmp_path, "a", "", "\n".join(f"```quantities\n{block}\n```\n" for block in blocks))
    found = in_a_page(recomputed(tmp_path, 10), {f"a#n{count}.": 0.3})
    assert found[0]["value"] == pytest.approx(0.3)


def test_numbers_in_a_circle_and_all_that_rest_on_them_say_so(tmp_path: Path) -> None:
    share = "{{calc: shift.share_at, in: {{share0: = {}, growth_ratio: 2, years: 1}}}}"
    lines = {"one": "two", "two": "one", "own": "own", "after": "one", "far": "after"}
    write_claim(tmp_path, "a", "\n".join(f"{name}: {share.format(to)}" for name, to in lines.items()))
    quantities = recomputed(tmp_path, 10)
    assert [result.value for result in quantities.values()] == [None] * 5
    for found in in_a_page(quantities, {}):
        assert "complaint" in found


def test_a_count_is_shown_without_a_unit_and_a_ratio_as_a_multiple(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
cache: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}}
read: {calc: moe.weights_read, in: {total: 671B, always_read: 17B, experts: 256, top_k: 8, batch: 64}}
later: {calc: shift.share_at, in: {share0: 30%, growth_ratio: 2.5, years: 2}}
""",
    )
    cards: Any = {"a": SimpleNamespace(page="c/a/index.html", title="a")}
    script = live_scripts(recomputed(tmp_path, COUNT), cards, QuantitiesTable(samples=COUNT))[NUMBERS_DATA]
    numbers = json.loads(script.decode().partition(".numbers=")[2].strip().removesuffix(";"))
    units = {one["name"]: one["unit"] for entry in numbers["list"] for one in entry["inputs"]}
    assert [units[name] for name in ("experts", "top_k", "batch")] == ["", "", ""]
    assert units["growth_ratio"] == "x/year"
