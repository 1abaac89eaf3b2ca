"""Quantities are computed over the vault, once each, with shared samples, and judged."""

from math import log
from pathlib import Path
from statistics import NormalDist

import pytest

from teleo.quantities import evaluate, has_quantities
from teleo.quantities.evaluation import Evaluator
from teleo.quantities.plan import plan
from teleo.quantities.result import SHARES, Verdict
from teleo.quantities.show import sentence
from teleo.quantities.table import conflict_lines
from teleo.quantities.walk import declared_tasks
from tests.quantities.building import codes, messages, recomputed, vault_of, write_claim


def test_the_crossover_of_2028_to_2030_is_possible_but_early(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        year_70:
          calc: shift.years_to_share
          in: {share0: 30% to 40%, share1: 70%, growth_ratio: 2 to 5}
          as_of: 2026-06
          stated: 2028 to 2030
        """,
    )
    result = recomputed(tmp_path)["a", "year_70"]
    assert result.unit == "calendar year"
    assert [round(number, 1) for number in (result.value, result.low, result.high)] == [
        2027.8,
        2027.4,
        2028.7,
    ]
    assert result.mass == pytest.approx(0.28, abs=0.005)
    assert result.verdict is Verdict.POSSIBLE


def test_percentiles_of_a_model_are_those_of_its_distribution(tmp_path: Path) -> None:
    quantities = """
        times: {calc: growth.annual, in: {factor: 2 to 8, years: 1}}
        point: {calc: growth.annual, in: {factor: 2, years: 1}}
        given: {calc: given, stated: 2 to 8}
    """
    write_claim(tmp_path, "a", quantities)
    found = recomputed(tmp_path)
    worked = NormalDist(log(4.0), log(2.0) / NormalDist().inv_cdf(0.95))
    logs = [log(value) for value in found["a", "times"].percentiles]
    assert logs == pytest.approx([worked.inv_cdf(share) for share in SHARES], abs=0.01)
    assert found["a", "point"].percentiles == found["a", "given"].percentiles == ()


def test_three_bits_are_not_six_times_fewer_than_sixteen(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "kv: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, stated: 6x}")
    result = recomputed(tmp_path)["a", "kv"]
    assert result.value == pytest.approx(16 / 3)
    assert result.is_point
    assert result.verdict is Verdict.CONTRADICTED
    assert "no uncertainty given" in sentence(result)


@pytest.mark.parametrize(("tolerance", "verdict"), [("5%", Verdict.CONTRADICTED), ("15%", Verdict.SUPPORTED)])
def test_nvfp4_saves_half_only_within_fifteen_percent(
    tmp_path: Path, tolerance: str, verdict: Verdict
) -> None:
    write_claim(
        tmp_path,
        "a",
        f"""
        nvfp4:
          calc: quant.reduction
          in: {{bits_from: 8, bits_to: 4, scale_bits: 8, block: 16}}
          stated: 50%
          tolerance: {tolerance}
        """,
    )
    result = recomputed(tmp_path)["a", "nvfp4"]
    assert result.value == pytest.approx(0.4375)
    assert result.verdict is verdict


def test_a_unit_may_leave_out_what_is_counted(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        query: {calc: given, stated: 0.3 Wh}
        power: {calc: demand.power, in: {queries: 2.5B, wh_per_query: = query}, unit: W, stated: 31 MW}
        weights: {calc: mem.weights, in: {params: 8B, bits: 4 bits, overhead: 0}, unit: GB, stated: 4 GB}
        cache:
          calc: kv.bytes_per_token
          in: {layers: 80, kv_heads: 8, head_dim: 128, bytes_per_value: 2}
          stated: 320 KiB
        """,
        "Some [31 MW](#q:power) at [4 bits](#q:weights.bits), and [0.33 MB](#q:cache) for a token.",
    )
    quantities = recomputed(tmp_path)
    assert set(codes(quantities, "a")) == {"QU907"}
    assert [quantities["a", name].value for name in ("power", "weights", "cache")] == pytest.approx(
        [31.25e6, 4.0, 320 * 1024]
    )
    assert {quantities["a", name].verdict for name in ("power", "weights", "cache")} == {Verdict.SUPPORTED}


def test_forty_to_seventy_billion_parameters_hardly_fit_in_24_gb(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        four_bit:
          calc: mem.weights
          in: {params: 40B to 70B, bits: 4.25, overhead: 2 GB to 4 GB}
          unit: GB
          stated: "<= 24 GB"
        """,
    )
    result = recomputed(tmp_path)["a", "four_bit"]
    assert [round(number) for number in (result.value, result.low, result.high)] == [31, 24, 40]
    assert result.mass == pytest.approx(0.048, abs=0.002)
    assert result.verdict is Verdict.CONTRADICTED


def test_shares_of_another_scope_are_a_mismatch_and_no_contradiction(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", _share("frontier-labs", "30% to 40%"))
    write_claim(tmp_path, "b", _share("global", "66%"))
    quantities = recomputed(tmp_path)
    (conflict,) = quantities.conflicts
    assert not conflict.is_contradiction
    assert quantities.edges == ()
    assert codes(quantities, "a") == codes(quantities, "b") == ["QU908"]
    assert "lifetime_to_aggregate" in conflict.reconcilers[0]


def test_shares_of_one_scope_and_date_contradict_each_other_by_an_edge(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", _share("global", "30% to 40%"))
    write_claim(tmp_path, "b", _share("global", "66%"))
    quantities = recomputed(tmp_path)
    assert codes(quantities, "a") == codes(quantities, "b") == ["QU906"]
    (edge,) = quantities.edges
    assert (edge.origin, edge.target, edge.relation, edge.field) == ("a", "b", "contradicts", "quantities")
    assert edge.line == 4


def test_two_values_of_one_claim_that_cannot_both_hold_are_told_by_their_names(tmp_path: Path) -> None:
    low, high = (f"{{calc: given, var: v, stated: {stated}}}" for stated in ("5 GB", "50 GB"))
    write_claim(tmp_path, "a", f"low: {low}\nhigh: {high}")
    assert messages(recomputed(tmp_path), "a").splitlines() == [
        "v is 5 GB here and 50 GB in `high` of this note, for the same scope and date; both cannot hold",
        "v is 50 GB here and 5 GB in `low` of this note, for the same scope and date; both cannot hold",
    ]


@pytest.mark.parametrize(
    ("first", "second", "is_conflict"),
    [
        ("2027", "2031", True),
        ("2026 to 2028", "2029", True),
        ("2028", "2028-06", False),
        ("about 2028", "2029", False),
        ("2028 or later", "2027", True),
        ("80 GB", "90000 MB", False),
        ("80 GB", "120000 MB", True),
        ("60-70%", "70-80%", False),
        (">= 70%", "<= 60%", True),
        ("0.3 Wh", "0.31 Wh/query", False),
        ("0.31 Wh/query", "0.9 Wh", True),
    ],
)
def test_given_values_conflict_when_nothing_is_common_to_them(
    tmp_path: Path, first: str, second: str, is_conflict: bool
) -> None:
    for name, stated in (("a", first), ("b", second)):
        write_claim(tmp_path, name, f'q: {{calc: given, var: v, scope: all, stated: "{stated}"}}')
    assert codes(recomputed(tmp_path), "a") == (["QU906"] if is_conflict else [])


def test_a_value_without_a_unit_is_in_that_of_the_others(tmp_path: Path) -> None:
    for name, stated in (("a", "80"), ("b", "80 GB"), ("c", "80000 MB"), ("d", "90 W")):
        write_claim(tmp_path, name, f"q: {{calc: given, var: v, stated: {stated}}}")
    quantities = recomputed(tmp_path)
    assert [codes(quantities, name) for name in "abcd"] == [[], [], [], ["QU902"]]


@pytest.mark.parametrize(("stated", "unit"), [("66%", "'%'"), ("66", "'%'"), ("66%", "percent"), ("66%", "")])
def test_a_given_share_is_the_same_in_percent(tmp_path: Path, stated: str, unit: str) -> None:
    write_claim(tmp_path, "a", f"q: {{calc: given, var: v, stated: {stated}, unit: {unit}}}")
    write_claim(tmp_path, "b", "q: {calc: given, var: v, stated: 30%}")
    write_claim(tmp_path, "c", "q: {calc: shift.share_at, in: {share0: = a#q, growth_ratio: 1, years: 1}}")
    quantities = recomputed(tmp_path)
    assert quantities["a", "q"].value == pytest.approx(66.0 if unit else 0.66)
    assert quantities["c", "q"].value == pytest.approx(0.66)
    assert codes(quantities, "a") == codes(quantities, "b") == ["QU906"]


def test_a_share_in_percent_is_reconciled_like_a_fraction(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", _share("frontier-labs", "30% to 40%"))
    write_claim(tmp_path, "b", _share("global", "66%"))
    (plain,) = recomputed(tmp_path).conflicts
    write_claim(tmp_path, "b", _share("global", "66%, unit: '%'"))
    (in_percent,) = recomputed(tmp_path).conflicts
    assert in_percent.reconcilers == plain.reconcilers != ()


@pytest.mark.parametrize(
    ("stated", "low", "high"),
    [
        ("2028", 2028.0, 2029.0),
        ("2028-06", 2028 + 5 / 12, 2028.5),
        ("2028-Q2", 2028.25, 2028.5),
        ("2027Q4", 2027.75, 2028.0),
        ("2027-Q4 to 2028-Q2", 2027.75, 2028.5),
        ("2028-12", 2028 + 11 / 12, 2029.0),
        ("2027-12 to 2028-03", 2027 + 11 / 12, 2028.25),
        ("about 2028", 2027.0, 2030.0),
        ("about June 2028", 2028 + 5 / 12 - 0.25, 2028.75),
        ("June 2028", 2028 + 5 / 12, 2028.5),
        ("jun. 2028", 2028 + 5 / 12, 2028.5),
        ("2028-6", 2028 + 5 / 12, 2028.5),
        ("30 June 2028", 2028 + 181 / 366, 2028 + 182 / 366),
        ("June 30th, 2028", 2028 + 181 / 366, 2028 + 182 / 366),
        ("Q2 2028", 2028.25, 2028.5),
        ("H1 2028", 2028.0, 2028.5),
        ("2028-H2", 2028.5, 2029.0),
        ("2030s", 2030.0, 2040.0),
        ("June 2028 to March 2030", 2028 + 5 / 12, 2030.25),
        ("from 2028 to 2030", 2028.0, 2031.0),
        ("2028-30", 2028.0, 2031.0),
        ("by 2028", -float("inf"), 2029.0),
        ("before 2028", -float("inf"), 2028.0),
        ("after 2028", 2029.0, float("inf")),
        ("since June 2028", 2028 + 5 / 12, float("inf")),
        ("no later than Q2 2028", -float("inf"), 2028.5),
        ("2028-06 or later", 2028 + 5 / 12, float("inf")),
        ("2027 (2026 to 2028)", 2026.0, 2029.0),
    ],
)
def test_a_stated_date_is_a_whole_year_or_month(tmp_path: Path, stated: str, low: float, high: float) -> None:
    write_claim(tmp_path, "a", f"q: {{calc: given, stated: '{stated}'}}")
    found = recomputed(tmp_path)["a", "q"].stated_set
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("more", ["", ", as_of: 2026, unit: year"])
def test_a_date_that_cannot_be_counted_to_is_no_contradiction(tmp_path: Path, more: str) -> None:
    inputs = "{share0: 30%, share1: 70%, growth_ratio: 2 to 5}"
    write_claim(tmp_path, "a", f"q: {{calc: shift.years_to_share, in: {inputs}, stated: 2028{more}}}")
    quantities = recomputed(tmp_path)
    assert quantities["a", "q"].verdict is Verdict.UNSTATED
    assert "QU902" in codes(quantities, "a")
    assert "QU903" not in codes(quantities, "a")


@pytest.mark.parametrize("as_of", ["soon", "2026-02-30", "06/2026"])
def test_an_as_of_that_is_no_date_is_told_once_and_no_year_is_counted_from_it(
    tmp_path: Path, as_of: str
) -> None:
    inputs = "{share0: 30%, share1: 70%, growth_ratio: 2 to 5}"
    declared = f"q: {{calc: shift.years_to_share, in: {inputs}, stated: 2028, as_of: {as_of}}}"
    write_claim(tmp_path, "a", declared, "Half in [2027](#q:q).")
    quantities = recomputed(tmp_path)
    assert quantities["a", "q"].verdict is Verdict.FAILED
    assert codes(quantities, "a") == ["QU901"]
    assert f"as_of is '{as_of}'" in messages(quantities, "a")


@pytest.mark.parametrize(
    ("more", "text", "is_left"),
    [
        ("", "[2027](#q:q)", True),
        ("", "[late 2027](#q:q)", True),
        (", unit: month", "[2026 to 2029](#q:q)", True),
        (", as_of: 2026", "[2021](#q:q)", False),
        ("", "[2000](#q:q) years", False),
        ("", "[12](#q:q)", False),
    ],
)
def test_a_year_of_the_calendar_is_not_rewritten_as_a_length_of_time(
    tmp_path: Path, more: str, text: str, is_left: bool
) -> None:
    inputs = "{share0: 30%, share1: 70%, growth_ratio: 2 to 5}"
    write_claim(tmp_path, "a", f"q: {{calc: shift.years_to_share, in: {inputs}{more}}}", f"Half {text}.")
    quantities = recomputed(tmp_path)
    assert ("QU902" in codes(quantities, "a"), "QU904" in codes(quantities, "a")) == (is_left, not is_left)


def test_a_given_percentage_by_the_year_keeps_its_year(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: given, stated: 5%/year}")
    quantities = recomputed(tmp_path)
    assert (quantities["a", "q"].value, quantities["a", "q"].unit) == (0.05, "fraction/year")
    assert codes(quantities, "a") == []


def test_a_sentence_that_reconciles_many_pairs_is_printed_once(tmp_path: Path) -> None:
    for name, scope, stated in (("a", "labs", "30% to 40%"), ("b", "world", "66%"), ("c", "europe", "66%")):
        write_claim(tmp_path, name, _share(scope, stated))
    quantities = recomputed(tmp_path)
    lines = [line for line in conflict_lines(quantities, set(quantities)) if "alloc.parity" in line]
    assert len(quantities.conflicts) == 2
    assert len(lines) == 1


def test_a_given_value_has_no_model(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "share: {calc: given, stated: 30% to 40%}")
    result = recomputed(tmp_path)["a", "share"]
    assert result.verdict is Verdict.GIVEN
    assert (result.low, result.high) == pytest.approx((0.3, 0.4), abs=1e-3)


def test_a_reference_shares_samples_so_that_a_difference_with_itself_is_nothing(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "start: {calc: given, stated: 30% to 40%}")
    write_claim(
        tmp_path,
        "b",
        "years: {calc: shift.years_to_share, in: {share0: = a#start, share1: = a#start, growth_ratio: 2 to 5}}",
    )
    result = recomputed(tmp_path)["b", "years"]
    assert (result.value, result.low, result.high) == (0.0, 0.0, 0.0)
    assert not result.is_point


def test_one_variable_in_two_claims_is_one_unknown(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", _share("global", "30% to 40%"))
    write_claim(
        tmp_path,
        "b",
        _share("global", "30% to 40%")
        + "\nyears: {calc: shift.years_to_share, in: {share0: = a#share, share1: = share, growth_ratio: 2 to 5}}",
    )
    assert recomputed(tmp_path)["b", "years"].high == 0.0


def test_equal_expressions_are_computed_once(tmp_path: Path) -> None:
    for name in "abc":
        write_claim(
            tmp_path, name, "kv: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, stated: 5.3x}"
        )
    vault = vault_of(tmp_path)
    tasks = declared_tasks(vault, {})
    evaluator = Evaluator(plan(tasks, vault.resolver), 100)
    for task in tasks.values():
        evaluator.evaluate(task)
    assert evaluator.evaluations == 1


def test_an_input_moves_all_that_refer_to_it(tmp_path: Path) -> None:
    def share(years: int) -> float | None:
        write_claim(
            tmp_path,
            "a",
            f"growth: {{calc: shift.growth_ratio, in: {{share0: 0.3, share1: 0.6, years: {years}}}}}",
        )
        write_claim(
            tmp_path,
            "b",
            "later: {calc: shift.share_at, in: {share0: 30%, growth_ratio: = a#growth, years: 3}}",
        )
        return recomputed(tmp_path)["b", "later"].value

    assert share(3) == pytest.approx(0.6)
    assert share(6) == pytest.approx(1 / (1 + 7 / 3 / (3.5**0.5)))


def test_the_widest_swing_comes_first(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        "m: {calc: mem.weights, in: {params: 40B to 70B, bits: 4, overhead: 2 GB to 4 GB}, unit: GB}",
    )
    influences = recomputed(tmp_path)["a", "m"].sensitivity
    assert [each.input for each in influences] == ["params", "overhead", "bits"]
    assert [each.swing for each in influences] == pytest.approx([15.0, 2.0, 0.0])
    assert influences[0].elasticity == pytest.approx(influences[2].elasticity)


def test_elasticity_is_the_exponent_of_a_power_law(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "m: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}}")
    found = {each.input: each.elasticity for each in recomputed(tmp_path)["a", "m"].sensitivity}
    assert found == pytest.approx({"bits_from": 1.0, "bits_to": -1.0})


def test_samples_out_of_range_by_reference_are_left_out_and_counted(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        bits: {calc: given, stated: 3 to 8}
        memory: {calc: given, stated: 2.02 GB (2.001 GB to 60 GB)}
        most: {calc: mem.max_params, in: {memory: = memory, bits: = bits, overhead: 2 GB}}
        """,
    )
    result = recomputed(tmp_path)["a", "most"]
    assert result.value is not None
    assert 0.0 < result.undefined <= 0.05


def test_a_range_that_most_samples_leave_is_an_error(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        factor: {calc: given, stated: 0.5 to 5}
        later: {calc: shift.share_at, in: {share0: = factor, growth_ratio: 2, years: 3}}
        """,
    )
    assert codes(recomputed(tmp_path), "a") == ["QU901"]


@pytest.mark.parametrize(
    ("quantity", "code", "message"),
    [
        ("q: {calc: quant.compresion, in: {bits_from: 16}}", "QU901", "did you mean quant.compression"),
        ("q: {in: {a: 1}}", "QU901", "has no `calc`"),
        ("q: 6x", "QU901", "must be a map"),
        ("q: {calc: given, value: 3, stated: 3}", "QU901", "did you mean 'stated'"),
        ("q: {calc: given, inputs: {a: 1}, stated: 3}", "QU901", "did you mean 'in'"),
        (
            "q: {calc: quant.compression, in: {bits_to: 3, bits_from: 16,5}}",
            "QU901",
            "write a decimal comma as a point",
        ),
        (
            "q: {calc: quant.compression, in: {bits_from: [8, 16], bits_to: 3}}",
            "QU901",
            "bits_from: '[8, 16]' is a list; write an interval as `8 to 16`",
        ),
        (
            "q: {calc: quant.compression, in: {bits_from: '', bits_to: 3}}",
            "QU901",
            "bits_from: '' is no number",
        ),
        ("q: {calc: given, stated: [8, 16]}", "QU901", "an interval is written `2 to 5`"),
        ("q: {calc: quant.compression, in: 6}", "QU901", "`in` must map"),
        ("q: {calc: quant.compression, in: {bits_from: 16}}", "QU901", "needs the input bits_to"),
        ("q: {calc: quant.compression, in: {bits_from: 16, bits_to: 3, bit: 2}}", "QU901", "no input 'bit'"),
        ("q: {calc: quant.compression, in: {bits_from: 16, bits_to: 5 to 3}}", "QU901", "backwards"),
        ("q: {calc: quant.compression, in: {bits_from: 16, bits_to: -3}}", "QU901", "above 0"),
        (
            "q: {calc: quant.compression, in: {bits_from: 16, bits_to: 3, block: 1.5}}",
            "QU901",
            "whole number",
        ),
        (
            "q: {calc: quant.compression, in: {bits_from: 16 GB, bits_to: 3 W}}",
            "QU902",
            "bits_to is given in 'W'",
        ),
        (
            "q: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, stated: 5 W}",
            "QU902",
            "stated is given in 'W'",
        ),
        ("q: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, unit: W}", "QU902", "unit 'W'"),
        ("q: {calc: mem.weights, in: {params: 3 seconds, bits: 4}}", "QU902", "params is given in 'seconds'"),
        ("q: {calc: mem.weights, in: {params: 3 queries, bits: 4}}", "QU902", "params is given in 'queries'"),
        (
            "q: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, as_of: soon}",
            "QU901",
            "as_of is 'soon'",
        ),
        (
            "q: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, tolerance: wide}",
            "QU901",
            "tolerance",
        ),
        (
            "q: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, statd: 6x}",
            "QU901",
            "did you mean 'stated'",
        ),
        ("q: {calc: given}", "QU901", "given but not `stated`"),
        ("q.r: {calc: given, stated: 3}", "QU901", "rename it"),
        (
            "q: {calc: shift.years_to_share, in: {share0: 0.3, share1: 0.7, growth_ratio: 1}}",
            "QU901",
            "any but 1",
        ),
        ("q: {calc: quant.compression, in: {bits_from: = p, bits_to: 3}}", "QU905", "refers to 'p'"),
        (
            "q: {calc: quant.compression, in: {bits_from: = no such claim#p, bits_to: 3}}",
            "QU905",
            "no note of this vault",
        ),
        ("q: {calc: quant.compression, in: {bits_from: = , bits_to: 3}}", "QU901", "no reference"),
    ],
)
def test_what_is_wrong_is_said_with_a_way_out(tmp_path: Path, quantity: str, code: str, message: str) -> None:
    write_claim(tmp_path, "a", quantity)
    write_claim(tmp_path, "b", "fine: {calc: quant.compression, in: {bits_from: 16, bits_to: 4}}")
    quantities = recomputed(tmp_path)
    assert code in codes(quantities, "a")
    assert message in messages(quantities, "a")
    assert quantities["b", "fine"].value == 4.0


def test_a_circle_is_reported_at_each_of_its_members_with_the_way_round(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        write_claim(
            tmp_path,
            name,
            f"x: {{calc: shift.share_at, in: {{share0: = {other}#x, growth_ratio: 2, years: 1}}}}",
        )
    write_claim(tmp_path, "d", "x: {calc: shift.share_at, in: {share0: = a#x, growth_ratio: 2, years: 1}}")
    quantities = recomputed(tmp_path)
    assert [codes(quantities, name) for name in "abcd"] == [["QU905"]] * 4
    assert "b#x → c#x → a#x → b#x" in messages(quantities, "b")
    assert "rests on a#x, which has no value" in messages(quantities, "d")


def test_a_quantity_that_refers_to_itself_is_a_circle(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "x: {calc: shift.share_at, in: {share0: = x, growth_ratio: 2, years: 1}}")
    assert "a#x → a#x" in messages(recomputed(tmp_path), "a")


def test_a_chain_of_ten_thousand_references_is_followed_to_its_end(tmp_path: Path) -> None:
    links = "\n".join(
        f"x{i}: {{calc: shift.share_at, in: {{share0: = x{i + 1}, growth_ratio: 1, years: 1}}}}"
        for i in range(2000)
    )
    write_claim(tmp_path, "a", links + "\nx2000: {calc: given, stated: 30% to 40%}")
    first = recomputed(tmp_path, samples=50)["a", "x0"]
    assert (first.low, first.high) == pytest.approx((0.3, 0.4), abs=5e-3)


def test_a_fenced_block_says_the_same_as_frontmatter(tmp_path: Path) -> None:
    quantity = "kv: {calc: quant.compression, in: {bits_from: 16, bits_to: 3}, stated: 6x}"
    write_claim(tmp_path, "a", quantity)
    write_claim(tmp_path, "b", "", f"```quantities\n{quantity}\n```\n")
    write_claim(tmp_path, "c", "", f"~~~ quantities\nquantities:\n  {quantity}\n~~~\n")
    write_claim(tmp_path, "d", "", f"````text\n```quantities\n{quantity}\n```\n````\n")
    quantities = recomputed(tmp_path)
    assert list(quantities) == [("a", "kv"), ("b", "kv"), ("c", "kv")]
    assert len({(result.value, result.verdict) for result in quantities.values()}) == 1


@pytest.mark.parametrize("gap", ["", " ", "  ", "\t"])
def test_blanks_before_the_name_of_a_fenced_block_change_nothing(tmp_path: Path, gap: str) -> None:
    write_claim(tmp_path, "a", body=f"```{gap}quantities\nq: {{calc: given, stated: 9}}\n```\n")
    assert list(recomputed(tmp_path)) == [("a", "q")]


def test_a_fenced_block_that_never_closes_runs_to_the_end_of_the_note(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", body="```quantities\nq: {calc: given, stated: 9}")
    assert recomputed(tmp_path).results[("a", "q")].value == 9.0


def test_a_fenced_block_that_is_no_yaml_is_reported_in_its_place(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "", "```quantities\nkv: {calc: [\n```\n")
    quantities = recomputed(tmp_path)
    assert codes(quantities, "a") == ["QU901"]


def test_an_id_that_stands_twice_is_reported_and_the_first_is_kept(tmp_path: Path) -> None:
    write_claim(
        tmp_path, "a", "x: {calc: given, stated: 3}", "```quantities\nx: {calc: given, stated: 4}\n```\n"
    )
    quantities = recomputed(tmp_path)
    assert codes(quantities, "a") == ["QU901"]
    assert quantities["a", "x"].value == 3.0


def test_a_stated_year_without_a_date_to_count_from_asks_for_it(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        "y: {calc: shift.years_to_share, in: {share0: 0.3, share1: 0.7, growth_ratio: 2}, stated: 2028}",
    )
    assert "add it" in messages(recomputed(tmp_path), "a")


def test_a_percentage_can_be_the_unit_of_a_share_only(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        share: {calc: quant.reduction, in: {bits_from: 16, bits_to: 4}, unit: "%", stated: 75%}
        size: {calc: mem.weights, in: {params: 1B, bits: 4, overhead: 0}, unit: "%"}
        """,
    )
    quantities = recomputed(tmp_path)
    assert (quantities["a", "share"].value, quantities["a", "share"].unit) == (75.0, "%")
    assert quantities["a", "share"].verdict is Verdict.SUPPORTED
    assert "unit '%' does not fit memory" in messages(quantities, "a")


def test_inputs_for_which_a_formula_was_not_made_are_told(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "x: {calc: scaling.loss, in: {params: 100M, tokens: 10T, fit: besiroglu}}")
    assert "tokens should be" in recomputed(tmp_path)["a", "x"].cautions[0]


def test_a_vault_without_quantities_has_none(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "", "No numbers, though it speaks of quantities.")
    vault = vault_of(tmp_path)
    assert not has_quantities(vault)
    assert len(evaluate(vault, vault.config)) == 0


def _share(scope: str, stated: str) -> str:
    return f"share: {{calc: given, var: inference_share, scope: {scope}, as_of: 2026, stated: {stated}}}"


def test_what_cannot_be_shown_is_no_input_of_another(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        speed: {calc: growth.annual, in: {factor: 8, years: 3}, unit: GB}
        same: {calc: growth.annual, in: {factor: 8, years: 3}}
        later: {calc: growth.years, in: {factor: 8, annual_factor: = speed}}
        there: {calc: growth.years, in: {factor: 8, annual_factor: = same}}
        """,
    )
    quantities = recomputed(tmp_path, 10)
    assert quantities["a", "later"].value is None
    assert "annual_factor rests on a#speed, which has no value" in messages(quantities, "a")
    assert quantities["a", "there"].value == pytest.approx(3.0)


def test_an_output_of_a_given_number_is_no_reference(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        """
        share: {calc: given, stated: 30%}
        later: {calc: shift.share_at, in: {share0: = share.median, growth_ratio: 2, years: 1}}
        """,
    )
    quantities = recomputed(tmp_path)
    assert codes(quantities, "a") == ["QU905"]
    assert "a#share is given and has no output 'median'; leave it out" in messages(quantities, "a")
    assert quantities["a", "later"].value is None


def test_a_unit_is_wanted_as_people_write_it(tmp_path: Path) -> None:
    inputs = "{price0: 60, annual_factor: 10, years: 3}"
    write_claim(tmp_path, "a", f"price: {{calc: price.at, in: {inputs}, unit: USD per 1M tokens}}")
    result = recomputed(tmp_path)["a", "price"]
    assert (result.value, result.unit) == (pytest.approx(0.06), "USD/Mtoken")


def test_an_interval_across_a_pole_is_told_to_say_little(tmp_path: Path) -> None:
    across, beside = (
        f"{{calc: shift.years_to_share, in: {{share0: 30%, share1: 70%, growth_ratio: {ratio}}}}}"
        for ratio in ("0.9 to 1.1", "1.1 to 1.5")
    )
    write_claim(tmp_path, "a", f"across: {across}\nbeside: {beside}")
    quantities = recomputed(tmp_path)
    (caution,) = quantities["a", "across"].cautions
    assert caution.startswith("growth_ratio runs across 1, where there is no result")
    assert quantities["a", "beside"].cautions == ()


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("> 4x", Verdict.CONTRADICTED),
        ("more than 4x", Verdict.CONTRADICTED),
        ("< 4x", Verdict.CONTRADICTED),
        (">= 4x", Verdict.SUPPORTED),
        ("at most 4x", Verdict.SUPPORTED),
        ("> 3.99x", Verdict.SUPPORTED),
    ],
)
def test_more_than_four_leaves_four_out(tmp_path: Path, stated: str, verdict: Verdict) -> None:
    inputs = "{bits_from: 16, bits_to: 4}"
    write_claim(tmp_path, "a", f"q: {{calc: quant.compression, in: {inputs}, stated: '{stated}'}}")
    assert recomputed(tmp_path)["a", "q"].verdict is verdict


def test_more_than_a_value_contradicts_at_most_that_value(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: given, var: v, stated: '> 4x'}")
    write_claim(tmp_path, "b", "q: {calc: given, var: v, stated: '<= 4x'}")
    assert codes(recomputed(tmp_path), "a") == ["QU906"]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("2026-06", "June 2026", "QU906"),
        ("2026-6", "2026-06", "QU906"),
        ("2026", "June 2026", "QU908"),
        ("2026-Q2", "2026-06", "QU908"),
        ("2026-06-30", "2026-Q2", "QU908"),
        ("2026-Q1", "2026-06", ""),
        ("2026", "2027", ""),
    ],
)
def test_dates_are_compared_by_what_they_name(tmp_path: Path, first: str, second: str, code: str) -> None:
    for name, stated, as_of in (("a", "30%", first), ("b", "66%", second)):
        write_claim(tmp_path, name, f"q: {{calc: given, var: v, stated: {stated}, as_of: {as_of}}}")
    assert codes(recomputed(tmp_path), "a") == ([code] if code else [])


@pytest.mark.parametrize("as_of", ["June 2026", "2026-06", "Q2 2026", "H1 2026"])
def test_a_month_counts_at_its_end_however_it_is_written(tmp_path: Path, as_of: str) -> None:
    inputs = "{share0: 30%, share1: 50%, growth_ratio: 2}"
    write_claim(tmp_path, "a", f"q: {{calc: shift.years_to_share, in: {inputs}, as_of: {as_of}}}")
    value = recomputed(tmp_path)["a", "q"].value
    assert value == pytest.approx(2026.5 + 1.2223924213364481)  # ln(7/3) / ln 2 years later


def test_a_date_is_no_number_of_an_input(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: growth.annual, in: {factor: 2, years: June 2028}}")
    assert "is a date" in messages(recomputed(tmp_path), "a")


@pytest.mark.parametrize(("years", "said"), [("75", "75 years"), ("0 to 75", "75 years")])
def test_a_value_out_of_range_is_named_in_the_plural(tmp_path: Path, years: str, said: str) -> None:
    inputs = f"{{price0: $8, annual_factor: 1.01, years: {years}}}"
    write_claim(tmp_path, "a", f"q: {{calc: price.at, in: {inputs}}}")
    assert f"is {said}; allowed: at least -50 and at most 50" in messages(recomputed(tmp_path), "a")


def test_an_error_about_samples_says_what_the_author_wrote(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: queue.erlang_c, in: {load: 5 to 20, servers: 10}}")
    # Half of a lognormal from 5 to 20 is above its median, which is the root of 5 times 20.
    assert "load is 5 to 20, out of range for 50% of the samples; allowed: less" in messages(
        recomputed(tmp_path), "a"
    )


def test_an_error_about_samples_names_all_inputs_of_its_condition(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: queue.erlang_c, in: {load: 10, servers: 8 to 12}}")
    assert "load is 10 with servers 8 to 12, out of range for" in messages(recomputed(tmp_path), "a")


def test_an_error_about_a_reference_says_what_it_came_to(tmp_path: Path) -> None:
    lines = "n: {calc: given, stated: 5 to 20}\nq: {calc: queue.erlang_c, in: {load: = n, servers: 10}}"
    write_claim(tmp_path, "a", lines)
    assert "load is = n (5 to 20), out of range for 50%" in messages(recomputed(tmp_path), "a")


def test_a_stated_interval_backwards_in_its_units_is_told(tmp_path: Path) -> None:
    inputs = "{params: 40B, bits: 4, overhead: 2 GB}"
    write_claim(tmp_path, "a", f"q: {{calc: mem.weights, in: {inputs}, stated: 50 GB to 500 MB}}")
    quantities = recomputed(tmp_path)
    assert "is backwards; write `500 MB to 50 GB`" in messages(quantities, "a")
    assert quantities["a", "q"].verdict is Verdict.UNSTATED


def test_a_number_beyond_what_any_amount_may_be_is_told_the_bound(tmp_path: Path) -> None:
    write_claim(tmp_path, "a", "q: {calc: scaling.optimal_params, in: {flop: 1e35, fit: besiroglu}}")
    assert "allowed: at least 1e15 and at most 1e30" in messages(recomputed(tmp_path), "a")


ANSWER = (
    "params_active: 100B, output_tokens: 500, peak_flops: 989 TFLOP/s, utilisation: 10%, watt: 1275, pue: 1.2"
)
STEP = (
    "bytes_weights: 140 GB, flop_per_token: 140 GFLOP, kv_bytes_per_seq: 0, batch: 1, chips: 8,"
    " bandwidth: 3.35 TB/s, peak_flops: 989 TFLOP/s"
)


def test_the_unit_of_a_result_may_name_what_it_is_of(tmp_path: Path) -> None:
    answer = f"calc: energy.per_query, in: {{{ANSWER}, power_fraction: 0.7}}"
    step = f"calc: roofline.decode, in: {{{STEP}}}"
    write_claim(
        tmp_path,
        "a",
        f"""
        stated: {{{answer}, stated: 0.3 Wh/query}}
        wanted: {{{answer}, unit: mWh/query, stated: 0.3 Wh}}
        user: {{{step}, output: user_speed, stated: 190 tok/s/user}}
        step: {{{step}, stated: 5.2 ms/token}}
        plain: {{{answer}, stated: 0.3 Wh}}
        """,
        "[0.30 Wh per query](#q:plain), [0.5 Wh/query](#q:plain), [191 tok/s per user](#q:user)",
    )
    quantities = recomputed(tmp_path)
    units = [quantities["a", each].unit for each in ("stated", "wanted", "user", "step", "plain")]
    assert units == ["Wh/query", "mWh/query", "tok/s/user", "ms/token", "Wh"]
    assert {quantities["a", each].verdict for each in ("stated", "wanted", "user", "step")} == {
        Verdict.SUPPORTED
    }
    stale = [(number.shown, number.expected) for number in quantities.numbers if not number.agrees]
    assert stale == [("0.5 Wh/query", "0.3 Wh/query")]


def test_the_total_of_all_users_is_not_stated_for_one(tmp_path: Path) -> None:
    write_claim(
        tmp_path,
        "a",
        f"q: {{calc: roofline.decode, in: {{{STEP}}}, output: total_speed, stated: 190 tok/s/user}}",
        "[190 tok/s/user](#q:q)",
    )
    assert codes(recomputed(tmp_path), "a") == ["QU902", "QU902"]


def test_a_rise_in_percent_is_refused_where_a_factor_is_computed(tmp_path: Path) -> None:
    write_claim(
        tmp_path, "a", "q: {calc: growth.annual, in: {factor: 1000, years: 3}, stated: 900% per year}"
    )
    quantities = recomputed(tmp_path)
    assert codes(quantities, "a") == ["QU902"]
    assert "is given in '%/year'" in messages(quantities, "a")


def test_a_contradicted_number_without_a_unit_is_told_with_the_one_it_is_read_in(tmp_path: Path) -> None:
    write_claim(
        tmp_path, "a", "q: {calc: mem.weights, in: {params: 70B, bits: 16, overhead: 0}, stated: 140}"
    )
    assert "states 140 (read as 140 bytes), recomputed 140 GB" in messages(recomputed(tmp_path), "a")


@pytest.mark.parametrize(
    ("quantity", "message"),
    [
        (
            "calc: given, stated: 5 GB, unit: W",
            "stated is given in 'GB'; write it in 'W' or what converts to it",
        ),
        ("calc: given, stated: [2, 5]", "stated must be one value; an interval is written `2 to 5`"),
        (
            "calc: growth.annual, inputs: {factor: 2, years: 1}",
            "a quantity has no key 'inputs'; did you mean 'in'?",
        ),
        ("calc: growth.annual, in: [2, 1]", "`in` must map each input to its value, as in `in: {years: 10}`"),
    ],
)
def test_one_mistake_is_told_once(tmp_path: Path, quantity: str, message: str) -> None:
    write_claim(tmp_path, "a", f"q: {{{quantity}}}")
    assert messages(recomputed(tmp_path), "a") == message
