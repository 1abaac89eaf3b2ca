"""Carbon that energy stands for."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import amount
from teleo.calculators.literature import GOOGLE_ENERGY, PATTERSON_GPT3
from teleo.calculators.ops import Value

WH_PER_KWH = 1000.0


def of(energy: Value, intensity: Value) -> Value:
    """Return the carbon dioxide of some energy.

    Formula: Wh / 1000 * g_per_kWh.
    Range: both above 0, g_per_kWh may be 0.
    Source: definition of a grid's intensity.
    Limits: market-based and location-based intensities differ.
    """
    return energy / WH_PER_KWH * intensity


CALCULATORS = (
    Calculator(
        name="carbon.of",
        purpose="Carbon dioxide of some energy",
        inputs=(
            amount("Wh", "Wh", "energy", 0.3, None, "one answer"),
            amount(
                "g_per_kWh",
                "g/kWh",
                "of the grid",
                380.0,
                (30.0, 700.0),
                "grids of the world",
                may_be_zero=True,
            ),
        ),
        outputs=(Output("carbon", "g", "carbon dioxide, or its equivalent"),),
        function=of,
        literature=(GOOGLE_ENERGY, PATTERSON_GPT3),
        limits=("Market-based and location-based intensities differ: 0.24 Wh and 0.03 g mean 125 g/kWh.",),
    ),
)
