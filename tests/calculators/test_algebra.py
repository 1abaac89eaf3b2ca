"""Closed formulas against sympy: inverses, optima and limits derived, not computed."""

import pytest
import sympy  # type: ignore[import-untyped]

from tests.calculators.as_sympy import formula, symbols


def is_zero(expression: sympy.Expr) -> bool:
    simple = sympy.simplify(expression)
    return bool(simple == 0 or abs(float(simple.evalf(subs=AT))) < 1e-9)


AT = {
    sympy.Symbol(name, positive=True): value
    for name, value in {"share0": 0.3, "share1": 0.7, "growth_ratio": 2.5, "years": 3.0, "share": 0.8}.items()
}


def test_years_to_share_inverts_share_at() -> None:
    names = symbols("shift.years_to_share")
    reached = formula("shift.share_at").subs(
        sympy.Symbol("years", positive=True), formula("shift.years_to_share")
    )
    assert is_zero(reached - names["share1"])


def test_growth_ratio_inverts_share_at() -> None:
    names = symbols("shift.growth_ratio")
    ratio = sympy.Symbol("growth_ratio", positive=True)
    reached = formula("shift.share_at").subs(ratio, formula("shift.growth_ratio"))
    assert is_zero(reached - names["share1"])


def test_lifetime_to_aggregate_is_the_printed_formula() -> None:
    f, growth, lag = symbols("shift.lifetime_to_aggregate").values()
    printed = 1 / (1 + (1 - f) / f * growth**lag)
    assert sympy.simplify(formula("shift.lifetime_to_aggregate") - printed) == 0


def test_share_at_is_the_printed_formula() -> None:
    share, ratio, years = symbols("shift.share_at").values()
    odds = share / (1 - share) * ratio**years
    assert sympy.simplify(formula("shift.share_at") - odds / (1 + odds)) == 0


def test_tokens_for_share_inverts_inference_share() -> None:
    share = sympy.Symbol("share", positive=True)
    tokens = sympy.Symbol("inference_tokens", positive=True)
    reached = formula("lifecycle.inference_share").subs(tokens, formula("lifecycle.tokens_for_share"))
    assert sympy.simplify(reached - share) == 0


def test_breakeven_calls_solve_their_equation() -> None:
    training, price, share = symbols("lifecycle.breakeven_calls").values()
    spent = formula("lifecycle.breakeven_calls") * price
    assert sympy.simplify(spent / (spent + training) - share) == 0


def test_parity_is_the_optimum_of_a_fixed_total() -> None:
    a, b = symbols("alloc.parity").values()
    share = sympy.Symbol("share", positive=True)
    slope = sympy.diff(a * sympy.log(1 - share) + b * sympy.log(share), share)
    assert sympy.simplify(slope.subs(share, formula("alloc.parity"))) == 0


def test_jevons_spend_is_price_times_demand_of_constant_elasticity() -> None:
    price, elasticity = symbols("jevons.spend").values()
    assert sympy.simplify(formula("jevons.spend") - price * price ** (-elasticity)) == 0


def test_max_params_inverts_weights() -> None:
    memory = sympy.Symbol("memory", positive=True)
    params = sympy.Symbol("params", positive=True)
    needed = formula("mem.weights").subs(params, formula("mem.max_params"))
    assert sympy.simplify(needed - memory) == 0


def test_chips_that_a_power_feeds_draw_that_power() -> None:
    power = sympy.Symbol("power", positive=True)
    drawn = formula("train.power").subs(sympy.Symbol("gpus", positive=True), formula("train.gpus"))
    assert sympy.simplify(drawn - power) == 0


def test_compression_and_reduction_say_the_same() -> None:
    assert sympy.simplify(formula("quant.reduction") - (1 - 1 / formula("quant.compression"))) == 0


def test_growth_years_inverts_annual() -> None:
    annual = sympy.Symbol("annual_factor", positive=True)
    grown = formula("growth.years").subs(annual, formula("growth.annual"))
    assert sympy.simplify(grown - sympy.Symbol("years", positive=True)) == 0


def test_equivalent_samples_make_the_flop_of_both_models_equal() -> None:
    m, r = symbols("ttc.equivalent_samples").values()
    n, d = sympy.symbols("n d", positive=True)
    served = r * d
    large = 6 * m * n * d + 2 * m * n * served
    small = 6 * n * d + 2 * n * served * formula("ttc.equivalent_samples")
    assert sympy.simplify(large - small) == 0


def test_the_path_of_a_takeoff_solves_its_differential_equation() -> None:
    # x = ln S obeys dx/dt = g * exp(m * x) with m = 1 - 1/r; the formula before its ceiling
    r, g, t = sympy.symbols("r g t", positive=True)
    m = 1 - 1 / r
    x = g * t * sympy.log(1 - m * g * t) / (-m * g * t)
    assert sympy.simplify(sympy.diff(x, t) - g * sympy.exp(m * x)) == 0
    assert sympy.limit(x.subs({r: 2, g: 1}), t, 0) == 0


def test_doublings_are_a_geometric_series_that_sums_to_the_blowup() -> None:
    r = sympy.Symbol("r", positive=True)
    ratio = 2 ** (1 / r - 1)
    for n in (1, 2, 7):
        found = formula("takeoff.doublings_time").subs({r: 1.5, sympy.Symbol("n", positive=True): n})
        expected = sum(float(ratio.subs(r, 1.5)) ** k for k in range(n))
        assert float(found) == pytest.approx(expected)
    assert float(formula("takeoff.blowup").subs(r, 1.5)) == pytest.approx(1 / (1 - 2 ** (-1 / 3)))


def test_amdahl_tends_to_the_rest_of_the_time() -> None:
    fraction, speedup = symbols("stack.amdahl").values()
    assert sympy.limit(formula("stack.amdahl"), speedup, sympy.oo) == 1 / (1 - fraction)


def test_a_batch_reads_every_expert_in_the_end_and_the_active_ones_at_first() -> None:
    total, always, experts, top_k, batch = symbols("moe.weights_read").values()
    read = formula("moe.weights_read")
    assert sympy.simplify(read.subs(batch, 1) - (always + (total - always) * top_k / experts)) == 0
    numbers = {total: 671, always: 17, experts: 256, top_k: 8}
    assert sympy.limit(read.subs(numbers), batch, sympy.oo) == 671


def test_per_day_and_per_million_tokens_charge_the_same_rent() -> None:
    usd, gpus, speed, utilisation = symbols("cost.per_mtok").values()
    tokens = speed * utilisation * 86400 / 1_000_000
    assert sympy.simplify(formula("cost.per_mtok") * tokens - formula("cost.per_day")) == 0
    assert {usd, gpus} <= formula("cost.per_day").free_symbols


def test_breakeven_tokens_cost_as_much_bought_as_owned() -> None:
    names = symbols("edge.breakeven_tokens")
    tokens = formula("edge.breakeven_tokens")
    power = names["watt"] * names["usd_per_kwh"] / 3_600_000 / names["token_per_s"]
    owned = names["device_usd"] + tokens * power
    assert sympy.simplify(owned - tokens * names["usd_per_mtok"] / 1_000_000) == 0
