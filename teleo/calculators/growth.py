"""Steady exponential growth: its annual factor, its doubling time, and how long a multiple takes."""

from teleo.calculators.declaration import Calculator, Input, Output
from teleo.calculators.inputs import amount
from teleo.calculators.literature import EPOCH_COMPUTE_TREND, EPOCH_TRAINING_COMPUTE, LLMFLATION
from teleo.calculators.ops import Value, log
from teleo.calculators.parts import HUGE

LN_2 = log(2.0)

LIMITS = (
    "The rate is taken as constant.",
    "End points that were chosen after the fact bias it upwards.",
)

_FACTOR_ABOVE_ONE = Input(
    name="factor",
    unit="x",
    purpose="how many times greater at the end",
    low=1.0,
    high=HUGE,
    low_open=True,
    default=1e8,
    source="a hundred-million-fold",
)
_FACTOR = amount(
    "factor",
    "x",
    "how many times greater at the end; below 1 it shrinks",
    1e8,
    None,
    "a hundred-million-fold",
)
_YEARS = amount("years", "year", "time over which it grows", 10.0, None, "a decade", high=1e6)


def doubling(factor: Value, years: Value) -> Value:
    """Return the months in which a quantity doubles.

    Formula: 12 * years * ln 2 / ln factor.
    Range: factor above 1, or it never doubles; years above 0.
    Source: factor = 2 ** (years / doubling time).
    Limits: constant rate.
    """
    return 12.0 * years * LN_2 / log(factor)


def annual(factor: Value, years: Value) -> Value:
    """Return the growth factor of one year.

    Formula: factor ** (1 / years).
    Range: factor above 0, years above 0.
    Source: compound growth.
    Limits: constant rate.
    """
    return factor ** (1.0 / years)


def years_to_factor(factor: Value, annual_factor: Value) -> Value:
    """Return the years in which growth multiplies a quantity.

    Formula: ln factor / ln annual_factor.
    Range: factor above 0, annual_factor above 1.
    Source: `annual` solved for years.
    Limits: constant rate.
    """
    return log(factor) / log(annual_factor)


CALCULATORS = (
    Calculator(
        name="growth.doubling",
        purpose="Months in which a steadily growing quantity doubles",
        inputs=(_FACTOR_ABOVE_ONE, _YEARS),
        outputs=(Output("doubling_time", "month", "time in which the quantity doubles"),),
        function=doubling,
        literature=(EPOCH_COMPUTE_TREND,),
        limits=LIMITS,
    ),
    Calculator(
        name="growth.annual",
        purpose="Annual factor of a quantity that grew by a multiple over some years",
        inputs=(_FACTOR, _YEARS),
        outputs=(Output("annual_factor", "x/year", "growth factor of one year"),),
        function=annual,
        literature=(EPOCH_COMPUTE_TREND, EPOCH_TRAINING_COMPUTE, LLMFLATION),
        limits=LIMITS,
    ),
    Calculator(
        name="growth.years",
        purpose="Years that steady growth needs for a multiple",
        inputs=(
            _FACTOR,
            Input(
                name="annual_factor",
                unit="x/year",
                purpose="growth factor of one year",
                low=1.0,
                high=HUGE,
                low_open=True,
                default=4.6,
                interval=(4.0, 5.0),
                source="Epoch AI on training compute",
            ),
        ),
        outputs=(Output("years", "year", "time until the multiple is reached", is_after_as_of=True),),
        function=years_to_factor,
        literature=(EPOCH_COMPUTE_TREND, EPOCH_TRAINING_COMPUTE),
        limits=LIMITS,
    ),
)
