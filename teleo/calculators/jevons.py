"""What a fall in price does to total spending."""

from teleo.calculators.declaration import Calculator, Input, Output
from teleo.calculators.inputs import amount
from teleo.calculators.literature import LLMFLATION
from teleo.calculators.ops import Value
from teleo.calculators.parts import Work

JEVONS = Work("Jevons 1865, The Coal Question: cheaper use may raise total use", is_verified=False)


def spend(price_factor: Value, elasticity: Value) -> Value:
    """Return the multiple of spending after a change of price.

    Formula: price_factor ** (1 - elasticity).
    Range: price_factor above 0, elasticity from 0 to 50.
    Source: demand of constant elasticity, quantity = price ** -elasticity.
    Limits: one elasticity at every price; no saturation of demand.
    """
    return price_factor ** (1.0 - elasticity)


CALCULATORS = (
    Calculator(
        name="jevons.spend",
        purpose="Multiple of total spending after the price changed",
        inputs=(
            amount(
                "price_factor",
                "x",
                "new price over old; 0.1 is ten times cheaper",
                0.1,
                (0.02, 0.5),
                "a year or two",
            ),
            Input(
                name="elasticity",
                unit="x",
                purpose="percent by which demand rises when the price falls by one percent",
                low=0.0,
                high=50.0,
                default=1.3,
                interval=(0.6, 2.5),
                source="judgement",
            ),
        ),
        outputs=(Output("spend", "x", "new spending over old; above 1 it rose"),),
        function=spend,
        literature=(JEVONS, LLMFLATION),
        limits=("The same elasticity at every price, however low.", "Demand never saturates."),
    ),
)
