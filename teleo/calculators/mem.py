"""Memory of a model's weights, and what fits where."""

from teleo.calculators.declaration import HUGE, Calculator, Condition, Input, Output
from teleo.calculators.literature import CS2, LLAMA_405B_SIZE
from teleo.calculators.ops import Value, ceil

LIMITS = (
    "Weights and a fixed overhead only: the KV cache grows with batch and context, see kv.bytes.",
    "GB is 1e9 bytes; makers of memory count in GiB, 7% more.",
)

PARAMS = Input(
    "params", "param", "parameters held in memory", 0, HUGE, True, default=70e9, interval=(7e9, 700e9)
)
BITS = Input(
    name="bits",
    unit="bit/param",
    purpose="effective bits of each parameter, scales included",
    low=0,
    high=1024,
    low_open=True,
    default=4.25,
    interval=(4.0, 4.85),
    source="4-bit formats with a scale for each block",
)
OVERHEAD = Input(
    name="overhead",
    unit="byte",
    purpose="memory for the runtime and a minimal cache",
    low=0,
    high=HUGE,
    default=2e9,
    interval=(1e9, 5e9),
    source="judgement",
)
MEMORY = Input(
    "memory", "byte", "memory of one chip", 0, HUGE, True, default=80e9, source="an 80 GB accelerator"
)
_MORE_THAN_OVERHEAD = Condition(
    field="memory",
    of=("memory", "overhead"),
    holds=lambda memory, overhead: overhead < memory,
    allowed="more than the overhead, or no weights fit at all",
)


def weights(params: Value, bits: Value, overhead: Value) -> Value:
    """Return the bytes that a model needs.

    Formula: params * bits / 8 + overhead.
    Range: params and bits above 0, overhead at least 0.
    Source: counting bits.
    Limits: no KV cache.
    """
    return params * bits / 8.0 + overhead


def max_params(memory: Value, bits: Value, overhead: Value) -> Value:
    """Return the largest model that fits.

    Formula: (memory - overhead) * 8 / bits.
    Range: memory above overhead, bits above 0.
    Source: `weights` solved for params.
    Limits: no KV cache.
    """
    return (memory - overhead) * 8.0 / bits


def chips(params: Value, bits: Value, overhead: Value, memory: Value) -> Value:
    """Return how many chips hold a model, each giving up the overhead.

    Formula: ceil(params * bits / 8 / (memory - overhead)).
    Range: params and bits above 0, memory above overhead.
    Source: counting bits.
    Limits: no KV cache; layers are taken to divide evenly.
    """
    return ceil(params * bits / 8.0 / (memory - overhead))


def fits(params: Value, bits: Value, overhead: Value, memory: Value) -> Value:
    """Return the fraction of memory that a model takes; above 1 it does not fit.

    Formula: (params * bits / 8 + overhead) / memory.
    Range: params, bits and memory above 0, overhead at least 0.
    Source: counting bits.
    Limits: no KV cache.
    """
    return weights(params, bits, overhead) / memory


CALCULATORS = (
    Calculator(
        name="mem.weights",
        purpose="Memory that a model's weights need",
        inputs=(PARAMS, BITS, OVERHEAD),
        outputs=(Output("memory", "byte", "weights and overhead"),),
        function=weights,
        literature=(LLAMA_405B_SIZE,),
        limits=LIMITS,
    ),
    Calculator(
        name="mem.max_params",
        purpose="Largest model that fits in a memory",
        inputs=(MEMORY, BITS, OVERHEAD),
        outputs=(Output("params", "param", "parameters that fit"),),
        function=max_params,
        literature=(CS2,),
        limits=LIMITS,
        conditions=(_MORE_THAN_OVERHEAD,),
    ),
    Calculator(
        name="mem.chips",
        purpose="Chips that are needed to hold a model",
        inputs=(PARAMS, BITS, OVERHEAD, MEMORY),
        outputs=(Output("chips", "GPU", "whole chips"),),
        function=chips,
        literature=(LLAMA_405B_SIZE, CS2),
        limits=LIMITS,
        conditions=(_MORE_THAN_OVERHEAD,),
    ),
    Calculator(
        name="mem.fits",
        purpose="How full a memory is with a model; above 1 it does not fit",
        inputs=(PARAMS, BITS, OVERHEAD, MEMORY),
        outputs=(Output("fill", "fraction", "memory needed over memory there is"),),
        function=fits,
        literature=(LLAMA_405B_SIZE,),
        limits=LIMITS,
    ),
)
