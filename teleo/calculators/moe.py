"""How much of a mixture of experts a batch touches."""

from teleo.calculators.declaration import Calculator, Condition, Output
from teleo.calculators.inputs import amount, count
from teleo.calculators.literature import DEEPSEEK_INSIGHTS
from teleo.calculators.ops import Value

_TOTAL = amount("total", "param", "parameters of the whole model", 671e9, None, "DeepSeek-V3")


def weights_read(total: Value, always_read: Value, experts: Value, top_k: Value, batch: Value) -> Value:
    """Return the parameters that one step of a batch reads.

    Formula: always_read + (total - always_read) * (1 - (1 - top_k / experts) ** batch).
    Range: always_read from 0 to total, top_k from 1 to experts, batch from 1, the last three whole.
    Source: the chance that at least one of `batch` tokens goes to an expert.
    Limits: uniform and independent routing, an upper bound on the spread.
    """
    return always_read + (total - always_read) * (1.0 - (1.0 - top_k / experts) ** batch)


def active_fraction(active: Value, total: Value) -> Value:
    """Return the fraction of parameters that a token passes through.

    Formula: active / total.
    Range: active above 0 and at most total.
    Source: definition.
    Limits: compute shrinks by it, memory does not.
    """
    return active / total


CALCULATORS = (
    Calculator(
        name="moe.weights_read",
        purpose="Parameters that a batch reads in one step",
        inputs=(
            _TOTAL,
            amount(
                "always_read",
                "param",
                "parameters outside the experts",
                17e9,
                None,
                "DeepSeek-V3",
                may_be_zero=True,
            ),
            count("experts", "x", "routed experts of a layer", 256, None, "DeepSeek-V3"),
            count("top_k", "x", "experts that each token goes to", 8, None, "DeepSeek-V3"),
            count("batch", "x", "tokens in the step", 64, (1, 1024), "serving"),
        ),
        outputs=(Output("params", "param", "parameters read in one step"),),
        function=weights_read,
        literature=(DEEPSEEK_INSIGHTS,),
        limits=("Uniform, independent routing: real routing is skewed and reads fewer experts.",),
        conditions=(
            Condition(
                field="always_read",
                of=("always_read", "total"),
                holds=lambda always_read, total: always_read <= total,
                allowed="at most the parameters of the whole model",
            ),
            Condition(
                field="top_k",
                of=("top_k", "experts"),
                holds=lambda top_k, experts: top_k <= experts,
                allowed="at most the number of experts",
            ),
        ),
    ),
    Calculator(
        name="moe.active_fraction",
        purpose="Fraction of a model that each token passes through",
        inputs=(amount("active", "param", "parameters for each token", 37e9, None, "DeepSeek-V3"), _TOTAL),
        outputs=(Output("fraction", "fraction", "active over total parameters"),),
        function=active_fraction,
        literature=(DEEPSEEK_INSIGHTS,),
        limits=("Compute shrinks by this factor; memory does not, and traffic only at small batches.",),
        conditions=(
            Condition(
                field="active",
                of=("active", "total"),
                holds=lambda active, total: active <= total,
                allowed="at most the parameters of the whole model",
            ),
        ),
    ),
)
