"""Energy of answering and of training."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import GPU_HOURS, PARAMS_ACTIVE, PEAK_FLOPS, PUE, WATT, amount, portion
from teleo.calculators.literature import EPOCH_ENERGY, GOOGLE_ENERGY, PATTERSON_GPT3
from teleo.calculators.ops import Value


def per_query(
    params_active: Value,
    output_tokens: Value,
    peak_flops: Value,
    utilisation: Value,
    watt: Value,
    pue: Value,
    power_fraction: Value,
) -> Value:
    """Return the energy of one answer.

    Formula: 2 * params_active * output_tokens / (peak_flops * utilisation) / 3600 * watt * pue *
    power_fraction.
    Range: all above 0; utilisation and power_fraction up to 1, pue from 1.
    Source: Epoch AI, 2025.
    Limits: the prompt is left out; the boundary decides.
    """
    seconds = 2.0 * params_active * output_tokens / (peak_flops * utilisation)
    return seconds / 3600.0 * watt * pue * power_fraction


def training(gpu_hours: Value, watt: Value, pue: Value, power_fraction: Value) -> Value:
    """Return the energy of a training run.

    Formula: gpu_hours * watt * pue * power_fraction.
    Range: all above 0; pue from 1, power_fraction up to 1 (1 when left out).
    Source: power over time.
    Limits: making the chips is left out.
    """
    return gpu_hours * watt * pue * power_fraction


CALCULATORS = (
    Calculator(
        name="energy.per_query",
        purpose="Energy of one answer",
        inputs=(
            PARAMS_ACTIVE,
            amount(
                "output_tokens",
                "token",
                "tokens of the answer",
                500.0,
                (200.0, 2000.0),
                "Epoch AI's baseline",
            ),
            PEAK_FLOPS,
            portion("utilisation", "fraction of peak speed", 0.1, (0.03, 0.3), "Epoch AI's baseline"),
            WATT,
            PUE,
            portion("power_fraction", "power drawn over rated power", 0.7, (0.5, 0.9), "Epoch AI's baseline"),
        ),
        outputs=(Output("energy", "Wh", "energy of one answer", of_each="query"),),
        function=per_query,
        literature=(EPOCH_ENERGY, GOOGLE_ENERGY),
        limits=(
            "The boundary decides: 0.10 Wh for the accelerator is 0.24 Wh with all else, by Google.",
            "Reading the prompt is left out.",
        ),
    ),
    Calculator(
        name="energy.training",
        purpose="Energy of a training run",
        inputs=(
            GPU_HOURS,
            WATT,
            PUE,
            portion(
                "power_fraction", "power drawn over rated power", 0.8, (0.6, 1.0), "judgement", omitted=1.0
            ),
        ),
        outputs=(Output("energy", "Wh", "energy of the run"),),
        function=training,
        literature=(PATTERSON_GPT3,),
        limits=("Making the chips and the buildings is left out.",),
    ),
)
