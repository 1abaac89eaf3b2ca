"""Time that the exchange between experts takes."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import amount, count
from teleo.calculators.literature import DEEPSEEK_INSIGHTS
from teleo.calculators.ops import Value


def expert_step(
    tokens: Value,
    experts: Value,
    hidden: Value,
    bytes: Value,
    bandwidth: Value,
    layers: Value,
    microbatches: Value,
) -> tuple[Value, Value, Value]:
    """Return the time that communication alone leaves for each token, that of one exchange, and the speed.

    Formula: exchange = bytes * tokens * experts * hidden / bandwidth; time = layers * microbatches *
    exchange.
    Range: tokens, experts, hidden, layers, microbatches whole numbers from 1; bytes and bandwidth above 0.
    Source: DeepSeek's analysis: dispatch and combine send each token to its experts; two microbatches
    alternate.
    Limits: bandwidth only; no latency, no compute.
    """
    exchange = bytes * tokens * experts * hidden / bandwidth
    time = layers * microbatches * exchange
    return time, exchange, 1.0 / time


CALCULATORS = (
    Calculator(
        name="comm.expert_step",
        purpose="Time for each token when only the exchange between experts counts",
        inputs=(
            count("tokens", "x", "tokens of a device in a microbatch", 32, (1, 256), "DeepSeek-V3"),
            count(
                "experts",
                "x",
                "experts that each token is sent to",
                9,
                (1, 16),
                "DeepSeek-V3: 8 and a shared one",
            ),
            count("hidden", "x", "values of a token", 7000, (2048, 16384), "DeepSeek-V3: 7,168"),
            amount(
                "bytes",
                "byte",
                "bytes of each value, both ways",
                3.0,
                (1.0, 4.0),
                "1 to dispatch, 2 to combine",
            ),
            amount("bandwidth", "byte/s", "network bandwidth of a device", 50e9, (25e9, 900e9), "400 Gbit/s"),
            count("layers", "x", "layers with experts", 61, (24, 128), "DeepSeek-V3"),
            count("microbatches", "x", "microbatches that alternate", 2, None, "DeepSeek-V3", omitted=2.0),
        ),
        outputs=(
            Output("time", "s/token", "least time between two tokens of a sequence"),
            Output("exchange", "s", "time of one dispatch and combine"),
            Output("speed", "token/s", "greatest speed of a sequence"),
        ),
        function=expert_step,
        literature=(DEEPSEEK_INSIGHTS,),
        limits=("Bandwidth only: latency, compute and load imbalance come on top.",),
    ),
)
