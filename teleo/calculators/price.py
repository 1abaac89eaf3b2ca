"""Prices that fall at a steady rate."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import amount, years
from teleo.calculators.literature import LLMFLATION
from teleo.calculators.ops import Value


def at(price0: Value, annual_factor: Value, years: Value) -> Value:
    """Return the price after some years.

    Formula: price0 * annual_factor ** -years.
    Range: price0 and annual_factor above 0, years from -50 to 50.
    Source: compound decline.
    Limits: constant rate, equal quality.
    """
    return price0 * annual_factor**-years


CALCULATORS = (
    Calculator(
        name="price.at",
        purpose="Price after some years of steady decline",
        inputs=(
            amount("price0", "USD/Mtoken", "price at the start", 60.0, None, "GPT-3, 2021"),
            amount(
                "annual_factor",
                "x/year",
                "how many times cheaper each year",
                10.0,
                (3.0, 50.0),
                "a16z: 10",
                high=1e6,
            ),
            years("time from the start; negative for the past", 3.0, (1.0, 5.0), "a16z"),
        ),
        outputs=(Output("price", "USD/Mtoken", "price then"),),
        function=at,
        literature=(LLMFLATION,),
        limits=("A constant rate at equal quality; nothing falls for ever at such a rate.",),
    ),
)
