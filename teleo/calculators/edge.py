"""Answering on a device of one's own instead of in a datacentre."""

from teleo.calculators.declaration import Calculator, Condition, Input, Output
from teleo.calculators.inputs import amount, portion
from teleo.calculators.literature import LLAMA_CPP_27525
from teleo.calculators.ops import Value

SECONDS_PER_YEAR = 365.25 * 86400.0
JOULES_PER_KWH = 3.6e6

LIMITS = (
    "A small model's answers are taken to be as good as a large one's.",
    "A device that is there anyway looks free; one that idles looks dear.",
)

_DEVICE_USD = amount(
    "device_usd",
    "USD",
    "price of the device that is charged to this use",
    100.0,
    (50.0, 1000.0),
    "10% of $1,000",
)
_WATT = amount("watt", "W", "power while it answers", 20.0, (5.0, 40.0), "a phone or a laptop")
_USD_PER_KWH = amount(
    "usd_per_kwh", "USD/kWh", "price of power", 0.2, (0.08, 0.4), "households", may_be_zero=True
)
_TOKEN_PER_S = amount(
    "token_per_s", "token/s", "speed of the device", 30.0, (5.0, 100.0), "llama.cpp's tables"
)


def energy_usd_per_token(watt: Value, usd_per_kwh: Value, token_per_s: Value) -> Value:
    """Return the price of the power that one token takes."""
    return watt * usd_per_kwh / JOULES_PER_KWH / token_per_s


def cost_per_mtok(
    device_usd: Value, life_years: Value, duty: Value, watt: Value, usd_per_kwh: Value, token_per_s: Value
) -> Value:
    """Return what a million tokens cost on a device.

    Formula: (device_usd / (life * duty * token_per_s) + watt * usd_per_kwh / 3.6e6 / token_per_s) * 1e6, life
    in s.
    Range: all above 0, duty up to 1, usd_per_kwh may be 0.
    Source: price of the device spread over the time it works, and power.
    Limits: quality is not priced; idle power is left out.
    """
    device = device_usd / (life_years * SECONDS_PER_YEAR * duty * token_per_s)
    return (device + energy_usd_per_token(watt, usd_per_kwh, token_per_s)) * 1e6


def latency(rtt: Value, queue: Value, ttft_dc: Value, ttft_edge: Value) -> tuple[Value, Value]:
    """Return the time that the device saves to the first token, and what the datacentre takes.

    Formula: rtt + queue + ttft_dc - ttft_edge.
    Range: all at least 0.
    Source: adding delays.
    Limits: first token only; a slow device loses it again later.
    """
    datacentre = rtt + queue + ttft_dc
    return datacentre - ttft_edge, datacentre


def breakeven_tokens(
    device_usd: Value, usd_per_mtok: Value, watt: Value, usd_per_kwh: Value, token_per_s: Value
) -> Value:
    """Return the tokens after which a device has paid for itself.

    Formula: device_usd / (usd_per_mtok / 1e6 - watt * usd_per_kwh / 3.6e6 / token_per_s).
    Range: all above 0, usd_per_kwh may be 0; power for a token must cost less than the token bought.
    Source: cost of owning equal to cost of buying.
    Limits: quality is not priced.
    """
    return device_usd / (usd_per_mtok / 1e6 - energy_usd_per_token(watt, usd_per_kwh, token_per_s))


def _delay(name: str, purpose: str, default: float, interval: tuple[float, float]) -> Input:
    return amount(name, "s", purpose, default, interval, "judgement", may_be_zero=True)


CALCULATORS = (
    Calculator(
        name="edge.cost_per_mtok",
        purpose="Cost of a million tokens on a device of one's own",
        inputs=(
            _DEVICE_USD,
            amount(
                "life_years", "year", "life of the device", 4.0, (3.0, 6.0), "phones and laptops", high=1e3
            ),
            portion("duty", "fraction of its life in which it answers", 0.01, (0.001, 0.1), "judgement"),
            _WATT,
            _USD_PER_KWH,
            _TOKEN_PER_S,
        ),
        outputs=(Output("cost", "USD/Mtoken", "device and power for a million tokens"),),
        function=cost_per_mtok,
        literature=(LLAMA_CPP_27525,),
        limits=LIMITS,
    ),
    Calculator(
        name="edge.latency",
        purpose="Time to the first token that a device saves against a datacentre",
        inputs=(
            _delay("rtt", "way to the datacentre and back", 0.05, (0.01, 0.3)),
            _delay("queue", "waiting there", 0.1, (0.0, 2.0)),
            _delay("ttft_dc", "reading the prompt there", 0.3, (0.05, 2.0)),
            _delay("ttft_edge", "reading the prompt on the device", 1.0, (0.1, 20.0)),
        ),
        outputs=(
            Output("saved", "s", "datacentre minus device; negative where the device is slower"),
            Output("datacentre", "s", "time to the first token from the datacentre"),
        ),
        function=latency,
        literature=(LLAMA_CPP_27525,),
        limits=("The first token only.", *LIMITS),
    ),
    Calculator(
        name="edge.breakeven_tokens",
        purpose="Tokens after which a device has paid for itself",
        inputs=(
            _DEVICE_USD,
            amount(
                "usd_per_mtok", "USD/Mtoken", "price of tokens bought", 2.0, (1.0, 10.0), "prices of 2025"
            ),
            _WATT,
            _USD_PER_KWH,
            _TOKEN_PER_S,
        ),
        outputs=(Output("tokens", "token", "tokens over the device's life"),),
        function=breakeven_tokens,
        literature=(LLAMA_CPP_27525,),
        limits=LIMITS,
        conditions=(
            Condition(
                field="usd_per_mtok",
                of=("usd_per_mtok", "watt", "usd_per_kwh", "token_per_s"),
                holds=lambda usd_per_mtok, watt, usd_per_kwh, token_per_s: (
                    energy_usd_per_token(watt, usd_per_kwh, token_per_s) * 1e6 < usd_per_mtok
                ),
                allowed="more than the power for a million tokens costs, or the device never pays for itself",
            ),
        ),
    ),
)
