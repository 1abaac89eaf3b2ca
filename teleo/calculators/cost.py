"""What tokens cost to serve."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import USD_PER_GPU_HOUR, amount, choice, portion
from teleo.calculators.literature import DEEPSEEK_SERVING, EPOCH_ENERGY
from teleo.calculators.ops import Value, ceil, choose

TOKENS_PER_MTOKEN = 1e6
CHIP_BYTES = 80e9
BYTES_PER_PARAM = 2.0

_GPUS = amount("gpus", "GPU", "chips of one instance", 8.0, (1.0, 64.0), "one server")


def per_mtok(usd_per_gpu_hour: Value, gpus: Value, token_per_s: Value, utilisation: Value) -> Value:
    """Return the cost of a million tokens.

    Formula: usd_per_gpu_hour * gpus / (3600 * token_per_s * utilisation) * 1e6.
    Range: all above 0, utilisation up to 1.
    Source: rent over tokens.
    Limits: chips only; no people, no profit.
    """
    return usd_per_gpu_hour * gpus / (3600.0 * token_per_s * utilisation) * TOKENS_PER_MTOKEN


def size_ratio(params_a: Value, params_b: Value, regime: Value) -> Value:
    """Return how many times dearer model b is than model a.

    Formula: b / a in compute or memory traffic; the ratio of 80-GB chips at 16 bit; (b / a) ** 2 in training
        at equal tokens for each parameter.
    Range: params above 0, regime one of compute, memory, chips, training.
    Source: 2 FLOP and 2 bytes for each parameter.
    Limits: equal precision and utilisation.
    """
    linear = params_b / params_a
    chips = ceil(params_b * BYTES_PER_PARAM / CHIP_BYTES) / ceil(params_a * BYTES_PER_PARAM / CHIP_BYTES)
    return choose(regime, {"compute": linear, "memory": linear, "chips": chips, "training": linear * linear})


def per_day(usd_per_gpu_hour: Value, gpus: Value) -> Value:
    """Return the rent of chips for a day.

    Formula: 24 * usd_per_gpu_hour * gpus.
    Range: both above 0.
    Source: counting hours.
    Limits: chips only.
    """
    return 24.0 * usd_per_gpu_hour * gpus


def margin(revenue: Value, cost: Value) -> Value:
    """Return the profit over the cost.

    Formula: revenue / cost - 1.
    Range: revenue at least 0, cost above 0.
    Source: definition; 5.45 is 545%.
    Limits: of the costs that were counted.
    """
    return revenue / cost - 1.0


CALCULATORS = (
    Calculator(
        name="cost.per_mtok",
        purpose="Cost of serving a million tokens",
        inputs=(
            USD_PER_GPU_HOUR,
            _GPUS,
            amount(
                "token_per_s",
                "token/s",
                "tokens of the instance at full load",
                2000.0,
                (50.0, 2e4),
                "serving",
            ),
            portion("utilisation", "fraction of the time at full load", 0.4, (0.1, 0.8), "judgement"),
        ),
        outputs=(Output("cost", "USD/Mtoken", "rent for a million tokens"),),
        function=per_mtok,
        literature=(DEEPSEEK_SERVING, EPOCH_ENERGY),
        limits=("Chips only: people, networks, profit and free users come on top.",),
    ),
    Calculator(
        name="cost.size_ratio",
        purpose="How many times dearer a larger model is",
        inputs=(
            amount("params_a", "param", "parameters of the one model", 7e9, None, "a small model"),
            amount("params_b", "param", "parameters of the other", 700e9, None, "a large one"),
            choice("regime", "what is scarce", ("compute", "memory", "chips", "training"), "compute"),
        ),
        outputs=(Output("ratio", "x", "cost of b over cost of a"),),
        function=size_ratio,
        literature=(EPOCH_ENERGY,),
        limits=(
            "Equal precision, equal utilisation, dense models.",
            "Chips are of 80 GB and weights of 16 bit.",
        ),
    ),
    Calculator(
        name="cost.per_day",
        purpose="Rent of a fleet of chips for a day",
        inputs=(
            USD_PER_GPU_HOUR,
            amount("gpus", "GPU", "chips rented", 1814.0, (8.0, 1e6), "DeepSeek's serving"),
        ),
        outputs=(Output("cost", "USD/day", "rent for a day"),),
        function=per_day,
        literature=(DEEPSEEK_SERVING,),
        limits=("Chips only.",),
    ),
    Calculator(
        name="cost.margin",
        purpose="Profit as a fraction of cost",
        inputs=(
            amount(
                "revenue", "USD", "income", 562027.0, None, "DeepSeek, a day at list price", may_be_zero=True
            ),
            amount("cost", "USD", "cost in the same time", 87072.0, None, "DeepSeek, a day"),
        ),
        outputs=(Output("margin", "fraction", "profit over cost"),),
        function=margin,
        literature=(DEEPSEEK_SERVING,),
        limits=("Of the costs that were counted; list prices are not income.",),
    ),
)
