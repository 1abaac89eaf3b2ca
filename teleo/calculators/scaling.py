"""Scaling laws of the loss in parameters and tokens, and what they say is best to train."""

from dataclasses import dataclass, fields

from teleo.calculators.declaration import HUGE, Calculator, Condition, Input, Output
from teleo.calculators.inputs import amount, choice
from teleo.calculators.literature import BESIROGLU_2024, CEREBRAS_GPT, HOFFMANN_2022, SARDANA_2024
from teleo.calculators.ops import Value, choose, exp, iterate, log, maximum, where

BISECTIONS = 60
WIDTH = 80.0
"""Width, in logarithms, in which the optimum is sought: beyond it lie more tokens than any range allows."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients of loss = floor + a / params ** alpha + b / tokens ** beta."""

    floor: Value
    a: Value
    b: Value
    alpha: Value
    beta: Value


FITS = {
    "hoffmann-rounded": Fit(1.69, 406.4, 410.7, 0.34, 0.28),
    "hoffmann-tex": Fit(1.69337368, 406.401018, 410.722827, 0.33917084, 0.2849083),
    "sardana": Fit(1.69, 406.4, 410.7, 0.336, 0.283),
    "besiroglu": Fit(1.8172, 482.01, 2085.43, 0.3478, 0.3658),
}
"""Published fits; the compute-optimal size at 5.76e23 FLOP is 32B, 40B, 42B and 72B: never hide the fit."""

_SYMBOLS = {"floor": "E", "a": "A", "b": "B", "alpha": r"\alpha", "beta": r"\beta"}

LIMITS = (
    "The fit decides: the best size at 5.76e23 FLOP is 32B to 72B.",
    "Dense transformers on one pass over web text; loss is no measure of what a model can do.",
    "Fits saw up to some hundreds of tokens for each parameter; beyond 1,000 they are guesses.",
)

_FIT = choice("fit", "published coefficients", tuple(FITS), "besiroglu", "the replication of 2024")
_PARAMS = Input(
    name="params",
    unit="param",
    purpose="parameters of the model",
    low=1e7,
    high=1e14,
    default=70e9,
    interval=(7e9, 400e9),
    source="models of 2024",
)
_TOKENS = Input(
    name="tokens",
    unit="token",
    purpose="training tokens",
    low=1e8,
    high=1e16,
    default=1.4e12,
    interval=(1e12, 2e13),
    source="models of 2024",
)
_FLOP = Input(
    name="flop",
    unit="FLOP",
    purpose="compute of the run",
    low=1e15,
    high=HUGE,
    default=5.76e23,
    interval=(1e23, 1e26),
    source="Chinchilla and after",
)
_MANY_TOKENS = Condition(
    field="tokens",
    of=("params", "tokens"),
    holds=lambda params, tokens: tokens <= 1000.0 * params,
    allowed="at most 1,000 for each parameter, where the fits were made",
)


def coefficients(fit: Value) -> Fit:
    """Return the coefficients that an input `fit` names."""
    names = tuple(entry.name for entry in fields(Fit))
    return Fit(
        *(
            choose(fit, {key: getattr(each, name) for key, each in FITS.items()}, _SYMBOLS[name])
            for name in names
        )
    )


def loss_of(params: Value, tokens: Value, law: Fit) -> Value:
    """Return the loss for given coefficients."""
    return law.floor + law.a / params**law.alpha + law.b / tokens**law.beta


def optimal_of(flop: Value, law: Fit) -> tuple[Value, Value]:
    """Return the parameters and tokens of least loss at a given compute, for given coefficients."""
    ratio = (law.alpha * law.a / (law.beta * law.b)) ** (1.0 / (law.alpha + law.beta))
    params = ratio * (flop / 6.0) ** (law.beta / (law.alpha + law.beta))
    return params, flop / 6.0 / params


def cheapest_of(params_ref: Value, inference_tokens: Value, law: Fit) -> tuple[Value, Value, Value]:
    """Return parameters, tokens and saving of the cheapest model over its life, for given coefficients.

    The excess loss of the reference is held. With v the part of it that tokens leave, tokens grow as v falls;
    the condition 3 * D * (alpha / beta * (1 - v) / v - 1) = T is solved for ln v by bisection.
    """
    ratio = law.alpha / law.beta
    tokens_ref = (law.b / (law.a * ratio)) ** (1.0 / law.beta) * params_ref ** (law.alpha / law.beta)
    excess = law.a / params_ref**law.alpha + law.b / tokens_ref**law.beta

    def tokens_at(part: Value) -> Value:
        return (law.b / (excess * part)) ** (1.0 / law.beta)

    def narrow(_turn: Value, low: Value, high: Value) -> tuple[Value, Value]:
        middle = (low + high) / 2.0
        part = exp(middle)
        is_low = 3.0 * tokens_at(part) * (ratio * (1.0 - part) / part - 1.0) > inference_tokens
        return where(is_low, middle, low), where(is_low, high, middle)

    highest = log(ratio / (1.0 + ratio))
    _, found = iterate(BISECTIONS, narrow, highest - WIDTH, highest)
    part = exp(found)
    params = (law.a / (excess * (1.0 - part))) ** (1.0 / law.alpha)
    tokens = tokens_at(part)
    spent = 6.0 * params * tokens + 2.0 * params * inference_tokens
    spent_ref = 6.0 * params_ref * tokens_ref + 2.0 * params_ref * inference_tokens
    # Nothing is cheaper than the least: what rounding leaves below 0 is no loss.
    return params, tokens, maximum(1.0 - spent / spent_ref, 0.0)


def loss(params: Value, tokens: Value, fit: Value) -> Value:
    """Return the loss of a model.

    Formula: E + A / params ** alpha + B / tokens ** beta.
    Range: params from 1e7 to 1e14, tokens from 1e8 to 1e16, fit one of the published ones.
    Source: Hoffmann et al. 2022, Approach 3; Besiroglu et al. 2024; Sardana et al. 2024.
    Limits: beyond 1,000 tokens for each parameter the fits are guesses.
    """
    return loss_of(params, tokens, coefficients(fit))


def optimal_params(flop: Value, fit: Value) -> tuple[Value, Value]:
    """Return the parameters and tokens of least loss at a given compute.

    Formula: G * (flop / 6) ** (beta / (alpha + beta)), G = (alpha A / (beta B)) ** (1 / (alpha + beta)).
    Range: flop from 1e15 to 1e30, fit one of the published ones.
    Source: the loss at flop = 6 * params * tokens, differentiated.
    Limits: the fit decides; inference costs nothing here.
    """
    return optimal_of(flop, coefficients(fit))


def inference_aware(params_ref: Value, inference_tokens: Value, fit: Value) -> tuple[Value, Value, Value]:
    """Return the model of equal loss that is cheapest to train and serve.

    Formula: least 6ND + 2NT at the loss of the compute-optimal model of params_ref parameters.
    Range: params_ref from 1e7 to 1e14, inference_tokens from 0 to 1e18, fit one of the published ones.
    Source: Sardana et al. 2024; the first-order condition solved by 60 bisections.
    Limits: equal utilisation in training and serving; equal loss is not equal use.
    """
    return cheapest_of(params_ref, inference_tokens, coefficients(fit))


def tokens_per_param(params: Value, tokens: Value) -> Value:
    """Return the training tokens for each parameter.

    Formula: tokens / params.
    Range: params from 1e7 to 1e14, tokens from 1e8 to 1e16.
    Source: definition; about 20 is compute-optimal by Hoffmann et al.
    Limits: says nothing on quality.
    """
    return tokens / params


CALCULATORS = (
    Calculator(
        name="scaling.loss",
        purpose="Loss of a language model by its size and training tokens",
        inputs=(_PARAMS, _TOKENS, _FIT),
        outputs=(Output("loss", "nat/token", "cross-entropy for each token"),),
        function=loss,
        literature=(HOFFMANN_2022, BESIROGLU_2024, SARDANA_2024),
        limits=LIMITS,
        cautions=(_MANY_TOKENS,),
    ),
    Calculator(
        name="scaling.optimal_params",
        purpose="Size and tokens of least loss at a given compute",
        inputs=(_FLOP, _FIT),
        outputs=(
            Output("params", "param", "parameters of least loss"),
            Output("tokens", "token", "training tokens of least loss"),
        ),
        function=optimal_params,
        literature=(HOFFMANN_2022, BESIROGLU_2024),
        limits=LIMITS,
    ),
    Calculator(
        name="scaling.inference_aware",
        purpose="Model of equal loss that is cheapest to train and serve",
        inputs=(
            Input(
                name="params_ref",
                unit="param",
                purpose="parameters of the compute-optimal model whose loss is wanted",
                low=1e7,
                high=1e14,
                default=13e9,
                interval=(7e9, 70e9),
                source="Sardana et al., Figure 1",
            ),
            amount(
                "inference_tokens",
                "token",
                "tokens served over the model's life",
                2e12,
                (1e11, 1e14),
                "Sardana et al., Figure 1",
                may_be_zero=True,
                high=1e18,
            ),
            _FIT,
        ),
        outputs=(
            Output("params", "param", "parameters of the cheapest model"),
            Output("tokens", "token", "its training tokens"),
            Output("saving", "fraction", "compute saved over training and serving"),
        ),
        function=inference_aware,
        literature=(SARDANA_2024, HOFFMANN_2022),
        limits=(*LIMITS, "Training and serving run at equal utilisation."),
    ),
    Calculator(
        name="scaling.tokens_per_param",
        purpose="Training tokens for each parameter",
        inputs=(_PARAMS, _TOKENS),
        outputs=(Output("ratio", "token/param", "training tokens for each parameter"),),
        function=tokens_per_param,
        literature=(HOFFMANN_2022, CEREBRAS_GPT),
        limits=("A ratio says nothing on quality.",),
        cautions=(_MANY_TOKENS,),
    ),
)
