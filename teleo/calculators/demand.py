"""Demand for tokens and power."""

from teleo.calculators.declaration import Calculator, Input, Output
from teleo.calculators.inputs import amount, portion
from teleo.calculators.literature import EPOCH_ENERGY
from teleo.calculators.ops import Value

SECONDS_PER_DAY = 86400.0

LIMITS = ("Means: nobody is the mean user, and peaks are higher.",)

_QUERIES = amount(
    "queries", "query/day", "queries of a user in a day", 14.0, (1.0, 50.0), "judgement", may_be_zero=True
)
_TOKENS = amount(
    "tokens", "token/query", "tokens of a query", 500.0, (200.0, 2000.0), "Epoch AI", may_be_zero=True
)
_AGENT_TOK_S = amount(
    "agent_tok_s", "token/s", "speed of a working agent", 50.0, (10.0, 200.0), "serving", may_be_zero=True
)
_DUTY = portion(
    "duty", "fraction of the time in which an agent works", 0.2, (0.05, 1.0), "judgement", may_be_zero=True
)


def tokens(
    users: Value, queries: Value, tokens: Value, agents: Value, agent_tok_s: Value, duty: Value
) -> Value:
    """Return the tokens that people and agents ask for in a day.

    Formula: users * queries * tokens + agents * agent_tok_s * 86400 * duty.
    Range: all at least 0, duty up to 1.
    Source: counting.
    Limits: means only.
    """
    return users * queries * tokens + agents * agent_tok_s * SECONDS_PER_DAY * duty


def power(queries: Value, wh_per_query: Value) -> Value:
    """Return the mean power that queries take.

    Formula: queries * wh_per_query / 24.
    Range: both at least 0.
    Source: energy over a day.
    Limits: mean, not peak.
    """
    return queries * wh_per_query / 24.0


def humans_per_agent(agent_tok_s: Value, duty: Value, queries: Value, tokens: Value) -> Value:
    """Return how many chat users ask for as many tokens as one agent.

    Formula: agent_tok_s * 86400 * duty / (queries * tokens).
    Range: agent_tok_s at least 0, duty from 0 to 1, queries and tokens above 0.
    Source: counting.
    Limits: means only.
    """
    return agent_tok_s * SECONDS_PER_DAY * duty / (queries * tokens)


def _positive(entry: Input) -> Input:
    """Return the declaration without zero in its range, for a divisor."""
    return amount(
        entry.name, entry.unit, entry.purpose, float(entry.default or 0), entry.interval, entry.source
    )


CALCULATORS = (
    Calculator(
        name="demand.tokens",
        purpose="Tokens that people and agents ask for in a day",
        inputs=(
            amount("users", "user", "people who ask", 1e9, (1e6, 5e9), "judgement", may_be_zero=True),
            _QUERIES,
            _TOKENS,
            amount("agents", "agent", "agents that run", 1e6, (1e4, 1e9), "judgement", may_be_zero=True),
            _AGENT_TOK_S,
            _DUTY,
        ),
        outputs=(Output("tokens", "token/day", "tokens in a day"),),
        function=tokens,
        literature=(EPOCH_ENERGY,),
        limits=LIMITS,
    ),
    Calculator(
        name="demand.power",
        purpose="Mean power that queries take",
        inputs=(
            amount(
                "queries",
                "query/day",
                "queries of everybody in a day",
                2.5e9,
                (1e8, 1e10),
                "as reported for 2025",
            ),
            amount("wh_per_query", "Wh/query", "energy of a query", 0.3, (0.1, 3.0), "Epoch AI"),
        ),
        outputs=(Output("power", "W", "mean power"),),
        function=power,
        literature=(EPOCH_ENERGY,),
        limits=("A mean: the peak of the day is higher.",),
    ),
    Calculator(
        name="demand.humans_per_agent",
        purpose="Chat users who ask for as many tokens as one agent",
        inputs=(_AGENT_TOK_S, _DUTY, _positive(_QUERIES), _positive(_TOKENS)),
        outputs=(Output("users", "user/agent", "chat users for one agent"),),
        function=humans_per_agent,
        literature=(EPOCH_ENERGY,),
        limits=LIMITS,
    ),
)
