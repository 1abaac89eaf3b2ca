"""Shares of two classes of compute that grow exponentially at different rates."""

from teleo.calculators.declaration import Calculator, Condition, Input, Output
from teleo.calculators.inputs import amount, portion, years
from teleo.calculators.literature import DELOITTE_2026, EPOCH_OPENAI_2024, EPOCH_TRAINING_COMPUTE
from teleo.calculators.ops import Value, differs, exp, log, logistic, logit

TWO_CLASSES = (
    "Two exponentials for ever: no saturation, no ceiling on supply.",
    "Two classes only: experiments (4.5 of OpenAI's 7 billion dollars in 2024) are neither.",
)

FRONTIER_MIX = "the 2026 mix by compute intensity at the frontier, 60-70% training"
GROWTH_RATIO = Input(
    name="growth_ratio",
    unit="x/year",
    purpose="annual growth factor of the share's class over that of the other class",
    low=0,
    low_open=True,
    high=1e6,
    default=3.2,
    interval=(2.0, 5.0),
    source="inference growing 2-5x faster; fitted to Deloitte's shares it is 1.6 (1.3-2.0)",
)


def share_input(name: str, purpose: str, default: float, interval: tuple[float, float], source: str) -> Input:
    """Return the declaration of a share strictly between none and all."""
    return portion(name, purpose, default, interval, source, may_be_one=False)


def share_at(share0: Value, growth_ratio: Value, years: Value) -> Value:
    """Return the share after some years.

    Formula: odds = share0 / (1 - share0) * growth_ratio ** years; share = odds / (1 + odds).
    Range: share0 inside 0 to 1, growth_ratio above 0, years from -50 to 50.
    Source: two exponentials; the ratio of two exponentials is one.
    Limits: no saturation, no third class.
    """
    return logistic(logit(share0) + years * log(growth_ratio))


def years_to_share(share0: Value, share1: Value, growth_ratio: Value) -> Value:
    """Return the years until a share is reached; negative when it lies in the past.

    Formula: ln(odds1 / odds0) / ln(growth_ratio), odds = share / (1 - share).
    Range: both shares inside 0 to 1; growth_ratio above 0 and not 1, which would never change the share.
    Source: `share_at` solved for years.
    Limits: as of `share_at`.
    """
    return (logit(share1) - logit(share0)) / log(growth_ratio)


def growth_ratio(share0: Value, share1: Value, years: Value) -> Value:
    """Return the ratio of annual growth factors that leads from one share to another.

    Formula: (odds1 / odds0) ** (1 / years), odds = share / (1 - share).
    Range: both shares inside 0 to 1; years from -50 to 50 and not 0.
    Source: `share_at` solved for growth_ratio.
    Limits: two dates say nothing about the path between them.
    """
    return exp((logit(share1) - logit(share0)) / years)


def lifetime_to_aggregate(lifetime_share: Value, training_growth: Value, lag: Value) -> Value:
    """Return the share of inference in one year's compute from its share over each model's life.

    Formula: 1 / (1 + (1 - f) / f * G ** lag): this year's training is for the larger models of the next
    generation.
    Range: lifetime_share inside 0 to 1, training_growth above 0, lag from -20 to 20 years.
    Source: steady growth, each model served `lag` years after its training.
    Limits: steady growth, one class of models.
    """
    return logistic(logit(lifetime_share) - lag * log(training_growth))


def share_of_spend(inference_usd: Value, total_usd: Value) -> Value:
    """Return the share of inference in what was spent.

    Formula: inference_usd / total_usd.
    Range: inference_usd from 0 to total_usd, total_usd above 0.
    Source: definition.
    Limits: what is called inference differs between reports.
    """
    return inference_usd / total_usd


CALCULATORS = (
    Calculator(
        name="shift.share_at",
        purpose="Share of compute that inference holds after some years of faster growth",
        inputs=(
            share_input("share0", "share at the start", 0.35, (0.30, 0.40), FRONTIER_MIX),
            GROWTH_RATIO,
            years(
                "time from the start; negative for the past",
                2.0,
                (1.0, 4.0),
                "the span of forecasts made in 2026",
            ),
        ),
        outputs=(Output("share", "fraction", "share of the faster growing class"),),
        function=share_at,
        literature=(DELOITTE_2026, EPOCH_OPENAI_2024),
        limits=TWO_CLASSES,
    ),
    Calculator(
        name="shift.years_to_share",
        purpose="Years until inference holds a given share of compute",
        inputs=(
            share_input("share0", "share at the start", 0.35, (0.30, 0.40), FRONTIER_MIX),
            share_input(
                "share1", "share to be reached", 0.70, (0.50, 0.90), "dominance as forecasts of 2026 put it"
            ),
            GROWTH_RATIO,
        ),
        outputs=(
            Output(
                "years", "year", "time until the share is reached; negative is the past", is_after_as_of=True
            ),
        ),
        function=years_to_share,
        literature=(DELOITTE_2026, EPOCH_OPENAI_2024),
        limits=TWO_CLASSES,
        conditions=(
            Condition(
                field="growth_ratio",
                of=("growth_ratio",),
                holds=lambda growth_ratio: differs(growth_ratio, 1.0),
                allowed="any but 1: at equal growth the share never changes",
                pole=1.0,
            ),
        ),
    ),
    Calculator(
        name="shift.growth_ratio",
        purpose="How much faster inference must grow for its share to move between two dates",
        inputs=(
            share_input("share0", "share at the first date", 0.333, (0.30, 0.36), "Deloitte for 2023"),
            share_input("share1", "share at the second date", 0.667, (0.60, 0.72), "Deloitte for 2026"),
            years("time between the dates", 3.0, (2.5, 3.5), "2023 to 2026"),
        ),
        outputs=(Output("growth_ratio", "x/year", "annual growth factor over that of the other class"),),
        function=growth_ratio,
        literature=(DELOITTE_2026,),
        limits=TWO_CLASSES,
        conditions=(
            Condition(
                field="years",
                of=("years",),
                holds=lambda years: differs(years, 0.0),
                allowed="any but 0: two shares at one date have no growth between them",
                pole=0.0,
            ),
        ),
    ),
    Calculator(
        name="shift.lifetime_to_aggregate",
        purpose="Share of inference in a year's compute, given its share over a model's whole life",
        inputs=(
            share_input(
                "lifetime_share", "inference in the lifetime cost of a model", 0.85, (0.70, 0.92), "80-90%"
            ),
            Input(
                name="training_growth",
                unit="x/year",
                purpose="annual growth factor of training compute",
                low=0,
                low_open=True,
                high=1e6,
                default=3.5,
                interval=(2.0, 5.0),
                source="Epoch AI",
            ),
            Input(
                name="lag",
                unit="year",
                purpose="time from a model's training to the middle of its use",
                low=-20,
                high=20,
                default=1.0,
                interval=(0.5, 2.0),
                source="judgement",
            ),
        ),
        outputs=(Output("share", "fraction", "share of inference in one year's compute"),),
        function=lifetime_to_aggregate,
        literature=(EPOCH_TRAINING_COMPUTE, DELOITTE_2026),
        limits=("Steady growth, and one class of models.",),
    ),
    Calculator(
        name="shift.share_of_spend",
        purpose="Share of inference in money spent on compute",
        inputs=(
            amount(
                "inference_usd", "USD", "spent on inference", 2e9, None, "OpenAI in 2024", may_be_zero=True
            ),
            amount("total_usd", "USD", "spent on all compute", 7e9, None, "OpenAI in 2024"),
        ),
        outputs=(Output("share", "fraction", "share of inference in the money"),),
        function=share_of_spend,
        literature=(EPOCH_OPENAI_2024,),
        limits=("What counts as inference differs between reports.",),
        conditions=(
            Condition(
                field="inference_usd",
                of=("inference_usd", "total_usd"),
                holds=lambda inference_usd, total_usd: inference_usd <= total_usd,
                allowed="at most the total",
            ),
        ),
    ),
)
