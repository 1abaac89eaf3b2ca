"""What fewer bits for each value save, scales included."""

from teleo.calculators.declaration import Calculator, Input, Kind, Output
from teleo.calculators.literature import NVFP4, TURBOQUANT
from teleo.calculators.ops import Value

LIMITS = (
    "Nominal bits are not effective bits: scales, zero points and layers left in full precision add to them.",
    "Says nothing on quality, nor on speed.",
)

_INPUTS = (
    Input(
        name="bits_from",
        unit="bit",
        purpose="bits of each value before",
        low=0,
        high=1024,
        low_open=True,
        default=16.0,
        source="FP16 and BF16",
    ),
    Input(
        name="bits_to",
        unit="bit",
        purpose="bits of each value after, without scales",
        low=0,
        high=1024,
        low_open=True,
        default=4.0,
        interval=(3.0, 8.0),
        source="formats in use",
    ),
    Input(
        name="scale_bits",
        unit="bit",
        purpose="bits of the scale that a block of values shares",
        low=0,
        high=1024,
        default=16.0,
        source="an FP16 scale",
        omitted=0.0,
    ),
    Input(
        name="block",
        unit="x",
        purpose="values that share one scale",
        low=1,
        high=1e12,
        default=128.0,
        source="common group size",
        kind=Kind.INTEGER,
        omitted=1.0,
    ),
)


def compression(bits_from: Value, bits_to: Value, scale_bits: Value, block: Value) -> Value:
    """Return how many times smaller the values become.

    Formula: bits_from / (bits_to + scale_bits / block).
    Range: bits above 0, scale_bits at least 0 (0 when left out), block a whole number from 1 (1 when left
    out).
    Source: counting bits.
    Limits: nominal bits are not effective bits.
    """
    return bits_from / (bits_to + scale_bits / block)


def reduction(bits_from: Value, bits_to: Value, scale_bits: Value, block: Value) -> Value:
    """Return the fraction of memory that is saved; negative when the values grow.

    Formula: 1 - (bits_to + scale_bits / block) / bits_from.
    Range: as of `compression`.
    Source: counting bits.
    Limits: as of `compression`.
    """
    return 1.0 - (bits_to + scale_bits / block) / bits_from


CALCULATORS = (
    Calculator(
        name="quant.compression",
        purpose="Factor by which fewer bits shrink memory",
        inputs=_INPUTS,
        outputs=(Output("factor", "x", "size before over size after"),),
        function=compression,
        literature=(NVFP4, TURBOQUANT),
        limits=LIMITS,
    ),
    Calculator(
        name="quant.reduction",
        purpose="Fraction of memory that fewer bits save",
        inputs=_INPUTS,
        outputs=(Output("reduction", "fraction", "1 - size after / size before"),),
        function=reduction,
        literature=(NVFP4, TURBOQUANT),
        limits=LIMITS,
    ),
)
