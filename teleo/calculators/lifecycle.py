"""Training against serving over the life of one model."""

from teleo.calculators.declaration import Calculator, Input, Output
from teleo.calculators.inputs import amount, portion
from teleo.calculators.literature import EPOCH_OPENAI_2024, LLAMA_405B_RUN
from teleo.calculators.ops import Value

COMPUTE_LIMITS = (
    "6 FLOP a parameter and training token, 2 a parameter and served token, attention left out.",
    "With equal utilisation half of the compute is inference at 3 served tokens for each training token.",
)
MONEY_LIMITS = ("Research before the final run is left out: ten times the final run at OpenAI in 2024.",)

_TRAIN_TOKENS = amount("train_tokens", "token", "tokens of the training run", 15e12, (2e12, 4e13), "Llama 3")
_UTIL_TRAIN = portion("util_train", "fraction of peak speed in training", 0.4, (0.25, 0.5), "published runs")
_UTIL_INFERENCE = portion(
    "util_inference", "fraction of peak speed in serving", 0.1, (0.03, 0.3), "Epoch AI, judgement"
)
_SHARE = Input(
    name="share",
    unit="fraction",
    purpose="share of inference to be reached",
    low=0.0,
    high=1.0,
    low_open=True,
    high_open=True,
    default=0.85,
    interval=(0.8, 0.9),
    source="as often stated",
)
_HALF = Input(
    name="share",
    unit="fraction",
    purpose="share of inference in the money spent",
    low=0.0,
    high=1.0,
    low_open=True,
    high_open=True,
    default=0.5,
    interval=(0.5, 0.9),
    source="parity and beyond",
    omitted=0.5,
)
_TRAINING_USD = amount("training_usd", "USD", "price of the training run", 1e8, (5e7, 3e8), "frontier runs")


def inference_share(
    train_tokens: Value, inference_tokens: Value, util_train: Value, util_inference: Value
) -> Value:
    """Return the share of inference in the chip time of a model's life.

    Formula: (2T / u_i) / (2T / u_i + 6D / u_t) with T served and D training tokens.
    Range: train_tokens above 0, inference_tokens at least 0, utilisations above 0 and at most 1.
    Source: 6ND to train, 2NT to serve; N cancels.
    Limits: one model, attention left out.
    """
    serving = 2.0 * inference_tokens / util_inference
    return serving / (serving + 6.0 * train_tokens / util_train)


def tokens_for_share(train_tokens: Value, share: Value, util_train: Value, util_inference: Value) -> Value:
    """Return the served tokens at which inference reaches a share of the chip time.

    Formula: 3D * u_i / u_t * share / (1 - share).
    Range: train_tokens above 0, share inside 0 to 1, utilisations above 0 and at most 1.
    Source: `inference_share` solved for inference_tokens.
    Limits: one model, attention left out.
    """
    return 3.0 * train_tokens * util_inference / util_train * share / (1.0 - share)


def breakeven_calls(training_usd: Value, usd_per_call: Value, share: Value) -> Value:
    """Return the calls at which serving has cost a share of all that was spent.

    Formula: training_usd / usd_per_call * share / (1 - share).
    Range: prices above 0, share inside 0 to 1 (one half when left out).
    Source: calls * usd_per_call = share * (training_usd + calls * usd_per_call).
    Limits: research before the final run is left out.
    """
    return training_usd / usd_per_call * share / (1.0 - share)


def usd_per_call_amortised(training_usd: Value, calls: Value) -> Value:
    """Return what each call bears of the training run.

    Formula: training_usd / calls.
    Range: both above 0.
    Source: even division.
    Limits: research before the final run is left out.
    """
    return training_usd / calls


CALCULATORS = (
    Calculator(
        name="lifecycle.inference_share",
        purpose="Share of inference in the compute of a model's whole life",
        inputs=(
            _TRAIN_TOKENS,
            amount(
                "inference_tokens",
                "token",
                "tokens served over the model's life",
                1e14,
                (1e12, 1e15),
                "judgement",
                may_be_zero=True,
            ),
            _UTIL_TRAIN,
            _UTIL_INFERENCE,
        ),
        outputs=(Output("share", "fraction", "inference in the chip time of training and inference"),),
        function=inference_share,
        literature=(EPOCH_OPENAI_2024, LLAMA_405B_RUN),
        limits=COMPUTE_LIMITS,
    ),
    Calculator(
        name="lifecycle.tokens_for_share",
        purpose="Tokens that a model must serve for inference to reach a share of its compute",
        inputs=(_TRAIN_TOKENS, _SHARE, _UTIL_TRAIN, _UTIL_INFERENCE),
        outputs=(Output("tokens", "token", "tokens served over the model's life"),),
        function=tokens_for_share,
        literature=(EPOCH_OPENAI_2024, LLAMA_405B_RUN),
        limits=COMPUTE_LIMITS,
    ),
    Calculator(
        name="lifecycle.breakeven_calls",
        purpose="Calls at which serving has cost a share of the money, half unless said otherwise",
        inputs=(
            _TRAINING_USD,
            amount(
                "usd_per_call",
                "USD/query",
                "cost of serving one call",
                0.002,
                (0.0005, 0.02),
                "prices of 2024",
            ),
            _HALF,
        ),
        outputs=(Output("calls", "query", "calls over the model's life"),),
        function=breakeven_calls,
        literature=(EPOCH_OPENAI_2024,),
        limits=MONEY_LIMITS,
    ),
    Calculator(
        name="lifecycle.usd_per_call_amortised",
        purpose="Part of the training run's price that each call bears",
        inputs=(
            _TRAINING_USD,
            amount("calls", "query", "calls over the model's life", 1e9, (1e9, 1e12), "billions"),
        ),
        outputs=(Output("usd_per_call", "USD/query", "training price for each call"),),
        function=usd_per_call_amortised,
        literature=(EPOCH_OPENAI_2024,),
        limits=MONEY_LIMITS,
    ),
)
