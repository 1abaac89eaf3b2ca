"""Test-time compute in the place of a larger model."""

from teleo.calculators.declaration import Calculator, Input, Output
from teleo.calculators.inputs import amount
from teleo.calculators.literature import SNELL_2024
from teleo.calculators.ops import Value
from teleo.calculators.parts import HUGE


def equivalent_samples(size_ratio: Value, inference_to_pretraining: Value) -> Value:
    """Return how much more a small model may compute at inference for the FLOP of a larger one.

    Formula: M + 3 * (M - 1) / R, M being size_ratio and R inference_to_pretraining.
    Range: size_ratio from 1, inference_to_pretraining above 0.
    Source: M * (6ND + 2NT) = 6ND + 2NT * factor, with R = T / D.
    Limits: equal FLOP, not equal accuracy.
    """
    return size_ratio + 3.0 * (size_ratio - 1.0) / inference_to_pretraining


CALCULATORS = (
    Calculator(
        name="ttc.equivalent_samples",
        purpose="Extra inference that costs as much as a larger model",
        inputs=(
            Input(
                name="size_ratio",
                unit="x",
                purpose="parameters of the larger model over those of the smaller",
                low=1.0,
                high=HUGE,
                default=14.0,
                source="Snell et al.",
            ),
            amount(
                "inference_to_pretraining",
                "x",
                "tokens served over tokens trained on",
                1.0,
                (0.1, 20.0),
                "Snell et al. compare 0.16, 0.79 and 22",
            ),
        ),
        outputs=(Output("factor", "x", "inference compute of the small model at equal FLOP"),),
        function=equivalent_samples,
        literature=(SNELL_2024,),
        limits=(
            "Equal FLOP only: it says nothing on accuracy, which more samples do not buy on hard problems.",
        ),
    ),
)
