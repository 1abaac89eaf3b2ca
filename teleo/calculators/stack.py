"""What several savings are worth together."""

from collections.abc import Mapping
from operator import itemgetter

from teleo.calculators.declaration import Calculator, Input, Kind, Output
from teleo.calculators.inputs import amount, portion
from teleo.calculators.literature import DEEPSEEK_INSIGHTS
from teleo.calculators.mechanisms import MECHANISMS_FORM, RESOURCES, RESOURCES_FORM
from teleo.calculators.ops import Value, each, maximum, product
from teleo.calculators.parts import Work

AMDAHL = Work("Amdahl 1967, Validity of the single processor approach", is_verified=False)


def amdahl(fraction: Value, speedup: Value) -> Value:
    """Return the gain of the whole when a fraction of its time becomes faster.

    Formula: 1 / (1 - fraction + fraction / speedup).
    Range: fraction from 0 to 1, speedup above 0.
    Source: Amdahl's law.
    Limits: the parts run one after the other.
    """
    return 1.0 / (1.0 - fraction + fraction / speedup)


def step_time(times: Mapping[str, Value]) -> Value:
    """Return the time of a step: memory and compute overlap, the fabric adds to them."""
    return maximum(times["weights"] + times["kv"], times["flop"]) + times["fabric"]


def combined(baseline: Value, mechanisms: Value) -> tuple[Value, Value, Value, Value]:
    """Return the gain of all together, the product of the single gains, each alone, each on top of the rest.

    Formula: step = max(weights + kv, flop) + fabric; gain = step before / step after, each resource's time
        divided by the factors of the mechanisms that save it.
    Range: times at least 0 and not all 0, factors above 0; two mechanisms on one resource only in a stated
        order.
    Source: the roofline model, applied to each resource.
    Limits: the batch stays as it is, though freed memory could hold a larger one.
    """
    factors = {name: product(mechanisms, itemgetter(name)) for name in RESOURCES}
    before = step_time(baseline)
    after = step_time({name: baseline[name] / factors[name] for name in RESOURCES})

    def alone(entry: Value) -> Value:
        return before / step_time({name: baseline[name] / entry[name] for name in RESOURCES})

    def without(entry: Value) -> Value:
        return step_time({name: baseline[name] / factors[name] * entry[name] for name in RESOURCES}) / after

    return before / after, product(mechanisms, alone), each(mechanisms, alone), each(mechanisms, without)


CALCULATORS = (
    Calculator(
        name="stack.amdahl",
        purpose="Gain of the whole when a part of it becomes faster",
        inputs=(
            portion(
                "fraction",
                "part of the time that becomes faster",
                0.3,
                (0.09, 0.44),
                "attention",
                may_be_zero=True,
            ),
            amount(
                "speedup", "x", "how many times faster the part becomes", 8.0, None, "as stated for attention"
            ),
        ),
        outputs=(Output("speedup", "x", "how many times faster the whole becomes"),),
        function=amdahl,
        literature=(AMDAHL,),
        limits=("The parts run one after the other; what overlaps gains less or nothing.",),
    ),
    Calculator(
        name="stack.combined",
        purpose="Gain of several mechanisms together, which is not the product of their gains",
        inputs=(
            Input(
                name="baseline",
                unit="",
                purpose=RESOURCES_FORM,
                kind=Kind.RESOURCES,
                default="weights 12.5, kv 1.2, flop 2.7",
                source="671B on 32 H100, batch 64 at 8k tokens, in ms",
            ),
            Input(
                name="mechanisms",
                unit="",
                purpose=MECHANISMS_FORM,
                kind=Kind.MECHANISMS,
                default="kv3: kv 5.33; moe: weights 1.13, flop 18.1, order 1; w4: weights 3.76, order 2",
                source="16 to 3 bit cache, DeepSeek-V3's experts, 16 to 4.25 bit weights",
            ),
        ),
        outputs=(
            Output("speedup", "x", "gain of all mechanisms together"),
            Output("product", "x", "product of the single gains"),
            Output("alone", "x", "gain of each mechanism alone", per="mechanisms"),
            Output(
                "without",
                "x",
                "what each adds to the others: the step without it over the step with all",
                per="mechanisms",
            ),
        ),
        function=combined,
        literature=(DEEPSEEK_INSIGHTS, AMDAHL),
        limits=(
            "The batch stays as it is: freed memory could hold more sequences, a separate gain.",
            "A dense model of equal quality is smaller than a mixture of experts: that gain is overstated.",
            "The fabric hides behind nothing.",
        ),
    ),
)
