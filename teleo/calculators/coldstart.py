"""Time to load a model before it can answer."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import amount
from teleo.calculators.literature import SERVERLESS_LLM
from teleo.calculators.ops import Value


def seconds(bytes: Value, bandwidth: Value, init: Value) -> Value:
    """Return the time until a model is ready.

    Formula: bytes / bandwidth + init.
    Range: bytes and bandwidth above 0, init at least 0 (5 s when left out).
    Source: ServerlessLLM.
    Limits: one tier of storage at a time.
    """
    return bytes / bandwidth + init


CALCULATORS = (
    Calculator(
        name="coldstart.seconds",
        purpose="Time until a model that is not in memory can answer",
        inputs=(
            amount("bytes", "byte", "size of the weights", 140e9, (14e9, 1.4e12), "70B at 16 bit"),
            amount(
                "bandwidth",
                "byte/s",
                "of the slowest tier that they come through",
                5e9,
                (1e9, 5e10),
                "NVMe to PCIe",
            ),
            amount(
                "init",
                "s",
                "start of the process",
                5.0,
                (2.0, 40.0),
                "judgement",
                may_be_zero=True,
                omitted=5.0,
            ),
        ),
        outputs=(Output("time", "s", "time until the first request can run"),),
        function=seconds,
        literature=(SERVERLESS_LLM,),
        limits=("Tiers do not overlap; loading a 70B model took 84 s where this gives 28 s at 5 GB/s.",),
    ),
)
