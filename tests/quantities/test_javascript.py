"""What a page recomputes is what the check computed."""

import json
from pathlib import Path

import pytest

from teleo.config import QuantitiesTable
from teleo.quantities import Quantities
from teleo.quantities.javascript import number_payload, payload, reach, script
from teleo.quantities.slot import filled
from tests.quantities.building import recomputed, write_claim
from tests.quantities.node import printed

COUNT = 2000

WEB = """
start: {calc: given, var: inference_share, scope: labs, as_of: 2026, stated: 30% to 40%}
growth: {calc: shift.growth_ratio, in: {share0: 1/3, share1: 2/3, years: 3}}
year_70:
  calc: shift.years_to_share
  in: {share0: = start, share1: 70%, growth_ratio: 2 to 5}
  as_of: 2026-06
  stated: 2028 to 2030
later: {calc: shift.share_at, in: {share0: = start, growth_ratio: 2.5 (2 to 5), years: = year_70}, stated: 60-80%}
skewed:
  calc: mem.weights
  in: {params: 40B to 70B, bits: "one of 4, 4.25", overhead: 2 GB to 4 GB}
  unit: GB
  stated: <= 24 GB
cut: {calc: train.flop_from_hours, in: {gpu_hours: 1M to 3M, peak_flops: 989 TFLOP/s, mfu: 0.5 to 0.95}}
chips: {calc: mem.chips, in: {params: 40B to 700B, bits: 4 to 8, overhead: 2 GB, memory: 80 GB}, stated: 1 to 8}
few: {calc: mem.max_params, in: {memory: = memory, bits: 4, overhead: 2 GB}}
memory: {calc: given, stated: 2.02 GB (2.001 GB to 60 GB)}
kv: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, stated: 6x}
fit: {calc: scaling.loss, in: {params: 70B, tokens: 1.4T, fit: besiroglu}}
stack:
  calc: stack.combined
  in:
    baseline: weights 12.5, kv 1.2, flop 2.7
    mechanisms: "kv3: kv 5.33; moe: flop 18; w4: weights 3.76"
failed: {calc: nope}
"""


@pytest.fixture
def quantities(tmp_path: Path) -> Quantities:
    write_claim(tmp_path, "a", WEB.replace("1/3", "33.3%").replace("2/3", "66.7%"))
    write_claim(
        tmp_path, "b", "after: {calc: shift.share_at, in: {share0: = a#start, growth_ratio: 2, years: 1}}"
    )
    write_claim(tmp_path, "c", "apart: {calc: given, stated: 3}")
    return recomputed(tmp_path, COUNT)


def in_a_page(quantities: Quantities, expression: str) -> object:
    names = {result.calculator for result in quantities.values() if result.version}
    data = payload(quantities, QuantitiesTable(samples=COUNT), list(quantities))
    return printed(
        f"{script(names)}\nconst payload = {json.dumps(data)};\nconsole.log(JSON.stringify({expression}))"
    )


def test_a_page_recomputes_every_number_of_the_check(quantities: Quantities) -> None:
    found = in_a_page(quantities, "teleoNumbers.evaluate(payload)")
    assert isinstance(found, dict)
    computed = {key: result for key, result in quantities.items() if result.value is not None}
    assert len(found) == len(computed) == 14
    for key, result in computed.items():
        there = found[f"{key[0]}#{key[1]}"]
        assert [there["value"], there["low"], there["high"]] == pytest.approx(
            [result.value, result.low, result.high], rel=1e-12
        ), key
        assert there["mass"] == result.mass, key
        assert there["verdict"] == result.verdict, key
        assert there["isPoint"] == result.is_point


def test_a_reader_moves_an_input_and_all_that_rests_on_it(quantities: Quantities, tmp_path: Path) -> None:
    found = in_a_page(
        quantities, 'teleoNumbers.evaluate(payload, {"a#start": 0.6, "a#year_70.growth_ratio": 3})'
    )
    write_claim(
        tmp_path,
        "a",
        WEB.replace("1/3", "33.3%")
        .replace("2/3", "66.7%")
        .replace("stated: 30% to 40%", "stated: 60%")
        .replace("growth_ratio: 2 to 5}", "growth_ratio: 3}"),
    )
    after = recomputed(tmp_path, COUNT)
    assert isinstance(found, dict)
    for key in (("a", "year_70"), ("a", "later"), ("b", "after")):
        assert found[f"{key[0]}#{key[1]}"]["value"] == pytest.approx(after[key].value, rel=1e-12)


def test_an_input_out_of_range_is_a_problem_for_all_that_rests_on_it(quantities: Quantities) -> None:
    found = in_a_page(quantities, 'teleoNumbers.evaluate(payload, {"a#start": 2})')
    assert isinstance(found, dict)
    assert "share0 is 2" in found["a#year_70"]["problem"]
    assert "rests on a#year_70" in found["a#later"]["problem"] or "share0" in found["a#later"]["problem"]
    assert found["a#kv"]["value"] == pytest.approx(16 / 3)


def test_a_payload_holds_what_moves_and_what_it_rests_on_and_no_more(quantities: Quantities) -> None:
    assert reach(quantities, [("a", "start")]) == {
        ("a", "start"),
        ("a", "year_70"),
        ("a", "later"),
        ("b", "after"),
    }
    assert reach(quantities, [("c", "apart")]) == {("c", "apart")}


@pytest.mark.parametrize(
    "text",
    [
        "about 2027",
        "2 to 5 times",
        "1,234",
        "7%",
        "about $9 million",
        "2.0e6",
        "−3.50",
        "more than 7",
        "up to 0.05",
        "**6**",
    ],
)
def test_a_page_writes_a_number_as_the_check_does(tmp_path: Path, text: str) -> None:
    write_claim(tmp_path, "a", "x: {calc: given, stated: 3 to 5}", f"[{text}](#q:x)")
    (number,) = recomputed(tmp_path, 10).numbers
    template = number_payload(number)["template"]
    cases = [
        {"value": value, "low": value / 2, "high": value * 3}
        for value in (0.0, 0.004, -0.2, 0.5, 1.25, 6.5, 1234567.891, 2027.78, -7.1, 3e9)
    ]
    calls = f"{json.dumps(cases)}.map((numbers) => teleoNumbers.fill({json.dumps(template)}, numbers))"
    found = printed(f"{script([])}\nconsole.log(JSON.stringify({calls}))")
    assert found == [filled(number.template, case) for case in cases]
