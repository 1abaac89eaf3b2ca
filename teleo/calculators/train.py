"""Compute, time, money and power of a training run."""

from teleo.calculators.declaration import Calculator, Condition, Output
from teleo.calculators.inputs import GPU_HOURS, MFU, PEAK_FLOPS, PUE, USD_PER_GPU_HOUR, WATT, amount
from teleo.calculators.literature import BROWN_2020, DEEPSEEK_COST, HOFFMANN_2022, LLAMA_405B_RUN
from teleo.calculators.ops import Value

SECONDS_PER_HOUR = 3600.0

FLOP_LIMITS = (
    "6ND leaves attention out: 12% low for Gopher, 11% for DeepSeek-V3.",
    "MFU of a whole run is below that of its best steps (34.5% against 38-43%).",
)

_FLOP = amount("flop", "FLOP", "compute of the run", 3.8e25, (3.4e25, 4.2e25), "Llama 3 405B")
_GPUS = amount("gpus", "GPU", "chips that run at once", 16384.0, (2048.0, 1e5), "Llama 3 405B")


def flop(params_active: Value, tokens: Value) -> Value:
    """Return the compute of a training run.

    Formula: 6 * params_active * tokens.
    Range: both above 0.
    Source: 2 FLOP forward and 4 backward for each parameter and token.
    Limits: attention is left out.
    """
    return 6.0 * params_active * tokens


def flop_from_hours(gpu_hours: Value, peak_flops: Value, mfu: Value) -> Value:
    """Return the compute that chips delivered.

    Formula: gpu_hours * 3600 * peak_flops * mfu.
    Range: all above 0, mfu up to 1.
    Source: definition of MFU.
    Limits: MFU of the whole run, not of its best step.
    """
    return gpu_hours * SECONDS_PER_HOUR * peak_flops * mfu


def mfu(flop: Value, gpu_hours: Value, peak_flops: Value) -> Value:
    """Return the fraction of peak speed that a run reached.

    Formula: flop / (gpu_hours * 3600 * peak_flops).
    Range: all above 0; a result above 1 is refused.
    Source: definition of MFU.
    Limits: as good as the count of FLOP.
    """
    return flop / (gpu_hours * SECONDS_PER_HOUR * peak_flops)


def days(gpu_hours: Value, gpus: Value) -> Value:
    """Return how long a run takes.

    Formula: gpu_hours / gpus / 24.
    Range: both above 0.
    Source: counting hours.
    Limits: all chips run all the time.
    """
    return gpu_hours / gpus / 24.0


def cost(gpu_hours: Value, usd_per_gpu_hour: Value) -> Value:
    """Return what a run costs.

    Formula: gpu_hours * usd_per_gpu_hour.
    Range: both above 0.
    Source: counting hours.
    Limits: the final run only; research before it can cost ten times as much.
    """
    return gpu_hours * usd_per_gpu_hour


def power(gpus: Value, watt: Value, pue: Value) -> Value:
    """Return the power that a cluster draws.

    Formula: gpus * watt * pue.
    Range: gpus and watt above 0, pue from 1.
    Source: definition of PUE.
    Limits: all chips at the given power at once.
    """
    return gpus * watt * pue


def gpus(power: Value, watt: Value, pue: Value) -> Value:
    """Return how many chips a power supply feeds.

    Formula: power / (watt * pue).
    Range: power and watt above 0, pue from 1.
    Source: `power` solved for gpus.
    Limits: all chips at the given power at once.
    """
    return power / (watt * pue)


CALCULATORS = (
    Calculator(
        name="train.flop",
        purpose="Compute of a training run from parameters and tokens",
        inputs=(
            amount(
                "params_active",
                "param",
                "parameters that each token passes through",
                405e9,
                (7e9, 2e12),
                "Llama 3",
            ),
            amount("tokens", "token", "training tokens", 15.6e12, (1e12, 4e13), "Llama 3"),
        ),
        outputs=(Output("flop", "FLOP", "compute of the run"),),
        function=flop,
        literature=(BROWN_2020, HOFFMANN_2022, LLAMA_405B_RUN),
        limits=FLOP_LIMITS,
    ),
    Calculator(
        name="train.flop_from_hours",
        purpose="Compute of a training run from chip-hours",
        inputs=(GPU_HOURS, PEAK_FLOPS, MFU),
        outputs=(Output("flop", "FLOP", "compute of the run"),),
        function=flop_from_hours,
        literature=(LLAMA_405B_RUN,),
        limits=FLOP_LIMITS,
    ),
    Calculator(
        name="train.mfu",
        purpose="Fraction of peak speed that a training run reached",
        inputs=(
            _FLOP,
            amount("gpu_hours", "GPU*hour", "chip-hours of the run", 3.084e7, None, "Llama 3 405B"),
            amount("peak_flops", "FLOP/s", "peak speed of one chip", 989e12, None, "H100, dense BF16"),
        ),
        outputs=(Output("mfu", "fraction", "model FLOP over peak FLOP"),),
        function=mfu,
        literature=(LLAMA_405B_RUN, DEEPSEEK_COST),
        limits=FLOP_LIMITS,
        conditions=(
            Condition(
                field="flop",
                of=("flop", "gpu_hours", "peak_flops"),
                holds=lambda flop, gpu_hours, peak_flops: mfu(flop, gpu_hours, peak_flops) <= 1.0,
                allowed="at most what the chips do at full peak in these hours (an mfu of 1)",
            ),
        ),
    ),
    Calculator(
        name="train.days",
        purpose="Days that a training run takes",
        inputs=(GPU_HOURS, _GPUS),
        outputs=(Output("days", "day", "length of the run"),),
        function=days,
        literature=(LLAMA_405B_RUN, DEEPSEEK_COST),
        limits=("All chips run all the time: restarts and failures come on top.",),
    ),
    Calculator(
        name="train.cost",
        purpose="Price of a training run at a rent for each chip",
        inputs=(GPU_HOURS, USD_PER_GPU_HOUR),
        outputs=(Output("cost", "USD", "price of the run"),),
        function=cost,
        literature=(DEEPSEEK_COST, LLAMA_405B_RUN),
        limits=("The final run only: experiments, data and people can cost ten times as much.",),
    ),
    Calculator(
        name="train.power",
        purpose="Power that a training cluster draws",
        inputs=(_GPUS, WATT, PUE),
        outputs=(Output("power", "W", "power of the site"),),
        function=power,
        literature=(LLAMA_405B_RUN,),
        limits=("All chips at the given power at once.",),
    ),
    Calculator(
        name="train.gpus",
        purpose="Chips that a power supply feeds",
        inputs=(amount("power", "W", "power of the site", 1e8, (2e7, 1e9), "100 MW"), WATT, PUE),
        outputs=(Output("gpus", "GPU", "chips that run at once"),),
        function=gpus,
        literature=(LLAMA_405B_RUN,),
        limits=("All chips at the given power at once.",),
    ),
)
