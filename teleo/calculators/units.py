"""Units of this field that no general registry knows, as text that pint reads."""

DEFINITIONS = (
    "bit = [information]",
    "byte = 8 * bit = B = octet",
    "KB = 1000 * byte",
    "Bps = byte / second",
    "FLOP = [computation] = _ = flop",
    "token = [token] = _ = tok = tokens = Tok",
    "param = [parameter] = _ = params = parameter = weight",
    "USD = [currency] = _ = dollar = usd",
    "query = [query] = _ = call = request = queries",
    "user = [user] = _ = users",
    "agent = [agent] = _ = agents",
    "GPU = [] = _ = gpu = chip = accelerator = server = device",
    "kt = 1000 * metric_ton",
    "erlang = [] = Erl = Erlang",
    "nat = []",
    "fraction = []",
    "probability = []",
    "x = []",
    "OOM = [magnitude]",
    "radian = [angle] = rad",
)
"""One definition a line, in order. `[]` is a count without dimension: $2/GPU-hour converts to USD/hour.

pint has bits without a dimension; they get one here, so that 80 GB is refused where a number of tokens is
due. To pint `kt` is a knot; here it is a thousand tonnes. An order of magnitude is no factor: 0.5 OOM/year
is 3.2x/year, and converting would take a power. pint has angles without a dimension, so that 35 degrees would be
a share of 0.61.
"""

SYMBOLS = {"$": "USD", "×": "x"}
"""Signs that stand for a unit's name in what people write."""
