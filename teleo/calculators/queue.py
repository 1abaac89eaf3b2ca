"""Waiting for servers: the Erlang C model of requests that come at random."""

from teleo.calculators.declaration import Calculator, Condition, Input, Output
from teleo.calculators.inputs import amount, count
from teleo.calculators.literature import ERLANG
from teleo.calculators.ops import Value, ceil, floor, iterate, maximum, sqrt

MAX_LOAD = 1e5
MAX_SERVERS = 1e6

LIMITS = (
    "Requests come at random (Poisson) and service times are exponential; bursts wait longer.",
    "A batch is no server: count the sequences that run at once.",
)

_LOAD = Input(
    name="load",
    unit="x",
    purpose="mean number of requests in service: arrivals in the time that one takes",
    low=0.0,
    high=MAX_LOAD,
    low_open=True,
    default=100.0,
    interval=(10.0, 1000.0),
    source="judgement",
)
_SERVERS = count(
    "servers", "x", "requests that can be served at once", 110, None, "judgement", high=MAX_SERVERS
)
_SERVICE = amount(
    "service", "s", "mean time to serve a request", 10.0, (1.0, 60.0), "an answer of 500 tokens"
)
_STABLE = Condition(
    field="load",
    of=("load", "servers"),
    holds=lambda load, servers: load < servers,
    allowed="less than the number of servers: at or above it the queue is unstable and grows for ever",
)


_STABLE_LOAD = Input(
    name="load",
    unit="x",
    purpose="mean number of requests in service, fewer than the servers",
    low=0.0,
    high=MAX_LOAD,
    low_open=True,
    default=100.0,
    interval=(80.0, 108.0),
    source="judgement",
)


def _chance(name: str, purpose: str) -> Input:
    return Input(
        name=name,
        unit="probability",
        purpose=purpose,
        low=1e-12,
        high=1.0,
        high_open=True,
        default=0.1,
        interval=(0.01, 0.3),
        source="common targets",
    )


def erlang_c(load: Value, servers: Value) -> Value:
    """Return the probability that a request must wait.

    Formula: C = c * B / (c - a * (1 - B)) with B from B_0 = 1, B_i = a * B / (i + a * B), a load and c
        servers.
    Range: load above 0 and below servers; servers a whole number.
    Source: Erlang 1917.
    Limits: Poisson arrivals, exponential service, no batching.
    """
    first = _first(load)

    def add(turn: Value, chance: Value, load: Value, first: Value) -> Value:
        return load * chance / (first + turn + load * chance)

    blocked = iterate(servers - first, add, 1.0 - first / load, given=(load, first))
    return servers * blocked / (servers - load * (1.0 - blocked))


def wait(load: Value, servers: Value, service: Value) -> Value:
    """Return the mean time that a request waits.

    Formula: C * service / (servers - load).
    Range: as of `erlang_c`, service above 0.
    Source: M/M/c.
    Limits: as of `erlang_c`.
    """
    return erlang_c(load, servers) * service / (servers - load)


def length(load: Value, servers: Value) -> Value:
    """Return the mean number of requests that wait.

    Formula: C * load / (servers - load).
    Range: as of `erlang_c`.
    Source: Little's law on `wait`.
    Limits: as of `erlang_c`.
    """
    return erlang_c(load, servers) * load / (servers - load)


def servers(load: Value, max_wait_p: Value) -> Value:
    """Return the fewest servers at which a request waits with at most a given probability.

    Formula: the least c above load with C(load, c) at most max_wait_p.
    Range: load above 0 and up to 1e5, max_wait_p from 1e-12 and below 1.
    Source: `erlang_c`, one server more at a time.
    Limits: as of `erlang_c`.
    """
    first = _first(load)

    def add(
        turn: Value, chance: Value, _count: Value, load: Value, first: Value, _most_wait: Value
    ) -> tuple[Value, Value]:
        return load * chance / (first + turn + load * chance), first + turn

    def is_enough(chance: Value, count: Value, load: Value, _first: Value, most_wait: Value) -> Value:
        return (load < count) & (count * chance <= most_wait * (count - load * (1.0 - chance)))

    most = ceil(load + 12.0 * sqrt(load) + 60.0)
    given = (load, first, max_wait_p)
    _, found = iterate(most - first, add, 1.0 - first / load, first, until=is_enough, given=given)
    return found


def _first(load: Value) -> Value:
    """Return the number of servers from which the recursion may start at B = 1 - c / a instead of from none.

    Each turn multiplies a relative error of 1 / B by i / a, so ten standard deviations below the load are turns
    enough to forget the start: exp(-50) is beyond a float's last digit. It saves nearly all turns of a large load.
    """
    return maximum(floor(load - 10.0 * sqrt(load)), 0.0)


def fleet(mean_load: Value, peak_to_mean: Value, target: Value) -> tuple[Value, Value]:
    """Return the servers that a peak needs, and how busy they are on average.

    Formula: servers(mean_load * peak_to_mean, target); utilisation = mean_load / servers.
    Range: mean_load above 0, peak_to_mean from 1, their product up to 1e5, target from 1e-12 and below 1.
    Source: `servers` at the peak.
    Limits: the peak lasts long enough to be steady.
    """
    needed = servers(mean_load * peak_to_mean, target)
    return needed, mean_load / needed


CALCULATORS = (
    Calculator(
        name="queue.erlang_c",
        purpose="Probability that a request must wait",
        inputs=(_STABLE_LOAD, _SERVERS),
        outputs=(Output("probability", "probability", "chance of waiting"),),
        function=erlang_c,
        literature=(ERLANG,),
        limits=LIMITS,
        conditions=(_STABLE,),
    ),
    Calculator(
        name="queue.wait",
        purpose="Mean time that a request waits",
        inputs=(_STABLE_LOAD, _SERVERS, _SERVICE),
        outputs=(Output("wait", "s", "mean waiting time of all requests"),),
        function=wait,
        literature=(ERLANG,),
        limits=LIMITS,
        conditions=(_STABLE,),
    ),
    Calculator(
        name="queue.length",
        purpose="Mean number of requests that wait",
        inputs=(_STABLE_LOAD, _SERVERS),
        outputs=(Output("length", "x", "requests that wait"),),
        function=length,
        literature=(ERLANG,),
        limits=LIMITS,
        conditions=(_STABLE,),
    ),
    Calculator(
        name="queue.servers",
        purpose="Fewest servers that keep waiting rare",
        inputs=(_LOAD, _chance("max_wait_p", "greatest probability of waiting")),
        outputs=(Output("servers", "x", "requests that can be served at once"),),
        function=servers,
        literature=(ERLANG,),
        limits=LIMITS,
    ),
    Calculator(
        name="queue.fleet",
        purpose="Servers that a peak needs, and how busy they are on average",
        inputs=(
            Input(
                name="mean_load",
                unit="x",
                purpose="mean number of requests in service",
                low=0.0,
                high=MAX_LOAD,
                low_open=True,
                default=100.0,
                interval=(10.0, 1000.0),
                source="judgement",
            ),
            Input(
                name="peak_to_mean",
                unit="x",
                purpose="load at the peak over the mean",
                low=1.0,
                high=MAX_LOAD,
                default=2.5,
                interval=(1.5, 6.0),
                source="judgement",
            ),
            _chance("target", "greatest probability of waiting at the peak"),
        ),
        outputs=(
            Output("servers", "x", "requests that can be served at once"),
            Output("utilisation", "fraction", "mean load over servers"),
        ),
        function=fleet,
        literature=(ERLANG,),
        limits=LIMITS,
        conditions=(
            Condition(
                field="mean_load",
                of=("mean_load", "peak_to_mean"),
                holds=lambda mean_load, peak_to_mean: mean_load * peak_to_mean <= MAX_LOAD,
                allowed="at most 100,000 at the peak",
            ),
        ),
    ),
)
