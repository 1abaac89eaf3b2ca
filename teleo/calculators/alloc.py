"""How compute is best divided between training and inference."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import amount
from teleo.calculators.literature import EPOCH_ALLOCATION, EPOCH_TRADING_OFF
from teleo.calculators.ops import Value


def parity(elasticity_training: Value, elasticity_inference: Value) -> Value:
    """Return the share of inference that makes the most of a fixed total.

    Formula: b / (a + b), a and b being the elasticities of training and inference.
    Range: both above 0.
    Source: maximise T ** a * I ** b at fixed T + I.
    Limits: an interior optimum; the trade-off spans one to three orders of magnitude.
    """
    return elasticity_inference / (elasticity_training + elasticity_inference)


CALCULATORS = (
    Calculator(
        name="alloc.parity",
        purpose="Share of inference that makes the most of a fixed amount of compute",
        inputs=(
            amount(
                "elasticity_training",
                "x",
                "gain in percent from 1% more training",
                1.0,
                (0.5, 2.0),
                "judgement",
            ),
            amount(
                "elasticity_inference",
                "x",
                "gain in percent from 1% more inference",
                1.0,
                (0.5, 2.0),
                "judgement",
            ),
        ),
        outputs=(Output("share", "fraction", "share of inference in training and inference together"),),
        function=parity,
        literature=(EPOCH_ALLOCATION, EPOCH_TRADING_OFF),
        limits=(
            "An interior optimum only: constant elasticities at every split.",
            "The trade-off was seen over one to three orders of magnitude, not beyond.",
        ),
    ),
)
