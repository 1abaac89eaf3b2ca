"""Declarations of inputs: short forms for the common kinds, and those that several families share."""

from teleo.calculators.parts import HUGE, Input, Kind

Interval = tuple[float, float]


def amount(
    name: str,
    unit: str,
    purpose: str,
    default: float,
    interval: Interval | None = None,
    source: str = "",
    *,
    may_be_zero: bool = False,
    high: float = HUGE,
    omitted: float | None = None,
) -> Input:
    """Return an input for a positive amount, with zero allowed where asked for."""
    return Input(
        name=name,
        unit=unit,
        purpose=purpose,
        low=0.0,
        high=high,
        low_open=not may_be_zero,
        default=default,
        interval=interval,
        source=source,
        omitted=omitted,
    )


def count(
    name: str,
    unit: str,
    purpose: str,
    default: float,
    interval: Interval | None = None,
    source: str = "",
    *,
    high: float = 1e12,
    omitted: float | None = None,
) -> Input:
    """Return an input for a whole number of at least 1."""
    return Input(
        name=name,
        unit=unit,
        purpose=purpose,
        low=1.0,
        high=high,
        default=default,
        interval=interval,
        source=source,
        kind=Kind.INTEGER,
        omitted=omitted,
    )


def portion(
    name: str,
    purpose: str,
    default: float,
    interval: Interval | None = None,
    source: str = "",
    *,
    may_be_zero: bool = False,
    may_be_one: bool = True,
    omitted: float | None = None,
) -> Input:
    """Return an input for a part of a whole, above 0 and up to 1 unless said otherwise."""
    return Input(
        name=name,
        unit="fraction",
        purpose=purpose,
        low=0.0,
        high=1.0,
        low_open=not may_be_zero,
        high_open=not may_be_one,
        default=default,
        interval=interval,
        source=source,
        omitted=omitted,
    )


def choice(name: str, purpose: str, choices: tuple[str, ...], default: str, source: str = "") -> Input:
    """Return an input that is one of some words."""
    return Input(
        name=name, unit="", purpose=purpose, default=default, source=source, kind=Kind.CHOICE, choices=choices
    )


def years(purpose: str, default: float, interval: Interval | None = None, source: str = "") -> Input:
    """Return an input `years` that may lie in the past."""
    return Input(
        name="years",
        unit="year",
        purpose=purpose,
        low=-50,
        high=50,
        default=default,
        interval=interval,
        source=source,
    )


PARAMS_ACTIVE = amount(
    "params_active",
    "param",
    "parameters that each token passes through",
    100e9,
    (30e9, 300e9),
    "Epoch AI's baseline",
)
PEAK_FLOPS = amount(
    "peak_flops", "FLOP/s", "peak speed of one chip", 989e12, (312e12, 4.5e15), "H100, dense BF16"
)
BANDWIDTH = amount("bandwidth", "byte/s", "memory bandwidth of one chip", 3.35e12, (1e12, 8e12), "H100 SXM")
CHIPS = count("chips", "GPU", "chips that work together", 8, (1, 64), "one server")
GPU_HOURS = amount(
    "gpu_hours", "GPU*hour", "chip-hours of the run", 5e7, (2.5e6, 1e8), "frontier runs of 2024"
)
USD_PER_GPU_HOUR = amount(
    "usd_per_gpu_hour",
    "USD/hour",
    "price of one chip for an hour",
    2.0,
    (1.3, 4.0),
    "rental prices of an H100",
)
MFU = portion("mfu", "model FLOP over peak FLOP, over the whole run", 0.38, (0.25, 0.5), "published runs")
WATT = amount(
    "watt",
    "W",
    "power of one chip with its part of the server",
    1275.0,
    (1000.0, 1450.0),
    "H100 servers; Epoch AI",
)
PUE = Input(
    name="pue",
    unit="x",
    purpose="power of the whole site over power of its computers",
    low=1.0,
    high=10.0,
    default=1.2,
    interval=(1.08, 1.4),
    source="large sites",
)
