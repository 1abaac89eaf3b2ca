"""Speed limits of serving: what memory bandwidth and peak compute allow."""

from teleo.calculators.declaration import Calculator, Condition, Output
from teleo.calculators.inputs import BANDWIDTH, CHIPS, PARAMS_ACTIVE, PEAK_FLOPS, amount, count, portion
from teleo.calculators.literature import LLAMA_CPP_27525, POPE_2022
from teleo.calculators.ops import Value, maximum, where

BOUND_LIMITS = (
    "At efficiencies of 1 the result is a bound, never an estimate: decoding reaches 0.29-0.58 of it.",
    "Communication between chips is left out; a mixture of experts at batch 1 on 16 H100 is 33 times slower.",
)

_BELOW_PEAK = Condition(
    field="eff_bw",
    of=("eff_bw", "eff_flops"),
    holds=lambda eff_bw, eff_flops: (eff_bw < 1.0) & (eff_flops < 1.0),
    allowed="below 1, and so eff_flops: at 1 the result is a bound and no estimate",
)

_STEP_TIME = amount("step_time", "s/token", "time of one decoding step", 0.029, (0.005, 0.1), "Pope et al.")
_TOKEN_PER_S = amount(
    "token_per_s", "token/s", "measured speed of one sequence", 14.29, (1.0, 200.0), "llama.cpp"
)
_BYTES_WEIGHTS = amount(
    "bytes_weights", "byte", "weights that each step reads", 140e9, (4e9, 1.4e12), "70B at 16 bit"
)


def decode(
    bytes_weights: Value,
    flop_per_token: Value,
    kv_bytes_per_seq: Value,
    batch: Value,
    chips: Value,
    bandwidth: Value,
    peak_flops: Value,
    eff_bw: Value,
    eff_flops: Value,
) -> tuple[Value, Value, Value, Value]:
    """Return the time of a decoding step, speed for each user and in all, and what limits it.

    Formula: max((W + b * K) / (n * bandwidth * eff_bw), b * F / (n * peak_flops * eff_flops)).
    Range: all above 0 but kv_bytes_per_seq, which may be 0; batch and chips whole; efficiencies up to 1 (1
        when left out).
    Source: the roofline model, with weights read once for the batch and the cache once for each sequence.
    Limits: a bound at efficiencies of 1; no communication.
    """
    memory = (bytes_weights + batch * kv_bytes_per_seq) / (chips * bandwidth * eff_bw)
    compute = batch * flop_per_token / (chips * peak_flops * eff_flops)
    step = maximum(memory, compute)
    return step, 1.0 / step, batch / step, where(memory >= compute, 0.0, 1.0)


def prefill(params_active: Value, prompt_tokens: Value, chips: Value, peak_flops: Value, mfu: Value) -> Value:
    """Return the time to read a prompt, which is the time to the first token.

    Formula: 2 * params_active * prompt_tokens / (chips * peak_flops * mfu).
    Range: all above 0, chips whole, mfu up to 1.
    Source: 2 FLOP for each parameter and token.
    Limits: attention's quadratic part and waiting are left out.
    """
    return 2.0 * params_active * prompt_tokens / (chips * peak_flops * mfu)


def ridge(peak_flops: Value, bandwidth: Value) -> Value:
    """Return the FLOP for each byte above which a chip is limited by compute.

    Formula: peak_flops / bandwidth.
    Range: both above 0.
    Source: the roofline model.
    Limits: peak figures of the maker.
    """
    return peak_flops / bandwidth


def achieved_bandwidth(bytes_weights: Value, token_per_s: Value) -> Value:
    """Return the bandwidth that a measured speed of one sequence implies.

    Formula: bytes_weights * token_per_s.
    Range: both above 0.
    Source: each token of a lone sequence reads all weights once.
    Limits: the cache is left out, so the result is low at long contexts.
    """
    return bytes_weights * token_per_s


def generation(ttft: Value, tokens: Value, step_time: Value) -> Value:
    """Return the time to answer.

    Formula: ttft + tokens * step_time.
    Range: ttft at least 0 (0 when left out), tokens and step_time above 0.
    Source: one step for each token.
    Limits: steps of equal length.
    """
    return ttft + tokens * step_time


CALCULATORS = (
    Calculator(
        name="roofline.decode",
        purpose="Fastest decoding step that bandwidth and compute allow",
        inputs=(
            _BYTES_WEIGHTS,
            amount(
                "flop_per_token",
                "FLOP/token",
                "compute for each token",
                140e9,
                (1e9, 1.4e12),
                "2 for each parameter",
            ),
            amount(
                "kv_bytes_per_seq",
                "byte",
                "cache of one sequence",
                2.7e9,
                (0.0, 4e10),
                "8k tokens",
                may_be_zero=True,
            ),
            count("batch", "x", "sequences at once", 32, (1, 256), "serving"),
            CHIPS,
            BANDWIDTH,
            PEAK_FLOPS,
            portion(
                "eff_bw", "bandwidth reached over peak", 0.6, (0.3, 0.85), "llama.cpp: 0.29-0.58", omitted=1.0
            ),
            portion(
                "eff_flops", "compute reached over peak", 0.5, (0.2, 0.75), "Pope et al.: 0.76", omitted=1.0
            ),
        ),
        outputs=(
            Output("step_time", "s", "time of one step", of_each="token"),
            Output("user_speed", "token/s", "speed that one user sees", of_each="user"),
            Output("total_speed", "token/s", "speed of all sequences together"),
            Output("regime", "", "what limits the step", choices=("memory", "compute")),
        ),
        function=decode,
        literature=(POPE_2022, LLAMA_CPP_27525),
        limits=BOUND_LIMITS,
        cautions=(_BELOW_PEAK,),
    ),
    Calculator(
        name="roofline.prefill",
        purpose="Time to read a prompt, before the first token",
        inputs=(
            PARAMS_ACTIVE,
            amount(
                "prompt_tokens",
                "token",
                "tokens of the prompt, of the whole batch",
                2048.0,
                (100.0, 1e5),
                "a page",
            ),
            CHIPS,
            PEAK_FLOPS,
            portion("mfu", "model FLOP over peak FLOP", 0.4, (0.2, 0.75), "Pope et al.: 0.43 and 0.76"),
        ),
        outputs=(Output("ttft", "s", "time to the first token"),),
        function=prefill,
        literature=(POPE_2022,),
        limits=("The quadratic part of attention and waiting in a queue are left out.",),
    ),
    Calculator(
        name="roofline.ridge",
        purpose="Arithmetic intensity above which a chip is limited by compute",
        inputs=(PEAK_FLOPS, BANDWIDTH),
        outputs=(Output("ridge", "FLOP/byte", "FLOP for each byte at the ridge"),),
        function=ridge,
        literature=(POPE_2022,),
        limits=("Peak figures of the maker; reached ones move the ridge.",),
    ),
    Calculator(
        name="roofline.achieved_bandwidth",
        purpose="Memory bandwidth that a measured decoding speed implies",
        inputs=(_BYTES_WEIGHTS, _TOKEN_PER_S),
        outputs=(Output("bandwidth", "byte/s", "bytes read in a second"),),
        function=achieved_bandwidth,
        literature=(LLAMA_CPP_27525,),
        limits=("One sequence; the cache is left out.",),
    ),
    Calculator(
        name="roofline.generation",
        purpose="Time to answer: the prompt, then one step for each token",
        inputs=(
            amount(
                "ttft",
                "s",
                "time to the first token",
                0.3,
                (0.05, 2.0),
                "Pope et al.",
                may_be_zero=True,
                omitted=0.0,
            ),
            amount("tokens", "token", "tokens of the answer", 500.0, (50.0, 2000.0), "a chat"),
            _STEP_TIME,
        ),
        outputs=(Output("time", "s", "time until the last token"),),
        function=generation,
        literature=(POPE_2022,),
        limits=("All steps take equally long.",),
    ),
)
