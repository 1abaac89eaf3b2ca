"""AI that speeds up its own improvement: the model of returns to research."""

from teleo.calculators.declaration import Calculator, Condition, Input, Output
from teleo.calculators.inputs import amount, count
from teleo.calculators.literature import DAVIDSON_HOULDEN_2025, ETH_DAVIDSON_2025
from teleo.calculators.ops import Value, differs, exp, expm1, expm1_over, log, log1p_over, minimum, where

LN_2 = log(2.0)
LN_10 = log(10.0)
ALMOST_ONE = 0.9999999999999999

LIMITS = (
    "All of software is one number.",
    "Compute is no bottleneck; with one, the speed-up is smaller.",
)

_R = Input(
    name="r",
    unit="x",
    purpose="doublings of software for each doubling of cumulative research",
    low=0.0,
    high=100.0,
    low_open=True,
    default=1.2,
    interval=(0.4, 3.6),
    source="Davidson and Houlden 2025 (range unverified)",
)


_R_ABOVE_ONE = Input(
    name="r",
    unit="x",
    purpose="doublings of software for each doubling of cumulative research",
    low=0.0,
    high=100.0,
    low_open=True,
    default=1.8,
    interval=(1.1, 3.6),
    source="the part of the range in which progress speeds up (unverified)",
)


def returns_exponent(r: Value) -> Value:
    """Return 1 - 1 / r: the rate of progress grows as the software to this power."""
    return 1.0 - 1.0 / r


def speedup_per_doubling(r: Value) -> Value:
    """Return how many times faster each doubling of software is than the one before.

    Formula: 2 ** (1 - 1 / r).
    Range: r above 0 and up to 100.
    Source: d ln S / dt = g * S ** (1 - 1 / r).
    Limits: one number for all software, no bottleneck.
    """
    return exp(LN_2 * returns_exponent(r))


def doublings_time(r: Value, n: Value) -> Value:
    """Return the time of the first n doublings, in units of the first.

    Formula: (1 - q ** n) / (1 - q) with q = 2 ** (1 / r - 1); n when r is 1.
    Range: r above 0 and up to 100, n a whole number from 1 to 1,000.
    Source: doublings form a geometric series of ratio q.
    Limits: as of `speedup_per_doubling`.
    """
    step = LN_2 * returns_exponent(r)
    return n * expm1_over(-step * n) / expm1_over(-step)


def blowup(r: Value) -> Value:
    """Return the time in which endlessly many doublings pass, in units of the first.

    Formula: 1 / (1 - 2 ** (1 / r - 1)).
    Range: r above 1: at 1 or below progress fizzles and the time is endless.
    Source: the sum of the geometric series.
    Limits: nothing grows without end; `r_path` has a ceiling.
    """
    return -1.0 / expm1(-LN_2 * returns_exponent(r))


def r_path(r: Value, g0: Value, years: Value, limit_oom: Value, compute_growth: Value) -> Value:
    """Return the orders of magnitude that software has gained after some years.

    Formula: x = -ln(1 - m * g0 * t) / m with m = 1 - 1 / r, x = g0 * t when m is 0; at most limit_oom * ln
        10; t is years, or (compute_growth ** years - 1) / ln compute_growth where compute grows.
    Range: r above 0 and up to 100, g0 from 0 to 100, years from 0 to 100, limit_oom above 0, compute_growth
        from 0.01 to 100 (1 when left out).
    Source: d ln S / dt = g0 * compute * S ** (1 - 1 / r), S(0) = 1, solved in closed form.
    Limits: as of `speedup_per_doubling`.
    """
    time = years * expm1_over(years * log(compute_growth))
    bend = returns_exponent(r) * g0 * time
    limit = limit_oom * LN_10
    gain = g0 * time * log1p_over(-minimum(bend, ALMOST_ONE))
    return where(bend >= 1.0, limit, minimum(gain, limit)) / LN_10


def r_from_data(output_growth: Value, input_growth: Value) -> Value:
    """Return r from how fast software and research grew.

    Formula: ln output_growth / ln input_growth.
    Range: output_growth above 0, input_growth above 0 and not 1.
    Source: doublings of output for each doubling of input, both growing steadily.
    Limits: cumulative input grows as its flow does only when growth is steady.
    """
    return log(output_growth) / log(input_growth)


CALCULATORS = (
    Calculator(
        name="takeoff.speedup_per_doubling",
        purpose="How much faster each doubling of software is than the one before",
        inputs=(_R,),
        outputs=(Output("speedup", "x", "length of a doubling over that of the next"),),
        function=speedup_per_doubling,
        literature=(DAVIDSON_HOULDEN_2025, ETH_DAVIDSON_2025),
        limits=LIMITS,
    ),
    Calculator(
        name="takeoff.doublings_time",
        purpose="Time of the first doublings of software",
        inputs=(_R, count("n", "x", "doublings", 10, (5, 30), "1.5 to 9 orders of magnitude", high=1000)),
        outputs=(Output("time", "x", "time in units of the first doubling"),),
        function=doublings_time,
        literature=(DAVIDSON_HOULDEN_2025,),
        limits=LIMITS,
    ),
    Calculator(
        name="takeoff.blowup",
        purpose="Time in which progress would become endless",
        inputs=(_R_ABOVE_ONE,),
        outputs=(Output("time", "x", "time in units of the first doubling"),),
        function=blowup,
        literature=(DAVIDSON_HOULDEN_2025,),
        limits=(*LIMITS, "Nothing grows without end: see takeoff.r_path for a ceiling."),
        conditions=(
            Condition(
                field="r",
                of=("r",),
                holds=lambda r: r > 1.0,
                allowed="above 1: at 1 or below progress fizzles, and no time is long enough",
            ),
        ),
    ),
    Calculator(
        name="takeoff.r_path",
        purpose="Orders of magnitude that software gains over time",
        inputs=(
            _R,
            amount(
                "g0",
                "1/year",
                "rate of ln software at the start",
                1.2,
                (0.5, 3.0),
                "3x a year",
                may_be_zero=True,
                high=100,
            ),
            amount(
                "years",
                "year",
                "time from the start",
                4.0,
                (1.0, 10.0),
                "judgement",
                may_be_zero=True,
                high=100,
            ),
            amount(
                "limit_oom",
                "OOM",
                "orders of magnitude up to the ceiling",
                11.0,
                (6.0, 16.0),
                "unverified",
                high=300,
            ),
            Input(
                name="compute_growth",
                unit="x/year",
                purpose="annual growth factor of the compute for research",
                low=0.01,
                high=100.0,
                default=1.0,
                interval=(1.0, 4.0),
                source="judgement",
                omitted=1.0,
            ),
        ),
        outputs=(Output("gain", "OOM", "orders of magnitude gained"),),
        function=r_path,
        literature=(DAVIDSON_HOULDEN_2025, ETH_DAVIDSON_2025),
        limits=LIMITS,
    ),
    Calculator(
        name="takeoff.r_from_data",
        purpose="Returns to research from observed growth",
        inputs=(
            amount(
                "output_growth",
                "x/year",
                "annual growth factor of software",
                3.0,
                (2.0, 5.0),
                "algorithmic progress",
            ),
            amount(
                "input_growth",
                "x/year",
                "annual growth factor of cumulative research",
                2.0,
                (1.3, 3.0),
                "judgement",
            ),
        ),
        outputs=(Output("r", "x", "doublings of software for each doubling of research"),),
        function=r_from_data,
        literature=(ETH_DAVIDSON_2025,),
        limits=("Both must grow steadily; r moves as fields age.",),
        conditions=(
            Condition(
                field="input_growth",
                of=("input_growth",),
                holds=lambda input_growth: differs(input_growth, 1.0),
                allowed="any but 1: research that does not grow shows no returns",
                pole=1.0,
            ),
        ),
    ),
)
