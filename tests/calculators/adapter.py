"""From a quantity's neutral name to the calculator that computes it, with units converted on the way.

Inputs are plain numbers in the units that their names say, as in `reference_cases.yaml`; the result is in the unit
that the quantity's name or the case says.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from teleo.calculators import calculator
from teleo.calculators.scaling import FITS, Fit, cheapest_of, loss_of, optimal_of

Inputs = Mapping[str, float]

RENAMED = {
    "active_params": "params_active",
    "g_per_kwh": "g_per_kWh",
    "lag_years": "lag",
    "overhead_bytes": "overhead",
    "memory_bytes": "memory",
    "tokens_per_s": "token_per_s",
    "training_tokens": "train_tokens",
    "watt_per_gpu": "watt",
}
"""Other names under which cases give an input."""


def compute(quantity: str, inputs: Inputs) -> float:
    """Return the value of a quantity.

    Raises:
        KeyError: the quantity is unknown, or an input that it needs is missing.
    """
    return QUANTITIES[quantity]({RENAMED.get(name, name): value for name, value in inputs.items()})


def run(name: str, output: str, inputs: Mapping[str, Any], **more: Any) -> float:
    """Return one output of a calculator, given those of `inputs` that it knows and `more`."""
    subject = calculator(name)
    known = {entry.name for entry in subject.inputs}
    values = {key: value for key, value in {**inputs, **more}.items() if key in known}
    return float(subject.run(values)[output])


def plain(name: str, output: str, scale: float = 1.0, **more: Any) -> Callable[[Inputs], float]:
    """Return a quantity that is one output of a calculator, times a factor of units."""
    return lambda given: scale * run(name, output, {**more, **given})


def kv_per_token(given: Inputs) -> float:
    if "latent" in given:
        size = given.get("bytes", given.get("bytes_per_value", 2.0))
        return run("kv.mla_bytes_per_token", "bytes_per_token", given, bytes=size)
    return run("kv.bytes_per_token", "bytes_per_token", given)


def kv_bytes(given: Inputs) -> float:
    per_token = given.get("per_token", given.get("bytes_per_token", 0.0)) or kv_per_token(given)
    return run("kv.bytes", "bytes", given, per_token=per_token)


def training_flop(given: Inputs) -> float:
    return run("train.flop", "flop", given, params_active=params_of(given))


def params_of(given: Inputs) -> float:
    return given["params_active"] if "params_active" in given else given["params"]


def law_of(given: Mapping[str, Any]) -> Fit:
    """Return the fit that a case names, or the coefficients that it spells out."""
    if "fit" in given:
        return FITS[given["fit"]]
    return Fit(given.get("E", 0.0), given["A"], given["B"], given["alpha"], given["beta"])


def fit_of(given: Mapping[str, Any]) -> str | None:
    """Return the name of the published fit with a case's coefficients, if there is one."""
    law = law_of(given)
    for name, fit in FITS.items():
        floor = law.floor if "E" in given else fit.floor
        if (floor, law.a, law.b, law.alpha, law.beta) == (fit.floor, fit.a, fit.b, fit.alpha, fit.beta):
            return name
    return None


def loss(given: Inputs) -> float:
    fit = fit_of(given)
    if fit is None:
        return float(loss_of(given["params"], given["tokens"], law_of(given)))
    return run("scaling.loss", "loss", given, fit=fit)


def optimal(output: str) -> Callable[[Inputs], float]:
    def quantity(given: Inputs) -> float:
        fit = fit_of(given)
        if fit is None:
            params, tokens = optimal_of(given["flop"], law_of(given))
            return float({"params": params, "tokens": tokens}[output])
        return run("scaling.optimal_params", output, given, fit=fit)

    return quantity


def cheapest(output: str) -> Callable[[Inputs], float]:
    def quantity(given: Inputs) -> float:
        fit = fit_of(given)
        reference = given["params_ref"] if "params_ref" in given else given["params"]
        if fit is None:
            found = cheapest_of(reference, given["inference_tokens"], law_of(given))
            return float(dict(zip(("params", "tokens", "saving"), found, strict=True))[output])
        return run("scaling.inference_aware", output, given, params_ref=reference, fit=fit)

    return quantity


def tokens_per_training_token(given: Inputs) -> float:
    utilisation = {
        "util_train": given.get("util_train", 1.0),
        "util_inference": given.get("util_inference", 1.0),
    }
    return run(
        "lifecycle.tokens_for_share", "tokens", {"share": given["share"], **utilisation}, train_tokens=1.0
    )


def inference_share(given: Inputs) -> float:
    defaults = {"util_train": 1.0, "util_inference": 1.0, "train_tokens": 1.0}
    served = given.get("inference_tokens", given.get("inference_tokens_per_training_token", 0.0))
    return run("lifecycle.inference_share", "share", {**defaults, **given}, inference_tokens=served)


def decode(output: str, scale: float = 1.0) -> Callable[[Inputs], float]:
    """Return an output of the decoding bound; what a case does not give is taken not to limit it."""

    def quantity(given: Inputs) -> float:
        params = params_of(given) if {"params_active", "params"} & given.keys() else 0.0
        weights = given.get("weight_bytes", given.get("bytes_weights", 0.0))
        weights = weights or params * given.get("bytes_per_param", 2.0)
        values = {
            "batch": 1.0,
            "chips": 1.0,
            "peak_flops": 1e30,
            **given,
            "bytes_weights": weights,
            "flop_per_token": given.get("flop_per_token", 2.0 * params) or 1e-9,
            "kv_bytes_per_seq": given.get("kv_bytes_per_seq", given.get("kv_bytes", 0.0)),
        }
        return scale * run("roofline.decode", output, values)

    return quantity


def decode_seconds(given: Inputs) -> float:
    step = given["ms_per_token"] / 1e3 if "ms_per_token" in given else 1.0 / given["token_per_s"]
    return run("roofline.generation", "time", given, step_time=step)


def achieved_bandwidth(given: Inputs) -> float:
    size = given.get("weight_bytes", given.get("bytes_weights", 0.0))
    return run("roofline.achieved_bandwidth", "bandwidth", given, bytes_weights=size) / 1e9


def prefill(given: Inputs) -> float:
    tokens = given.get("prompt_tokens", given.get("tokens", 0.0)) * given.get("batch", 1.0)
    return run(
        "roofline.prefill",
        "ttft",
        {"chips": 1.0, **given},
        prompt_tokens=tokens,
        params_active=params_of(given),
    )


def expert_exchange(output: str, scale: float) -> Callable[[Inputs], float]:
    def quantity(given: Inputs) -> float:
        size = given.get("bytes_per_value", given.get("bytes", 0.0))
        return scale * run("comm.expert_step", output, {"layers": 1.0, **given}, bytes=size)

    return quantity


def serving_cost(given: Inputs) -> float:
    gpus = given["gpus"] if "gpus" in given else given["nodes"] * given["gpus_per_node"]
    return run("cost.per_day", "cost", given, gpus=gpus) * given.get("hours", 24.0) / 24.0


def carbon(scale: float) -> Callable[[Inputs], float]:
    def quantity(given: Inputs) -> float:
        units = {"Wh": 1.0, "wh": 1.0, "kwh": 1e3, "mwh": 1e6, "gwh": 1e9}
        energy = next(given[name] * factor for name, factor in units.items() if name in given)
        return scale * run("carbon.of", "carbon", given, Wh=energy)

    return quantity


def tokens_per_day(given: Inputs) -> float:
    speed = given.get("agent_tok_s", given.get("token_per_s", 0.0))
    nothing = {"users": 0.0, "queries": 0.0, "tokens": 0.0, "duty": 1.0, "agents": 1.0 if speed else 0.0}
    return run("demand.tokens", "tokens", {**nothing, **given}, agent_tok_s=speed)


def humans_per_agent(given: Inputs) -> float:
    speed = given.get("agent_tok_s", given.get("token_per_s", 0.0))
    return run("demand.humans_per_agent", "users", given, agent_tok_s=speed)


def mean_wait(given: Inputs) -> float:
    return run("queue.wait", "wait", {"service": given.get("service_s", 1.0), **given})


def combined(output: str) -> Callable[[Mapping[str, Any]], float]:
    return lambda given: float(calculator("stack.combined").run(given)[output])


def edge_cost(given: Inputs) -> float:
    return run("edge.cost_per_mtok", "cost", given)


QUANTITIES: dict[str, Callable[[Inputs], float]] = {
    # memory
    "kv_bytes_per_token": kv_per_token,
    "kv_bytes_per_token_mla": kv_per_token,
    "kv_bytes": kv_bytes,
    "kv_mib": lambda given: kv_bytes(given) / 2**20,
    "kv_gib": lambda given: kv_bytes(given) / 2**30,
    "kv_gb": lambda given: kv_bytes(given) / 1e9,
    "compression_factor": plain("quant.compression", "factor"),
    "size_reduction": plain("quant.reduction", "reduction"),
    "weights_bytes": plain("mem.weights", "memory", overhead=0.0),
    "weights_gb": plain("mem.weights", "memory", 1e-9, overhead=0.0),
    "weights_gib": plain("mem.weights", "memory", 2.0**-30, overhead=0.0),
    "max_params": plain("mem.max_params", "params", overhead=0.0),
    "max_params_billion": plain("mem.max_params", "params", 1e-9, overhead=0.0),
    "chips": plain("mem.chips", "chips", overhead=0.0),
    # training
    "training_flop": training_flop,
    "flop_from_gpu_hours": plain("train.flop_from_hours", "flop"),
    "mfu": plain("train.mfu", "mfu"),
    "training_days": plain("train.days", "days"),
    "training_cost": plain("train.cost", "cost"),
    "power_w": plain("train.power", "power", pue=1.0),
    "power_mw": plain("train.power", "power", 1e-6, pue=1.0),
    "gpus_from_power": plain("train.gpus", "gpus", pue=1.0),
    "training_wh": plain("energy.training", "energy", pue=1.0),
    "training_mwh": plain("energy.training", "energy", 1e-6, pue=1.0),
    # money
    "serving_cost_per_day": serving_cost,
    "profit_margin": plain("cost.margin", "margin"),
    "cost_profit_margin": plain("cost.margin", "margin"),
    "amortised_usd_per_call": plain("lifecycle.usd_per_call_amortised", "usd_per_call"),
    "breakeven_calls": plain("lifecycle.breakeven_calls", "calls"),
    "usd_per_mtok": plain("cost.per_mtok", "cost", gpus=1.0, utilisation=1.0),
    "cost_per_mtok": plain("cost.per_mtok", "cost", gpus=1.0, utilisation=1.0),
    "price_after_years": plain("price.at", "price"),
    "price_at": plain("price.at", "price"),
    "size_ratio": plain("cost.size_ratio", "ratio", regime="compute"),
    "load_seconds": plain("coldstart.seconds", "time", init=0.0),
    "cold_start_seconds": plain("coldstart.seconds", "time", init=0.0),
    # growth and shares
    "doubling_months": plain("growth.doubling", "doubling_time"),
    "annual_factor": plain("growth.annual", "annual_factor"),
    "years_to_factor": plain("growth.years", "years"),
    "growth_ratio_from_shares": plain("shift.growth_ratio", "growth_ratio"),
    "share_after_years": plain("shift.share_at", "share"),
    "years_to_share": plain("shift.years_to_share", "years"),
    "inference_share_of_spend": plain("shift.share_of_spend", "share"),
    "aggregate_share_from_lifetime_share": plain("shift.lifetime_to_aggregate", "share"),
    "inference_tokens_per_training_token": tokens_per_training_token,
    "lifetime_inference_share": inference_share,
    "inference_share": inference_share,
    "spend_multiple": plain("jevons.spend", "spend"),
    "optimal_inference_share": plain("alloc.parity", "share"),
    # speed
    "decode_tokens_per_s_bound": decode("total_speed"),
    "decode_step_ms": decode("step_time", 1e3),
    "decode_step_seconds": decode("step_time"),
    "ridge_point": plain("roofline.ridge", "ridge"),
    "achieved_bandwidth_gbs": achieved_bandwidth,
    "decode_seconds": decode_seconds,
    "compute_seconds": prefill,
    "prefill_seconds": prefill,
    "expert_step_us": expert_exchange("exchange", 1e6),
    "expert_token_ms": expert_exchange("time", 1e3),
    "amdahl": plain("stack.amdahl", "speedup"),
    "combined_speedup": combined("speedup"),
    "active_fraction": plain("moe.active_fraction", "fraction"),
    "weights_read": plain("moe.weights_read", "params"),
    # queues
    "erlang_c": plain("queue.erlang_c", "probability"),
    "mean_queue_length": plain("queue.length", "length"),
    "mean_wait": mean_wait,
    "servers": plain("queue.servers", "servers"),
    "servers_needed": plain("queue.servers", "servers"),
    # energy
    "wh_per_query": plain("energy.per_query", "energy", power_fraction=1.0, pue=1.0),
    "carbon_t": carbon(1e-6),
    "carbon_g": carbon(1.0),
    # scaling
    "loss": loss,
    "compute_optimal_params": optimal("params"),
    "compute_optimal_tokens": optimal("tokens"),
    "inference_aware_params": cheapest("params"),
    "inference_aware_tokens": cheapest("tokens"),
    "inference_aware_saving": cheapest("saving"),
    "tokens_per_param": plain("scaling.tokens_per_param", "ratio"),
    "flop_matched_inference_factor": plain("ttc.equivalent_samples", "factor"),
    # takeoff
    "speedup_per_doubling": plain("takeoff.speedup_per_doubling", "speedup"),
    "doublings_time": plain("takeoff.doublings_time", "time"),
    "blowup_time": plain("takeoff.blowup", "time"),
    "r_from_data": plain("takeoff.r_from_data", "r"),
    "software_oom": plain("takeoff.r_path", "gain", limit_oom=300.0),
    # demand
    "tokens_per_day": tokens_per_day,
    "power_mw_of_queries": plain("demand.power", "power", 1e-6),
    "humans_per_agent": humans_per_agent,
    # devices
    "edge_usd_per_mtok": edge_cost,
    "edge_breakeven_tokens": plain("edge.breakeven_tokens", "tokens"),
}


def agrees(case: Mapping[str, Any], value: float) -> bool:
    """Return whether a value passes a case's check."""
    expected = case["expected"]
    tolerance = case.get("tolerance_rel", 0.0)
    match case["check"]:
        case "equal":
            return math.isclose(value, expected, rel_tol=tolerance)
        case "disagrees":
            return not math.isclose(value, expected, rel_tol=tolerance)
        case "between":
            return bool(expected[0] <= value <= expected[1])
        case "at_most":
            return bool(value <= expected * (1 + tolerance))
        case other:
            raise ValueError(f"unknown check {other!r}")
