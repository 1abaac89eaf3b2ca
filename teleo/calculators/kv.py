"""Size of the key-value cache that decoding keeps."""

from teleo.calculators.declaration import Calculator, Output
from teleo.calculators.inputs import amount, count
from teleo.calculators.literature import DEEPSEEK_INSIGHTS, KV_CACHE_SIZE, KWON_2023
from teleo.calculators.ops import Value

LIMITS = (
    "Every layer attends to every token: no sliding window, no layers without a cache.",
    "No waste from paging: about 4% with vLLM, 60-80% before it (unverified).",
)

_LAYERS = count("layers", "x", "transformer layers", 80, (32, 126), "Llama 3 70B")
_BYTES_PER_VALUE = amount("bytes_per_value", "byte", "bytes of each value", 2.0, (0.5, 2.0), "16 bit")


def bytes_per_token(layers: Value, kv_heads: Value, head_dim: Value, bytes_per_value: Value) -> Value:
    """Return the bytes that one token adds to the cache.

    Formula: 2 * layers * kv_heads * head_dim * bytes_per_value.
    Range: layers, kv_heads, head_dim whole numbers from 1; bytes_per_value above 0.
    Source: a key and a value for each layer and key-value head.
    Limits: full attention in every layer.
    """
    return 2.0 * layers * kv_heads * head_dim * bytes_per_value


def mla_bytes_per_token(layers: Value, latent: Value, rope: Value, bytes: Value) -> Value:
    """Return the bytes that one token adds to the cache under multi-head latent attention.

    Formula: layers * (latent + rope) * bytes.
    Range: layers, latent, rope whole numbers from 1; bytes above 0.
    Source: one shared latent vector and one rotary key for each layer.
    Limits: full attention in every layer.
    """
    return layers * (latent + rope) * bytes


def cache_bytes(per_token: Value, tokens: Value, batch: Value) -> Value:
    """Return the bytes of the whole cache.

    Formula: per_token * tokens * batch.
    Range: per_token above 0, tokens and batch whole numbers from 1 (batch is 1 when left out).
    Source: counting.
    Limits: no waste, no sharing of prefixes.
    """
    return per_token * tokens * batch


CALCULATORS = (
    Calculator(
        name="kv.bytes_per_token",
        purpose="Cache that each token needs",
        inputs=(
            _LAYERS,
            count("kv_heads", "x", "key-value heads; at most the attention heads", 8, (1, 64), "Llama 3 70B"),
            count("head_dim", "x", "values in a head", 128, (64, 256), "Llama 3 70B"),
            _BYTES_PER_VALUE,
        ),
        outputs=(Output("bytes_per_token", "byte/token", "cache for one token"),),
        function=bytes_per_token,
        literature=(KV_CACHE_SIZE, KWON_2023),
        limits=LIMITS,
    ),
    Calculator(
        name="kv.mla_bytes_per_token",
        purpose="Cache that each token needs with latent attention",
        inputs=(
            count("layers", "x", "transformer layers", 61, None, "DeepSeek-V3"),
            count("latent", "x", "values of the latent vector", 512, None, "DeepSeek-V3"),
            count("rope", "x", "values of the rotary key", 64, None, "DeepSeek-V3"),
            amount("bytes", "byte", "bytes of each value", 2.0, (0.5, 2.0), "16 bit"),
        ),
        outputs=(Output("bytes_per_token", "byte/token", "cache for one token"),),
        function=mla_bytes_per_token,
        literature=(DEEPSEEK_INSIGHTS,),
        limits=LIMITS,
    ),
    Calculator(
        name="kv.bytes",
        purpose="Cache of a batch of sequences",
        inputs=(
            amount(
                "per_token",
                "byte/token",
                "cache for one token",
                327680.0,
                (7e4, 8.2e5),
                "Llama 3 70B, 16 bit",
            ),
            count("tokens", "token", "tokens in each sequence", 8192, (1024, 131072), "a common context"),
            count("batch", "x", "sequences at once", 32, (1, 256), "serving", omitted=1.0),
        ),
        outputs=(Output("bytes", "byte", "cache of all sequences"),),
        function=cache_bytes,
        literature=(KWON_2023, KV_CACHE_SIZE),
        limits=LIMITS,
    ),
)
